//! Where a connector can lie, and in which kinds of repository.

use std::fs;

use baseline::Baselines;

use crate::repository::{DEFINITION, Repository, Scratch, ask, git, pair};

#[test]
fn at_the_root_and_deep_below() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write(DEFINITION, "root");
    repository.commit_file(&format!("a/b b/ö/{DEFINITION}"), "deep");
    assert_eq!(repository.published("", "auto"), pair("main", "root"));
    assert_eq!(repository.published("a/b b/ö", "auto"), pair("main", "deep"));
    let published = repository.ask("a/b b/ö", "auto").unwrap().unwrap();
    assert_eq!(published.files[0].path, format!("a/b b/ö/{DEFINITION}"));
}

#[test]
fn in_a_linked_work_tree() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.commit_file(&format!("c/{DEFINITION}"), "1");
    repository.git("worktree add --quiet -b topic ../linked");
    let linked = Repository(scratch.path().join("linked"));
    linked.commit_file(&format!("c/{DEFINITION}"), "2");
    repository.commit_file(&format!("c/{DEFINITION}"), "3");
    assert_eq!(linked.published("c", "auto"), pair("main", "1"));
    assert_eq!(linked.published("c", "HEAD"), pair("HEAD", "2"));
    assert_eq!(repository.published("c", "auto"), pair("main", "3"));
}

#[test]
fn in_a_work_tree_of_a_bare_repository() {
    let scratch = Scratch::new();
    let origin = scratch.repository("origin");
    origin.commit_file(&format!("c/{DEFINITION}"), "1");
    let bare = scratch.clone(&origin, "bare.git", "--bare");
    assert!(bare.ask("", "auto").unwrap().is_none());
    bare.git("worktree add --quiet -b topic ../linked");
    let linked = Repository(scratch.path().join("linked"));
    linked.commit_file(&format!("c/{DEFINITION}"), "2");
    assert_eq!(linked.published("c", "auto"), pair("main", "1"));
}

#[test]
fn in_a_submodule_its_own_history_counts() {
    let scratch = Scratch::new();
    let inner = scratch.repository("inner");
    inner.commit_file(&format!("c/{DEFINITION}"), "inner");
    let outer = scratch.repository("outer");
    outer.commit_file("readme.md", "");
    outer.git(&format!("submodule --quiet add file://{} sub", inner.path().display()));
    outer.commit();
    outer.write(&format!("sub/c/{DEFINITION}"), "now");
    assert_eq!(outer.published("sub/c", "auto"), pair("main", "inner"));
    // A repository inside of another one that knows nothing of it.
    let nested = Repository(outer.path().join("nested"));
    fs::create_dir_all(nested.path()).unwrap();
    nested.git("init --quiet --initial-branch=main");
    nested.commit_file(&format!("c/{DEFINITION}"), "nested");
    assert_eq!(outer.published("nested/c", "auto"), pair("main", "nested"));
}

#[cfg(unix)]
#[test]
fn through_links() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write(&format!("real/{DEFINITION}"), "1");
    symlink("real", repository.path().join("inside")).unwrap();
    fs::create_dir(repository.path().join("linked")).unwrap();
    symlink(format!("../inside/{DEFINITION}"), repository.path().join("linked").join(DEFINITION)).unwrap();
    fs::create_dir(repository.path().join("out")).unwrap();
    symlink("../../elsewhere", repository.path().join("out").join(DEFINITION)).unwrap();
    fs::create_dir(repository.path().join("loop")).unwrap();
    symlink(DEFINITION, repository.path().join("loop").join(DEFINITION)).unwrap();
    repository.commit();
    symlink(repository.path(), scratch.path().join("outside")).unwrap();
    // A link to the folder, from inside and from outside of the repository.
    assert_eq!(repository.published("inside", "auto"), pair("main", "1"));
    let outside = Repository(scratch.path().join("outside"));
    assert_eq!(outside.published("real", "auto"), pair("main", "1"));
    // A link to the file.
    assert_eq!(repository.published("linked", "auto"), pair("main", "1"));
    assert!(repository.ask("out", "auto").unwrap().is_none());
    assert!(repository.ask("loop", "auto").unwrap().is_none());
}

#[test]
fn in_a_repository_with_longer_hashes() {
    let scratch = Scratch::new();
    let repository = Repository(scratch.path().join("r"));
    fs::create_dir_all(repository.path()).unwrap();
    repository.git("init --quiet --initial-branch=main --object-format=sha256");
    let first = repository.commit_file(&format!("c/{DEFINITION}"), "1");
    repository.git("checkout --quiet -b topic");
    repository.commit_file(&format!("c/{DEFINITION}"), "2");
    assert_eq!(first.len(), 64);
    assert_eq!(repository.published("c", "auto"), pair("main", "1"));
    repository.git("gc --quiet");
    assert_eq!(repository.published("c", &first), pair(&first, "1"));
}

#[test]
fn packed_files_and_a_file_of_the_commit_graph() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    for number in 0..20 {
        let text = format!("{}{number}", "a line that stays\n".repeat(200));
        repository.commit_file(&format!("c/{DEFINITION}"), text);
    }
    repository.git("checkout --quiet -b topic HEAD~5");
    repository.commit_file(&format!("c/{DEFINITION}"), "topic");
    repository.git("gc --quiet --prune=now");
    repository.git("commit-graph write --reachable");
    repository.git("pack-refs --all --prune");
    let (label, text) = repository.published("c", "auto");
    assert_eq!(label, "main");
    assert!(text.ends_with("a line that stays\n14"), "{}", &text[text.len() - 20..]);
}

#[test]
fn damaged_repositories_are_silent_unless_a_revision_is_named() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.commit_file(&format!("c/{DEFINITION}"), "1");
    for (path, bytes) in [(".git/HEAD", "ref: refs/heads/main\n"), (".git/refs/heads/main", "no hash\n")] {
        fs::write(repository.path().join(path), bytes).unwrap();
    }
    assert!(repository.ask("c", "auto").unwrap().is_none());
    assert!(repository.ask("c", "HEAD").is_err());
    let objects = repository.path().join(".git/objects");
    fs::remove_dir_all(&objects).unwrap();
    assert!(repository.ask("c", "auto").unwrap().is_none());
    // A file that leads to no repository.
    let broken = Repository(scratch.path().join("broken"));
    broken.write(&format!("c/{DEFINITION}"), "1");
    broken.write(".git", "gitdir: /nowhere/at/all\n");
    assert!(broken.ask("c", "auto").unwrap().is_none());
    assert!(broken.ask("c", "HEAD").unwrap_err().message.contains("no Git repository"));
}

/// As containers of CI systems do: the files belong to somebody else. Only a superuser can make it so.
#[cfg(unix)]
#[test]
fn a_repository_of_another_user_is_read() {
    let scratch = Scratch::new();
    let repository = Repository(scratch.path().join("r"));
    fs::create_dir_all(repository.path()).unwrap();
    repository.git("init --quiet --initial-branch=main --object-format=sha256");
    repository.commit_file(&format!("c/{DEFINITION}"), "1");
    let mut todo = vec![repository.path().to_path_buf()];
    while let Some(path) = todo.pop() {
        if let Err(error) = std::os::unix::fs::lchown(&path, Some(12345), Some(12345)) {
            eprintln!("skipped: {error}");
            return;
        }
        if path.is_dir() {
            todo.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    let folder = repository.path().join("c");
    let published = ask(&Baselines::new(), &folder, DEFINITION, "auto", repository.path()).unwrap();
    assert_eq!(published.unwrap().label, "main");
    let refused = std::panic::catch_unwind(|| git(repository.path(), "log"));
    assert!(refused.is_err(), "git itself refuses it, which is what makes this test one");
}
