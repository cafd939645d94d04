//! Whether the files of a handbook are still those from which a pack was made.
//!
//! ```text
//! length of the front u32 | front | where the mark of each guide's file ends u32 | the marks
//! front: for each folder of a layer its path, how many guides it has, and the marks of its
//!     dictionaries and of the folders in it
//! ```
//!
//! A folder's mark notices files that come or go, or are replaced by another; a file's mark notices
//! that it was changed.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::folder::{Folder, Mark, nanoseconds};
use crate::handbook::bytes::Bytes;
use crate::handbook::codec::{Damaged, Pack, Reader, write_text, write_varint};
use crate::handbook::load::files::{DICTIONARIES, Listing};
use crate::handbook::pack::{VERSION, hash};

/// How much older than the pack a file must be to be told from one that was changed since: the
/// clocks of file systems tick in steps of up to 10 ms.
const TICK: Duration = Duration::from_millis(20);

/// The most guides that are asked for one by one before every answer: 2.3 ms.
const MOST_ASKED: usize = 2000;

/// A path below a folder with its mark.
type Marked = (String, Mark);

/// The marks of all files and folders of a handbook.
#[derive(Debug)]
pub(super) struct Stamp(Vec<Layer>);

/// The marks of a layer.
#[derive(Debug)]
struct Layer {
    root: String,
    others: Vec<Marked>,
    guides: Vec<Marked>,
}

impl Stamp {
    /// Takes the marks of the listed files.
    pub(super) fn take(listed: &[(&Path, Listing)]) -> Self {
        let layer = |(root, listing): &(&Path, Listing)| {
            let folder = Folder::open(root);
            let mark = |name: &str| {
                let mark = folder.as_ref().map_or((0, (0, 0)), |folder| folder.mark(name));
                (name.to_owned(), mark)
            };
            // Dictionaries that do not exist may come to exist.
            let folders = listing.folders.iter().map(String::as_str);
            let others = DICTIONARIES.iter().copied().chain(folders).map(mark).collect();
            let guides = listing.guides.iter().map(|path| mark(path)).collect();
            Layer { root: root.display().to_string(), others, guides }
        };
        Self(listed.iter().map(layer).collect())
    }

    /// Returns the bytes that [`Taken`] reads. `plain` are the files that gave a guide alone and
    /// without a finding: folder and path.
    pub(super) fn to_bytes(&self, plain: &BTreeSet<(usize, String)>) -> Vec<u8> {
        let mut front = Vec::new();
        let (mut ends, mut marks) = (Vec::new(), Vec::new());
        for (number, layer) in self.0.iter().enumerate() {
            write_text(&layer.root, &mut front);
            write_varint(layer.guides.len() as u64, &mut front);
            layer.others.write(&mut front);
            for guide in &layer.guides {
                guide.write(&mut marks);
                plain.contains(&(number, guide.0.clone())).write(&mut marks);
                ends.extend_from_slice(&length_of(&marks));
            }
        }
        [length_of(&front).to_vec(), front, ends, marks].concat()
    }

    /// Returns the mark of a guide's file.
    pub(super) fn mark(&self, layer: usize, path: &str) -> Option<Mark> {
        let guides = &self.0.get(layer)?.guides;
        let place = guides.binary_search_by(|(other, _)| other.as_str().cmp(path)).ok()?;
        guides.get(place).map(|(_, mark)| *mark)
    }

    /// Says whether there are too many guides to ask for each of them.
    pub(super) fn is_large(&self) -> bool {
        self.0.iter().map(|layer| layer.guides.len()).sum::<usize>() > MOST_ASKED
    }

    /// Returns what tells the folders with their dictionaries from others, and from themselves
    /// after a change.
    pub(super) fn key(&self) -> u64 {
        let mut bytes = VERSION.to_le_bytes().to_vec();
        for (root, others) in self.others() {
            write_text(root, &mut bytes);
            others
                .iter()
                .filter(|other| is_dictionary(other))
                .for_each(|other| other.write(&mut bytes));
        }
        hash(&bytes)
    }

    /// Says whether no dictionary was changed after a time that [`latest`] gives.
    pub(super) fn is_settled(&self, latest: u64) -> bool {
        let mut others =
            self.0.iter().flat_map(|layer| &layer.others).filter(|other| is_dictionary(other));
        others.all(|(_, mark)| is_older(*mark, latest))
    }

    /// Returns the layers, each with the marks of everything but its guides.
    fn others(&self) -> impl Iterator<Item = (&str, &[Marked])> {
        self.0.iter().map(|layer| (layer.root.as_str(), layer.others.as_slice()))
    }
}

fn is_dictionary((name, _): &Marked) -> bool {
    DICTIONARIES.contains(&name.as_str())
}

/// Returns the latest time of a file that is certainly told from its later self, if it was read
/// after a time.
pub(super) fn latest(time: SystemTime) -> u64 {
    nanoseconds(time.checked_sub(TICK).unwrap_or(time))
}

/// Says whether a file was not changed after a time.
pub(super) const fn is_older((_, (modified, _)): Mark, latest: u64) -> bool {
    modified <= latest
}

fn length_of(bytes: &[u8]) -> [u8; 4] {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes()
}

/// How a pack compares with the files that it was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    /// Everything is as it was.
    Fresh,
    /// There are many files; the folders are as they were, and a file in one may have changed.
    Unsure,
    /// There are many files, and some of them came, went or were replaced.
    Older,
    /// Files changed, and there are few.
    Stale,
}

/// The stamp that was taken when a pack was made.
#[derive(Debug, Clone)]
pub(super) struct Taken<'a> {
    layers: Vec<Front>,
    ends: Bytes<'a>,
    marks: Bytes<'a>,
    /// The latest time of a file that the pack knows for certain.
    latest: u64,
}

/// What the front of a stamp says of a layer.
#[derive(Debug, Clone)]
struct Front {
    root: String,
    /// The places of its guides.
    guides: std::ops::Range<usize>,
    others: Vec<Marked>,
}

impl<'a> Taken<'a> {
    /// Opens the stamp of a pack. `packed` is when the pack was written.
    pub(super) fn open(bytes: &Bytes<'a>, packed: SystemTime) -> Result<Self, Damaged> {
        let latest = latest(packed);
        let (length, rest) = bytes.split_at(4)?;
        let (front, rest) = rest.split_at(length.u32_at(0)?)?;
        let mut reader = Reader::new(front.all()?);
        let (mut layers, mut guides) = (Vec::new(), 0_usize);
        while !reader.is_empty() {
            let root = reader.text()?.to_owned();
            let count = usize::try_from(reader.varint()?).map_err(|_| Damaged)?;
            let end = guides.checked_add(count).ok_or(Damaged)?;
            layers.push(Front { root, guides: guides..end, others: Pack::read(&mut reader)? });
            guides = end;
        }
        let (ends, marks) = rest.split_at(guides.checked_mul(4).ok_or(Damaged)?)?;
        Ok(Self { layers, ends, marks, latest })
    }

    /// Returns how many folders there are, each of them a layer.
    pub(super) fn folders(&self) -> usize {
        self.layers.len()
    }

    /// Says whether there are too many guides to ask for each of them.
    pub(super) fn is_large(&self) -> bool {
        self.ends.len() / 4 > MOST_ASKED
    }

    /// Looks at the files. Of many guides it looks at the folders alone.
    pub(super) fn age(&self) -> Result<Age, Damaged> {
        let is_large = self.is_large();
        for layer in &self.layers {
            let folder = Folder::open(Path::new(&layer.root));
            let is_same = |name: &str, then: Mark| {
                let now = folder.as_ref().map(|folder| folder.mark(name));
                self.knows(then) && now == Some(then)
            };
            if !layer.others.iter().all(|(name, then)| is_same(name, *then)) {
                return Ok(if is_large { Age::Older } else { Age::Stale });
            }
            for place in layer.guides.clone().take(if is_large { 0 } else { usize::MAX }) {
                let (name, then, _) = self.guide(place)?;
                if !is_same(name, then) {
                    return Ok(Age::Stale);
                }
            }
        }
        Ok(if is_large { Age::Unsure } else { Age::Fresh })
    }

    /// Says whether the file of a guide was changed since.
    pub(super) fn is_changed(&self, layer: usize, path: &str) -> Result<bool, Damaged> {
        let Some((then, _)) = self.find(layer, path)? else { return Ok(false) };
        let root = self.layers.get(layer).map(|layer| Path::new(&layer.root));
        let folder = root.and_then(Folder::open);
        Ok(folder.is_none_or(|folder| folder.mark(path) != then))
    }

    /// Says whether a file gave its guide alone and without a finding, and is as it was.
    pub(super) fn is_kept(&self, layer: usize, path: &str, now: Mark) -> bool {
        let found = self.find(layer, path).ok().flatten();
        found.is_some_and(|(then, is_plain)| is_plain && then == now && self.knows(then))
    }

    /// Says whether everything but the guides is as it is in another stamp.
    pub(super) fn has_same_others(&self, now: &Stamp) -> bool {
        let same = |layer: &Front, (root, others): (&str, &[Marked])| {
            let then = layer.others.iter().filter(|other| is_dictionary(other));
            layer.root == root
                && then.clone().all(|(_, mark)| self.knows(*mark))
                && then.eq(others.iter().filter(|other| is_dictionary(other)))
        };
        self.layers.len() == now.0.len()
            && self.layers.iter().zip(now.others()).all(|(layer, now)| same(layer, now))
    }

    /// Says whether a file was not changed after the pack was begun.
    const fn knows(&self, mark: Mark) -> bool {
        is_older(mark, self.latest)
    }

    /// Finds the mark of a guide's file, and whether it gave the guide alone.
    fn find(&self, layer: usize, path: &str) -> Result<Option<(Mark, bool)>, Damaged> {
        let Some(layer) = self.layers.get(layer) else { return Ok(None) };
        let (mut low, mut high) = (layer.guides.start, layer.guides.end);
        while low < high {
            let middle = low.midpoint(high);
            let (name, mark, is_plain) = self.guide(middle)?;
            match name.cmp(path) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Ok(Some((mark, is_plain))),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(None)
    }

    fn guide(&self, place: usize) -> Result<(&'a str, Mark, bool), Damaged> {
        let start = match place.checked_sub(1) {
            Some(before) => self.ends.u32_at(before * 4)?,
            None => 0,
        };
        let end = self.ends.u32_at(place.checked_mul(4).ok_or(Damaged)?)?;
        let mut reader = Reader::new(self.marks.get(start..end)?);
        Ok((reader.text()?, Mark::read(&mut reader)?, bool::read(&mut reader)?))
    }
}
