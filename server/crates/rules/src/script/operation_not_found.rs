//! `scriptOperations` lists the operations whose calls run through `script.csx`. A name that no operation of the
//! definition has does nothing: the operation that was meant is called without the script
//! ([source](https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code)). The same goes for an id that
//! the script compares `Context.OperationId` with: that branch never runs, and after `!=` it always runs.
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
//!
//! ## Good
//!
//! ```text script.csx
//! public class Script : ScriptBase
//! {
//!     public override async Task<HttpResponseMessage> ExecuteAsync()
//!     {
//!         this.Context.Logger.LogInformation("{0} {1}", this.Context.OperationId, "is called");
//!         if (this.Context.OperationId.Equals("getitem", StringComparison.OrdinalIgnoreCase))
//!         {
//!             return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
//!         }
//!         return new HttpResponseMessage(HttpStatusCode.BadRequest);
//!     }
//! }
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
    let files = connector.properties_files();
    let lists = files.map(|file| (file.document.role(), move || file.script_operation_names()));
    operation_lists::check(context, lists);
    if let (Some(script), Some(definition)) = (connector.script(), connector.definition())
        && !definition.is_cut_off()
    {
        check_branches(context, script, definition);
    }
}

fn check_branches(context: &mut Context<'_>, script: &Script, definition: &Definition) {
    for literal in &script.literals {
        let Some(comparison) = literal.compared else { continue };
        let id = script.literal_text(literal);
        let is_in_other_case =
            comparison.ignores_case && definition.operation_ids().any(|known| known.eq_ignore_ascii_case(id));
        if definition.operation(id).is_some() || is_in_other_case || is_encoded(definition, id) {
            continue;
        }
        let (so, removed) = if comparison.is_negated {
            ("this is always true", "comparison")
        } else {
            ("this branch never runs", "branch")
        };
        let near = nearest(id, definition.operation_ids());
        let advice = near.map_or_else(
            || format!("Remove the {removed}, or correct the id."),
            |near| format!("Did you mean '{near}'?"),
        );
        let message = format!("No operation has the id '{id}', so {so}. {advice}");
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
    use connector::{Connector, Part};

    use super::*;

    #[test]
    fn what_an_unknown_id_does_goes_by_the_comparison() {
        let definition = r#"{"paths":{"/a":{"get":{"operationId":"GetItem","responses":{}}}}}"#;
        let messages = |script: &str| -> Vec<String> {
            let parts = [(FileRole::Definition, definition), (FileRole::Script, script)];
            let parts = Vec::from(parts.map(|(role, text)| Part::new(role, text.to_owned())));
            let found =
                crate::check(&Connector::new(parts), &crate::Settings::default(), &crate::Stop::default());
            found
                .into_iter()
                .filter(|finding| finding.code() == RULE.code)
                .map(|finding| finding.message.clone())
                .collect()
        };
        for (script, expected) in [
            (
                r#"if (Context.OperationId != "Nope") {}"#,
                "No operation has the id 'Nope', so this is always true. Remove the comparison, or correct the id.",
            ),
            (
                r#"if (Context.OperationId == "getitem") {}"#,
                "No operation has the id 'getitem', so this branch never runs. Did you mean 'GetItem'?",
            ),
        ] {
            assert_eq!(messages(script), [expected], "{script}");
        }
        let any_case = r#"if (Context.OperationId.Equals("getitem", StringComparison.OrdinalIgnoreCase)) {}"#;
        assert_eq!(messages(any_case), [""; 0]);
    }

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
