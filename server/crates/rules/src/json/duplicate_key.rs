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

use syntax::{Key, Node, Span};
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::repeats::{FEW, repeats};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "json/duplicate-key",
    summary: "A key stands twice in one object",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Objects(check),
};

fn check(context: &mut Context<'_>, object: Node<'_>, _: Place) {
    if may_repeat(object) {
        repeats(
            object.members(),
            |member| member.key().map(Key::text),
            |earlier, member| report(context, earlier, member),
        );
    }
}

/// Whether two keys of an object may be the same; `false` is certain. Nearly all objects are small, and each key marks one
/// of many bits by its tag; where two mark the same one, tags are compared.
fn may_repeat(object: Node<'_>) -> bool {
    let mut marks = [0_u64; 4];
    object.members().any(|member| {
        let bit = usize::from(member.key().map_or(0, Key::tag).wrapping_mul(0x9E37) >> 8);
        let (word, bit) = (bit / 64, 1 << (bit % 64));
        let is_marked = marks[word] & bit != 0;
        marks[word] |= bit;
        is_marked
    }) && tags_repeat(object)
}

fn tags_repeat(object: Node<'_>) -> bool {
    let mut tags = [0; FEW];
    for (index, member) in object.members().enumerate() {
        let tag = member.key().map_or(0, Key::tag);
        if index == FEW || tags[..index].contains(&tag) {
            return true;
        }
        tags[index] = tag;
    }
    false
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
