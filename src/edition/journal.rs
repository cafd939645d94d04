//! What a packing has read so far, for the next one should this one be stopped.
//!
//! ```text
//! magic 8 | key u64 | records
//! record: length u32 | checksum u64 | folder, path, mark, guides that it refers to, its bytes
//! ```
//!
//! A packing writes a file of its own and only at its end, without waiting for the disk. Whoever
//! reads it stops at the first record that is not whole.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::folder::Mark;
use super::stamp::{self, Stamp};
use crate::handbook::codec::{Damaged, Pack, Reader, write_text, write_varint};
use crate::handbook::load::KeptGuide;
use crate::handbook::pack::hash;
use crate::handbook::value::Slug;

/// The first bytes of every journal.
const MAGIC: &[u8; 8] = b"GUIDEJN\n";

/// How much is written at a time, and lost when a packing is stopped: some twenty guides.
const BUFFER: usize = 64 * 1024;

/// What stands before a record: its length and its checksum.
const FRONT: usize = 12;

/// A guide that a file gave alone and without a finding.
pub(super) struct Record<'a> {
    /// The number of the folder.
    pub(super) folder: usize,
    /// The path of the file below it.
    pub(super) path: &'a str,
    /// The mark of the file, taken before it was read.
    pub(super) mark: Mark,
    /// The guides that the guide refers to.
    pub(super) refers: &'a [Slug],
    /// The bytes of the guide.
    pub(super) bytes: &'a [u8],
}

/// A journal that is being written, by many hands at once.
pub(super) struct Journal {
    /// The latest time of a file of which the journal is certain.
    latest: u64,
    part: Mutex<Option<Part>>,
}

/// The file of a journal, with what is not yet written.
struct Part {
    path: PathBuf,
    file: File,
    waiting: Vec<u8>,
}

impl Journal {
    /// Begins a journal in a new file. There is none if a dictionary was changed just now.
    pub(super) fn begin((path, file): (PathBuf, File), stamp: &Stamp) -> Option<Self> {
        let begun = file.metadata().and_then(|file| file.modified());
        let waiting = [MAGIC.as_slice(), &stamp.key().to_le_bytes()].concat();
        let part = Part { path, file, waiting };
        match begun.map(stamp::latest) {
            Ok(latest) if stamp.is_settled(latest) => {
                Some(Self { latest, part: Mutex::new(Some(part)) })
            }
            _ => {
                part.remove();
                None
            }
        }
    }

    /// Writes down a guide. When that fails the journal ends: it is never needed.
    pub(super) fn note(&self, record: &Record<'_>) {
        if !stamp::is_older(record.mark, self.latest) {
            return;
        }
        let mut part = self.part.lock().unwrap_or_else(PoisonError::into_inner);
        if part.as_mut().is_some_and(|part| part.add(record).is_err()) {
            part.take().into_iter().for_each(Part::remove);
        }
    }
}

impl Part {
    fn add(&mut self, record: &Record<'_>) -> io::Result<()> {
        record.write(&mut self.waiting)?;
        if self.waiting.len() >= BUFFER {
            self.file.write_all(&self.waiting)?;
            self.waiting.clear();
        }
        Ok(())
    }

    /// Removes the file: the room that it takes may be what is wanted.
    fn remove(self) {
        drop(self.file);
        let _ = fs::remove_file(self.path);
    }
}

impl Record<'_> {
    fn write(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let start = out.len();
        out.extend_from_slice(&[0; FRONT]);
        write_varint(self.folder as u64, out);
        write_text(self.path, out);
        self.mark.write(out);
        write_varint(self.refers.len() as u64, out);
        self.refers.iter().for_each(|id| id.write(out));
        out.extend_from_slice(self.bytes);
        let body = out.get(start + FRONT..).unwrap_or_default();
        let length = u32::try_from(body.len()).map_err(io::Error::other)?.to_le_bytes();
        let front = [length.as_slice(), &hash(body).to_le_bytes()].concat();
        out.splice(start..start + FRONT, front);
        Ok(())
    }
}

/// The guides that packings before had read when they were stopped, and whose files are as they
/// were then: what they refer to, and their bytes.
pub(super) struct Parts<'a>(BTreeMap<(usize, &'a str), Reader<'a>>);

impl<'a> Parts<'a> {
    /// Reads journals as far as they are whole.
    pub(super) fn read(parts: &'a [impl Deref<Target = [u8]>], now: &Stamp) -> Self {
        let key = now.key().to_le_bytes();
        let mut guides = BTreeMap::new();
        for part in parts {
            let mut reader = Reader::new(part);
            let is_ours = reader.take(MAGIC.len()) == Ok(MAGIC) && reader.take(8) == Ok(&key);
            while is_ours && let Ok((folder, path, mark, guide)) = record(&mut reader) {
                if now.mark(folder, path) == Some(mark) {
                    guides.insert((folder, path), guide);
                }
            }
        }
        Self(guides)
    }

    /// Returns the guide of a file.
    pub(super) fn guide(&self, folder: usize, path: &str) -> Option<KeptGuide> {
        let mut guide = self.0.get(&(folder, path))?.clone();
        let refers = Vec::read(&mut guide).ok()?;
        Some(KeptGuide { bytes: guide.rest().to_owned(), refers: Some(refers) })
    }
}

/// Reads the front of a record: folder, path and mark.
fn record<'a>(reader: &mut Reader<'a>) -> Result<(usize, &'a str, Mark, Reader<'a>), Damaged> {
    let length = reader.take(4)?.try_into().map(u32::from_le_bytes).map_err(|_| Damaged)?;
    let sum = reader.take(8)?;
    let body = reader.take(usize::try_from(length).map_err(|_| Damaged)?)?;
    if hash(body).to_le_bytes() != sum {
        return Err(Damaged);
    }
    let mut body = Reader::new(body);
    let folder = usize::try_from(body.varint()?).map_err(|_| Damaged)?;
    Ok((folder, body.text()?, Mark::read(&mut body)?, body))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use tempfile::TempDir;

    use super::super::cache;
    use super::*;
    use crate::handbook::load::files;

    const PATHS: [&str; 3] = ["procedures/a.yaml", "procedures/b.yaml", "procedures/c.yaml"];

    /// Writes a file that is older than the clock's tick.
    fn write(path: &Path, text: &str) {
        fs::write(path, text).unwrap();
        let then = SystemTime::UNIX_EPOCH + Duration::from_hours(400_000);
        File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
    }

    /// Makes a folder with three guides, in which nobody looks at what they say.
    fn folder() -> TempDir {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("procedures")).unwrap();
        write(&folder.path().join("handbook.yaml"), "{}");
        for path in PATHS {
            write(&folder.path().join(path), path);
        }
        folder
    }

    fn stamp(folder: &TempDir) -> Stamp {
        Stamp::take(&[(folder.path(), files::list(folder.path()))])
    }

    fn refers() -> [Slug; 2] {
        ["other", "one-more"].map(|id| id.parse().unwrap())
    }

    /// Returns the file beside which journals are written.
    fn place(folder: &TempDir) -> PathBuf {
        folder.path().join("cache/it.pack")
    }

    /// Notes the guides; what is one is of no concern to the journal.
    fn note(journal: &Journal, stamp: &Stamp) {
        for path in PATHS {
            let (refers, mark) = (&refers(), stamp.mark(0, path).unwrap());
            journal.note(&Record { folder: 0, path, mark, refers, bytes: path.as_bytes() });
        }
    }

    /// Returns the bytes of a journal of the three guides.
    fn journal(folder: &TempDir) -> Vec<u8> {
        let stamp = stamp(folder);
        let part = cache::create_part(&place(folder)).unwrap();
        let journal = Journal::begin(part, &stamp).unwrap();
        note(&journal, &stamp);
        journal.part.into_inner().unwrap().unwrap().waiting
    }

    /// Reads a journal, and returns how many of the guides it has, all of them as they were.
    #[track_caller]
    fn count(journal: &[u8], stamp: &Stamp) -> usize {
        let journals = [journal];
        let parts = Parts::read(&journals, stamp);
        for (_, path) in parts.0.keys() {
            let KeptGuide { bytes, refers } = parts.guide(0, path).unwrap();
            assert_eq!((bytes.as_slice(), refers), (path.as_bytes(), Some(self::refers().into())));
        }
        parts.0.len()
    }

    #[test]
    fn what_was_noted_comes_back_if_its_file_is_as_it_was() {
        let folder = folder();
        let journal = journal(&folder);
        assert_eq!(count(&journal, &stamp(&folder)), 3);
        write(&folder.path().join(PATHS[1]), "longer than before");
        fs::remove_file(folder.path().join(PATHS[2])).unwrap();
        assert_eq!(count(&journal, &stamp(&folder)), 1);
        write(&folder.path().join("laws.yaml"), "{}");
        assert_eq!(count(&journal, &stamp(&folder)), 0);
    }

    #[test]
    fn a_journal_that_is_cut_has_what_comes_before_the_cut() {
        let folder = folder();
        let (journal, stamp) = (journal(&folder), stamp(&folder));
        let counts = (0..=journal.len()).map(|end| count(&journal[..end], &stamp));
        let counts: Vec<usize> = counts.collect();
        assert!(counts.is_sorted() && counts[16] == 0 && counts[journal.len() - 1] == 2);
    }

    #[test]
    fn no_changed_bit_is_taken_for_a_guide() {
        let folder = folder();
        let (journal, stamp) = (journal(&folder), stamp(&folder));
        for bit in 0..journal.len() * 8 {
            let mut changed = journal.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(count(&changed, &stamp) < 3, "bit {bit}");
        }
        let zeros = [&journal[..], &[0; 100]].concat();
        assert_eq!(count(&zeros, &stamp), 3, "a disk that lost its power may have added them");
    }

    #[test]
    fn what_was_changed_just_now_is_not_noted() {
        let folder = folder();
        let (part, stamp) = (cache::create_part(&place(&folder)).unwrap(), stamp(&folder));
        let journal = Journal { latest: 0, ..Journal::begin(part, &stamp).unwrap() };
        note(&journal, &stamp);
        let waiting = journal.part.into_inner().unwrap().unwrap().waiting;
        assert_eq!(count(&waiting, &stamp), 0);
        assert_eq!(cache::open_parts(&place(&folder)).len(), 1);
        fs::write(folder.path().join("laws.yaml"), "{}").unwrap();
        let (part, stamp) = (cache::create_part(&place(&folder)).unwrap(), self::stamp(&folder));
        assert!(Journal::begin(part, &stamp).is_none(), "its dictionary may change unnoticed");
        assert_eq!(cache::open_parts(&place(&folder)).len(), 1);
        cache::remove_parts(&place(&folder));
        assert!(cache::open_parts(&place(&folder)).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_journal_that_cannot_be_written_ends() {
        let folder = folder();
        let stamp = stamp(&folder);
        let (path, part) = cache::create_part(&place(&folder)).unwrap();
        drop(part);
        // A file that is open for reading takes nothing, as a full disk does.
        let part = (path.clone(), File::open(&path).unwrap());
        let journal = Journal::begin(part, &stamp).unwrap();
        let (bytes, mark) = (&vec![0; BUFFER], stamp.mark(0, PATHS[0]).unwrap());
        journal.note(&Record { folder: 0, path: PATHS[0], mark, refers: &[], bytes });
        assert!(journal.part.lock().unwrap().is_none() && !path.exists());
        note(&journal, &stamp);
    }
}
