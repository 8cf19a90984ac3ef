//! Names that the platform does not take, where it is known what to write instead.

use vocabulary::{Content, OPENAPI3_KEYWORDS, UNSUPPORTED_SCHEMA_KEYWORDS, extension_typo, lists};

use super::Token;
use super::member;
use crate::markup::{Line, Markup};

/// What to write instead of a name that its object does not have.
pub(super) fn text(token: Token<'_>) -> Option<Markup> {
    let place = token.document.place(token.node.parent()?);
    let name = token.node.key()?.text();
    if !matches!(place.content(), Content::Members(_)) || token.document.member(token.node).is_some() {
        return None;
    }
    let mut text = Markup::default();
    if let Some(meant) = extension_typo(&name) {
        text.paragraph(Line::default().strong(name).text(" · stands for nothing; meant is ").code(meant));
        return Some(text.and(vocabulary::member(place, meant).map(member::about)));
    }
    let of_schemas = place.is_schema().then(|| lists::find(UNSUPPORTED_SCHEMA_KEYWORDS, &name)).flatten();
    let known = of_schemas.or_else(|| lists::find(OPENAPI3_KEYWORDS, &name))?;
    text.paragraph(Line::default().strong(name).text(" · not supported"));
    text.paragraph(known.doc);
    Some(text)
}
