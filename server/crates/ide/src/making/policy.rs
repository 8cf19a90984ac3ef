//! The policy templates with their parameters, and a policy of one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::ControlFlow;

use connector::properties::OPERATION_NAME;
use connector::{Connector, FileRole};
use rules::Settings;
use syntax::edit::quote;
use syntax::{JsonEditor, Kind, Node, Placement};
use vocabulary::{POLICY_TEMPLATES, PolicyParameter, PolicyTemplate, Standing, Types};

use super::{Made, Making, Or, accepted, editable, made, refuse};

/// A policy template, as a form shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedTemplate {
    /// `templateId`.
    pub id: &'static str,
    /// What the connector wizard calls it.
    pub title: &'static str,
    /// What it does.
    pub description: &'static str,
    /// What it takes, the operations aside.
    pub parameters: Vec<OfferedParameter>,
}

/// A parameter of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedParameter {
    /// Its key.
    pub name: &'static str,
    /// What the connector wizard calls it.
    pub title: &'static str,
    /// What it means.
    pub description: &'static str,
    /// Whether the policy is incomplete without it.
    pub required: bool,
    /// What an absent one stands for: a text without quotes, else JSON.
    pub default: Option<String>,
    /// The only values it takes; empty for any.
    pub choices: Vec<&'static str>,
}

/// A policy to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPolicy {
    /// The template, in any letter case.
    pub template_id: String,
    /// Its title.
    pub title: String,
    /// The operations it is for; none for all of them.
    pub operations: Vec<String>,
    /// The values of its parameters by key: texts, and JSON where a parameter takes no text.
    pub parameters: BTreeMap<String, String>,
}

/// The templates that Microsoft tells of. The others would leave a warning wherever they are added.
pub fn policy_templates() -> Vec<OfferedTemplate> {
    let is_published =
        |template: &&PolicyTemplate| matches!(template.standing, Standing::Documented | Standing::SchemaOnly);
    POLICY_TEMPLATES.iter().filter(is_published).map(offered).collect()
}

fn offered(template: &PolicyTemplate) -> OfferedTemplate {
    let parameters = template.parameters.iter().filter(|parameter| parameter.key != OPERATION_NAME);
    OfferedTemplate {
        id: template.id,
        title: template.title,
        description: template.doc,
        parameters: parameters
            .map(|parameter| OfferedParameter {
                name: parameter.key,
                title: parameter.title,
                description: parameter.doc,
                required: parameter.required,
                default: parameter.default.map(plain),
                choices: parameter.values.iter().map(|value| value.value).collect(),
            })
            .collect(),
    }
}

/// A JSON text as its value reads.
fn plain(json: &str) -> String {
    let tree = syntax::parse(json);
    tree.root().as_str().map_or_else(|| json.to_owned(), std::borrow::Cow::into_owned)
}

/// Adds a policy at the end of the list, where the connector has its policies. What the template does not take, or the
/// platform would not, is refused.
pub fn add_policy(connector: &Connector, settings: &Settings, wanted: &NewPolicy) -> Making {
    Making::of(add(connector, settings, wanted))
}

fn add(connector: &Connector, settings: &Settings, wanted: &NewPolicy) -> Or<Made> {
    let json = policy(connector, wanted)?;
    let role = if connector.part(FileRole::PolicyTemplateInstances).is_some() {
        FileRole::PolicyTemplateInstances
    } else if connector.part(FileRole::Properties).is_some() {
        FileRole::Properties
    } else {
        return refuse(no_file(connector));
    };
    let document = editable(connector, settings, role)?;
    let root = document.root();
    let mut editor = JsonEditor::new(document.tree());
    let list = if role == FileRole::PolicyTemplateInstances {
        root
    } else {
        let Some(properties) = root.get("properties").filter(|node| node.is_object()) else {
            return refuse(format!(
                "{} has no object 'properties', which holds the policies. Add it first.",
                settings.name(role)
            ));
        };
        let list = properties.get("policyTemplateInstances").filter(|list| list.kind() != Kind::Null);
        let Some(list) = list else {
            let list = format!("[{json}]");
            let place = Placement::After("capabilities");
            editor.set_member(properties, "policyTemplateInstances", list.as_str(), place);
            let made = made(document, editor.finish(), |root| {
                title_of(root.get("properties")?.get("policyTemplateInstances")?.items().next()?)
            })?;
            return accepted(connector, settings, made, &["/properties/policyTemplateInstances/0"]);
        };
        list
    };
    if !list.is_array() {
        return refuse("The list of policies is no list. Make it one, such as [], first.");
    }
    let at = list.items().count();
    editor.insert_item(list, at, json.as_str());
    let pointer = format!("{}/{at}", syntax::pointer::pointer(list));
    let made =
        made(document, editor.finish(), |root| title_of(syntax::pointer::resolve(root.tree(), &pointer)?))?;
    accepted(connector, settings, made, &[&pointer])
}

fn title_of(policy: Node<'_>) -> Option<syntax::Span> {
    Some(policy.get("title")?.content_span())
}

fn no_file(connector: &Connector) -> String {
    if connector.is_in_solution() {
        "The connector has no file that ends with _policytemplateinstances.json, which holds its policies. Export the \
         solution again with one policy, or make the file beside the definition with [] in it."
            .to_owned()
    } else {
        "The connector has no apiProperties.json, which holds its policies. A quick fix at the head of the definition \
         makes one."
            .to_owned()
    }
}

/// The JSON of the policy.
fn policy(connector: &Connector, wanted: &NewPolicy) -> Or<String> {
    let Some(template) = vocabulary::policy_template(&wanted.template_id) else {
        return refuse(format!("There is no policy template '{}'.", wanted.template_id));
    };
    if wanted.title.trim().is_empty() {
        return refuse("The policy has no title. Give it one.");
    }
    let definition = connector.definition();
    let is_unknown =
        |id: &&String| definition.is_none_or(|definition| definition.operation_index(id).is_none());
    if let Some(unknown) = wanted.operations.iter().find(is_unknown) {
        return refuse(format!("The connector has no operation '{unknown}'."));
    }
    if let Some(unknown) = wanted.parameters.keys().find(|key| template.parameter(key).is_none()) {
        let known: Vec<&str> = template.parameters.iter().map(|parameter| parameter.key).collect();
        return refuse(format!(
            "'{}' takes no parameter '{unknown}'. It takes {}.",
            template.id,
            known.join(", ")
        ));
    }
    let mut parameters = String::new();
    let mut add = |key: &str, json: &str| {
        let comma = if parameters.is_empty() { "" } else { ", " };
        let _ = write!(parameters, "{comma}{}: {json}", quote(key));
    };
    for parameter in template.parameters {
        if parameter.key == OPERATION_NAME {
            let mut seen = BTreeSet::new();
            let once = wanted.operations.iter().filter(|id| seen.insert(*id));
            let ids: Vec<String> = once.map(|id| quote(id)).collect();
            if !ids.is_empty() {
                add(parameter.key, &format!("[{}]", ids.join(", ")));
            }
            continue;
        }
        match wanted.parameters.get(parameter.key) {
            // An empty text is as good as none where the parameter may be absent.
            Some(text) if !text.is_empty() || parameter.required => {
                add(parameter.key, &value(parameter, text)?);
            }
            None if parameter.required => {
                return refuse(format!("'{}' is missing: {}", parameter.title, parameter.doc));
            }
            _ => {}
        }
    }
    let kind = syntax::parse(template.example);
    let kind = kind.root().get("type").map(|kind| format!("\"type\": {}, ", kind.raw())).unwrap_or_default();
    ControlFlow::Continue(format!(
        "{{ \"templateId\": {}, \"title\": {}, {kind}\"parameters\": {{ {parameters} }} }}",
        quote(template.id),
        quote(wanted.title.trim())
    ))
}

/// The JSON of a parameter's value.
fn value(parameter: &PolicyParameter, text: &str) -> Or<String> {
    let title = parameter.title;
    let choices: Vec<&str> = parameter.values.iter().map(|value| value.value).collect();
    if !choices.is_empty() && !choices.contains(&text) {
        return refuse(format!("'{title}' cannot be '{text}'. It is one of {}.", choices.join(", ")));
    }
    if parameter.types.contains(Types::STRING) {
        return ControlFlow::Continue(quote(text));
    }
    let tree = syntax::parse(text.trim());
    let root = tree.root();
    let fits = match root.kind() {
        Kind::Object => parameter.types.contains(Types::OBJECT),
        Kind::Array => parameter.types.contains(Types::ARRAY),
        Kind::Number => parameter.types.contains(Types::NUMBER),
        Kind::Boolean => parameter.types.contains(Types::BOOLEAN),
        _ => false,
    };
    if fits && tree.errors().is_empty() {
        return ControlFlow::Continue(text.trim().to_owned());
    }
    let wanted = if parameter.types.contains(Types::OBJECT) {
        "a JSON object, such as {}"
    } else if parameter.types.contains(Types::ARRAY) {
        "a JSON list, such as []"
    } else {
        "a number"
    };
    refuse(format!("'{title}' cannot be '{text}'. Write {wanted}."))
}
