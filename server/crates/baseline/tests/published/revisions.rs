//! `REV:PATH`.

use std::fs;

use baseline::read_revision;
use connector::{Connector, Files};

use crate::repository::{DEFINITION, Repository, Scratch};

fn example(scratch: &Scratch) -> Repository {
    let repository = scratch.repository("r");
    repository.write("x/c/apiProperties.json", "{}");
    repository.write("x/c/readme.md", "# c");
    repository.write(&format!("x/d/{DEFINITION}"), "{}");
    repository.commit_file(&format!("x/c/{DEFINITION}"), "{ \"info\": { \"title\": \"old\" } }");
    repository.git("tag v1");
    repository.git("rm --quiet -r x");
    repository.commit();
    repository
}

#[test]
fn a_folder_is_discovered_like_one_on_disk() {
    let scratch = Scratch::new();
    let repository = example(&scratch);
    let folder = read_revision(repository.path(), "v1:x/c").unwrap().unwrap();
    assert_eq!(folder.file(), None);
    let mut names = folder.names();
    names.sort();
    assert_eq!(names, [DEFINITION, "apiProperties.json", "readme.md"]);
    let connectors = Connector::load(&folder);
    assert_eq!(connectors.len(), 1);
    assert_eq!(connectors[0].0.files.len(), 2);
    assert_eq!(folder.shown(DEFINITION), format!("v1:x/c/{DEFINITION}"));
    assert_eq!(folder.bytes("apiProperties.json"), Some(b"{}".to_vec()));
    assert_eq!(folder.bytes("missing.json"), None);
    let root = read_revision(repository.path(), "v1:").unwrap().unwrap();
    let below: Vec<String> = root.folders().iter().map(|folder| folder.shown("")).collect();
    assert_eq!(below, ["v1:x/c", "v1:x/d"]);
    assert_eq!(folder.folders().len(), 1);
}

#[test]
fn a_file_is_named_with_its_folder() {
    let scratch = Scratch::new();
    let repository = example(&scratch);
    let text = format!("HEAD~1:x/c/{DEFINITION}");
    let file = read_revision(repository.path(), &text).unwrap().unwrap();
    assert_eq!(file.file(), Some(DEFINITION));
    assert_eq!(file.shown(DEFINITION), text);
    assert!(file.read("apiProperties.json").is_some());
}

#[test]
fn paths_start_at_the_root_or_at_the_working_folder() {
    let scratch = Scratch::new();
    let repository = example(&scratch);
    let here = repository.path().join("x/c");
    fs::create_dir_all(&here).unwrap();
    for text in ["v1:./apiProperties.json", "v1:x/c/apiProperties.json", "v1:../c/apiProperties.json"] {
        let file = read_revision(&here, text).unwrap().unwrap();
        assert_eq!(file.shown("apiProperties.json"), "v1:x/c/apiProperties.json", "{text}");
    }
    assert_eq!(read_revision(&here, "v1:.").unwrap().unwrap().shown(""), "v1:x/c");
    let problem = read_revision(&here, "v1:apiProperties.json").unwrap_err();
    assert!(problem.message.contains("Is 'v1:x/c/apiProperties.json' meant?"), "{problem}");
    assert!(read_revision(&here, "v1:../../../x").is_err());
}

#[test]
fn a_path_on_disk_is_none() {
    let scratch = Scratch::new();
    let repository = example(&scratch);
    repository.write("plain.json", "{}");
    for text in ["plain.json", "missing.json", "C:\\x.json", "c:/x.json"] {
        assert_eq!(read_revision(repository.path(), text).unwrap().map(|_| ()), None, "{text}");
    }
    if cfg!(unix) {
        repository.write("v1:x", "{}");
        assert!(read_revision(repository.path(), "v1:x").unwrap().is_none());
    }
}

#[test]
fn what_is_not_there_is_a_problem() {
    let scratch = Scratch::new();
    let repository = example(&scratch);
    let problem = |text: &str| read_revision(repository.path(), text).unwrap_err().message;
    assert!(problem("v9:x/c").contains("no revision 'v9'"));
    assert!(problem("v1:x/y").contains("no 'x/y' in 'v1'"));
    repository.commit_file("large.json", "version https://git-lfs.github.com/spec/v1\n");
    assert!(problem("HEAD:large.json").contains("Git LFS"));
    let none = scratch.path().join("none");
    fs::create_dir(&none).unwrap();
    assert!(read_revision(&none, "v1:x").unwrap_err().message.contains("no Git repository"));
}

#[test]
fn a_bare_repository_can_be_read() {
    let scratch = Scratch::new();
    let repository = example(&scratch);
    let bare = scratch.clone(&repository, "bare.git", "--bare");
    assert!(read_revision(bare.path(), "v1:x/c").unwrap().is_some());
}
