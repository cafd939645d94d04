//! The sections in a guide's own words: what people ask, and what only this guide has.
//!
//! Their text is free; nothing is known here of the fixed sections.

use super::entries_block;
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Faq, FreeSection, Standing};
use crate::page::guide::View;
use crate::page::voice::join;
use crate::page::{Block, Entry, Line, Role};

impl View<'_, '_> {
    pub(super) fn faq_section(&self) -> Result<Vec<Block>, Damaged> {
        let shown = self.guide.faq.iter().filter(|faq| self.case.may_apply(&faq.when));
        let entries = shown.map(|faq| self.faq(faq)).collect::<Result<Vec<_>, _>>()?;
        Ok(entries_block(entries).into_iter().collect())
    }

    fn faq(&self, faq: &Faq) -> Result<Entry, Damaged> {
        let voice = &self.desk.voice;
        let mut answer = self.only_if_asked(&faq.when);
        answer.extend(voice.line(&faq.answer));
        let answer = self.with_ground(answer, &faq.standing, &faq.basis)?;
        Ok(Entry { label: voice.text(&faq.question), lines: vec![answer] })
    }

    /// Returns a section that only this guide has; what it stands on follows its only paragraph, or
    /// stands around them, the mark behind the heading: a letter ends with its signature.
    pub(super) fn own_section(&self, section: &FreeSection) -> Result<Vec<Block>, Damaged> {
        let voice = &self.desk.voice;
        let text = voice.text(&section.text);
        let paragraphs = text.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
        let mut lines: Vec<Line> =
            paragraphs.map(|text| Line::plain(text.replace('\n', " "))).collect();
        let mut heading = Line::plain(voice.text(&section.heading));
        if let [only] = lines.as_mut_slice() {
            *only = self.with_ground(only.clone(), &section.standing, &section.basis)?;
        } else {
            if section.standing != Standing::Template {
                heading = voice.with_standing(heading, &section.standing);
            }
            lines.push(self.below(section)?);
        }
        lines.retain(|line| !line.is_empty());
        let other_days = !self.desk.holds(&section.valid);
        let remark = if other_days { self.days(&section.valid) } else { String::new() };
        let heading = Block::Heading { text: heading.to_text(), remark: Line::quiet(remark) };
        Ok(std::iter::once(heading).chain(lines.into_iter().map(Block::Paragraph)).collect())
    }

    /// Says below several paragraphs what they stand on: `（范本）依据：信访工作条例 19`.
    fn below(&self, section: &FreeSection) -> Result<Line, Damaged> {
        let (lang, words) = (self.desk.voice.lang, self.desk.words());
        let is_template = section.standing == Standing::Template;
        let mark = is_template.then(|| words.template_mark.trim_start());
        let mark = mark.map(|mark| Line::default().then(Role::Mark, mark));
        let grounds = join(self.grounds(&section.standing, &section.basis)?, words.semicolon);
        let lines = mark.into_iter().chain([grounds]).filter(|line| !line.is_empty());
        Ok(join(lines, lang.pick("", " ")))
    }
}
