//! Lifecycle, paging and certification of operations.

use super::Extension;
use crate::lifecycle::STATUSES;
use crate::member::{Member, Types};
use crate::place::Place;

const VERSIONING: &str = learn!("custom-connectors/operational-versioning");

pub(crate) const EXTENSIONS: &[Extension] = &[
    Member::object(
        "x-ms-api-annotation",
        Place::ApiAnnotation,
        "Where the operation stands in its life: how mature it is, which family of revisions it belongs \
         to and which revision it is. Without it, the operation is revision 1 of a family of its own.",
    )
    .mistakes(&[
        "A revision without its family, so that nothing ties it to the earlier ones.",
        "Misspelt as x-ms-api-annotations.",
    ])
    .link(VERSIONING)
    .on(&[Place::Info, Place::Operation], r#"{"status": "Preview", "family": "GetItems", "revision": 2}"#),
    Member::object(
        "x-ms-pageable",
        Place::Pageable,
        "The answer comes in pages, each with a link to the next.",
    )
    .schema_only()
    .link(definition_schema!())
    .on(&[Place::Operation], r#"{"nextLinkName": "@odata.nextLink"}"#),
    Member::flag("x-ms-no-generic-test", "Keeps the operation out of the general tests of certification.")
        .schema_only()
        .default("false")
        .link(definition_schema!())
        .on(&[Place::Operation], "true"),
    Member::flag(
        "x-ms-safe-operation",
        "Whether calling the operation changes nothing. GET and HEAD are safe without saying so; a POST \
         that only searches can say so here.",
    )
    .schema_only()
    .link(definition_schema!())
    .on(&[Place::Operation], "true"),
];

const STATUS: Member = Member::text("status", "How far the operation can be relied on.")
    .one_of(STATUSES)
    .mistakes(&[
        "Written in lower case: the words are Preview and Production.",
        "Production while the connector itself is still in Preview.",
    ])
    .link(VERSIONING);

pub(crate) static API_ANNOTATION: &[Member] = table!([
    STATUS.default("\"Production\""),
    Member::text(
        "family",
        "Name that all revisions of the operation share, by habit the operationId of the first one."
    )
    .mistakes(&["Differs between revisions in letter case or spelling."])
    .link(VERSIONING),
    Member::integer(
        "revision",
        "Position among the revisions of the family: 1, 2, 3 and so on. Absent means 1."
    )
    .default("1")
    .mistakes(&["0 or less: counting starts at 1.", "The same number twice in one family."])
    .link(VERSIONING),
    Member::text(
        "expires",
        "Date after which support for a deprecated operation may end, such as 2027-06-30. A hint for \
         clients; no designer shows it.",
    )
    .or(Types::NULL)
    .mistakes(&["On an operation that is not deprecated.", "Not a date in ISO 8601 form."])
    .link(VERSIONING),
    Member::object("replacement", Place::Replacement, "The operation to use instead of this deprecated one.")
        .schema_only()
        .mistakes(&["On an operation that is not deprecated."])
        .link(definition_schema!()),
]);

pub(crate) static CONNECTOR_ANNOTATION: &[Member] = table!([Member::text(
    "status",
    "How far the connector as a whole can be relied on. New connectors start in Preview."
)
.one_of(STATUSES)
.default("\"Preview\"")
.link(VERSIONING),]);

pub(crate) static REPLACEMENT: &[Member] = table!([
    Member::text("api", "Name of the connector that has the new operation.")
        .required()
        .link(definition_schema!()),
    Member::text("operationId", "The operation to use.").required().link(definition_schema!()),
]);

pub(crate) static PAGEABLE: &[Member] = table!([
    // Microsoft's validator takes two names only (InvalidNextLinkNameValue).
    Member::text(
        "nextLinkName",
        "The field at the top of the response that holds the address of the next page. An updatenextlink \
         policy keeps that address inside the connector.",
    )
    .required()
    .such_as(&[
        crate::member::value("nextLink", "Certification takes this name."),
        crate::member::value("@odata.nextLink", "The OData name, which certification takes too."),
    ])
    .mistakes(&[
        "Names a field that the response schema does not have.",
        "Another name than nextLink or @odata.nextLink, which certification refuses.",
    ])
    .link(definition_schema!()),
]);

pub(crate) static OPERATION_CAPABILITIES: &[Member] = table!([Member::flag(
    "chunkTransfer",
    "Whether large content may be sent and fetched in pieces. The service must support it; makers then \
     find a switch in the settings of the step.",
)
.link(learn!("custom-connectors/openapi-extensions#x-ms-capabilities")),]);
