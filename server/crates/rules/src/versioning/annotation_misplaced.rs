//! The status of the connector as a whole stands in `x-ms-api-annotation` under `info`. At the root of the file, where
//! Microsoft's guide shows it in short form, the platform does not read it: published connectors have it under `info`,
//! as Microsoft's schema of the definition asks.
//! Source:
//! <https://github.com/microsoft/PowerPlatformConnectors/blob/dev/schemas/apiDefinition.swagger.schema.json>.
//!
//! ## Bad
//!
//! ```json /x-ms-api-annotation
//! { "status": "Preview" }
//! ```
//!
//! ## Good
//!
//! ```json /info/x-ms-api-annotation
//! { "status": "Preview" }
//! ```

use crate::fix::{Change, Fix};
use crate::revisions::ANNOTATION;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/annotation-misplaced",
    summary: "The connector's annotation stands at the root",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(root) = context.definition().map(|definition| definition.document.root()) else { return };
    let Some(annotation) = root.get(ANNOTATION) else { return };
    let file = context.file_of(annotation);
    let info = root.get("info").filter(|info| info.is_object());
    let written = info.and_then(|info| info.get(ANNOTATION));
    let finding = context.on_key(
        annotation,
        "The platform reads the connector's annotation under 'info', not at the root. Move it there.",
    );
    if let Some(written) = written {
        finding.related(file, written.head_span(), "There is one here already.").fix(Fix::unsafe_(
            "Remove the one at the root",
            file,
            Change::Remove(annotation.id()),
        ));
    } else if let Some(info) = info {
        let change = Change::Move { member: annotation.id(), object: info.id() };
        finding.fix(Fix::unsafe_("Move it to 'info'", file, change));
    }
}
