//! Values and member names that name something of this connector.

use connector::{Definition, FileRole, Location, Method, Parameter, template};
use rustc_hash::FxHashSet;
use syntax::pointer::escape_token;
use syntax::{Node, NodeId};
use vocabulary::{Place, Types, identity_provider};

use super::writing::Stub;
use super::{Completion, CompletionKind, Meaning, Subject, answers};

/// Values that name something.
pub(super) fn add(subject: &Subject<'_>, entries: &mut Vec<Completion>) {
    let Some(container) = subject.site.container else { return };
    let place = subject.place();
    let key = subject.key();
    let definition = subject.connector.definition();
    match (place, key) {
        (_, Some("$ref")) => {
            entries.extend(definition.into_iter().flat_map(|found| refs(subject, found, place)));
        }
        (Place::OperationNames | Place::ScriptOperations, None) => operations(subject, entries, container),
        (place, Some("operationId")) if calls_operations(place) => operations(subject, entries, container),
        (Place::ApiAnnotation, Some("family")) => families(subject, entries, container),
        (Place::Required, None) => required(subject, entries, container),
        (Place::DynamicArgument, Some("parameter")) => inputs(subject, entries, container, false),
        (Place::DynamicListArgument | Place::DynamicTreeArgument, Some("parameterReference")) => {
            inputs(subject, entries, container, true);
        }
        (Place::PathParameter, Some("name")) => path_variables(subject, entries, container),
        (Place::PolicyTemplateInstance, Some("templateId")) => templates(subject, entries),
        (Place::PolicyParameters, Some(key)) => policy_values(subject, entries, container, key),
        (Place::SecurityScopes, None) => scopes(subject, entries, container),
        (Place::Dependency | Place::OAuthCondition, Some("parameter")) => {
            connection_parameters(subject, entries);
        }
        (_, Some(key)) => answers::add(subject, entries, container, place, key),
        _ => {}
    }
}

/// Names of members that come from this connector, or from what it chose. `None` where the place alone says which
/// there are.
pub(super) fn keys(
    subject: &Subject<'_>,
    place: Place,
    present: &FxHashSet<Box<str>>,
) -> Option<Vec<Completion>> {
    let container = subject.site.container?;
    let absent = |name: &str| !present.contains(name);
    let field = |name: &str, rank, value: &str| {
        subject.member(name, CompletionKind::Field, rank, &Stub::new(value, true))
    };
    Some(match place {
        Place::PolicyParameters => policy_parameters(subject, container, absent)?,
        Place::DynamicParameters
        | Place::DynamicListParameters
        | Place::DynamicTreeParameters
        | Place::FilePickerParameters
        | Place::LiteralParameters => arguments(subject, container, absent)?,
        Place::SecurityRequirement => {
            let definition = subject.connector.definition()?;
            let schemes = in_order(definition, definition.security_schemes.values());
            let names = schemes.map(Node::name).filter(|name| absent(name));
            names.map(|name| field(&name, 30, "[$1]")).collect()
        }
        Place::Responses => status_codes()
            .filter(|(code, _)| absent(code))
            .map(|(code, phrase)| {
                let rank = match code.as_str() {
                    "200" => 0,
                    "201" | "202" | "204" | "default" => 10,
                    _ => 30,
                };
                field(&code, rank, "{$1}").with_detail(phrase)
            })
            .collect(),
        Place::OAuthCustomParameters => oauth_parameters(subject, container, present)?,
        Place::Examples => {
            let types = vocabulary::MIME_TYPES.iter().filter(|known| absent(known.value));
            types.map(|known| field(known.value, 30, "$1")).collect()
        }
        _ => return None,
    })
}

fn status_codes() -> impl Iterator<Item = (String, &'static str)> {
    let codes = vocabulary::STATUS_CODES.iter().map(|known| (known.code.to_string(), known.phrase));
    codes.chain([("default".to_owned(), "any other answer")])
}

/// Nodes in the order of the file, which is the one that its author knows.
fn in_order<'d>(
    definition: &'d Definition,
    nodes: impl Iterator<Item = &'d NodeId>,
) -> impl Iterator<Item = Node<'d>> {
    let mut nodes: Vec<Node<'d>> = nodes.map(|&id| definition.node(id)).collect();
    nodes.sort_by_key(|node| node.id());
    nodes.into_iter()
}

const fn calls_operations(place: Place) -> bool {
    matches!(
        place,
        Place::DynamicValues
            | Place::DynamicList
            | Place::DynamicSchema
            | Place::DynamicProperties
            | Place::DynamicTreeCall
            | Place::TestConnection
            | Place::FilePickerCall
            | Place::Simulate
            | Place::Notification
            | Place::Replacement
    )
}

fn refs<'s>(
    subject: &'s Subject<'_>,
    definition: &'s Definition,
    place: Place,
) -> impl Iterator<Item = Completion> + use<'s> {
    let (section, names) = if place == Place::Response {
        ("responses", &definition.shared_responses)
    } else if place.is_parameter() {
        ("parameters", &definition.shared_parameters)
    } else {
        ("definitions", &definition.schemas)
    };
    in_order(definition, names.values()).map(move |node| {
        let pointer = format!("#/{section}/{}", escape_token(&node.name()));
        let entry = subject.string(&pointer, CompletionKind::Shared, 5);
        entry.with_detail(text_of(node, "type")).with_meaning(Meaning::sentence(text_of(node, "description")))
    })
}

/// All operations, the likely ones first, without those that the list has.
fn operations(subject: &Subject<'_>, entries: &mut Vec<Completion>, container: Node<'_>) {
    let Some(definition) = subject.connector.definition() else { return };
    let listed = listed(subject, container);
    let in_definition = subject.role() == FileRole::Definition;
    let own = definition.operation_index_around(container.id()).filter(|_| in_definition);
    let is_dynamic = in_definition && subject.place() != Place::Replacement;
    for (index, operation) in definition.operations.iter().enumerate() {
        let Some(id) = operation.id.as_deref().filter(|id| !listed.contains(*id)) else { continue };
        if Some(index) == own {
            continue;
        }
        let is_get = operation.method == Method::Get;
        let rank = if is_dynamic && is_get && operation.is_internal() {
            3
        } else if is_dynamic && is_get {
            4
        } else if is_dynamic && operation.trigger.is_some() {
            6
        } else {
            5
        };
        let entry = subject
            .string(id, CompletionKind::Operation, rank)
            .with_detail(format!("{} {}", operation.method.name(), definition.path(operation)))
            .with_meaning(Meaning::sentence(text_of(definition.node(operation.node), "summary")));
        entries.push(Completion { is_deprecated: operation.annotation.deprecated, ..entry });
    }
}

/// A member that is text, else nothing.
fn text_of(node: Node<'_>, member: &str) -> String {
    node.get(member).and_then(Node::as_str).unwrap_or_default().into_owned()
}

/// The strings that a list has, apart from the one under the cursor.
fn listed(subject: &Subject<'_>, list: Node<'_>) -> FxHashSet<Box<str>> {
    let replaced = subject.site.replace;
    let others = list.items().filter(|found| found.span().start != replaced.start);
    others.filter_map(|found| found.as_str().map(|text| Box::from(text.as_ref()))).collect()
}

fn families(subject: &Subject<'_>, entries: &mut Vec<Completion>, container: Node<'_>) {
    let Some(definition) = subject.connector.definition() else { return };
    let own = definition.operation_around(container).and_then(|operation| operation.id.as_deref());
    for family in &definition.families {
        let ids =
            family.members.iter().filter_map(|&member| definition.operations.get(member)?.id.as_deref());
        let ids = ids.collect::<Vec<_>>().join(", ");
        // The name that one's own id begins with is that of the older revision.
        let is_stem = own.is_some_and(|own| own != &*family.name && own.starts_with(&*family.name));
        let rank = if is_stem { 3 } else { 5 };
        entries.push(subject.string(&family.name, CompletionKind::Operation, rank).with_detail(ids));
    }
}

/// The properties of a schema that are not required yet.
fn required(subject: &Subject<'_>, entries: &mut Vec<Completion>, list: Node<'_>) {
    let (Some(definition), Some(schema)) = (subject.connector.definition(), list.parent()) else { return };
    let listed = listed(subject, list);
    for property in definition.properties(schema) {
        if !listed.contains(property.name().as_ref()) {
            let entry = subject.string(&property.name(), CompletionKind::Field, 5);
            entries.push(entry.with_detail(text_of(property, "type")));
        }
    }
}

/// The inputs of the operation that the call stands in: parameters, and fields of its body.
fn inputs(subject: &Subject<'_>, entries: &mut Vec<Completion>, container: Node<'_>, is_newer: bool) {
    let Some(definition) = subject.connector.definition() else { return };
    let Some(operation) = definition.operation_around(container) else { return };
    for parameter in definition.parameters(operation) {
        let Some(name) = parameter.name.as_deref() else { continue };
        if parameter.location != Some(Location::Body) {
            let entry = subject.string(name, CompletionKind::Field, 5);
            entries.push(described(entry, definition, parameter));
            continue;
        }
        let schema = definition.parameter_node(parameter).get("schema");
        let prefix = if is_newer { format!("{name}/") } else { String::new() };
        let separator = if is_newer { '/' } else { '.' };
        for (path, node) in
            schema.into_iter().flat_map(|schema| answers::fields(definition, schema, separator))
        {
            let entry = subject.string(&format!("{prefix}{path}"), CompletionKind::Field, 6);
            entries.push(entry.with_detail(answers::type_of(node)));
        }
    }
}

/// Adds what a parameter is.
fn described(entry: Completion, definition: &Definition, parameter: &Parameter) -> Completion {
    let node = definition.parameter_node(parameter);
    let label = if node.get("x-ms-summary").is_some() { "x-ms-summary" } else { "description" };
    let location = parameter.location.map(Location::name).unwrap_or_default();
    entry.with_detail(location).with_meaning(Meaning::sentence(text_of(node, label)))
}

/// The arguments that the called operation takes.
fn arguments(
    subject: &Subject<'_>,
    container: Node<'_>,
    absent: impl Fn(&str) -> bool,
) -> Option<Vec<Completion>> {
    let (definition, called) = answers::called(subject, container)?;
    let is_literal = subject.place() == Place::LiteralParameters;
    let value = if is_literal { Stub::new("$1", false) } else { Stub::new("{$1}", true) };
    let parameters = definition.parameters(called).iter();
    let entries = parameters.filter_map(|parameter| {
        let name = parameter.name.as_deref().filter(|name| absent(name))?;
        let rank = if parameter.required { 0 } else { 5 };
        let entry = subject.member(name, CompletionKind::Field, rank, &value);
        Some(described(entry, definition, parameter))
    });
    Some(entries.collect())
}

/// The variables of the path that have no parameter yet.
fn path_variables(subject: &Subject<'_>, entries: &mut Vec<Completion>, parameter: Node<'_>) {
    let Some(list) = parameter.parent() else { return };
    let item = list.ancestors().find(|node| subject.document.place(*node) == Place::PathItem);
    let Some(path) = item.map(|node| node.name().into_owned()) else { return };
    let others = list.items().filter(|other| *other != parameter);
    let others: Vec<String> = others.map(|other| text_of(other, "name")).collect();
    for variable in template::variables(&path) {
        if !others.iter().any(|other| other == variable.name) {
            entries.push(subject.string(variable.name, CompletionKind::Field, 0));
        }
    }
}

fn templates(subject: &Subject<'_>, entries: &mut Vec<Completion>) {
    for template in vocabulary::POLICY_TEMPLATES {
        let entry = subject.string(template.id, CompletionKind::Value, 5);
        entries.push(entry.with_detail(template.title).with_meaning(Meaning::sentence(template.doc)));
    }
}

fn template_of(parameters: Node<'_>) -> Option<&'static vocabulary::PolicyTemplate> {
    let id = parameters.parent()?.get("templateId")?.as_str()?;
    vocabulary::policy_template(&id)
}

/// What the policy's template takes, instead of what any template takes.
fn policy_parameters(
    subject: &Subject<'_>,
    container: Node<'_>,
    absent: impl Fn(&str) -> bool,
) -> Option<Vec<Completion>> {
    let known = template_of(container)?.parameters.iter().filter(|parameter| absent(parameter.key));
    let entries = known.map(|parameter| {
        let value = if parameter.types == Types::ARRAY {
            "[\"$1\"]"
        } else if parameter.types.contains(Types::STRING) {
            "\"$1\""
        } else {
            "$1"
        };
        let rank = if parameter.required { 0 } else { 10 };
        let entry = subject.member(parameter.key, CompletionKind::Field, rank, &Stub::new(value, true));
        entry.with_detail(parameter.title).with_meaning(Meaning::PolicyParameter(parameter))
    });
    Some(entries.collect())
}

fn policy_values(subject: &Subject<'_>, entries: &mut Vec<Completion>, container: Node<'_>, key: &str) {
    let Some(template) = template_of(container) else { return };
    let known = template.parameter(key).into_iter().flat_map(|parameter| parameter.values);
    entries.extend(known.map(|value| {
        let entry = subject.string(value.value, CompletionKind::Value, 5);
        entry.with_meaning(Meaning::sentence(value.doc))
    }));
    if key == "x-ms-apimTemplate-policySection" && entries.is_empty() {
        let sections = template.sections.iter();
        entries.extend(sections.map(|section| subject.string(section, CompletionKind::Value, 5)));
    }
}

/// The scopes that the security definition of this name offers.
fn scopes(subject: &Subject<'_>, entries: &mut Vec<Completion>, list: Node<'_>) {
    let Some(definition) = subject.connector.definition() else { return };
    let scheme = definition.security_schemes.get(list.name().as_ref());
    let offered = scheme.and_then(|&scheme| definition.node(scheme).get("scopes"));
    let listed = listed(subject, list);
    for scope in offered.into_iter().flat_map(Node::members) {
        if !listed.contains(scope.name().as_ref()) {
            let entry = subject.string(&scope.name(), CompletionKind::Value, 5);
            entries.push(entry.with_detail(scope.as_str().unwrap_or_default()));
        }
    }
}

fn connection_parameters(subject: &Subject<'_>, entries: &mut Vec<Completion>) {
    let parameters = subject.connector.connection_parameters();
    entries.extend(parameters.map(|known| subject.string(&known.name, CompletionKind::Field, 5)));
}

/// What the identity provider wants to know.
fn oauth_parameters(
    subject: &Subject<'_>,
    container: Node<'_>,
    present: &FxHashSet<Box<str>>,
) -> Option<Vec<Completion>> {
    let provider = container.parent()?.get("identityProvider")?.as_str()?;
    let value = Stub::new("{ \"value\": \"$1\" }", false);
    let known = identity_provider(&provider)?.parameters.iter();
    let absent =
        known.filter(|parameter| !present.iter().any(|name| name.eq_ignore_ascii_case(parameter.name)));
    let entries = absent.map(|parameter| {
        let rank = if parameter.required { 0 } else { 10 };
        let entry = subject.member(parameter.name, CompletionKind::Field, rank, &value);
        entry.with_meaning(Meaning::sentence(parameter.doc))
    });
    Some(entries.collect())
}
