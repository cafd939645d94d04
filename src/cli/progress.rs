//! A bar for long work: after a moment, on standard error, on a terminal only.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::edition::Progress;
use crate::page::words::Lang;

/// Work shorter than this shows nothing.
const MOMENT: Duration = Duration::from_millis(250);

/// The bar of a packing.
pub(super) struct Bar {
    lang: Lang,
    started: Instant,
    total: usize,
    done: usize,
    shown: Option<ProgressBar>,
}

impl Bar {
    /// Makes a bar that does not show yet.
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, started: Instant::now(), total: 0, done: 0, shown: None }
    }

    fn show(&mut self) -> &ProgressBar {
        let template = self.lang.pick(
            "{spinner} 打包手册 [{bar:24}] {pos}/{len} 还要 {eta} {msg}",
            "{spinner} packing the handbook [{bar:24}] {pos}/{len}, {eta} left {msg}",
        );
        let total = self.total as u64;
        self.shown.get_or_insert_with(|| {
            let style = ProgressStyle::with_template(template);
            let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::new(total).with_style(style.progress_chars("=> ").tick_chars("-\\|/ "))
        })
    }
}

impl Progress for Bar {
    fn start(&mut self, steps: usize) {
        self.total = steps;
        self.started = Instant::now();
    }

    fn advance(&mut self) {
        self.done += 1;
        if self.shown.is_some() || self.started.elapsed() > MOMENT {
            let done = self.done as u64;
            self.show().set_position(done);
        }
    }

    fn index(&mut self) {
        /// How often the sign turns that tells work from a standstill.
        const TURN: Duration = Duration::from_millis(120);
        if self.shown.is_some() {
            let message = self.lang.pick("建索引", "making the index");
            let bar = self.show();
            bar.set_message(message);
            bar.enable_steady_tick(TURN);
        }
    }

    fn finish(&mut self) {
        if let Some(bar) = self.shown.take() {
            bar.finish_and_clear();
        }
    }
}
