//! Help in both languages. English stands with the arguments; here are the Chinese words, the
//! examples, and the shape of a help page.

use clap::{Arg, ArgAction, Command};

use crate::page::words::Lang;

/// Gives a command its help flag, its examples and, in Chinese, its words.
pub(super) fn localise(command: Command, lang: Lang) -> Command {
    let name = command.get_name().to_owned();
    let command = with_flags(command, &name, lang).help_template(template(&name, lang));
    let command = command.subcommand_help_heading(lang.pick("命令", "Commands"));
    command.mut_args(|arg| heading(translated(arg, lang), lang))
}

/// Replaces the parser's own flags, whose words are fixed.
fn with_flags(command: Command, name: &str, lang: Lang) -> Command {
    let flag = |id: &'static str, short: char, action, help: &'static str| {
        Arg::new(id).long(id).short(short).action(action).help(help)
    };
    let help = flag("help", 'h', ArgAction::Help, lang.pick("显示帮助", "Print help"));
    let command = command.disable_help_flag(true).arg(help);
    if name == "guide" {
        let version =
            flag("version", 'V', ArgAction::Version, lang.pick("显示版本", "Print the version"));
        command.disable_version_flag(true).arg(version)
    } else {
        command
    }
}

fn template(name: &str, lang: Lang) -> String {
    let (usage, examples) = lang.pick(("用法：", "例子："), ("Usage: ", "Examples:"));
    let examples = match self::examples(name, lang) {
        [] => String::new(),
        lines => format!("{examples}\n{}\n\n", indented(lines)),
    };
    format!("{}\n\n{examples}{usage}{{usage}}\n\n{{all-args}}\n", about(name, lang))
}

fn indented(lines: &[(&str, &str)]) -> String {
    let longest = lines.iter().map(|(command, _)| cells(command)).max().unwrap_or_default();
    let line = |(command, purpose): &(&str, &str)| {
        format!("  {command}{}  {purpose}", " ".repeat(longest - cells(command)))
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn cells(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// Returns the examples of a command: what to type, and what it answers.
fn examples(name: &str, lang: Lang) -> &'static [(&'static str, &'static str)] {
    match (name, lang) {
        ("guide", Lang::Zh) => &[
            ("guide 孩子转学要啥材料", "用自己的话问"),
            ("guide show 转学", "看一件事：材料、步骤、时限、依据"),
            ("guide show 转学 --case 高中", "只看一种情形"),
            ("guide list documents --used-by", "哪些事要用哪些材料"),
        ],
        ("guide", Lang::En) => &[
            ("guide change school", "ask in your own words"),
            ("guide show transfer", "one procedure: papers, steps, time, law"),
            ("guide show transfer --case senior", "one case of it only"),
            ("guide list documents --used-by", "which procedures need which paper"),
        ],
        ("search", Lang::Zh) => &[
            ("guide search 孩子转学要啥材料", "一句话"),
            ("guide search zhuanxue", "拼音"),
            ("guide search 教师资格 费用 --limit 10", "几个词，看十条"),
        ],
        ("search", Lang::En) => &[
            ("guide search lost teacher certificate", "a few words"),
            ("guide search zhuanxue", "pinyin"),
            ("guide search fee --limit 10 --format json", "for a program"),
        ],
        ("show", Lang::Zh) => &[
            ("guide show 转学", "编号、名称、拼音、首字母都可以"),
            ("guide show 转学 --section 材料", "只看一节"),
            ("guide show 转学 --all", "全部"),
            ("guide show 收费 --on 2005-09-01", "那一天有效的内容"),
            ("guide show 转学 --flow", "流程：谁先谁后"),
            ("guide show 转学 --format message", "一段文字，可以念，也可以发"),
            ("guide show 转学 --format html > 转学.html", "用浏览器打印"),
        ],
        ("show", Lang::En) => &[
            ("guide show transfer", "id, title, pinyin or initials"),
            ("guide show transfer --section documents", "one section"),
            ("guide show transfer --all", "everything"),
            ("guide show fees --on 2005-09-01", "what was in force that day"),
            ("guide show transfer --flow", "who does what, in which order"),
            ("guide show transfer --format message", "running text to read aloud or send"),
            ("guide show transfer --format html > transfer.html", "to print from a browser"),
        ],
        ("ask", _) => ask_examples(lang),
        ("checklist", _) => checklist_examples(lang),
        ("due", _) => due_examples(lang),
        ("list", Lang::Zh) => &[
            ("guide list", "全部办事指南"),
            ("guide list documents --used-by", "材料，和用到它的事"),
            ("guide list promises", "服务承诺；还有 hotlines、goals、boards、catalogue"),
            ("guide list --plain", "一行一个编号"),
        ],
        ("list", Lang::En) => &[
            ("guide list", "every guide"),
            ("guide list documents --used-by", "papers, and what they are for"),
            ("guide list promises", "also: hotlines, goals, boards, catalogue"),
            ("guide list --plain", "an id a line"),
        ],
        ("office", Lang::Zh) => &[
            ("guide office 普教科", "一个科室"),
            ("guide office 居住证", "一件事归谁管"),
            ("guide office 居住证 --referral", "首问责任转办单"),
        ],
        ("office", Lang::En) => &[
            ("guide office personnel", "one office"),
            ("guide office 居住证", "who handles a matter"),
            ("guide office residence permit --referral", "the slip that hands it on"),
        ],
        ("law", Lang::Zh) => {
            &[("guide law 义务教育法", "一部法律"), ("guide law 义务教育法 12", "一条")]
        }
        ("law", Lang::En) => &[
            ("guide law compulsory-education-law", "one law"),
            ("guide law compulsory-education-law 12", "one article"),
        ],
        ("pack", Lang::Zh) => &[
            ("guide pack 手册/", "手册很大时，改了文件以后"),
            ("guide pack 市/ 区/ -o 手册.pack", "叠成一个文件，可以发给别人"),
            ("guide --handbook 手册.pack", "用这个文件"),
        ],
        ("pack", Lang::En) => &[
            ("guide pack handbook/", "after changes to a large handbook"),
            ("guide pack city/ district/ -o our.pack", "one file of both, for others"),
            ("guide --handbook our.pack", "use that file"),
        ],
        ("completions", _) => &[
            ("guide completions bash > ~/.local/share/bash-completion/completions/guide", ""),
            ("guide completions fish > ~/.config/fish/completions/guide.fish", ""),
        ],
        _ => &[],
    }
}

/// Returns the examples of `guide due`.
fn due_examples(lang: Lang) -> &'static [(&'static str, &'static str)] {
    lang.pick(
        &[
            ("guide due 民办学校 --from 2026-11-23", "每一步最迟到哪天"),
            ("guide due 民办学校 --from 今天 --event 受理=2026-12-1", "知道的日子都写上"),
            ("guide due 民办学校 --from today --explain", "逐日看怎么数"),
            ("guide due 民办学校 --from today --ics > due.ics", "存进手机日历"),
            ("guide due --days 20 --unit working --from 2026-09-18", "只数日子"),
        ],
        &[
            ("guide due private-school --from 2026-11-23", "by when each thing is due"),
            ("guide due private-school --from today --event accepted=2026-12-01", "days you know"),
            ("guide due private-school --from today --explain", "every day that counts"),
            ("guide due private-school --from today --ics > due.ics", "for a calendar"),
            ("guide due --days 20 --unit working --from 2026-09-18", "days alone"),
        ],
    )
}

/// Returns the examples of `guide ask`.
fn ask_examples(lang: Lang) -> &'static [(&'static str, &'static str)] {
    lang.pick(
        &[
            ("guide ask 转学", "一问一答，最后给出只有你这种情形的一页"),
            ("guide ask 孩子要换学校", "用自己的话"),
            ("guide ask 转学 --case 搬家", "知道的先写上，只问别的"),
            ("guide ask 转学 --lines", "一行一行问，读屏软件可用"),
        ],
        &[
            ("guide ask transfer", "questions, then the page for your case alone"),
            ("guide ask my child changes school", "in your own words"),
            ("guide ask transfer --case home-moved", "ask only what is left"),
            ("guide ask transfer --lines", "line by line, for a screen reader"),
        ],
    )
}

/// Returns the examples of the list of papers.
fn checklist_examples(lang: Lang) -> &'static [(&'static str, &'static str)] {
    match lang {
        Lang::Zh => &[
            ("guide checklist 转学 --case 随迁", "这种情形要带的材料"),
            ("guide checklist 转学 --case 随迁 --have 申请,户口簿", "还缺什么"),
            ("guide checklist 民办学校 --notice --from today", "一次性告知单，最迟哪天告知"),
        ],
        Lang::En => &[
            ("guide checklist transfer --case migrant", "the papers of this case"),
            ("guide checklist transfer --case migrant --have booklet", "what is missing"),
            ("guide checklist private-school --notice --from today", "the notice of it"),
        ],
    }
}

/// Returns what a command is for, in a line.
pub(super) fn about(name: &str, lang: Lang) -> &'static str {
    let (zh, en) = match name {
        "search" => (
            "查：用自己的话、拼音、首字母或英文",
            "Search in your own words, pinyin, initials or English",
        ),
        "show" => ("看一件事怎么办", "Show how one thing is done"),
        "ask" => ("一问一答，只看你这种情形", "Answer questions and see your case alone"),
        "checklist" => (
            "列材料：逐样打钩，还缺什么，一次性告知单",
            "List the papers to tick, what is missing, the notice of it",
        ),
        "due" => ("算日子：每一步最迟到哪天", "Reckon by which day each thing is due"),
        "list" => (
            "列出指南、科室、材料、法律、承诺、电话",
            "List guides, offices, papers, laws, promises",
        ),
        "office" => ("看一个科室，或一件事归谁管", "Show an office, or who handles a matter"),
        "law" => ("看一部法律，或其中一条", "Show a law, or one of its articles"),
        "pack" => (
            "把手册打包成一个文件，或更新缓存",
            "Pack a handbook into one file, or renew its cache",
        ),
        "completions" => ("输出命令行补全脚本", "Print the completion script of a shell"),
        "find" => ("看或查", "Show or search"),
        _ => (
            "教育局办事手册：步骤、材料、时限、依据，离线可查",
            "An education bureau's procedures: steps, papers, time limits, law; offline",
        ),
    };
    lang.pick(zh, en)
}

/// Gives the options of the whole program a heading of their own, below those of the command.
fn heading(arg: Arg, lang: Lang) -> Arg {
    if arg.is_global_set() {
        arg.help_heading(lang.pick("通用选项", "Common options"))
    } else {
        arg
    }
}

/// Returns a help page in a language: some of its words are the parser's and cannot be set.
pub(super) fn page(text: String, lang: Lang) -> String {
    const WORDS: &[(&str, &str)] = &[
        ("[OPTIONS]", "[选项]"),
        ("[COMMAND]", "[命令]"),
        ("\nArguments:\n", "\n参数：\n"),
        ("\nOptions:\n", "\n选项：\n"),
        ("\n命令:\n", "\n命令：\n"),
        ("\n通用选项:\n", "\n通用选项：\n"),
    ];
    let translate = |text: String, (en, zh): &(&str, &str)| text.replace(en, zh);
    if lang == Lang::Zh { WORDS.iter().fold(text, translate) } else { text }
}

fn translated(arg: Arg, lang: Lang) -> Arg {
    match (lang, chinese(arg.get_id().as_str())) {
        (Lang::Zh, Some(help)) => arg.help(help),
        _ => arg,
    }
}

/// Returns the Chinese help of an argument, by its id.
pub(super) fn chinese(id: &str) -> Option<&'static str> {
    Some(match id {
        "handbook" => "用这份手册：文件夹、打包文件或 national；可重复叠加",
        "lang" => "语言：zh、en、both（JSON 还有 all）",
        "color" => "颜色：auto、always、never",
        "paper" => "--format html 用的纸：a4、receipt（80 毫米小票）",
        "flow" => "看流程：谁做哪一步，不成回到哪一步",
        "no_pager" => "不分页",
        "quiet" => "不显示警告",
        "format" => "格式：terminal、plain、message、markdown、html、json",
        "words" => "要找的话",
        "limit" => "最多几条（默认 5）",
        "guide" => "哪一件事：编号、名称、别名、拼音或首字母",
        "section" => "只看这一节，中英文名称都可以；可重复",
        "all" => "看全部",
        "case" => "情形：答案的编号、名称、别名或拼音；可重复",
        "on" => "看这一天有效的内容：2005-09-01、2005/9/1、20050901",
        "lines" => "一行一行问，读屏软件可用：数字加回车",
        "from" => "第一个起点是哪天：2026-12-01、2026/12/1、20261201、今天",
        "have" => "已有的材料：编号或名称，逗号分开；可重复",
        "notice" => "打还缺材料的一次性告知单",
        "received" => "收到申请是哪天，告知单用：2026-12-01、2026/12/1、今天",
        "event" => "别的起点是哪天：起点的编号或名称=日期；可重复",
        "days" => "不看指南，从一天起数这么多",
        "unit" => "--days 数什么：working（默认）、calendar、months、years",
        "explain_words" => "说明每个词怎么读、得多少分",
        "explain" => "逐日列出算和不算的日子、为什么",
        "ics" => "输出日历文件（.ics），手机和日历程序可用",
        "kind" => {
            "列什么：guides、offices、documents、laws、promises（承诺）、hotlines（电话）、goals（目标）、boards（公开栏）、catalogue（目录）"
        }
        "plain" => "一行一个编号",
        "referral" => "打印转办单：把这件事转给它",
        "used_by" => "同时列出哪些事用到它",
        "name" => "哪一个：编号、名称或拼音；也可以是一件事",
        "law" => "哪一部：编号、名称或拼音",
        "article" => "第几条",
        "layers" => "手册的文件夹，最底层在前；不写就用 --handbook 的",
        "output" => "写到这个文件；不写就更新缓存",
        "shell" => "哪种命令行：bash、zsh、fish、elvish、powershell、nushell",
        "help" => "显示帮助",
        "version" => "显示版本",
        _ => return None,
    })
}
