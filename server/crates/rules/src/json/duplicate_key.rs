//! An object with the same key twice is read differently by different tools: most keep the last value, and the first
//! one is lost without a word.
//!
//! ## Bad
//!
//! ```text apiDefinition.swagger.json /info/contact
//! {
//!   "name": "Contoso",
//!   "name": "Contoso Support",
//!   "url": "https://www.contoso.com/support",
//!   "email": "support@contoso.com"
//! }
//! ```
//!
//! ## Good
//!
//! ```json /info/contact
//! {
//!   "name": "Contoso Support",
//!   "url": "https://www.contoso.com/support",
//!   "email": "support@contoso.com"
//! }
//! ```

use connector::Document;
use rustc_hash::FxHashMap;
use syntax::{Node, Span};
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "json/duplicate-key",
    summary: "A key stands twice in one object",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Nodes(check),
};

/// Up to this many members are compared pair by pair, which needs no allocation.
const FEW: usize = 16;

fn check(context: &mut Context<'_>, _: &Document, node: Node<'_>, _: Place) {
    if !node.is_object() {
        return;
    }
    let mut count = 0;
    for (index, member) in node.members().enumerate() {
        count += 1;
        if index >= FEW {
            break;
        }
        let Some(key) = member.key() else { continue };
        let earlier =
            node.members().take(index).find(|other| other.key().is_some_and(|other| same(other, key)));
        if let Some(earlier) = earlier {
            report(context, earlier, member);
        }
    }
    if count <= FEW {
        return;
    }
    let mut seen: FxHashMap<_, Node<'_>> = FxHashMap::default();
    for (index, member) in node.members().enumerate() {
        let earlier = seen.insert(member.name(), member);
        if let Some(earlier) = earlier.filter(|_| index >= FEW) {
            report(context, earlier, member);
        }
    }
}

fn same(one: syntax::Key<'_>, other: syntax::Key<'_>) -> bool {
    one.raw_name() == other.raw_name() || one.raw_name().contains('\\') && one.text() == other.text()
}

fn report(context: &mut Context<'_>, earlier: Node<'_>, member: Node<'_>) {
    let name = member.name();
    let file = context.file_of(member);
    let span: Span = earlier.head_span();
    context
        .on_key(
            member,
            format!("The key '{name}' is repeated; only the last value counts. Remove one of the two."),
        )
        .related(file, span, format!("'{name}' stands here first."))
        .fix(Fix::unsafe_(format!("Remove the earlier '{name}'"), file, Change::Remove(earlier.id())));
}
