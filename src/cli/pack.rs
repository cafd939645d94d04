//! `guide pack DIR... [-o FILE]`.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;

use super::Outcome;
use super::command::Common;
use super::failure::Failure;
use super::progress::Bar;
use super::screen::Screen;
use super::{environment, reader};
use crate::edition::{Edition, Source};
use crate::page::words::Lang;

/// Which folders to pack, and where to.
#[derive(Debug, Args)]
pub(super) struct PackArgs {
    /// Folders of a handbook, the lowest layer first; else those of --handbook
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    layers: Vec<PathBuf>,
    /// Write the pack to this file; else bring the kept one up to date
    #[arg(long, short, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,
}

/// Packs a handbook.
pub(super) fn run(args: &PackArgs, common: &Common, screen: &Screen) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let sources = sources(args, common);
    let (cache, bar) = (environment::cache(), Bar::new(screen.lang));
    let packed = match &args.output {
        Some(file) => Edition::write(&sources, cache.as_deref(), file, &bar)?,
        None => Edition::refresh(&sources, cache.as_deref(), &bar)?,
    };
    reader::warn(&packed.pack().findings()?, screen);
    let guides = packed.pack().guides()?.len();
    screen.note(&summary(guides, packed.length(), started.elapsed(), screen.lang));
    Ok(Outcome::Answered)
}

fn sources(args: &PackArgs, common: &Common) -> Vec<Source> {
    let named = if args.layers.is_empty() { &common.handbook } else { &args.layers };
    if named.is_empty() {
        return environment::sources();
    }
    named.iter().cloned().map(environment::source).collect()
}

fn summary(guides: usize, bytes: usize, time: Duration, lang: Lang) -> String {
    let (size, seconds) = (size(bytes), time.as_secs_f64());
    lang.pick(
        format!("已打包 {guides} 份指南，{size}，用时 {seconds:.1} 秒"),
        match guides {
            1 => format!("packed 1 guide, {size}, in {seconds:.1} s"),
            _ => format!("packed {guides} guides, {size}, in {seconds:.1} s"),
        },
    )
}

/// Returns a number of bytes as people say it.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        1_000_000..10_000_000 => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_few_digits() {
        let said = [1, 999_999, 1_250_000, 74_123_456].map(size);
        assert_eq!(said, ["1 kB", "1000 kB", "1.2 MB", "74 MB"]);
    }

    #[test]
    fn one_guide_is_one_guide() {
        let time = Duration::from_millis(1240);
        assert_eq!(summary(1, 5000, time, Lang::En), "packed 1 guide, 5 kB, in 1.2 s");
        assert_eq!(summary(2, 5000, time, Lang::Zh), "已打包 2 份指南，5 kB，用时 1.2 秒");
    }
}
