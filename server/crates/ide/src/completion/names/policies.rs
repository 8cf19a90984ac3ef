//! Policy templates, their parameters, and what these can be set to.

use connector::properties::OPERATION_NAME;
use connector::{Definition, Location, Operation};
use rustc_hash::FxHashSet;
use syntax::Node;
use vocabulary::{Place, PolicyTemplate, Standing, Types};

use super::super::expressions::{Body, paths};
use super::super::writing::Stub;
use super::super::{Completion, CompletionKind, Meaning, Subject};
use super::{by_author, fields};

/// How many of the operations that a policy works on are asked for their inputs and answers.
const MOST_OPERATIONS: usize = 30;

/// The templates, those that Microsoft describes first.
pub(super) fn templates(subject: &Subject<'_>, entries: &mut Vec<Completion>) {
    for template in vocabulary::POLICY_TEMPLATES {
        let rank = match template.standing {
            Standing::Documented => 5,
            Standing::SchemaOnly => 6,
            _ => 20,
        };
        let entry = subject.string(template.id, CompletionKind::Value, rank);
        entries.push(entry.with_detail(template.title).with_meaning(Meaning::sentence(template.doc)));
    }
}

/// A first title: what the template is called.
pub(super) fn title(subject: &Subject<'_>, entries: &mut Vec<Completion>, policy: Node<'_>) {
    let id = policy.get("templateId").and_then(Node::as_str);
    if let Some(template) = id.as_deref().and_then(vocabulary::policy_template) {
        entries.push(subject.string(template.title, CompletionKind::Value, 5));
    }
}

fn template_of(parameters: Node<'_>) -> Option<&'static PolicyTemplate> {
    let id = parameters.parent()?.get("templateId")?.as_str()?;
    vocabulary::policy_template(&id)
}

/// What the policy's template takes, instead of what any template takes; the required ones first.
pub(super) fn parameters(
    subject: &Subject<'_>,
    container: Node<'_>,
    present: &FxHashSet<Box<str>>,
) -> Option<Vec<Completion>> {
    let known = template_of(container)?.parameters.iter();
    let absent = known.filter(|parameter| !present.contains(parameter.key));
    let entries = absent.map(|parameter| {
        let value = if parameter.types == Types::ARRAY {
            Stub::new("[\"$1\"]", true)
        } else if parameter.types == Types::OBJECT {
            Stub::new("{$1}", true)
        } else if parameter.types.contains(Types::STRING) {
            Stub::new("\"$1\"", true)
        } else {
            Stub::new("${1:0}", false)
        };
        let rank = if parameter.required { 0 } else { 10 };
        let entry = subject.member(parameter.key, CompletionKind::Field, rank, &value);
        entry.with_detail(parameter.title).with_meaning(Meaning::PolicyParameter(parameter))
    });
    Some(entries.collect())
}

/// The query parameters that a polling policy can set for the next request.
pub(super) fn polling_query(
    subject: &Subject<'_>,
    query: Node<'_>,
    present: &FxHashSet<Box<str>>,
) -> Vec<Completion> {
    let Some(scope) = Scope::around(subject, query) else { return Vec::new() };
    let value = Stub::new("\"$1\"", true);
    let names = scope.parameter_names(Location::Query).into_iter().filter(|name| !present.contains(*name));
    let next = Some(vocabulary::TRIGGER_NEXT_LINK).filter(|name| !present.contains(*name));
    let next = next.map(|name| subject.member(name, CompletionKind::Field, 20, &value));
    names.map(|name| subject.member(name, CompletionKind::Field, 5, &value)).chain(next).collect()
}

/// The values of a policy's parameter.
pub(super) fn values(subject: &Subject<'_>, entries: &mut Vec<Completion>, container: Node<'_>, key: &str) {
    let Some(template) = template_of(container) else { return };
    let known = template.parameter(key).into_iter().flat_map(|parameter| parameter.values);
    entries.extend(known.map(|value| {
        let entry = subject.string(value.value, CompletionKind::Value, 5);
        entry.with_meaning(Meaning::sentence(value.doc))
    }));
    if let Some(scope) = Scope::around(subject, container) {
        scope.values(subject, entries, key.rsplit('.').next().unwrap_or(key), template.id);
    }
}

/// The operations that a policy works on, and which way it looks.
pub(in super::super) struct Scope<'c> {
    /// The definition.
    pub(in super::super) definition: &'c Definition,
    /// The policy's parameters.
    pub(in super::super) parameters: Node<'c>,
    /// The operations, at most [`MOST_OPERATIONS`].
    pub(in super::super) operations: Vec<&'c Operation>,
    /// Whether it works on the answer.
    pub(in super::super) on_response: bool,
}

impl<'c> Scope<'c> {
    /// The scope of the policy whose parameters are `node` or around it.
    pub(in super::super) fn around<'s: 'c>(subject: &'s Subject<'c>, node: Node<'c>) -> Option<Self> {
        let definition = subject.connector.definition()?;
        let is_parameters = |above: &Node<'_>| subject.document.place(*above) == Place::PolicyParameters;
        let parameters = std::iter::once(node).chain(node.ancestors()).find(is_parameters)?;
        let listed = parameters.get(OPERATION_NAME).into_iter().flat_map(Node::items);
        let named = listed.filter_map(|name| definition.operation(&name.as_str()?));
        let mut operations: Vec<&Operation> = named.take(MOST_OPERATIONS).collect();
        if operations.is_empty() {
            operations = definition.operations.iter().take(MOST_OPERATIONS).collect();
        }
        let section = parameters.get("x-ms-apimTemplate-policySection").and_then(Node::as_str);
        let on_response = section.as_deref().is_some_and(|section| section != "Request");
        Some(Self { definition, parameters, operations, on_response })
    }

    /// The names of the operations' parameters in this location, each once.
    pub(in super::super) fn parameter_names(&self, location: Location) -> Vec<&'c str> {
        let mut seen = FxHashSet::default();
        let operations = self.operations.iter();
        let parameters = operations.flat_map(|operation| self.definition.parameters(operation));
        let named = parameters.filter(|parameter| parameter.location == Some(location));
        let names = named.filter_map(|parameter| parameter.name.as_deref());
        names.filter(|name| !name.is_empty() && seen.insert(*name)).collect()
    }

    /// The names of the headers that requests have, or answers, by the section.
    pub(in super::super) fn headers(&self) -> Vec<String> {
        if !self.on_response {
            return self.parameter_names(Location::Header).into_iter().map(str::to_owned).collect();
        }
        let mut seen = FxHashSet::default();
        let operations = self.operations.iter().map(|operation| self.definition.node(operation.node));
        let responses = operations.filter_map(|operation| operation.get("responses")).flat_map(Node::members);
        let resolved = responses.filter_map(|response| self.definition.resolve(response));
        let headers = resolved.filter_map(|response| response.get("headers")).flat_map(Node::members);
        let names = headers.map(|header| header.name().into_owned());
        names.filter(|name| !name.is_empty() && seen.insert(name.clone())).collect()
    }

    /// What a parameter called `name`, without its prefix, can be set to.
    fn values(&self, subject: &Subject<'_>, entries: &mut Vec<Completion>, name: &str, template: &str) {
        let bodies = |body: Body| paths::of(self, body);
        match name {
            "name" if template.eq_ignore_ascii_case("setqueryparameter") => {
                fields(subject, entries, self.parameter_names(Location::Query).into_iter(), 5);
            }
            "name" => fields(subject, entries, self.headers().iter().map(String::as_str), 5),
            "newPath" | "parameterValueUrl" => self.paths(subject, entries),
            "parameterTemplate" => {
                let headers = self.headers().into_iter().map(|name| format!("@headers('{name}')"));
                let query = self.parameter_names(Location::Query).into_iter();
                let query = query.map(|name| format!("@queryParameters('{name}')"));
                let calls: Vec<String> = headers.chain(query).collect();
                fields(subject, entries, calls.iter().map(String::as_str), 5);
            }
            "propertyParentPath" | "newPropertyParentPathTemplate" | "srcParentPath" | "dstParentPath" => {
                entries.push(subject.string("@body()", CompletionKind::Function, 4));
                paths::whole(subject, entries, "@body()", &bodies(Body::Own), paths::Want::Container);
            }
            "newPropertyPath" => {
                paths::whole(subject, entries, "@body()", &bodies(Body::Own), paths::Want::Any);
                paths::whole(subject, entries, "@item()", &bodies(Body::Element), paths::Want::Any);
            }
            "parameterValuePathTemplate" => {
                paths::whole(subject, entries, "@body()", &bodies(Body::OtherAnswer), paths::Want::Any);
            }
            "triggerDataPath" => {
                paths::whole(subject, entries, "@triggerBody()", &bodies(Body::Answer), paths::Want::List);
            }
            "propertySubPath" | "newPropertySubPathTemplate" | "srcSubPath" | "dstSubPath" => {
                let parent = if name == "dstSubPath" { Body::Target } else { Body::Parent };
                paths::names(subject, entries, &bodies(parent), self.definition);
            }
            "keyWithinCollectionPath" => {
                paths::names(subject, entries, &bodies(Body::Element), self.definition);
            }
            "nextLinkPropertyName" => {
                paths::names(subject, entries, &bodies(Body::Answer), self.definition);
            }
            // Behind other text, a call is typed as such.
            "value" | "propertyValuePathTemplate" | "urlTemplate" if subject.typed().is_empty() => {
                let prefix = if name == "urlTemplate" { "https://" } else { "" };
                let parameters = super::super::expressions::connection_parameters(subject);
                let calls: Vec<String> = parameters
                    .iter()
                    .map(|(name, _)| format!("{prefix}@connectionParameters('{name}')"))
                    .collect();
                fields(subject, entries, calls.iter().map(String::as_str), 6);
            }
            _ => {}
        }
    }

    /// The paths of the definition, those of the policy's own operations last: it is there to lead elsewhere.
    fn paths(&self, subject: &Subject<'_>, entries: &mut Vec<Completion>) {
        let own: FxHashSet<usize> = self.operations.iter().map(|operation| operation.path_item).collect();
        for (index, item) in self.definition.path_items.iter().enumerate() {
            let node = self.definition.node(item.node);
            let rank = if own.contains(&index) { 6 } else { 5 };
            let entry = subject.string(&node.name(), CompletionKind::Field, rank);
            let first = item.operations.clone().next().map(|at| &self.definition.operations[at]);
            entries.push(match first {
                Some(first) => by_author(entry, self.definition.node(first.node), "summary"),
                None => entry,
            });
        }
    }
}
