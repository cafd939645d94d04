//! `guide pack`: folders become a file, and the kept pack of a large folder is brought up to date.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod bureau;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use bureau::{ABOUT, Answer, Bureau, GUIDE};

/// More guides than are asked for one by one.
const MANY: usize = 2100;

/// What is said when a large handbook was changed.
const OLDER: &str = "files of the handbook changed since it was packed";

fn answer(command: &mut Command) -> Answer {
    let output = command.output().unwrap();
    Answer {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Makes an edition of its own, which is packed sooner than one over the national edition.
fn alone() -> Bureau {
    let bureau = Bureau::new();
    bureau.write("handbook.yaml", ABOUT.replace("base: national\n", ""));
    bureau
        .write("offices.yaml", "offices: [{id: bureau, name: 局, kind: bureau, standing: local}]");
    bureau
}

/// Brings the kept pack up to date, however long that takes.
fn pack(bureau: &Bureau) -> Answer {
    answer(&mut bureau.command("en", &["pack"]))
}

/// Says whether a text is the line that a packing ends with: how many guides, how large, how long.
fn is_summary(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_shape = |words: &[&str]| matches!(words, ["packed", _, "guides,", _, _, "in", _, "s"]);
    text.lines().count() == 1 && is_shape(&words)
}

/// Packs the edition into a file beside it.
fn pack_into(bureau: &Bureau, name: &str) -> (PathBuf, Answer) {
    let file = bureau.folder().with_file_name(name);
    let packed = answer(bureau.command("en", &["pack", "-o"]).arg(&file));
    (file, packed)
}

/// Runs the program with the pack alone.
fn read(bureau: &Bureau, file: &PathBuf, words: &[&str]) -> Answer {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guide"));
    command.env_clear().env("LANG", "en").env("HOME", bureau.cache()).arg("--handbook").arg(file);
    answer(command.args(words))
}

#[test]
fn a_pack_file_says_what_the_folder_says() {
    let bureau = Bureau::new();
    let (file, packed) = pack_into(&bureau, "our.pack");
    assert_eq!((packed.code, packed.stdout.as_str()), (Some(0), ""));
    assert!(is_summary(&packed.stderr), "{}", packed.stderr);
    for words in [["list"].as_slice(), &["show", "own"], &["search", "own"], &["show", "transfer"]]
    {
        assert_eq!(read(&bureau, &file, words), bureau.run("en", words));
    }
    let folder = bureau.folder().display().to_string();
    let bytes = fs::read(&file).unwrap();
    let knows_folder = bytes.windows(folder.len()).any(|part| part == folder.as_bytes());
    assert!(!knows_folder, "whoever gets the file need not know where it was made");
}

#[test]
fn layers_are_packed_in_order() {
    let bureau = Bureau::new();
    let above = bureau.folder().with_file_name("above");
    fs::create_dir_all(above.join("procedures")).unwrap();
    fs::write(
        above.join("handbook.yaml"),
        "{id: above, title: A, edition: '1', languages: [zh, en]}",
    )
    .unwrap();
    fs::write(above.join("procedures/own.yaml"), "extends: own\ntitle: {zh: 上, en: From above}\n")
        .unwrap();
    let file = bureau.folder().with_file_name("both.pack");
    let mut command = bureau.command("en", &["pack"]);
    let packed = answer(command.arg(bureau.folder()).arg(&above).arg("--output").arg(&file));
    assert_eq!(packed.code, Some(0), "{}", packed.stderr);
    assert!(read(&bureau, &file, &["list"]).stdout.contains("From above"));
}

#[test]
fn only_a_pack_is_written_over() {
    let bureau = Bureau::new();
    let (file, _) = pack_into(&bureau, "our.pack");
    let before = fs::read(&file).unwrap();
    bureau.write("procedures/own.yaml", GUIDE.replace("Our own guide", "Another title"));
    let (_, packed) = pack_into(&bureau, "our.pack");
    assert_eq!(packed.code, Some(0));
    assert_ne!(fs::read(&file).unwrap(), before);
    let letter = bureau.folder().with_file_name("letter.txt");
    fs::write(&letter, "Dear Sir").unwrap();
    let (_, refused) = pack_into(&bureau, "letter.txt");
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("letter.txt` is there already and is no pack"));
    assert!(refused.stderr.contains("hint: "), "{}", refused.stderr);
    assert_eq!(fs::read(&letter).unwrap(), b"Dear Sir");
}

#[test]
fn what_cannot_be_packed_is_refused() {
    let bureau = Bureau::new();
    let mut nothing = Command::new(env!("CARGO_BIN_EXE_guide"));
    nothing.env_clear().env("LANG", "en").env("HOME", bureau.cache());
    let refused = answer(nothing.arg("pack"));
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("no folder to pack"), "{}", refused.stderr);
    let nowhere = bureau.folder().join("no/such/folder.pack");
    let refused = answer(bureau.command("zh", &["pack", "-o"]).arg(&nowhere));
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("写不进"), "{}", refused.stderr);
}

#[test]
fn a_large_handbook_says_that_it_is_older_and_is_brought_up_to_date() {
    let bureau = alone();
    bureau.fill(MANY);
    let first = pack(&bureau);
    assert!(is_summary(&first.stderr), "{}", first.stderr);
    let ask = ["show", "guide-7"];
    assert_eq!(bureau.run("en", &ask).stderr, "");
    // In place: only whoever looks at the file itself can know.
    bureau.write("procedures/00/guide-7.yaml", GUIDE.replace("id: own", "id: guide-7"));
    assert_eq!(bureau.run("en", &["show", "guide-8"]).stderr, "");
    let old = bureau.run("en", &ask);
    assert!(old.stdout.contains("Number 7") && old.stderr.starts_with(OLDER), "{old:?}");
    assert_eq!(old.stderr.lines().count(), 1);
    assert_eq!(bureau.run("en", &["-q", "show", "guide-7"]).stderr, "");
    bureau.write("procedures/00/new.yaml", GUIDE.replace("id: own", "id: new"));
    assert!(bureau.run("en", &["show", "guide-8"]).stderr.starts_with(OLDER));
    assert_eq!(pack(&bureau).code, Some(0));
    let new = bureau.run("en", &ask);
    assert!(new.stdout.contains("Our own guide"), "{new:?}");
    assert_eq!(new.stderr, "");
    assert_eq!(bureau.run("en", &["show", "new"]).code, Some(0));
}

/// Packs what is kept and what is not, and expects the same.
#[track_caller]
fn same_as_anew(bureau: &Bureau) {
    let kept = pack(bureau).stderr;
    let with_kept = fs::read(&bureau.packs()[0]).unwrap();
    fs::remove_dir_all(bureau.cache()).unwrap();
    let anew = pack(bureau).stderr;
    assert_eq!(fs::read(&bureau.packs()[0]).unwrap(), with_kept, "{kept}{anew}");
}

#[test]
fn what_is_kept_is_as_if_it_were_read() {
    let bureau = alone();
    bureau.fill(30);
    bureau.write("procedures/bad.yaml", "id: [\n");
    bureau.write("procedures/misnamed.yaml", GUIDE.replace("id: own", "id: other"));
    bureau.write("procedures/up.yaml", "{id: up, extends: guide-3, title: 上}");
    bureau.write(
        "procedures/child.yaml",
        format!("{}related: [{{id: guide-5}}]\n", GUIDE.replace("id: own", "id: child")),
    );
    // Only what is older than the clock's tick is known for certain.
    std::thread::sleep(std::time::Duration::from_millis(50));
    pack(&bureau);
    same_as_anew(&bureau);
    bureau.write("procedures/00/guide-3.yaml", GUIDE.replace("id: own", "id: guide-3"));
    same_as_anew(&bureau);
    fs::remove_file(bureau.path("procedures/00/guide-5.yaml")).unwrap();
    same_as_anew(&bureau);
    let said = bureau.run("en", &["list"]).stderr;
    assert!(said.contains("child.yaml:8:16: there is no guide `guide-5`"), "{said}");
    bureau.write(
        "offices.yaml",
        "offices: [{id: bureau, name: 新局, kind: bureau, standing: local}]",
    );
    same_as_anew(&bureau);
    bureau.write("words.yaml", "silent: 5\n");
    same_as_anew(&bureau);
}

#[cfg(unix)]
#[test]
fn a_packing_that_is_stopped_does_no_harm() {
    let bureau = alone();
    bureau.fill(MANY);
    let mut child = bureau.command("en", &["pack"]).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(100));
    child.kill().unwrap();
    child.wait().unwrap();
    let mut running: Vec<_> =
        (0..3).map(|_| bureau.command("en", &["pack"]).spawn().unwrap()).collect();
    assert!(running.iter_mut().all(|child| child.wait().unwrap().success()));
    assert_eq!(bureau.run("en", &["show", "guide-2000"]).code, Some(0));
}
