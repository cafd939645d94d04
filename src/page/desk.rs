//! Looking things up in a handbook for a page.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Voice;
use super::words::{Lang, Words};
use crate::handbook::codec::Damaged;
use crate::handbook::model::{About, Citation, Filed, Guide, Issuer, Office, Validity};
use crate::handbook::pack::{LawTitle, Name, Pack, PaperName};
use crate::handbook::value::{ArticleNumber, Date, Fillable, Slug};

/// The one number that is the same everywhere in the country.
const HOTLINE: &str = "hotline-12345";

/// An open handbook and the language in which its pages are written.
#[derive(Debug, Clone)]
pub struct Desk<'a> {
    /// The handbook.
    pub pack: Pack<'a>,
    /// The language.
    pub voice: Voice,
    layers: Rc<[About]>,
    guides: Rc<RefCell<BTreeMap<usize, Rc<Filed<Guide>>>>>,
    day: Option<Date>,
    is_chosen: bool,
}

impl<'a> Desk<'a> {
    /// Sits down with a handbook, in a language.
    ///
    /// # Errors
    /// When the handbook is damaged.
    pub fn new(pack: Pack<'a>, lang: Lang) -> Result<Self, Damaged> {
        let layers = pack.layers()?;
        let first = layers.first().and_then(|about| about.languages.first());
        let voice = Voice::new(lang, first.map_or("zh", |language| language.as_str()));
        Ok(Self {
            pack,
            voice,
            layers: layers.into(),
            guides: Rc::default(),
            day: None,
            is_chosen: false,
        })
    }

    /// Returns the same handbook as it stands on a day; without one, whatever it ever says.
    #[must_use]
    pub fn on(self, day: Date) -> Self {
        Self { day: Some(day), ..self }
    }

    /// Returns the same handbook as it stood on a day that somebody chose: pages say so.
    #[must_use]
    pub fn as_of(self, day: Date) -> Self {
        Self { is_chosen: true, ..self.on(day) }
    }

    /// Returns the day of the page.
    pub fn day(&self) -> Option<Date> {
        self.day
    }

    /// Returns the day that somebody chose.
    pub fn chosen_day(&self) -> Option<Date> {
        self.day.filter(|_| self.is_chosen)
    }

    /// Says whether something is in force on the day of the page.
    pub fn holds(&self, valid: &Validity) -> bool {
        self.day.is_none_or(|day| valid.covers(day))
    }

    /// Returns the same handbook in another language.
    #[must_use]
    pub fn speaking(&self, lang: Lang) -> Self {
        Self { voice: self.voice.speaking(lang), ..self.clone() }
    }

    /// Returns the fixed words.
    pub fn words(&self) -> &'static Words {
        self.voice.words()
    }

    /// Returns the layers, lowest first.
    pub fn layers(&self) -> &[About] {
        &self.layers
    }

    /// Returns what the first page of a guide needs; one that was asked for before is not decoded
    /// again.
    ///
    /// # Errors
    /// When the handbook is damaged, as everywhere below.
    pub fn first_page(&self, place: usize) -> Result<Rc<Filed<Guide>>, Damaged> {
        if let Some(guide) = self.guides.borrow().get(&place) {
            return Ok(Rc::clone(guide));
        }
        let guide = Rc::new(self.pack.guides()?.first_page(place, None)?);
        self.guides.borrow_mut().insert(place, Rc::clone(&guide));
        Ok(guide)
    }

    /// Returns the name of a layer.
    pub fn layer_name(&self, layer: u16) -> String {
        self.layers
            .get(usize::from(layer))
            .map_or_else(String::new, |about| self.voice.name(&about.title))
    }

    /// Returns the name of a paper: the short one, if there is one and it is asked for.
    pub fn paper(&self, id: &Slug, short: bool) -> Result<String, Damaged> {
        let papers = self.pack.documents()?;
        let Some(place) = papers.place_of(id.as_str())? else { return Ok(id.to_string()) };
        let PaperName { name, short: shorter, .. } = papers.head(place)?;
        let name = shorter.filter(|_| short).unwrap_or(name);
        Ok(self.voice.text(&name))
    }

    /// Returns the name of an office.
    pub fn office_name(&self, id: &Slug) -> Result<String, Damaged> {
        let offices = self.pack.offices()?;
        let Some(place) = offices.place_of(id.as_str())? else { return Ok(id.to_string()) };
        offices.head::<Name>(place).map(|name| self.voice.text(&name.name))
    }

    /// Returns an office.
    pub fn office(&self, id: &Slug) -> Result<Option<Office>, Damaged> {
        Ok(self.pack.offices()?.find(id.as_str())?.map(|filed| filed.value))
    }

    /// Returns who issues a paper.
    pub fn issuer(&self, issuer: &Issuer) -> Result<String, Damaged> {
        match issuer {
            Issuer::Office(id) => self.office_name(id),
            Issuer::Described(text) => Ok(self.voice.text(text)),
        }
    }

    /// Returns the title of a guide.
    pub fn guide_title(&self, id: &Slug) -> Result<String, Damaged> {
        let guides = self.pack.guides()?;
        let Some(place) = guides.place_of(id.as_str())? else { return Ok(id.to_string()) };
        guides.head::<Name>(place).map(|name| self.voice.name(&name.name))
    }

    /// Returns the days on which a law is in force.
    pub fn law_in_force(&self, id: &Slug) -> Result<Validity, Damaged> {
        let law = self.pack.laws()?.find(id.as_str())?;
        Ok(law.map(|filed| filed.value.in_force).unwrap_or_default())
    }

    /// Returns the number of the national hotline, if the handbook has it.
    pub fn hotline(&self) -> Result<Option<String>, Damaged> {
        let contact = self.pack.contacts()?.find(HOTLINE)?;
        let phone = contact.and_then(|filed| filed.value.phone);
        Ok(phone.as_ref().and_then(Fillable::known).map(ToString::to_string))
    }

    /// Returns the short title of a law with its number, if it is not an act of its own name.
    pub fn law_title(&self, id: &Slug) -> Result<String, Damaged> {
        let laws = self.pack.laws()?;
        let Some(place) = laws.place_of(id.as_str())? else { return Ok(id.to_string()) };
        let LawTitle { title, short, number, .. } = laws.head(place)?;
        let title = self.voice.text(&short.unwrap_or(title));
        Ok(match number.filter(|number| is_document_number(number)) {
            Some(number) => format!("{title}{}", self.voice.in_brackets(&number)),
            None => title,
        })
    }

    /// Returns citations in words: each law once, with its articles in order.
    pub fn citations<'c>(
        &self,
        citations: impl IntoIterator<Item = &'c Citation>,
    ) -> Result<Vec<String>, Damaged> {
        by_law(citations).into_iter().map(|(law, articles)| self.citation(law, articles)).collect()
    }

    /// Returns the citation of a law in words, its articles in order: `教师法 10、13 至 15`.
    pub fn citation(
        &self,
        law: &Slug,
        mut articles: Vec<ArticleNumber>,
    ) -> Result<String, Damaged> {
        articles.sort_unstable();
        articles.dedup();
        let title = self.law_title(law)?;
        if articles.is_empty() {
            return Ok(title);
        }
        let runs = articles.chunk_by(|one, next| next.follows(*one));
        let numbers = self.voice.list(runs.flat_map(|run| self.run(run)));
        let closes = title.ends_with(['）', ')']);
        let blank = if closes && self.voice.lang == Lang::Zh { "" } else { " " };
        Ok(format!("{title}{blank}{numbers}"))
    }

    /// Writes neighbouring articles one by one, or three and more by the first and the last.
    fn run(&self, run: &[ArticleNumber]) -> Vec<String> {
        match run {
            [first, _, .., last] => {
                let to = self.voice.lang.pick("至", " to ");
                vec![format!("{first}{to}{last}")]
            }
            few => few.iter().map(ToString::to_string).collect(),
        }
    }
}

/// Gathers the cited articles of each law, in order of appearance.
pub(super) fn by_law<'c>(
    citations: impl IntoIterator<Item = &'c Citation>,
) -> Vec<(&'c Slug, Vec<ArticleNumber>)> {
    let mut laws: Vec<(&Slug, Vec<ArticleNumber>)> = Vec::new();
    for citation in citations {
        match laws.iter_mut().find(|(law, _)| **law == citation.law) {
            Some((_, articles)) => articles.extend(&citation.articles),
            None => laws.push((&citation.law, citation.articles.clone())),
        }
    }
    laws
}

/// Says whether a number tells a rule document from others: 教基〔2025〕1号. The number of the
/// order that put a regulation in force does not help to find it.
fn is_document_number(number: &str) -> bool {
    number.contains('〔')
}
