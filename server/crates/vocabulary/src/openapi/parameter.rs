//! Parameters in their five locations, and the element type of arrays among them.

use super::operation::LOCATIONS;
use super::schema::{FILE_TYPES, FORMAT, SIMPLE_TYPES};
use crate::member::{Member, Types, ValueDoc, value};
use crate::place::Place;

/// How the elements of an array are written into one string.
static COLLECTION_FORMATS: &[ValueDoc] = &[
    value("csv", "Separated by commas."),
    value("ssv", "Separated by spaces."),
    value("tsv", "Separated by tabs."),
    value("pipes", "Separated by vertical bars."),
    value("multi", "One parameter for each element. The platform does not support it."),
];

/// What every value has that is not a body: the members of Swagger's items object without `type`.
pub(crate) const SIMPLE_VALUE: &[Member] = &[
    FORMAT,
    Member::object("items", Place::ParameterItems, "Type of the elements. Required when the type is array.")
        .link(swagger!("items-object")),
    Member::text("collectionFormat", "How the elements of an array are joined into one string.")
        .one_of(COLLECTION_FORMATS)
        .default("\"csv\"")
        .mistakes(&["multi is not supported by the platform."])
        .link(swagger!("parameter-object")),
    super::schema::DEFAULT,
    super::schema::ENUM,
    super::schema::MAXIMUM,
    super::schema::EXCLUSIVE_MAXIMUM,
    super::schema::MINIMUM,
    super::schema::EXCLUSIVE_MINIMUM,
    super::schema::MAX_LENGTH,
    super::schema::MIN_LENGTH,
    super::schema::PATTERN,
    super::schema::MAX_ITEMS,
    super::schema::MIN_ITEMS,
    super::schema::UNIQUE_ITEMS,
    super::schema::MULTIPLE_OF,
];

const REFERENCE: Member = Member::text(
    "$ref",
    "Name of a shared parameter, such as #/parameters/Top. Everything beside it is ignored.",
)
.link(swagger!("reference-object"));

const IN: Member = Member::text("in", "Where the value goes in the request.")
    .required()
    .one_of(LOCATIONS)
    .link(swagger!("parameter-object"));

const DESCRIPTION: Member = Member::text(
    "description",
    "A sentence about the input, shown in its field. Certification asks for it on every visible parameter \
     that is not a body.",
)
.mistakes(&["Repeats x-ms-summary word for word."])
.link(learn!("custom-connectors/openapi-extensions#description"));

const REQUIRED: Member = Member::flag("required", "Whether the maker must fill it in.")
    .default("false")
    .mistakes(&[
        "Hidden with x-ms-visibility internal and required, but without a default: nobody can ever fill \
         it in.",
    ])
    .link(swagger!("parameter-object"));

const TYPE: Member = Member::text("type", "Type of the value.")
    .required()
    .one_of(SIMPLE_TYPES)
    .link(swagger!("parameter-object"));

const ALLOW_EMPTY: Member = Member::flag("allowEmptyValue", "Whether the name may be sent without a value.")
    .default("false")
    .link(swagger!("parameter-object"));

const NAME: Member = Member::text("name", "Name as the server expects it. Makers see x-ms-summary instead.")
    .required()
    .mistakes(&["connectionId is reserved by the platform, in any letter case."])
    .link(swagger!("parameter-object"));

pub(crate) static PARAMETER: &[Member] = table!(
    SIMPLE_VALUE,
    [
        REFERENCE,
        IN,
        NAME,
        DESCRIPTION,
        REQUIRED,
        // Not required while `in` is unknown: a body has a schema instead.
        Member::text("type", "Type of the value; a body has a schema instead.")
            .one_of(FILE_TYPES)
            .link(swagger!("parameter-object")),
        ALLOW_EMPTY,
        Member::object(
            "schema",
            Place::BodySchema,
            "Shape of the request body; other parameters have a type instead."
        )
        .link(swagger!("parameter-object")),
    ]
);

pub(crate) static PATH_PARAMETER: &[Member] = table!(
    SIMPLE_VALUE,
    [
        REFERENCE,
        IN,
        Member::text(
            "name",
            "Name of the variable in the path, without its braces. Makers see x-ms-summary instead."
        )
        .required()
        .mistakes(&["Does not occur in the path, or differs from it in letter case."])
        .link(swagger!("parameter-object")),
        DESCRIPTION,
        Member::flag("required", "Always true: a path without this value leads nowhere.")
            .required()
            .one_of(&[value("true", "Path parameters cannot be left out.")])
            .link(swagger!("parameter-object")),
        TYPE,
    ]
);

pub(crate) static QUERY_PARAMETER: &[Member] =
    table!(SIMPLE_VALUE, [REFERENCE, IN, NAME, DESCRIPTION, REQUIRED, TYPE, ALLOW_EMPTY]);

pub(crate) static HEADER_PARAMETER: &[Member] = table!(
    SIMPLE_VALUE,
    [
        REFERENCE,
        IN,
        Member::text("name", "Name of the header. Makers see x-ms-summary instead.")
            .required()
            .mistakes(&[
                "Authorization, Host and a few more are set by the platform.",
                "Content-Type and Accept: list the MIME types under consumes and produces instead.",
            ])
            .link(swagger!("parameter-object")),
        DESCRIPTION,
        REQUIRED,
        TYPE,
    ]
);

pub(crate) static FORM_DATA_PARAMETER: &[Member] = table!(
    SIMPLE_VALUE,
    [
        REFERENCE,
        IN,
        Member::text("name", "Name of the form field, in ASCII. Makers see x-ms-summary instead.")
            .required()
            .link(swagger!("parameter-object")),
        DESCRIPTION,
        REQUIRED,
        Member::text(
            "type",
            "Type of the value; file sends a file, which needs multipart/form-data under consumes."
        )
        .required()
        .one_of(FILE_TYPES)
        .link(swagger!("parameter-object")),
        ALLOW_EMPTY,
    ]
);

pub(crate) static BODY_PARAMETER: &[Member] = table!([
    REFERENCE,
    IN,
    Member::text(
        "name",
        "Any name, usually body: it is not sent. Changing it still breaks flows, which store it."
    )
    .required()
    .link(swagger!("parameter-object")),
    Member::text(
        "description",
        "What the body holds. Makers see the fields of its schema rather than this text."
    )
    .link(swagger!("parameter-object")),
    Member::flag("required", "Whether a body must be sent.")
        .default("false")
        .link(swagger!("parameter-object")),
    Member::object(
        "schema",
        Place::BodySchema,
        "Shape of the request body. Each property becomes an input field of the action.",
    )
    .required()
    .mistakes(&[
        "An empty schema, which gives makers a raw JSON box.",
        "type, format or enum beside the schema instead of inside it.",
    ])
    .link(swagger!("parameter-object")),
]);

pub(crate) static PARAMETER_ITEMS: &[Member] = table!(
    SIMPLE_VALUE,
    [
        Member::text("type", "Type of the elements.")
            .required()
            .one_of(SIMPLE_TYPES)
            .link(swagger!("items-object")),
        // No part of Swagger's items object, but published connectors describe elements and nothing objects.
        Member::text("description", "What the elements are.").undocumented().or(Types::NULL),
    ]
);
