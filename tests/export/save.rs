//! Saving: nothing is overwritten unasked, a file is whole or not there, names are safe.

use std::{fs, io, path::Path};

use recension::export::{EXPORTERS, save};

use crate::sample::{compared, ferry};

fn left(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).expect("the folder").flatten().map(|e| e.file_name().to_string_lossy().into()).collect();
    names.sort();
    names
}

#[test]
fn a_file_is_not_overwritten_unless_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.json");
    let sample = ferry();
    let json = recension::export::named("json").expect("json");
    save::save(&sample.piece(), json, &path, false).expect("saved");
    assert_eq!(fs::read_to_string(&path).expect("the file"), sample.document("json"));
    fs::write(&path, "mine").expect("written");
    let error = save::save(&sample.piece(), json, &path, false).expect_err("refused");
    assert!(matches!(error, save::SaveError::Exists(_)) && error.to_string().contains("--force"), "{error}");
    assert_eq!(fs::read_to_string(&path).expect("the file"), "mine");
    save::save(&sample.piece(), json, &path, true).expect("overwritten");
    assert_eq!(fs::read_to_string(&path).expect("the file"), sample.document("json"));
    assert_eq!(left(folder.path()), ["x.json"]);
}

#[test]
fn a_failed_write_leaves_what_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x");
    let fail = |out: &mut dyn io::Write| {
        out.write_all(b"half")?;
        Err(io::Error::from(io::ErrorKind::StorageFull))
    };
    let error = save::save_with(&path, false, fail).expect_err("full");
    assert!(error.to_string().contains("no room left"), "{error}");
    assert!(left(folder.path()).is_empty());
    fs::write(&path, "mine").expect("written");
    save::save_with(&path, true, fail).expect_err("full");
    assert_eq!(fs::read_to_string(&path).expect("the file"), "mine");
    assert_eq!(left(folder.path()), ["x"]);
}

#[test]
fn errors_say_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let save = |path: &Path| save::save_with(path, true, |_| Ok(())).expect_err("refused").to_string();
    assert!(save(folder.path()).contains("is a folder; add a file name"));
    assert!(save(&folder.path().join("no/x")).contains("is not there; make it first"));
    if cfg!(target_os = "linux") {
        // A folder that is there, but in which nothing can be made.
        assert_eq!(save(Path::new("/proc/x.html")), "No file can be made in ‘/proc’; choose another folder.");
    }
    assert!(
        save(&folder.path().join("x".repeat(300))).contains("shorter"),
        "{}",
        save(&folder.path().join("x".repeat(300)))
    );
    assert!(save(&folder.path().join("no\u{1b}[2J\n/x")).contains("no␛[2J␊"));
    assert!(left(folder.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_devices_stay_devices() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, link) = (folder.path().join("file"), folder.path().join("link"));
    fs::write(&file, "mine").expect("written");
    std::os::unix::fs::symlink(&file, &link).expect("a link");
    assert!(matches!(save::save_with(&link, false, |_| Ok(())), Err(save::SaveError::Exists(_))));
    save::save_with(&link, true, |out| out.write_all(b"new")).expect("saved");
    assert_eq!(fs::read_to_string(&file).expect("the file"), "new");
    assert!(fs::symlink_metadata(&link).expect("the link").is_symlink());
    let null = Path::new("/dev/null");
    save::save_with(null, true, |out| out.write_all(b"new")).expect("written");
    assert!(!fs::metadata(null).expect("the device").is_file());
}

#[test]
fn proposed_names_say_what_is_in_them() {
    let names: Vec<_> = EXPORTERS.iter().map(|&e| save::proposed_name(&ferry().piece(), e)).collect();
    assert!(names.contains(&"harrow-echo-ferry-fares-to-rise-by-11-r1-r2.patch".into()), "{names:?}");
    let hostile = compared(("", &[]), ("../../x\u{202e}\u{1b}", &[]));
    for &exporter in EXPORTERS {
        let name = save::proposed_name(&hostile.piece(), exporter);
        assert_eq!(name, format!("harrow-echo-x-r1-r2.{}", exporter.suffix()));
    }
}
