//! Which commit is meant.

use std::sync::PoisonError;

use gix::refs::TargetRef;
use gix::{ObjectId, Reference, Repository};

use crate::Problem;
use crate::disk::{Stamp, stamp};
use crate::repositories::Opened;

/// The default branch of a repository that does not say which it is: the first of these.
const DEFAULT_BRANCHES: [(&str, &str); 5] = [
    ("refs/remotes/origin/main", "main"),
    ("refs/remotes/origin/master", "master"),
    // That of Microsoft's own repository of connectors.
    ("refs/remotes/origin/dev", "dev"),
    ("refs/heads/main", "main"),
    ("refs/heads/master", "master"),
];

const SHALLOW: &str = "This clone is too shallow to find where the branch left the default branch, so the last commit is \
                       compared with. Fetch the whole history: with fetch-depth: 0 in GitHub Actions, or with 'git \
                       fetch --unshallow'.";

/// A commit with what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The root folder.
    pub(crate) tree: ObjectId,
    /// What it is called to people.
    pub(crate) label: String,
    /// Why it is not quite what was asked for.
    pub(crate) remark: Option<&'static str>,
}

/// The commit at which two branches parted. Finding it may mean to walk through years of history, so it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Fork {
    head: ObjectId,
    branch: ObjectId,
    /// The state of the file that lists where the history of a shallow clone ends.
    shallow: Option<Stamp>,
    found: Option<ObjectId>,
}

/// Where the current branch left the default branch; else the last commit. `None` without any commit.
pub(crate) fn automatic(opened: &Opened, repository: &Repository) -> Option<Moment> {
    let head = head(repository)?;
    let left = default_branch(repository)
        .and_then(|(branch, label)| Some((fork(opened, repository, head, branch)?, label, None)));
    let (commit, label, remark) = left.unwrap_or_else(|| {
        let is_shallow = repository.is_shallow().unwrap_or_default();
        (head, "HEAD".to_owned(), is_shallow.then_some(SHALLOW))
    });
    let tree = tree(repository, commit)?;
    Some(Moment { tree, label, remark })
}

/// The commit or tree that a revision names, in Git's syntax: `main`, `v1.2`, `HEAD~2`, a hash.
pub(crate) fn named(repository: &Repository, revision: &str) -> Option<Moment> {
    let object = repository.rev_parse_single(revision).ok()?.object().ok()?.peel_tags_to_end().ok()?;
    // A clone with a filter may have a commit without its root folder, which is another thing to say.
    let tree = match object.kind {
        gix::objs::Kind::Commit => object.into_commit().tree_id().ok()?.detach(),
        _ => object.peel_to_tree().ok()?.id,
    };
    Some(Moment { tree, label: revision.to_owned(), remark: None })
}

/// What may help when a revision is not found: a sentence with a space before it, or nothing.
pub(crate) fn hint(repository: &Repository, revision: &str) -> String {
    // A clone has the branches of its origin, and only one of them as its own.
    let remote = format!("origin/{revision}");
    if repository.try_find_reference(&*format!("refs/remotes/{remote}")).ok().flatten().is_some() {
        return format!(" Is '{remote}' meant?");
    }
    if repository.is_shallow().unwrap_or_default() {
        " This clone is shallow: 'git fetch --unshallow --tags' fetches the rest of the history.".to_owned()
    } else {
        String::new()
    }
}

/// The last commit; `None` if there is none yet.
pub(crate) fn head(repository: &Repository) -> Option<ObjectId> {
    Some(repository.head_commit().ok()?.id)
}

/// What is wrong where there is a last commit that cannot be read; `None`: nothing, or there is no commit yet.
pub(crate) fn damage(repository: &Repository) -> Option<Problem> {
    let commit = repository.head().ok()?.id()?;
    tree(repository, commit.detach()).is_none().then(|| {
        Problem::new(format!(
            "The last commit, {}, is missing from the Git repository or damaged, so nothing can be compared with it: \
             'git fsck' tells more.",
            commit.to_hex_with_len(7)
        ))
    })
}

/// The root folder of a commit.
pub(crate) fn tree(repository: &Repository, commit: ObjectId) -> Option<ObjectId> {
    Some(repository.find_commit(commit).ok()?.tree_id().ok()?.detach())
}

/// The last commit of the default branch, and the branch's name.
fn default_branch(repository: &Repository) -> Option<(ObjectId, String)> {
    let commit = |mut reference: Reference<'_>| Some(reference.peel_to_commit().ok()?.id);
    let find = |name: &str| repository.try_find_reference(name).ok().flatten();
    if let Some(remote) = find("refs/remotes/origin/HEAD")
        && let TargetRef::Symbolic(target) = remote.target()
    {
        let name = target.as_bstr().to_string();
        let label = name.strip_prefix("refs/remotes/origin/").unwrap_or(&name).to_owned();
        if let Some(commit) = commit(remote) {
            return Some((commit, label));
        }
    }
    DEFAULT_BRANCHES
        .iter()
        .find_map(|(name, label)| find(name).and_then(commit).map(|commit| (commit, (*label).to_owned())))
}

/// The best common ancestor.
fn fork(opened: &Opened, repository: &Repository, head: ObjectId, branch: ObjectId) -> Option<ObjectId> {
    if head == branch {
        return Some(head);
    }
    let shallow = repository.shallow_file().ok().and_then(|path| stamp(&path));
    let known = opened.fork.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(known) = known
        && (known.head, known.branch, known.shallow) == (head, branch, shallow)
    {
        return known.found;
    }
    let found = repository.merge_base(head, branch).ok().flatten().map(gix::Id::detach);
    let fork = Fork { head, branch, shallow, found };
    *opened.fork.lock().unwrap_or_else(PoisonError::into_inner) = Some(fork);
    found
}
