//! The setting names a revision or a path.

use std::fs;

use baseline::{Baselines, Question, Setting};
use connector::FileRole;

use crate::repository::{DEFINITION, Repository, Scratch, ask, definition, pair, text};

const FILE: &str = "c/apiDefinition.swagger.json";
/// A definition under a name that does not say so.
const OLD: &str = "{ \"swagger\": \"2.0\" }";

#[test]
fn the_text_of_the_setting() {
    assert_eq!(Setting::of("auto"), Setting::Auto);
    assert_eq!(Setting::of("main"), Setting::Named("main".to_owned()));
    assert_eq!(Setting::default(), Setting::Auto);
}

#[test]
fn a_branch_a_tag_a_commit() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    let first = repository.commit_file(FILE, "1");
    repository.git("tag v1");
    repository.git("tag --annotate --message=x v1a");
    repository.git("branch old");
    repository.commit_file(FILE, "2");
    repository.commit_file(FILE, "3");
    for revision in ["v1", "v1a", "old", "refs/heads/old", "HEAD~2", "HEAD^^", &first, &first[..9]] {
        assert_eq!(repository.published("c", revision), pair(revision, "1"));
    }
    assert_eq!(repository.published("c", "@~"), pair("@~", "2"));
}

#[test]
fn a_name_for_nothing_is_a_problem() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.commit_file(FILE, "1");
    for name in ["v9", "../missing", "HEAD~9", "main..main", "", "0000000"] {
        let problem = repository.ask("c", name).unwrap_err();
        assert!(problem.message.starts_with(&format!("The baseline '{name}' names nothing")), "{problem}");
    }
    assert!(repository.ask("c", "v9:c").unwrap_err().message.contains("no revision 'v9'"));
    assert!(repository.ask("c", "main:x").unwrap_err().message.contains("no 'x' in 'main'"));
    let none = Repository(scratch.path().join("none"));
    none.write(FILE, "1");
    let problem = none.ask("c", "main").unwrap_err();
    assert!(problem.message.contains("no Git repository"), "{problem}");
    // A revision without the connector is none: the connector is new.
    repository.git("branch before");
    repository.commit_file(&format!("new/{DEFINITION}"), "{ \"swagger\": \"2.0\" }");
    assert!(repository.ask("new", "before").unwrap().is_none());
}

#[test]
fn no_other_machine_is_asked() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.commit_file(FILE, "1");
    for name in [r"\\server\share\x", "//server/share/x", r"\\?\UNC\server\share", r"\\.\pipe\x"] {
        let problem = repository.ask("c", name).unwrap_err();
        assert!(problem.message.contains("is on another machine"), "{problem}");
    }
}

#[test]
fn a_file() {
    let scratch = Scratch::new();
    let here = Repository(scratch.path().join("r"));
    here.write(FILE, "2");
    here.write("published/old.json", OLD);
    let published = here.ask("c", "published/old.json").unwrap().unwrap();
    assert_eq!((published.label.as_str(), definition(&published)), ("published/old.json", OLD));
    assert_eq!(published.files[0].path, "published/old.json");
    assert_eq!(published.files.len(), 1);
    let absolute = here.path().join("published/old.json");
    assert_eq!(here.published("c", absolute.to_str().unwrap()).1, OLD);
    // The path starts where the setting stands.
    let published = ask(
        &Baselines::new(),
        &here.path().join("c"),
        DEFINITION,
        "old.json",
        &here.path().join("published"),
    );
    assert_eq!(definition(&published.unwrap().unwrap()), OLD);
    // What is no definition by its name is one by its text, or nothing to compare with.
    here.write("published/readme.md", "# Old");
    let problem = here.ask("c", "published/readme.md").unwrap_err().message;
    assert!(problem.starts_with("The baseline 'published/readme.md' is no API definition"), "{problem}");
}

#[test]
fn a_folder_with_the_same_folders_below() {
    let scratch = Scratch::new();
    let here = Repository(scratch.path().join("r"));
    here.write(&format!("x/c/{DEFINITION}"), "2");
    let old = Repository(scratch.path().join("old"));
    old.write(&format!("x/c/{DEFINITION}"), "1");
    old.write("x/c/apiProperties.json", "p");
    old.write(&format!("x/other/{DEFINITION}"), "other");
    let published = here.ask("x/c", "../old").unwrap().unwrap();
    assert_eq!((published.label.as_str(), definition(&published)), ("../old", "1"));
    assert_eq!(text(&published, FileRole::Properties), Some("p"));
    assert_eq!(published.files[1].path, "../old/x/c/apiProperties.json");
    // The folder that holds the connector's folder, and the connector's folder itself.
    assert_eq!(here.published("x/c", "../old/x"), pair("../old/x", "1"));
    assert_eq!(here.published("x/c", "../old/x/c"), pair("../old/x/c", "1"));
    // What is not there is new.
    here.write(&format!("x/new/{DEFINITION}"), "n");
    assert!(here.ask("x/new", "../old").unwrap().is_none());
}

#[test]
fn a_path_wins_over_a_revision() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.commit_file(FILE, "1");
    repository.write(FILE, "2");
    repository.write(&format!("main/{DEFINITION}"), "path");
    assert_eq!(repository.published("c", "main"), pair("main", "path"));
    assert_eq!(repository.published("c", "refs/heads/main"), pair("refs/heads/main", "1"));
}

#[test]
fn a_folder_without_connectors_is_a_problem() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write("docs/readme.md", "");
    repository.commit_file(FILE, "1");
    repository.git("branch topic");
    fs::create_dir_all(repository.path().join("topic/deep")).unwrap();
    let problem = |setting: &str| repository.ask("c", setting).unwrap_err().message;
    assert!(problem("docs").starts_with("There is no connector in 'docs'"));
    assert!(!problem("docs").contains("refs/heads"));
    assert!(problem("HEAD:docs").starts_with("There is no connector in 'HEAD:docs'"));
    assert!(problem("topic").ends_with("is called 'refs/heads/topic'."));
    // With another connector in it, the one that is missing is new.
    repository.write(&format!("topic/deep/other/{DEFINITION}"), "other");
    assert!(repository.ask("c", "topic").unwrap().is_none());
}

#[test]
fn a_folder_or_a_file_of_a_revision() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write("elsewhere/c/apiProperties.json", "p");
    repository.commit_file(&format!("elsewhere/{FILE}"), "1");
    repository.git("rm --quiet -r elsewhere");
    repository.commit_file(FILE, "2");
    let published = repository.ask("c", "HEAD~1:elsewhere").unwrap().unwrap();
    assert_eq!((published.label.as_str(), definition(&published)), ("HEAD~1:elsewhere", "1"));
    assert_eq!(text(&published, FileRole::Properties), Some("p"));
    let file = format!("HEAD~1:elsewhere/{FILE}");
    let published = repository.ask("c", &file).unwrap().unwrap();
    assert_eq!((definition(&published), published.files.len()), ("1", 1));
}

#[test]
fn a_path_is_read_again_when_it_changes() {
    let scratch = Scratch::new();
    let here = Repository(scratch.path().join("r"));
    here.write(FILE, "2");
    here.write("old.json", OLD);
    let baselines = Baselines::new();
    let folder = here.path().join("c");
    let published = || ask(&baselines, &folder, DEFINITION, "old.json", here.path()).unwrap().unwrap();
    let first = published();
    assert!(std::sync::Arc::ptr_eq(&first, &published()));
    here.write("old.json", "{ \"paths\": {} }");
    let second = published();
    assert_eq!(definition(&second), "{ \"paths\": {} }");
    assert_ne!(first.identity, second.identity);
    fs::remove_file(here.path().join("old.json")).unwrap();
    assert!(ask(&baselines, &folder, DEFINITION, "old.json", here.path()).is_err());
}

#[test]
fn one_connector_is_not_what_several_are_compared_with() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write("old.json", OLD);
    repository.write(&format!("x/two/{DEFINITION}"), "two");
    repository.commit_file(&format!("x/{FILE}"), "1");
    let baselines = Baselines::new();
    let ask = |folder: &str, name: &str| {
        let setting = Setting::of(name);
        let (folder, base) = (repository.path().join(folder), repository.path());
        let question =
            Question { folder: &folder, definition: DEFINITION, setting: &setting, base, is_alone: false };
        baselines.published(&question)
    };
    for setting in ["old.json", "HEAD:old.json", "x/c", "HEAD:x/c", &format!("x/{FILE}")] {
        let problem = ask("x/c", setting).unwrap_err().message;
        let expected = format!("The baseline '{setting}' is a single connector, and several ");
        assert!(problem.starts_with(&expected), "{problem}");
        assert!(repository.ask("x/c", setting).unwrap().is_some(), "alone it is compared: {setting}");
    }
    for setting in ["x", "HEAD:x", "HEAD:", "HEAD", "."] {
        assert_eq!(definition(&ask("x/c", setting).unwrap().unwrap()), "1", "{setting}");
        assert_eq!(definition(&ask("x/two", setting).unwrap().unwrap()), "two", "{setting}");
    }
    // Beside others, the connector in the folder itself is that of the same path only.
    repository.commit_file(&format!("x/{DEFINITION}"), "root");
    repository.write(&format!("x/new/{DEFINITION}"), "new");
    assert!(ask("x/new", "HEAD:x").unwrap().is_none());
    assert_eq!(definition(&ask("x", "HEAD:").unwrap().unwrap()), "root");
}

#[test]
fn a_folder_of_a_revision_is_searched_once() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write("all/deep/readme.md", "x");
    repository.commit_file(&format!("all/{FILE}"), "1");
    repository.write(&format!("new/{DEFINITION}"), "n");
    repository.write(&format!("newer/{DEFINITION}"), "n");
    let baselines = Baselines::new();
    let ask = |baselines: &Baselines, folder: &str| {
        ask(baselines, &repository.path().join(folder), DEFINITION, "HEAD:all", repository.path())
    };
    assert!(ask(&baselines, "new").unwrap().is_none());
    // A second search would come to the folder that is missing now.
    let id = repository.git("rev-parse HEAD:all/deep");
    let (start, rest) = id.trim().split_at(2);
    fs::remove_file(repository.path().join(".git/objects").join(start).join(rest)).unwrap();
    assert!(ask(&baselines, "newer").unwrap().is_none());
    assert!(ask(&Baselines::new(), "newer").unwrap_err().message.contains("missing"));
}
