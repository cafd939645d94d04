//! The model as JSON, field by field, under the same names as in the files.

use serde_json::{Map, Value, json};

use super::Speaker;
use crate::handbook::model::{
    Actor, Allowance, Answer, Audience, Binding, Board, CaseType, CatalogueEntry, Channels,
    Citation, CitationRole, Claim, Clock, Codes, Contact, ContactPurpose, Contacts, Delivery,
    Document, DocumentUse, Event, Faq, Fee, FeeItem, FreeSection, Goal, Guide, Intermediary,
    Issuer, Kind, Law, LawArticle, LawStatus, Level, Medium, Need, NoticeDuty, Office, OfficeKind,
    Online, Outcome, OutcomeKind, PowerSource, Promise, Publication, Question, Related, Remedy,
    Revision, Rhythm, Rollover, Source, SpecialStep, Standing, Statement, Status, Step, Submission,
    Supply, TimeSummary, Validity, Way, When, Window,
};
use crate::handbook::value::{
    ArticleNumber, Blank, Confirmation, Date, Fillable, Limit, LocalizedText, Money, Phone, Slug,
};

/// A value that JSON can say.
pub(super) trait Record {
    /// Returns the value, or nothing for what a file leaves out.
    fn record(&self, speaker: &Speaker) -> Option<Value>;
}

/// Implements `Record` for a struct, field by field. The pattern has no `..`: a field that the
/// list forgets does not compile.
macro_rules! record {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl Record for $name {
            fn record(&self, speaker: &Speaker) -> Option<Value> {
                let Self { $($field),+ } = self;
                let mut fields = Map::new();
                $(if let Some(value) = $field.record(speaker) {
                    fields.insert(stringify!($field).to_owned(), value);
                })+
                Some(Value::Object(fields))
            }
        }
    };
}

/// Implements `Record` for what is written as it prints.
macro_rules! record_text {
    ($($name:ident),+ $(,)?) => {$(
        impl Record for $name {
            fn record(&self, _: &Speaker) -> Option<Value> {
                Some(Value::String(self.to_string()))
            }
        }
    )+};
}

record!(Citation { law, articles, role });
record!(Claim { text, standing, basis });
record!(Statement { id, label, short, text, standing, basis, when, valid });
record!(Codes { catalogue, task });
record!(Source { id, title, url, read_on });
record!(Question { id, question, why, answers, default, when });
record!(Answer { id, title, aliases, note });
record!(Faq { id, question, answer, standing, basis, when });
record!(Related { id, why });
record!(FreeSection { id, heading, text, standing, basis, valid });
record!(Revision { id, date, text });
record!(Document { id, name, short, aliases, what, issuer, note, basis });
record!(Intermediary { id, name, payer, standing, basis });
record!(Actor { id, title, office });
record!(SpecialStep { id, title, text, limit, counts_in_limit, standing, basis, when });
record!(TimeSummary { summary, promised, promised_from, promised_note });
record!(Event { id, title });
record!(NoticeDuty { limit, from, missed, standing, basis, when });
record!(Fee { charged, summary, standing, basis, items, online_payment });
record!(Outcome { kind, text, validity, renewal, sample, delivery, standing, basis });
record!(Delivery { id, text, limit });
record!(Window { id, title, office, address, hours, note, when });
record!(Online { available, depth, url, mobile, note });
record!(Remedy { id, title, text, to, limit, from, standing, basis, when });
record!(Contacts { consult, complain });
record!(Contact {
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
record!(Promise { id, text, topic, guides, complain, standing, basis, valid });
record!(Goal { id, year, text, measure, office, state });
record!(Board { id, title, office, place, guides, every_days, posted_on });
record!(CatalogueEntry {
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
record!(LawArticle { number, gist });
record!(Guide {
    id,
    title,
    scope,
    aliases,
    summary,
    kind,
    case_type,
    audience,
    office,
    power_source,
    level,
    codes,
    parent,
    variant,
    entrusted_by,
    joint_with,
    responsibility,
    topics,
    status,
    valid,
    edition,
    maintainer,
    checked_on,
    sources,
    basis,
    questions,
    conditions,
    refusals,
    notes,
    quota,
    documents,
    actors,
    steps,
    special_steps,
    time,
    events,
    clocks,
    notice,
    fee,
    outcome,
    channels,
    intermediaries,
    remedies,
    contacts,
    faq,
    related,
    sections,
    revisions,
    publication,
    allow
});
record!(Publication {
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
record!(DocumentUse {
    id,
    document,
    any_of,
    title,
    need,
    originals,
    copies,
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
    standing,
    basis,
    when,
    valid
});
record!(Step {
    id,
    actor,
    text,
    place,
    needs,
    limit,
    clock,
    criteria,
    result,
    next,
    otherwise,
    standing,
    basis,
    when,
    valid
});
record!(Clock {
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
record!(FeeItem { id, name, amount, rule, waiver, waiver_basis, standing, basis, when, valid });
record!(Channels {
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
record!(Office {
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
record!(Law {
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
record!(Allowance { rule, reason });
record!(Blank { known_by, note });
record!(Confirmation { by, date, document, against });

record_text!(
    Rhythm,
    CitationRole,
    Kind,
    CaseType,
    Audience,
    PowerSource,
    Level,
    Status,
    Need,
    Submission,
    Supply,
    Medium,
    Binding,
    Rollover,
    OutcomeKind,
    Way,
    OfficeKind,
    ContactPurpose,
    LawStatus,
    ArticleNumber,
    Date,
    Limit,
    Money,
    Phone,
    Slug,
    String
);

impl Record for bool {
    fn record(&self, _: &Speaker) -> Option<Value> {
        Some(Value::Bool(*self))
    }
}

impl Record for u16 {
    fn record(&self, _: &Speaker) -> Option<Value> {
        Some(json!(self))
    }
}

impl<T: Record> Record for Option<T> {
    fn record(&self, speaker: &Speaker) -> Option<Value> {
        self.as_ref()?.record(speaker)
    }
}

impl<T: Record> Record for Box<T> {
    fn record(&self, speaker: &Speaker) -> Option<Value> {
        T::record(self, speaker)
    }
}

impl<T: Record> Record for Vec<T> {
    fn record(&self, speaker: &Speaker) -> Option<Value> {
        let values: Vec<Value> = self.iter().filter_map(|value| value.record(speaker)).collect();
        (!values.is_empty()).then_some(Value::Array(values))
    }
}

impl Record for LocalizedText {
    fn record(&self, speaker: &Speaker) -> Option<Value> {
        Some(speaker.say(self))
    }
}

/// A blank is `{"local": …}`, as in the files, so that a program can tell it from a value.
impl<T: Record> Record for Fillable<T> {
    fn record(&self, speaker: &Speaker) -> Option<Value> {
        match self {
            Self::Known { value, confirmed: None } => value.record(speaker),
            Self::Known { value, confirmed } => Some(
                json!({ "value": value.record(speaker), "confirmed": confirmed.record(speaker) }),
            ),
            Self::Blank(blank) => Some(json!({ "local": blank.record(speaker) })),
        }
    }
}

impl Record for Standing {
    fn record(&self, speaker: &Speaker) -> Option<Value> {
        Some(match self {
            Self::Practice(places) => json!({ "practice": places.record(speaker) }),
            Self::Local(Some(confirmed)) => json!({ "local": confirmed.record(speaker) }),
            other => Value::String(other.as_str().to_owned()),
        })
    }
}

impl Record for When {
    fn record(&self, _: &Speaker) -> Option<Value> {
        let answers =
            |answers: &Vec<Slug>| answers.iter().map(|answer| json!(answer.as_str())).collect();
        let fields: Map<String, Value> = self
            .0
            .iter()
            .map(|(question, fitting)| (question.to_string(), answers(fitting)))
            .collect();
        (!fields.is_empty()).then_some(Value::Object(fields))
    }
}

impl Record for Issuer {
    fn record(&self, speaker: &Speaker) -> Option<Value> {
        Some(match self {
            Self::Office(id) => json!({ "office": id.as_str() }),
            Self::Described(text) => speaker.say(text),
        })
    }
}

/// Nothing for what is always in force.
impl Record for Validity {
    fn record(&self, speaker: &Speaker) -> Option<Value> {
        let days = [("from", self.from), ("to", self.to)];
        let days = days
            .into_iter()
            .filter_map(|(name, day)| Some((name.to_owned(), day.record(speaker)?)));
        let fields: Map<String, Value> = days.collect();
        (!fields.is_empty()).then_some(Value::Object(fields))
    }
}
