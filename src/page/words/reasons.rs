//! What is wrong with a file, in words, and what to do about it.

use super::{Lang, types};
use crate::handbook::index::Field;
use crate::handbook::load::diagnostic::{Reason, Referred};
use crate::search::How;

/// Returns what is wrong, and a hint if there is something to do.
pub fn reason(reason: &Reason, lang: Lang) -> (String, Option<String>) {
    match lang {
        Lang::Zh => (chinese(reason), chinese_hint(reason)),
        Lang::En => (reason.to_string(), english_hint(reason)),
    }
}

fn chinese(reason: &Reason) -> String {
    match reason {
        Reason::Unreadable { cause } => format!("读不了：{cause}"),
        Reason::TooLarge { bytes, limit } => {
            format!("文件有 {bytes} 字节，超过 {limit} 字节的上限")
        }
        Reason::NotUtf8 {} => "文件不是 UTF-8 文本".to_owned(),
        Reason::ControlCharacter { code } => format!("有控制字符 U+{code:04X}"),
        Reason::TooDeep { limit } => format!("嵌套超过 {limit} 层"),
        Reason::TabIndent {} => "这一行用制表符缩进".to_owned(),
        Reason::Unclosed { original } => format!("引号或括号没有闭合 [{original}]"),
        Reason::StrayColon { original } => format!("这里不能有冒号 [{original}]"),
        Reason::BadIndentation { original } => format!("缩进不对，或少了 `-` 或冒号 [{original}]"),
        Reason::UnknownAlias {} => "别名 `*名字` 没有对应的 `&名字`".to_owned(),
        Reason::AliasBomb {} => "别名重复太多".to_owned(),
        Reason::SeveralDocuments {} => "一个文件里有多个 YAML 文档".to_owned(),
        Reason::NeedsQuotes { original } => format!("文字以必须加引号的字符开头 [{original}]"),
        Reason::Syntax { original } => format!("不是正确的 YAML [{original}]"),
        Reason::DuplicateKey { key } => format!("`{key}` 写了两次"),
        Reason::UnknownField { name, .. } => format!("没有 `{name}` 这个字段"),
        Reason::MissingField { name } => format!("缺少 `{name}`"),
        Reason::WrongType { found, expected } => {
            format!("这里是{}，应该是{}", types::found(found), types::expected(expected))
        }
        Reason::BadValue { original } => {
            types::misfit(original).unwrap_or_else(|| format!("值不对：{original}"))
        }
        Reason::UnknownWord { word, .. } => format!("这里不能写 `{word}`"),
        Reason::UnknownBase { id } => format!("下面没有手册 `{id}`"),
        Reason::NotAFile {} => "不是文件，没有读".to_owned(),
        Reason::LinkedFile {} => "链接到手册以外的文件，没有读".to_owned(),
        Reason::DuplicateId { id, first } => format!("编号 `{id}` 已经用过，见 {first}"),
        Reason::UnknownReference { kind, id, .. } => format!("没有{} `{id}`", referred(*kind)),
        Reason::SupersededLaw { law, by: Some(by) } => {
            format!("法律 `{law}` 已被 `{by}` 取代，不能引用")
        }
        Reason::SupersededLaw { law, by: None } => format!("法律 `{law}` 已失效，不能引用"),
        Reason::FileName { id } => format!("指南的编号是 `{id}`，文件名应为 `{id}.yaml`"),
        Reason::StrayFile {} => "不是手册的文件，没有读".to_owned(),
        Reason::WrongExtension {} => "扩展名是 `.yml`，没有读".to_owned(),
        Reason::LinkedFolder {} => "链接的文件夹不进入".to_owned(),
        Reason::NotAHandbook {} => "没有 `handbook.yaml`，也没有 `procedures` 文件夹".to_owned(),
        Reason::NoAbout {} => "缺少 `handbook.yaml`".to_owned(),
        Reason::ExtendsNothing { id } => format!("没有可以修改的指南 `{id}`"),
        Reason::ExtendsItself { circle } => format!("指南互相引用成了圈：{}", circle.join("、")),
        Reason::NoSuchElement { id } => format!("列表里没有 `{id}`"),
        Reason::More { listed } => format!("除了这 {listed} 处，还有别的错误"),
    }
}

fn referred(kind: Referred) -> &'static str {
    match kind {
        Referred::Guide => "指南",
        Referred::Document => "材料",
        Referred::DocumentUse => "本指南的材料",
        Referred::Law => "法律",
        Referred::Article => "条文",
        Referred::Office => "科室或部门",
        Referred::Contact => "联系方式",
        Referred::Actor => "经办方",
        Referred::Step => "步骤",
        Referred::Event => "事件",
        Referred::Clock => "时限",
        Referred::Question => "情形问题",
        Referred::Answer => "情形答案",
        Referred::Catalogue => "公开目录条目",
    }
}

fn chinese_hint(reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::Unreadable { .. } => "检查文件是否存在、有没有读取权限".to_owned(),
        Reason::TooLarge { .. } => "把它拆成几个指南".to_owned(),
        Reason::NotUtf8 {} => "用编辑器另存为 UTF-8".to_owned(),
        Reason::ControlCharacter { .. } => "删去这个字符".to_owned(),
        Reason::TabIndent {} => "缩进用空格".to_owned(),
        Reason::StrayColon { .. } | Reason::NeedsQuotes { .. } => {
            "给这段文字加上英文引号".to_owned()
        }
        Reason::UnknownField { known, all, .. } | Reason::UnknownWord { known, all, .. } => {
            format!("{}：{}", if *all { "可用的" } else { "相近的" }, known.join("、"))
        }
        Reason::UnknownBase { .. } => "写 `base: national`，或者删去这一行".to_owned(),
        Reason::LinkedFile {} => "把文件复制到手册里".to_owned(),
        Reason::LinkedFolder {} => "把文件夹复制到手册里".to_owned(),
        Reason::StrayFile {} => "移到别处".to_owned(),
        Reason::NotAFile {} => "换成普通文件，或者移走".to_owned(),
        Reason::UnknownReference { near, .. } if !near.is_empty() => {
            format!("是不是 {}？", near.join("、"))
        }
        Reason::UnknownReference { kind: Referred::Article, .. } => {
            "先在 laws.yaml 里登记这一条".to_owned()
        }
        Reason::WrongType { expected, .. } if expected.contains('"') => {
            "给它加上英文引号".to_owned()
        }
        Reason::WrongType { expected, .. } if expected == "a list" => "写成 `[甲, 乙]`".to_owned(),
        Reason::WrongExtension {} => "改名为 `.yaml`".to_owned(),
        Reason::NotAHandbook {} => "指向含有 `handbook.yaml` 的文件夹".to_owned(),
        Reason::NoAbout {} => "加一个写有 id、title、edition 的 `handbook.yaml`".to_owned(),
        Reason::TooDeep { .. } => "减少嵌套的层数".to_owned(),
        Reason::Unclosed { .. } => "补上引号或括号".to_owned(),
        Reason::BadIndentation { .. } => "和上下行的缩进对齐".to_owned(),
        Reason::UnknownAlias {} => "写出 `&名字`，或者给星号加引号".to_owned(),
        Reason::AliasBomb {} => "把内容直接写出来".to_owned(),
        Reason::SeveralDocuments {} => "删去 `---`，一个文件只写一个指南".to_owned(),
        Reason::DuplicateKey { .. } => "删去一个".to_owned(),
        Reason::DuplicateId { .. } => "换一个编号".to_owned(),
        Reason::MissingField { name } => format!("加上 `{name}: …`"),
        Reason::ExtendsNothing { .. } => "写下层手册里已有的指南编号".to_owned(),
        Reason::ExtendsItself { .. } => "去掉其中一个 `extends`".to_owned(),
        Reason::SupersededLaw { by: Some(by), .. } => format!("改引 `{by}`"),
        Reason::NoSuchElement { .. } => "核对列表里的编号".to_owned(),
        _ => return None,
    })
}

fn english_hint(reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::Unreadable { .. } => "check that it exists and that you may read it".to_owned(),
        Reason::TooLarge { .. } => "split it into several guides".to_owned(),
        Reason::NotUtf8 {} => "save it as UTF-8".to_owned(),
        Reason::ControlCharacter { .. } => "delete the character".to_owned(),
        Reason::TabIndent {} => "indent with blanks".to_owned(),
        Reason::StrayColon { .. } | Reason::NeedsQuotes { .. } => {
            "put the text in quotes".to_owned()
        }
        Reason::UnknownField { known, all, .. } | Reason::UnknownWord { known, all, .. } => {
            format!("{}: {}", if *all { "known here" } else { "nearest" }, known.join(", "))
        }
        Reason::UnknownBase { .. } => "write `base: national`, or leave the line out".to_owned(),
        Reason::LinkedFile {} => "copy the file into the handbook".to_owned(),
        Reason::LinkedFolder {} => "copy the folder into the handbook".to_owned(),
        Reason::StrayFile {} => "move it elsewhere".to_owned(),
        Reason::NotAFile {} => "put a file there, or move it away".to_owned(),
        Reason::UnknownReference { near, .. } if !near.is_empty() => {
            format!("did you mean {}?", near.join(", "))
        }
        Reason::UnknownReference { kind: Referred::Article, .. } => {
            "enter the article in laws.yaml first".to_owned()
        }
        Reason::WrongType { expected, .. } if expected.contains('"') => {
            "put it in quotes".to_owned()
        }
        Reason::WrongType { expected, .. } if expected == "a list" => {
            "write `[one, two]`".to_owned()
        }
        Reason::WrongExtension {} => "rename it to `.yaml`".to_owned(),
        Reason::NotAHandbook {} => "point to a folder with a `handbook.yaml`".to_owned(),
        Reason::NoAbout {} => "add a `handbook.yaml` with id, title and edition".to_owned(),
        Reason::TooDeep { .. } => "nest less".to_owned(),
        Reason::Unclosed { .. } => "close it".to_owned(),
        Reason::BadIndentation { .. } => "align it with the lines around it".to_owned(),
        Reason::UnknownAlias {} => "write `&name`, or put the asterisk in quotes".to_owned(),
        Reason::AliasBomb {} => "write the contents out".to_owned(),
        Reason::SeveralDocuments {} => "delete `---`: a file holds one guide".to_owned(),
        Reason::DuplicateKey { .. } => "delete one of them".to_owned(),
        Reason::DuplicateId { .. } => "choose another id".to_owned(),
        Reason::MissingField { name } => format!("add `{name}: ...`"),
        Reason::ExtendsNothing { .. } => "name a guide of a handbook below".to_owned(),
        Reason::ExtendsItself { .. } => "take one `extends` out".to_owned(),
        Reason::SupersededLaw { by: Some(by), .. } => format!("cite `{by}`"),
        Reason::NoSuchElement { .. } => "check the ids in the list".to_owned(),
        _ => return None,
    })
}

/// Says in which kind of text a word stands.
pub fn field(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::Title => lang.pick("在名称里", "in the title"),
        Field::Alias => lang.pick("是别名", "is another name"),
        Field::Heading => lang.pick("是栏目", "names the section"),
        Field::Topic => lang.pick("是主题", "is a subject"),
        Field::Summary => lang.pick("在简介里", "in the summary"),
        Field::Text => lang.pick("在正文里", "in the text"),
    }
}

/// Says how a word led to a place; nothing for a word that stands there as it is.
pub fn how(how: How, lang: Lang) -> &'static str {
    match how {
        How::Name | How::Word | How::Section => "",
        How::Synonym => lang.pick("（同义词）", " (as a synonym)"),
        How::Prefix => lang.pick("（词头）", " (as a beginning)"),
        How::Pinyin => lang.pick("（拼音）", " (as pinyin)"),
        How::Homophone => lang.pick("（同音）", " (as a homophone)"),
        How::Slip => lang.pick("（错字）", " (as a slip)"),
        How::Initials => lang.pick("（首字母）", " (as initials)"),
        How::Inherited => lang.pick("（所属的事）", " (of its guide)"),
    }
}
