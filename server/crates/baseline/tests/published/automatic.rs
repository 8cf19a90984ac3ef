//! The setting `auto`: which commit it is.

use baseline::{Baselines, Question, Setting};

use crate::repository::{DEFINITION, Repository, Scratch, ask, definition, pair};

/// One commit with one connector in the folder `c`.
fn simple(scratch: &Scratch, name: &str) -> Repository {
    let repository = scratch.repository(name);
    repository.commit_file(&format!("c/{DEFINITION}"), "1");
    repository
}

const FILE: &str = "c/apiDefinition.swagger.json";

#[test]
fn on_the_default_branch_it_is_the_last_commit() {
    let scratch = Scratch::new();
    let repository = simple(&scratch, "r");
    repository.write(FILE, "2");
    assert_eq!(repository.published("c", "auto"), pair("main", "1"));
    repository.commit();
    assert_eq!(repository.published("c", "auto"), pair("main", "2"));
}

#[test]
fn on_another_branch_it_is_where_that_left_the_local_default_branch() {
    let scratch = Scratch::new();
    let repository = simple(&scratch, "r");
    repository.git("checkout --quiet -b topic");
    repository.commit_file(FILE, "2");
    repository.git("checkout --quiet main");
    repository.commit_file(FILE, "3");
    repository.git("checkout --quiet topic");
    assert_eq!(repository.published("c", "auto"), pair("main", "1"));
    repository.git("branch --move main master");
    assert_eq!(repository.published("c", "auto"), pair("master", "1"));
    repository.git("branch --move master trunk");
    assert_eq!(repository.published("c", "auto"), pair("HEAD", "2"));
}

#[test]
fn in_a_clone_it_is_where_the_branch_left_that_of_the_remote() {
    let scratch = Scratch::new();
    let origin = simple(&scratch, "origin");
    origin.git("branch --move main trunk");
    let clone = scratch.clone(&origin, "clone", "");
    clone.commit_file(FILE, "2");
    // A local branch with a usual name is not asked as long as the remote says which one it is.
    clone.git("branch main");
    assert_eq!(clone.published("c", "auto"), pair("trunk", "1"));
    clone.git("remote set-head origin --delete");
    assert_eq!(clone.published("c", "auto"), pair("main", "2"));
    // The usual names at the remote come before local ones.
    clone.git("update-ref refs/remotes/origin/dev HEAD~1");
    assert_eq!(clone.published("c", "auto"), pair("dev", "1"));
    // A default branch that is gone.
    clone.git("symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/gone");
    assert_eq!(clone.published("c", "auto"), pair("dev", "1"));
}

#[test]
fn a_detached_head_is_a_head() {
    let scratch = Scratch::new();
    let repository = simple(&scratch, "r");
    repository.commit_file(FILE, "2");
    repository.git("checkout --quiet --detach HEAD~1");
    repository.commit_file(FILE, "3");
    assert_eq!(repository.published("c", "auto"), pair("main", "1"));
}

#[test]
fn unrelated_histories_leave_the_last_commit() {
    let scratch = Scratch::new();
    let repository = simple(&scratch, "r");
    repository.git("checkout --quiet --orphan other");
    repository.commit_file(FILE, "2");
    let published = repository.ask("c", "auto").unwrap().unwrap();
    assert_eq!((published.label.as_str(), definition(&published)), ("HEAD", "2"));
    assert_eq!(published.remark, None);
}

#[test]
fn a_shallow_clone_says_that_it_is_too_shallow() {
    let scratch = Scratch::new();
    let origin = simple(&scratch, "origin");
    origin.git("checkout --quiet -b topic");
    origin.commit_file(FILE, "2");
    origin.commit_file(FILE, "3");
    origin.git("checkout --quiet main");
    origin.commit_file("other", "");
    let clone = scratch.clone(&origin, "clone", "--depth 1 --no-single-branch");
    clone.git("checkout --quiet topic");
    let baselines = Baselines::new();
    let setting = Setting::Auto;
    let folder = clone.path().join("c");
    let question = Question {
        folder: &folder,
        definition: DEFINITION,
        setting: &setting,
        base: clone.path(),
        is_alone: true,
    };
    let published = baselines.published(&question).unwrap().unwrap();
    assert_eq!((published.label.as_str(), definition(&published)), ("HEAD", "3"));
    assert!(published.remark.unwrap().contains("git fetch --unshallow"));
    clone.git("fetch --quiet --unshallow");
    let published = baselines.published(&question).unwrap().unwrap();
    assert_eq!((published.label.as_str(), definition(&published)), ("main", "1"));
    assert_eq!(published.remark, None);
}

#[test]
fn a_shallow_clone_without_branches_says_so_too() {
    let scratch = Scratch::new();
    let origin = simple(&scratch, "origin");
    origin.commit_file(FILE, "2");
    let clone = scratch.clone(&origin, "clone", "--depth 1");
    assert!(clone.ask("c", "auto").unwrap().unwrap().remark.is_none());
    // As a CI system checks out what is proposed.
    clone.git("checkout --quiet --detach");
    clone.git("branch --delete --force main");
    clone.git("remote set-head origin --delete");
    clone.git("update-ref -d refs/remotes/origin/main");
    let published = clone.ask("c", "auto").unwrap().unwrap();
    assert_eq!((published.label.as_str(), definition(&published)), ("HEAD", "2"));
    assert!(published.remark.is_some());
}

#[test]
fn threads_share_one_handle() {
    let scratch = Scratch::new();
    let repository = simple(&scratch, "r");
    let baselines = Baselines::new();
    let folder = repository.path().join("c");
    std::thread::scope(|scope| {
        let ask = || {
            let answer = ask(&baselines, &folder, DEFINITION, "auto", repository.path());
            definition(&answer.unwrap().unwrap()).to_owned()
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), "1");
        }
    });
}

#[test]
fn without_a_commit_or_a_repository_nothing_is_published() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write(FILE, "1");
    assert!(repository.ask("c", "auto").unwrap().is_none());
    let none = Repository(scratch.path().join("none"));
    none.write(FILE, "1");
    assert!(none.ask("c", "auto").unwrap().is_none());
    assert!(none.ask("missing", "auto").unwrap().is_none());
}

#[test]
fn off_is_off() {
    let scratch = Scratch::new();
    let repository = simple(&scratch, "r");
    let question = Question {
        folder: &repository.path().join("c"),
        definition: DEFINITION,
        setting: &Setting::Off,
        base: repository.path(),
        is_alone: true,
    };
    assert!(Baselines::new().published(&question).unwrap().is_none());
}

#[test]
fn one_handle_sees_what_changes() {
    let scratch = Scratch::new();
    let folder = scratch.path().join("r/c");
    let baselines = Baselines::new();
    let published = || ask(&baselines, &folder, DEFINITION, "auto", scratch.path()).unwrap();
    std::fs::create_dir_all(&folder).unwrap();
    assert!(published().is_none());
    let repository = simple(&scratch, "r");
    let first = published().unwrap();
    assert_eq!(definition(&first), "1");
    let again = published().unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &again));
    // Another file changes: the same texts.
    repository.commit_file("other", "");
    assert!(std::sync::Arc::ptr_eq(&first, &published().unwrap()));
    repository.commit_file(FILE, "2");
    let second = published().unwrap();
    assert_eq!(definition(&second), "2");
    assert_ne!(first.identity, second.identity);
    // Everything is packed under an open repository.
    repository.git("gc --quiet --prune=now");
    repository.git("pack-refs --all");
    assert_eq!(definition(&published().unwrap()), "2");
    repository.commit_file(FILE, "3");
    repository.git("gc --quiet --prune=now");
    drop((first, again, second));
    assert_eq!(definition(&published().unwrap()), "3");
    // Another repository takes its place, in another format.
    std::fs::remove_dir_all(repository.path().join(".git")).unwrap();
    repository.git("init --quiet --initial-branch=main --object-format=sha256");
    repository.write(FILE, "4");
    assert!(published().is_none());
    repository.commit();
    assert_eq!(definition(&published().unwrap()), "4");
}
