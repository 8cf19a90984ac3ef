//! The form that makers fill in to make a connection.

use connector::{ConnectionParameter, Connector, FileRole, PropertiesFile};
use rustc_hash::FxHashMap;
use syntax::{Node, NodeId};

use super::cards::text;
use super::fields::{place, shown};
use super::model::{Control, Field, Mark, SignIn};
use super::schemas::DESCRIPTION_LENGTH;
use crate::words;

/// How many fields of a form are shown.
const MAX_FIELDS: usize = 60;
/// How many choices of a field are shown.
const MAX_CHOICES: usize = 60;

/// The ways to sign in: the sets of connection parameters if there are any, else the connection parameters. `None` if no
/// file says anything about them.
pub(super) fn read(connector: &Connector) -> Option<Vec<SignIn>> {
    connector.properties_files().next()?;
    let mut sets: Vec<(NodeId, Vec<(&PropertiesFile, &ConnectionParameter)>)> = Vec::new();
    let mut by_set: FxHashMap<(FileRole, NodeId), usize> = FxHashMap::default();
    let mut alone = Vec::new();
    for file in connector.properties_files() {
        for parameter in &file.connection_parameters {
            let Some(set) = parameter.set else {
                alone.push((file, parameter));
                continue;
            };
            let at = *by_set.entry((file.document.role(), set)).or_insert_with(|| {
                sets.push((set, Vec::new()));
                sets.len() - 1
            });
            sets[at].1.push((file, parameter));
        }
    }
    if sets.is_empty() {
        let fields = form(&alone);
        return Some(if fields.is_empty() {
            Vec::new()
        } else {
            vec![SignIn { title: None, description: None, fields }]
        });
    }
    let ways = sets.into_iter().map(|(set, parameters)| {
        let node = parameters.first().map(|(file, _)| file.node(set));
        let ui = node.and_then(|node| node.get("uiDefinition"));
        let name = || node.and_then(|node| text(node, "name"));
        SignIn {
            title: ui.and_then(title).or_else(name),
            description: ui.and_then(|ui| text(ui, "description")),
            fields: form(&parameters),
        }
    });
    Some(ways.collect())
}

/// The fields of a form, in the order of their tab indexes.
fn form(parameters: &[(&PropertiesFile, &ConnectionParameter)]) -> Vec<Field> {
    let mut fields: Vec<(i64, Field)> = parameters
        .iter()
        .take(MAX_FIELDS)
        .filter_map(|(file, parameter)| {
            let node = file.node(parameter.node);
            let constraints = node.get("uiDefinition").and_then(|ui| ui.get("constraints"));
            if constraints.is_some_and(|constraints| is_true(constraints, "hidden")) {
                return None;
            }
            let position = constraints.and_then(|constraints| constraints.get("tabIndex")?.as_i64());
            Some((position.unwrap_or(i64::MAX), field(file.document.role(), node)))
        })
        .collect();
    fields.sort_by_key(|(position, _)| *position);
    fields.into_iter().map(|(_, field)| field).collect()
}

fn field(file: FileRole, node: Node<'_>) -> Field {
    let ui = node.get("uiDefinition").filter(|ui| ui.is_object());
    let constraints = ui.and_then(|ui| ui.get("constraints"));
    let word = node.get("type").and_then(Node::as_str).unwrap_or_default().to_ascii_lowercase();
    let is_hidden_text =
        constraints.and_then(|constraints| constraints.get("clearText")?.as_bool()) == Some(false);
    let allowed = constraints.and_then(|constraints| constraints.get("allowedValues"));
    let allowed = allowed.or_else(|| node.get("allowedValues")).filter(|list| list.is_array());
    let (kind, control) = match (word.as_str(), allowed) {
        ("oauthsetting", _) => ("Sign-in", Control::SignIn),
        ("gatewaysetting", _) => ("Data gateway", Control::Gateway),
        (_, Some(list)) => ("Choice", choices(list)),
        ("bool", None) => ("Yes or no", Control::YesNo),
        ("int", None) => ("Whole number", Control::Line),
        ("securestring", None) => ("Secret text", Control::Secret),
        _ if is_hidden_text => ("Secret text", Control::Secret),
        _ => ("Text", Control::Line),
    };
    Field {
        key: node.name().into_owned(),
        label: ui.and_then(title).unwrap_or_else(|| words::cut(&node.name(), DESCRIPTION_LENGTH)),
        kind,
        description: ui.and_then(|ui| text(ui, "description").or_else(|| text(ui, "tooltip"))),
        is_required: constraints.is_some_and(|constraints| is_true(constraints, "required")),
        is_important: false,
        is_advanced: false,
        control,
        default: node.get("defaultValue").and_then(|value| {
            // Where there are choices, the name of the one that is meant.
            let entries = allowed.into_iter().flat_map(Node::items).take(MAX_CHOICES);
            let meant = entries.filter(|entry| entry.get("value").is_some_and(|own| own.same_value(value)));
            meant.last().and_then(choice).or_else(|| shown(value))
        }),
        fields: Vec::new(),
        place: Some(place(file, node)),
        mark: Mark::Same,
    }
}

fn choices(list: Node<'_>) -> Control {
    let names = list.items().take(MAX_CHOICES).filter_map(choice).collect();
    Control::Choices { names, more: list.items().count().saturating_sub(MAX_CHOICES) }
}

/// What a choice is called.
fn choice(entry: Node<'_>) -> Option<String> {
    text(entry, "text").or_else(|| entry.get("value").and_then(shown)).or_else(|| shown(entry))
}

fn title(ui: Node<'_>) -> Option<String> {
    words::display_name(ui, text)
}

/// These constraints are texts; booleans occur too.
fn is_true(constraints: Node<'_>, name: &str) -> bool {
    constraints.get(name).is_some_and(|value| {
        value.as_bool() == Some(true) || value.as_str().is_some_and(|word| word.eq_ignore_ascii_case("true"))
    })
}
