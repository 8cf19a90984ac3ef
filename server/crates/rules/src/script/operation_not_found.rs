//! `scriptOperations` lists the operations whose calls run through `script.csx`. A name that no operation of the
//! definition has does nothing: the operation that was meant is called without the script
//! ([source](https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code)). The same goes for an id that
//! the script compares `Context.OperationId` with: that branch never runs.
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/scriptOperations
//! ["GetItem", "GetItems"]
//! ```
//!
//! ## Bad
//!
//! ```text script.csx
//! public class Script : ScriptBase
//! {
//!     public override async Task<HttpResponseMessage> ExecuteAsync()
//!     {
//!         switch (this.Context.OperationId)
//!         {
//!             case "GetItem":
//!             case "FetchItem":
//!             case "CreatItem":
//!                 return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
//!             default:
//!                 return new HttpResponseMessage(HttpStatusCode.BadRequest);
//!         }
//!     }
//! }
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/scriptOperations
//! ["GetItem"]
//! ```

use connector::{Definition, FileRole, Script};
use syntax::TextEdit;

use crate::fix::{Change, Fix};
use crate::near::nearest;
use crate::operation_lists;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "script/operation-not-found",
    summary: "The script is meant for an operation that does not exist",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let connector = context.connector();
    for file in connector.properties_files() {
        for name in file.script_operation_names() {
            operation_lists::check(context, file, name);
        }
    }
    if let (Some(script), Some(definition)) = (connector.script(), connector.definition())
        && !definition.is_cut_off()
    {
        check_branches(context, script, definition);
    }
}

fn check_branches(context: &mut Context<'_>, script: &Script, definition: &Definition) {
    for literal in script.literals.iter().filter(|literal| literal.is_operation_id) {
        let id = script.literal_text(literal);
        if definition.operation(id).is_some() || is_encoded(definition, id) {
            continue;
        }
        let near = nearest(id, definition.operation_ids());
        let advice = near.map_or_else(
            || "Remove the branch, or correct the id.".to_owned(),
            |near| format!("Did you mean '{near}'?"),
        );
        let message = format!("No operation has the id '{id}', so this branch never runs. {advice}");
        let finding = context.on_text(FileRole::Script, literal.span, message);
        finding.at_most(Severity::Warning);
        if let Some(near) = near {
            let change = Change::Text(TextEdit::new(literal.span, near));
            finding.fix(Fix::unsafe_(format!("Change to '{near}'"), FileRole::Script, change));
        }
    }
}

/// Whether `id` is the Base64 form of an operationId: in some regions the platform passes it like that.
fn is_encoded(definition: &Definition, id: &str) -> bool {
    definition.operation_ids().any(|known| base64(known.as_bytes()).eq(id.bytes()))
}

/// The characters of the Base64 form of `bytes`.
fn base64(bytes: &[u8]) -> impl Iterator<Item = u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    bytes.chunks(3).flat_map(|chunk| {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        (0..4).map(move |at| {
            let digit = DIGITS[(group >> (18 - 6 * at) & 63) as usize];
            if at > chunk.len() { b'=' } else { digit }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let of = |text: &str| String::from_utf8(base64(text.as_bytes()).collect()).unwrap();
        // RFC 4648, section 10.
        assert_eq!(
            ["", "f", "fo", "foo", "foob", "fooba"].map(of),
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE="]
        );
    }
}
