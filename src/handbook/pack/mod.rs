//! A handbook as one file of bytes, of which only what is asked for is decoded.
//!
//! ```text
//! magic 8 | version u32 | sections u32 | length u64 | hash u64 | (start u64, end u64) a section | sections
//! ```
//!
//! All numbers are little-endian. Starts and ends count from the front of the file. The hash covers
//! everything behind itself; [`Pack::verify`] compares it, [`Pack::open`] checks lengths only, so
//! that opening costs the same for twenty guides and for a hundred thousand.

mod guide;
mod records;
mod table;
mod values;

pub use self::records::{Headline, LawTitle, Name, PaperName};
pub use self::table::Table;

use crate::handbook::codec::{Damaged, Pack as _, Reader, from_bytes, to_bytes};
use crate::handbook::index;
use crate::handbook::load::diagnostic::Diagnostic;
use crate::handbook::model::{
    About, Board, BureauProfile, Calendar, CatalogueEntry, Contact, Document, Filed, Goal, Guide,
    Handbook, Law, Office, Promise, Words,
};

/// The first bytes of every pack.
const MAGIC: &[u8; 8] = b"GUIDEPK\n";

/// The version of the format: changes with every change of the bytes.
pub const VERSION: u32 = 4;

/// Where the table of sections starts.
const TABLE: usize = 32;

/// The hash stands here; it covers what follows it.
const HASH: std::ops::Range<usize> = 24..TABLE;

/// The sections, in the order of the file.
#[derive(Debug, Clone, Copy)]
enum Section {
    Layers,
    Guides,
    Documents,
    Laws,
    Offices,
    Contacts,
    Bureau,
    Words,
    Calendar,
    Names,
    Index,
    Findings,
    Stamp,
}

/// How many sections there are.
const SECTIONS: usize = 13;

/// What `offices.yaml` holds beside offices and contacts.
type Rest = (Option<BureauProfile>, (Vec<Promise>, (Vec<Goal>, (Vec<Board>, Vec<CatalogueEntry>))));

/// Writes a handbook with what was found in its files. `stamp` is for whoever keeps the pack, to
/// tell whether it is still fresh.
pub fn write(handbook: &Handbook, findings: &[Diagnostic], stamp: &[u8]) -> Vec<u8> {
    let offices = &handbook.offices;
    let rest = (
        offices.bureau.clone(),
        (
            offices.promises.clone(),
            (offices.goals.clone(), (offices.boards.clone(), offices.catalogue.clone())),
        ),
    );
    assemble(&[
        to_bytes(&handbook.layers),
        table::write(&handbook.guides),
        table::write(&handbook.documents),
        table::write(&handbook.laws),
        table::write(&offices.offices),
        table::write(&offices.contacts),
        to_bytes(&rest),
        to_bytes(&handbook.words),
        to_bytes(&handbook.calendar),
        index::names::build(handbook),
        index::build(handbook),
        to_bytes(&findings.to_vec()),
        stamp.to_vec(),
    ])
}

fn assemble(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut start = (TABLE + SECTIONS * 16) as u64;
    let mut body = Vec::new();
    for section in sections {
        let end = start + section.len() as u64;
        body.extend_from_slice(&start.to_le_bytes());
        body.extend_from_slice(&end.to_le_bytes());
        start = end;
    }
    for section in sections {
        body.extend_from_slice(section);
    }
    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&u32::try_from(SECTIONS).unwrap_or_default().to_le_bytes());
    out.extend_from_slice(&start.to_le_bytes());
    out.extend_from_slice(&hash(&body).to_le_bytes());
    out.extend_from_slice(&body);
    out
}

/// Returns the fingerprint of bytes: the same on every machine and in every version.
pub fn hash(bytes: &[u8]) -> u64 {
    twox_hash::XxHash3_64::oneshot(bytes)
}

/// An open pack.
#[derive(Debug, Clone, Copy)]
pub struct Pack<'a> {
    bytes: &'a [u8],
}

impl<'a> Pack<'a> {
    /// Opens a pack: checks magic, version and length, and decodes nothing.
    ///
    /// # Errors
    /// When the bytes are not a pack of this version, or cut short.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Damaged> {
        let mut header = Reader::new(bytes);
        let is_ours = header.take(MAGIC.len())? == MAGIC
            && header.take(4)? == VERSION.to_le_bytes()
            && header.take(4)? == u32::try_from(SECTIONS).unwrap_or_default().to_le_bytes()
            && header.take(8)? == (bytes.len() as u64).to_le_bytes();
        if is_ours { Ok(Self { bytes }) } else { Err(Damaged) }
    }

    /// Compares the hash: reads every byte.
    ///
    /// # Errors
    /// When a byte was changed.
    pub fn verify(&self) -> Result<(), Damaged> {
        let stored = self.bytes.get(HASH).ok_or(Damaged)?;
        let body = self.bytes.get(TABLE..).ok_or(Damaged)?;
        if stored == hash(body).to_le_bytes() { Ok(()) } else { Err(Damaged) }
    }

    /// Returns the hash as it is stored: two packs with the same hash say the same.
    pub fn fingerprint(&self) -> u64 {
        self.bytes.get(HASH).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
    }

    fn section(&self, section: Section) -> Result<&'a [u8], Damaged> {
        let at = TABLE + section as usize * 16;
        let mut entry = Reader::new(self.bytes.get(at..at + 16).ok_or(Damaged)?);
        let mut number = || {
            let bytes = entry.take(8)?.try_into().map_err(|_| Damaged)?;
            usize::try_from(u64::from_le_bytes(bytes)).map_err(|_| Damaged)
        };
        let (start, end) = (number()?, number()?);
        self.bytes.get(start..end).ok_or(Damaged)
    }

    /// Returns the layers, lowest first; never empty.
    ///
    /// # Errors
    /// When the section is damaged, as everywhere below.
    pub fn layers(&self) -> Result<Vec<About>, Damaged> {
        let layers: Vec<About> = from_bytes(self.section(Section::Layers)?)?;
        if layers.is_empty() { Err(Damaged) } else { Ok(layers) }
    }

    /// Returns the guides.
    pub fn guides(&self) -> Result<Table<'a, Filed<Guide>>, Damaged> {
        Table::open(self.section(Section::Guides)?)
    }

    /// Returns the papers.
    pub fn documents(&self) -> Result<Table<'a, Filed<Document>>, Damaged> {
        Table::open(self.section(Section::Documents)?)
    }

    /// Returns the laws.
    pub fn laws(&self) -> Result<Table<'a, Filed<Law>>, Damaged> {
        Table::open(self.section(Section::Laws)?)
    }

    /// Returns the offices.
    pub fn offices(&self) -> Result<Table<'a, Filed<Office>>, Damaged> {
        Table::open(self.section(Section::Offices)?)
    }

    /// Returns the contacts.
    pub fn contacts(&self) -> Result<Table<'a, Filed<Contact>>, Damaged> {
        Table::open(self.section(Section::Contacts)?)
    }

    /// Returns what `words.yaml` says.
    pub fn words(&self) -> Result<Words, Damaged> {
        from_bytes(self.section(Section::Words)?)
    }

    /// Returns what `calendar.yaml` says.
    pub fn calendar(&self) -> Result<Calendar, Damaged> {
        from_bytes(self.section(Section::Calendar)?)
    }

    /// Returns the names by which things can be asked for.
    pub fn names(&self) -> Result<index::Names<'a>, Damaged> {
        index::Names::open(self.section(Section::Names)?)
    }

    /// Returns the search index.
    pub fn index(&self) -> Result<index::Index<'a>, Damaged> {
        index::Index::open(self.section(Section::Index)?)
    }

    /// Returns what was found in the files when the pack was made.
    pub fn findings(&self) -> Result<Vec<Diagnostic>, Damaged> {
        from_bytes(self.section(Section::Findings)?)
    }

    /// Returns the bytes that the keeper of the pack gave it.
    pub fn stamp(&self) -> Result<&'a [u8], Damaged> {
        self.section(Section::Stamp)
    }

    /// Returns the whole handbook, decoded.
    pub fn handbook(&self) -> Result<Handbook, Damaged> {
        let mut rest = Reader::new(self.section(Section::Bureau)?);
        let (bureau, (promises, (goals, (boards, catalogue)))) = Rest::read(&mut rest)?;
        Ok(Handbook {
            layers: self.layers()?,
            guides: self.guides()?.all()?,
            documents: self.documents()?.all()?,
            laws: self.laws()?.all()?,
            offices: crate::handbook::model::Offices {
                bureau,
                offices: self.offices()?.all()?,
                contacts: self.contacts()?.all()?,
                promises,
                goals,
                boards,
                catalogue,
            },
            words: self.words()?,
            calendar: self.calendar()?,
        })
    }
}
