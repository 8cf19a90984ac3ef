//! The platform keeps letters, digits and underscores of an operationId and rewrites the rest. What flows store is then
//! not what the file says, and two ids can become the same. Certification warns of it
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Fix
//!
//! Gives the operation another id, in the definition, in policies, in the list of scripted operations and in the
//! script. Flows store the id: once the connector is published, keep the old one.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/operationId
//! "Get-Item"
//! ```
//!
//! ```json apiProperties.json /properties/scriptOperations
//! ["Get-Item"]
//! ```
//!
//! ```text script.csx
//! public class Script : ScriptBase
//! {
//!     public override async Task<HttpResponseMessage> ExecuteAsync()
//!     {
//!         if (this.Context.OperationId == "Get-Item")
//!         {
//!             return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
//!         }
//!         return new HttpResponseMessage(HttpStatusCode.BadRequest);
//!     }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/get/operationId
//! "GetItem"
//! ```

use connector::Operation;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, naming};

pub static RULE: Rule = Rule {
    code: "operation/id-sanitized",
    summary: "An operationId has characters that the platform rewrites",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["OperationIdSanitized"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let (Some(id), Some(node)) = (operation.id.as_deref(), operation.id_node) else { return };
    let is_kept = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let Some(lost) = id.chars().find(|&character| !is_kept(character)) else { return };
    let node = definition.node(node);
    let lost = if lost.is_whitespace() { "blanks".to_owned() } else { format!("'{lost}'") };
    let message =
        format!("The platform rewrites {lost} in '{id}'. Use letters, digits and underscores only.");
    let finding = context.on_value(node, message);
    if let Some(name) = naming::new_operation_id(definition, id) {
        let title = format!("Rename to '{name}' everywhere (breaking for flows that use it)");
        let change = Change::RenameOperation { id: node.id(), name };
        finding.fix(Fix::unsafe_(title, finding.file, change));
    }
}
