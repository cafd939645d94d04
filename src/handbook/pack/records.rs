//! Bytes for the model, field by field.
//!
//! Each list below names every field of its type, in the order of its bytes: the compiler refuses
//! a field that is missing here.

use crate::handbook::codec::{Damaged, Pack, Reader};
use crate::handbook::model::{
    About, Actor, Allowance, Answer, Audience, Binding, Board, BureauProfile, Calendar,
    CalendarYear, CaseType, CatalogueEntry, Channels, Citation, CitationRole, Claim, Clock, Codes,
    Contact, ContactPurpose, Contacts, Delivery, Document, DocumentUse, Event, Faq, Fee, FeeItem,
    Filed, FixedRestDay, FreeSection, Goal, Intermediary, Issuer, Kind, Law, LawArticle, LawStatus,
    Level, Medium, Need, NoticeDuty, Office, OfficeKind, Online, Origin, OutOfScope, Outcome,
    OutcomeKind, PowerSource, Promise, Publication, Question, Related, Remedy, RestPeriod,
    Revision, Rhythm, Rollover, Source, SpecialStep, Standing, Statement, Status, Step, Submission,
    Supply, Synonyms, TimeSummary, Validity, Way, When, Window, Words,
};
use crate::handbook::value::{LocalizedText, Slug};

pack_record!(About {
    id,
    title,
    edition,
    languages,
    base,
    jurisdiction,
    bureau,
    laws_read_to,
    review_every_days
});
pack_record!(Origin { layer, file, changes });
pack_record!(Citation { law, articles, role });
pack_record!(Validity { from, to });
pack_record!(Claim { text, standing, basis });
pack_record_with_depth!(Statement { id, label, short, standing, when, valid } if Option::is_some(&short); then {
    text,
    basis,
});
pack_record!(Codes { catalogue, task });
pack_record!(Source { id, title, url, read_on });
pack_record!(Question { id, question, why, answers, default, when });
pack_record!(Answer { id, title, aliases, note });
pack_record!(Faq { id, question, answer, standing, basis, when });
pack_record!(Related { id, why });
pack_record!(FreeSection { id, heading, text, standing, basis, valid });
pack_record!(Revision { id, date, text });
pack_record!(Publication {
    drafted_by,
    reviewed_by,
    secrecy_checked_by,
    approved_by,
    published_on,
    places,
    rhythm,
    every_days,
    file_number,
    catalogue_entry
});
pack_record!(Allowance { rule, reason });
pack_record!(Document { id, name, short, aliases, what, issuer, note, basis });
pack_record_with_depth!(DocumentUse {
    id,
    document,
    any_of,
    title,
    need,
    originals,
    copies,
    standing,
    when,
    valid,
} if true; then {
    submission,
    source,
    issuer,
    medium,
    sheet,
    blank_form,
    sample,
    fill_notes,
    acceptance,
    due,
    commitment,
    shared,
    note,
    basis,
});
pack_record!(Intermediary { id, name, payer, standing, basis });
pack_record!(Actor { id, title, office });
pack_record_with_depth!(Step { id, actor, text, standing, when, valid } if true; then {
    place,
    needs,
    limit,
    clock,
    criteria,
    result,
    next,
    otherwise,
    basis,
});
pack_record!(SpecialStep { id, title, text, limit, counts_in_limit, standing, basis, when });
pack_record!(TimeSummary { summary, promised, promised_from, promised_note });
pack_record!(Event { id, title });
pack_record!(Clock {
    id,
    title,
    from,
    until,
    limit,
    extension,
    promised,
    actor,
    binds,
    rollover,
    missed,
    note,
    standing,
    basis,
    when,
    valid
});
pack_record!(NoticeDuty { limit, from, missed, standing, basis, when });
pack_record!(Fee { charged, summary, standing, basis, items, online_payment });
pack_record!(FeeItem {
    id,
    name,
    amount,
    rule,
    waiver,
    waiver_basis,
    standing,
    basis,
    when,
    valid
});
pack_record!(Outcome { kind, text, validity, renewal, sample, delivery, standing, basis });
pack_record!(Delivery { id, text, limit });
pack_record!(Channels {
    apply_to,
    apply_when,
    windows,
    online,
    ways,
    visits,
    visits_reason,
    booking,
    hall,
    kiosk,
    elsewhere,
    progress
});
pack_record!(Window { id, title, office, address, hours, note, when });
pack_record!(Online { available, depth, url, mobile, note });
pack_record!(Remedy { id, title, text, to, limit, from, standing, basis, when });
pack_record!(Contacts { consult, complain });
pack_record!(BureauProfile { duties, address, hours, website });
pack_record!(Office {
    id,
    name,
    kind,
    aliases,
    matters,
    duties,
    parent,
    room,
    address,
    hours,
    phone,
    post,
    backup_post,
    posts_checked_on,
    first_asked,
    standing,
    basis
});
pack_record!(Contact {
    id,
    name,
    purpose,
    phone,
    place,
    hours,
    answered_by,
    verified_on,
    note,
    standing,
    basis
});
pack_record!(Promise { id, text, topic, guides, complain, standing, basis, valid });
pack_record!(Goal { id, year, text, measure, office, state });
pack_record!(Board { id, title, office, place, guides, every_days, posted_on });
pack_record!(CatalogueEntry {
    id,
    group,
    item,
    contents,
    basis,
    time_limit,
    duty_holder,
    channels,
    audience,
    manner,
    level,
    guides,
    standing
});
pack_record!(Law {
    id,
    title,
    short,
    aliases,
    number,
    issuer,
    status,
    in_force,
    superseded_by,
    version,
    checked_on,
    source,
    articles
});
pack_record!(LawArticle { number, gist });
pack_record!(Words { synonyms, silent, out_of_scope });
pack_record!(Synonyms { id, words });
pack_record!(OutOfScope { id, words, answer, guide });
pack_record!(Calendar { years, fixed });
pack_record!(CalendarYear { year, notice, rest, working, working_days });
pack_record!(RestPeriod { id, name, from, to });
pack_record!(FixedRestDay { id, name, month, day });

pack_choice!(CitationRole);
pack_choice!(Kind);
pack_choice!(CaseType);
pack_choice!(Audience);
pack_choice!(PowerSource);
pack_choice!(Level);
pack_choice!(Status);
pack_choice!(Rhythm);
pack_choice!(Need);
pack_choice!(Submission);
pack_choice!(Supply);
pack_choice!(Medium);
pack_choice!(Binding);
pack_choice!(Rollover);
pack_choice!(OutcomeKind);
pack_choice!(Way);
pack_choice!(OfficeKind);
pack_choice!(ContactPurpose);
pack_choice!(LawStatus);

impl<T: Pack> Pack for Filed<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.value.write(out);
        self.origin.write(out);
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        Ok(Self { value: T::read(bytes)?, origin: Pack::read(bytes)? })
    }
}

impl Pack for When {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        Pack::read(bytes).map(Self)
    }
}

impl Pack for Issuer {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Office(office) => {
                out.push(0);
                office.write(out);
            }
            Self::Described(text) => {
                out.push(1);
                text.write(out);
            }
        }
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        match bytes.byte()? {
            0 => Pack::read(bytes).map(Self::Office),
            1 => LocalizedText::read(bytes).map(Self::Described),
            _ => Err(Damaged),
        }
    }
}

impl Pack for Standing {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Law => out.push(0),
            Self::Practice(places) => {
                out.push(1);
                places.write(out);
            }
            Self::Reading => out.push(2),
            Self::Reported => out.push(3),
            Self::Template => out.push(4),
            Self::Local(confirmed) => {
                out.push(5);
                confirmed.write(out);
            }
        }
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        match bytes.byte()? {
            0 => Ok(Self::Law),
            1 => Pack::read(bytes).map(Self::Practice),
            2 => Ok(Self::Reading),
            3 => Ok(Self::Reported),
            4 => Ok(Self::Template),
            5 => Pack::read(bytes).map(Self::Local),
            _ => Err(Damaged),
        }
    }
}

/// What a list says of a guide: the first fields of [`Guide`](crate::handbook::model::Guide).
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    /// The id.
    pub id: Slug,
    /// The title.
    pub title: LocalizedText,
    /// What the title leaves open.
    pub scope: Option<LocalizedText>,
    /// Other names that people use.
    pub aliases: Vec<String>,
    /// What the guide is for.
    pub summary: LocalizedText,
}

/// What a list says of a paper, a law, an office or a contact: its first fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// The id.
    pub id: Slug,
    /// The name or title.
    pub name: LocalizedText,
}

pack_record!(Headline { id, title, scope, aliases, summary });
pack_record!(Name { id, name });

/// What a page says of a paper that it names: the first fields of [`Document`].
#[derive(Debug, Clone, PartialEq)]
pub struct PaperName {
    /// The id.
    pub id: Slug,
    /// The name.
    pub name: LocalizedText,
    /// A shorter name.
    pub short: Option<LocalizedText>,
}

/// What a citation says of a law: the first fields of [`Law`].
#[derive(Debug, Clone, PartialEq)]
pub struct LawTitle {
    /// The id.
    pub id: Slug,
    /// The full title.
    pub title: LocalizedText,
    /// The title that a citation uses.
    pub short: Option<LocalizedText>,
    /// Other names that people use.
    pub aliases: Vec<String>,
    /// The number of the paper.
    pub number: Option<String>,
}

pack_record!(PaperName { id, name, short });
pack_record!(LawTitle { id, title, short, aliases, number });
