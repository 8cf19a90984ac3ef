//! Policies and connection parameters, for an outline.

use std::borrow::Cow;

use connector::{ConnectionParameter, FileRole, Policy, PropertiesFile};
use syntax::{Node, Span};

use crate::symbols::readable;
use crate::tally::Tally;
use crate::view::View;
use crate::words::display_name;

/// Where something stands that a file of properties has, and what was found in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PropertyPlace {
    /// The file: `apiProperties.json`, or one of those that an unpacked solution has in its place.
    pub file: FileRole,
    /// All of it, in bytes.
    pub span: Span,
    /// What to select of it.
    pub selection: Span,
    /// What was found in it.
    pub findings: Tally,
}

/// A policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyLeaf {
    /// Its title, else the name or id of its template; empty if it says nothing of itself.
    pub title: String,
    /// `templateId` as written; empty without one.
    pub template_id: String,
    /// What the connector wizard calls the template; `None` for an unknown one.
    pub template: Option<&'static str>,
    /// The operationIds it is limited to; none for all operations.
    pub operations: Vec<String>,
    /// Where it stands.
    pub place: PropertyPlace,
}

/// A connection parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterLeaf {
    /// Its name.
    pub name: String,
    /// The way to sign in that it belongs to, by the name that makers see; `None` if the connector has but one.
    pub set: Option<String>,
    /// Its type as written.
    pub kind: Option<String>,
    /// What makers see.
    pub label: Option<String>,
    /// Where it stands.
    pub place: PropertyPlace,
}

/// All policies and connection parameters of a connector, in the order of its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PropertyList {
    /// The policies.
    pub policies: Vec<PolicyLeaf>,
    /// The connection parameters, those of every way to sign in.
    pub parameters: Vec<ParameterLeaf>,
}

/// Lists them. What is written twice is there twice.
pub fn property_list(view: &View<'_>) -> PropertyList {
    let mut list = PropertyList::default();
    for file in view.connector.properties_files() {
        list.policies.extend(file.policies.iter().map(|policy| of_policy(view, file, policy)));
        list.parameters
            .extend(file.connection_parameters.iter().map(|parameter| of_parameter(view, file, parameter)));
    }
    list
}

fn of_policy(view: &View<'_>, file: &PropertiesFile, policy: &Policy) -> PolicyLeaf {
    let node = file.node(policy.node);
    let template_id = text(node, "templateId").unwrap_or_default();
    let template = policy.template.map(|template| template.title);
    let written = text(node, "title");
    let known_by = if written.is_some() { "title" } else { "templateId" };
    let operations = file.policy_operations(policy).filter_map(Node::as_str).map(Cow::into_owned);
    PolicyLeaf {
        title: written.or_else(|| template.map(str::to_owned)).unwrap_or_else(|| template_id.clone()),
        template_id,
        template,
        operations: operations.collect(),
        place: place(view, file, node, node.get(known_by)),
    }
}

fn of_parameter(view: &View<'_>, file: &PropertiesFile, parameter: &ConnectionParameter) -> ParameterLeaf {
    let node = file.node(parameter.node);
    let ui = node.get("uiDefinition");
    let set = parameter.set.map(|set| {
        let set = file.node(set);
        let title = set.get("uiDefinition").and_then(label);
        title.or_else(|| text(set, "name")).unwrap_or_else(|| "(parameter set without a name)".to_owned())
    });
    ParameterLeaf {
        name: readable(&parameter.name),
        set,
        kind: text(node, "type"),
        label: ui.and_then(label),
        place: place(view, file, node, None),
    }
}

fn label(ui: Node<'_>) -> Option<String> {
    display_name(ui, text)
}

/// A member that is a text and not blank, on one line.
fn text(node: Node<'_>, name: &str) -> Option<String> {
    let text = readable(&node.get(name)?.as_str()?);
    (!text.is_empty()).then_some(text)
}

fn place(view: &View<'_>, file: &PropertiesFile, node: Node<'_>, named: Option<Node<'_>>) -> PropertyPlace {
    let (file, span) = (file.document.role(), node.full_span());
    PropertyPlace {
        file,
        span,
        selection: named.map_or_else(|| node.head_span(), Node::span),
        findings: Tally::within(view.findings, file, span),
    }
}
