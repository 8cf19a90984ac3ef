//! Sign-ins as Swagger 2.0 describes them.

use syntax::edit::quote;
use syntax::{JsonEditor, Node};

use super::draft::Stage;

/// The flows of OAuth, the one that connectors use first, and their names in Swagger 2.0.
const FLOWS: [(&str, &str); 4] = [
    ("authorizationCode", "accessCode"),
    ("implicit", "implicit"),
    ("password", "password"),
    ("clientCredentials", "application"),
];

/// Rewrites the sign-ins that stand at the right place already.
pub(super) fn known<'d>(stage: &Stage<'d>, editor: &mut JsonEditor<'d>) {
    for known in stage.root().get("securityDefinitions").into_iter().flat_map(Node::members) {
        if let Some(json) = scheme(known) {
            editor.replace(known, &json);
        }
    }
}

/// All sign-ins of `components`, as JSON.
pub(super) fn schemes(part: Node<'_>) -> String {
    let members = part.members().map(|member| {
        let json = scheme(member).unwrap_or_else(|| member.raw().to_owned());
        format!("{}: {json}", quote(&member.name()))
    });
    format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
}

/// A sign-in as JSON, if Swagger 2.0 writes it in another way and has one like it.
pub(super) fn scheme(scheme: Node<'_>) -> Option<String> {
    let mut members: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: String| members.push((name.to_owned(), value));
    match scheme.get("type")?.as_str()?.as_ref() {
        "http" if is_http(scheme, "basic") => add("type", quote("basic")),
        "http" if is_http(scheme, "bearer") => {
            add("type", quote("apiKey"));
            add("name", quote("Authorization"));
            add("in", quote("header"));
        }
        "oauth2" => {
            let flows = scheme.get("flows")?;
            let found = FLOWS.iter().find_map(|(newer, older)| Some((flows.get(newer)?, *older)));
            let (flow, name) = found?;
            add("type", quote("oauth2"));
            add("flow", quote(name));
            for url in ["authorizationUrl", "tokenUrl"] {
                // Each flow of Swagger 2.0 has only the addresses that it needs.
                if let Some(address) = flow.get(url) {
                    add(url, address.raw().to_owned());
                }
            }
            add("scopes", flow.get("scopes").map_or("{}", Node::raw).to_owned());
        }
        _ => return None,
    }
    for member in scheme.members() {
        let name = member.name();
        if name == "description" || name.starts_with("x-") {
            add(&name, member.raw().to_owned());
        }
    }
    let members: Vec<String> =
        members.iter().map(|(name, value)| format!("{}: {value}", quote(name))).collect();
    Some(format!("{{{}}}", members.join(", ")))
}

fn is_http(scheme: Node<'_>, name: &str) -> bool {
    scheme.get("scheme").and_then(Node::as_str).is_some_and(|word| word.eq_ignore_ascii_case(name))
}
