//! The text of a new `apiProperties.json`.

use std::fmt::Write as _;

use connector::{Connector, Definition};
use syntax::Node;
use syntax::edit::{Style, indent_value, quote};
use vocabulary::INDEPENDENT_PUBLISHER_COLOR;

use crate::colors::NEUTRAL;
use crate::owners;
use crate::schemes::{all, kind};
use crate::settings::Profile;

/// A connection parameter for a key.
pub(crate) const KEY: &str = "{\"type\":\"securestring\",\"uiDefinition\":{\"displayName\":\"API key\",\
                              \"description\":\"The key for this API.\",\"tooltip\":\"Provide your API key.\",\
                              \"constraints\":{\"clearText\":false,\"required\":\"true\",\"tabIndex\":2}}}";

/// Connection parameters for a user name and a password.
const USER_AND_PASSWORD: &str = "\"username\":{\"type\":\"string\",\"uiDefinition\":{\"displayName\":\"User name\",\
                                 \"description\":\"The user name for this API.\",\"tooltip\":\"Provide your user name.\",\
                                 \"constraints\":{\"required\":\"true\",\"tabIndex\":2}}},\
                                 \"password\":{\"type\":\"securestring\",\"uiDefinition\":{\"displayName\":\"Password\",\
                                 \"description\":\"The password for this API.\",\"tooltip\":\"Provide your password.\",\
                                 \"constraints\":{\"clearText\":false,\"required\":\"true\",\"tabIndex\":3}}}";

/// The file for a connector without one: brand colour, connection parameters that fit the security definitions, and
/// owners as far as the definition tells them. With a script, the list of the operations that run through it, which are all.
pub(crate) fn text(
    connector: &Connector,
    definition: &Definition,
    profile: Profile,
    style: &Style,
) -> String {
    let is_independent = profile == Profile::Independent;
    let color = if is_independent { INDEPENDENT_PUBLISHER_COLOR } else { NEUTRAL };
    let parameters = parameters(definition);
    let mut json = format!(
        "{{\"properties\":{{\"connectionParameters\":{{{parameters}}},\"iconBrandColor\":{},\"capabilities\":[]",
        quote(color)
    );
    if connector.script().is_some() {
        let ids: Vec<String> = definition.operation_ids().map(quote).collect();
        let _ = write!(json, ",\"scriptOperations\":[{}]", ids.join(","));
    }
    let publisher = owners::contact(definition);
    let owner = if is_independent { owners::service(definition) } else { publisher.clone() };
    for (name, value) in [("publisher", publisher), ("stackOwner", owner)] {
        if let Some(value) = value {
            let _ = write!(json, ",\"{name}\":{}", quote(&value));
        }
    }
    json.push_str("}}");
    indent_value(&json, style, "") + style.line_end
}

/// The members of `connectionParameters` for the first security definition that says enough; a sign-in comes first, since
/// it brings its own form.
fn parameters(definition: &Definition) -> String {
    let sign_in = all(definition).filter(|scheme| kind(*scheme) == Some("oauth2")).find_map(sign_in);
    let first = || all(definition).find(|scheme| matches!(kind(*scheme), Some("apiKey" | "basic")));
    match (sign_in, first()) {
        (Some(sign_in), _) => format!("\"token\":{sign_in}"),
        (None, Some(scheme)) if kind(scheme) == Some("basic") => USER_AND_PASSWORD.to_owned(),
        (None, Some(scheme)) => format!("{}:{KEY}", quote(key_name(&scheme.name()))),
        (None, None) => String::new(),
    }
}

/// The name of the connection parameter for a key, from that of the security definition.
pub(crate) fn key_name(scheme: &str) -> &str {
    let is_name =
        !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_name { scheme } else { "api_key" }
}

/// A sign-in with the addresses and scopes of a security definition. The id that the service gave the application stands in no
/// file.
fn sign_in(scheme: Node<'_>) -> Option<String> {
    let address = |name: &str| Some(quote(scheme.get(name)?.as_str()?.trim())).filter(|text| text.len() > 2);
    let (sign_in, token) = (address("authorizationUrl")?, address("tokenUrl")?);
    let scopes = scheme.get("scopes").into_iter().flat_map(Node::members);
    let scopes: Vec<String> = scopes.map(|scope| quote(&scope.name())).collect();
    Some(format!(
        "{{\"type\":\"oauthSetting\",\"oAuthSettings\":{{\"identityProvider\":\"oauth2\",\"clientId\":\"[[client ID]]\",\
         \"scopes\":[{}],\"redirectMode\":\"GlobalPerConnector\",\"customParameters\":{{\
         \"authorizationUrl\":{{\"value\":{sign_in}}},\"tokenUrl\":{{\"value\":{token}}},\
         \"refreshUrl\":{{\"value\":{token}}}}}}}}}",
        scopes.join(",")
    ))
}
