//! The child process: its limits hold, its end is always seen, its answers are not believed.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use pictures::{Limits, Problem, child, shrink};

use crate::fixtures::{exif_segment, jpeg, photo};

fn decoder() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_picture-decoder"))
}

/// A program that does what the shell says, in place of the decoder.
fn impostor(folder: &Path, script: &str) -> PathBuf {
    let path = folder.join("impostor");
    let mut file = fs::File::create(&path).unwrap();
    writeln!(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n{script}").unwrap();
    file.set_permissions(fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[test]
fn a_child_gives_the_same_as_we_do_ourselves() {
    let upload = jpeg(&photo(1200, 900), &[exif_segment(6)]);
    let here = shrink(&upload, &Limits::default()).unwrap();
    assert_eq!(child::run(decoder(), &upload, &Limits::default()), Ok(here));
}

#[test]
fn the_rights_are_given_up_before_anything_is_read() {
    let mut child = Command::new(decoder()).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let limits = PathBuf::from(format!("/proc/{}/limits", child.id()));
    if !limits.exists() {
        println!("no /proc here, skipped");
        child.kill().unwrap();
        child.wait().unwrap();
        return;
    }
    // Nothing has been written to it, so it waits for its input once it has set its limits.
    let expected = [
        ("Max open files", "3"),
        ("Max address space", "671088640"),
        ("Max file size", "0"),
        ("Max processes", "0"),
    ];
    let begun = Instant::now();
    let holds = |text: &str| {
        expected.iter().all(|(name, most)| {
            let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
            line[name.len().min(line.len())..].split_whitespace().take(2).all(|value| value == *most)
        })
    };
    let mut text = String::new();
    while begun.elapsed() < Duration::from_secs(10) && !holds(&text) {
        text = fs::read_to_string(&limits).unwrap();
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(holds(&text), "{text}");
    drop(child.stdin.take());
    child.wait().unwrap();
}

#[test]
fn a_child_that_hangs_is_ended_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits { patience: Duration::from_millis(300), ..Limits::default() };
    let begun = Instant::now();
    let upload = jpeg(&photo(800, 600), &[]);
    let answer = child::run(&impostor(folder.path(), "exec sleep 600"), &upload, &limits);
    assert_eq!(answer, Err(Problem::TooMuchWork));
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[test]
fn a_child_that_a_limit_ended_is_told_from_one_that_failed() {
    let folder = tempfile::tempdir().unwrap();
    let upload = jpeg(&photo(80, 60), &[]);
    let answer = |script: &str| child::run(&impostor(folder.path(), script), &upload, &Limits::default());
    assert_eq!(answer("kill -ABRT $$"), Err(Problem::TooMuchWork));
    assert!(matches!(answer("exit 1"), Err(Problem::Process(_))));
    let absent = child::run(Path::new("/nowhere/decoder"), &upload, &Limits::default());
    assert!(matches!(absent, Err(Problem::Process(_))));
}

#[test]
fn answers_are_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let upload = jpeg(&photo(80, 60), &[]);
    let number = |value: u8| format!("\\{value:03o}{}", "\\000".repeat(7));
    let answers = [
        "hello".to_owned(),
        // One "picture" that is none.
        format!("{}{}{}<svg>", number(0), number(1), number(5)),
        // More pictures than were asked for, lengths beyond the end, no picture at all.
        format!("{}{}", number(0), number(200)),
        format!("{}{}{}x", number(0), number(1), number(255)),
        format!("{}{}", number(0), number(0)),
        // A problem that does not exist, and one with something behind it.
        number(99),
        format!("{}x", number(5)),
    ];
    for answer in answers {
        let script = format!("cat >/dev/null; printf '{answer}'");
        let read = child::run(&impostor(folder.path(), &script), &upload, &Limits::default());
        assert!(matches!(read, Err(Problem::Process(_))), "{answer}: {read:?}");
    }
    let endless = child::run(&impostor(folder.path(), "exec yes"), &upload, &Limits::default());
    assert!(matches!(endless, Err(Problem::Process(_))));
}
