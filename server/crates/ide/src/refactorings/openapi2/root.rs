//! Version, servers, components, and what refers to them.

use std::borrow::Cow;

use syntax::edit::{Value, quote};
use syntax::{JsonEditor, Node, Placement};

use super::draft::Stage;
use super::security;

/// The parts of `components` that Swagger 2.0 has at the root, each with its name there.
const SECTIONS: [(&str, &str); 4] = [
    ("schemas", "definitions"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securitySchemes", "securityDefinitions"),
];

/// Whether something in `components` has a place in Swagger 2.0.
pub(super) fn can_move(components: Node<'_>) -> bool {
    let sections = SECTIONS.iter().map(|(newer, _)| newer);
    sections.chain(&INLINED).any(|name| components.get(name).is_some())
}

/// Parts of `components` that are copied to where they are used.
const INLINED: [&str; 4] = ["requestBodies", "headers", "examples", "links"];

/// Declares Swagger 2.0, says where the service is, and moves the parts of `components` to the root.
pub(super) fn sections<'d>(stage: &Stage<'d>, editor: &mut JsonEditor<'d>) {
    if !stage.is_whole() {
        return;
    }
    let root = stage.root();
    if let Some(version) = root.get("openapi") {
        if root.get("swagger").is_some() {
            editor.remove(version);
        } else {
            editor.rename(version, "swagger");
            editor.replace(version, "\"2.0\"");
        }
    }
    if let Some(dialect) = root.get("jsonSchemaDialect") {
        editor.remove(dialect);
    }
    if let Some(servers) = root.get("servers").filter(|servers| can_serve(root, *servers)) {
        if root.get("host").is_none() {
            serve(editor, root, servers);
        }
        editor.remove(servers);
    }
    security::known(stage, editor);
    let Some(components) = root.get("components") else { return };
    for (newer, older) in SECTIONS {
        let Some(part) = components.get(newer).filter(|part| part.is_object()) else { continue };
        let is_security = newer == "securitySchemes";
        if let Some(known) = root.get(older) {
            let stays = join(editor, known, part, is_security);
            if stays {
                continue;
            }
        } else if is_security {
            let schemes = security::schemes(part);
            editor.insert_member(root, older, &schemes, Placement::Before("components"));
        } else {
            editor.insert_member(root, older, Value::Copy(part), Placement::Before("components"));
        }
        editor.remove(part);
    }
}

/// Adds the members of a part to a section that is there. Whether some stay, since others have their names.
fn join<'d>(editor: &mut JsonEditor<'d>, section: Node<'d>, part: Node<'d>, is_security: bool) -> bool {
    let mut moved = Vec::new();
    for member in part.members() {
        match section.get(&member.name()) {
            None => {
                let scheme = is_security.then(|| security::scheme(member)).flatten();
                let value = scheme.as_ref().map_or(Value::Copy(member), Value::from);
                editor.insert_member(section, &member.name(), value, Placement::Last);
                moved.push(member);
            }
            Some(known) if known.same_value(member) => moved.push(member),
            Some(_) => {}
        }
    }
    let stays = !section.is_object() || moved.len() < part.children().count();
    if stays && section.is_object() {
        for member in moved {
            editor.remove(member);
        }
    }
    stays
}

/// The references that point into `components`, to where those parts are now.
pub(super) fn references<'d>(stage: &Stage<'d>, editor: &mut JsonEditor<'d>) {
    if !stage.is_whole() {
        return;
    }
    let references =
        stage.definition.tree().nodes().filter(|node| node.key().is_some_and(|key| key.is("$ref")));
    for reference in references {
        let Some(text) = reference.as_str() else { continue };
        let Some(rest) = text.strip_prefix("#/components/") else { continue };
        let moved = SECTIONS.iter().find_map(|(newer, older)| {
            Some(format!("#/{older}/{}", rest.strip_prefix(newer)?.strip_prefix('/')?))
        });
        let stays = reference.parent().is_some_and(|around| stage.behind(around).is_some());
        if let Some(moved) = moved.filter(|_| !stays) {
            editor.replace(reference, &quote(&moved));
        }
    }
}

/// Removes what nothing refers to any more. What Swagger 2.0 cannot say stays.
pub(super) fn rest_of_components<'d>(stage: &Stage<'d>, editor: &mut JsonEditor<'d>) {
    let Some(components) = stage.root().get("components").filter(|_| stage.is_whole()) else { return };
    let text = stage.definition.tree().text();
    let goes = |part: &Node<'_>| {
        let is_used = |name: &str| text.contains(&format!("#/components/{name}/"));
        part.key().is_some_and(|key| INLINED.iter().any(|name| key.is(name) && !is_used(name)))
    };
    if components.children().all(|part| goes(&part)) {
        editor.remove(components);
        return;
    }
    for part in components.members().filter(goes) {
        editor.remove(part);
    }
}

/// Whether nothing is lost without `servers`: the host is said already, one of them has an address, or there are none.
pub(super) fn can_serve(root: Node<'_>, servers: Node<'_>) -> bool {
    let mut all = servers.items();
    let is_empty = servers.is_array() && all.clone().next().is_none();
    root.get("host").is_some() || is_empty || all.any(|server| address(server).is_some())
}

/// Writes the first server as host, base path and schemes.
fn serve<'d>(editor: &mut JsonEditor<'d>, root: Node<'d>, servers: Node<'d>) {
    let addresses: Vec<String> = servers.items().filter_map(address).collect();
    let Some(first) = addresses.first() else { return };
    let (scheme, host, base) = parts(first);
    let here = Placement::Before("servers");
    if !host.is_empty() {
        editor.insert_member(root, "host", &quote(host), here);
    }
    if !base.is_empty() && root.get("basePath").is_none() {
        editor.insert_member(root, "basePath", &quote(base), here);
    }
    if !scheme.is_empty() && root.get("schemes").is_none() {
        let others = addresses.iter().map(|address| parts(address));
        let others =
            others.filter(|(scheme, other, path)| !scheme.is_empty() && (*other, *path) == (host, base));
        let mut schemes: Vec<String> = others.map(|(scheme, ..)| quote(scheme)).collect();
        schemes.sort();
        schemes.dedup();
        editor.insert_member(root, "schemes", &format!("[{}]", schemes.join(", ")), here);
    }
}

/// The address of a server, with the defaults of its variables.
fn address(server: Node<'_>) -> Option<String> {
    let mut address: Cow<'_, str> = server.get("url")?.as_str()?;
    for variable in server.get("variables").into_iter().flat_map(Node::members) {
        if let Some(default) = variable.get("default").and_then(Node::as_str) {
            address = address.replace(&format!("{{{}}}", variable.name()), &default).into();
        }
    }
    Some(address.into_owned())
}

/// Scheme, host and base path of an address; each empty if it has none.
fn parts(address: &str) -> (&str, &str, &str) {
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let is_absolute = !scheme.is_empty() || address.starts_with("//");
    let rest = rest.trim_start_matches("//");
    let (host, base) = match rest.find('/') {
        _ if !is_absolute => ("", rest),
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    (scheme, host, base.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn an_address_has_three_parts() {
        for (address, expected) in [
            ("https://api.contoso.com/v1/", ("https", "api.contoso.com", "/v1")),
            ("http://localhost:8080", ("http", "localhost:8080", "")),
            ("//api.contoso.com/v1", ("", "api.contoso.com", "/v1")),
            ("/v1", ("", "", "/v1")),
            ("/", ("", "", "")),
            ("", ("", "", "")),
        ] {
            assert_eq!(parts(address), expected, "{address}");
        }
    }
}
