//! Whether the files of a handbook are still those from which a pack was made.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::handbook::codec::{Damaged, Pack, Reader, write_text};
use crate::handbook::load::files::{DICTIONARIES, Listing};

/// How much older than the pack a file must be to be told from one that was changed since: the
/// clocks of file systems tick in steps of up to 10 ms.
const TICK: Duration = Duration::from_millis(20);

/// Size, time and identity of a file.
type Mark = (u64, (u64, u64));

/// The marks of all files and folders of a handbook.
///
/// A folder's mark notices files that come or go; a file's mark notices that it was changed.
#[derive(Debug)]
pub(super) struct Stamp(Vec<(String, Vec<(String, Mark)>)>);

impl Stamp {
    /// Takes the marks of the listed files.
    pub(super) fn take(listed: &[(&Path, Listing)]) -> Self {
        let layer = |(root, listing): &(&Path, Listing)| {
            let marks =
                names(listing).map(|name| (name.to_owned(), mark(&root.join(name)))).collect();
            (root.display().to_string(), marks)
        };
        Self(listed.iter().map(layer).collect())
    }

    /// Returns the bytes that [`is_fresh`] reads.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for (root, marks) in &self.0 {
            write_text(root, &mut out);
            marks.write(&mut out);
        }
        out
    }
}

/// Returns everything whose change matters. Dictionaries that do not exist may come to exist.
fn names(listing: &Listing) -> impl Iterator<Item = &str> {
    let owned = listing.folders.iter().chain(&listing.guides).map(String::as_str);
    DICTIONARIES.iter().copied().chain(owned)
}

/// Returns what tells a file from its later self; zeros for one that is not there.
fn mark(path: &Path) -> Mark {
    fs::metadata(path).map_or((0, (0, 0)), |metadata| mark_of(&metadata))
}

fn mark_of(metadata: &Metadata) -> Mark {
    let modified = metadata.modified().map_or(0, nanoseconds);
    // A folder's size says nothing that its time does not say, and differs between disks.
    let size = if metadata.is_dir() { 0 } else { metadata.len() };
    (size, (modified, identity(metadata)))
}

fn nanoseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

/// The number of the file on its disk, where the system has one.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

/// The number of the file on its disk, where the system has one.
#[cfg(not(unix))]
fn identity(_: &Metadata) -> u64 {
    0
}

/// Says whether all files are as they were when the stamp was taken. `packed` is when the pack was
/// written.
pub(super) fn is_fresh(stamp: &[u8], packed: SystemTime) -> bool {
    let latest = nanoseconds(packed.checked_sub(TICK).unwrap_or(packed));
    compare(&mut Reader::new(stamp), latest).unwrap_or(false)
}

fn compare(stamp: &mut Reader<'_>, latest: u64) -> Result<bool, Damaged> {
    while !stamp.is_empty() {
        let root = stamp.text()?;
        let mut path = String::from(root);
        path.push('/');
        let start = path.len();
        for _ in 0..stamp.length()? {
            path.truncate(start);
            path.push_str(stamp.text()?);
            let then = Mark::read(stamp)?;
            let (_, (modified, _)) = then;
            if modified > latest || mark(Path::new(&path)) != then {
                return Ok(false);
            }
        }
    }
    Ok(true)
}
