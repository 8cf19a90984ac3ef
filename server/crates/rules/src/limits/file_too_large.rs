//! The platform takes definitions of up to 1 MB (1,048,576 bytes;
//! [limits](https://learn.microsoft.com/en-us/connectors/custom-connectors/faq)). Blanks and line ends count, so a file
//! that is little too large fits once it is written without them.
//!
//! ## Bad
//!
//! ```text apiDefinition.swagger.json /swagger
//! <REPEAT 1048576> </REPEAT>"2.0"
//! ```
//!
//! ## Good
//!
//! ```text apiDefinition.swagger.json /swagger
//! <REPEAT 1000> </REPEAT>"2.0"
//! ```

use connector::budget::{FILE_BYTES, Measure, grouped};
use connector::{Definition, Document, FileRole};
use syntax::Node;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::weights::{add_places, in_thousands, largest, share_of_text};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "limits/file-too-large",
    summary: "The definition has more bytes than the platform takes",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Document(check),
};

fn check(context: &mut Context<'_>, document: &Document) {
    let bytes = document.tree().text().len() as u32;
    if document.role() != FileRole::Definition || bytes <= FILE_BYTES {
        return;
    }
    let Some(definition) = context.definition() else { return };
    let without_blanks = definition.length_without_blanks();
    let advice = if without_blanks <= FILE_BYTES {
        // Up to the next thousand, but not to more than fits.
        let about = in_thousands(without_blanks).min(FILE_BYTES);
        format!("Without blanks and line ends it has about {}.", grouped(about))
    } else {
        "Take operations out, or split the connector.".to_owned()
    };
    let (parts, places) = largest(definition, Measure::Bytes);
    let message =
        format!("The definition has {}. {advice}{parts}", share_of_text(bytes, "bytes", FILE_BYTES));
    let root = document.root();
    let related = unused_bytes(definition);
    let finding = context.on_key(root, message);
    add_places(finding, places);
    if let Some((first, bytes)) = related {
        let text = format!(
            "Schemas, parameters and responses that nothing uses take about {} bytes.",
            grouped(in_thousands(bytes))
        );
        finding.related(FileRole::Definition, first.head_span(), text);
    }
}

/// How many bytes could go at once, and the first part of them.
fn unused_bytes(definition: &Definition) -> Option<(Node<'_>, u32)> {
    let unused = definition.unused_parts();
    let bytes = unused.iter().map(|part| definition.node(part.node).full_span().len()).sum();
    Some((definition.node(unused.first()?.node), bytes))
}
