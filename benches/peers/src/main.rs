//! Peers for the comparison: `rows DIR` prints id, title and text of each guide as JSON lines,
//! `index DIR OUT` makes an index of tantivy, `search OUT WORDS…` prints the best five.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::Value;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value as _,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, ReloadPolicy, TantivyDocument, doc};

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["rows", folder] => rows(Path::new(folder)),
        ["index", folder, out] => index(Path::new(folder), Path::new(out)),
        ["search", out, words @ ..] => search(Path::new(out), &words.join(" ")),
        _ => Err("rows DIR | index DIR OUT | search OUT WORDS".into()),
    }
}

/// A guide as a search engine sees it.
struct Guide {
    id: String,
    title: String,
    text: String,
}

/// Calls `take` with every guide below a folder.
fn each_guide(
    folder: &Path,
    take: &mut impl FnMut(Guide) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, Failure>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            each_guide(&path, take)?;
        } else {
            let value: Value = serde_yaml::from_str(&fs::read_to_string(path)?)?;
            let mut text = String::new();
            strings(&value, &mut text);
            let mut title = String::new();
            strings(&value["title"], &mut title);
            let id = value["id"].as_str().unwrap_or_default().to_owned();
            take(Guide { id, title, text })?;
        }
    }
    Ok(())
}

fn strings(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => {
            out.push_str(text);
            out.push(' ');
        }
        Value::Sequence(values) => values.iter().for_each(|value| strings(value, out)),
        Value::Mapping(mapping) => mapping.values().for_each(|value| strings(value, out)),
        _ => {}
    }
}

fn rows(folder: &Path) -> Result<(), Failure> {
    each_guide(&folder.join("procedures"), &mut |guide| {
        println!("{}", serde_json::json!({"id": guide.id, "title": guide.title, "text": guide.text}));
        Ok(())
    })
}

/// Han in pairs, other words whole, in small letters.
#[derive(Clone)]
struct Pairs;

struct Tokens {
    tokens: Vec<Token>,
    next: usize,
}

impl Tokenizer for Pairs {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let mut tokens = Vec::new();
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let characters: Vec<(usize, char)> = text.char_indices().collect();
        for (at, pair) in characters.windows(2).enumerate() {
            if let [(from, a), (to, b)] = pair
                && is_han(*a)
                && is_han(*b)
            {
                push(&mut tokens, at, *from..to + b.len_utf8(), text);
            }
        }
        let words = text.split(|c: char| !c.is_alphanumeric() || is_han(c));
        for word in words.filter(|word| !word.is_empty()) {
            let from = word.as_ptr() as usize - text.as_ptr() as usize;
            push(&mut tokens, from, from..from + word.len(), text);
        }
        Tokens { tokens, next: 0 }
    }
}

fn push(tokens: &mut Vec<Token>, position: usize, range: std::ops::Range<usize>, text: &str) {
    tokens.push(Token {
        offset_from: range.start,
        offset_to: range.end,
        position,
        text: text[range].to_lowercase(),
        position_length: 1,
    });
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.len()
    }

    fn token(&self) -> &Token {
        &self.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens[self.next - 1]
    }
}

fn schema() -> (Schema, [Field; 3]) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("pairs")
        .set_index_option(IndexRecordOption::WithFreqs);
    let text = TextOptions::default().set_indexing_options(indexing);
    let fields = [
        schema.add_text_field("id", STRING | STORED),
        schema.add_text_field("title", text.clone() | STORED),
        schema.add_text_field("text", text),
    ];
    (schema.build(), fields)
}

fn index(folder: &Path, out: &Path) -> Result<(), Failure> {
    let _ = fs::remove_dir_all(out);
    fs::create_dir_all(out)?;
    let (schema, [id, title, text]) = schema();
    let index = Index::create_in_dir(out, schema)?;
    index.tokenizers().register("pairs", Pairs);
    let mut writer = index.writer(200_000_000)?;
    each_guide(&folder.join("procedures"), &mut |guide| {
        writer.add_document(doc!(id => guide.id, title => guide.title, text => guide.text))?;
        Ok(())
    })?;
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

fn search(out: &Path, words: &str) -> Result<(), Failure> {
    let index = Index::open_in_dir(out)?;
    index.tokenizers().register("pairs", Pairs);
    let (_, [id, title, text]) = schema();
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let searcher = reader.searcher();
    let mut parser = QueryParser::for_index(&index, vec![title, text]);
    parser.set_field_boost(title, 8.0);
    let (query, _) = parser.parse_query_lenient(words);
    for (score, address) in searcher.search(&query, &TopDocs::with_limit(5).order_by_score())? {
        let found: TantivyDocument = searcher.doc(address)?;
        let value = |field| found.get_first(field).and_then(|value| value.as_str()).unwrap_or("");
        println!("{score:.2} {} {}", value(id), value(title));
    }
    Ok(())
}
