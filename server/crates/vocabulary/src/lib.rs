//! Every name and text of the connector formats, as tables that exist at compile time.
//!
//! A connector for the Power Platform is written in up to four files: an API definition (Swagger 2.0
//! with extensions), `apiProperties.json`, `settings.json` and `script.csx`. This crate says which
//! members each of their objects may have, what type and values they take, whether they do anything,
//! and what they mean to an author. Completion, hover, checks, generated documentation and the preview
//! all read it here, so that no sentence about a field stands anywhere else.
//!
//! # How the tables are arranged
//!
//! - A [`Place`] is a position in a file: "operation", "path parameter", "policy".
//!   [`Place::content`] says whether it has known members, names of the author's choice, or elements.
//! - A [`Member`] is one known name at a place, with its types, values and documentation.
//!   [`member`] finds one, [`members`] lists all.
//! - An [`Extension`] is a member that several places share because its name starts with `x-`.
//!   [`member`] and [`members`] know them too.
//! - A [`PolicyTemplate`] is one of the ready-made policies of `apiProperties.json`, with its parameters.
//! - The smaller lists (formats, categories, status codes, …) are in [`lists`], the words of the
//!   operation lifecycle in [`lifecycle`].
//!
//! # How to add something
//!
//! Add one entry to the table of its subject and let the tests speak:
//!
//! ```text
//! Member::text("summary", "Name of the operation as makers see it.").required().link(learn!("…")),
//! ```
//!
//! Entries may stand in any order; tables are sorted while compiling, and a name that occurs twice in
//! one place does not compile. A new object also needs a `Place` with a name and an arm in the
//! `content` function of its module. Sentences are our own, end with a period and stay under 400
//! characters, since they are shown on hover.

#[macro_use]
mod table;

mod content;
mod extensions;
mod index;
pub mod lifecycle;
pub mod lists;
mod member;
mod openapi;
mod place;
mod policies;
mod properties;
mod settings;

pub use content::Content;
pub use extensions::typos::{EXTENSION_TYPOS, extension_typo};
pub use extensions::{EXTENSIONS, Extension, extension};
pub use index::Entry;
pub use lists::{
    CATEGORIES, CONNECTION_PARAMETER_NAMES, CONNECTION_PARAMETER_TYPES, FORMATS, Format, IDENTITY_PROVIDERS,
    INDEPENDENT_PUBLISHER_COLOR, IdentityProvider, METHODS, MIME_TYPES, OAuthParameter, OPENAPI3_KEYWORDS,
    PRODUCT_NAMES, PRODUCT_NAMES_IN_TEXTS, REDIRECT_ADDRESS, REFUSED_BRAND_COLORS, RESERVED_HEADERS,
    RESTRICTED_TITLE_WORDS, STATUS_CODES, StatusCode, UNSUPPORTED_SCHEMA_KEYWORDS, identity_provider,
    known_format, reason_phrase, response_meaning,
};
pub use member::{Member, Standing, Types, ValueDoc};
pub use place::Place;
pub use policies::expressions::{
    EXPRESSION_FUNCTIONS, ExpressionFunction, FunctionParameter, expression_function,
};
pub use policies::{
    Effect, POLICY_TEMPLATES, PolicyParameter, PolicyTemplate, TRIGGER_NEXT_LINK, policy_template,
};

/// The members that `place` knows: its own, sorted by name, then the extensions allowed there, sorted
/// by name. Empty for a place whose content is not [`Content::Members`].
pub fn members(place: Place) -> impl Iterator<Item = &'static Member> {
    let own: &'static [Member] = match place.content() {
        Content::Members(own) => own,
        _ => &[],
    };
    let extensions: &'static [Extension] = if own.is_empty() { &[] } else { EXTENSIONS };
    own.iter().chain(
        extensions
            .iter()
            .filter(move |extension| {
                extension.places.contains(&place) && find(own, extension.member.name).is_none()
            })
            .map(|extension| &extension.member),
    )
}

/// The member `name` of `place`, own or extension. Names are case-sensitive, as they are on the platform.
///
/// Costs one look into a table that exists at compile time: it is asked for every member of large files.
pub fn member(place: Place, name: &str) -> Option<&'static Member> {
    index::find(place, name).map(Entry::member)
}

/// [`member`] as a number.
pub fn entry(place: Place, name: &str) -> Option<Entry> {
    index::find(place, name)
}

fn find(table: &'static [Member], name: &str) -> Option<&'static Member> {
    table.binary_search_by(|member| member.name.cmp(name)).ok().map(|at| &table[at])
}
