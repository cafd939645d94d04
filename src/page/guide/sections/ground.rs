//! What a statement stands on, written behind it: its mark, its places, its law.
//!
//! It knows standings and citations; what the statement says is all the same here.

use crate::handbook::codec::Damaged;
use crate::handbook::model::{Citation, Standing};
use crate::page::guide::View;
use crate::page::{Line, Role};

impl View<'_, '_> {
    /// Appends the mark of a statement, the places whose rules say so, and the law behind it.
    pub(super) fn with_ground(
        &self,
        line: Line,
        standing: &Standing,
        basis: &[Citation],
    ) -> Result<Line, Damaged> {
        let voice = &self.desk.voice;
        let mut line = voice.with_standing(line, standing);
        if let Standing::Practice(places) = standing {
            line =
                self.with_remark(line, &voice.list(places.iter().map(|place| voice.text(place))));
        }
        let law = voice.list(self.desk.citations(basis)?);
        Ok(self.with_remark(line, &law))
    }

    /// Says what something stands on that has its mark elsewhere, in lines with labels: the places
    /// whose rules say so, and the law.
    pub(super) fn grounds(
        &self,
        standing: &Standing,
        basis: &[Citation],
    ) -> Result<Vec<Line>, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let places = match standing {
            Standing::Practice(places) => voice.list(places.iter().map(|place| voice.text(place))),
            _ => String::new(),
        };
        let law = voice.list(self.desk.citations(basis)?);
        let grounds = [(words.seen_in, places), (words.basis, law)].into_iter();
        let grounds = grounds.filter(|(_, ground)| !ground.is_empty());
        Ok(grounds.map(|(label, ground)| voice.labelled(label, Line::quiet(ground))).collect())
    }

    fn with_remark(&self, line: Line, remark: &str) -> Line {
        if remark.is_empty() {
            return line;
        }
        line.then(Role::Quiet, self.desk.voice.in_brackets(remark))
    }
}
