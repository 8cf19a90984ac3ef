//! What makers read about a property.

use syntax::Node;

use crate::underline::is_whole;

/// The texts of a property, as far as they are there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Texts<'n> {
    /// `x-ms-summary`, the display name.
    pub summary: Option<Node<'n>>,
    /// `title`, which also counts as one.
    pub title: Option<Node<'n>>,
    /// `description`.
    pub description: Option<Node<'n>>,
}

/// The texts of a property that makers see. `None` for one that is hidden, that stands for another schema, beside which
/// no text counts, of which nothing is known at all, or that is damaged, as its texts may be in the part that is.
pub(crate) fn texts(property: Node<'_>) -> Option<Texts<'_>> {
    let mut texts = Texts::default();
    let mut is_empty = true;
    for member in property.members() {
        is_empty = false;
        let Some(key) = member.key() else { continue };
        if key.is("x-ms-summary") {
            texts.summary = Some(member);
        } else if key.is("title") {
            texts.title = Some(member);
        } else if key.is("description") {
            texts.description = Some(member);
        } else if key.is("$ref") && member.is_string() || key.is("x-ms-visibility") && is_internal(member) {
            return None;
        }
    }
    (!is_empty && is_whole(property)).then_some(texts)
}

/// Whether this visibility hides from makers what it stands on.
pub(crate) fn is_internal(visibility: Node<'_>) -> bool {
    visibility.says("internal")
}
