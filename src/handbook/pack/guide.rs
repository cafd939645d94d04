//! Bytes for a guide, in parts that are decoded on their own.
//!
//! ```text
//! head | length, first page | length, faq table | length, section table | length, the rest | origin
//! ```
//!
//! Lists need the head alone, the first page of a guide needs head and first page, papers and dates
//! need all but the tables, and a hit among the questions needs one question.

use super::table::{self, Table};
use crate::handbook::codec::{Damaged, Pack, Reader, from_bytes, write_fields, write_part};
use crate::handbook::model::{Faq, Filed, FreeSection, Guide, Origin};

/// Implements the parts of a guide from the names of its fields. The pattern has no `..`: a field
/// that all lists forget does not compile.
macro_rules! guide_in_parts {
    (head: $($head:ident)+; first: $($first:ident)+; tables: $($table:ident)+; rest: $($rest:ident)+;) => {
        impl Pack for Guide {
            fn write(&self, out: &mut Vec<u8>) {
                let Self { $($head,)+ $($first,)+ $($table,)+ $($rest,)+ } = self;
                $($head.write(out);)+
                write_fields(&[$(&|part| $first.write(part)),+], out);
                $(write_part(|part| part.extend_from_slice(&table::write($table)), out);)+
                write_fields(&[$(&|part| $rest.write(part)),+], out);
            }

            fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
                let mut guide = read_first(bytes, |part| part)?;
                $(guide.$table = Table::open(bytes.part()?.rest().into())?.all()?;)+
                let mut rest = bytes.fields()?;
                $(guide.$rest = Pack::read(&mut rest)?;)+
                if rest.is_empty() { Ok(guide) } else { Err(Damaged) }
            }
        }

        /// Reads a guide without its tables.
        fn read_without_tables(
            bytes: &mut Reader<'_>,
            as_asked: impl for<'r> Fn(Reader<'r>) -> Reader<'r>,
        ) -> Result<Guide, Damaged> {
            let mut guide = read_first(bytes, &as_asked)?;
            $(let _: Reader<'_> = { stringify!($table); bytes.part()? };)+
            let mut rest = as_asked(bytes.fields()?);
            $(guide.$rest = Pack::read(&mut rest)?;)+
            if rest.is_empty() { Ok(guide) } else { Err(Damaged) }
        }

        /// Reads head and first page; what follows stays empty.
        fn read_first(
            bytes: &mut Reader<'_>,
            as_asked: impl for<'r> FnOnce(Reader<'r>) -> Reader<'r>,
        ) -> Result<Guide, Damaged> {
            $(let $head = Pack::read(bytes)?;)+
            let mut first = as_asked(bytes.fields()?);
            let guide = Guide {
                $($head,)+
                $($first: Pack::read(&mut first)?,)+
                $($table: Vec::new(),)+
                $($rest: Default::default(),)+
            };
            if first.is_empty() { Ok(guide) } else { Err(Damaged) }
        }
    };
}

guide_in_parts! {
    head: id title scope aliases summary;
    first:
        kind case_type audience office power_source level parent variant entrusted_by joint_with responsibility topics status valid edition maintainer checked_on basis questions conditions refusals notes quota documents actors steps time fee channels contacts related;
    tables: faq sections;
    rest: clocks notice codes sources special_steps events outcome intermediaries remedies revisions publication allow;
}

impl Table<'_, Filed<Guide>> {
    /// Decodes what the first page of the guide at a place needs, its texts in one language if
    /// only one is wanted; everything else is empty.
    ///
    /// # Errors
    /// When there is none, or it is damaged, as everywhere below.
    pub fn first_page(
        &self,
        place: usize,
        only_in: Option<&'static str>,
    ) -> Result<Filed<Guide>, Damaged> {
        let whole = self.bytes(place)?;
        let mut bytes = Reader::new(&whole);
        let value = read_first(&mut bytes, |part| part.only_in(only_in).in_brief())?;
        if value.basis.is_empty() {
            // The first page then names the laws of the parts, which are in their depth.
            return from_bytes(&whole);
        }
        for _ in 0..3 {
            bytes.part()?;
        }
        Ok(Filed { value, origin: Origin::read(&mut bytes)? })
    }

    /// Decodes the guide at a place without what people ask about it and its own sections, its
    /// texts in one language if only one is wanted.
    pub fn procedure(
        &self,
        place: usize,
        only_in: Option<&'static str>,
    ) -> Result<Filed<Guide>, Damaged> {
        let whole = self.bytes(place)?;
        let mut bytes = Reader::new(&whole);
        let value = read_without_tables(&mut bytes, |part| part.only_in(only_in))?;
        Ok(Filed { value, origin: Origin::read(&mut bytes)? })
    }

    /// Decodes where the guide at a place comes from.
    pub fn origin(&self, place: usize) -> Result<Origin, Damaged> {
        let whole = self.bytes(place)?;
        let mut bytes = Reader::new(&whole);
        super::Headline::read(&mut bytes)?;
        (0..4).try_for_each(|_| bytes.part().map(drop))?;
        Origin::read(&mut bytes)
    }

    /// Decodes one question that people ask about the guide at a place.
    pub fn faq(&self, place: usize, id: &str) -> Result<Option<Faq>, Damaged> {
        Table::open(part(&self.bytes(place)?, 1)?.into())?.search(id)
    }

    /// Decodes one section that only the guide at a place has.
    pub fn free_section(&self, place: usize, id: &str) -> Result<Option<FreeSection>, Damaged> {
        Table::open(part(&self.bytes(place)?, 2)?.into())?.search(id)
    }
}

/// Returns a part behind the head of a guide, the first page being part 0.
fn part(guide: &[u8], number: usize) -> Result<&[u8], Damaged> {
    let mut bytes = Reader::new(guide);
    super::Headline::read(&mut bytes)?;
    (0..number).try_for_each(|_| bytes.part().map(|_| ()))?;
    Ok(bytes.part()?.rest())
}

/// Squeezes the bytes of a guide behind its head, which lists need of every guide.
pub(super) fn squeeze(guide: &[u8]) -> Vec<u8> {
    let mut bytes = Reader::new(guide);
    let is_whole = super::Headline::read(&mut bytes).is_ok();
    let head = if is_whole { guide.len() - bytes.rest().len() } else { guide.len() };
    table::squeeze(guide, head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::codec::to_bytes;
    use crate::handbook::index::fixture::{damaged, handbook};

    /// Returns the table of the fixture's guides, as they are and squeezed.
    fn tables() -> [Vec<u8>; 2] {
        let guides: Vec<Vec<u8>> = handbook().guides.iter().map(to_bytes).collect();
        let squeezed = guides.iter().map(|guide| squeeze(guide)).collect();
        [table::bind(guides, false).concat(), table::bind(squeezed, true).concat()]
    }

    #[test]
    fn squeezed_guides_say_the_same() {
        let bytes = tables();
        let [plain, squeezed] =
            bytes.each_ref().map(|bytes| Table::<Filed<Guide>>::open(bytes[..].into()).unwrap());
        assert!(bytes[1].len() < bytes[0].len());
        assert_eq!(plain.len(), squeezed.len());
        for place in 0..plain.len() {
            assert_eq!(squeezed.bytes(place), plain.bytes(place));
            assert_eq!(squeezed.get(place).unwrap(), plain.get(place).unwrap());
            let headline = |table: &Table<'_, _>| table.head::<super::super::Headline>(place);
            assert_eq!(headline(&squeezed), headline(&plain));
            let first = |table: &Table<'_, _>| table.first_page(place, Some("en")).unwrap();
            assert_eq!(first(&squeezed), first(&plain));
            assert_eq!(squeezed.origin(place), plain.origin(place));
            assert_eq!(squeezed.place_of(plain.id(place).unwrap()), Ok(Some(place)));
            for faq in plain.get(place).unwrap().value.faq {
                assert_eq!(squeezed.faq(place, faq.id.as_str()).unwrap(), Some(faq));
            }
        }
    }

    #[test]
    fn damaged_guides_that_are_squeezed_are_no_panic() {
        let [_, squeezed] = tables();
        for seed in 0..500 {
            for bytes in damaged(&squeezed, seed) {
                let Ok(table) = Table::<Filed<Guide>>::open(bytes[..].into()) else { continue };
                for place in 0..table.len().min(9) {
                    let _ = table.get(place);
                    let _ = table.first_page(place, None);
                    let _ = table.faq(place, "a");
                    let _ = table.origin(place);
                }
            }
        }
    }
}
