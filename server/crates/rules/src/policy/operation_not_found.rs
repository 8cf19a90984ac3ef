//! A policy can be limited to operations, listed by `operationId` under `x-ms-apimTemplate-operationName`. A name that
//! no operation of the definition has does nothing, so the operation that was meant runs without the policy. It happens
//! most often after an operation was renamed.
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters/x-ms-apimTemplate-operationName
//! ["ListItems", "CreateItems"]
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters/x-ms-apimTemplate-operationName
//! ["ListItems", "ArchiveOrders"]
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters/x-ms-apimTemplate-operationName
//! ["ListItems", "CreateItem"]
//! ```

use crate::operation_lists;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "policy/operation-not-found",
    summary: "A policy is limited to an operation that does not exist",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let files = context.connector().properties_files();
    let lists = files.flat_map(|file| {
        let role = file.document.role();
        file.policies.iter().map(move |policy| (role, move || file.policy_operations(policy)))
    });
    operation_lists::check(context, lists);
}
