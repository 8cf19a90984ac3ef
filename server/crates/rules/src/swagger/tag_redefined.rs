//! The `tags` of a definition describe each tag once
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /tags
//! [
//!   { "name": "Orders", "description": "Everything about orders." },
//!   { "name": "Orders" }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json /tags
//! [ { "name": "Orders", "description": "Everything about orders." } ]
//! ```

use connector::FileRole;
use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix, Safety};
use crate::repeats::repeats;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/tag-redefined",
    summary: "A tag is described twice",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Safe,
    microsoft: &["TagRedefined"],
    check: Check::Places(&[Place::Tags], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    repeats(
        node.items(),
        |tag| tag.get("name")?.as_str(),
        |earlier, tag| {
            let Some((first, second)) = earlier.get("name").zip(tag.get("name")) else { return };
            let name = second.as_str().unwrap_or_default();
            let file = FileRole::Definition;
            let says_more = tag
                .members()
                .any(|member| earlier.get(&member.name()).is_none_or(|same| !same.same_value(member)));
            let safety = if says_more { Safety::Unsafe } else { Safety::Safe };
            let change = Change::Remove(tag.id());
            context
                .on_value(second, format!("The tag '{name}' is described twice. Keep one of the two."))
                .related(file, first.span(), format!("'{name}' is described here first."))
                .fix(Fix::new(safety, format!("Remove the second '{name}'"), file, change));
        },
    );
}
