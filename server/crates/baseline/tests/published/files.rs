//! Which files belong to the published connector, and what their bytes become.

use std::fs;

use baseline::{Baselines, Published};
use connector::FileRole;

use crate::repository::{DEFINITION, Repository, Scratch, ask, definition, text};

fn of(repository: &Repository, folder: &str, name: &str) -> Option<std::sync::Arc<Published>> {
    ask(&Baselines::new(), &repository.path().join(folder), name, "HEAD", repository.path()).unwrap()
}

fn paths(published: &Published) -> Vec<&str> {
    published.files.iter().map(|file| file.path.as_str()).collect()
}

#[test]
fn all_files_of_a_connector() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write("c/apiProperties.json", "{\"properties\": {}}");
    repository.write("c/settings.json", "{ \"connectorId\": \"x\" }");
    repository.write("c/script.csx", "class Script {}");
    repository.write("c/icon.png", "");
    repository.commit_file(&format!("c/{DEFINITION}"), "{ \"swagger\": \"2.0\", \"paths\": {} }");
    fs::remove_file(repository.path().join("c/script.csx")).unwrap();
    let published = of(&repository, "c", DEFINITION).unwrap();
    let roles: Vec<FileRole> = published.files.iter().map(|file| file.role).collect();
    assert_eq!(roles, [FileRole::Definition, FileRole::Properties, FileRole::Settings, FileRole::Script]);
    assert_eq!(text(&published, FileRole::Script), Some("class Script {}"));
    assert_eq!(published.connector().parts().len(), 4);
    assert!(published.connector().definition().is_some());
}

#[test]
fn two_definitions_in_a_folder() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write("c/apiDefinition.one.json", "1");
    repository.write("c/apiProperties.json", "p");
    repository.commit_file("c/apiDefinition.two.json", "2");
    for (name, content) in [("apiDefinition.one.json", "1"), ("apiDefinition.two.json", "2")] {
        let published = of(&repository, "c", name).unwrap();
        assert_eq!(definition(&published), content);
        assert_eq!(text(&published, FileRole::Properties), Some("p"));
    }
}

#[test]
fn an_unpacked_solution() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    for (name, content) in [
        ("a_openapidefinition.json", "a1"),
        ("a_connectionparameters.json", "a2"),
        ("a_policytemplateinstances.json", "a3"),
        ("b_openapidefinition.json", "b1"),
    ] {
        repository.write(&format!("Connector/{name}"), content);
    }
    repository.commit();
    let published = of(&repository, "Connector", "a_openapidefinition.json").unwrap();
    assert_eq!(definition(&published), "a1");
    assert_eq!(text(&published, FileRole::ConnectionParameters), Some("a2"));
    assert_eq!(text(&published, FileRole::PolicyTemplateInstances), Some("a3"));
    assert_eq!(of(&repository, "Connector", "b_openapidefinition.json").unwrap().files.len(), 1);
}

#[test]
fn settings_that_name_other_paths() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write(
        "c/settings.json",
        "{ \"connectorId\": \"x\", \"apiDefinition\": \"api\\\\swagger.json\", \"apiProperties\": \"../shared/p.json\" }",
    );
    repository.write("shared/p.json", "p");
    repository.commit_file("c/api/swagger.json", "1");
    for name in ["api/swagger.json", "api\\swagger.json", "./api/swagger.json"] {
        let published = of(&repository, "c", name).unwrap();
        assert_eq!(definition(&published), "1");
        assert_eq!(text(&published, FileRole::Properties), Some("p"));
        assert_eq!(paths(&published), ["c/api/swagger.json", "shared/p.json", "c/settings.json"]);
    }
}

#[test]
fn settings_that_name_a_path_only_now() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write("c/apiProperties.json", "p");
    repository.commit_file("c/swagger.json", "1");
    repository.write("c/settings.json", "{ \"connectorId\": \"x\", \"apiDefinition\": \"swagger.json\" }");
    let published = of(&repository, "c", "swagger.json").unwrap();
    assert_eq!(definition(&published), "1");
    assert_eq!(text(&published, FileRole::Properties), Some("p"));
}

#[test]
fn paths_that_leave_the_repository_are_not_followed() {
    let scratch = Scratch::new();
    fs::write(scratch.path().join("p.json"), "secret").unwrap();
    let repository = scratch.repository("r");
    repository.write("c/settings.json", "{ \"connectorId\": \"x\", \"apiProperties\": \"../../p.json\" }");
    repository.commit_file(&format!("c/{DEFINITION}"), "1");
    let published = of(&repository, "c", DEFINITION).unwrap();
    assert!(published.file(FileRole::Properties).is_none());
    assert!(!published.is_whole && published.remark.unwrap().contains("outside of the project"));
    // On disk as in a commit: in another clone, in a folder without a repository, and by a link.
    for (name, outside) in [("r2", "../../p.json"), ("plain", "../../p.json"), ("linked", "far/p.json")] {
        let other = match name {
            "r2" => scratch.repository(name),
            _ => Repository(scratch.path().join(name)),
        };
        other.write(&format!("c/{DEFINITION}"), "1");
        let settings = |path: &str| {
            let text = format!("{{ \"connectorId\": \"x\", \"apiProperties\": \"{path}\" }}");
            other.write("c/settings.json", text);
        };
        settings(outside);
        #[cfg(unix)]
        std::os::unix::fs::symlink(scratch.path(), other.path().join("c/far")).unwrap();
        let published = || repository.ask("c", &format!("../{name}")).unwrap().unwrap();
        assert!(published().file(FileRole::Properties).is_none(), "{name}");
        assert!(!published().is_whole || cfg!(not(unix)), "{name}");
        other.write("p.json", "ours");
        settings("../p.json");
        assert_eq!(text(&published(), FileRole::Properties), Some("ours"), "{name}");
        assert!(published().is_whole && published().remark.is_none(), "{name}");
    }
}

#[test]
fn line_ends_of_a_file_outside_of_the_repository_say_nothing() {
    let scratch = Scratch::new();
    fs::write(scratch.path().join("p.json"), "\r\n").unwrap();
    let repository = scratch.repository("r");
    repository
        .write("a/b/c/settings.json", "{ \"connectorId\": \"x\", \"apiProperties\": \"../../p.json\" }");
    repository.write("a/p.json", "{\n}\n");
    repository.commit_file(&format!("a/b/c/{DEFINITION}"), "{ \"a\": [1, 2, 3] }");
    repository.git("mv a/b/c c");
    let published = of(&repository, "c", DEFINITION).unwrap();
    assert_eq!(text(&published, FileRole::Properties), Some("{\n}\n"));
}

#[test]
fn letter_case_of_names() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write("Folder/apidefinition.swagger.JSON", "1");
    repository.commit_file("Folder/APIProperties.json", "p");
    // What a file system that does not tell letter case apart may show.
    fs::rename(repository.path().join("Folder"), repository.path().join("folder")).unwrap();
    let published = of(&repository, "folder", DEFINITION).unwrap();
    assert_eq!(definition(&published), "1");
    assert_eq!(text(&published, FileRole::Properties), Some("p"));
    assert_eq!(paths(&published), ["Folder/apidefinition.swagger.JSON", "Folder/APIProperties.json"]);
}

#[test]
fn line_ends_follow_the_working_file() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write(".gitattributes", "*.json text eol=crlf\n");
    repository.write("c/apiProperties.json", "{\r\n}\r\n");
    repository.write("c/script.csx", "a\nb\n");
    repository.commit_file(&format!("c/{DEFINITION}"), "{\r\n  \"a\": 1\r\n}\r\n");
    assert_eq!(repository.git(&format!("cat-file blob HEAD:c/{DEFINITION}")), "{\n  \"a\": 1\n}\n");
    let baselines = Baselines::new();
    let folder = repository.path().join("c");
    let published = || ask(&baselines, &folder, DEFINITION, "HEAD", repository.path()).unwrap().unwrap();
    let first = published();
    assert_eq!(definition(&first), "{\r\n  \"a\": 1\r\n}\r\n");
    assert_eq!(text(&first, FileRole::Properties), Some("{\r\n}\r\n"));
    assert_eq!(text(&first, FileRole::Script), Some("a\nb\n"));
    // Saved with another text: the same answer.
    repository.write(&format!("c/{DEFINITION}"), "{\r\n  \"a\": 22\r\n}\r\n");
    assert!(std::sync::Arc::ptr_eq(&first, &published()));
    // Saved with LF, and with both.
    repository.write(&format!("c/{DEFINITION}"), "{\n}\n");
    let second = published();
    assert_eq!(definition(&second), "{\n  \"a\": 1\n}\n");
    assert_ne!(first.identity, second.identity);
    repository.write(&format!("c/{DEFINITION}"), "{\n  \"b\": 1\r\n}\n");
    assert_eq!(definition(&published()), "{\n  \"a\": 1\n}\n");
}

#[test]
fn bytes_that_are_no_text_are_kept() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.commit_file(&format!("c/{DEFINITION}"), b"\xEF\xBB\xBF{ \"a\": \"\xE9\" }");
    let published = of(&repository, "c", DEFINITION).unwrap();
    let file = published.file(FileRole::Definition).unwrap();
    assert!(file.decoded.byte_order_mark);
    assert_eq!(file.decoded.text, "\u{FEFF}{ \"a\": \"\u{FFFD}\" }");
    assert_eq!(file.decoded.invalid.len(), 1);
    assert_eq!(published.connector().not_utf8(FileRole::Definition).len(), 1);
}
