//! The connection form.

use crate::lists::CONNECTION_PARAMETER_TYPES;
use crate::member::{Member, Types, value};
use crate::place::Place;

const PAGE: &str = learn!("custom-connectors/connection-parameters");
const SETS_PAGE: &str = learn!("custom-connectors/multi-auth");

pub(crate) static CONNECTION_PARAMETER: &[Member] = table!([
    Member::text("type", "What kind of value it is, or a sign-in.")
        .required()
        .one_of(CONNECTION_PARAMETER_TYPES)
        .mistakes(&[
            "string for a key or password: it would be stored readable.",
            "oAuthSetting with a capital A: the type is oauthSetting."
        ])
        .link(PAGE),
    Member::object(
        "uiDefinition",
        Place::UiDefinition,
        "Texts and rules of the field in the connection form."
    )
    .or(Types::NULL)
    .link(PAGE),
    Member::object("oAuthSettings", Place::OAuthSettings, "The sign-in. For the type oauthSetting.")
        .link(PAGE),
    Member::object(
        "oauthSettings",
        Place::OAuthSettings,
        "oAuthSettings in lower case, as one published connector has it. Write oAuthSettings."
    )
    .undocumented(),
    Member::object(
        "gatewaySettings",
        Place::GatewaySettings,
        "What runs behind the on-premises data gateway. For the type gatewaySetting."
    )
    .link(properties_schema!()),
    Member::object(
        "metadata",
        Place::ConnectionParameterMetadata,
        "Where the platform can take the value from."
    )
    .undocumented(),
    Member::any("defaultValue", "The value that the field starts with.").undocumented(),
    Member::list(
        "allowedValues",
        Place::AllowedValues,
        "Choices of the field. The usual place is inside uiDefinition.constraints."
    )
    .undocumented(),
]);

pub(crate) static METADATA: &[Member] =
    table!([Member::text("sourceType", "What the value is, so that the platform can offer the known ones.")
        .undocumented()
        .such_as(&[value("AzureActiveDirectoryTenant", "A directory of Microsoft Entra ID.")]),]);

pub(crate) static UI_DEFINITION: &[Member] = table!([
    Member::text("displayName", "Label of the field.").link(PAGE),
    Member::text(
        "displayname",
        "displayName in lower case, which published connectors have too. Write displayName."
    )
    .undocumented(),
    Member::text("description", "Text inside or below the field.").link(PAGE),
    Member::text("tooltip", "Help that appears beside the field.").link(PAGE),
    Member::object(
        "constraints",
        Place::Constraints,
        "Whether the field is required, hidden or a secret, and its choices."
    )
    .link(PAGE),
    Member::object("schema", Place::UiSchema, "Type and description of the value, in the style of a schema.")
        .undocumented(),
    Member::integer("tabIndex", "Position in the form. The usual place is inside constraints.")
        .undocumented(),
]);

pub(crate) static UI_SCHEMA: &[Member] = table!([
    Member::text("type", "Type of the value, as in the connection parameter.").undocumented(),
    Member::text("description", "What the value is.").undocumented(),
]);

/// The service wants the text; booleans are in published connectors too.
const TRUE_FALSE: &[crate::member::ValueDoc] = &[
    value("true", "Yes; written as a text, with quotes."),
    value("false", "No; written as a text, with quotes."),
];

pub(crate) static CONSTRAINTS: &[Member] = table!([
    Member::text("required", "Whether the field must be filled in: the text \"true\" or \"false\".")
        .or(Types::BOOLEAN)
        .one_of(TRUE_FALSE)
        .mistakes(&["true without quotes: this constraint is a text."])
        .link(PAGE),
    Member::text("hidden", "Whether the field is left out of the form: the text \"true\" or \"false\".")
        .or(Types::BOOLEAN)
        .one_of(TRUE_FALSE)
        .mistakes(&["true without quotes: this constraint is a text."])
        .link(properties_schema!()),
    Member::flag(
        "clearText",
        "Whether what is typed is shown. False for secrets; unlike required, it has no quotes."
    )
    .mistakes(&["true on a securestring, so that the secret can be read on the screen."])
    .link(PAGE),
    Member::integer("tabIndex", "Position in the form, ascending.").link(PAGE),
    Member::list("allowedValues", Place::AllowedValues, "Choices for a drop-down list instead of free text.")
        .link(PAGE),
    Member::list("capability", Place::ConnectionKinds, "Kinds of connection that the field is shown for.")
        .link(properties_schema!()),
    Member::object(
        "dependencies",
        Place::Dependencies,
        "Shows the field only when other fields have certain values."
    )
    .schema_only()
    .link(properties_schema!()),
]);

pub(crate) static DEPENDENCY: &[Member] = table!([Member::list(
    "values",
    Place::DependencyValues,
    "Values of the other field that make this one appear."
)
.schema_only()
.link(properties_schema!()),]);

pub(crate) static ALLOWED_VALUE: &[Member] = table!([
    Member::any("value", "What is stored.").at(Place::Leaf).link(PAGE),
    Member::text("text", "What the maker sees for it.").link(PAGE),
]);

pub(crate) static GATEWAY_SETTINGS: &[Member] = table!([
    Member::text("dataSourceType", "Kind of data source behind the gateway.").link(properties_schema!()),
    Member::list(
        "connectionDetails",
        Place::GatewayConnectionDetails,
        "Names of the connection parameters that identify the data source."
    )
    .link(properties_schema!()),
]);

pub(crate) static SETS: &[Member] = table!([
    Member::object(
        "uiDefinition",
        Place::UiDefinition,
        "Label and help of the list from which the maker chooses."
    )
    .required()
    .link(SETS_PAGE),
    Member::list(
        "values",
        Place::ConnectionParameterSetValues,
        "The ways to sign in, in the order they are offered."
    )
    .required()
    .link(SETS_PAGE),
]);

pub(crate) static SET: &[Member] = table!([
    Member::text("name", "Unique name of the way to sign in. Existing connections store it.")
        .required()
        .mistakes(&[
            "The same name twice.",
            "Renamed after publication: existing connections no longer find their set."
        ])
        .link(SETS_PAGE),
    Member::object("uiDefinition", Place::UiDefinition, "Label and help of this choice.")
        .required()
        .link(SETS_PAGE),
    Member::object(
        "parameters",
        Place::ConnectionParameters,
        "The connection parameters of this way to sign in."
    )
    .required()
    .link(SETS_PAGE),
    Member::object(
        "metadata",
        Place::ConnectionParameterSetMetadata,
        "Further settings of this way to sign in."
    )
    .link(SETS_PAGE),
]);

pub(crate) static SET_METADATA: &[Member] =
    table!([Member::flag("allowSharing", "Whether a connection made this way can be shared with others.")
        .link(SETS_PAGE),]);
