//! Whether a list of papers is a bureau's own, with nothing left open.

use super::{Checklist, Sheet, papers_of};
use crate::handbook::codec::Damaged;
use crate::handbook::model::{DocumentUse, Standing};
use crate::handbook::value::Fillable;
use crate::page::Desk;
use crate::tailor::Applies;

/// The edition that everybody has, which no bureau has confirmed.
const NATIONAL: &str = "national";

/// Returns what a bureau still has to confirm or fill in: the papers of the case by name, each
/// with the fields that are open.
///
/// # Errors
/// When the handbook is damaged.
pub fn open_points(
    desk: &Desk<'_>,
    list: Checklist<'_>,
) -> Result<Vec<(String, Vec<&'static str>)>, Damaged> {
    let sheet = Sheet::new(desk, list);
    let mut open = Vec::new();
    for paper in papers_of(desk, &list.guide.value, list.case) {
        let fields = open_fields(paper);
        if !fields.is_empty() {
            open.push((sheet.view.paper_name(paper, true)?, fields));
        }
    }
    Ok(open)
}

impl Sheet<'_, '_> {
    /// Says whether a bureau has a say in the guide, the case is clear, and no paper of it rests
    /// on less than law or a rule of its own.
    pub(super) fn is_confirmed(&self) -> bool {
        let papers = papers_of(self.view.desk, &self.list.guide.value, self.list.case);
        let is_clear = |paper: &&DocumentUse| {
            self.list.case.applies(&paper.when) == Applies::Yes && open_fields(paper).is_empty()
        };
        self.is_of_a_bureau() && papers.iter().all(is_clear)
    }

    /// Says whether a layer over the national edition wrote the guide or changed it.
    fn is_of_a_bureau(&self) -> bool {
        let origin = &self.list.guide.origin;
        let changes = origin.changes.iter().map(|(_, layer)| *layer);
        let mut layers = changes.chain([origin.layer]);
        let of_a_bureau = |layer: u16| {
            let about = self.view.desk.layers().get(usize::from(layer));
            about.is_some_and(|about| about.id.as_str() != NATIONAL)
        };
        layers.any(of_a_bureau)
    }
}

/// Returns the fields of a paper that are blank, and its standing where that is neither law nor a
/// rule of the bureau.
fn open_fields(paper: &DocumentUse) -> Vec<&'static str> {
    let fields = [
        ("standing", !matches!(paper.standing, Standing::Law | Standing::Local(_))),
        ("originals", is_blank(paper.originals.as_ref())),
        ("copies", is_blank(paper.copies.as_ref())),
        ("submission", is_blank(paper.submission.as_ref())),
        ("medium", is_blank(paper.medium.as_ref())),
        ("sheet", is_blank(paper.sheet.as_ref())),
        ("blank_form", is_blank(paper.blank_form.as_ref())),
        ("sample", is_blank(paper.sample.as_ref())),
        ("due", is_blank(paper.due.as_ref())),
        ("commitment", is_blank(paper.commitment.as_ref())),
        ("shared", is_blank(paper.shared.as_ref())),
    ];
    fields.into_iter().filter(|(_, is_open)| *is_open).map(|(name, _)| name).collect()
}

fn is_blank<T>(value: Option<&Fillable<T>>) -> bool {
    matches!(value, Some(Fillable::Blank(_)))
}
