//! The sections of what a guide rests on: the law it cites, and its sources.
//!
//! Which citations belong to a case is known to the guide's `basis`.

use super::entries_block;
use crate::handbook::codec::Damaged;
use crate::handbook::model::Source;
use crate::page::guide::View;
use crate::page::{Block, Entry, Line, Role};

impl View<'_, '_> {
    /// Lists the laws that the guide cites anywhere, with the gist of each cited article.
    pub(super) fn basis_section(&self) -> Result<Vec<Block>, Damaged> {
        let mut entries = Vec::new();
        for (law, articles) in self.cited() {
            let Some(found) = self.desk.pack.laws()?.find(law.as_str())? else { continue };
            let cited = found.value.articles.iter();
            let cited = cited.filter(|article| articles.contains(&article.number));
            let lines = cited.map(|article| self.desk.voice.article(article)).collect();
            entries.push(Entry { label: self.desk.law_title(law)?, lines });
        }
        Ok(entries_block(entries).into_iter().collect())
    }

    pub(super) fn sources_section(&self) -> Vec<Block> {
        vec![Block::Points(self.guide.sources.iter().map(|source| self.source(source)).collect())]
    }

    /// Returns the title of a source, the day it was read, and its address.
    fn source(&self, source: &Source) -> Line {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let read_on =
            source.read_on.map(|day| voice.in_brackets(&format!("{} {day}", words.read_on)));
        let line = voice.line(&source.title).then(Role::Quiet, read_on.unwrap_or_default());
        match &source.url {
            Some(url) => line.then(Role::Quiet, format!(" {url}")),
            None => line,
        }
    }
}
