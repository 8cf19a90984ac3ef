//! The connector as a whole: capabilities and listing.

use super::Extension;
use crate::member::{Member, Types, value};
use crate::place::Place;

pub(crate) const EXTENSIONS: &[Extension] = &[
    Member::object(
        "x-ms-capabilities",
        Place::Capabilities,
        "What the connector can do beyond its operations: test a connection, pick files.",
    )
    .mistakes(&["Calls an operation that the file does not have."])
    .link(learn!("custom-connectors/openapi-extensions#x-ms-capabilities"))
    .on(
        &[Place::Root, Place::Operation],
        r#"{"testConnection": {"operationId": "GetMe", "parameters": {}}}"#,
    ),
    Member::list(
        "x-ms-connector-metadata",
        Place::ConnectorMetadata,
        "Facts for the listing: website, privacy policy and categories. Certification asks for all three.",
    )
    .mistakes(&[
        "Privacy Policy with a capital P in the second word: the name is Privacy policy.",
        "An object of names and values instead of a list of entries.",
    ])
    .link(learn!("custom-connectors/certification-submission"))
    .on(&[Place::Root], include_str!("examples/x-ms-connector-metadata.json")),
    Member::list("x-ms-docs", Place::DocsLinks, "Links to pages about the connector.")
        .schema_only()
        .link(definition_schema!())
        .on(&[Place::Root], r#"[{"url": "https://contoso.com/docs", "description": "Guide"}]"#),
    Member::text(
        "x-ms-deployment-version",
        "Version under which the connector is deployed, as numbers with dots.",
    )
    .schema_only()
    .link(definition_schema!())
    .on(&[Place::Info], r#""1.0.0""#),
];

const TEST_PAGE: &str = learn!("custom-connectors/test-connection");

pub(crate) static CAPABILITIES: &[Member] = table!([
    Member::object(
        "testConnection",
        Place::TestConnection,
        "An operation to call right after a connection is made, so that wrong keys show at once.",
    )
    .link(TEST_PAGE),
    Member::object(
        "file-picker",
        Place::FilePicker,
        "Browses folders and files; x-ms-dynamic-values uses it as a capability."
    )
    .schema_only()
    .link(definition_schema!()),
]);

pub(crate) static TEST_CONNECTION: &[Member] = table!([
    Member::text(
        "operationId",
        "A GET operation that answers 200 when the connection is good; best an internal one."
    )
    .required()
    .mistakes(&["Needs a parameter that is not given a constant here."])
    .link(TEST_PAGE),
    Member::object("parameters", Place::LiteralParameters, "Constant values for its parameters, by name.")
        .link(TEST_PAGE),
]);

pub(crate) static FILE_PICKER: &[Member] = table!([
    Member::object("open", Place::FilePickerCall, "The call that yields the top folder.")
        .required()
        .link(definition_schema!()),
    Member::object("browse", Place::FilePickerCall, "The call that yields what is inside a folder.")
        .required()
        .link(definition_schema!()),
    Member::text("value-collection", "Path in the response to the list of files and folders.")
        .link(definition_schema!()),
    Member::text("value-path", "Path inside an entry to the value that is sent.").undocumented(),
    Member::text("value-title", "Path inside an entry to the name that makers see.")
        .link(definition_schema!()),
    Member::text("value-folder-property", "Path inside an entry that tells whether it is a folder.")
        .link(definition_schema!()),
    Member::text(
        "value-media-property",
        "Path inside an entry to its media type, by which entries can be filtered."
    )
    .link(definition_schema!()),
]);

pub(crate) static FILE_PICKER_CALL: &[Member] = table!([
    Member::text("operationId", "The operation of this file that is called.")
        .required()
        .link(definition_schema!()),
    Member::object("parameters", Place::FilePickerParameters, "Arguments of the call, by name.")
        .link(definition_schema!()),
]);

pub(crate) static FILE_PICKER_ARGUMENT: &[Member] = table!([
    Member::text("value-property", "Path inside the folder that is opened; its value is passed on.")
        .link(definition_schema!()),
    Member::text("parameter", "Name of an input of the operation that shows the picker.").undocumented(),
    Member::any("value", "A constant to pass on.").undocumented(),
]);

pub(crate) static METADATA_ENTRY: &[Member] = table!([
    Member::text("propertyName", "Which fact it is.")
        .required()
        .such_as(&[
            value("Website", "Address of the site of the service."),
            value("Privacy policy", "Address of its privacy policy."),
            value("Categories", "One or two categories of the gallery, with a semicolon between them."),
        ])
        .link(learn!("custom-connectors/certification-submission")),
    Member::text("propertyValue", "The fact itself: an address, or categories.")
        .or(Types::NULL)
        .required()
        .link(learn!("custom-connectors/certification-submission")),
]);

pub(crate) static DOCS_LINK: &[Member] = table!([
    Member::text("url", "Address of the page.").required().link(definition_schema!()),
    Member::text("description", "What the page is about.").required().link(definition_schema!()),
]);
