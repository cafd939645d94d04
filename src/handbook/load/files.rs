//! The files of a handbook: finding them, and reading them with care.
//!
//! The only place that opens files of a handbook. Nothing is followed out of the folder, nothing
//! large is read, and what is read is text.

use std::fs::{self, DirEntry, File, Metadata};
use std::io::Read;
use std::path::Path;

use super::diagnostic::{Diagnostic, Place, Reason};

/// The largest file that is read: many times the longest guide.
pub const MOST_BYTES: u64 = 1024 * 1024;

/// The deepest nesting that is parsed. The YAML parser needs quadratic time for deeper brackets.
pub const MOST_LEVELS: u16 = 64;

/// How deep folders are entered below `procedures`.
const MOST_FOLDERS: usize = 8;

/// The files that a handbook has beside its guides.
pub const DICTIONARIES: &[&str] = &[
    "handbook.yaml",
    "offices.yaml",
    "documents.yaml",
    "laws.yaml",
    "words.yaml",
    "calendar.yaml",
];

/// The folder of the guides.
pub const PROCEDURES: &str = "procedures";

/// The files of one layer, found but not yet read.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The dictionaries that exist, as paths below the layer's folder.
    pub dictionaries: Vec<String>,
    /// The guides, sorted, as paths below the layer's folder with `/` between their parts.
    pub guides: Vec<String>,
    /// The folders that were entered, so that a new file in one of them can be noticed.
    pub folders: Vec<String>,
    /// What does not belong there.
    pub findings: Vec<Diagnostic>,
}

/// Lists the files of the handbook in a folder.
pub fn list(root: &Path) -> Listing {
    let mut listing = Listing { folders: vec![String::new()], ..Listing::default() };
    listing.dictionaries = DICTIONARIES
        .iter()
        .filter(|name| root.join(name).is_file())
        .map(|&name| name.to_owned())
        .collect();
    warn_of_misnamed_dictionaries(root, &mut listing);
    report_false_dictionaries(root, &mut listing);
    if root.join(PROCEDURES).is_dir() {
        enter(root, PROCEDURES, 0, &mut listing);
    }
    if listing.dictionaries.is_empty() && listing.guides.is_empty() {
        let reason = match fs::read_dir(root) {
            Ok(_) => Reason::NotAHandbook {},
            Err(error) => Reason::Unreadable { cause: error.to_string() },
        };
        listing.findings.push(Diagnostic::error(&root.display().to_string(), reason));
    }
    listing.guides.sort_unstable();
    listing
}

/// Warns of `laws.yml` and the like: a dictionary under a wrong name would be missed in silence.
fn warn_of_misnamed_dictionaries(root: &Path, listing: &mut Listing) {
    for name in DICTIONARIES {
        let wrong = root.join(name).with_extension("yml");
        if wrong.exists() {
            let file = wrong.display().to_string();
            listing.findings.push(Diagnostic::warning(&file, Reason::WrongExtension {}));
        }
    }
}

/// Reports folders and pipes where a dictionary should be.
fn report_false_dictionaries(root: &Path, listing: &mut Listing) {
    for path in DICTIONARIES.iter().map(|name| root.join(name)) {
        // A link that leads nowhere exists as well.
        if fs::symlink_metadata(&path).is_ok() && !path.is_file() {
            let file = path.display().to_string();
            listing.findings.push(Diagnostic::error(&file, Reason::NotAFile {}));
        }
    }
}

fn enter(root: &Path, folder: &str, depth: usize, listing: &mut Listing) {
    listing.folders.push(folder.to_owned());
    let entries = match fs::read_dir(root.join(folder)) {
        Ok(entries) => entries,
        Err(error) => {
            let file = root.join(folder).display().to_string();
            let reason = Reason::Unreadable { cause: error.to_string() };
            return listing.findings.push(Diagnostic::error(&file, reason));
        }
    };
    for entry in entries.filter_map(Result::ok) {
        take(root, folder, &entry, depth, listing);
    }
}

fn take(root: &Path, folder: &str, entry: &DirEntry, depth: usize, listing: &mut Listing) {
    let name = entry.file_name().to_string_lossy().into_owned();
    if name.starts_with('.') {
        return;
    }
    let path = format!("{folder}/{name}");
    let Ok(kind) = entry.file_type() else { return };
    let is_folder = entry.path().is_dir();
    let shown = root.join(&path).display().to_string();
    let mut warn = |reason| listing.findings.push(Diagnostic::warning(&shown, reason));
    if is_folder && kind.is_symlink() {
        warn(Reason::LinkedFolder {});
    } else if is_folder && has_extension(&name, "yaml") {
        listing.findings.push(Diagnostic::error(&shown, Reason::NotAFile {}));
    } else if is_folder && depth < MOST_FOLDERS {
        enter(root, &path, depth + 1, listing);
    } else if has_extension(&name, "yaml") && !is_folder {
        listing.guides.push(path);
    } else if has_extension(&name, "yml") {
        warn(Reason::WrongExtension {});
    } else {
        warn(Reason::StrayFile {});
    }
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// Reads a file of a handbook as text, unless it is a link that leads out of the handbook's folder.
///
/// # Errors
/// What keeps it from being text that may be parsed.
pub fn read_below(root: &Path, path: &str) -> Result<String, Diagnostic> {
    let full = root.join(path);
    let file = fs::symlink_metadata(&full);
    if let Ok(metadata) = &file
        && !metadata.is_symlink()
    {
        return read_as(&full, metadata);
    }
    if file.is_ok()
        && let (Ok(target), Ok(root)) = (full.canonicalize(), root.canonicalize())
        && !target.starts_with(root)
    {
        return Err(Diagnostic::error(&full.display().to_string(), Reason::LinkedFile {}));
    }
    read(&full)
}

/// Reads a file as text, without its byte order mark.
///
/// # Errors
/// What keeps it from being text that may be parsed.
pub fn read(path: &Path) -> Result<String, Diagnostic> {
    match fs::metadata(path) {
        Ok(metadata) => read_as(path, &metadata),
        Err(error) => Err(Diagnostic::error(&path.display().to_string(), unreadable(&error))),
    }
}

fn unreadable(error: &std::io::Error) -> Reason {
    Reason::Unreadable { cause: error.to_string() }
}

fn read_as(path: &Path, metadata: &Metadata) -> Result<String, Diagnostic> {
    let name = path.display().to_string();
    let bytes = read_bytes(path, metadata).map_err(|reason| Diagnostic::error(&name, reason))?;
    text(&name, bytes)
}

fn read_bytes(path: &Path, metadata: &Metadata) -> Result<Vec<u8>, Reason> {
    let unreadable = |error| unreadable(&error);
    // Looked at before it is opened: opening a pipe would wait for its other end.
    let size = regular(metadata)?;
    let too_large = |bytes| Reason::TooLarge { bytes, limit: MOST_BYTES };
    if size > MOST_BYTES {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    let file = File::open(path).map_err(unreadable)?;
    // The limit holds even if the file grows meanwhile.
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
}

fn regular(metadata: &Metadata) -> Result<u64, Reason> {
    if metadata.is_file() { Ok(metadata.len()) } else { Err(Reason::NotAFile {}) }
}

/// Checks that bytes are text that the parser can be trusted with.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn text(file: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default());
        let place = place_after(&before);
        Diagnostic::error(file, Reason::NotUtf8 {}).at(Some(place))
    })?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    match first_hazard(&text) {
        Some((at, reason)) => {
            let before = text.get(..at).unwrap_or_default();
            Err(Diagnostic::error(file, reason).at(Some(place_after(before))))
        }
        None => Ok(text),
    }
}

/// Finds what the parser must not see.
fn first_hazard(text: &str) -> Option<(usize, Reason)> {
    let hazards = [first_in_bytes(text), first_deep_line(text)];
    hazards.into_iter().flatten().min_by_key(|(at, _)| *at)
}

/// Finds the line whose indentation nests too deeply, by blanks or by the marks of lists.
fn first_deep_line(text: &str) -> Option<(usize, Reason)> {
    let mut margins: Vec<usize> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let margin = line.bytes().take_while(|&byte| byte == b' ').count();
        if !line.trim_ascii().is_empty() {
            margins.truncate(margins.partition_point(|&outer| outer < margin));
            margins.push(margin);
            if margins.len() + marks(line) > usize::from(MOST_LEVELS) {
                return Some((start + margin, Reason::TooDeep { limit: MOST_LEVELS }));
            }
        }
        start += line.len();
    }
    None
}

/// Counts the marks of lists and keys with which a line starts: `- - ? text`.
fn marks(line: &str) -> usize {
    let marks = line.split_ascii_whitespace();
    marks.take_while(|mark| matches!(*mark, "-" | "?" | ":")).count()
}

/// Finds a control character, or brackets that nest too deeply.
fn first_in_bytes(text: &str) -> Option<(usize, Reason)> {
    let mut depth: u16 = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth = depth.saturating_add(1),
            b']' | b'}' => depth = depth.saturating_sub(1),
            0..=8 | 11 | 12 | 14..=31 | 127 => {
                return Some((at, Reason::ControlCharacter { code: u32::from(byte) }));
            }
            _ => {}
        }
        if depth > MOST_LEVELS {
            return Some((at, Reason::TooDeep { limit: MOST_LEVELS }));
        }
    }
    None
}

/// Returns the place that follows a text.
fn place_after(before: &str) -> Place {
    let lines = before.bytes().filter(|&byte| byte == b'\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
    let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
    Place { line: number(lines), column: number(column) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, place: Option<(u32, u32)>) {
        let found = self::text("a.yaml", text.as_bytes().to_vec()).err();
        let place = place.map(|(line, column)| Place { line, column });
        assert_eq!(found.and_then(|finding| finding.place), place);
    }

    #[test]
    fn what_nests_too_deeply_is_not_parsed() {
        case(&"[".repeat(64), None);
        case(&"[".repeat(65), Some((1, 65)));
        case(&"- ".repeat(63), None);
        case(&"- ".repeat(64), Some((1, 1)));
        case(&format!("a:\n  {}", "- ? ".repeat(40)), Some((2, 3)));
        let steps: Vec<String> = (0..70).map(|depth| " ".repeat(depth) + "a:\n").collect();
        case(&steps.concat(), Some((65, 65)));
    }

    #[test]
    fn a_text_of_many_lines_is_not_deep() {
        let lines = "a:\n  - b: |\n      c\n\n    d:\n      - - e\n".repeat(100);
        case(&lines, None);
        case("a: '- - - -'\n- b\n", None);
    }
}
