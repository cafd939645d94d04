//! The lists of questions, for the test and for the report.

use std::fs;
use std::path::Path;

use guide::handbook::index::{Part, Place, Thing};
use guide::handbook::pack::Pack;

/// A line of a list: what somebody asks, and what answers it.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    /// The name of the list: what kind of question it is.
    pub(crate) kind: String,
    /// The id, unlike any other.
    pub(crate) id: String,
    /// The language: `zh`, `en` or `pinyin`.
    pub(crate) language: String,
    /// What is typed.
    pub(crate) query: String,
    /// The guides that answer; none for a matter outside the handbook.
    pub(crate) guides: Vec<String>,
    /// The places that answer: the id of a section, `faq/ID` or `case/ANSWER`; none if any place
    /// of the guides will do.
    pub(crate) places: Vec<String>,
    /// Whether it was kept away from those who tuned the search: every second line of a list, and
    /// whole lists that were written before the search was asked.
    pub(crate) is_held_out: bool,
}

/// The lists of which every line was held out.
const WHOLLY_HELD_OUT: [&str; 3] = ["blind", "fresh", "unseen"];

/// Where a hit lies: the id of the guide and the name of the place in it.
pub(crate) type Name = (String, String);

impl Question {
    fn read(kind: &str, number: usize, line: &str) -> Self {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, language, query, guides, places]: [&str; 5] =
            cells.try_into().unwrap_or_else(|_| panic!("{kind}: five cells: {line}"));
        let list = |cell: &str| -> Vec<String> {
            cell.split('|')
                .filter(|one| !one.is_empty() && *one != "-")
                .map(str::to_owned)
                .collect()
        };
        Self {
            kind: kind.to_owned(),
            id: id.to_owned(),
            language: language.to_owned(),
            query: query.to_owned(),
            guides: list(guides),
            places: list(places),
            is_held_out: WHOLLY_HELD_OUT.contains(&kind) || number % 2 == 1,
        }
    }

    /// Says whether the handbook shall find nothing, or say that the matter belongs elsewhere.
    pub(crate) fn is_outside(&self) -> bool {
        self.guides.is_empty()
    }

    /// Says whether a hit is in a guide that answers.
    pub(crate) fn is_in_guide(&self, (guide, _): &Name) -> bool {
        self.guides.contains(guide)
    }

    /// Says whether a hit is a place that answers.
    pub(crate) fn is_in_place(&self, hit: &Name) -> bool {
        self.is_in_guide(hit) && (self.places.is_empty() || self.places.contains(&hit.1))
    }
}

/// Reads all lists, in the order of their names.
pub(crate) fn read() -> Vec<Question> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/relevance");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        files.filter(|file| file.extension().is_some_and(|ending| ending == "tsv")).collect();
    files.sort();
    let of_file = |file: &std::path::PathBuf| {
        let kind = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = String::from_utf8(fs::read(file).unwrap()).unwrap();
        let lines: Vec<String> = text.lines().skip(1).map(str::to_owned).collect();
        let read = move |(number, line): (usize, String)| Question::read(&kind, number, &line);
        lines.into_iter().enumerate().map(read).collect::<Vec<_>>()
    };
    files.iter().flat_map(of_file).collect()
}

/// Keeps the questions about guides that the handbook has.
pub(crate) fn about(ids: &[String], questions: Vec<Question>) -> Vec<Question> {
    let has = |question: &Question| {
        question.is_outside() || question.guides.iter().any(|guide| ids.contains(guide))
    };
    questions.into_iter().filter(has).collect()
}

/// Returns the ids of the guides of a handbook, in its order.
pub(crate) fn guide_ids(pack: &Pack<'_>) -> Vec<String> {
    let guides = pack.guides().unwrap();
    (0..guides.len()).map(|at| guides.get(at).unwrap().value.id.to_string()).collect()
}

/// Returns the guide and the name of a place.
pub(crate) fn name(ids: &[String], place: &Place<'_>) -> Name {
    let guide = match place.thing {
        Thing::Guide => ids[usize::try_from(place.ordinal).unwrap()].clone(),
        other => format!("{other:?}"),
    };
    let part = match place.part {
        Part::Whole => String::new(),
        Part::Section(id) => id.to_owned(),
        Part::Case { answer, .. } => format!("case/{answer}"),
        Part::Faq(id) => format!("faq/{id}"),
        Part::Article(number) => number.to_owned(),
    };
    (guide, part)
}
