//! What is published and cannot be read is no "nothing changed".

use std::fs::{self, File};

use baseline::read_revision;

use crate::repository::{DEFINITION, Repository, Scratch, pair};

const FILE: &str = "c/apiDefinition.swagger.json";
const POINTER: &str = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n";

/// A repository whose branch `topic` changed the connector of `main`, and moved another.
fn origin(scratch: &Scratch) -> Repository {
    let origin = scratch.repository("origin");
    origin.git("config uploadpack.allowFilter true");
    let members =
        |first: u32| (first..first + 9).map(|at| format!("\"m{at}\": {at},\n")).collect::<Vec<_>>().concat();
    origin.write(&format!("a/moved/{DEFINITION}"), members(0));
    origin.write("c/apiProperties.json", "p");
    origin.commit_file(FILE, "1");
    origin.git("checkout --quiet -b topic");
    origin.git("mv a b");
    origin.write(&format!("b/moved/{DEFINITION}"), members(1));
    origin.commit_file(FILE, "2");
    origin.git("checkout --quiet main");
    origin
}

#[test]
fn a_clone_with_a_filter_says_how_to_fetch_the_rest() {
    let scratch = Scratch::new();
    let origin = origin(&scratch);
    for (filter, missing) in [("blob:none", FILE), ("tree:0", "c")] {
        let clone =
            scratch.clone(&origin, &filter.replace(':', ""), &format!("--filter={filter} --branch=topic"));
        let problem = clone.ask("c", "origin/main").unwrap_err().message;
        let expected =
            format!("'{missing}' of 'origin/main' is not in this clone, which was made with a filter. ");
        // Of a clone without folders, not even the root is there.
        let is_root =
            filter == "tree:0" && problem.starts_with("The root folder of 'origin/main' is not in ");
        assert!(problem.starts_with(&expected) || is_root, "{filter}: {problem}");
        assert!(problem.ends_with("'git fetch --refetch --no-filter'."), "{problem}");
        assert!(clone.ask("c", "auto").is_err(), "{filter}");
        assert!(clone.ask("b/moved", "auto").is_err(), "{filter}: it may be the one that was moved");
        assert!(clone.ask("c", "origin/main:c").is_err(), "{filter}");
        assert!(clone.ask("c", &format!("origin/main:{FILE}")).is_err(), "{filter}");
        assert!(read_revision(clone.path(), &format!("origin/main:{FILE}")).is_err(), "{filter}");
        assert_eq!(clone.published("c", "HEAD"), pair("HEAD", "2"));
        // As the message says.
        clone.git("fetch --quiet --refetch --no-filter");
        assert_eq!(clone.published("c", "origin/main"), pair("origin/main", "1"));
        assert!(clone.ask("b/moved", "origin/main").unwrap().is_some());
    }
}

#[test]
fn a_pointer_of_git_lfs_is_no_definition() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write("c/apiProperties.json", "p");
    repository.commit_file(FILE, POINTER);
    repository.write(FILE, "2");
    let problem = repository.ask("c", "auto").unwrap_err().message;
    assert!(problem.starts_with(&format!("Git LFS keeps '{FILE}' of 'main' outside of ")), "{problem}");
    // Any file of the connector counts, in a folder on disk too.
    repository.write("old/c/apiProperties.json", POINTER);
    repository.write(&format!("old/{FILE}"), "1");
    let problem = repository.ask("c", "old").unwrap_err().message;
    assert!(problem.starts_with("Git LFS keeps 'old/c/apiProperties.json' outside of "), "{problem}");
    // Moved since: what the pointer stands for may be it.
    fs::rename(repository.path().join("c"), repository.path().join("d")).unwrap();
    fs::create_dir(repository.path().join("e")).unwrap();
    fs::rename(repository.path().join("d"), repository.path().join("e/c")).unwrap();
    assert!(repository.ask("e/c", "auto").is_err());
}

#[test]
fn a_file_that_is_too_large_is_said() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.write("c/apiProperties.json", "");
    let large = File::options().write(true).open(repository.path().join("c/apiProperties.json")).unwrap();
    large.set_len((64 << 20) + 1).unwrap();
    repository.commit_file(FILE, "1");
    large.set_len(0).unwrap();
    let problem = repository.ask("c", "auto").unwrap_err().message;
    assert!(problem.starts_with("'c/apiProperties.json' of 'main' has more than 64 MB"), "{problem}");
    repository.write(&format!("old/{FILE}"), "1");
    repository.write("old/c/apiProperties.json", "");
    let large = File::options().write(true).open(repository.path().join("old/c/apiProperties.json")).unwrap();
    large.set_len((64 << 20) + 1).unwrap();
    let problem = repository.ask("c", "old").unwrap_err().message;
    assert!(problem.starts_with("'old/c/apiProperties.json' has more than 64 MB"), "{problem}");
}

#[test]
fn a_damaged_repository_is_said() {
    let scratch = Scratch::new();
    let repository = scratch.repository("r");
    repository.commit_file(FILE, "1");
    let id = repository.git(&format!("rev-parse HEAD:{FILE}"));
    let (folder, file) = id.trim().split_at(2);
    let object = repository.path().join(".git/objects").join(folder).join(file);
    fs::remove_file(object).unwrap();
    repository.write(FILE, "2");
    let problem = repository.ask("c", "auto").unwrap_err().message;
    assert!(problem.starts_with(&format!("'{FILE}' of 'main' is missing from ")), "{problem}");
}
