//! Files that are broken, huge, endless or malicious: each is left out with its place, a reason in
//! the reader's language and a hint, and everything else answers.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod bureau;

use std::fmt::Write as _;
use std::fs::{self, File};

use bureau::{Answer, Bureau, GUIDE};

/// What is said of a file, in one language.
#[derive(Clone, Copy)]
struct Said<'a> {
    /// The place behind the name of the file: `3:1`, or nothing for a file as a whole.
    place: &'a str,
    zh: (&'a str, &'a str),
    en: (&'a str, &'a str),
}

/// Expects the warning about a file, and that the other guides answer.
#[track_caller]
fn expect(answer: &Answer, file: &str, place: &str, (reason, hint): (&str, &str)) {
    let Answer { code, stdout, stderr } = answer;
    assert_eq!(*code, Some(0), "{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
    let at = if place.is_empty() { format!("{file}: ") } else { format!("{file}:{place}: ") };
    let line =
        stderr.lines().find(|line| line.contains(&at)).unwrap_or_else(|| panic!("{at}{stderr}"));
    assert!(line.contains(reason), "no `{reason}` in: {line}");
    assert!(line.contains(hint), "no `{hint}` in: {line}");
    assert!(stdout.contains("transfer"), "{stdout}");
    assert!(stdout.contains("own"), "{stdout}");
}

/// Reads an edition in both languages and expects the warning about one file.
#[track_caller]
fn check(bureau: &Bureau, file: &str, said: Said<'_>) {
    for (lang, words) in [("zh_CN.UTF-8", said.zh), ("en_US.UTF-8", said.en)] {
        let answer = bureau.run(lang, &["list", "--plain"]);
        expect(&answer, file, said.place, words);
    }
}

/// Expects the warning about a file of the given bytes among the guides.
#[track_caller]
fn case(bytes: impl AsRef<[u8]>, said: Said<'_>) {
    let bureau = Bureau::new();
    bureau.write("procedures/bad.yaml", bytes);
    check(&bureau, "procedures/bad.yaml", said);
}

/// Expects that the edition is read without a word.
#[track_caller]
fn is_fine(bureau: &Bureau) {
    let Answer { code, stdout, stderr } = bureau.run("en", &["list", "--plain"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    assert!(stdout.contains("transfer") && stdout.contains("own"), "{stdout}");
}

/// Returns a guide that is right, with more lines.
fn guide(lines: &str) -> String {
    format!("{}{lines}", GUIDE.replace("id: own", "id: bad"))
}

#[test]
fn broken_yaml() {
    case(
        "id: bad\ntitle: \"abc\n",
        Said {
            place: "3:1",
            zh: ("引号或括号没有闭合", "补上引号或括号"),
            en: ("a quote or bracket is not closed", "close it"),
        },
    );
    case(
        "id: bad\nsteps:\n\t- id: a\n",
        Said {
            place: "3:1",
            zh: ("用制表符缩进", "缩进用空格"),
            en: ("a tab indents the line", "indent with blanks"),
        },
    );
    case(
        "id: bad\ntitle: 转学: 小学\n",
        Said {
            place: "2:10",
            zh: ("不能有冒号", "给这段文字加上英文引号"),
            en: ("a colon where no mapping can be", "put the text in quotes"),
        },
    );
    case(
        "id: bad\nsteps:\n  - id: a\n text: b\n",
        Said {
            place: "4:2",
            zh: ("缩进不对", "和上下行的缩进对齐"),
            en: ("the indentation does not fit", "align it with the lines around it"),
        },
    );
    case(
        "id: bad\n---\nid: other\n",
        Said {
            place: "",
            zh: ("多个 YAML 文档", "删去 `---`"),
            en: ("more than one YAML document", "delete `---`"),
        },
    );
    case(
        "id: *nothing\n",
        Said {
            place: "1:5",
            zh: ("别名 `*名字` 没有对应的", "写出 `&名字`"),
            en: ("has no anchor", "write `&name`"),
        },
    );
}

#[test]
fn wrong_types_and_fields() {
    case(
        guide("aliases: 5\n"),
        Said {
            place: "8:10",
            zh: ("这里是数字 5，应该是列表", "写成 `[甲, 乙]`"),
            en: ("found integer `5`, expected a list", "write `[one, two]`"),
        },
    );
}

#[test]
fn an_empty_file_lacks_everything() {
    let comments = "# nothing but a comment\n\n# and one more\n";
    for (text, place) in [("", "1:1"), (comments, "4:1"), ("~\n", "1:1")] {
        case(
            text,
            Said {
                place,
                zh: ("缺少 `id`", "加上 `id: …`"),
                en: ("`id` is missing", "add `id: ...`"),
            },
        );
    }
}

#[test]
fn unknown_fields_and_words() {
    case(
        guide("sumary: x\n"),
        Said {
            place: "8:1",
            zh: ("没有 `sumary` 这个字段", "相近的：summary、"),
            en: ("unknown field `sumary`", "nearest: summary, "),
        },
    );
    case(
        guide("").replace("in_force", "inforce"),
        Said {
            place: "6:9",
            zh: ("这里不能写 `inforce`", "可用的：in_force、suspended、"),
            en: ("`inforce` does not fit here", "known here: in_force, suspended, "),
        },
    );
    case(
        guide("").replace("office: bureau\n", ""),
        Said {
            place: "1:1",
            zh: ("缺少 `office`", "加上 `office: …`"),
            en: ("`office` is missing", "add `office: ...`"),
        },
    );
}

#[test]
fn a_number_where_a_phone_should_be() {
    let bureau = Bureau::new();
    bureau.write("offices.yaml", "contacts:\n  - id: hotline-12345\n    phone: 12345\n");
    check(
        &bureau,
        "offices.yaml",
        Said {
            place: "3:12",
            zh: ("这里是数字 12345，应该是电话号码，如 \"12345\"", "给它加上英文引号"),
            en: ("found integer `12345`, expected a telephone number", "put it in quotes"),
        },
    );
}

#[test]
fn several_errors_of_one_file_are_said_together() {
    let bureau = Bureau::new();
    bureau.write("procedures/bad.yaml", guide("aliases: 5\nfaq: 6\nnothing: 7\n"));
    let Answer { stderr, .. } = bureau.run("en", &["list", "--plain"]);
    for place in ["8:10: ", "9:6: ", "10:1: "] {
        assert!(stderr.contains(&format!("bad.yaml:{place}")), "{stderr}");
    }
}

#[test]
fn keys_and_ids_twice() {
    case(
        guide("title: again\n"),
        Said {
            place: "8:1",
            zh: ("`title` 写了两次", "删去一个"),
            en: ("`title` stands twice", "delete one of them"),
        },
    );
    let bureau = Bureau::new();
    bureau.write("procedures/second.yaml", GUIDE);
    check(
        &bureau,
        "procedures/second.yaml",
        Said {
            place: "1:5",
            zh: ("编号 `own` 已经用过，见 procedures/own.yaml", "换一个编号"),
            en: ("id `own` is taken already, by procedures/own.yaml", "choose another id"),
        },
    );
    case(
        guide("events:\n  - {id: a, title: b}\n  - {id: a, title: c}\n"),
        Said {
            place: "10:10",
            zh: ("编号 `a` 已经用过，见 events[0]", "换一个编号"),
            en: ("id `a` is taken already, by events[0]", "choose another id"),
        },
    );
}

#[test]
fn references_that_lead_nowhere() {
    case(
        guide("").replace("office: bureau", "office: bureaux"),
        Said {
            place: "5:9",
            zh: ("没有科室或部门 `bureaux`", "是不是 bureau"),
            en: ("there is no office `bureaux`", "did you mean bureau"),
        },
    );
    let asked = "questions:\n  - id: why\n    question: a\n    answers: [{id: moved, title: b}]\n\
        notes:\n  - {id: n, text: c, standing: local, when: ";
    case(
        guide(&format!("{asked}{{whi: moved}}}}\n")),
        Said {
            place: "13:51",
            zh: ("没有情形问题 `whi`", "是不是 why"),
            en: ("there is no question", "did you mean why"),
        },
    );
    case(
        guide(&format!("{asked}{{why: moves}}}}\n")),
        Said {
            place: "13:51",
            zh: ("没有情形答案 `moves`", "是不是 moved"),
            en: ("there is no answer", "did you mean moved"),
        },
    );
}

#[test]
fn extending_in_circles() {
    let bureau = Bureau::new();
    bureau.write("procedures/bad.yaml", "id: bad\nextends: worse\n");
    bureau.write("procedures/worse.yaml", "id: worse\nextends: bad\n");
    check(
        &bureau,
        "procedures/worse.yaml",
        Said {
            place: "2:10",
            zh: ("成了圈", "去掉其中一个"),
            en: ("guides extend each other", "take one `extends` out"),
        },
    );
    case(
        "id: bad\nextends: nothing\n",
        Said {
            place: "2:10",
            zh: ("没有可以修改的指南 `nothing`", "写下层手册里已有的"),
            en: ("there is no guide `nothing` to extend", "name a guide of a handbook below"),
        },
    );
}

#[test]
fn an_unknown_base() {
    let bureau = Bureau::new();
    let about = bureau::ABOUT.replace("base: national", "base: provincial");
    bureau.write("handbook.yaml", about);
    for (lang, words) in [
        ("zh", "下面没有手册 `provincial`（写 `base: national`"),
        ("en", "no handbook `provincial`"),
    ] {
        let Answer { code, stdout, stderr } = bureau.run(lang, &["list", "--plain"]);
        assert!(stderr.contains("handbook.yaml:5:7: ") && stderr.contains(words), "{stderr}");
        assert!(code == Some(0) && stdout.contains("own"), "{stdout}");
    }
}

#[test]
fn an_alias_bomb() {
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (one, next) in ('a'..='y').zip('b'..) {
        let _ = writeln!(bomb, "{next}: &{next} [*{one}, *{one}, *{one}, *{one}, *{one}, *{one}]");
    }
    let said = |place| Said {
        place,
        zh: ("别名重复太多", "把内容直接写出来"),
        en: ("aliases repeat too much", "write the contents out"),
    };
    case(bomb, said("2:4"));
    let flat = format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(50_000), "*a, ".repeat(50_000));
    case(flat, said("1:4"));
}

#[test]
fn a_huge_file() {
    let bureau = Bureau::new();
    File::create(bureau.path("procedures/bad.yaml")).unwrap().set_len(100 << 20).unwrap();
    check(
        &bureau,
        "procedures/bad.yaml",
        Said {
            place: "",
            zh: ("超过 1048576 字节的上限", "把它拆成几个指南"),
            en: ("more than the 1048576 that are read", "split it into several guides"),
        },
    );
}

#[test]
fn deep_nesting() {
    let said = |place| Said {
        place,
        zh: ("嵌套超过 64 层", "减少嵌套的层数"),
        en: ("nested more than 64 levels deep", "nest less"),
    };
    case("[".repeat(100_000), said("1:65"));
    case("{a: ".repeat(100_000), said("1:257"));
    case("- ".repeat(100_000), said("1:1"));
    case("? ".repeat(100_000), said("1:1"));
    let stairs: Vec<String> = (0..1000).map(|depth| " ".repeat(depth) + "a:\n").collect();
    case(stairs.concat(), said("65:65"));
}

#[test]
fn a_long_line_is_only_a_long_text() {
    let bureau = Bureau::new();
    bureau.write("procedures/bad.yaml", guide(&format!("scope: {}\n", "长".repeat(300_000))));
    is_fine(&bureau);
    let words = "很长 ".repeat(120_000);
    bureau.write("procedures/bad.yaml", guide(&format!("scope: \"{words}\n")));
    check(
        &bureau,
        "procedures/bad.yaml",
        Said {
            place: "9:1",
            zh: ("引号或括号没有闭合", "补上引号或括号"),
            en: ("a quote or bracket is not closed", "close it"),
        },
    );
}

#[test]
fn bytes_that_are_no_text() {
    case(
        b"id: bad\ntitle: \xff\n",
        Said {
            place: "2:8",
            zh: ("不是 UTF-8", "另存为 UTF-8"),
            en: ("not UTF-8", "save it as UTF-8"),
        },
    );
    for (character, code) in [("\0", "U+0000"), ("\u{1b}[31m", "U+001B"), ("\u{7f}", "U+007F")] {
        case(
            format!("id: bad\ntitle: 转学{character}\n"),
            Said {
                place: "2:10",
                zh: (&format!("控制字符 {code}"), "删去这个字符"),
                en: (&format!("control character {code}"), "delete the character"),
            },
        );
    }
}

#[test]
fn marks_and_line_ends_of_other_systems_are_fine() {
    let bureau = Bureau::new();
    bureau.write("procedures/bad.yaml", format!("\u{feff}{}", guide("")));
    is_fine(&bureau);
    bureau.write("procedures/bad.yaml", guide("").replace('\n', "\r\n"));
    is_fine(&bureau);
}

#[test]
fn a_folder_where_a_file_should_be() {
    let bureau = Bureau::new();
    fs::create_dir(bureau.path("procedures/bad.yaml")).unwrap();
    let said = Said {
        place: "",
        zh: ("不是文件，没有读", "换成普通文件"),
        en: ("not a file; it is not read", "put a file there"),
    };
    check(&bureau, "procedures/bad.yaml", said);
    let bureau = Bureau::new();
    fs::create_dir(bureau.path("laws.yaml")).unwrap();
    check(&bureau, "laws.yaml", said);
}

#[test]
fn a_folder_that_is_no_handbook() {
    let bureau = Bureau::new();
    fs::remove_dir_all(bureau.folder()).unwrap();
    bureau.write("letter.txt", "Dear");
    for (lang, reason, hint) in [
        (
            "zh",
            "没有 `handbook.yaml`，也没有 `procedures` 文件夹",
            "指向含有 `handbook.yaml` 的文件夹",
        ),
        (
            "en",
            "no `handbook.yaml` and no `procedures` folder",
            "point to a folder with a `handbook.yaml`",
        ),
    ] {
        let Answer { code, stdout, stderr } = bureau.run(lang, &["list", "--plain"]);
        assert_eq!((code, stdout.as_str()), (Some(2), ""));
        assert!(stderr.contains(reason) && stderr.contains(hint), "{stderr}");
        assert!(!stderr.contains("panicked"), "{stderr}");
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn links_in_circles() {
        let bureau = Bureau::new();
        symlink("bad.yaml", bureau.path("procedures/bad.yaml")).unwrap();
        check(
            &bureau,
            "procedures/bad.yaml",
            Said {
                place: "",
                zh: ("读不了", "检查文件是否存在"),
                en: ("cannot be read", "check that it exists"),
            },
        );
        let bureau = Bureau::new();
        symlink("..", bureau.path("procedures/round")).unwrap();
        check(
            &bureau,
            "procedures/round",
            Said {
                place: "",
                zh: ("链接的文件夹不进入", "复制到手册里"),
                en: ("a linked folder is not entered", "copy the folder into the handbook"),
            },
        );
    }

    #[test]
    fn a_link_out_of_the_handbook() {
        let bureau = Bureau::new();
        let secret = bureau.folder().with_file_name("secret.yaml");
        fs::write(&secret, "secret\n").unwrap();
        symlink(&secret, bureau.path("procedures/bad.yaml")).unwrap();
        check(
            &bureau,
            "procedures/bad.yaml",
            Said {
                place: "",
                zh: ("链接到手册以外的文件", "把文件复制到手册里"),
                en: ("links to a file outside of the handbook", "copy the file into the handbook"),
            },
        );
        let bureau = Bureau::new();
        bureau.write("texts/bad.txt", guide(""));
        symlink("../texts/bad.txt", bureau.path("procedures/bad.yaml")).unwrap();
        is_fine(&bureau);
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let said = Said {
            place: "",
            zh: ("不是文件，没有读", "换成普通文件"),
            en: ("not a file; it is not read", "put a file there"),
        };
        for file in ["procedures/bad.yaml", "laws.yaml"] {
            let bureau = Bureau::new();
            assert!(Command::new("mkfifo").arg(bureau.path(file)).status().unwrap().success());
            check(&bureau, file, said);
        }
    }

    #[test]
    fn a_file_that_may_not_be_read() {
        let bureau = Bureau::new();
        bureau.write("procedures/bad.yaml", guide(""));
        let path = bureau.path("procedures/bad.yaml");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        // Who may read everything has nothing to see here.
        if File::open(&path).is_err() {
            check(
                &bureau,
                "procedures/bad.yaml",
                Said {
                    place: "",
                    zh: ("读不了", "有没有读取权限"),
                    en: ("cannot be read", "check that it exists and that you may read it"),
                },
            );
        }
    }
}
