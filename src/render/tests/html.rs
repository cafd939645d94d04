//! Pages as HTML: whole, well formed, and the same elements whatever the texts are.

use super::fixture::{chinese, english, every_block};
use crate::page::words::Lang;
use crate::page::{Block, Entry, Line, Page, Role};
use crate::render::{Paper, html};

const PAPERS: [Paper; 2] = [Paper::A4, Paper::Receipt];

/// Elements that have no end.
const VOID: [&str; 1] = ["meta"];

/// Every element and attribute that may be written.
const KNOWN: &[&str] = &[
    "<!DOCTYPE html>",
    "<html lang=\"en\">",
    "<html lang=\"zh-CN\">",
    "<meta charset=\"utf-8\">",
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
    "<body class=\"a4\">",
    "<body class=\"receipt\">",
    "<article lang=\"en\">",
    "<article lang=\"zh-CN\">",
    "<span lang=\"en\">",
    "<span lang=\"zh-CN\">",
    "<code translate=\"no\">",
    "<th scope=\"col\">",
    "<th scope=\"row\">",
];

/// Elements that have no attribute but a class.
const PLAIN: &[&str] = &[
    "head", "title", "style", "main", "header", "section", "h1", "h2", "p", "dl", "div", "dt",
    "dd", "ol", "ul", "li", "table", "thead", "tbody", "tr", "td", "strong", "b", "span",
];

/// Returns the tags of a document in order; texts between them may have no sign of HTML.
fn tags(document: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = document;
    while let Some((text, after)) = rest.split_once('<') {
        let is_style = tags.last() == Some(&"<style>");
        assert!(is_style || !text.contains(['>', '"', '\'']), "{text:?}");
        let end = after.find('>').expect("a tag ends");
        tags.push(&rest[text.len()..text.len() + end + 2]);
        rest = &after[end + 1..];
    }
    assert_eq!(rest, "\n");
    tags
}

fn name(tag: &str) -> &str {
    tag.trim_start_matches(['<', '/']).split([' ', '>']).next().unwrap_or_default()
}

/// Says whether a tag is one that the renderer may write.
fn is_known(tag: &str) -> bool {
    let class = |class: &str| !class.is_empty() && class.chars().all(|c| c.is_ascii_alphabetic());
    let bare = tag.trim_start_matches(['<', '/']).trim_end_matches('>');
    if let Some((article, size)) =
        bare.strip_suffix('"').and_then(|tag| tag.split_once(" class=\""))
        && article.starts_with("article lang")
    {
        return KNOWN.contains(&format!("<{article}>").as_str()) && size.split(' ').all(class);
    }
    if KNOWN.contains(&tag) || PLAIN.contains(&bare) || tag.starts_with("</") {
        return true;
    }
    let Some((name, attribute)) = bare.split_once(' ') else { return false };
    let number = attribute.strip_prefix("value=\"").and_then(|rest| rest.strip_suffix('"'));
    let named = attribute.strip_prefix("class=\"").and_then(|rest| rest.strip_suffix('"'));
    match (name, number, named) {
        ("li", Some(number), _) => number.chars().all(|c| c.is_ascii_digit()),
        (name, _, Some(named)) => PLAIN.contains(&name) && class(named),
        _ => false,
    }
}

#[track_caller]
fn check(document: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags(document) {
        assert!(is_known(tag), "{tag}");
        if tag.starts_with("</") {
            assert_eq!(open.pop(), Some(name(tag)), "{tag}");
        } else if !tag.starts_with("<!") && !VOID.contains(&name(tag)) {
            open.push(name(tag));
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

/// Returns the tags without the marks of languages, which follow the letters of a text, and
/// without the size of print, which follows its length.
fn skeleton(document: &str) -> Vec<&str> {
    let mut depth = Vec::new();
    let mut kept = Vec::new();
    for tag in tags(document) {
        let is_mark = match name(tag) {
            "span" if tag.starts_with("</") => depth.pop().unwrap_or_default(),
            "span" => {
                depth.push(tag.starts_with("<span lang"));
                tag.starts_with("<span lang")
            }
            _ => false,
        };
        if !is_mark {
            kept.push(if name(tag) == "article" { "article" } else { tag });
        }
    }
    kept
}

#[test]
fn documents_are_well_formed() {
    for paper in PAPERS {
        check(&html(vec![(Lang::Zh, chinese())], paper));
        check(&html(vec![(Lang::En, english())], paper));
        check(&html(vec![(Lang::Zh, chinese()), (Lang::En, english())], paper));
        check(&html(vec![(Lang::En, Page { blocks: every_block("a") })], paper));
        check(&html(Vec::new(), paper));
    }
}

#[test]
fn no_text_opens_an_element_or_an_attribute() {
    let hostile = [
        "</style><script>alert(1)</script>",
        "</title></head><body onload=alert(1)>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "<!-- ",
        "-->",
        "]]>",
        "<![CDATA[",
        "&lt;script&gt;",
        "&#60;b&#62;",
        "&",
        "<",
        ">",
        "\"",
        "\u{1b}[31m<\u{7}b>\u{0}",
        "<\u{202e}/p\u{202c}>",
        "<\n/p>",
        "\u{2028}<\u{feff}p>",
        "＜script＞",
        "}</style>@import url(http://a)",
        "`${x}`",
        "javascript:alert(1)",
        "学<籍",
    ];
    for paper in PAPERS {
        for lang in [Lang::Zh, Lang::En] {
            let document = |text| html(vec![(lang, Page { blocks: every_block(text) })], paper);
            let harmless = document("a");
            for text in hostile {
                let document = document(text);
                check(&document);
                assert_eq!(skeleton(&document), skeleton(&harmless), "{text:?}");
                assert!(!document.contains(['\u{1b}', '\u{202e}', '\u{7}', '\0', '\u{feff}']));
            }
        }
    }
}

#[test]
fn a_document_needs_nothing_else() {
    for paper in PAPERS {
        let document = html(vec![(Lang::Zh, chinese()), (Lang::En, english())], paper);
        for word in ["<script", "<link", "<img", "src=", "href=", "url(", "@import", "http:", "//"]
        {
            assert!(!document.contains(word), "{word}");
        }
    }
}

#[test]
fn each_page_is_in_its_language_and_headings_hold_their_parts() {
    let document = html(vec![(Lang::Zh, chinese()), (Lang::En, english())], Paper::A4);
    let tags = tags(&document);
    let count = |tag: &str| tags.iter().filter(|one| one.starts_with(tag)).count();
    assert!(document.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
    assert!(document.contains("<title>学生转学（小学、初中）</title>"));
    assert_eq!((count("<article lang=\"zh-CN\""), count("<article lang=\"en\"")), (1, 1));
    assert_eq!((count("<h1>"), count("<h2>"), count("<section>")), (2, 7, 7));
    assert!(document.contains("household booklet (<span lang=\"zh-CN\">户口簿</span>)"));
    assert!(document.contains("<code translate=\"no\">guide show 转学 --case 高中</code>"));
}

#[test]
fn a_page_without_a_title_is_called_after_its_first_words() {
    let page = Page { blocks: vec![Block::Paragraph(Line::plain("20 <days>"))] };
    let document = html(vec![(Lang::En, page)], Paper::A4);
    assert!(document.contains("<title>20 &lt;days&gt;</title>"));
    assert!(html(Vec::new(), Paper::A4).contains("<title>guide</title>"));
}

/// Returns the body of a document with one block.
fn body(block: Block, lang: Lang, paper: Paper) -> String {
    let document = html(vec![(lang, Page { blocks: vec![block] })], paper);
    let article = document.split_once("<article").map_or("", |(_, rest)| rest);
    let article = article.split_once(">\n").map_or("", |(_, rest)| rest);
    article.split_once("</article>").map_or("", |(text, _)| text).to_owned()
}

#[test]
fn roles_are_elements() {
    let line = Line::plain("交")
        .then(Role::Strong, "户口簿")
        .then(Role::Mark, "*")
        .then(Role::Blank, "由本局填写")
        .then(Role::Quiet, "（第 12 条）")
        .then(Role::Warning, "注意")
        .then(Role::Command, "guide show <x>");
    insta::assert_snapshot!(body(Block::Paragraph(line), Lang::Zh, Paper::A4), @r#"
    <p>交<strong>户口簿</strong><span class="mark">*</span><span class="blank">由本局填写</span><span class="quiet">（第 12 条）</span><strong class="warning">注意</strong><code translate="no">guide show &lt;x&gt;</code></p>
    "#);
}

#[test]
fn a_tick_box_is_one_to_tick_and_room_is_left_to_write() {
    let points = ["[ ] 1 户口簿", "[x] 申请"].map(Line::plain).to_vec();
    insta::assert_snapshot!(body(Block::Points(points), Lang::Zh, Paper::A4), @r#"
    <ul class="ticks">
    <li><span class="tick"><b>[</b> <b>]</b></span> 1 户口簿</li>
    <li><span class="tick"><b>[</b>x<b>]</b></span> 申请</li>
    </ul>
    "#);
    let points = ["[ ] 户口簿", "别的"].map(Line::plain).to_vec();
    assert!(body(Block::Points(points), Lang::Zh, Paper::A4).starts_with("<ul>"));
    let signed = body(Block::Paragraph(Line::plain("____________")), Lang::Zh, Paper::A4);
    assert_eq!(signed, "<p><span class=\"room\">____________</span></p>\n");
}

#[test]
fn what_can_only_be_typed_is_not_printed() {
    let typed = Line::default().then(Role::Command, "guide list").then(Role::Plain, "（全部）");
    let entry = |line: Line| Entry { label: "看".to_owned(), lines: vec![line] };
    let parts = vec![entry(typed.clone()), entry(Line::plain("见 ").then(Role::Command, "--all"))];
    let parts = body(Block::Parts(parts), Lang::Zh, Paper::A4);
    assert_eq!(
        (parts.matches("<div class=\"typed\">").count(), parts.matches("<div>").count()),
        (1, 1)
    );
}

#[test]
fn a_table_becomes_lists_on_a_roll() {
    let rows =
        vec![vec![Line::plain("a"), Line::plain("b")], vec![Line::plain("c"), Line::default()]];
    let table = Block::Table { headings: vec!["One".to_owned(), "Two".to_owned()], rows };
    insta::assert_snapshot!(body(table.clone(), Lang::En, Paper::A4), @r#"
    <table>
    <thead>
    <tr>
    <th scope="col"><span>One</span></th>
    <th scope="col"><span>Two</span></th>
    </tr>
    </thead>
    <tbody>
    <tr>
    <th scope="row">a</th>
    <td>b</td>
    </tr>
    <tr>
    <th scope="row">c</th>
    <td></td>
    </tr>
    </tbody>
    </table>
    "#);
    insta::assert_snapshot!(body(table, Lang::En, Paper::Receipt), @r#"
    <dl class="fields">
    <div>
    <dt>One</dt>
    <dd>a</dd>
    </div>
    <div>
    <dt>Two</dt>
    <dd>b</dd>
    </div>
    </dl>
    <dl class="fields">
    <div>
    <dt>One</dt>
    <dd>c</dd>
    </div>
    </dl>
    "#);
}

#[test]
fn lanes_are_columns_on_a_sheet_and_a_list_on_a_roll() {
    let lanes = || every_block("x").into_iter().find(|block| matches!(block, Block::Flow(_)));
    let lanes = |paper| body(lanes().expect("there is one"), Lang::En, paper);
    insta::assert_snapshot!(lanes(Paper::A4), @r#"
    <table class="flow">
    <thead>
    <tr>
    <th scope="col"><span>x</span></th>
    <th scope="col"><span>x</span></th>
    <th scope="col"><span>x</span></th>
    </tr>
    </thead>
    <tbody>
    <tr>
    <td class="acts"><b>1</b></td>
    <td></td>
    <td><strong class="actor">x</strong> x<p class="detail">x</p>
    <p class="detail">x</p>
    </td>
    </tr>
    <tr>
    <td></td>
    <td class="acts"><b>2</b></td>
    <td><strong class="actor">x</strong> x<p class="detail">x</p>
    <p class="detail">x</p>
    </td>
    </tr>
    </tbody>
    </table>
    "#);
    insta::assert_snapshot!(lanes(Paper::Receipt), @r#"
    <ol class="steps">
    <li value="1"><strong class="actor">x</strong> x<p class="detail">x</p>
    <p class="detail">x</p>
    </li>
    <li value="2"><strong class="actor">x</strong> x<p class="detail">x</p>
    <p class="detail">x</p>
    </li>
    </ol>
    "#);
}
