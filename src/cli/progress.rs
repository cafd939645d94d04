//! A bar for long work: after a moment, on standard error, on a terminal only.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::edition::Progress;
use crate::page::words::Lang;

/// Work shorter than this shows nothing.
const MOMENT: Duration = Duration::from_millis(250);

/// How often the sign turns that tells work from a standstill.
const TURN: Duration = Duration::from_millis(120);

/// How many guides are read between two looks at the clock.
const STEP: usize = 64;

/// The bar of a packing.
pub(super) struct Bar {
    lang: Lang,
    started: Instant,
    total: AtomicUsize,
    done: AtomicUsize,
    shown: OnceLock<ProgressBar>,
}

impl Bar {
    /// Makes a bar that does not show yet.
    pub(super) fn new(lang: Lang) -> Self {
        let (total, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Self { lang, started: Instant::now(), total, done, shown: OnceLock::new() }
    }

    fn show(&self) -> &ProgressBar {
        let template = self.lang.pick(
            "{spinner} 打包手册 [{bar:24}] {pos}/{len}，{per_sec}，还要 {eta} {msg}",
            "{spinner} packing the handbook [{bar:24}] {pos}/{len}, {per_sec}, {eta} left {msg}",
        );
        let total = self.total.load(Ordering::Relaxed) as u64;
        self.shown.get_or_init(|| {
            let style = ProgressStyle::with_template(template);
            let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
            let bar = ProgressBar::new(total).with_elapsed(self.started.elapsed());
            bar.with_style(style.progress_chars("=> ").tick_chars("-\\|/ "))
        })
    }
}

impl Progress for Bar {
    fn start(&self, guides: usize) {
        self.total.store(guides, Ordering::Relaxed);
    }

    fn advance(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(STEP) && self.started.elapsed() > MOMENT {
            self.show().set_position(done as u64);
        }
    }

    fn index(&self) {
        if self.started.elapsed() > MOMENT {
            let bar = self.show();
            bar.set_position(self.done.load(Ordering::Relaxed) as u64);
            bar.set_message(self.lang.pick("建索引", "making the index"));
            bar.enable_steady_tick(TURN);
        }
    }

    fn finish(&self) {
        if let Some(bar) = self.shown.get() {
            bar.finish_and_clear();
        }
    }
}
