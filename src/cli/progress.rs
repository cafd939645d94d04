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

    fn show(&mut self) {
        let template = self.lang.pick(
            "打包手册 [{bar:24}] {pos}/{len} 还要 {eta}",
            "packing the handbook [{bar:24}] {pos}/{len}, {eta} left",
        );
        let bar = ProgressBar::new(self.total as u64);
        let style =
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars("=> "));
        self.shown = Some(bar);
    }
}

impl Progress for Bar {
    fn start(&mut self, guides: usize) {
        self.total = guides;
        self.started = Instant::now();
    }

    fn advance(&mut self) {
        self.done += 1;
        if self.shown.is_none() && self.started.elapsed() > MOMENT {
            self.show();
        }
        if let Some(bar) = &self.shown {
            bar.set_position(self.done as u64);
        }
    }

    fn finish(&mut self) {
        if let Some(bar) = self.shown.take() {
            bar.finish_and_clear();
        }
    }
}
