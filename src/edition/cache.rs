//! Packs that are kept, so that folders need not be read again.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use memmap2::Mmap;

use super::map::map;
use super::{OpenError, Source};
use crate::handbook::pack::{self, Sheets};
use crate::national;

/// The end of the name of a pack that is being written.
const UNFINISHED: &str = ".new";

/// The end of the name of what a packing has read so far.
const PART: &str = ".part";

/// The most parts of a pack: nobody stops more packings of a handbook, one after the other.
const MOST_PARTS: usize = 64;

/// Longer than any packing takes.
const PATIENCE: Duration = Duration::from_hours(1);

/// How much is written at a time.
const BUFFER: usize = 1024 * 1024;

/// How much of a file tells whether it is a pack.
const FRONT: u64 = 16;

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

/// Keeps a pack in a folder of its owner's own.
pub(super) fn keep(file: &Path, sheets: &Sheets) -> io::Result<()> {
    create_private(folder_of(file))?;
    if let Err(error) = write(file, sheets) {
        if error.kind() != io::ErrorKind::StorageFull {
            return Err(error);
        }
        // There may be room for the pack, and none for its parts beside it.
        remove_parts(file);
        write(file, sheets)?;
    }
    remove_parts(file);
    sweep(file);
    Ok(())
}

fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new("."))
}

/// Creates a new part of a pack: another packing may write one of its own at the same time.
pub(super) fn create_part(file: &Path) -> io::Result<(PathBuf, File)> {
    create_private(folder_of(file))?;
    let create = |path: PathBuf| File::create_new(&path).map(|part| (path, part));
    let created = paths_of_parts(file).map(create).find(
        |created| !matches!(created, Err(error) if error.kind() == io::ErrorKind::AlreadyExists),
    );
    created.unwrap_or_else(|| Err(io::ErrorKind::AlreadyExists.into()))
}

/// Maps the parts of a pack that there are.
pub(super) fn open_parts(file: &Path) -> Vec<Mmap> {
    paths_of_parts(file).filter_map(|path| map(&File::open(path).ok()?).ok()).collect()
}

/// Removes the parts of a pack. Whoever still writes or reads one is not disturbed.
pub(super) fn remove_parts(file: &Path) {
    paths_of_parts(file).for_each(|path| drop(fs::remove_file(path)));
}

fn paths_of_parts(file: &Path) -> impl Iterator<Item = PathBuf> {
    (0..MOST_PARTS).map(|number| {
        let mut name = file.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{number}{PART}"));
        file.with_file_name(name)
    })
}

/// Writes a pack beside its place and renames it, so that nobody sees half of it, whoever else
/// writes it at the same time.
pub(super) fn write(file: &Path, sheets: &Sheets) -> io::Result<()> {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}{UNFINISHED}", std::process::id()));
    let beside = file.with_file_name(name);
    let written = File::create(&beside).and_then(|new| {
        let mut new = BufWriter::with_capacity(BUFFER, new);
        sheets.write_to(&mut new)?;
        new.flush()
    });
    let kept = written.and_then(|()| fs::rename(&beside, file));
    if kept.is_err() {
        let _ = fs::remove_file(&beside);
    }
    kept
}

/// Removes what was left of packings that somebody stopped, if it is older than the pack by more
/// than any packing takes.
fn sweep(file: &Path) {
    let modified = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let Some(now) = modified(file) else { return };
    let entries = file.parent().and_then(|folder| folder.read_dir().ok());
    for path in entries.into_iter().flatten().flatten().map(|entry| entry.path()) {
        let name = path.as_os_str().as_encoded_bytes();
        let is_unfinished = [UNFINISHED, PART].iter().any(|end| name.ends_with(end.as_bytes()));
        let is_old = modified(&path)
            .and_then(|then| now.duration_since(then).ok())
            .is_some_and(|age| age > PATIENCE);
        if is_unfinished && is_old {
            let _ = fs::remove_file(path);
        }
    }
}

/// Refuses to write over a file that is no pack.
pub(super) fn refuse_stranger(file: &Path) -> Result<(), OpenError> {
    let mut front = Vec::new();
    match fs::metadata(file).and_then(|_| File::open(file)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(OpenError::unwritable(file, &error)),
        Ok(open) => {
            let _ = open.take(FRONT).read_to_end(&mut front);
        }
    }
    if pack::is_pack(&front) { Ok(()) } else { Err(OpenError::InTheWay(file.to_owned())) }
}

/// Creates a folder that only its owner can enter, as the rules for such folders ask.
fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
