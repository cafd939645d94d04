//! The section of papers: each with its originals and copies, its issuer, its pitfalls.
//!
//! Which papers a case needs, and what they are called, is known to the guide's `papers`.

use super::entries_block;
use crate::handbook::codec::Damaged;
use crate::handbook::model::DocumentUse;
use crate::handbook::value::Fillable;
use crate::page::guide::View;
use crate::page::{Block, Entry, Line};

impl View<'_, '_> {
    pub(super) fn documents_section(&self) -> Result<Vec<Block>, Damaged> {
        let entries = self.shown_papers().map(|paper| self.document_entry(paper));
        let entries = entries.collect::<Result<Vec<_>, _>>()?;
        Ok(entries_block(entries).into_iter().collect())
    }

    fn document_entry(&self, paper: &DocumentUse) -> Result<Entry, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let mut lines = vec![self.only_if_asked(&paper.when)];
        if !paper.any_of.is_empty() && paper.title.is_some() {
            lines.push(Line::plain(self.choice(paper, false)?));
        }
        lines.extend(self.originals_and_copies(paper));
        lines.extend(self.issuer(paper)?);
        for text in [&paper.acceptance, &paper.fill_notes, &paper.note].into_iter().flatten() {
            lines.push(voice.labelled(words.take_care, voice.line(text)));
        }
        lines.extend(self.grounds(&paper.standing, &paper.basis)?);
        lines.retain(|line| !line.is_empty());
        let name = Line::plain(self.paper_name(paper, false)?);
        Ok(Entry { label: voice.with_standing(name, &paper.standing).to_text(), lines })
    }

    /// Says how many originals and copies a paper needs, unless that is open for every paper.
    fn originals_and_copies(&self, paper: &DocumentUse) -> Vec<Line> {
        if self.counts_are_open() {
            return Vec::new();
        }
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let line = |label: &str, count: &Fillable<u16>| {
            voice.labelled(label, voice.filled(count, ToString::to_string))
        };
        let originals = paper.originals.iter().map(|count| line(words.originals, count));
        let copies = paper.copies.iter().map(|count| line(words.copies, count));
        originals.chain(copies).collect()
    }

    /// Says who issues a paper: as this guide says, or as the dictionary does.
    fn issuer(&self, paper: &DocumentUse) -> Result<Option<Line>, Damaged> {
        let papers = self.desk.pack.documents()?;
        let known = paper.document.as_ref().map(|id| papers.find(id.as_str())).transpose()?;
        let known = known.flatten().and_then(|filed| filed.value.issuer);
        let Some(issuer) = paper.issuer.clone().or(known) else { return Ok(None) };
        let issuer = Line::plain(self.desk.issuer(&issuer)?);
        Ok(Some(self.desk.voice.labelled(self.desk.words().issued_by, issuer)))
    }
}
