//! Which members come first: those that must be there, then those that most authors write, in the order in which they
//! write them.

use syntax::Node;
use vocabulary::{Member, Place, Standing};

use super::Subject;

/// What must be there.
const REQUIRED: u8 = 0;
/// What another member makes necessary.
const NEEDED: u8 = 1;
/// The first of the usual ones; the others follow.
const USUAL: u8 = 10;
/// What can be written, with nothing to say for it.
const POSSIBLE: u8 = 40;
/// What has no effect beside a member that is there.
const IDLE: u8 = 80;
/// What the platform does not read.
const USELESS: u8 = 95;

/// How early a member is offered; the smaller, the earlier.
pub(super) fn rank(subject: &Subject<'_>, member: &Member) -> u8 {
    let Some(container) = subject.site.container else { return POSSIBLE };
    let place = subject.place();
    if matches!(member.standing, Standing::Ignored | Standing::Unsupported) {
        return USELESS;
    }
    let refers = place.is_schema() || place.is_parameter() || place == Place::Response;
    if refers && container.get("$ref").is_some_and(Node::is_string) || !fits(place, container, member.name) {
        return IDLE;
    }
    if member.required {
        return REQUIRED;
    }
    if refers && member.name == "$ref" {
        return reference(subject, place, container);
    }
    if is_needed(place, container, member.name) {
        return NEEDED;
    }
    if let Some(index) = usual(place).iter().position(|name| *name == member.name) {
        return USUAL + index as u8;
    }
    match member.standing {
        Standing::Documented if !member.name.starts_with("x-") => POSSIBLE,
        Standing::Documented => POSSIBLE + 1,
        _ => POSSIBLE + 20,
    }
}

/// How early a reference is offered: where it is the first member and there is something to refer to. Whatever stands
/// beside it is ignored.
fn reference(subject: &Subject<'_>, place: Place, container: Node<'_>) -> u8 {
    let mut others =
        container.members().filter_map(Node::key).filter(|key| !subject.site.replaces(key.span()));
    let is_first = others.next().is_none();
    let has_targets = subject.connector.definition().is_some_and(|definition| {
        let names = match place {
            Place::Response => &definition.shared_responses,
            place if place.is_parameter() => &definition.shared_parameters,
            _ => &definition.schemas,
        };
        !names.is_empty()
    });
    match (is_first, has_targets) {
        (true, true) => NEEDED,
        (true, false) => POSSIBLE,
        (false, _) => IDLE,
    }
}

/// Whether a member says something about values of the type that its object has. True where no type is written.
fn fits(place: Place, container: Node<'_>, name: &str) -> bool {
    let Some(kind) = type_of(container) else { return true };
    let types: &[&str] = match name {
        "items" | "maxItems" | "minItems" | "uniqueItems" | "collectionFormat" => &["array"],
        "properties"
        | "additionalProperties"
        | "discriminator"
        | "maxProperties"
        | "minProperties"
        | "x-ms-dynamic-schema"
        | "x-ms-dynamic-properties" => &["object"],
        "required" if place.is_schema() => &["object"],
        "maxLength" | "minLength" | "pattern" => &["string"],
        "maximum" | "minimum" | "exclusiveMaximum" | "exclusiveMinimum" | "multipleOf" => {
            &["integer", "number"]
        }
        "format" => &["string", "integer", "number"],
        _ => return true,
    };
    let describes_values = place.is_schema() || place.is_parameter() || place == Place::ParameterItems;
    !describes_values || types.contains(&&*kind)
}

/// Whether what is written already asks for a member.
fn is_needed(place: Place, container: Node<'_>, name: &str) -> bool {
    if place == Place::PathItem {
        let is_webhook = |operation: Node<'_>| {
            operation.get("x-ms-trigger").and_then(Node::as_str).as_deref() == Some("single")
        };
        return name == "x-ms-notification-content" && container.members().any(is_webhook);
    }
    if place == Place::Operation {
        return name == "x-ms-trigger-hint" && container.get("x-ms-trigger").is_some();
    }
    let Some(kind) = type_of(container) else { return false };
    match (&*kind, place) {
        ("apiKey", Place::SecurityScheme) => matches!(name, "name" | "in"),
        ("oauth2", Place::SecurityScheme) => {
            matches!(name, "flow" | "authorizationUrl" | "tokenUrl" | "scopes")
        }
        ("oauthSetting", Place::ConnectionParameter) => name == "oAuthSettings",
        ("gatewaySetting", Place::ConnectionParameter) => name == "gatewaySettings",
        ("array", _) => name == "items",
        ("object", place) if place.is_schema() => name == "properties",
        _ => false,
    }
}

fn type_of(container: Node<'_>) -> Option<std::borrow::Cow<'_, str>> {
    container.get("type").and_then(Node::as_str).filter(|kind| !kind.is_empty())
}

/// What most authors write at a place, as published connectors show it: at most 20 names, in their usual order.
const fn usual(place: Place) -> &'static [&'static str] {
    match place {
        Place::Root => &[
            "host",
            "basePath",
            "schemes",
            "consumes",
            "produces",
            "definitions",
            "parameters",
            "responses",
            "securityDefinitions",
            "security",
            "tags",
            "x-ms-connector-metadata",
        ],
        Place::Info => &["description", "contact", "x-ms-api-annotation"],
        Place::PathItem => &["get", "post", "put", "patch", "delete", "parameters"],
        Place::Operation => &[
            "summary",
            "description",
            "parameters",
            "x-ms-visibility",
            "tags",
            "produces",
            "consumes",
            "deprecated",
            "x-ms-trigger",
            "x-ms-api-annotation",
            "security",
        ],
        Place::BodyParameter => &["schema", "required", "description", "x-ms-summary"],
        Place::Response => &["schema", "examples", "headers"],
        Place::Parameter
        | Place::PathParameter
        | Place::QueryParameter
        | Place::HeaderParameter
        | Place::FormDataParameter => &[
            "required",
            "description",
            "x-ms-summary",
            "x-ms-visibility",
            "x-ms-url-encoding",
            "default",
            "format",
            "enum",
            "schema",
            "x-ms-dynamic-values",
            "x-ms-dynamic-list",
        ],
        place if place.is_schema() => &[
            "type",
            "properties",
            "description",
            "format",
            "x-ms-summary",
            "title",
            "x-ms-visibility",
            "items",
            "required",
            "default",
            "enum",
            "example",
            "additionalProperties",
            "x-ms-dynamic-values",
            "x-ms-dynamic-list",
        ],
        Place::Properties => {
            &["connectionParameters", "capabilities", "policyTemplateInstances", "publisher", "stackOwner"]
        }
        Place::ConnectionParameter => &["uiDefinition"],
        Place::UiDefinition => &["displayName", "description", "tooltip", "constraints"],
        Place::Constraints => &["required", "clearText", "tabIndex"],
        Place::OAuthSettings => {
            &["clientId", "scopes", "redirectMode", "redirectUrl", "customParameters", "properties"]
        }
        Place::DynamicValues => {
            &["operationId", "value-collection", "value-path", "value-title", "parameters"]
        }
        Place::DynamicList => &["itemsPath", "itemValuePath", "itemTitlePath", "parameters"],
        Place::DynamicListArgument | Place::DynamicTreeArgument => &["parameterReference", "value"],
        Place::ApiAnnotation => &["status", "family", "revision"],
        Place::SettingsRoot => &["connectorId", "environment", "apiProperties", "apiDefinition", "icon"],
        _ => &[],
    }
}
