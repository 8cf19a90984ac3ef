//! The kinds of action. They form a hierarchy by their dots: who asks for `refactor` gets `refactor.rewrite` too.
//!
//! Source: <https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#codeActionKind>

use evolution::lifecycle::Step;

use crate::refactorings;

/// What solves a problem that is shown.
pub(super) const QUICK_FIX: &str = "quickfix";
/// All safe fixes of a file.
pub(super) const FIX_ALL: &str = "source.fixAll.connector-ls";
/// The steps of an operation's life, each a kind of its own below this one.
const REWRITE: &str = "refactor.rewrite";

/// All kinds that actions have.
pub fn kinds() -> impl Iterator<Item = String> {
    let steps = Step::all(None, None).into_iter().map(|step| kind_of(&step));
    let refactorings = refactorings::kinds().map(str::to_owned);
    [QUICK_FIX, FIX_ALL].into_iter().map(str::to_owned).chain(steps).chain(refactorings)
}

/// The kind of a step.
pub(super) fn kind_of(step: &Step) -> String {
    format!("{REWRITE}.{}", step.kind())
}

/// Which kinds of action are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a>(Option<&'a [String]>);

impl<'a> Wanted<'a> {
    /// Only these kinds and those below them. An empty list wants nothing; the empty kind is above all others.
    pub fn only(kinds: &'a [String]) -> Self {
        Self(Some(kinds))
    }

    /// Whether actions of this kind are wanted.
    pub(crate) fn includes(self, kind: &str) -> bool {
        let is_at_or_below = |above: &String| {
            let rest = kind.strip_prefix(above.as_str());
            above.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.0.is_none_or(|kinds| kinds.iter().any(is_at_or_below))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_wants_itself_and_what_is_below() {
        let includes = |only: &[&str], kind: &str| {
            let only: Vec<String> = only.iter().map(|&kind| kind.to_owned()).collect();
            Wanted::only(&only).includes(kind)
        };
        for (only, kind, wanted) in [
            (&["quickfix"][..], "quickfix", true),
            (&["refactor"], "refactor.rewrite.revision.start", true),
            (&["refactor.rewrite.revision.start"], "refactor.rewrite.revision.start", true),
            (&["refactor.rewrite.revision.start"], "refactor.rewrite.revision.startSameBackend", false),
            (&["refactor.rewrite.revision.start.now"], "refactor.rewrite.revision.start", false),
            (&["refac"], "refactor.rewrite", false),
            (&["quickfix", "source"], "source.fixAll.connector-ls", true),
            (&[""], "quickfix", true),
            (&[], "quickfix", false),
        ] {
            assert_eq!(includes(only, kind), wanted, "{only:?} {kind}");
        }
        assert!(Wanted::default().includes("quickfix"));
    }
}
