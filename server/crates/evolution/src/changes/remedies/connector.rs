//! The connector as a whole: host, protocols, title, sign-in and connection parameters.

use ::connector::PropertiesFile;
use syntax::Node;

use super::case::{Case, properties_files};
use super::mending::Mending;

/// Takes back what the document says in one member.
pub(super) fn restore_fact<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some((old, new)) = case.definitions() else { return Vec::new() };
    let roots = (old.document.root(), new.document.root());
    let mut mending = case.mending();
    match case.code() {
        "host-changed" => mending.restore_member(roots.1, roots.0, "host"),
        "base-path-changed" => mending.restore_member(roots.1, roots.0, "basePath"),
        "schemes-changed" => mending.restore_member(roots.1, roots.0, "schemes"),
        _ => match (roots.0.get("info"), roots.1.get("info")) {
            (Some(old), Some(new)) => mending.restore_member(new, old, "title"),
            _ => mending.restore_member(roots.1, roots.0, "info"),
        },
    };
    vec![mending]
}

/// Takes the sign-in back: as the definition says it, as the properties say it, or both.
pub(super) fn restore_sign_in<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let (mut definition, mut properties, mut both) = (case.mending(), case.mending(), case.mending());
    for mending in [&mut definition, &mut both] {
        schemes_back(mending, case);
    }
    for mending in [&mut properties, &mut both] {
        for (old, new) in properties_files(case.published, case.now) {
            settings_back(mending, old, new);
        }
    }
    vec![definition, properties, both]
}

fn schemes_back<'c>(mending: &mut Mending<'c>, case: &Case<'c>) {
    let Some((old, new)) = case.definitions() else { return };
    let (was, is) = (old.document.root(), new.document.root());
    match (was.get("securityDefinitions"), is.get("securityDefinitions")) {
        (Some(old), Some(new)) => restore_entries(mending, old, new, |_| true),
        _ => {
            mending.restore_member(is, was, "securityDefinitions");
        }
    }
    mending.restore_member(is, was, "security");
}

/// Connection parameters that sign in, and the sets of parameters.
fn settings_back<'c>(mending: &mut Mending<'c>, old: &'c PropertiesFile, new: &'c PropertiesFile) {
    let Some((was, is)) = old.properties().zip(new.properties()) else { return };
    match (was.get("connectionParameters"), is.get("connectionParameters")) {
        (Some(old), Some(new)) => restore_entries(mending, old, new, is_sign_in),
        _ => {
            mending.restore_member(is, was, "connectionParameters");
        }
    }
    mending.restore_member(is, was, "connectionParameterSets");
}

fn is_sign_in(parameter: Node<'_>) -> bool {
    let kind = parameter.get("type").and_then(Node::as_str);
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case("oauthSetting"))
}

/// Makes the entries of an object what they were, as far as they count before or after.
fn restore_entries<'c>(
    mending: &mut Mending<'c>,
    old: Node<'c>,
    new: Node<'c>,
    counts: impl Fn(Node<'c>) -> bool,
) {
    for entry in old.members() {
        match new.get(&entry.name()) {
            Some(twin) if counts(entry) || counts(twin) => {
                mending.restore(twin, entry);
            }
            None if counts(entry) => {
                mending.put_back(entry, new);
            }
            _ => {}
        }
    }
    for entry in new.members().filter(|entry| counts(*entry) && old.get(&entry.name()).is_none()) {
        mending.remove(entry);
    }
}

/// Whether a node is a connection parameter of one of these files.
fn is_parameter<'c>(mut files: impl Iterator<Item = &'c PropertiesFile>, node: Node<'_>) -> bool {
    files.any(|file| {
        std::ptr::eq(file.document.tree(), node.tree())
            && file.connection_parameters.iter().any(|parameter| parameter.node == node.id())
    })
}

/// Takes a connection parameter back, or what it says of its type or of being required.
pub(super) fn restore_parameter<'c>(case: &Case<'c>) -> Vec<Mending<'c>> {
    let Some((was, is)) = case.places() else { return Vec::new() };
    let was_there = is_parameter(case.published.properties_files(), was);
    let is_there = is_parameter(case.now.properties_files(), is);
    let mut mending = case.mending();
    match (was_there, is_there) {
        (true, true) => {
            let (mut kind, mut required) = (case.mending(), case.mending());
            kind.restore_member(is, was, "type");
            if let Some((old, new)) = constraints(was).zip(constraints(is)) {
                required.restore_member(new, old, "required");
            }
            mending.restore(is, was);
            return vec![kind, required, mending];
        }
        (true, false) => match was.parent() {
            Some(list) if is.name() == list.name() => mending.put_back(was, is),
            Some(list) => match is.get(&list.name()) {
                Some(into) => mending.put_back(was, into),
                None => mending.put_back(list, is),
            },
            None => return Vec::new(),
        },
        (false, true) => mending.remove(is),
        (false, false) => return Vec::new(),
    };
    vec![mending]
}

fn constraints(parameter: Node<'_>) -> Option<Node<'_>> {
    parameter.get("uiDefinition")?.get("constraints")
}

/// Lets users leave a connection parameter empty.
pub(super) fn make_optional<'c>(case: &Case<'c>) -> Option<(String, Mending<'c>)> {
    let is = case.is.filter(|is| is_parameter(case.now.properties_files(), *is))?;
    let required = constraints(is)?.get("required")?;
    let mut mending = case.mending();
    mending.replace(required, if required.is_string() { "\"false\"" } else { "false" });
    Some((format!("Make '{}' optional", is.name()), mending))
}
