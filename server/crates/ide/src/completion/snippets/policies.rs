//! Policies: every template with its parameters, from the vocabulary's table.

use std::fmt::Write as _;

use connector::properties::OPERATION_NAME;
use connector::{Connector, Operation};
use rustc_hash::FxHashSet;
use syntax::Node;
use vocabulary::{POLICY_TEMPLATES, PolicyTemplate, Standing};

use super::super::Subject;
use super::draft::{Draft, Shape, literal};
use super::{AFTER_MEMBERS, FIRST};

/// How many operations are offered to choose from.
const MOST: usize = 30;
/// What names a connection parameter in an expression.
const CALL: &str = "@connectionParameters('";

/// A policy of each template, with the words of the template's example.
pub(super) fn policies(subject: &Subject<'_>) -> Vec<Draft> {
    let drafts = POLICY_TEMPLATES.iter().filter_map(|template| {
        let example = syntax::parse(template.example);
        let policy = example.root();
        if is_there(subject.connector, template) {
            return None;
        }
        let operations = operations(subject.connector, template.id);
        let has_operations = !operations.is_empty();
        let mut words = Words { connector: subject.connector, template, has_operations, stops: 0 };
        let parameters = words.object(policy.get("parameters")?);
        let kind = policy.get("type").map(|kind| format!(r#" "type": {},"#, kind.raw())).unwrap_or_default();
        let title = policy.get("title")?.as_str()?;
        let json = format!(
            r#"{{ "templateId": "{}", "title": "<<*title={title}>>",{kind} "parameters": {parameters} }}"#,
            template.id
        );
        // What Microsoft does not tell of may be refused.
        let is_published = matches!(template.standing, Standing::Documented | Standing::SchemaOnly);
        let rank = if is_published { FIRST } else { AFTER_MEMBERS };
        let draft = Draft::new(format!("Policy {}", template.id), rank, Shape::Value, json);
        let draft = draft.detail(template.title).about(template.doc);
        Some(draft.with("operation", operations))
    });
    drafts.collect()
}

/// Whether another policy of this template would do the same again, for all operations.
fn is_there(connector: &Connector, template: &PolicyTemplate) -> bool {
    let takes_more =
        template.example.contains(OPERATION_NAME) || template.example.contains("Parameter.name\"");
    let mut files = connector.properties_files().flat_map(|file| &file.policies);
    !takes_more && files.any(|policy| policy.template.is_some_and(|known| known.id == template.id))
}

/// The operations that a policy of this template may be for, the likeliest first, and those that have one last.
fn operations(connector: &Connector, template: &str) -> Vec<String> {
    let Some(definition) = connector.definition() else { return Vec::new() };
    let served: FxHashSet<String> = connector
        .properties_files()
        .flat_map(|file| file.policies.iter().map(move |policy| (file, policy)))
        .filter(|(_, policy)| policy.template.is_some_and(|known| known.id == template))
        .flat_map(|(file, policy)| file.policy_operations(policy))
        .filter_map(|name| name.as_str().map(std::borrow::Cow::into_owned))
        .collect();
    let is_free = |operation: &Operation| operation.id.as_deref().is_some_and(|id| !served.contains(id));
    let is_likely = |operation: &Operation| match template {
        "pollingtrigger" => operation.trigger.is_some(),
        "updatenextlink" => definition.node(operation.node).get("x-ms-pageable").is_some(),
        _ => operation.trigger.is_none() && !operation.is_internal(),
    };
    let mut operations: Vec<&Operation> = definition.operations.iter().collect();
    operations.sort_by_key(|operation| (!is_free(operation), !is_likely(operation)));
    let ids = operations.into_iter().filter_map(|operation| operation.id.as_deref());
    ids.take(MOST).map(str::to_owned).collect()
}

/// Turns the values of an example into stops.
struct Words<'c> {
    connector: &'c Connector,
    template: &'static PolicyTemplate,
    has_operations: bool,
    stops: usize,
}

impl Words<'_> {
    fn object(&mut self, object: Node<'_>) -> String {
        let mut out = String::new();
        for member in object.members() {
            let name = member.name();
            let value = if name != OPERATION_NAME {
                self.value(member)
            } else if !self.has_operations {
                // Without the list it is for all operations.
                continue;
            } else {
                r#"["<<operation>>"]"#.to_owned()
            };
            let comma = if out.is_empty() { "" } else { ", " };
            let is_own = self.template.parameter(&name).is_none();
            let name = if is_own { self.stop("", &name, &[]) } else { literal(&name) };
            let _ = write!(out, "{comma}{name}: {value}");
        }
        format!("{{ {out} }}")
    }

    fn value(&mut self, member: Node<'_>) -> String {
        let known = self.template.parameter(&member.name());
        if member.is_object() {
            return self.object(member);
        }
        let Some(text) = member.as_str() else { return self.stop("#", member.raw(), &[]) };
        let text = adapted(self.connector, &text);
        let others = known.map(|known| known.values).unwrap_or_default().iter().map(|value| value.value);
        let others: Vec<&str> = others.filter(|value| *value != text).collect();
        let is_named = known.is_some_and(|known| known.key.rsplit('.').next() == Some("name"));
        self.stop(if is_named { "*" } else { "" }, &text, &others)
    }

    /// A string that is a stop.
    fn stop(&mut self, flag: &str, word: &str, others: &[&str]) -> String {
        self.stops += 1;
        let inside = literal(word);
        let mut words = inside[1..inside.len() - 1].to_owned();
        for other in others {
            let _ = write!(words, "|{other}");
        }
        format!(r#""<<{flag}word{}={words}>>""#, self.stops)
    }
}

/// An expression of an example with the names of this connector.
fn adapted(connector: &Connector, text: &str) -> String {
    let Some((before, rest)) = text.split_once(CALL) else { return text.to_owned() };
    let Some((name, after)) = rest.split_once("')") else { return text.to_owned() };
    let names = || connector.connection_parameters().map(|parameter| &*parameter.name);
    let is_sign_in = |name: &&str| name.starts_with("token");
    let known = names().find(|known| *known == name).or_else(|| names().find(|name| !is_sign_in(name)));
    let base_path = base_path(connector);
    match known {
        // The address replaces the base path too.
        Some(known) if before.starts_with("https://") => {
            let host = after.split('/').next().unwrap_or_default();
            format!("{before}{CALL}{known}'){host}{base_path}")
        }
        Some(known) => format!("{before}{CALL}{known}'){after}"),
        None if before.starts_with("https://") => {
            let host = root_text(connector, "host").unwrap_or_else(|| "api.contoso.com".to_owned());
            format!("https://{host}{base_path}")
        }
        None => "value".to_owned(),
    }
}

/// The base path without a slash at its end.
fn base_path(connector: &Connector) -> String {
    root_text(connector, "basePath").unwrap_or_default().trim_end_matches('/').to_owned()
}

/// A text at the root of the definition.
fn root_text(connector: &Connector, member: &str) -> Option<String> {
    let text = connector.definition()?.document.root().get(member)?.as_str()?;
    (!text.is_empty()).then(|| text.into_owned())
}
