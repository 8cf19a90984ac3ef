//! A security definition says how one can sign in; `security` says where that is asked for. A definition that nothing
//! names does not count: by the file, calls need no sign-in. The platform goes by `apiProperties.json`, so calls may
//! work all the same, but other readers of the file are misled.
//! ([Source](https://spec.openapis.org/oas/v2.0.html#security-definitions-object))
//!
//! ## Bad
//!
//! ```json /security
//! []
//! ```
//!
//! ## Good
//!
//! ```json /security
//! [{ "api_key": [] }]
//! ```
//!
//! ## Fix
//!
//! Asks for it in every call, if `security` asks for nothing yet.

use std::borrow::Cow;

use connector::{Definition, FileRole};
use rustc_hash::FxHashSet;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::schemes::all;
use crate::{Context, Severity, Tag};

pub static RULE: Rule = Rule {
    code: "security/scheme-unused",
    summary: "Nothing asks for a security definition",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

/// Up to this many schemes are looked for one by one, which needs no memory.
const FEW: usize = 16;

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition().filter(|definition| !definition.is_cut_off()) else { return };
    let file = FileRole::Definition;
    // The names in all requirements are only collected for a definition with more schemes than anyone writes.
    let collected: Option<FxHashSet<_>> =
        all(definition).nth(FEW).is_some().then(|| required(definition).collect());
    for scheme in all(definition) {
        let name = scheme.name();
        let is_required = || match &collected {
            Some(names) => names.contains(&name),
            None => required(definition).any(|required| required == name),
        };
        if name.is_empty() || is_required() {
            continue;
        }
        let fix = fix(definition.document.root(), &name);
        let message =
            format!("No 'security' names '{name}', so it does not count. Add it there, or remove it.");
        let finding = context.on_key(scheme, message).tagged(Tag::Unnecessary);
        if let Some(change) = fix {
            finding.fix(Fix::unsafe_(format!("Ask for '{name}' in every call"), file, change));
        }
    }
}

/// The names in all security requirements.
fn required(definition: &Definition) -> impl Iterator<Item = Cow<'_, str>> {
    let requirements = definition.document.at_place(Place::SecurityRequirement);
    requirements.flat_map(Node::members).map(Node::name)
}

fn fix(root: Node<'_>, name: &str) -> Option<Change> {
    let requirement = format!("{{{}:[]}}", quote(name));
    match root.get("security") {
        None => Some(Change::Insert {
            object: root.id(),
            name: "security".to_owned(),
            value: format!("[{requirement}]"),
            after: Some("securityDefinitions".to_owned()),
        }),
        // A second entry would be a choice, which may not be meant.
        Some(list) if list.is_array() && list.items().next().is_none() => {
            Some(Change::Append(list.id(), requirement))
        }
        Some(_) => None,
    }
}
