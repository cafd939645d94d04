//! Packs that are kept, so that folders need not be read again.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::map::Map;
use super::{Source, stamp};
use crate::handbook::pack;
use crate::national;

/// Returns the file for the pack of layers. Its name stands for the paths, the version of the
/// format, the program and the built-in edition: another program never reads it by mistake.
pub(super) fn file_of(folder: &Path, sources: &[Source]) -> PathBuf {
    let mut name = Vec::new();
    name.extend_from_slice(&pack::VERSION.to_le_bytes());
    // Another version may read the same files in another way.
    name.extend_from_slice(env!("CARGO_PKG_VERSION").as_bytes());
    name.extend_from_slice(&pack::hash(national::PACK.get(..32).unwrap_or_default()).to_le_bytes());
    for source in sources {
        name.push(0);
        if let Source::Path(path) = source {
            name.extend_from_slice(path.as_os_str().as_encoded_bytes());
        }
    }
    folder.join(format!("{:016x}.pack", pack::hash(&name)))
}

/// Opens a kept pack, if its files are unchanged.
pub(super) fn fresh(file: &Path) -> Option<Map> {
    let packed = fs::metadata(file).ok()?.modified().ok()?;
    let map = Map::open(file).ok()?;
    let is_fresh = stamp::is_fresh(map.pack().ok()?.stamp().ok()?, packed);
    is_fresh.then_some(map)
}

/// Keeps a pack: written beside its place and renamed, so that nobody sees half of it.
pub(super) fn keep(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    create_private(folder)?;
    let beside = file.with_extension(format!("{}.new", std::process::id()));
    let written = File::create(&beside).and_then(|mut new| new.write_all(bytes));
    let kept = written.and_then(|()| fs::rename(&beside, file));
    if kept.is_err() {
        let _ = fs::remove_file(&beside);
    }
    kept
}

/// Creates a folder that only its owner can enter, as the rules for such folders ask.
fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
