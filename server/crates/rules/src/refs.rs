//! References by `$ref`.

use std::borrow::Cow;

use connector::Definition;
use connector::definition::{RefTarget, Section, parse_ref};
use syntax::Node;
use vocabulary::Place;

use crate::Context;

/// A `$ref` to a schema, parameter or response.
pub(crate) struct Ref<'n> {
    /// The object that has it.
    pub(crate) object: Node<'n>,
    /// What it says.
    pub(crate) text: Cow<'n, str>,
    /// Where it has to lead.
    pub(crate) section: Section,
}

impl Ref<'_> {
    /// What it says, as a name in the right section; `None` for any other form.
    pub(crate) fn target(&self) -> Option<RefTarget<'_>> {
        parse_ref(&self.text).filter(|target| target.section == self.section)
    }

    /// What it refers to, as an author calls it.
    pub(crate) fn kind(&self) -> &'static str {
        kind(self.section)
    }
}

/// What stands in a section.
pub(crate) const fn kind(section: Section) -> &'static str {
    match section {
        Section::Definitions => "schema",
        Section::Parameters => "parameter",
        Section::Responses => "response",
    }
}

/// The reference whose value is `node`. For members of [`crate::places::REFERRING`]. Path items have none of this kind: theirs are not
/// supported at all.
pub(crate) fn reference<'n>(context: &Context<'_>, node: Node<'n>) -> Option<Ref<'n>> {
    if !node.key()?.is("$ref") {
        return None;
    }
    let object = node.parent()?;
    let section = match context.document_of(node.tree())?.place(object) {
        place if place.is_schema() => Section::Definitions,
        place if place.is_parameter() => Section::Parameters,
        Place::Response => Section::Responses,
        _ => return None,
    };
    Some(Ref { object, text: node.as_str()?, section })
}

/// The names in a section, in document order.
pub(crate) fn names(definition: &Definition, section: Section) -> Vec<Cow<'_, str>> {
    let members = definition.document.root().get(section.name()).into_iter().flat_map(Node::members);
    members.map(Node::name).collect()
}

/// The text of a reference to `name`.
pub(crate) fn reference_to(section: Section, name: &str) -> String {
    format!("#/{}/{}", section.name(), syntax::pointer::escape_token(name))
}
