//! The platform accepts every member whose name starts with `x-`, and does nothing with those it does not know. So a
//! misspelt `x-ms-visibility` passes every check, and the input that should be hidden is shown.
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
//! ## Good
//!
//! ```json /paths/~1items/get/x-ms-visibility
//! "important"
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::Safety;
use crate::near::{hint, nearest};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::{UnknownKind, offer_removal, offer_rename, unknown};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/unknown-ms-extension",
    summary: "A misspelt or unknown Microsoft extension",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::Free], check),
};

/// How the names of Microsoft's extensions start.
const PREFIX: &str = "x-ms-";

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(unknown) = unknown(context, node).filter(|unknown| unknown.kind == UnknownKind::Extension) else {
        return;
    };
    let name = &*unknown.name;
    // A known extension at a place where it means nothing is another matter.
    if vocabulary::extension(name).is_some() {
        return;
    }
    let typo = vocabulary::extension_typo(name);
    if typo.is_none() && !name.starts_with(PREFIX) {
        return;
    }
    let known = || vocabulary::members(unknown.place).map(|member| member.name);
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
