//! The platform accepts every member whose name starts with `x-`, and does nothing with those it does not know. So a
//! misspelt `x-ms-visibility` passes every check, and the input that should be hidden is shown. Hints for generators of
//! client libraries, such as `x-ms-mutability`, do nothing either.
//!
//! The known names are those of
//! [Microsoft's pages](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions) and of its
//! published schemas, and those that published connectors use to some effect.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/x-ms-visibilty
//! "important"
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/id/x-ms-mutability
//! [ "read" ]
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/x-ms-visibility
//! "important"
//! ```

use connector::{Document, FileRole};
use syntax::{Kind, Node};
use vocabulary::{Content, Place, Standing};

use crate::fix::Safety;
use crate::near::{hint, nearest};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::{is_beside_ref, offer_removal, offer_rename};
use crate::{Context, Severity, Tag};

pub static RULE: Rule = Rule {
    code: "swagger/unknown-ms-extension",
    summary: "A misspelt or unknown Microsoft extension",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Unknown(check),
};

/// How the names of Microsoft's extensions start.
const PREFIX: &str = "x-ms-";

fn check(context: &mut Context<'_>, document: &Document, node: Node<'_>) {
    let Some(object) = node.parent().filter(|_| document.role() == FileRole::Definition) else { return };
    let place = document.place(object);
    if node.kind() == Kind::Missing || !takes_extensions(place) {
        return;
    }
    let Some(key) = node.key().filter(|key| key.raw_name().starts_with("x-")) else { return };
    let name = &*key.text();
    if let Some(known) = vocabulary::extension(name) {
        if name.starts_with(PREFIX)
            && known.member.standing == Standing::Ignored
            && known.member.link.is_empty()
            && !is_beside_ref(document, object)
        {
            let message =
                format!("'{name}' is for other tools and has no effect in connectors. It can be removed.");
            offer_removal(context.on_key(node, message).tagged(Tag::Unnecessary), node);
        }
        return;
    }
    let typo = vocabulary::extension_typo(name);
    if typo.is_none() && !name.starts_with(PREFIX) || is_beside_ref(document, object) {
        return;
    }
    let known = || vocabulary::members(place).map(|member| member.name);
    let near = typo.or_else(|| nearest(name, known().filter(|known| known.starts_with(PREFIX))));
    let advice = match near {
        Some(_) => hint(near),
        None => " The platform ignores it. Check the spelling, or remove it.".to_owned(),
    };
    let finding = context.on_key(node, format!("'{name}' is no known extension of Microsoft.{advice}"));
    if let Some(near) = near {
        // From now on it does something.
        offer_rename(finding, node, near, Safety::Unsafe);
    }
    offer_removal(finding, node);
}

/// Whether extensions may stand among the members of an object at this place.
fn takes_extensions(place: Place) -> bool {
    let has_members = matches!(place.content(), Content::Members(_)) && !place.is_open();
    has_members || matches!(place, Place::Paths | Place::Responses)
}
