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
    assert_eq!(parts(&bureau), Vec::<PathBuf>::new());
}

/// Packs the edition, and leaves beside the place of the pack what a packing that is stopped at the
/// very end leaves there; returns the pack.
#[cfg(unix)]
fn stop_packing(bureau: &Bureau) -> Vec<u8> {
    pack(bureau);
    let place = bureau.packs().remove(0);
    let anew = fs::read(&place).unwrap();
    fs::remove_file(&place).unwrap();
    // A pack is not put in the place of a folder.
    fs::create_dir(&place).unwrap();
    assert_eq!(pack(bureau).code, Some(2));
    fs::remove_dir(&place).unwrap();
    assert_eq!(parts(bureau).len(), 1, "{:?}", bureau.packs());
    anew
}

/// Returns what packings that were stopped have left.
#[cfg(unix)]
fn parts(bureau: &Bureau) -> Vec<PathBuf> {
    let is_part = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "part");
    bureau.packs().into_iter().filter(is_part).collect()
}

/// Goes on with a packing, and expects the same pack and nothing else beside it.
#[cfg(unix)]
#[track_caller]
fn resumed(bureau: &Bureau, anew: &[u8]) {
    assert_eq!(pack(bureau).code, Some(0));
    let packs = bureau.packs();
    assert_eq!(packs.len(), 1, "{packs:?}");
    assert!(fs::read(&packs[0]).unwrap() == anew, "the pack is another");
}

/// Changes the text of a file, but nothing by which a change is noticed.
#[cfg(unix)]
fn change_unnoticed(bureau: &Bureau, path: &str, from: &str, to: &str) {
    let path = bureau.path(path);
    let then = fs::metadata(&path).unwrap().modified().unwrap();
    let text = String::from_utf8(fs::read(&path).unwrap()).unwrap();
    fs::write(&path, text.replace(from, to)).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(then).unwrap();
}

#[cfg(unix)]
#[test]
fn a_packing_goes_on_where_one_was_stopped() {
    let bureau = alone();
    bureau.fill(MANY);
    let refers = |id: &str, to: &str| {
        let guide = GUIDE.replace("id: own", &format!("id: {id}"));
        format!("{guide}related: [{{id: {to}}}]\n")
    };
    bureau.write("procedures/00/0-good.yaml", refers("0-good", "guide-7"));
    bureau.write("procedures/00/0-bad.yaml", refers("0-bad", "nothing"));
    bureau.write("procedures/01/guide-3.yaml", GUIDE.replace("id: own", "id: guide-3"));
    bureau.write("procedures/up.yaml", "{id: up, extends: guide-3, title: 上}");
    std::thread::sleep(std::time::Duration::from_millis(50));
    let anew = stop_packing(&bureau);
    let part = fs::read(&parts(&bureau)[0]).unwrap();
    // That the pack is the same shows that the file is not read again.
    change_unnoticed(&bureau, "procedures/00/guide-0.yaml", "Number 0", "Nothing!");
    resumed(&bureau, &anew);
    let place = bureau.packs().remove(0);
    let stop_at = |number: usize, bytes: &[u8]| {
        let _ = fs::remove_file(&place);
        fs::write(place.with_extension(format!("pack.{number}.part")), bytes).unwrap();
    };
    stop_at(0, &part[..part.len() / 2]);
    stop_at(3, &part[..part.len() / 3]);
    stop_at(4, b"");
    resumed(&bureau, &anew);
    // A guide to which one of the journal refers is gone.
    stop_at(0, &part);
    fs::remove_file(bureau.path("procedures/00/guide-7.yaml")).unwrap();
    assert_eq!(pack(&bureau).code, Some(0));
    let said = bureau.run("en", &["list"]).stderr;
    assert!(said.contains("0-good.yaml:8:16: there is no guide `guide-7`"), "{said}");
    // Other dictionaries: nothing is taken.
    stop_at(0, &part);
    bureau.write("words.yaml", "silent: 5\n");
    assert_eq!(pack(&bureau).code, Some(0));
    assert!(bureau.run("en", &["show", "guide-0"]).stdout.contains("Nothing!"));
}

#[cfg(unix)]
#[test]
fn a_pack_for_others_goes_on_where_the_packing_was_stopped() {
    let bureau = alone();
    bureau.fill(MANY);
    std::thread::sleep(std::time::Duration::from_millis(50));
    stop_packing(&bureau);
    change_unnoticed(&bureau, "procedures/00/guide-0.yaml", "Number 0", "Nothing!");
    let (file, packed) = pack_into(&bureau, "our.pack");
    assert_eq!((packed.code, bureau.packs()), (Some(0), Vec::new()));
    assert!(read(&bureau, &file, &["show", "guide-0"]).stdout.contains("Number 0"));
}
