//! Statements of a case: conditions, refusals and notes, in short or in full.
//!
//! Under which heading they stand is not known here, nor the law behind them.

use super::View;
use crate::handbook::model::Statement;
use crate::page::Line;

impl View<'_, '_> {
    /// Returns the statements that this case may need, in order.
    pub(in crate::page) fn shown<'s>(
        &'s self,
        list: &'s [Statement],
    ) -> impl Iterator<Item = &'s Statement> {
        list.iter().filter(|one| self.may_hold(&one.when, &one.valid))
    }

    /// Returns a statement in a few words, if it has them, with the case that it is for.
    pub(super) fn in_short(&self, statement: &Statement) -> Option<Line> {
        let mut line = self.only_if(&statement.when);
        line.extend(self.shortened(statement)?);
        Some(line)
    }

    fn shortened(&self, statement: &Statement) -> Option<Line> {
        let short = statement.short.as_ref()?;
        Some(self.desk.voice.stated(short, &statement.standing))
    }

    /// Returns a statement in a few words, or all of it if it has none.
    pub(in crate::page) fn as_short_as_may_be(&self, statement: &Statement) -> Line {
        let voice = &self.desk.voice;
        self.shortened(statement).unwrap_or_else(|| {
            voice.with_standing(voice.fillable(&statement.text), &statement.standing)
        })
    }
}
