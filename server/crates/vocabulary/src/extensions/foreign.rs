//! Extensions of other tools and vendors. The platform accepts and ignores them; they are known here so
//! that authors learn where they come from and that they can go.

use super::{Extension, PARAMETERS, SCHEMAS, VALUES};
use crate::member::{Member, Types, value};
use crate::place::Place;

const ROOT: &[Place] = &[Place::Root];
const INFO: &[Place] = &[Place::Info];
const PATH_ITEM: &[Place] = &[Place::PathItem];
const OPERATION: &[Place] = &[Place::Operation];
const SECURITY_SCHEME: &[Place] = &[Place::SecurityScheme];
const OPERATION_AND_PARAMETERS: &[Place] = &[
    Place::Operation,
    Place::Parameter,
    Place::PathParameter,
    Place::QueryParameter,
    Place::HeaderParameter,
    Place::FormDataParameter,
    Place::BodyParameter,
];
const ROOT_AND_SCHEMAS: &[Place] = &[
    Place::Root,
    Place::DefinitionSchema,
    Place::BodySchema,
    Place::ResponseSchema,
    Place::PropertySchema,
    Place::ItemsSchema,
    Place::AdditionalPropertiesSchema,
    Place::AllOfSchema,
    Place::NotificationSchema,
];
/// Where `null` can be meant: every value, whole responses and headers.
const NULLABLE: &[Place] = &[
    Place::Response,
    Place::Header,
    Place::ParameterItems,
    Place::Parameter,
    Place::PathParameter,
    Place::QueryParameter,
    Place::HeaderParameter,
    Place::FormDataParameter,
    Place::BodyParameter,
    Place::DefinitionSchema,
    Place::BodySchema,
    Place::ResponseSchema,
    Place::PropertySchema,
    Place::ItemsSchema,
    Place::AdditionalPropertiesSchema,
    Place::AllOfSchema,
    Place::NotificationSchema,
];
/// Names that stand among names of the author's own and are no extensions at all.
const NOWHERE: &[Place] = &[];

const fn text(name: &'static str, doc: &'static str) -> Member {
    Member::text(name, doc).ignored()
}

const fn flag(name: &'static str, doc: &'static str) -> Member {
    Member::flag(name, doc).ignored()
}

const fn list(name: &'static str, doc: &'static str) -> Member {
    Member::list(name, Place::Free, doc).ignored()
}

const fn object(name: &'static str, doc: &'static str) -> Member {
    Member::object(name, Place::Free, doc).ignored()
}

/// Converters from OpenAPI 3 and other tools that write definitions.
const CONVERTERS: &[Extension] = &[
    Member::flag(
        "x-nullable",
        "The value can be null, which Swagger 2.0 has no word for. Converters write it for nullable of \
         OpenAPI 3.",
    )
    .or(Types::STRING)
    .undocumented()
    .on(NULLABLE, "true"),
    object("x-components", "The components of an OpenAPI 3 file, kept by a converter. Nothing reads them.")
        .on(ROOT, "{}"),
    object("x-schema", "The schema that an OpenAPI 3 parameter had, kept by a converter. Nothing reads it.")
        .on(VALUES, r#"{"type": "string"}"#),
    list("x-allOf", "An allOf that a converter could not keep. Nothing reads it.").on(VALUES, "[]"),
    object("x-properties", "Properties that a converter could not keep. Nothing reads them.")
        .on(SCHEMAS, "{}"),
    text("x-name", "A name that a converter kept. Nothing reads it.").or(Types::NULL).on(VALUES, "null"),
    Member::any("x-example", "A sample value for documentation tools. Makers do not see it.")
        .ignored()
        .on(VALUES, r#""A-1001""#),
    object("x-examples", "Sample values for documentation tools. Makers do not see them.").on(VALUES, "{}"),
    text(
        "x-codegen-request-body-name",
        "Name of the request body in code that a generator writes from the definition.",
    )
    .on(OPERATION, r#""body""#),
    text("x-generator", "The program that wrote the definition.").on(ROOT, r#""NSwag""#),
    text("x-swagger-router-controller", "The class that serves the path, for a server framework.")
        .on(PATH_ITEM, r#""items""#),
    text("x-typeName", "Name of the class that the schema was made from.").on(SCHEMAS, r#""Contoso.Order""#),
    list(
        "x-enumNames",
        "Names of the enum values for code generators. Makers see those of x-ms-enum-values.",
    )
    .on(SCHEMAS, r#"["Open", "Closed"]"#),
    flag("x-enumFlags", "The enum values can be combined, a hint for code generators.").on(SCHEMAS, "true"),
    list("x-enum-metadata", "Facts about the enum values for another tool.").on(SCHEMAS, "[]"),
    flag("x-abstract", "The definition is only a base of others, a hint for code generators.")
        .on(SCHEMAS, "true"),
    flag(
        "x-deprecated",
        "The field should no longer be used. Makers do not see it: say so in the description.",
    )
    .on(VALUES, "true"),
    flag(
        "x-is-deprecated",
        "The field should no longer be used. Makers do not see it: say so in the description.",
    )
    .on(VALUES, "true"),
    text("x-deprecatedMessage", "What to use instead of the field. Makers do not see it.")
        .on(VALUES, r#""Use status.""#),
    object("x-format", "A format for another tool; write it as format.").on(VALUES, "{}"),
    object("x-constraint", "Limits for another tool; write them as maxLength, minimum and so on.")
        .on(VALUES, "{}"),
];

/// `AutoRest`, Microsoft's generator of client libraries for Azure.
const AUTOREST: &[Extension] = &[
    Member::object(
        "x-ms-enum",
        Place::GeneratorEnum,
        "How a client library names the enum. Makers see the names in x-ms-enum-values.",
    )
    .ignored()
    .link(definition_schema!())
    .on(VALUES, r#"{"name": "OrderState", "modelAsString": true}"#),
    text("x-ms-parameter-location", "Where a client library keeps the parameter.")
        .one_of(&[value("client", "On the client object."), value("method", "On each method.")])
        .link(definition_schema!())
        .on(PARAMETERS, r#""method""#),
    flag(
        "x-ms-skip-url-encoding",
        "The client library sends the value as it is. For the platform, use x-ms-url-encoding.",
    )
    .link(definition_schema!())
    .on(PARAMETERS, "true"),
    list("x-ms-mutability", "When the field can be set, for client libraries.")
        .on(SCHEMAS, r#"["create", "read"]"#),
    text(
        "x-ms-discriminator-value",
        "The value of the discriminator that stands for this definition, for client libraries.",
    )
    .on(SCHEMAS, r#""Invoice""#),
    list("x-ms-identifiers", "The fields that tell the elements apart, for client libraries.")
        .on(SCHEMAS, r#"["name"]"#),
    text("x-ms-client-name", "Another name in client libraries. Makers see x-ms-summary.")
        .on(VALUES, r#""OrderId""#),
    flag("x-ms-client-flatten", "The client library lifts the fields of the object one level up.")
        .on(VALUES, "true"),
    flag("x-ms-azure-resource", "The definition is an Azure resource, for client libraries.")
        .on(SCHEMAS, "true"),
    flag(
        "x-ms-secret",
        "The field holds a secret, for client libraries. It does not hide the value from makers.",
    )
    .on(SCHEMAS, "true"),
    flag(
        "x-ms-long-running-operation",
        "The client library waits until the operation is done. The platform does not.",
    )
    .on(OPERATION, "true"),
    object("x-ms-long-running-operation-options", "How a client library waits until the operation is done.")
        .on(OPERATION, r#"{"final-state-via": "location"}"#),
    Member::any("x-ms-examples", "Sample calls for client libraries.")
        .ignored()
        .on(OPERATION_AND_PARAMETERS, "{}"),
    object(
        "x-ms-parameterized-host",
        "A host with variables, for client libraries. For the platform, use the dynamichosturl policy.",
    )
    .on(ROOT_AND_SCHEMAS, r#"{"hostTemplate": "{endpoint}"}"#),
    text("x-ms-docs-operation-type", "What the operation is in generated documentation.")
        .on(OPERATION, r#""operation""#),
    flag("x-ms-navigationProperty", "The field leads to another entity, as the OData service calls it.")
        .on(SCHEMAS, "true"),
    flag("x-ms-primary-error-message", "The field holds the text of an error, for another tool.")
        .on(SCHEMAS, "true"),
];

/// Gateways, other integration products and single vendors.
const VENDORS: &[Extension] = &[
    object("x-amazon-apigateway-integration", "Where Amazon API Gateway sends the call.").on(OPERATION, "{}"),
    flag("x-apim-inline", "The definition was written in place in Azure API Management.").on(SCHEMAS, "true"),
    text("x-data-threescale-name", "What 3scale fills the parameter with.").on(PARAMETERS, r#""user_keys""#),
    text("x-ibm-name", "Name of the interface in IBM API Connect.").on(INFO, r#""orders""#),
    object("x-logo", "Logo for documentation pages. The connector has icon.png.")
        .on(INFO, r#"{"url": "https://contoso.com/logo.png"}"#),
    text("x-audience", "Readers of the documentation.").on(INFO, r#""public""#),
    object("x-meta", "Notes of another tool.").on(VALUES, "{}"),
    flag("x-multi-segment", "The path value may hold slashes, for another gateway.").on(PARAMETERS, "true"),
    flag("x-is-flagged", "A mark of the vendor's own tools.").on(SCHEMAS, "true"),
    text("x-im-controller", "The class that serves the operation at the vendor.")
        .on(OPERATION, r#""common.controllers""#),
    flag("x-im-fluid-key-value-pairs", "A mark of the vendor's own tools.").on(SCHEMAS, "true"),
    list("x-seismic-scopes", "The permissions that the vendor asks for.").on(OPERATION, r#"["orders.read"]"#),
    flag("x-nosco-power-automate-action", "A mark of the vendor's own tools.").on(OPERATION, "true"),
    text("x-ntx-summary", "Display name in Nintex. Makers see x-ms-summary here.")
        .on(VALUES, r#""Page size""#),
    Member::integer("x-ntx-initial", "Value that the field starts with in Nintex. Here it is default.")
        .ignored()
        .or(Types::STRING)
        .on(VALUES, "1"),
    Member::text("x-ntx-inital", "Misspelt x-ntx-initial: the value that the field starts with in Nintex.")
        .ignored()
        .or(Types::NUMBER)
        .on(VALUES, r#""1""#),
    Member::integer("x-ntx-render-version", "How Nintex draws the form.").ignored().on(ROOT, "2"),
    object(
        "x-ntx-connection-properties",
        "Fields of the connection form in Nintex. Here they are connectionParameters of apiProperties.json.",
    )
    .on(SECURITY_SCHEME, "{}"),
];

/// Names that published connectors have in `properties`, `headers` or `securityDefinitions`, where the
/// author chose them: a field that is called like an extension.
const FIELD_NAMES: &[Extension] = &[
    object("x-ms-permission", "The name of a field in a published connector, not an extension.")
        .on(NOWHERE, "{}"),
    object(
        "x-ms-apihub-cached-response",
        "A header of the platform that a connector lists among its fields, not an extension.",
    )
    .on(NOWHERE, "{}"),
    object(
        "x-ms-apihub-obo",
        "A header of the platform that a connector lists among its fields, not an extension.",
    )
    .on(NOWHERE, "{}"),
    object(
        "x-api_key",
        "The name of a security definition in a published connector. Because it starts with x-, it counts \
         as an extension and defines nothing.",
    )
    .on(NOWHERE, r#"{"type": "apiKey", "in": "header", "name": "x-api-key"}"#),
];

const COUNT: usize = CONVERTERS.len() + AUTOREST.len() + VENDORS.len() + FIELD_NAMES.len();

pub(crate) const EXTENSIONS: &[Extension] =
    &crate::table::join_extensions::<COUNT>(&[CONVERTERS, AUTOREST, VENDORS, FIELD_NAMES]);

pub(crate) static GENERATOR_ENUM: &[Member] = table!([
    Member::text("name", "Name of the enum in client libraries.").ignored().link(definition_schema!()),
    Member::flag("modelAsString", "Whether client libraries accept other strings too.")
        .ignored()
        .link(definition_schema!()),
    Member::list("values", Place::Free, "Names and descriptions of the values for client libraries.")
        .ignored()
        .link(definition_schema!()),
]);
