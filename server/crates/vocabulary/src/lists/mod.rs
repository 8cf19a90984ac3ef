//! The short lists of the formats: words that a value may have, and names that are reserved.

pub(crate) mod identity;
pub(crate) mod status_codes;

pub use identity::{IDENTITY_PROVIDERS, IdentityProvider, OAuthParameter, identity_provider};
pub use status_codes::{STATUS_CODES, StatusCode, reason_phrase, response_meaning};

use crate::member::{ValueDoc, value};

/// A value of `format`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Format {
    /// The word, such as `int32`.
    pub value: &'static str,
    /// The values of `type` that it belongs to.
    pub types: &'static [&'static str],
    /// What it means for the value.
    pub doc: &'static str,
}

const fn format(value: &'static str, types: &'static [&'static str], doc: &'static str) -> Format {
    Format { value, types, doc }
}

const INTEGER: &[&str] = &["integer"];
const NUMBER: &[&str] = &["number"];
const STRING: &[&str] = &["string"];

pub(crate) const FORMAT_LIST: &[Format] = &[
    format("int32", INTEGER, "A whole number of 32 bits: from -2147483648 to 2147483647."),
    format("int64", INTEGER, "A whole number of 64 bits."),
    format("float", NUMBER, "A number with about 7 significant digits."),
    format("double", NUMBER, "A number with about 15 significant digits."),
    format("byte", STRING, "Binary content as base64 text; the form for content inside an object."),
    format(
        "binary",
        STRING,
        "Binary content as it is; only for a whole body, a whole response or a form field.",
    ),
    format("date", STRING, "A day, such as 2026-11-22."),
    format("date-time", STRING, "A moment with its time zone, such as 2026-11-22T09:30:00Z."),
    format("date-no-tz", STRING, "A moment without a time zone, such as 2026-11-22T09:30:00."),
    format("password", STRING, "A secret: the input hides what is typed."),
    format("email", STRING, "A mail address."),
    format("html", STRING, "Formatted text: the input offers a rich text editor."),
    format("uri", STRING, "An address."),
    format("uuid", STRING, "A unique id of 32 hexadecimal digits in five groups."),
];

/// The formats that the platform knows. It ignores every other word.
pub static FORMATS: &[Format] = FORMAT_LIST;

/// The HTTP methods that a path item may have, in lower case as they are written.
pub static METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

/// The MIME types that the platform interprets. Others pass validation with a warning.
pub static MIME_TYPES: &[ValueDoc] = &[
    value("application/json", "JSON, the usual choice for bodies and responses."),
    value("text/json", "JSON under an older name."),
    value("text/plain", "Plain text."),
    value("multipart/form-data", "A form whose fields can be files."),
    value("application/x-www-form-urlencoded", "A form of short texts; it cannot carry files."),
];

/// The 19 categories for `x-ms-connector-metadata`, spelt as the gallery knows them; a connector has
/// one or two.
/// Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>.
pub static CATEGORIES: &[ValueDoc] = &[
    value("AI", "Language models, vision, speech and prediction."),
    value("Business Intelligence", "Reports, dashboards and analysis."),
    value("Business Management", "Running a company: projects, resources and processes."),
    value("Collaboration", "Working together on things: boards, meetings and shared spaces."),
    value("Commerce", "Shops, orders, payments and delivery."),
    value("Communication", "Mail, chat, telephone and messages."),
    value("Content and Files", "Documents, media and storage."),
    value("Data", "Databases, data sets and data services."),
    value("Finance", "Accounting, banking and invoices."),
    value("Human Resources", "Hiring, staff and payroll."),
    value("IT Operations", "Monitoring, administration and development of systems."),
    value("Internet of Things", "Devices, sensors and what they report."),
    value("Lifestyle and Entertainment", "Leisure: games, music, sport, food and travel."),
    value("Marketing", "Campaigns, audiences and events."),
    value("Productivity", "Tasks, forms, calendars and office work."),
    value("Sales and CRM", "Customers, leads and deals."),
    value("Security", "Identity, threats and compliance."),
    value("Social Media", "Networks and what people post there."),
    value("Website", "Building, serving and watching sites."),
];

/// The values of `type` of a connection parameter. Case-sensitive.
pub static CONNECTION_PARAMETER_TYPES: &[ValueDoc] = &[
    value("string", "Text that may be shown, such as the name of a site."),
    value("securestring", "A secret, such as an API key: stored encrypted and not shown again."),
    value("int", "A whole number."),
    value("bool", "Yes or no."),
    value("oauthSetting", "A sign-in, described by oAuthSettings."),
    value("gatewaySetting", "A choice of an on-premises data gateway."),
];

/// What most connectors call their connection parameters. Any name of letters, digits and underscores works.
pub static CONNECTION_PARAMETER_NAMES: &[ValueDoc] = &[
    value("api_key", "A key that goes with every call: a securestring."),
    value("token", "The sign-in: an oauthSetting. Its own inputs start with token and a colon."),
    value("token:TenantId", "The directory whose users sign in, beside a sign-in called token."),
    value("username", "The name of an account: a securestring beside password."),
    value("password", "The password of an account: a securestring beside username."),
    value("host", "Where the service of this user is found: a string that a policy reads."),
    value("gateway", "The on-premises data gateway: a gatewaySetting."),
];

/// The brand colour of every connector of an independent publisher.
/// Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>.
pub static INDEPENDENT_PUBLISHER_COLOR: &str = "#da3b01";

/// Brand colours that certification refuses: what the connector wizard starts with, and white. Compare without case.
/// Source: <https://github.com/microsoft/PowerPlatformConnectors/blob/dev/.github/pull_request_template.md>.
pub static REFUSED_BRAND_COLORS: &[&str] = &["#007ee5", "#ffffff"];

/// Where every sign-in comes back to. With the redirect mode `GlobalPerConnector` a slash and the name of the connector
/// follow.
pub static REDIRECT_ADDRESS: &str = "https://global.consent.azure-apim.net/redirect";

/// Headers that the platform sets itself; a parameter of that name is ignored. Compare without case.
pub static RESERVED_HEADERS: &[&str] =
    &["Authorization", "Connection", "Content-Length", "Host", "Transfer-Encoding", "Upgrade"];

/// Products of Power Platform that the title of a connector may not name. Compare without case and by whole
/// words.
pub static PRODUCT_NAMES: &[&str] = &[
    "Power Apps",
    "PowerApps",
    "Power Automate",
    "Logic Apps",
    "Power BI",
    "Power Pages",
    "Power Platform",
    "Power Virtual Agents",
    "Copilot Studio",
];

/// Products that certification refuses in descriptions and summaries too. The shorter list is Microsoft's:
/// published descriptions do name the platform itself. Compare without case and by whole words.
pub static PRODUCT_NAMES_IN_TEXTS: &[&str] = &["Power Apps", "Power Automate", "Logic Apps"];

/// Words that a title may not contain. Compare without case and by whole words: RAPID is fine.
pub static RESTRICTED_TITLE_WORDS: &[&str] = &["API", "Connector"];

/// Members that only OpenAPI 3 has, and what to write in a connector instead.
pub static OPENAPI3_KEYWORDS: &[ValueDoc] = &[
    value("callbacks", "Describe a webhook with x-ms-trigger and x-ms-notification-content."),
    value("components", "Write definitions, parameters, responses and securityDefinitions at the root."),
    value(
        "content",
        "Write consumes or produces, and the schema directly in the body parameter or response.",
    ),
    value("jsonSchemaDialect", "Leave it out: schemas follow Swagger 2.0."),
    value("links", "Leave it out: Swagger 2.0 has nothing like it."),
    value("openapi", "Write \"swagger\": \"2.0\"."),
    value("requestBody", "Write a parameter with in: body and a schema."),
    value("servers", "Write host, basePath and schemes."),
    value("webhooks", "Describe a webhook with x-ms-trigger and x-ms-notification-content."),
];

/// JSON Schema keywords that connector definitions do not support, and what to write instead.
pub static UNSUPPORTED_SCHEMA_KEYWORDS: &[ValueDoc] = &[
    value("$defs", "Put the schemas under definitions at the root."),
    value("$id", "Leave it out: definitions are found by their name."),
    value("$schema", "Leave it out: schemas follow Swagger 2.0."),
    value("additionalItems", "Leave it out: items describes all elements."),
    value("anyOf", "Write one schema that has the fields of all alternatives."),
    value("const", "Write enum with a single value."),
    value("contains", "Leave it out, and say in the description what the list must contain."),
    value("dependencies", "Leave it out, and say in the description which fields go together."),
    value("dependentRequired", "Leave it out, and say in the description which fields go together."),
    value("dependentSchemas", "Leave it out, and say in the description which fields go together."),
    value("else", "Write one schema that serves all cases."),
    value("examples", "Write example with a single value."),
    value("if", "Write one schema that serves all cases."),
    value("not", "Leave it out, and say in the description what is not allowed."),
    value("nullable", "Write x-nullable."),
    value("oneOf", "Write one schema that has the fields of all alternatives."),
    value("patternProperties", "Write additionalProperties."),
    value("prefixItems", "Write one schema under items for all elements."),
    value("propertyNames", "Leave it out, and say in the description which names are allowed."),
    value("then", "Write one schema that serves all cases."),
    value("unevaluatedItems", "Leave it out: items describes all elements."),
    value("unevaluatedProperties", "Write additionalProperties."),
    value(
        "writeOnly",
        "Leave it out: a field that is only sent belongs into the schema of the request body alone.",
    ),
];

/// The format with this word, exactly as written.
pub fn known_format(word: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.value == word)
}

/// The value of `list` that is written exactly like `word`.
pub fn find(list: &'static [ValueDoc], word: &str) -> Option<&'static ValueDoc> {
    list.iter().find(|known| known.value == word)
}
