//! The names of sections: which there are, which a guide has, which one a reader means.
//!
//! What a section says is not known here.

use crate::handbook::index::fold::fold;
use crate::handbook::model::Guide;
use crate::page::words::Lang;

/// The fixed sections, in the order of a page that shows everything.
pub const SECTIONS: &[&str] = &[
    "summary",
    "conditions",
    "refusals",
    "notes",
    "questions",
    "documents",
    "steps",
    "time",
    "fee",
    "outcome",
    "where",
    "remedies",
    "contacts",
    "faq",
    "basis",
    "sources",
];

/// Returns the ids of all sections of a guide that say something, in order.
pub fn section_ids(guide: &Guide) -> Vec<String> {
    let fixed = SECTIONS.iter().copied().filter(|id| has(guide, id));
    let (last, first): (Vec<&str>, Vec<&str>) =
        fixed.partition(|id| matches!(*id, "basis" | "sources"));
    let own = guide.sections.iter().map(|section| section.id.as_str());
    first.into_iter().chain(own).chain(last).map(str::to_owned).collect()
}

fn has(guide: &Guide, section: &str) -> bool {
    match section {
        "conditions" => !guide.conditions.is_empty(),
        "refusals" => !guide.refusals.is_empty(),
        "notes" => !guide.notes.is_empty(),
        "questions" => !guide.questions.is_empty(),
        "documents" => !guide.documents.is_empty(),
        "steps" => !guide.steps.is_empty(),
        "time" => guide.time.is_some() || !guide.clocks.is_empty() || guide.notice.is_some(),
        "fee" => guide.fee.is_some(),
        "outcome" => guide.outcome.is_some(),
        "where" => guide.channels.is_some(),
        "remedies" => !guide.remedies.is_empty(),
        "faq" => !guide.faq.is_empty(),
        "sources" => !guide.sources.is_empty(),
        _ => true,
    }
}

/// Finds a section of a guide by its id or its heading in any language, or the beginning of one.
pub fn find_section(guide: &Guide, input: &str) -> Option<String> {
    let wanted = fold(input);
    let ids = section_ids(guide);
    let exact = ids.iter().find(|id| folded_names(guide, id).contains(&wanted));
    let begins = |id: &str| folded_names(guide, id).iter().any(|name| name.starts_with(&wanted));
    let begun = || ids.iter().find(|id| begins(id)).filter(|_| !wanted.is_empty());
    exact.or_else(begun).cloned()
}

/// Returns the id of a section and its headings in all languages, folded.
fn folded_names(guide: &Guide, id: &str) -> Vec<String> {
    let fixed = [Lang::Zh, Lang::En].into_iter().filter_map(|lang| lang.words().section(id));
    let own = guide.sections.iter().filter(|section| section.id == *id);
    let own = own.flat_map(|section| section.heading.all("").map(|(_, text)| text));
    fixed.chain(own).chain([id]).map(fold).collect()
}
