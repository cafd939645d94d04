//! Why a command could not answer, in both languages, with what to do next.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::arguments::COMMANDS;
use super::day;
use super::due::Mistake;
use super::environment::TODAY;
use super::message::Message;
use crate::calendar::{NotADay, read_day};
use crate::edition::OpenError;
use crate::handbook::codec::Damaged;
use crate::handbook::load::diagnostic::clipped;
use crate::handbook::value::{Date, Slug};
use crate::page::words::{self, Lang};
use crate::tailor::{CaseError, Choice};

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Failure {
    /// The command line is wrong.
    Usage(clap::Error),
    /// The handbook cannot be opened.
    Open(OpenError),
    /// The pack is damaged.
    Damaged,
    /// There is no such thing; nearest names with their titles.
    Unknown { kind: Kind, input: String, near: Vec<(String, String)> },
    /// The name stands for several things: their ids and titles.
    Ambiguous { kind: Kind, input: String, candidates: Vec<(String, String)> },
    /// The guide has no such section.
    NoSection { input: String, known: Vec<String> },
    /// No paper of the case is called so, or several are: ids and names of those there are.
    NoPaper { input: String, is_several: bool, known: Vec<(String, String)> },
    /// The law has no such article in the register.
    NoArticle { law: String, input: String },
    /// The answer is none of the guide's.
    Case(CaseError),
    /// Dates cannot be reckoned.
    Due(Box<Mistake>),
    /// The text is no day.
    NotADay { input: String, why: NotADay },
    /// A paper for a format that is not laid out for one.
    PaperWithoutHtml,
    /// The day to take for today is none.
    BadDay { input: String },
    /// There is nobody to ask.
    NoTerminal { guide: String },
    /// Somebody left with Ctrl-C.
    Interrupted,
    /// Standard output cannot be written.
    Output(std::io::Error),
}

/// What was looked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Guide,
    Office,
    Law,
}

impl Kind {
    const fn command(self) -> &'static str {
        match self {
            Self::Guide => "show",
            Self::Office => "office",
            Self::Law => "law",
        }
    }

    fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Guide => lang.pick("办事指南", "guide"),
            Self::Office => lang.pick("科室或部门", "office"),
            Self::Law => lang.pick("法律", "law"),
        }
    }
}

impl From<Damaged> for Failure {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

impl From<clap::Error> for Failure {
    fn from(error: clap::Error) -> Self {
        Self::Usage(error)
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        Self::Open(error)
    }
}

impl From<CaseError> for Failure {
    fn from(error: CaseError) -> Self {
        Self::Case(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

impl Failure {
    /// Returns the exit code: 1 for a name that leads nowhere or several ways, 2 for the rest.
    pub(super) fn exit_code(&self) -> u8 {
        match self {
            Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe => 0,
            Self::Unknown { .. } | Self::Ambiguous { .. } | Self::NoArticle { .. } => 1,
            Self::Interrupted => 130,
            Self::Due(mistake) if mistake.is_nothing_found() => 1,
            _ => 2,
        }
    }

    /// Returns what to say on standard error; nothing for a reader who went away.
    pub(super) fn report(&self, lang: Lang) -> Vec<Message> {
        let (error, hints) = match self {
            Self::Interrupted => return Vec::new(),
            Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
                return Vec::new();
            }
            other => other.message(lang),
        };
        std::iter::once(Message::Error(error)).chain(hints.into_iter().map(Message::Hint)).collect()
    }

    fn message(&self, lang: Lang) -> (String, Vec<String>) {
        match self {
            Self::Usage(error) => usage(error, lang),
            Self::Open(error) => open(error, lang),
            Self::Damaged => (
                lang.pick("手册的打包文件坏了", "the handbook's pack is damaged").to_owned(),
                vec![
                    lang.pick("重新打包，或换一份手册", "pack it again, or use another handbook")
                        .to_owned(),
                ],
            ),
            Self::Unknown { kind, input, near } => unknown(*kind, input, near, lang),
            Self::Ambiguous { kind, input, candidates } => {
                ambiguous(*kind, input, candidates, lang)
            }
            Self::NoSection { input, known } => (
                lang.pick(
                    format!("没有“{input}”这一节").replace(['“', '”'], "`"),
                    format!("there is no section `{input}`"),
                ),
                vec![lang.pick(
                    format!("可用的：{}", known.join("、")),
                    format!("sections: {}", known.join(", ")),
                )],
            ),
            Self::NoArticle { law, input } => (
                lang.pick(
                    format!("{law}没有登记第 `{input}` 条"),
                    format!("article `{input}` of {law} is not in the register"),
                ),
                vec![
                    lang.pick(
                        "登记的条文见 `guide law` 加法律名称",
                        "`guide law` with the law's name lists the articles",
                    )
                    .to_owned(),
                ],
            ),
            Self::NoPaper { input, is_several, known } => paper(input, *is_several, known, lang),
            Self::Case(error) => case(error, lang),
            Self::Due(mistake) => mistake.message(lang),
            Self::NotADay { input, why } => day::complaint(input, *why, lang),
            Self::PaperWithoutHtml => (
                lang.pick(
                    "`--paper` 只用于 `--format html`",
                    "`--paper` is for `--format html` only",
                )
                .to_owned(),
                vec![
                    lang.pick(
                        "加上 `--format html`，或去掉 `--paper`",
                        "add `--format html`, or leave `--paper` out",
                    )
                    .to_owned(),
                ],
            ),
            Self::BadDay { input } => (
                lang.pick(
                    format!("`{input}` 不是日历上的一天"),
                    format!("`{input}` is not a day of the calendar"),
                ),
                vec![lang.pick(
                    format!("写成 2026-11-23 的样子（变量 {TODAY} 也一样）"),
                    format!("write it as 2026-11-23 (also in {TODAY})"),
                )],
            ),
            Self::NoTerminal { guide } => no_terminal(guide, lang),
            Self::Interrupted => Default::default(),
            Self::Output(error) => (
                lang.pick(format!("写不出去：{error}"), format!("cannot write: {error}")),
                Vec::new(),
            ),
        }
    }
}

fn unknown(
    kind: Kind,
    input: &str,
    near: &[(String, String)],
    lang: Lang,
) -> (String, Vec<String>) {
    let command = kind.command();
    let (word, input) = (kind.word(lang), clipped(input));
    let error =
        lang.pick(format!("没有叫 `{input}` 的{word}"), format!("there is no {word} `{input}`"));
    let mut hints: Vec<String> = near
        .iter()
        .map(|(id, title)| {
            lang.pick(
                format!("是不是{title}？ 输入 `guide {command} {id}`"),
                format!("did you mean {title}? type `guide {command} {id}`"),
            )
        })
        .collect();
    if hints.is_empty() {
        hints.push(
            lang.pick(
                "全部见 `guide list`，或用 `guide search` 查",
                "see `guide list`, or try `guide search`",
            )
            .to_owned(),
        );
    }
    (error, hints)
}

fn ambiguous(
    kind: Kind,
    input: &str,
    candidates: &[(String, String)],
    lang: Lang,
) -> (String, Vec<String>) {
    let command = kind.command();
    let error = lang
        .pick(format!("`{input}` 有几个，选一个："), format!("`{input}` is several, choose one:"));
    let hints = candidates.iter().map(|(id, title)| {
        lang.pick(
            format!("{title}：`guide {command} {id}`"),
            format!("{title}: `guide {command} {id}`"),
        )
    });
    (error, hints.collect())
}

fn no_terminal(guide: &str, lang: Lang) -> (String, Vec<String>) {
    let error = lang.pick(
        "`guide ask` 要在终端里一问一答",
        "`guide ask` asks and needs a terminal for the answers",
    );
    let hint = lang.pick(
        format!("直接写情形：`guide show {guide} --case 答案`；有哪些：`guide show {guide} --section questions`"),
        format!("name the case: `guide show {guide} --case ANSWER`; which there are: `guide show {guide} --section questions`"),
    );
    (error.to_owned(), vec![hint])
}

fn paper(
    input: &str,
    is_several: bool,
    known: &[(String, String)],
    lang: Lang,
) -> (String, Vec<String>) {
    let (zh, en) = if is_several {
        (format!("`{input}` 可以是几样材料"), format!("`{input}` fits several papers"))
    } else {
        (
            format!("这种情形没有叫 `{input}` 的材料"),
            format!("no paper of this case is called `{input}`"),
        )
    };
    let named = known
        .iter()
        .map(|(id, name)| lang.pick(format!("{id}（{name}）"), format!("{id} ({name})")));
    let named = named.collect::<Vec<_>>().join(lang.words().comma);
    let hint = match known {
        [] => lang.pick("这种情形不要材料".to_owned(), "this case needs no papers".to_owned()),
        _ => lang.pick(format!("可用的：{named}"), format!("papers: {named}")),
    };
    (lang.pick(zh, en), vec![hint])
}

fn case(error: &CaseError, lang: Lang) -> (String, Vec<String>) {
    match error {
        CaseError::AsksNothing => {
            (lang.pick("这件事不分情形", "this guide has no cases").to_owned(), Vec::new())
        }
        CaseError::UnknownQuestion { input, known } => (
            lang.pick(
                format!("没有 `{input}` 这个问题"),
                format!("there is no question `{input}`"),
            ),
            vec![lang.pick(
                format!("可用的：{}", choices(known, lang)),
                format!("questions: {}", choices(known, lang)),
            )],
        ),
        CaseError::Unknown { input, known } => (
            lang.pick(format!("没有 `{input}` 这种情形"), format!("there is no case `{input}`")),
            day_instead(input, lang).map_or_else(|| known_cases(known, lang), |hint| vec![hint]),
        ),
        CaseError::Ambiguous { input, choices } => {
            let choices: Vec<String> =
                choices.iter().map(|(q, a)| format!("--case {q}={a}")).collect();
            (
                lang.pick(
                    format!("`{input}` 可以是几种情形"),
                    format!("`{input}` fits several cases"),
                ),
                vec![lang.pick(
                    format!("写明是哪一种：{}", choices.join("、")),
                    format!("say which: {}", choices.join(", ")),
                )],
            )
        }
    }
}

/// Says where a day belongs that was given as a case.
fn day_instead(input: &str, lang: Lang) -> Option<String> {
    let is_day = !matches!(read_day(input, Date::new(2026, 1, 1)?), Err(NotADay::Unreadable));
    is_day.then(|| {
        lang.pick(
            format!("日期写在 --on 后面：`--on {input}`（`guide due` 写在 --from 后面）"),
            format!("a day goes to --on: `--on {input}` (to --from in `guide due`)"),
        )
    })
}

/// Lists the cases of each question in a line of its own.
fn known_cases(known: &[(Slug, Vec<Choice>)], lang: Lang) -> Vec<String> {
    let line = |(question, answers): &(Slug, Vec<Choice>)| {
        let answers = choices(answers, lang);
        lang.pick(format!("{question} 可用的：{answers}"), format!("{question} may be: {answers}"))
    };
    known.iter().map(line).collect()
}

fn choices(choices: &[Choice], lang: Lang) -> String {
    let choice = |choice: &Choice| {
        let (id, title) = (&choice.id, choice.title.nearest(lang.tag(), Lang::Zh.tag()));
        lang.pick(format!("{id}（{title}）"), format!("{id} ({title})"))
    };
    choices.iter().map(choice).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

fn open(error: &OpenError, lang: Lang) -> (String, Vec<String>) {
    match error {
        OpenError::NotAHandbook(finding) => {
            let (reason, hint) = words::reason(&finding.reason, lang);
            let colon = lang.words().colon;
            (format!("`{}`{colon}{reason}", finding.file), hint.into_iter().collect())
        }
        OpenError::Unreadable { path, cause } => (
            lang.pick(
                format!("打不开手册 `{}`：{cause}", path.display()),
                format!("cannot open the handbook `{}`: {cause}", path.display()),
            ),
            vec![
                lang.pick(
                    "检查 --handbook 和 GUIDE_HANDBOOK",
                    "check --handbook and GUIDE_HANDBOOK",
                )
                .to_owned(),
            ],
        ),
        OpenError::NotAPack(path) => (
            lang.pick(
                format!("`{}` 不是本版本的打包文件，或已损坏", path.display()),
                error.to_string(),
            ),
            vec![
                lang.pick("指向一个文件夹，或重新打包", "point to a folder, or pack it again")
                    .to_owned(),
            ],
        ),
        OpenError::InTheWay(path) => (
            lang.pick(
                format!("`{}` 已经有了，而且不是打包文件", path.display()),
                error.to_string(),
            ),
            vec![lang.pick("换一个文件名", "choose another name").to_owned()],
        ),
        OpenError::Unwritable { path, cause } => (
            lang.pick(
                format!("写不进 `{}`：{cause}", path.display()),
                format!("cannot write `{}`: {cause}", path.display()),
            ),
            vec![lang.pick("用 -o 换一个地方", "choose another place with -o").to_owned()],
        ),
        OpenError::NothingToKeep => (
            lang.pick("没有可以打包的文件夹", "there is no folder to pack").to_owned(),
            vec![
                lang.pick(
                    "写上手册的文件夹；没有缓存目录时用 -o 写到文件",
                    "name the folder of a handbook; without a cache, write to a file with -o",
                )
                .to_owned(),
            ],
        ),
        OpenError::PackAmongLayers(path) => (
            lang.pick(format!("`{}` 是打包文件，只能单独用", path.display()), error.to_string()),
            vec![lang.pick("去掉其他 --handbook", "leave out the other --handbook").to_owned()],
        ),
    }
}

/// Says what is wrong with the command line, in the words of the language.
fn usage(error: &clap::Error, lang: Lang) -> (String, Vec<String>) {
    let context = |kind| error.get(kind).and_then(as_text);
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::UnknownArgument => lang.pick(
            format!("没有 `{argument}` 这个选项"),
            format!("there is no option `{argument}`"),
        ),
        ErrorKind::InvalidValue if value.is_empty() => {
            lang.pick(format!("`{argument}` 后面要写值"), format!("`{argument}` needs a value"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => lang.pick(
            format!("`{argument}` 不能是 `{value}`"),
            format!("`{value}` does not fit `{argument}`"),
        ),
        ErrorKind::MissingRequiredArgument => {
            let argument = argument.trim_end_matches("...");
            lang.pick(format!("还缺 {argument}"), format!("{argument} is missing"))
        }
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg).unwrap_or_default();
            lang.pick(
                format!("`{argument}` 和 `{other}` 不能一起用"),
                format!("`{argument}` and `{other}` exclude each other"),
            )
        }
        ErrorKind::InvalidUtf8 => {
            lang.pick("命令里有乱码".to_owned(), "the command line is not UTF-8 text".to_owned())
        }
        _ => lang.pick("命令写得不对".to_owned(), "the command line is not understood".to_owned()),
    };
    let usage = context(ContextKind::Usage).unwrap_or_default();
    let command = COMMANDS.iter().find(|name| usage.contains(&format!("guide {name}")));
    let help = command.map_or("guide --help".to_owned(), |name| format!("guide {name} --help"));
    let fitting = context(ContextKind::ValidValue);
    let near = context(ContextKind::SuggestedArg).or_else(|| context(ContextKind::SuggestedValue));
    let hint = match (near, fitting) {
        _ if error.kind() == ErrorKind::InvalidUtf8 => lang.pick(
            "终端的编码要设成 UTF-8，再打一次".to_owned(),
            "set the terminal to UTF-8 and type it again".to_owned(),
        ),
        (Some(near), _) => {
            lang.pick(format!("是不是 `{near}`？"), format!("did you mean `{near}`?"))
        }
        (None, Some(fitting)) => {
            lang.pick(format!("可用的：{fitting}"), format!("it may be: {fitting}"))
        }
        (None, None) => lang.pick(format!("用法见 `{help}`"), format!("see `{help}`")),
    };
    (message, vec![hint])
}

fn as_text(value: &ContextValue) -> Option<String> {
    match value {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")).filter(|text| !text.is_empty()),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    }
}
