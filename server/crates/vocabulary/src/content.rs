//! What may stand at a [`Place`]: [`Content`] and the types that go with it.

use crate::member::{Member, Types, ValueDoc};
use crate::place::Place;
use crate::{extensions, openapi, properties, settings};

/// What a value at a [`Place`] may hold.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// An object with known members, sorted by name. Extensions that are allowed there come on top:
    /// see [`crate::members`].
    Members(&'static [Member]),
    /// An object whose names are the author's own; every value stands at the given place.
    /// `x-` names among them are extensions, which is the caller's business.
    Map(Place),
    /// An array; every element stands at the given place.
    List(Place),
    /// Nothing is known about what stands inside.
    None,
}

impl Place {
    /// What a value at this place may hold.
    pub fn content(self) -> Content {
        // Asked for every node of a document, sometimes more than once.
        static CONTENTS: [Content; Place::ALL.len()] = {
            let mut contents = [Content::None; Place::ALL.len()];
            let mut at = 0;
            while at < contents.len() {
                contents[at] = Place::ALL[at].look_up_content();
                at += 1;
            }
            contents
        };
        CONTENTS[self as usize]
    }

    /// [`Self::content`] for tables that are made while compiling.
    pub(crate) const fn look_up_content(self) -> Content {
        if let Some(content) = openapi::content(self) {
            return content;
        }
        if let Some(content) = extensions::content(self) {
            return content;
        }
        if let Some(content) = properties::content(self) {
            return content;
        }
        match settings::content(self) {
            Some(content) => content,
            None => Content::None,
        }
    }

    /// The JSON types that a value at this place may have.
    pub fn types(self) -> Types {
        match self {
            // A literal may stand where a reference may.
            Place::Leaf | Place::Free | Place::DynamicArgument | Place::FilePickerArgument => Types::ANY,
            _ => match self.content() {
                Content::Members(_) | Content::Map(_) => Types::OBJECT,
                Content::List(_) => Types::ARRAY,
                Content::None => Types::ANY,
            },
        }
    }

    /// The JSON types of what stands inside a map or list: strings in `schemes`, objects in `paths`.
    /// [`Types::ANY`] for every other place.
    pub fn element_types(self) -> Types {
        match self {
            Place::Schemes
            | Place::MimeTypes
            | Place::TagNames
            | Place::Required
            | Place::Scopes
            | Place::SecurityScopes
            | Place::Keywords
            | Place::CapabilityNames
            | Place::ConnectionKinds
            | Place::OAuthScopes
            | Place::OAuthRedirects
            | Place::OperationNames
            | Place::ScriptOperations => Types::STRING,
            _ => match self.content() {
                Content::Map(inside) | Content::List(inside) => inside.types(),
                Content::Members(_) | Content::None => Types::ANY,
            },
        }
    }

    /// What the elements of a list may be, or usually are: the protocols in `schemes`, the MIME types in
    /// `consumes`. Empty where no list is known.
    pub fn element_values(self) -> &'static [ValueDoc] {
        openapi::element_values(self).or_else(|| properties::element_values(self)).unwrap_or_default()
    }
}
