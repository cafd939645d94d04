//! Asking for many files of one folder. On Unix each is asked for from the open folder in which it
//! lies: without the way to it, an answer takes 1.2 instead of 1.4 us.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// Size, time of change in nanoseconds, and identity: what tells a file from its later self.
pub(super) type Mark = (u64, (u64, u64));

/// The mark of a file that is not there.
const NONE: Mark = (0, (0, 0));

/// An open folder.
pub(super) struct Folder {
    #[cfg(unix)]
    open: rustix::fd::OwnedFd,
    /// The folder below it that was asked last: files come in order.
    #[cfg(unix)]
    last: std::cell::RefCell<Option<(String, rustix::fd::OwnedFd)>>,
    #[cfg(not(unix))]
    path: std::path::PathBuf,
}

#[cfg(unix)]
impl Folder {
    /// Opens a folder.
    pub(super) fn open(path: &Path) -> Option<Self> {
        let open = rustix::fs::open(path, FLAGS, rustix::fs::Mode::empty()).ok()?;
        Some(Self { open, last: None.into() })
    }

    /// Returns the mark of a file or folder below this one.
    pub(super) fn mark(&self, name: &str) -> Mark {
        let Some((folder, name)) = name.rsplit_once('/') else { return mark_in(&self.open, name) };
        let mut last = self.last.borrow_mut();
        if last.as_ref().is_none_or(|(known, _)| known != folder) {
            let open = rustix::fs::openat(&self.open, folder, FLAGS, rustix::fs::Mode::empty());
            *last = open.ok().map(|open| (folder.to_owned(), open));
        }
        last.as_ref().map_or(NONE, |(_, open)| mark_in(open, name))
    }
}

#[cfg(unix)]
const FLAGS: rustix::fs::OFlags = rustix::fs::OFlags::DIRECTORY.union(rustix::fs::OFlags::CLOEXEC);

/// Returns the mark of a file or folder in an open one.
#[cfg(unix)]
fn mark_in(folder: &rustix::fd::OwnedFd, name: &str) -> Mark {
    use rustix::fs::{AtFlags, FileType, statat};

    statat(folder, name, AtFlags::empty()).map_or(NONE, |stat| {
        let is_folder = FileType::from_raw_mode(stat.st_mode).is_dir();
        let size = if is_folder { 0 } else { u64::try_from(stat.st_size).unwrap_or(0) };
        let seconds = u64::try_from(stat.st_mtime).unwrap_or(0);
        #[cfg_attr(
            target_os = "linux",
            expect(clippy::useless_conversion, reason = "a signed number on other systems")
        )]
        let nanoseconds = u64::try_from(stat.st_mtime_nsec).unwrap_or(0);
        (size, (seconds.saturating_mul(1_000_000_000) + nanoseconds, stat.st_ino))
    })
}

#[cfg(not(unix))]
impl Folder {
    /// Opens a folder.
    pub(super) fn open(path: &Path) -> Option<Self> {
        Some(Self { path: path.to_owned() })
    }

    /// Returns the mark of a file or folder below this one.
    pub(super) fn mark(&self, name: &str) -> Mark {
        std::fs::metadata(self.path.join(name)).map_or(NONE, |metadata| {
            // A folder's size says nothing that its time does not say.
            let size = if metadata.is_dir() { 0 } else { metadata.len() };
            (size, (metadata.modified().map_or(0, nanoseconds), 0))
        })
    }
}

/// Returns a time in nanoseconds, as marks have it.
pub(super) fn nanoseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}
