//! What `x-ms-visibility` says.

use std::borrow::Cow;

use connector::Visibility;
use syntax::Node;
use vocabulary::Content;

use crate::Context;

/// The word of an `x-ms-visibility`, if `node` is the value of one that says something: not in examples and defaults,
/// nor of a property that happens to have this name.
pub(crate) fn word<'n>(context: &Context<'_>, node: Node<'n>) -> Option<Cow<'n, str>> {
    if !node.key()?.is("x-ms-visibility") {
        return None;
    }
    let word = node.as_str()?;
    let parent = node.parent()?;
    let place = context.document_of(node.tree())?.place(parent);
    matches!(place.content(), Content::Members(_)).then_some(word)
}

/// Whether a word means normal visibility, as leaving the member out does.
pub(crate) fn is_normal(word: &str) -> bool {
    Visibility::parse(word.trim()) == Some(Visibility::Normal)
}
