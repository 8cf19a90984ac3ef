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
use syntax::{Key, Node, Span};
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::repeats::repeats;
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

fn check(context: &mut Context<'_>, _: &Document, node: Node<'_>, _: Place) {
    if node.is_object() {
        repeats(
            node.members(),
            |member| member.key().map(Key::text),
            |earlier, member| report(context, earlier, member),
        );
    }
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
