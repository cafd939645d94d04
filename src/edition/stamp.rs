//! Whether the files of a handbook are still those from which a pack was made.

use std::path::Path;
use std::time::{Duration, SystemTime};

use super::folder::{Folder, Mark, nanoseconds};
use crate::handbook::codec::{Damaged, Pack, Reader, write_text};
use crate::handbook::load::files::{DICTIONARIES, Listing};

/// How much older than the pack a file must be to be told from one that was changed since: the
/// clocks of file systems tick in steps of up to 10 ms.
const TICK: Duration = Duration::from_millis(20);

/// The marks of all files and folders of a handbook.
///
/// A folder's mark notices files that come or go; a file's mark notices that it was changed.
#[derive(Debug)]
pub(super) struct Stamp(Vec<(String, Vec<(String, Mark)>)>);

impl Stamp {
    /// Takes the marks of the listed files.
    pub(super) fn take(listed: &[(&Path, Listing)]) -> Self {
        let layer = |(root, listing): &(&Path, Listing)| {
            let folder = Folder::open(root);
            let mark = |name| folder.as_ref().map_or((0, (0, 0)), |folder| folder.mark(name));
            let marks = names(listing).map(|name| (name.to_owned(), mark(name))).collect();
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

/// Says whether all files are as they were when the stamp was taken. `packed` is when the pack was
/// written.
pub(super) fn is_fresh(stamp: &[u8], packed: SystemTime) -> bool {
    let latest = nanoseconds(packed.checked_sub(TICK).unwrap_or(packed));
    compare(&mut Reader::new(stamp), latest).unwrap_or(false)
}

fn compare(stamp: &mut Reader<'_>, latest: u64) -> Result<bool, Damaged> {
    while !stamp.is_empty() {
        let Some(folder) = Folder::open(Path::new(stamp.text()?)) else { return Ok(false) };
        for _ in 0..stamp.length()? {
            let name = stamp.text()?;
            let then = Mark::read(stamp)?;
            let (_, (modified, _)) = then;
            if modified > latest || folder.mark(name) != then {
                return Ok(false);
            }
        }
    }
    Ok(true)
}
