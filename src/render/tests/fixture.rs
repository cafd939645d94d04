//! Pages with every kind of block.

use crate::page::{Block, Entry, Flow, FlowStep, Line, Page, Role, StepRow};

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

/// Reads a line: `*` is a star, text between `{}` a blank, between backticks a command.
fn line(text: &str) -> Line {
    let mut line = Line::default();
    let mut role = Role::Plain;
    for part in text.split_inclusive(['*', '{', '}', '`']) {
        line = line.then(role, part.trim_end_matches(['*', '{', '}', '`']));
        role = match part.chars().last() {
            Some('{') => Role::Blank,
            Some('`') if role != Role::Command => Role::Command,
            _ => Role::Plain,
        };
        if part.ends_with('*') {
            line = line.then(Role::Mark, "*");
        }
    }
    line
}

fn lines(texts: &[&str]) -> Vec<Line> {
    texts.iter().map(|text| line(text)).collect()
}

fn entries(entries: &[(&str, &[&str])]) -> Vec<Entry> {
    let entry = |(label, texts): &(&str, &[&str])| Entry {
        label: (*label).to_owned(),
        lines: lines(texts),
    };
    entries.iter().map(entry).collect()
}

fn heading(text: &str, remark: &str) -> Block {
    Block::Heading { text: text.to_owned(), remark: line(remark) }
}

fn step(actors: &[(usize, &str)], text: &str, details: &[&str]) -> StepRow {
    let actors = actors.iter().map(|&(number, actor)| (number, actor.to_owned())).collect();
    StepRow { actors, text: line(text), details: lines(details) }
}

pub(super) fn commands(label: &str, commands: &[(&str, &str)]) -> Block {
    let pair = |&(purpose, command): &(&str, &str)| (purpose.to_owned(), command.to_owned());
    Block::Commands { label: label.to_owned(), commands: commands.iter().map(pair).collect() }
}

fn table(headings: &[&str], rows: &[&[&str]]) -> Block {
    let rows = rows.iter().map(|cells| lines(cells)).collect();
    Block::Table { headings: strings(headings), rows }
}

/// A page in Chinese.
pub(super) fn chinese() -> Page {
    let blocks = vec![
        Block::Title {
            text: Line::plain("学生转学（小学、初中）"), id: "transfer".to_owned()
        },
        Block::Paragraph(Line::plain("孩子换学校读书，学籍跟着转过去。")),
        Block::Paragraph(line("先看材料；不清楚的，用 `guide search 转学` 找。")),
        Block::Answers(entries(&[
            ("先找谁", &["想转进的学校*"]),
            ("带什么", &["书面申请*、户口簿*，再按情形加（见下）"]),
            (
                "要多久",
                &["四方各自核办，每方 10 个工作日；总天数各地不同", "本局承诺：{由本局填写}"],
            ),
            ("何时申请", &["{由本局填写}（各地不同）"]),
            ("问谁", &["{由本局填写}；没有电话就打 12345"]),
        ])),
        heading("要带的材料", "原件、复印件和份数：{由本局填写}"),
        Block::Entries(entries(&[
            ("都要", &["书面转学申请（家长写）*、户口簿*"]),
            ("搬家没迁户口", &["另带：房产证、购房合同或登记的租房合同，任一种*；实际居住证明*"]),
            ("随父母务工经商", &["另带：居住证*、住房证明*、劳动合同或营业执照，任一种*"]),
        ])),
        heading("步骤", ""),
        Block::Steps(vec![
            step(&[(1, "家长")], "向想转进的学校提出书面申请，交材料*", &["地点：{由本局填写}"]),
            step(&[(2, "转入学校")], "核材料、看学位；同意的，在全国学籍系统里发起转学", &[]),
            step(
                &[(3, "转入地教育局"), (4, "转出学校"), (5, "转出地教育局")],
                "依次在系统里核办",
                &[],
            ),
            step(&[(6, "两所学校")], "电子学籍转过去，转出学校留备份；纸质档案办交接", &[]),
            step(&[(7, "家长和孩子")], "到新学校报到，学校定班级和日期", &[]),
        ]),
        heading("最迟到哪天", ""),
        table(
            &["最迟到哪天", "什么事", "期限"],
            &[
                &[
                    "2026-11-30 周一",
                    "一次告知全部缺件；过了还没告知，视为 11-23 已受理",
                    "5 个工作日",
                ],
                &["2026-12-23 周三", "书面决定同不同意筹设", "30 日"],
            ],
        ),
        heading("要记住", ""),
        Block::Paragraph(
            Line::plain("学校").then(Role::Warning, "不得开除").then(Role::Plain, "学生。"),
        ),
        Block::Points(vec![
            line("居住证每年要签注，过期没签注的会被中止使用；居住登记回执不能代替*"),
            Line::plain("看").then(Role::Strong, "新学校").then(Role::Quiet, "（第 12 条）"),
        ]),
        Block::Parts(entries(&[
            ("一般不办", &["休学中；受处分期间；起始年级第一学期；毕业年级；借转学换年级"]),
            ("没有学位", &["教育局就近调到有空位的学校*"]),
        ])),
        Block::Parts(entries(&[
            (
                "依据",
                &["中小学生学籍管理办法（教基〔2025〕1号）10、15；义务教育法 2、4、12、25、27"],
            ),
            ("核对", &["2026-11-23，法律文本到 2025-04-19。国家版。"]),
        ])),
        Block::Footnote(
            Line::default().then(Role::Mark, "*").then(Role::Plain, " 多地这样做，不是全国规定。"),
        ),
        commands(
            "接着看",
            &[
                ("只看我的材料", "guide checklist 转学 --case 搬家"),
                ("高中转学", "guide show 转学 --case 高中"),
            ],
        ),
    ];
    Page { blocks }
}

/// A page in English.
pub(super) fn english() -> Page {
    let blocks = vec![
        Block::Title {
            text: Line::plain("Changing schools / 学生转学 (primary and junior secondary)"),
            id: "transfer".to_owned(),
        },
        Block::Paragraph(line(
            "The child moves to another school and the record (学籍) moves too.",
        )),
        Block::Answers(entries(&[
            ("Ask first", &["the school you want to move to*"]),
            (
                "Time",
                &[
                    "four checks, 10 working days each; the total varies",
                    "promise of this bureau: {set by the local bureau}",
                ],
            ),
            ("Questions", &["{set by the local bureau}; if you have no number, call 12345"]),
        ])),
        heading("Papers", "originals, copies, how many: {set by the local bureau}"),
        Block::Entries(entries(&[
            (
                "Everyone",
                &["written request by the parent (转学申请)*, household booklet (户口簿)*"],
            ),
            ("Parents work or trade here", &["residence permit (居住证)*, proof of home*"]),
            ("Foreign, Hong Kong, Macao, Taiwan", &["valid identity document"]),
        ])),
        heading("Steps", ""),
        Block::Steps(vec![
            step(&[(1, "Parent")], "asks the new school in writing, hands in papers*", &[]),
            step(
                &[(2, "New school (转入学校)")],
                "checks papers and places; if it agrees, starts the transfer in the system",
                &["time: {set by the local bureau}"],
            ),
            step(
                &[(3, "New place's bureau"), (4, "old school"), (5, "old place's bureau")],
                "check in turn",
                &[],
            ),
        ]),
        heading("Dates", ""),
        table(
            &["Latest by", "What", "Limit", "Counted from"],
            &[
                &["Mon 2026-11-30", "told once of everything missing", "5 wdays", "papers in"],
                &["Fri 2029-12-21 ~", "preparing done, apply to set up", "3 years", "approval"],
            ],
        ),
        Block::Points(vec![
            line("see `guide show transfer --case senior` for senior secondary schools"),
            Line::plain("1. is_no [list] | \"quote\" <b> & C#"),
        ]),
        Block::Parts(entries(&[
            ("Law", &["Student Record Measures (教基〔2025〕1号) 10, 15; Education Law 2, 4, 12"]),
            ("Checked", &["2026-11-23. National edition."]),
        ])),
        Block::Footnote(line("* Done so in several places; not a national rule.")),
        commands(
            "Next",
            &[
                ("my papers only", "guide checklist transfer --case migrant"),
                ("senior secondary", "guide show transfer --case senior"),
            ],
        ),
    ];
    Page { blocks }
}

/// Blocks with escapes and bidi controls in every place that takes text.
pub(super) fn hostile() -> Vec<Block> {
    every_block("\u{1b}[31m学\u{202e}籍\u{7}")
}

/// Every kind of block, with a text in every place that takes one.
pub(super) fn every_block(text: &str) -> Vec<Block> {
    let owned = || text.to_owned();
    let plain = || Line::plain(text);
    let in_roles =
        [Role::Strong, Role::Blank, Role::Mark, Role::Command, Role::Quiet, Role::Warning]
            .into_iter()
            .fold(plain(), |line, role| line.then(role, text));
    let entries = || vec![Entry { label: owned(), lines: vec![plain(), plain()] }];
    vec![
        Block::Title { text: plain(), id: owned() },
        Block::Heading { text: owned(), remark: plain() },
        Block::Paragraph(in_roles),
        Block::Answers(entries()),
        Block::Entries(entries()),
        Block::Parts(entries()),
        Block::Steps(vec![StepRow {
            actors: vec![(1, owned()), (2, owned())],
            text: plain(),
            details: vec![plain()],
        }]),
        Block::Points(vec![plain()]),
        Block::Flow(flow(text)),
        Block::Table { headings: vec![owned(), owned()], rows: vec![vec![plain(), plain()]] },
        Block::Commands { label: owned(), commands: vec![(owned(), owned())] },
        Block::Footnote(plain()),
    ]
}

/// Two steps in two lanes, the second of which may lead back.
fn flow(text: &str) -> Flow {
    let step = |number: usize, otherwise| FlowStep {
        number,
        lane: number - 1,
        text: Line::plain(text),
        limits: vec![Line::plain(text)],
        turns: vec![Line::plain(text)],
        next: if number == 1 { vec![2] } else { Vec::new() },
        otherwise,
    };
    Flow {
        lanes: vec![text.to_owned(), text.to_owned()],
        steps: vec![step(1, None), step(2, Some(1))],
        heading: text.to_owned(),
        if_not: text.to_owned(),
    }
}
