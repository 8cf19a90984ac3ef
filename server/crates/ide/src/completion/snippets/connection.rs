//! Connection parameters: keys, passwords, sign-ins, and several ways to sign in.

use std::fmt::Write as _;

use connector::{Connector, Definition};
use syntax::Node;
use vocabulary::{IDENTITY_PROVIDERS, IdentityProvider};

use super::super::Subject;
use super::draft::{Draft, literal};
use super::{AFTER_MEMBERS, FIRST};

/// A connection parameter with its name, in a form with others.
pub(super) const KEY: &str = r#""<<*key=api_key>>": { "type": "securestring", "uiDefinition": {
    "displayName": "<<keyLabel=API key>>", "description": "<<keyText=The key for this API.>>",
    "tooltip": "<<keyHelp=Provide your API key.>>",
    "constraints": { "required": "true", "tabIndex": 1, "clearText": false } } }"#;
pub(super) const BASIC: &str = r#""<<*user=username>>": { "type": "string", "uiDefinition": {
    "displayName": "<<userLabel=User name>>", "description": "<<userText=The user that the connection works as.>>",
    "tooltip": "<<userHelp=Provide your user name.>>", "constraints": { "required": "true", "tabIndex": 1 } } },
  "<<*password=password>>": { "type": "securestring", "uiDefinition": {
    "displayName": "<<passwordLabel=Password>>", "description": "<<passwordText=The password of this user.>>",
    "tooltip": "<<passwordHelp=Provide your password.>>",
    "constraints": { "required": "true", "tabIndex": 2, "clearText": false } } }"#;
const TEXT: &str = r#""<<*name=site>>": { "type": "string", "uiDefinition": { "displayName": "<<label=Site>>",
    "description": "<<text=The site to connect to.>>", "tooltip": "<<help=Provide the name of your site.>>",
    "constraints": { "required": "<<required=true|false>>", "tabIndex": "<<#tabIndex=1>>" } } }"#;
const CHOICE: &str = r#""<<*name=region>>": { "type": "string", "uiDefinition": { "displayName": "<<label=Region>>",
    "description": "<<text=Where your data is.>>", "tooltip": "<<help=Choose the region of your account.>>",
    "constraints": { "required": "<<required=true|false>>", "tabIndex": "<<#tabIndex=1>>", "allowedValues": [
      { "text": "<<firstText=Europe>>", "value": "<<first=eu>>" },
      { "text": "<<secondText=North America>>", "value": "<<second=na>>" }] } } }"#;

/// What the settings of a sign-in start with. Other settings are rarely needed, and left out.
const SETTINGS: [(&str, &str); 14] = [
    ("authorizationUrl", "<<authorizationUrl=https://login.contoso.com/oauth2/authorize>>"),
    ("tokenUrl", "<<tokenUrl=https://login.contoso.com/oauth2/token>>"),
    ("refreshUrl", "<<tokenUrl>>"),
    ("authorizationUrlTemplate", "<<authorizationUrl=https://login.contoso.com/oauth2/authorize>>"),
    (
        "authorizationUrlQueryStringTemplate",
        "?client_id={ClientId}&response_type=code&redirect_uri={RedirectUrl}&scope={Scopes}&state={State}",
    ),
    ("tokenUrlTemplate", "<<tokenUrl=https://login.contoso.com/oauth2/token>>"),
    ("tokenUrlQueryStringTemplate", ""),
    (
        "tokenBodyTemplate",
        "grant_type=authorization_code&code={Code}&client_id={ClientId}&client_secret={ClientSecret}&redirect_uri={RedirectUrl}",
    ),
    ("refreshUrlTemplate", "<<tokenUrl>>"),
    ("refreshUrlQueryStringTemplate", ""),
    (
        "refreshBodyTemplate",
        "grant_type=refresh_token&refresh_token={RefreshToken}&client_id={ClientId}&client_secret={ClientSecret}",
    ),
    ("loginUri", "<<loginUri=https://login.microsoftonline.com>>"),
    ("tenantId", "<<tenantId=common>>"),
    ("resourceUri", "<<resourceUri=https://api.contoso.com>>"),
];

/// A sign-in with this identity provider; `SCOPES` stands for its scopes.
fn sign_in(provider: &IdentityProvider) -> String {
    let mut settings = String::new();
    for parameter in provider.parameters {
        let known = SETTINGS.iter().find(|(name, value)| *name == parameter.name && !value.is_empty());
        if let Some((name, value)) = known {
            let comma = if settings.is_empty() { "" } else { ", " };
            let _ = write!(settings, r#"{comma}"{name}": {{ "value": "{value}" }}"#);
        }
    }
    let settings =
        if settings.is_empty() { settings } else { format!(r#", "customParameters": {{ {settings} }}"#) };
    format!(
        r#""<<*token=token>>": {{ "type": "oauthSetting", "oAuthSettings": {{ "identityProvider": "{}",
           "clientId": "<<clientId=[client ID of your app]>>", "scopes": [SCOPES],
           "redirectMode": "GlobalPerConnector", "properties": {{ "IsFirstParty": "False" }}{settings} }} }}"#,
        provider.id
    )
}

/// Connection parameters for the form around the cursor.
pub(super) fn parameters(subject: &Subject<'_>) -> Vec<Draft> {
    let of = |label: &str, json: &str| Draft::members(label, FIRST, format!("{{ {json} }}"));
    let mut drafts = vec![
        of("API key", KEY).about("A key that makers fill in."),
        of("User name and password", BASIC).about("What basic authentication sends."),
        of("Text field", TEXT).about("Something else that differs between connections, such as a site."),
        of("Choice", CHOICE).about("A dropdown in the form of the connection."),
    ];
    drafts.extend(IDENTITY_PROVIDERS.iter().map(|provider| {
        let (json, words) = signed_in(subject.connector, provider);
        let draft = of(&format!("Sign-in: {}", provider.id), &json).about(provider.doc);
        words.into_iter().fold(draft, |draft, (stop, word)| draft.with(stop, vec![word]))
    }));
    drafts
}

/// A sign-in as the definition describes it, with the words for its stops.
fn signed_in(connector: &Connector, provider: &IdentityProvider) -> (String, Vec<(&'static str, String)>) {
    let scheme = connector.definition().and_then(|definition| scheme_of(definition, "oauth2"));
    let scopes = scheme.and_then(|scheme| scheme.get("scopes")).into_iter().flat_map(Node::members);
    let scopes: Vec<String> = scopes.map(|scope| literal(&scope.name())).collect();
    let scopes = if scopes.is_empty() { r#""<<scope=orders.read>>""#.to_owned() } else { scopes.join(", ") };
    let json = sign_in(provider).replace("SCOPES", &scopes);
    let address = |member: &'static str| Some((member, scheme?.get(member)?.as_str()?.into_owned()));
    let words = ["authorizationUrl", "tokenUrl"].into_iter().filter_map(address);
    (json, words.filter(|(_, word)| !word.is_empty()).collect())
}

/// A sign-in by OAuth 2 as it is.
pub(super) fn generic_sign_in(connector: &Connector) -> (String, Vec<(&'static str, String)>) {
    signed_in(connector, &IDENTITY_PROVIDERS[0])
}

/// The first security definition of a type.
pub(super) fn scheme_of<'d>(definition: &'d Definition, kind: &str) -> Option<Node<'d>> {
    let schemes = definition.document.root().get("securityDefinitions")?;
    schemes.members().find(|scheme| scheme.get("type").and_then(Node::as_str).as_deref() == Some(kind))
}

/// One way to sign in, with the parameters of a form.
fn way(name: &str, label: &str, text: &str, parameters: &str, is_shared: bool) -> String {
    format!(
        r#"{{ "name": "<<*{name}Way={name}>>", "uiDefinition": {{ "displayName": "<<{name}WayLabel={label}>>",
           "description": "<<{name}WayText={text}>>" }}, "metadata": {{ "allowSharing": {is_shared} }},
           "parameters": {{ {parameters} }} }}"#
    )
}

/// A way to sign in: its label, and its JSON with the words for its stops.
struct Way {
    label: String,
    json: String,
    words: Vec<(&'static str, String)>,
}

fn all_ways(connector: &Connector) -> Vec<Way> {
    let key = way("key", "Access key", "Sign in with a key.", KEY, true);
    let basic = way("basic", "Password", "Sign in with a user name and a password.", BASIC, true);
    let mut ways = vec![
        Way { label: "API key".to_owned(), json: key, words: Vec::new() },
        Way { label: "User name and password".to_owned(), json: basic, words: Vec::new() },
    ];
    ways.extend(IDENTITY_PROVIDERS.iter().map(|provider| {
        let (json, words) = signed_in(connector, provider);
        let json = way("oauth", "Own account", "Sign in with your own account.", &json, false);
        Way { label: format!("Sign-in: {}", provider.id), json, words }
    }));
    ways
}

/// Ways to sign in, for a list of them.
pub(super) fn ways(subject: &Subject<'_>) -> Vec<Draft> {
    let drafts = all_ways(subject.connector).into_iter().map(|Way { label, json, words }| {
        let draft = Draft::element(label, json).about("A way to sign in, from which makers choose.");
        words.into_iter().fold(draft, |draft, (stop, word)| draft.with(stop, vec![word]))
    });
    drafts.collect()
}

/// Several ways to sign in, for a file that has neither those nor one.
pub(super) fn sets(subject: &Subject<'_>) -> Option<Draft> {
    let properties = subject.site.container?;
    let is_taken = properties.get("connectionParameters").is_some_and(|node| node.members().next().is_some());
    if is_taken || properties.get("connectionParameterSets").is_some() {
        return None;
    }
    let (json, words) = two_ways(subject.connector);
    let draft = Draft::members("Several ways to sign in", AFTER_MEMBERS, format!("{{ {json} }}"));
    let draft = draft.about("Multi-auth: makers choose how a connection signs in.");
    Some(words.into_iter().fold(draft, |draft, (stop, word)| draft.with(stop, vec![word])))
}

/// The member with two ways to sign in: by a key, and as the definition says, with the words for its stops.
pub(super) fn two_ways(connector: &Connector) -> (String, Vec<(&'static str, String)>) {
    let has_sign_in =
        connector.definition().is_some_and(|definition| scheme_of(definition, "oauth2").is_some());
    let mut ways = all_ways(connector);
    // What the definition knows nothing of would contradict it.
    let Way { json: second, words, .. } = ways.swap_remove(if has_sign_in { 2 } else { 1 });
    let first = ways.swap_remove(0).json;
    let json = format!(
        r#""connectionParameterSets": {{ "uiDefinition": {{ "displayName": "<<label=Authentication type>>",
           "description": "<<text=How the connection signs in.>>" }}, "values": [{first}, {second}] }}"#
    );
    (json, words)
}
