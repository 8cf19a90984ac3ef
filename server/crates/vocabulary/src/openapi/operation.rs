//! Path items, operations, responses and headers.

use crate::member::{Member, Types, value};
use crate::place::Place;

const fn method(name: &'static str, doc: &'static str) -> Member {
    Member::object(name, Place::Operation, doc).link(swagger!("path-item-object"))
}

pub(crate) static PATH_ITEM: &[Member] = table!([
    method(
        "get",
        "Reads. A GET operation has no body; it makes actions, polling triggers and the calls behind \
         drop-down lists."
    ),
    method("put", "Creates or replaces what the path names."),
    method("post", "Creates or starts something. Also the method that registers a webhook."),
    method("delete", "Removes what the path names. Beside a webhook trigger it removes the registration."),
    method(
        "options",
        "Asks what the server offers. Rare; some connectors use it for calls that only feed drop-down lists."
    ),
    method("head", "Like GET without a response body. Rare in connectors."),
    method("patch", "Changes a part of what the path names."),
    Member::list(
        "parameters",
        Place::Parameters,
        "Parameters that every method of this path takes. An operation replaces one by listing the same \
         name and location.",
    )
    .link(swagger!("path-item-object")),
    Member::text("$ref", "A path item from elsewhere. The platform refuses it: write the path item out.")
        .unsupported()
        .link(swagger!("path-item-object")),
]);

pub(crate) static OPERATION: &[Member] = table!([
    Member::text(
        "operationId",
        "Unique name that flows and apps store. It cannot change after publication without breaking them; \
         PascalCase, with _V2 for a second revision.",
    )
    .required()
    .mistakes(&[
        "Renamed after publication: existing flows can no longer find the operation.",
        "Characters other than letters, digits and underscore are rewritten by the platform.",
    ])
    .link(learn!("custom-connectors/coding-standards")),
    Member::text(
        "summary",
        "Name of the action or trigger in the designer. Sentence case, at most 80 characters, ending with \
         a letter, digit or closing parenthesis.",
    )
    .mistakes(&[
        "Characters that certification refuses: / \\ < > * % & and the question mark.",
        "The same summary on two visible operations, so that makers cannot tell them apart.",
    ])
    .link(learn!("custom-connectors/openapi-extensions#summary")),
    Member::text(
        "description",
        "A sentence that says what the operation does, shown below its name. It ends with a period."
    )
    .mistakes(&[
        "Repeats the summary word for word.",
        "Contains a link, which the designer does not make clickable."
    ])
    .link(learn!("custom-connectors/openapi-extensions#description")),
    Member::list(
        "parameters",
        Place::Parameters,
        "The inputs. They come on top of the parameters of the path."
    )
    .link(swagger!("parameter-object")),
    Member::object(
        "responses",
        Place::Responses,
        "What the server answers, by status code. The schema of the first successful response becomes the \
         outputs that makers can pick.",
    )
    .required()
    .mistakes(&["Only a default response, so that the designer knows no successful one."])
    .link(swagger!("responses-object")),
    Member::list("tags", Place::TagNames, "Groups for documentation. Makers do not see them.")
        .link(swagger!("operation-object")),
    Member::list(
        "consumes",
        Place::MimeTypes,
        "MIME types of the request body; replaces the list at the root."
    )
    .mistakes(&["Form data needs multipart/form-data or application/x-www-form-urlencoded here."])
    .link(swagger!("operation-object")),
    Member::list("produces", Place::MimeTypes, "MIME types of the responses; replaces the list at the root.")
        .link(swagger!("operation-object")),
    Member::list("schemes", Place::Schemes, "Protocols of this operation; replaces the list at the root.")
        .link(swagger!("operation-object")),
    Member::list(
        "security",
        Place::SecurityRequirements,
        "Security of this operation; replaces the list at the root. A connector has one connection, so \
         one way to sign in must serve all operations.",
    )
    .link(swagger!("operation-object")),
    Member::flag(
        "deprecated",
        "Ends the operation for new work: designers stop offering it, while existing flows go on calling it.",
    )
    // The versioning page lists null beside true and false.
    .or(Types::NULL)
    .default("false")
    .mistakes(&[
        "Set while the summary does not say so: append (deprecated) to it.",
        "The summary says deprecated but the flag is missing.",
    ])
    .link(learn!("custom-connectors/operational-versioning")),
    Member::object("externalDocs", Place::ExternalDocs, "A page about the operation. Makers do not see it.")
        .link(swagger!("operation-object")),
    // Shadows the extension of the same name: an operation has other capabilities than the connector.
    Member::object(
        "x-ms-capabilities",
        Place::OperationCapabilities,
        "What this operation can do beyond a plain call."
    )
    .link(learn!("custom-connectors/openapi-extensions")),
]);

pub(crate) static RESPONSE: &[Member] = table!([
    Member::text(
        "$ref",
        "Name of a shared response, such as #/responses/NotFound. Everything beside it is ignored."
    )
    .link(swagger!("reference-object")),
    Member::text("description", "What this answer means. Required, and worth a few words even for 200.")
        .required()
        .mistakes(&["Left out or empty."])
        .link(swagger!("response-object")),
    Member::object(
        "schema",
        Place::ResponseSchema,
        "Shape of the answer. Its properties are the outputs that makers see; without it they see none.",
    )
    .mistakes(&[
        "An empty schema, which certification no longer takes.",
        "A schema on the default response or on errors: the designer uses one schema only.",
    ])
    .link(swagger!("response-object")),
    Member::object("headers", Place::Headers, "Headers of the answer, by name.")
        .link(swagger!("headers-object")),
    Member::object("examples", Place::Examples, "Sample answers, by MIME type.")
        .mistakes(&["A MIME type that the operation does not produce."])
        .link(swagger!("example-object")),
]);

pub(crate) static HEADER: &[Member] = table!(
    super::parameter::SIMPLE_VALUE,
    [
        Member::text("description", "What the header tells.").link(swagger!("header-object")),
        Member::text("type", "Type of the value.")
            .required()
            .one_of(super::schema::SIMPLE_TYPES)
            .link(swagger!("header-object")),
    ]
);

/// The locations of a parameter.
pub(crate) static LOCATIONS: &[crate::member::ValueDoc] = &[
    value("path", "Fills a {variable} of the path. Always required."),
    value("query", "Goes behind the question mark of the address."),
    value("header", "Goes into a request header."),
    value("body", "The request body, described by schema. One for each operation."),
    value("formData", "A field of a form. Files are possible with multipart/form-data; excludes a body."),
];
