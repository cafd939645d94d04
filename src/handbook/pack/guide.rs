//! Bytes for a guide, in two parts: what its first page needs, and what one asks for afterwards.

use crate::handbook::codec::{Damaged, Pack, Reader, write_varint};
use crate::handbook::model::{Filed, Guide, Origin};

/// A guide without what only its further sections show: those fields are empty.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstPage(pub Filed<Guide>);

/// Implements the bytes of a guide from the names of its fields. The pattern has no `..`: a field
/// that both lists forget does not compile.
macro_rules! guide_in_two_parts {
    (first: $($first:ident)+; later: $($later:ident)+;) => {
        impl Pack for Guide {
            fn write(&self, out: &mut Vec<u8>) {
                let Self { $($first,)+ $($later,)+ } = self;
                $($first.write(out);)+
                let mut rest = Vec::new();
                $($later.write(&mut rest);)+
                write_varint(rest.len() as u64, out);
                out.extend_from_slice(&rest);
            }

            fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
                let mut guide = read_first(bytes)?;
                let length = bytes.length()?;
                let mut rest = Reader::new(bytes.take(length)?);
                $(guide.$later = Pack::read(&mut rest)?;)+
                if rest.is_empty() { Ok(guide) } else { Err(Damaged) }
            }
        }

        fn read_first(bytes: &mut Reader<'_>) -> Result<Guide, Damaged> {
            Ok(Guide {
                $($first: Pack::read(bytes)?,)+
                $($later: Default::default(),)+
            })
        }
    };
}

guide_in_two_parts! {
    first:
        id title scope aliases summary kind case_type audience office power_source level parent variant entrusted_by joint_with responsibility topics status valid edition maintainer checked_on basis questions conditions refusals notes quota documents actors steps time clocks notice fee channels contacts related;
    later:
        codes sources special_steps events outcome intermediaries remedies faq sections revisions publication allow;
}

impl Pack for FirstPage {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        let value = read_first(bytes)?;
        let length = bytes.length()?;
        bytes.take(length)?;
        Ok(Self(Filed { value, origin: Origin::read(bytes)? }))
    }
}
