//! Actions and triggers, as path items and as methods of one.

use connector::template;
use syntax::Node;

use super::super::Subject;
use super::draft::{Draft, literal};
use super::operation_templates::{
    CHOICES, DELETE, GET, HOOK_DELETE, LIST, PATCH, POLLING, POST, SHAPE, Template, WEBHOOK,
};
use super::{AFTER_MEMBERS, FIRST};

/// A whole path for each.
const PATH_ITEMS: [&Template; 9] =
    [&LIST, &GET, &POST, &PATCH, &DELETE, &POLLING, &WEBHOOK, &CHOICES, &SHAPE];
const METHODS: [&Template; 9] =
    [&LIST, &GET, &POST, &PATCH, &DELETE, &POLLING, &HOOK_DELETE, &CHOICES, &SHAPE];

/// The object of a definition's first path.
pub(super) fn first_path() -> String {
    format!(r#"{{ "{}": {{ "{}": {} }} }}"#, LIST.path, LIST.method, with_parameters(&LIST, ""))
}

/// A path with one operation, or with two where one does not go without the other.
pub(super) fn path_items() -> Vec<Draft> {
    let drafts = PATH_ITEMS.iter().map(|template| {
        let key = if template.path.contains("<<key=") { "<<key>>" } else { "" };
        let parameter = if key.is_empty() { String::new() } else { key_parameter("<<key>>") };
        let operation = with_parameters(template, &parameter);
        let json = format!(
            r#"{{ "{}": {{ {} "{}": {operation} }}{} }}"#,
            template.path, template.beside, template.method, template.after
        );
        Draft::members(template.label, FIRST, json).about(template.about)
    });
    drafts.collect()
}

/// An operation for a path that is there. The variables of its path become parameters.
pub(super) fn methods(subject: &Subject<'_>) -> Vec<Draft> {
    let Some(item) = subject.site.container else { return Vec::new() };
    let path = item.name();
    let missing: Vec<String> = template::variables(&path)
        .filter(|variable| !has_parameter(subject, item, variable.name))
        .map(|variable| key_parameter(&literal(variable.name)[1..literal(variable.name).len() - 1]))
        .collect();
    let parameters = missing.join(", ");
    let ends = path.trim_end_matches('/').ends_with('}');
    let fits = |template: &Template| match template.method {
        "delete" | "patch" => ends,
        "post" => !ends,
        _ => template.path.ends_with('}') == ends,
    };
    let drafts = METHODS.iter().filter(|template| fits(template)).map(|template| {
        let json = format!(r#"{{ "{}": {} }}"#, template.method, with_parameters(template, &parameters));
        Draft::members(template.label, AFTER_MEMBERS, json).about(template.about)
    });
    drafts.collect()
}

/// Which of the templates an operation is made from that somebody has described by answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// An action that lists.
    List,
    /// An action that reads one.
    Get,
    /// An action that sends a body.
    Create,
    /// An action that changes one.
    Change,
    /// An action that removes one.
    Delete,
    /// A trigger that asks again and again.
    Polling,
    /// A trigger that the service calls, with the operation that ends that.
    Webhook,
}

/// The JSON of a path with one operation, and with the path of the one that belongs to it: the template with these words
/// in place of its own. Each path comes with the JSON of the parameters that its operation needs for it: `others` are those
/// of the one below, its last variable aside.
pub(crate) fn path_item(
    sort: Sort,
    method: &str,
    (path, parameters): (&str, &str),
    (below, others): (&str, &str),
    words: &[(&'static str, String)],
) -> String {
    let template = match sort {
        Sort::List => &LIST,
        Sort::Get => &GET,
        Sort::Create => &POST,
        Sort::Change => &PATCH,
        Sort::Delete => &DELETE,
        Sort::Polling => &POLLING,
        Sort::Webhook => &WEBHOOK,
    };
    let quoted = literal(path);
    let after = template.after.replacen(r#""/<<*hooks>>/{<<hookId=hookId>>}""#, &literal(below), 1);
    let others = if others.is_empty() { String::new() } else { format!("{others}, ") };
    let after = after.replacen(r#""parameters": ["#, &format!(r#""parameters": [{others}"#), 1);
    let operation = with_parameters(template, parameters);
    let json = format!(r#"{{ {quoted}: {{ {} "{method}": {operation} }}{after} }}"#, template.beside);
    let draft = Draft::members(template.label, FIRST, json);
    words.iter().fold(draft, |draft, (stop, word)| draft.with(stop, vec![word.clone()])).plain()
}

/// The operation with these parameters before its own.
fn with_parameters(template: &Template, parameters: &str) -> String {
    let own =
        template.operation.split_once("[PARAMETERS").map(|(_, rest)| rest.trim_start().starts_with('{'));
    let comma = if own == Some(true) && !parameters.is_empty() { ", " } else { "" };
    template.operation.replace("PARAMETERS", &format!("{parameters}{comma}"))
}

/// A parameter for a variable of the path; `name` is written as in a string.
pub(super) fn key_parameter(name: &str) -> String {
    parameter_in_path(name, "<<label=Key>>", "The key to look for.")
}

/// A parameter for a variable of the path, with texts of its own.
pub(crate) fn path_parameter(name: &str, label: &str, description: &str) -> String {
    let [name, label, description] = [name, label, description].map(literal);
    let inside = |quoted: &str| quoted[1..quoted.len() - 1].to_owned();
    parameter_in_path(&inside(&name), &inside(&label), &inside(&description))
}

/// All three are written as in a string.
fn parameter_in_path(name: &str, label: &str, description: &str) -> String {
    format!(
        r#"{{ "name": "{name}", "in": "path", "required": true, "type": "string", "x-ms-summary": "{label}",
            "description": "{description}", "x-ms-url-encoding": "single" }}"#
    )
}

/// Whether the path item itself has a parameter of this name.
fn has_parameter(subject: &Subject<'_>, item: Node<'_>, name: &str) -> bool {
    let definition = subject.connector.definition();
    let parameters = item.get("parameters").into_iter().flat_map(Node::items);
    let resolved = parameters.filter_map(|parameter| {
        let Some(reference) = parameter.get("$ref") else { return Some(parameter) };
        definition?.ref_target(&reference.as_str()?)
    });
    let mut names = resolved.filter_map(|parameter| parameter.get("name")?.as_str());
    names.any(|known| known == name)
}
