//! Which of several fixes can be made at once.

use std::borrow::Cow;

use connector::{Connector, FileRole};
use rustc_hash::FxHashSet;
use syntax::NodeId;

use crate::fix::{Change, Fix};

/// The fixes that do not change a value, a key or a new member that an earlier one changes too.
pub(crate) fn without_conflicts<'f>(connector: &'f Connector, fixes: &'f [Cow<'_, Fix>]) -> Vec<&'f Fix> {
    let mut claimed: FxHashSet<(FileRole, Claim<'f>)> = FxHashSet::default();
    let mut accepted = Vec::with_capacity(fixes.len());
    for fix in fixes.iter().map(AsRef::as_ref) {
        let claims = || {
            fix.steps.iter().flat_map(|step| {
                let claims = [step.change.claim(), step.change.new_name(connector, step.file)];
                claims.into_iter().flatten().map(|claim| (step.file, claim))
            })
        };
        if claims().all(|claim| !claimed.contains(&claim)) {
            claimed.extend(claims());
            accepted.push(fix);
        }
    }
    accepted
}

/// What no second change may touch: a node, or the member of this name in an object.
type Claim<'f> = (NodeId, Option<Cow<'f, str>>);

impl Change {
    /// The node that it changes, or the place of a new member in its object.
    fn claim(&self) -> Option<Claim<'_>> {
        match self {
            Self::Remove(node) | Self::Replace(node, _) | Self::Rename(node, _) => Some((*node, None)),
            Self::Move { member, .. } | Self::Reorder { member, .. } => Some((*member, None)),
            Self::Insert { object, name, .. } | Self::InsertFirst { object, name, .. } => {
                Some((*object, Some(Cow::Borrowed(name))))
            }
            Self::Append(..)
            | Self::EndWith(..)
            | Self::Text(_)
            | Self::Blanks(_)
            | Self::Create { .. }
            | Self::RemoveParameter(_)
            | Self::RenameOperation { .. }
            | Self::RenameVariables { .. } => None,
        }
    }

    /// The name that a member gets in its object, or in another one: two fixes that give one name would make the same
    /// key twice.
    fn new_name<'f>(&'f self, connector: &'f Connector, file: FileRole) -> Option<Claim<'f>> {
        let document = connector.part(file)?.document()?;
        match self {
            Self::Rename(node, name) => {
                Some((document.node(*node).parent()?.id(), Some(Cow::Borrowed(name))))
            }
            Self::Move { member, object } => Some((*object, Some(document.node(*member).name()))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::edits;

    #[test]
    fn two_fixes_do_not_make_one_key_twice() {
        let text = r#"{ "Default": 1, "DEFAULT": 2, "x": { "default": 3 } }"#;
        let connector = Connector::of_text(FileRole::Definition, text);
        let root = connector.definition().unwrap().document.root();
        let id = |name: &str| root.get(name).unwrap().id();
        let file = FileRole::Definition;
        let rename = |name: &str| Fix::safe("", file, Change::Rename(id(name), "default".to_owned()));
        let insert = Change::Insert {
            object: root.id(),
            name: "default".to_owned(),
            value: "4".to_owned(),
            after: None,
        };
        let inner = root.get("x").unwrap().get("default").unwrap().id();
        let out = Fix::safe("", file, Change::Move { member: inner, object: root.id() });
        let fixes = [rename("Default"), rename("DEFAULT"), Fix::safe("", file, insert), out];
        for first in 0..fixes.len() {
            let mut fixes = fixes.to_vec();
            fixes.swap(0, first);
            let edits = edits(&connector, &fixes);
            let changed = syntax::edit::apply(text, &edits[0].1).unwrap();
            assert_eq!(
                syntax::parse(changed.as_str())
                    .root()
                    .members()
                    .filter(|member| member.name() == "default")
                    .count(),
                1,
                "{changed}"
            );
        }
    }
}
