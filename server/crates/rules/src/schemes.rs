//! Security definitions: what each kind is made of.

use connector::Definition;
use syntax::Node;

/// The kinds of security definitions.
pub(crate) const KINDS: [&str; 3] = ["basic", "apiKey", "oauth2"];

/// What stands in the `type` of a security definition, if it is one of the kinds.
pub(crate) fn kind(scheme: Node<'_>) -> Option<&'static str> {
    let written = scheme.get("type")?.as_str()?;
    KINDS.into_iter().find(|kind| *kind == written)
}

/// The members that a security definition of this kind may have beside `type`, `description` and extensions.
pub(crate) fn members(kind: &str) -> &'static [&'static str] {
    match kind {
        "apiKey" => &["name", "in"],
        "oauth2" => &["flow", "authorizationUrl", "tokenUrl", "scopes"],
        _ => &[],
    }
}

/// The members that a security definition must have.
pub(crate) fn required(scheme: Node<'_>) -> &'static [&'static str] {
    let flow = || scheme.get("flow").and_then(Node::as_str);
    match kind(scheme) {
        Some("apiKey") => &["name", "in"],
        Some("oauth2") => match flow().as_deref() {
            Some("implicit") => &["flow", "authorizationUrl", "scopes"],
            Some("password" | "application") => &["flow", "tokenUrl", "scopes"],
            _ => &["flow", "authorizationUrl", "tokenUrl", "scopes"],
        },
        Some(_) => &[],
        None => &["type"],
    }
}

/// The security definition called `name`.
pub(crate) fn named<'d>(definition: &'d Definition, name: &str) -> Option<Node<'d>> {
    let scheme = definition.security_schemes.get(name).map(|id| definition.node(*id))?;
    scheme.is_object().then_some(scheme)
}

/// All security definitions that are objects.
pub(crate) fn all(definition: &Definition) -> impl Iterator<Item = Node<'_>> {
    let schemes = definition.document.root().get("securityDefinitions").into_iter().flat_map(Node::members);
    schemes.filter(|scheme| scheme.is_object())
}
