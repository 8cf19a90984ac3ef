//! OAuth settings of a connection parameter.

use crate::lists::IDENTITY_PROVIDERS;
use crate::member::{Member, Types, ValueDoc, value};
use crate::place::Place;

const PAGE: &str = learn!("custom-connectors/connection-parameters");

const IDENTITY_PROVIDER_COUNT: usize = IDENTITY_PROVIDERS.len();

/// [`IDENTITY_PROVIDERS`] as values of the member.
static PROVIDERS: [ValueDoc; IDENTITY_PROVIDER_COUNT] = {
    let mut values = [value("", ""); IDENTITY_PROVIDER_COUNT];
    let mut at = 0;
    while at < values.len() {
        values[at] = value(IDENTITY_PROVIDERS[at].id, IDENTITY_PROVIDERS[at].doc);
        at += 1;
    }
    values
};

pub(crate) static OAUTH_SETTINGS: &[Member] = table!([
    Member::text("identityProvider", "Whose sign-in it is. It decides which custom parameters are needed.")
        .required()
        .such_as(&PROVIDERS)
        .mistakes(&["oauth2generic with authorizationUrl: it wants authorizationUrlTemplate and the other \
                     templates."])
        .link(PAGE),
    Member::text(
        "clientId",
        "Id of the application that the identity provider knows. A published file has a placeholder."
    )
    .or(Types::NULL)
    .link(PAGE),
    Member::text(
        "clientSecret",
        "Secret of the application. It never belongs into a file that others can read."
    )
    .or(Types::NULL)
    .mistakes(&["A real secret committed with the file."])
    .link(PAGE),
    Member::list("scopes", Place::OAuthScopes, "Permissions to ask for, one in each entry.")
        .mistakes(&["Several scopes in one text with spaces between them."])
        .link(PAGE),
    Member::text("redirectMode", "Where the identity provider sends the user after the sign-in.")
        .such_as(&[
            value("GlobalPerConnector", "An address of its own for each connector. Reviewers ask for it."),
            value("Global", "One address for all connectors; the older form."),
            value("Direct", "An address of the region where the connector runs."),
        ])
        .link(PAGE),
    // One certified connector has a list.
    Member::text(
        "redirectUrl",
        "Address that the identity provider must allow: https://global.consent.azure-apim.net/redirect \
         and, for GlobalPerConnector, the name of the connector behind it."
    )
    .or(Types::ARRAY)
    .at(Place::OAuthRedirects)
    .link(PAGE),
    Member::object("properties", Place::OAuthProperties, "Facts about the application.").link(PAGE),
    Member::object(
        "customParameters",
        Place::OAuthCustomParameters,
        "Addresses and other settings that the identity provider needs, each as {\"value\": \"…\"}."
    )
    .link(PAGE),
    Member::object(
        "additionalParameters",
        Place::OAuthAdditionalParameters,
        "Further inputs of the sign-in that depend on other connection parameters."
    )
    .undocumented(),
]);

pub(crate) static CUSTOM_PARAMETER: &[Member] = table!([
    Member::text("value", "The setting itself, as a text.").or(Types::NULL).link(PAGE),
    Member::any("options", "Values to choose from.").undocumented(),
    Member::object("uiDefinition", Place::UiDefinition, "Texts of the setting when the maker fills it in.")
        .undocumented(),
]);

pub(crate) static ADDITIONAL_PARAMETER: &[Member] = table!([
    Member::text("type", "Type of the value.").undocumented(),
    Member::list("applicableWhen", Place::OAuthConditions, "Conditions under which the parameter is used.")
        .undocumented(),
]);

pub(crate) static CONDITION: &[Member] = table!([
    Member::text("parameter", "Name of the connection parameter that decides.").undocumented(),
    Member::list("oneOf", Place::OAuthConditionValues, "Its values for which the condition holds.")
        .undocumented(),
]);

pub(crate) static OAUTH_PROPERTIES: &[Member] = table!([
    Member::text("IsFirstParty", "Whether Microsoft runs the application: the text \"True\" or \"False\".")
        .or(Types::BOOLEAN)
        .one_of(&[value("True", "The application is Microsoft's own."), value("False", "The usual case.")])
        .default("\"False\"")
        .link(properties_schema!()),
    Member::text(
        "AzureActiveDirectoryResourceId",
        "The resource of Microsoft Entra ID that the token is for."
    )
    .undocumented(),
    Member::flag(
        "IsOnbehalfofLoginSupported",
        "Whether the platform may sign in with the user's token from the surrounding app."
    )
    .or(Types::STRING)
    .undocumented(),
]);
