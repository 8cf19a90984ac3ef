//! A connector that was at another path.

use std::fmt::Write;
use std::fs;

use baseline::Baselines;
use connector::FileRole;

use crate::repository::{DEFINITION, Repository, Scratch, ask, definition, text};

/// A definition of some operations that no other one has, if `name` is its own.
fn api(name: &str, operations: usize) -> String {
    let mut text =
        format!("{{\n  \"swagger\": \"2.0\",\n  \"info\": {{ \"title\": \"{name}\" }},\n  \"paths\": {{\n");
    for number in 0..operations {
        let _ = writeln!(
            text,
            "    \"/{name}/{number}\": {{\n      \"get\": {{\n        \"operationId\": \"Get{name}{number}\",\n        \
             \"summary\": \"Gets {name} number {number}\",\n        \"responses\": {{ \"200\": {{ \"description\": \
             \"OK\" }} }}\n      }}\n    }},"
        );
    }
    text + "    \"/\": {}\n  }\n}\n"
}

/// `main` has the connectors `maps` and `mail` with their properties; a branch for changes is checked out.
fn example(scratch: &Scratch) -> Repository {
    let repository = scratch.repository("r");
    for name in ["maps", "mail"] {
        repository.write(&format!("a/{name}/{DEFINITION}"), api(name, 20));
        repository.write(&format!("a/{name}/apiProperties.json"), name);
    }
    repository.commit();
    repository.git("checkout --quiet -b topic");
    repository
}

#[track_caller]
fn assert_was(repository: &Repository, folder: &str, name: &str, was: &str) {
    let published =
        ask(&Baselines::new(), &repository.path().join(folder), name, "auto", repository.path()).unwrap();
    let published = published.expect("it is found at its old path");
    assert_eq!(published.files[0].path, was);
    assert_eq!(definition(&published), api("maps", 20));
    assert_eq!(text(&published, FileRole::Properties), Some("maps"));
}

#[track_caller]
fn assert_new(repository: &Repository, folder: &str) {
    let published = repository.ask(folder, "auto").unwrap();
    assert_eq!(published.map(|published| published.files[0].path.clone()), None);
}

const OLD: &str = "a/maps/apiDefinition.swagger.json";

#[test]
fn a_folder_that_was_moved_or_renamed() {
    for to in ["b/maps", "a/geo", "maps", "a/maps/deeper", "x/y/geo"] {
        let scratch = Scratch::new();
        let repository = example(&scratch);
        fs::create_dir_all(repository.path().join(to).parent().unwrap()).unwrap();
        if to == "a/maps/deeper" {
            fs::create_dir(repository.path().join(to)).unwrap();
            repository.git(&format!("mv {OLD} a/maps/apiProperties.json {to}"));
        } else {
            repository.git(&format!("mv a/maps {to}"));
        }
        // Not committed, committed, and changed after that.
        assert_was(&repository, to, DEFINITION, OLD);
        repository.commit();
        assert_was(&repository, to, DEFINITION, OLD);
        repository.write(&format!("{to}/{DEFINITION}"), api("maps", 15));
        assert_was(&repository, to, DEFINITION, OLD);
        repository.commit();
        assert_was(&repository, to, DEFINITION, OLD);
    }
}

#[test]
fn to_the_root_and_from_the_root() {
    let scratch = Scratch::new();
    let repository = example(&scratch);
    repository.git(&format!("mv {OLD} a/maps/apiProperties.json ."));
    assert_was(&repository, "", DEFINITION, OLD);
    repository.commit();
    repository.git("branch --force main");
    fs::create_dir_all(repository.path().join("z")).unwrap();
    repository.git(&format!("mv {DEFINITION} apiProperties.json z"));
    assert_was(&repository, "z", DEFINITION, DEFINITION);
}

#[test]
fn a_file_that_was_renamed() {
    let scratch = Scratch::new();
    let repository = example(&scratch);
    repository.git(&format!("mv {OLD} a/maps/apiDefinition.v2.json"));
    repository.write("a/maps/apiDefinition.v2.json", api("maps", 10));
    assert_was(&repository, "a/maps", "apiDefinition.v2.json", OLD);
    repository.commit();
    assert_was(&repository, "a/maps", "apiDefinition.v2.json", OLD);
    // To a name that only settings.json tells, and back.
    repository.git("mv a/maps/apiDefinition.v2.json a/maps/maps.json");
    repository.write("a/maps/settings.json", "{ \"connectorId\": \"x\", \"apiDefinition\": \"maps.json\" }");
    assert_was(&repository, "a/maps", "maps.json", OLD);
    repository.write("a/maps/maps.json", api("maps", 20));
    repository.commit();
    repository.git("branch --force main");
    repository.git(&format!("mv a/maps/maps.json {OLD}"));
    repository.git("rm --quiet a/maps/settings.json");
    assert_was(&repository, "a/maps", DEFINITION, "a/maps/maps.json");
}

#[test]
fn a_file_with_other_line_ends_is_the_same() {
    let scratch = Scratch::new();
    let repository = example(&scratch);
    repository.git("mv a/maps x");
    repository.write(&format!("x/{DEFINITION}"), api("maps", 20).replace('\n', "\r\n"));
    let published = repository.ask("x", "auto").unwrap().unwrap();
    assert_eq!(published.files[0].path, OLD);
    assert_eq!(definition(&published), api("maps", 20).replace('\n', "\r\n"));
}

#[test]
fn a_new_connector_is_new() {
    let scratch = Scratch::new();
    let repository = example(&scratch);
    repository.write(&format!("a/news/{DEFINITION}"), api("news", 20));
    assert_new(&repository, "a/news");
    // Even where another one goes.
    repository.git("rm --quiet -r a/maps");
    assert_new(&repository, "a/news");
    repository.commit();
    assert_new(&repository, "a/news");
    // And under that one's name.
    repository.write(&format!("b/maps/{DEFINITION}"), api("news", 20));
    assert_new(&repository, "b/maps");
}

#[test]
fn a_copy_is_new() {
    let scratch = Scratch::new();
    let repository = example(&scratch);
    repository.write(&format!("b/maps/{DEFINITION}"), api("maps", 20));
    assert_new(&repository, "b/maps");
    repository.commit();
    assert_new(&repository, "b/maps");
    // One that is committed, but not checked out, is there too.
    repository.git("sparse-checkout set --no-cone /b/");
    assert!(!repository.path().join(OLD).exists());
    assert_new(&repository, "b/maps");
}

#[test]
fn a_spelling_in_other_letter_case_beside_the_old_one_is_new() {
    let scratch = Scratch::new();
    let repository = example(&scratch);
    fs::create_dir_all(repository.path().join("a/Maps")).unwrap();
    if fs::read_dir(repository.path().join("a/Maps")).unwrap().next().is_some() {
        // The file system does not tell the two apart: it is the old folder.
        assert_was(&repository, "a/Maps", DEFINITION, OLD);
        return;
    }
    repository.write(&format!("a/Maps/{DEFINITION}"), api("other", 20));
    assert_new(&repository, "a/Maps");
    fs::remove_dir_all(repository.path().join("a/maps")).unwrap();
    assert_was(&repository, "a/Maps", DEFINITION, OLD);
}

#[test]
fn of_several_the_most_similar_one() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    for (folder, operations) in [("one", 12), ("two", 19), ("three", 16)] {
        repository.write(&format!("a/{folder}/{DEFINITION}"), api("maps", operations));
    }
    repository.commit();
    repository.git("checkout --quiet -b topic");
    repository.git("rm --quiet -r a");
    repository.write(&format!("b/all/{DEFINITION}"), api("maps", 20));
    let path = |folder| repository.ask(folder, "auto").unwrap().unwrap().files[0].path.clone();
    assert_eq!(path("b/all"), format!("a/two/{DEFINITION}"));
    // The folder's name counts more.
    repository.write(&format!("b/three/{DEFINITION}"), api("maps", 20));
    assert_eq!(path("b/three"), format!("a/three/{DEFINITION}"));
    // The same content counts most.
    repository.write(&format!("b/three/{DEFINITION}"), api("maps", 12));
    assert_eq!(path("b/three"), format!("a/one/{DEFINITION}"));
}

#[test]
fn a_connector_that_was_not_found_is_looked_for_again() {
    let scratch = Scratch::new();
    let repository = example(&scratch);
    let baselines = Baselines::new();
    let folder = repository.path().join("a/geo");
    let published = || ask(&baselines, &folder, DEFINITION, "auto", repository.path()).unwrap();
    repository.git("mv a/maps a/geo");
    repository.write(&format!("a/geo/{DEFINITION}"), "{}");
    assert!(published().is_none());
    assert!(published().is_none());
    repository.write(&format!("a/geo/{DEFINITION}"), api("maps", 19));
    let found = published().unwrap();
    assert_eq!(definition(&found), api("maps", 20));
    assert!(std::sync::Arc::ptr_eq(&found, &published().unwrap()));
}
