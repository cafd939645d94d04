//! Packs that are kept: damaged, out of date, shared or impossible, the answer stays the same.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod bureau;

use std::fs;
use std::path::PathBuf;

use bureau::{Answer, Bureau, GUIDE};

const ASK: [&str; 1] = ["list"];

/// Returns the one pack of an edition that was read once, and the answer.
fn packed(bureau: &Bureau) -> (PathBuf, Answer) {
    let answer = bureau.run("en", &ASK);
    assert_eq!((answer.code, answer.stderr.as_str()), (Some(0), ""));
    let packs = bureau.packs();
    assert_eq!(packs.len(), 1, "{packs:?}");
    (packs[0].clone(), answer)
}

/// Damages the pack and expects the same answer and a whole pack again.
#[track_caller]
fn case(damage: fn(Vec<u8>) -> Vec<u8>) {
    let bureau = Bureau::new();
    let (pack, answer) = packed(&bureau);
    let whole = fs::read(&pack).unwrap();
    fs::write(&pack, damage(whole.clone())).unwrap();
    assert_eq!(bureau.run("en", &ASK), answer);
    assert_eq!(fs::read(&pack).unwrap().len(), whole.len());
    assert_eq!(bureau.run("en", &ASK), answer);
}

#[test]
fn a_damaged_pack_is_made_again() {
    case(|_| Vec::new());
    case(|whole| whole[..7].to_vec());
    case(|whole| whole[..whole.len() / 2].to_vec());
    case(|whole| whole[..whole.len() - 1].to_vec());
    case(|mut whole| {
        whole.iter_mut().step_by(97).for_each(|byte| *byte ^= 0x10);
        whole
    });
    case(|mut whole| {
        // Far from the front: the index and what follows it.
        *whole.iter_mut().rev().nth(4000).unwrap() ^= 1;
        whole
    });
    case(|_| b"#!/bin/sh\necho another program\n".repeat(100));
    case(|mut whole| {
        whole[8] ^= 0xff;
        whole
    });
}

#[test]
fn a_changed_file_is_noticed() {
    let bureau = Bureau::new();
    let (_, first) = packed(&bureau);
    assert!(first.stdout.contains("Our own guide"));
    bureau.write("procedures/own.yaml", GUIDE.replace("Our own guide", "Our old guide"));
    assert!(bureau.run("en", &ASK).stdout.contains("Our old guide"), "edited");
    bureau.write("procedures/more/new.yaml", GUIDE.replace("id: own", "id: brand-new"));
    assert!(bureau.run("en", &ASK).stdout.contains("brand-new"), "added");
    fs::remove_file(bureau.path("procedures/more/new.yaml")).unwrap();
    assert!(!bureau.run("en", &ASK).stdout.contains("brand-new"), "removed");
    bureau.write("words.yaml", "silent: 5\n");
    assert!(bureau.run("en", &ASK).stderr.contains("words.yaml:1:9: "), "a dictionary came");
}

#[test]
fn what_is_wrong_is_said_each_time() {
    let bureau = Bureau::new();
    bureau.write("procedures/bad.yaml", "id: [\n");
    let first = bureau.run("zh", &ASK);
    assert!(first.stderr.contains("bad.yaml:2:1: "), "{}", first.stderr);
    assert_eq!(bureau.run("zh", &ASK), first);
}

#[test]
fn without_a_cache_it_answers() {
    let bureau = Bureau::new();
    // A file where the folder should be: nobody can write there, not even root.
    fs::write(bureau.cache(), "in the way").unwrap();
    let answer = bureau.run("en", &ASK);
    assert_eq!((answer.code, answer.stderr.as_str()), (Some(0), ""));
    assert!(answer.stdout.contains("own"));
}

#[test]
fn many_at_once_do_no_harm() {
    let bureau = Bureau::new();
    let ask = || bureau.command("en", &ASK).spawn().unwrap();
    let running: Vec<_> = (0..8).map(|_| ask()).collect();
    let outputs: Vec<_> =
        running.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
    for output in &outputs {
        assert!(output.status.success());
        assert_eq!(output.stdout, outputs[0].stdout);
        assert_eq!(output.stderr, b"");
    }
    packed(&bureau);
}

#[cfg(unix)]
#[test]
fn only_its_owner_enters_the_cache() {
    use std::os::unix::fs::PermissionsExt;
    let bureau = Bureau::new();
    let (pack, _) = packed(&bureau);
    let mode = fs::metadata(pack.parent().unwrap()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}
