//! The document itself: `swagger`, `info`, `host` and what else stands at the root.

use crate::member::{Member, ValueDoc, value};
use crate::place::Place;

/// The protocols of `schemes`.
pub(crate) static SCHEMES: &[ValueDoc] = &[
    value("https", "Encrypted. The choice for every published connector."),
    value(
        "http",
        "Not encrypted: credentials and data can be read on the way. Certification asks for https.",
    ),
];

pub(crate) static ROOT: &[Member] =
    table!([
    Member::text("swagger", "The specification that the file follows. Connectors are Swagger 2.0; OpenAPI \
                             3 is not read.")
        .required()
        .one_of(&[value("2.0", "The only version that the platform reads.")])
        .link(swagger!("swagger-object")),
    Member::object("info", Place::Info, "Title, description, version and contact: the face of the \
                                         connector in the gallery.")
        .required()
        .link(swagger!("info-object")),
    Member::text(
        "host",
        "Name of the server that answers the calls, with a port if needed. A policy such as \
         dynamichosturl can replace it for each connection.",
    )
    .mistakes(&[
        "The host has no scheme, no path and no variables: those belong to schemes, basePath and a policy.",
        "A test or placeholder host stays in the file when the connector is submitted.",
    ])
    .link(swagger!("swagger-object")),
    Member::text("basePath", "Start of every path, such as /api/v1. It begins with a slash and ends \
                              without one.")
        .default("\"/\"")
        .mistakes(&["A trailing slash makes double slashes, because every path starts with one."])
        .link(swagger!("swagger-object")),
    Member::list("schemes", Place::Schemes, "Protocols that the server speaks; list only https unless the \
                                             service cannot.")
        .mistakes(&["An empty list is refused.", "Web socket protocols are not supported."])
        .link(swagger!("swagger-object")),
    Member::list(
        "consumes",
        Place::MimeTypes,
        "MIME types of request bodies, for every operation that has no list of its own.",
    )
    .link(swagger!("swagger-object")),
    Member::list("produces", Place::MimeTypes, "MIME types of responses, for every operation that has no \
                                                list of its own.")
        .link(swagger!("swagger-object")),
    Member::object(
        "paths",
        Place::Paths,
        "Every path of the service with its methods. Each method becomes an action or a trigger.",
    )
    .required()
    .link(swagger!("paths-object")),
    Member::object("definitions", Place::Definitions, "Named schemas that bodies, responses and other \
                                                       schemas refer to.")
        .mistakes(&["Definitions that nothing refers to still count towards the size limits."])
        .link(swagger!("definitions-object")),
    Member::object("parameters", Place::SharedParameters, "Named parameters that operations refer to \
                                                           instead of repeating them.")
        .link(swagger!("parameters-definitions-object")),
    Member::object("responses", Place::SharedResponses, "Named responses that operations refer to.")
        .link(swagger!("responses-definitions-object")),
    Member::object(
        "securityDefinitions",
        Place::SecurityDefinitions,
        "The ways to authenticate. They must agree with the connection parameters in apiProperties.json.",
    )
    .link(swagger!("security-definitions-object")),
    Member::list("security", Place::SecurityRequirements, "Which security definitions every call uses, \
                                                           unless an operation says otherwise.")
        .mistakes(&["A name that securityDefinitions does not have."])
        .link(swagger!("security-requirement-object")),
    Member::list("tags", Place::Tags, "Declares and describes the tags that operations carry. Makers do \
                                       not see them.")
        .link(swagger!("tag-object")),
    Member::object("externalDocs", Place::ExternalDocs, "A page about the service. Makers do not see it.")
        .link(swagger!("external-documentation-object")),
]);

pub(crate) static INFO: &[Member] = table!([
    Member::text(
        "title",
        "Name of the connector in the gallery and on every step. Certification allows 30 characters, \
         without the words API and Connector and without names of Power Platform products.",
    )
    .required()
    .mistakes(&["The title ends with a punctuation mark.", "The title contains API or Connector as a word."])
    .link(learn!("custom-connectors/certification-submission")),
    Member::text(
        "description",
        "What the service does for its users, shown beside the title. Certification asks for 30 to 500 \
         characters and no names of Power Platform products.",
    )
    .mistakes(&["Without it, updating with paconn fails."])
    .link(learn!("custom-connectors/certification-submission")),
    Member::text("version", "Version of this definition, as numbers with dots. Makers do not see it.")
        .required()
        .mistakes(&["Letters or a leading v: write 1.0, not v1."])
        .link(swagger!("info-object")),
    Member::text("termsOfService", "Address or text of the terms of the service. Makers do not see it.")
        .link(swagger!("info-object")),
    Member::object(
        "contact",
        Place::Contact,
        "Who supports the connector. Certification asks for name, address and email."
    )
    .link(learn!("custom-connectors/certification-submission")),
    Member::object("license", Place::License, "License of the interface. Makers do not see it.")
        .link(swagger!("license-object")),
    // Shadows the extension of the same name: the connector as a whole has a status and nothing else.
    Member::object(
        "x-ms-api-annotation",
        Place::ConnectorAnnotation,
        "Maturity of the connector as a whole. Operations without a status of their own inherit it.",
    )
    .mistakes(&["Placed at the root of the file, where the platform does not look."])
    .link(learn!("custom-connectors/operational-versioning")),
]);

pub(crate) static CONTACT: &[Member] = table!([
    Member::text("name", "Person or team that supports the connector.").link(swagger!("contact-object")),
    Member::text("url", "Address of the support page, with https://.").link(swagger!("contact-object")),
    Member::text("email", "Mail address for support.").link(swagger!("contact-object")),
]);

pub(crate) static LICENSE: &[Member] = table!([
    Member::text("name", "Name of the license.").required().link(swagger!("license-object")),
    Member::text("url", "Address of the license text.").link(swagger!("license-object")),
]);

pub(crate) static EXTERNAL_DOCS: &[Member] = table!([
    Member::text("description", "What the page is about.").link(swagger!("external-documentation-object")),
    Member::text("url", "Address of the page.").required().link(swagger!("external-documentation-object")),
]);

pub(crate) static TAG: &[Member] = table!([
    Member::text("name", "The word that operations list under tags.").required().link(swagger!("tag-object")),
    Member::text("description", "What the operations with this tag have in common.")
        .link(swagger!("tag-object")),
    Member::object("externalDocs", Place::ExternalDocs, "A page about the operations with this tag.")
        .link(swagger!("tag-object")),
]);
