//! `apiProperties.json`: branding, the connection form, policies and custom code.

mod connection;
mod oauth;
mod root;

use crate::content::Content;
use crate::member::{ValueDoc, value};
use crate::place::Place;
use crate::policies;

pub(crate) const fn content(place: Place) -> Option<Content> {
    Some(match place {
        Place::PropertiesRoot => Content::Members(root::PROPERTIES_ROOT),
        Place::Properties => Content::Members(root::PROPERTIES),
        Place::Script => Content::Members(root::SCRIPT),
        Place::PolicyTemplateInstances => Content::List(Place::PolicyTemplateInstance),
        Place::PolicyTemplateInstance => Content::Members(root::POLICY),
        Place::PolicyParameters => Content::Members(policies::parameters::POLICY_PARAMETERS),
        Place::PollingTriggerConfig => Content::Map(Place::Leaf),

        Place::ConnectionParameters => Content::Map(Place::ConnectionParameter),
        Place::ConnectionParameter => Content::Members(connection::CONNECTION_PARAMETER),
        Place::ConnectionParameterMetadata => Content::Members(connection::METADATA),
        Place::UiDefinition => Content::Members(connection::UI_DEFINITION),
        Place::UiSchema => Content::Members(connection::UI_SCHEMA),
        Place::Constraints => Content::Members(connection::CONSTRAINTS),
        Place::Dependencies => Content::Map(Place::Dependency),
        Place::Dependency => Content::Members(connection::DEPENDENCY),
        Place::AllowedValues => Content::List(Place::AllowedValue),
        Place::AllowedValue => Content::Members(connection::ALLOWED_VALUE),
        Place::GatewaySettings => Content::Members(connection::GATEWAY_SETTINGS),
        Place::ConnectionParameterSets => Content::Members(connection::SETS),
        Place::ConnectionParameterSetValues => Content::List(Place::ConnectionParameterSet),
        Place::ConnectionParameterSet => Content::Members(connection::SET),
        Place::ConnectionParameterSetMetadata => Content::Members(connection::SET_METADATA),

        Place::OAuthSettings => Content::Members(oauth::OAUTH_SETTINGS),
        Place::OAuthCustomParameters => Content::Map(Place::OAuthCustomParameter),
        Place::OAuthCustomParameter => Content::Members(oauth::CUSTOM_PARAMETER),
        Place::OAuthAdditionalParameters => Content::Map(Place::OAuthAdditionalParameter),
        Place::OAuthAdditionalParameter => Content::Members(oauth::ADDITIONAL_PARAMETER),
        Place::OAuthConditions => Content::List(Place::OAuthCondition),
        Place::OAuthCondition => Content::Members(oauth::CONDITION),
        Place::OAuthProperties => Content::Members(oauth::OAUTH_PROPERTIES),

        Place::CapabilityNames
        | Place::ScriptOperations
        | Place::OperationNames
        | Place::ConnectionKinds
        | Place::OAuthScopes
        | Place::OAuthRedirects => Content::List(Place::Leaf),
        Place::DependencyValues | Place::GatewayConnectionDetails | Place::OAuthConditionValues => {
            Content::List(Place::Free)
        }
        _ => return None,
    })
}

static CAPABILITIES: &[ValueDoc] = &[
    value("actions", "The connector has actions."),
    value("triggers", "The connector has triggers."),
    value("gateway", "Connections can run through an on-premises data gateway."),
    value("cloud", "Connections can reach the service directly."),
];

static CONNECTION_KINDS: &[ValueDoc] = &[
    value("cloud", "Shown when the connection reaches the service directly."),
    value("gateway", "Shown when the connection runs through an on-premises data gateway."),
];

/// What the elements of a list may be, where that is known.
pub(crate) fn element_values(place: Place) -> Option<&'static [ValueDoc]> {
    match place {
        Place::CapabilityNames => Some(CAPABILITIES),
        Place::ConnectionKinds => Some(CONNECTION_KINDS),
        _ => None,
    }
}
