//! A handbook as one file of bytes, of which only what is asked for is decoded.
//!
//! ```text
//! magic 8 | version u32 | sections u32 | length u64 | hash u64 | checksums | body
//! body: (start u64, end u64) a section | sections
//! ```
//!
//! All numbers are little-endian. Starts and ends count from the front of the body. The hash covers
//! the checksums, and they cover the body block by block: [`Pack::guarded`] compares a block when
//! it is first looked at, so that opening costs the same for twenty guides and for a hundred
//! thousand; [`Pack::verify`] compares everything.

mod guide;
mod records;
mod table;
mod values;

pub use self::records::{Headline, LawTitle, Name, PaperName};
pub use self::table::Table;

use std::borrow::Cow;
use std::io::{self, Write};

use crate::handbook::bytes::{self, Bytes, sums};
pub use crate::handbook::bytes::{Seen, hash};
use crate::handbook::codec::{self, Damaged, Reader, from_bytes, to_bytes};
use crate::handbook::crew;
use crate::handbook::index;
use crate::handbook::load::diagnostic::Diagnostic;
use crate::handbook::load::{Draft, Drafted};
use crate::handbook::model::{
    About, Board, BureauProfile, Calendar, Called, CatalogueEntry, Contact, Document, Filed, Goal,
    Guide, Guides, Handbook, Law, Office, Offices, Promise, Words,
};

/// The first bytes of every pack.
const MAGIC: &[u8; 8] = b"GUIDEPK\n";

/// The version of the format: changes with every change of the bytes.
pub const VERSION: u32 = 13;

/// The length of what stands before the checksums.
const HEADER: usize = 32;

/// The bytes of an entry of the table of sections.
const ENTRY: usize = 16;

/// From so many guides on they are squeezed.
const MANY: usize = 2000;

/// How many guides are squeezed at a time.
const SHARE: usize = 1000;

/// The sections, in the order of the file: what a page needs beside its guide lies around the names
/// at the end of the index, so that few pages of memory are looked at.
#[derive(Debug, Clone, Copy)]
enum Section {
    Layers,
    Findings,
    Words,
    Calendar,
    Index,
    Contacts,
    Offices,
    Documents,
    Laws,
    Guides,
    Bureau,
    Stamp,
}

/// How many sections there are.
const SECTIONS: usize = 12;

/// What `offices.yaml` holds beside offices and contacts.
type Rest = (Option<BureauProfile>, (Vec<Promise>, (Vec<Goal>, (Vec<Board>, Vec<CatalogueEntry>))));

/// Writes a handbook with what was found in its files. `stamp` is for whoever keeps the pack, to
/// tell whether it is still fresh.
pub fn write(handbook: &Handbook, findings: &[Diagnostic], stamp: &[u8]) -> Vec<u8> {
    let guides = table::bind(handbook.guides.iter().map(to_bytes).collect(), false);
    bind(handbook, guides, index::build(handbook), findings, stamp).to_bytes()
}

/// Makes the pack of a handbook whose guides are bytes already.
pub fn write_drafted(drafted: Drafted, stamp: &[u8]) -> Sheets {
    let Drafted { handbook, guides, findings } = drafted;
    let index = index::build_with(&handbook, &Drafts(&guides));
    let guides = if guides.len() < MANY {
        table::bind(guides.into_iter().map(|guide| guide.bytes).collect(), false)
    } else {
        table::bind(squeezed(&guides), true)
    };
    bind(&handbook, guides, index, &findings, stamp)
}

/// Returns the bytes of guides, squeezed.
fn squeezed(guides: &[Draft]) -> Vec<Vec<u8>> {
    let squeezed = crew::share(guides.len(), SHARE, |range| {
        let guides = guides.get(range).unwrap_or_default().iter();
        guides.map(|draft| guide::squeeze(&draft.bytes)).collect::<Vec<_>>()
    });
    squeezed.into_iter().flatten().collect()
}

/// Guides that are decoded one at a time.
struct Drafts<'d>(&'d [Draft]);

impl Guides for Drafts<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn guide(&self, place: usize) -> Option<Cow<'_, Filed<Guide>>> {
        self.0.get(place)?.decode().map(Cow::Owned)
    }

    fn called(&self, place: usize) -> Option<Called> {
        let mut bytes = Reader::new(&self.0.get(place)?.bytes);
        let Headline { id, title, aliases, .. } = codec::Pack::read(&mut bytes).ok()?;
        Some(Called { id, title, aliases })
    }
}

fn bind(
    handbook: &Handbook,
    guides: Vec<Vec<u8>>,
    index: Vec<u8>,
    findings: &[Diagnostic],
    stamp: &[u8],
) -> Sheets {
    let offices = &handbook.offices;
    let rest = (
        offices.bureau.clone(),
        (
            offices.promises.clone(),
            (offices.goals.clone(), (offices.boards.clone(), offices.catalogue.clone())),
        ),
    );
    let sections: [Vec<Vec<u8>>; SECTIONS] = [
        vec![to_bytes(&handbook.layers)],
        vec![to_bytes(&findings.to_vec())],
        vec![to_bytes(&handbook.words)],
        vec![to_bytes(&handbook.calendar)],
        vec![index],
        vec![table::write(&offices.contacts)],
        vec![table::write(&offices.offices)],
        vec![table::write(&handbook.documents)],
        vec![table::write(&handbook.laws)],
        guides,
        vec![to_bytes(&rest)],
        vec![stamp.to_vec()],
    ];
    Sheets::new(sections)
}

/// A pack that is made and not yet written: its bytes lie in many pieces, so that those of a large
/// one are in memory once.
#[derive(Debug)]
pub struct Sheets {
    front: Vec<u8>,
    body: Vec<Vec<u8>>,
    length: usize,
}

impl Sheets {
    fn new(sections: [Vec<Vec<u8>>; SECTIONS]) -> Self {
        let mut start = (SECTIONS * ENTRY) as u64;
        let mut entries = Vec::new();
        for section in &sections {
            let end = start + section.iter().map(Vec::len).sum::<usize>() as u64;
            entries.extend_from_slice(&start.to_le_bytes());
            entries.extend_from_slice(&end.to_le_bytes());
            start = end;
        }
        let body: Vec<Vec<u8>> =
            [entries].into_iter().chain(sections.into_iter().flatten()).collect();
        let sums = sums(body.iter().map(Vec::as_slice));
        let length = HEADER + sums.len() + body.iter().map(Vec::len).sum::<usize>();
        let mut front = MAGIC.to_vec();
        front.extend_from_slice(&VERSION.to_le_bytes());
        front.extend_from_slice(&u32::try_from(SECTIONS).unwrap_or_default().to_le_bytes());
        front.extend_from_slice(&(length as u64).to_le_bytes());
        front.extend_from_slice(&hash(&sums).to_le_bytes());
        front.extend_from_slice(&sums);
        Self { front, body, length }
    }

    /// Returns how many bytes the pack has.
    pub const fn length(&self) -> usize {
        self.length
    }

    /// Writes the pack.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_to(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.front)?;
        self.body.iter().try_for_each(|piece| out.write_all(piece))
    }

    /// Returns the bytes of the pack.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.length);
        out.extend_from_slice(&self.front);
        self.body.iter().for_each(|piece| out.extend_from_slice(piece));
        out
    }
}

/// Says whether bytes begin like a pack, of this version or another.
pub fn is_pack(front: &[u8]) -> bool {
    front.starts_with(MAGIC)
}

/// An open pack.
#[derive(Debug, Clone, Copy)]
pub struct Pack<'a> {
    hash: u64,
    sums: &'a [u8],
    body: Bytes<'a>,
}

impl<'a> Pack<'a> {
    /// Opens a pack that is part of the program, or that it has just made: checks magic, version
    /// and length, and decodes nothing.
    ///
    /// # Errors
    /// When the bytes are not a pack of this version, or cut short.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Damaged> {
        let mut header = Reader::new(bytes);
        let is_ours = header.take(MAGIC.len())? == MAGIC
            && header.take(4)? == VERSION.to_le_bytes()
            && header.take(4)? == u32::try_from(SECTIONS).unwrap_or_default().to_le_bytes()
            && header.take(8)? == (bytes.len() as u64).to_le_bytes();
        let hash = header.take(8)?.try_into().map(u64::from_le_bytes).map_err(|_| Damaged)?;
        let (sums, body) = bytes::split(header.rest())?;
        if is_ours { Ok(Self { hash, sums, body: Bytes::from(body) }) } else { Err(Damaged) }
    }

    /// Opens a pack that comes from a file, of whose length `seen` is: everything in it is compared
    /// with its checksum before it is used.
    ///
    /// # Errors
    /// As [`Pack::open`].
    pub fn guarded(bytes: &'a [u8], seen: &'a Seen) -> Result<Self, Damaged> {
        let pack = Self::open(bytes)?;
        Ok(Self { body: Bytes::guarded(pack.body.all()?, pack.sums, seen), ..pack })
    }

    /// Compares all checksums: reads every byte.
    ///
    /// # Errors
    /// When a byte was changed.
    pub fn verify(&self) -> Result<(), Damaged> {
        let is_whole =
            hash(self.sums) == self.hash && sums([self.body.all()?].into_iter()) == self.sums;
        if is_whole { Ok(()) } else { Err(Damaged) }
    }

    /// Returns the hash as it is stored: two packs with the same hash say the same.
    pub const fn fingerprint(&self) -> u64 {
        self.hash
    }

    fn section(&self, section: Section) -> Result<Bytes<'a>, Damaged> {
        let at = section as usize * ENTRY;
        let mut entry = Reader::new(self.body.get(at..at + ENTRY)?);
        let mut number = || {
            let bytes = entry.take(8)?.try_into().map_err(|_| Damaged)?;
            usize::try_from(u64::from_le_bytes(bytes)).map_err(|_| Damaged)
        };
        let (start, end) = (number()?, number()?);
        self.body.part(start..end)
    }

    /// Decodes a section that is one value.
    fn value<T: codec::Pack>(&self, section: Section) -> Result<T, Damaged> {
        from_bytes(self.section(section)?.all()?)
    }

    /// Returns the layers, lowest first; never empty.
    ///
    /// # Errors
    /// When the section is damaged, as everywhere below.
    pub fn layers(&self) -> Result<Vec<About>, Damaged> {
        let layers: Vec<About> = self.value(Section::Layers)?;
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

    /// Returns promises, goals, notice boards, the catalogue and the bureau's profile; offices and
    /// contacts have tables of their own and are left out.
    pub fn openness(&self) -> Result<Offices, Damaged> {
        let rest: Rest = self.value(Section::Bureau)?;
        let (bureau, (promises, (goals, (boards, catalogue)))) = rest;
        Ok(Offices { bureau, promises, goals, boards, catalogue, ..Offices::default() })
    }

    /// Returns the service promises.
    pub fn promises(&self) -> Result<Vec<Promise>, Damaged> {
        let section = self.section(Section::Bureau)?.all()?;
        let (_, promises): (Option<BureauProfile>, _) =
            codec::Pack::read(&mut Reader::new(section))?;
        Ok(promises)
    }

    /// Returns what `words.yaml` says.
    pub fn words(&self) -> Result<Words, Damaged> {
        self.value(Section::Words)
    }

    /// Returns what `calendar.yaml` says.
    pub fn calendar(&self) -> Result<Calendar, Damaged> {
        self.value(Section::Calendar)
    }

    /// Returns the names by which things can be asked for.
    pub fn names(&self) -> Result<index::Names<'a>, Damaged> {
        index::Index::names_in(self.section(Section::Index)?)
    }

    /// Returns the search index.
    pub fn index(&self) -> Result<index::Index<'a>, Damaged> {
        index::Index::open(self.section(Section::Index)?)
    }

    /// Returns what was found in the files when the pack was made.
    pub fn findings(&self) -> Result<Vec<Diagnostic>, Damaged> {
        self.value(Section::Findings)
    }

    /// Returns the bytes that the keeper of the pack gave it.
    pub fn stamp(&self) -> Result<Bytes<'a>, Damaged> {
        self.section(Section::Stamp)
    }

    /// Returns the whole handbook, decoded.
    pub fn handbook(&self) -> Result<Handbook, Damaged> {
        Ok(Handbook {
            layers: self.layers()?,
            guides: self.guides()?.all()?,
            documents: self.documents()?.all()?,
            laws: self.laws()?.all()?,
            offices: Offices {
                offices: self.offices()?.all()?,
                contacts: self.contacts()?.all()?,
                ..self.openness()?
            },
            words: self.words()?,
            calendar: self.calendar()?,
        })
    }
}
