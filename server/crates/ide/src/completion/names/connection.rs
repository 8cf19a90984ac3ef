//! Connection parameters, sign-ins and security.

use rustc_hash::FxHashSet;
use syntax::Node;
use vocabulary::{Place, identity_provider};

use super::super::writing::Stub;
use super::super::{Completion, CompletionKind, Meaning, Subject};
use super::{by_author, in_order, listed, shared, text_of};

/// The connection parameters by name, without the one that the cursor stands in and those that the list has.
pub(super) fn parameters(subject: &Subject<'_>, entries: &mut Vec<Completion>, container: Node<'_>) {
    let listed = listed(subject, container);
    let own = around(subject, container);
    for known in subject.connector.connection_parameters() {
        if Some(&*known.name) != own.as_deref() && !known.name.is_empty() && !listed.contains(&known.name) {
            entries.push(subject.string(&known.name, CompletionKind::Field, 5));
        }
    }
}

/// The name of the connection parameter that a node stands in.
fn around(subject: &Subject<'_>, node: Node<'_>) -> Option<String> {
    let is_parameter = |above: &Node<'_>| subject.document.place(*above) == Place::ConnectionParameter;
    node.ancestors().find(is_parameter).map(|parameter| parameter.name().into_owned())
}

/// The connection parameters that another one can depend on, as members.
pub(super) fn dependencies(
    subject: &Subject<'_>,
    container: Node<'_>,
    present: &FxHashSet<Box<str>>,
) -> Vec<Completion> {
    let own = around(subject, container);
    let value = Stub::new("{ \"values\": [$1] }", false);
    let others = subject.connector.connection_parameters().filter(|known| {
        Some(&*known.name) != own.as_deref() && !known.name.is_empty() && !present.contains(&known.name)
    });
    others.map(|known| subject.member(&known.name, CompletionKind::Field, 5, &value)).collect()
}

/// Names for a new connection parameter: those that policies read, those of other ways to sign in, and what most
/// connectors call theirs.
pub(super) fn new_parameters(subject: &Subject<'_>, present: &FxHashSet<Box<str>>) -> Vec<Completion> {
    let value = Stub::new("{$1}", true);
    let mut entries: Vec<Completion> = Vec::new();
    let awaited = shared::awaited(subject, Place::ConnectionParameters, present);
    for name in awaited {
        // What an expression reads may be declared in another set.
        let is_declared = subject.connector.connection_parameters().any(|known| *known.name == *name);
        let rank = if is_declared { 8 } else { 3 };
        entries
            .push(subject.member(&name, CompletionKind::Field, rank, &value).with_detail("read by a policy"));
    }
    for known in subject.connector.connection_parameters() {
        if !known.name.is_empty() && !present.contains(&known.name) {
            let entry = subject.member(&known.name, CompletionKind::Field, 10, &value);
            entries.push(entry.with_detail("in another set"));
        }
    }
    for known in vocabulary::CONNECTION_PARAMETER_NAMES.iter().filter(|known| !present.contains(known.value))
    {
        let rank = if declares(subject, known.value) { 5 } else { 20 };
        let entry = subject.member(known.value, CompletionKind::Field, rank, &value);
        entries.push(entry.with_meaning(Meaning::sentence(known.doc)));
    }
    entries
}

/// Whether a security definition is of the kind that a connection parameter of this usual name serves.
fn declares(subject: &Subject<'_>, name: &str) -> bool {
    let kind = match name {
        "api_key" => "apiKey",
        "username" | "password" => "basic",
        "token" => "oauth2",
        _ => return false,
    };
    let Some(definition) = subject.connector.definition() else { return false };
    definition.security_schemes.values().any(|&scheme| text_of(definition.node(scheme), "type") == kind)
}

/// What the identity provider wants to know, as members.
pub(super) fn oauth_parameters(
    subject: &Subject<'_>,
    container: Node<'_>,
    present: &FxHashSet<Box<str>>,
) -> Option<Vec<Completion>> {
    let provider = container.parent()?.get("identityProvider")?.as_str()?;
    let value = Stub::new("{ \"value\": \"$1\" }", true);
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

/// The addresses of a sign-in that the security definitions declare.
pub(super) fn declared_addresses(subject: &Subject<'_>, entries: &mut Vec<Completion>, parameter: Node<'_>) {
    let Some(definition) = subject.connector.definition() else { return };
    let name = parameter.name().to_ascii_lowercase();
    let member = match () {
        () if name.starts_with("authorizationurl") => "authorizationUrl",
        // Most services renew tokens where they give them out.
        () if name.starts_with("tokenurl") || name.starts_with("refreshurl") => "tokenUrl",
        () => return,
    };
    for scheme in in_order(definition, definition.security_schemes.values()) {
        let address = text_of(scheme, member);
        if !address.is_empty() {
            entries.push(subject.string(&address, CompletionKind::Value, 5).with_detail(scheme.name()));
        }
    }
}

/// The addresses of a sign-in that the connection parameters have.
pub(super) fn sign_in_addresses(subject: &Subject<'_>, entries: &mut Vec<Completion>, member: &str) {
    for settings in oauth_settings(subject) {
        let parameters = settings.get("customParameters").into_iter().flat_map(Node::members);
        for parameter in parameters {
            let name = parameter.name().to_ascii_lowercase();
            let address = text_of(parameter, "value");
            if !address.is_empty() && name.starts_with(&member.to_ascii_lowercase()) {
                entries
                    .push(subject.string(&address, CompletionKind::Value, 5).with_detail(parameter.name()));
            }
        }
    }
}

/// Every `oAuthSettings` of the connector.
fn oauth_settings<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = Node<'s>> {
    let files = subject.connector.properties_files();
    files.flat_map(|file| file.document.at_place(Place::OAuthSettings))
}

/// The security definitions that a requirement does not name yet, as members.
pub(super) fn schemes(subject: &Subject<'_>, present: &FxHashSet<Box<str>>) -> Option<Vec<Completion>> {
    let definition = subject.connector.definition()?;
    let schemes = in_order(definition, definition.security_schemes.values());
    let absent = schemes.filter(|scheme| !present.contains(scheme.name().as_ref()));
    let entries = absent.map(|scheme| {
        let entry = subject.member(&scheme.name(), CompletionKind::Field, 30, &Stub::new("[$1]", true));
        by_author(entry.with_detail(text_of(scheme, "type")), scheme, "description")
    });
    Some(entries.collect())
}

/// The scopes that the security definition of this name offers.
pub(super) fn required_scopes(subject: &Subject<'_>, entries: &mut Vec<Completion>, list: Node<'_>) {
    let Some(definition) = subject.connector.definition() else { return };
    let scheme = definition.security_schemes.get(list.name().as_ref());
    let offered = scheme.and_then(|&scheme| definition.node(scheme).get("scopes"));
    scopes(subject, entries, list, offered.into_iter());
}

/// The scopes that any security definition offers.
pub(super) fn offered_scopes(subject: &Subject<'_>, entries: &mut Vec<Completion>, list: Node<'_>) {
    let Some(definition) = subject.connector.definition() else { return };
    let schemes = in_order(definition, definition.security_schemes.values());
    scopes(subject, entries, list, schemes.filter_map(|scheme| scheme.get("scopes")));
}

fn scopes<'t>(
    subject: &Subject<'_>,
    entries: &mut Vec<Completion>,
    list: Node<'_>,
    offered: impl Iterator<Item = Node<'t>>,
) {
    let listed = listed(subject, list);
    for scope in offered.flat_map(Node::members) {
        if !scope.name().is_empty() && !listed.contains(scope.name().as_ref()) {
            let entry = subject.string(&scope.name(), CompletionKind::Value, 5);
            entries.push(entry.with_detail(scope.as_str().unwrap_or_default()));
        }
    }
}

/// The scopes that the connection parameters ask for, as members of a security definition.
pub(super) fn asked_scopes(subject: &Subject<'_>, present: &FxHashSet<Box<str>>) -> Vec<Completion> {
    let mut seen = FxHashSet::default();
    let asked = oauth_settings(subject).filter_map(|settings| settings.get("scopes")).flat_map(Node::items);
    let names = asked.filter_map(Node::as_str).filter(|name| !name.is_empty());
    let absent = names.filter(|name| !present.contains(name.as_ref()) && seen.insert(name.to_string()));
    let value = Stub::new("\"$1\"", false);
    absent.map(|name| subject.member(&name, CompletionKind::Field, 5, &value)).collect()
}
