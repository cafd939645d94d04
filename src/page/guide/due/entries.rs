//! The dates of a guide for a calendar program.

use super::{Dates, Sheet};
use crate::calendar::{Deadline, Row, ics};
use crate::handbook::codec::Damaged;
use crate::page::words::due;
use crate::page::{Desk, Line};

/// Returns the entries of the dates, in the languages of the desks: one below the other.
///
/// # Errors
/// When the handbook is damaged.
pub fn calendar(
    desks: &[Desk<'_>],
    dates: Dates<'_, '_>,
) -> Result<(String, Vec<ics::Entry>), Damaged> {
    let sheets: Vec<Sheet<'_, '_, '_>> = desks.iter().map(|desk| Sheet::new(desk, dates)).collect();
    let title =
        said(&sheets, " / ", |sheet| Ok(sheet.view.desk.voice.name(&dates.guide.value.title)))?;
    let rows = dates.schedule.dated();
    let entries = rows.map(|(row, due)| entry(&sheets, row, due, &title));
    Ok((title.clone(), entries.collect::<Result<_, _>>()?))
}

fn entry<'g>(
    sheets: &[Sheet<'_, '_, 'g>],
    row: &Row<'g>,
    due: &Deadline,
    title: &str,
) -> Result<ics::Entry, Damaged> {
    let guide = sheets.first().map(|sheet| sheet.view.guide.id.as_str()).unwrap_or_default();
    let given = row.start.as_ref().map_or(due.start, |start| start.given);
    let name = said(sheets, " / ", |sheet| Ok(sheet.name(row.term).to_text()))?;
    Ok(ics::Entry {
        uid: format!("{guide}.{}.{given}@guide", row.term.id()),
        day: due.date,
        summary: format!("{name} | {title}"),
        description: said(sheets, "\n\n", |sheet| sheet.description(row, due))?,
        is_tentative: due.is_provisional(),
    })
}

/// Says something in every language.
fn said<'v, 'a, 'g>(
    sheets: &[Sheet<'v, 'a, 'g>],
    between: &str,
    say: impl Fn(&Sheet<'v, 'a, 'g>) -> Result<String, Damaged>,
) -> Result<String, Damaged> {
    Ok(sheets.iter().map(say).collect::<Result<Vec<_>, _>>()?.join(between))
}

impl<'v, 'g: 'v> Sheet<'v, '_, 'g> {
    /// Says what to know of an entry, a line each.
    fn description(&self, row: &Row<'g>, due: &Deadline) -> Result<String, Damaged> {
        let (voice, words) = (&self.view.desk.voice, self.view.desk.words());
        let mut lines = vec![self.length(row.term)];
        lines.extend(self.start(row));
        lines.extend(self.landing(due));
        lines.extend(self.promised(row));
        lines.extend(self.extended(row));
        lines.extend(self.consequences(row.term));
        let basis = voice.list(self.view.desk.citations(row.term.basis())?);
        if !basis.is_empty() {
            lines.push(voice.labelled(words.basis, Line::plain(basis)));
        }
        let doubts = due::doubts(&due.doubts, voice.lang);
        let texts = lines.iter().map(Line::to_text).chain(doubts);
        let texts = texts.chain(std::iter::once(words.not_advice.to_owned()));
        Ok(texts.collect::<Vec<_>>().join("\n"))
    }
}
