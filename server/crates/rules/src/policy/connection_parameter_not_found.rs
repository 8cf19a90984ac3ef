//! `@connectionParameters('name')` in a policy stands for what the maker entered when making the connection. If
//! `connectionParameters` declares no such name, there is nothing to stand for: the header is empty, the host has a
//! hole, and the call fails. With a default as second argument, the default is always used. A name that differs in
//! letter case alone is reported as a warning: some published connectors have one.
//! ([Expressions in policies](https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates))
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters/x-ms-apimTemplateParameter.value
//! "shop @connectionParameters('Shop')"
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters/x-ms-apimTemplateParameter.value
//! "@connectionParameters('shopp')"
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters/x-ms-apimTemplateParameter.value
//! "@connectionParameters('shop')"
//! ```

use connector::{FileRole, PropertiesFile};
use syntax::{Span, TextEdit};

use crate::fix::{Change, Fix};
use crate::near::Names;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "policy/connection-parameter-not-found",
    summary: "A policy uses a connection parameter that is not declared",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let connector = context.connector();
    let mut names = None;
    for file in connector.properties_files() {
        check_file(context, file, &mut names);
    }
}

/// Up to this many names are looked through rather than collected: nearly every connector has fewer.
const FEW: usize = 32;

/// Reports the uses of parameters that are not declared. Their names are collected in `names` if need be.
fn check_file<'c>(context: &mut Context<'c>, file: &PropertiesFile, names: &mut Option<Names<'c>>) {
    let connector = context.connector();
    // An unpacked solution may be seen without the file that declares the parameters.
    let role = file.document.role();
    let declares = role == FileRole::Properties || connector.part(FileRole::ConnectionParameters).is_some();
    let is_unreadable = |file: &PropertiesFile| {
        let declared = file.properties().and_then(|properties| properties.get("connectionParameters"));
        declared.is_some_and(|found| !found.is_object() && found.kind() != syntax::Kind::Null)
    };
    if !declares || is_unreadable(file) {
        return;
    }
    let declared = || connector.connection_parameters().map(|parameter| parameter.name.as_ref());
    let are_few = declared().nth(FEW).is_none();
    for used in &file.connection_parameter_uses {
        let name = used.name.as_ref();
        if are_few && declared().any(|declared| declared == name) {
            continue;
        }
        let names = names.get_or_insert_with(|| Names::new(declared()));
        if names.contains(name) {
            continue;
        }
        let near = names.nearest(name);
        let same_but_case = near.is_some_and(|near| near.eq_ignore_ascii_case(name));
        let message = match near {
            Some(near) if same_but_case => {
                format!("The connection parameter is called '{near}', not '{name}'. Write it the same way.")
            }
            Some(near) => format!("There is no connection parameter '{name}'. Did you mean '{near}'?"),
            None => {
                format!("There is no connection parameter '{name}'. Declare it under 'connectionParameters'.")
            }
        };
        let finding = context.on(file.node(used.node), used.span, message);
        if same_but_case || has_default(file, used.span) {
            finding.at_most(Severity::Warning);
        }
        if let Some(near) = near {
            // Even with another letter case alone, calls may have gone out without the value until now.
            let change = Change::Text(TextEdit::new(used.span, near));
            finding.fix(Fix::unsafe_(format!("Change to '{near}'"), role, change));
        }
    }
}

/// Whether a second argument stands after the name.
fn has_default(file: &PropertiesFile, name: Span) -> bool {
    let after = &file.document.tree().text()[name.end as usize..];
    after.trim_start_matches('\'').trim_start().starts_with(',')
}
