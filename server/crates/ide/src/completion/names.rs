//! Values and member names that name something of this connector.

use connector::{ConnectionParameter, Definition, FileRole, Location, Operation, Parameter};
use rustc_hash::FxHashSet;
use syntax::Node;
use syntax::edit::quote;
use syntax::pointer::escape_token;
use vocabulary::{Place, identity_provider};

use super::members::key;
use super::site::Slot;
use super::{Completion, CompletionKind, Subject, answers};

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
        (Place::OperationNames | Place::ScriptOperations, None) | (Place::Script, Some("operationIds")) => {
            operations(subject, entries, container);
        }
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

/// Names of members that come from this connector.
pub(super) fn keys(
    subject: &Subject<'_>,
    place: Place,
    present: &FxHashSet<Box<str>>,
    entries: &mut Vec<Completion>,
) {
    let Some(container) = subject.site.container else { return };
    match place {
        Place::PolicyParameters => policy_parameters(subject, container, present, entries),
        Place::DynamicParameters
        | Place::DynamicListParameters
        | Place::DynamicTreeParameters
        | Place::FilePickerParameters
        | Place::LiteralParameters => arguments(subject, container, present, entries),
        Place::SecurityRequirement => {
            let schemes =
                subject.connector.definition().into_iter().flat_map(|found| &found.security_schemes);
            let absent = schemes.filter(|(name, _)| !present.contains(*name));
            entries.extend(absent.map(|(name, _)| member_with(subject, name, "[$1]")));
        }
        Place::Responses => {
            let codes = vocabulary::STATUS_CODES.iter();
            let known = codes.map(|known| (known.code.to_string(), known.phrase));
            let all = known.chain([("default".to_owned(), "any other answer")]);
            entries.extend(all.filter(|(code, _)| !present.contains(code.as_str())).map(|(code, phrase)| {
                let mut entry = member_with(subject, &code, "{$1}");
                phrase.clone_into(&mut entry.detail);
                entry.rank = match code.as_str() {
                    "200" => 0,
                    "201" | "202" | "204" | "default" => 10,
                    _ => 30,
                };
                entry
            }));
        }
        Place::OAuthCustomParameters => oauth_parameters(subject, container, present, entries),
        Place::Examples => {
            let types = vocabulary::MIME_TYPES.iter().filter(|known| !present.contains(known.value));
            entries.extend(types.map(|known| member_with(subject, known.value, "$1")));
        }
        Place::SchemaProperties if !present.is_empty() => {}
        _ => {}
    }
}

/// A member of that name with the beginning of a value.
fn member_with(subject: &Subject<'_>, name: &str, value: &str) -> Completion {
    let mut entry = key(subject, name, None);
    if subject.site.slot == (Slot::Key { has_colon: false }) {
        let comma = if subject.site.comma_after { "," } else { "" };
        let text = format!("{}: {value}{comma}", super::writing::escape(&quote(name)));
        entry.is_snippet = subject.snippets;
        entry.text = if subject.snippets { text } else { super::writing::plain(&text) };
    }
    entry.kind = CompletionKind::Field;
    entry
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
    // Table order is that of a hash table; the file's is what its author knows.
    let mut nodes: Vec<Node<'_>> = names.values().map(|&id| definition.node(id)).collect();
    nodes.sort_by_key(|node| node.id());
    nodes.into_iter().map(move |node| {
        let name = node.name();
        let pointer = format!("#/{section}/{}", escape_token(&name));
        let mut entry = subject.string(&pointer, CompletionKind::Shared);
        let text = |member: &str| node.get(member).and_then(Node::as_str).unwrap_or_default().into_owned();
        entry.detail = text("type");
        entry.documentation = text("description");
        entry.rank = 5;
        entry
    })
}

/// All operations, the likely ones first, without those that the list has.
fn operations(subject: &Subject<'_>, entries: &mut Vec<Completion>, container: Node<'_>) {
    let Some(definition) = subject.connector.definition() else { return };
    let listed = listed(subject, container);
    let own = if subject.role() == FileRole::Definition {
        definition.operation_index_around(container.id())
    } else {
        None
    };
    let is_dynamic = subject.role() == FileRole::Definition && subject.place() != Place::Replacement;
    for (index, operation) in definition.operations.iter().enumerate() {
        let Some(id) = operation.id.as_deref().filter(|id| !listed.contains(*id)) else { continue };
        if Some(index) == own {
            continue;
        }
        let mut entry = subject.string(id, CompletionKind::Operation);
        entry.detail = format!("{} {}", operation.method.name(), definition.path(operation));
        entry.documentation = text_of(definition, operation, "summary");
        entry.is_deprecated = operation.annotation.deprecated;
        entry.rank = match () {
            () if is_dynamic && operation.method == connector::Method::Get && operation.is_internal() => 3,
            () if is_dynamic && operation.method == connector::Method::Get => 4,
            () if is_dynamic && operation.trigger.is_some() => 6,
            () => 5,
        };
        entries.push(entry);
    }
}

fn text_of(definition: &Definition, operation: &Operation, member: &str) -> String {
    let text = definition.node(operation.node).get(member).and_then(Node::as_str);
    text.unwrap_or_default().into_owned()
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
        let mut entry = subject.string(&family.name, CompletionKind::Operation);
        let ids =
            family.members.iter().filter_map(|&member| definition.operations.get(member)?.id.as_deref());
        entry.detail = ids.collect::<Vec<_>>().join(", ");
        // The name that one's own id begins with is that of the older revision.
        let is_stem = own.is_some_and(|own| own != &*family.name && own.starts_with(&*family.name));
        entry.rank = if is_stem { 3 } else { 5 };
        entries.push(entry);
    }
}

/// The properties of a schema that are not required yet.
fn required(subject: &Subject<'_>, entries: &mut Vec<Completion>, list: Node<'_>) {
    let (Some(definition), Some(schema)) = (subject.connector.definition(), list.parent()) else { return };
    let listed = listed(subject, list);
    for property in definition.properties(schema) {
        if !listed.contains(property.name().as_ref()) {
            let mut entry = subject.string(&property.name(), CompletionKind::Field);
            entry.detail = property.get("type").and_then(Node::as_str).unwrap_or_default().into_owned();
            entry.rank = 5;
            entries.push(entry);
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
            entries.push(input(subject, definition, parameter, name));
            continue;
        }
        let schema = definition.parameter_node(parameter).get("schema");
        let prefix = if is_newer { format!("{name}/") } else { String::new() };
        let separator = if is_newer { '/' } else { '.' };
        for (path, node) in
            schema.into_iter().flat_map(|schema| answers::fields(definition, schema, separator))
        {
            let mut entry = subject.string(&format!("{prefix}{path}"), CompletionKind::Field);
            entry.detail = answers::type_of(node);
            entry.rank = 6;
            entries.push(entry);
        }
    }
}

fn input(subject: &Subject<'_>, definition: &Definition, parameter: &Parameter, name: &str) -> Completion {
    let mut entry = subject.string(name, CompletionKind::Field);
    let node = definition.parameter_node(parameter);
    let summary = node.get("x-ms-summary").or_else(|| node.get("description")).and_then(Node::as_str);
    entry.detail = parameter.location.map(|location| location.name().to_owned()).unwrap_or_default();
    entry.documentation = summary.unwrap_or_default().into_owned();
    entry.rank = 5;
    entry
}

/// The arguments that the called operation takes.
fn arguments(
    subject: &Subject<'_>,
    container: Node<'_>,
    present: &FxHashSet<Box<str>>,
    entries: &mut Vec<Completion>,
) {
    let Some((definition, called)) = answers::called(subject, container) else { return };
    let is_literal = subject.place() == Place::LiteralParameters;
    for parameter in definition.parameters(called) {
        let Some(name) = parameter.name.as_deref().filter(|name| !present.contains(*name)) else { continue };
        let mut entry = member_with(subject, name, if is_literal { "$1" } else { "{$1}" });
        entry.detail = input(subject, definition, parameter, name).detail;
        entry.documentation = input(subject, definition, parameter, name).documentation;
        entry.asks_again = !is_literal;
        entry.rank = if parameter.required { 0 } else { 5 };
        entries.push(entry);
    }
}

/// The variables of the path that have no parameter yet.
fn path_variables(subject: &Subject<'_>, entries: &mut Vec<Completion>, parameter: Node<'_>) {
    let Some(list) = parameter.parent() else { return };
    let item = list.ancestors().find(|node| subject.document.place(*node) == Place::PathItem);
    let Some(path) = item.map(|node| node.name().into_owned()) else { return };
    let named = |node: Node<'_>| node.get("name").and_then(Node::as_str).map(std::borrow::Cow::into_owned);
    let others: Vec<String> = list.items().filter(|other| *other != parameter).filter_map(named).collect();
    for variable in path.split('{').skip(1).filter_map(|part| part.split_once('}')) {
        if !others.iter().any(|other| other == variable.0) {
            let mut entry = subject.string(variable.0, CompletionKind::Field);
            entry.rank = 0;
            entries.push(entry);
        }
    }
}

fn templates(subject: &Subject<'_>, entries: &mut Vec<Completion>) {
    for template in vocabulary::POLICY_TEMPLATES {
        let mut entry = subject.string(template.id, CompletionKind::Value);
        template.title.clone_into(&mut entry.detail);
        template.doc.clone_into(&mut entry.documentation);
        entry.rank = 5;
        entries.push(entry);
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
    present: &FxHashSet<Box<str>>,
    entries: &mut Vec<Completion>,
) {
    let Some(template) = template_of(container) else { return };
    entries.clear();
    for parameter in template.parameters.iter().filter(|parameter| !present.contains(parameter.key)) {
        let value = if parameter.types.contains(vocabulary::Types::STRING) { "\"$1\"" } else { "$1" };
        let value = if parameter.types == vocabulary::Types::ARRAY { "[\"$1\"]" } else { value };
        let mut entry = member_with(subject, parameter.key, value);
        parameter.title.clone_into(&mut entry.detail);
        parameter.doc.clone_into(&mut entry.documentation);
        entry.rank = if parameter.required { 0 } else { 10 };
        entry.asks_again = true;
        entries.push(entry);
    }
}

fn policy_values(subject: &Subject<'_>, entries: &mut Vec<Completion>, container: Node<'_>, key: &str) {
    let known = template_of(container).and_then(|template| template.parameter(key));
    for value in known.into_iter().flat_map(|parameter| parameter.values) {
        let mut entry = subject.string(value.value, CompletionKind::Value);
        value.doc.clone_into(&mut entry.documentation);
        entry.rank = 5;
        entries.push(entry);
    }
    if key == "x-ms-apimTemplate-policySection" && entries.is_empty() {
        let sections = template_of(container).into_iter().flat_map(|template| template.sections);
        entries.extend(sections.map(|section| subject.string(section, CompletionKind::Value)));
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
            let mut entry = subject.string(&scope.name(), CompletionKind::Value);
            entry.detail = scope.as_str().unwrap_or_default().into_owned();
            entry.rank = 5;
            entries.push(entry);
        }
    }
}

fn connection_parameters(subject: &Subject<'_>, entries: &mut Vec<Completion>) {
    for ConnectionParameter { name, .. } in subject.connector.connection_parameters() {
        let mut entry = subject.string(name, CompletionKind::Field);
        entry.rank = 5;
        entries.push(entry);
    }
}

/// What the identity provider wants to know.
fn oauth_parameters(
    subject: &Subject<'_>,
    container: Node<'_>,
    present: &FxHashSet<Box<str>>,
    entries: &mut Vec<Completion>,
) {
    let provider = container.parent().and_then(|settings| settings.get("identityProvider")?.as_str());
    let known = provider.and_then(|provider| identity_provider(&provider));
    for parameter in known.into_iter().flat_map(|provider| provider.parameters) {
        if !present.iter().any(|name| name.eq_ignore_ascii_case(parameter.name)) {
            let mut entry = member_with(subject, parameter.name, "{ \"value\": \"$1\" }");
            parameter.doc.clone_into(&mut entry.documentation);
            entry.rank = if parameter.required { 0 } else { 10 };
            entries.push(entry);
        }
    }
}
