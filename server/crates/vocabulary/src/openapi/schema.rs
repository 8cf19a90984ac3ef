//! Schemas: one table for all places where a schema can stand.

use crate::lists::FORMAT_LIST;
use crate::member::{Member, Types, ValueDoc, value};
use crate::place::Place;

const STRING: ValueDoc = value("string", "Text; also dates and files, by format.");
const NUMBER: ValueDoc = value("number", "A number with or without a fraction.");
const INTEGER: ValueDoc = value("integer", "A whole number.");
const BOOLEAN: ValueDoc = value("boolean", "Yes or no; makers choose from a list.");
const ARRAY: ValueDoc = value("array", "A list; its elements are described by items.");
const FILE: ValueDoc = value("file", "A file: for form data and for a whole response.");

/// The types of a schema.
pub(crate) static SCHEMA_TYPES: &[ValueDoc] = &[
    value("object", "Named fields, described by properties."),
    ARRAY,
    STRING,
    INTEGER,
    BOOLEAN,
    NUMBER,
    FILE,
];
/// The types of a parameter, header or element that is not described by a schema.
pub(crate) static SIMPLE_TYPES: &[ValueDoc] = &[STRING, NUMBER, INTEGER, BOOLEAN, ARRAY];
/// The types of a form field.
pub(crate) static FILE_TYPES: &[ValueDoc] = &[STRING, NUMBER, INTEGER, BOOLEAN, ARRAY, FILE];

/// [`crate::FORMATS`] as values of the member.
static FORMAT_VALUES: [ValueDoc; FORMAT_LIST.len()] = {
    let mut values = [value("", ""); FORMAT_LIST.len()];
    let mut at = 0;
    while at < values.len() {
        values[at] = value(FORMAT_LIST[at].value, FORMAT_LIST[at].doc);
        at += 1;
    }
    values
};

// The validation keywords, which parameters and headers share with schemas.
pub(crate) const FORMAT: Member = Member::text(
    "format",
    "What kind of text or number it is. It decides how the designer asks for the value.",
)
.such_as(&FORMAT_VALUES)
.mistakes(&[
    "A format of another type, such as int32 on a number.",
    "A format that the platform does not know is ignored.",
])
.link(swagger!("data-type-format"));
pub(crate) const DEFAULT: Member = Member::any(
    "default",
    "The value to use when the maker gives none. An input that is hidden and required always sends it.",
)
.mistakes(&["Another type than the schema says, such as \"10\" for an integer."])
.link(swagger!("parameter-object"));
pub(crate) const ENUM: Member = Member::list(
    "enum",
    Place::Enum,
    "The allowed values, shown as a drop-down list. x-ms-enum-values gives them readable names.",
)
.mistakes(&["Removing a value breaks flows that use it."])
.link(swagger!("schema-object"));
pub(crate) const MAXIMUM: Member =
    Member::number("maximum", "Largest value that is allowed.").link(swagger!("schema-object"));
pub(crate) const EXCLUSIVE_MAXIMUM: Member =
    Member::flag("exclusiveMaximum", "Whether the value must stay below maximum. Has no meaning without it.")
        .default("false")
        .link(swagger!("schema-object"));
pub(crate) const MINIMUM: Member =
    Member::number("minimum", "Smallest value that is allowed.").link(swagger!("schema-object"));
pub(crate) const EXCLUSIVE_MINIMUM: Member =
    Member::flag("exclusiveMinimum", "Whether the value must stay above minimum. Has no meaning without it.")
        .default("false")
        .link(swagger!("schema-object"));
pub(crate) const MAX_LENGTH: Member =
    Member::integer("maxLength", "Largest number of characters.").link(swagger!("schema-object"));
pub(crate) const MIN_LENGTH: Member =
    Member::integer("minLength", "Smallest number of characters.").link(swagger!("schema-object"));
pub(crate) const PATTERN: Member =
    Member::text("pattern", "Regular expression that the text must match.").link(swagger!("schema-object"));
pub(crate) const MAX_ITEMS: Member =
    Member::integer("maxItems", "Largest number of elements.").link(swagger!("schema-object"));
pub(crate) const MIN_ITEMS: Member =
    Member::integer("minItems", "Smallest number of elements.").link(swagger!("schema-object"));
pub(crate) const UNIQUE_ITEMS: Member = Member::flag("uniqueItems", "Whether no two elements may be equal.")
    .default("false")
    .link(swagger!("schema-object"));
pub(crate) const MULTIPLE_OF: Member =
    Member::number("multipleOf", "The value must be a multiple of this number.")
        .link(swagger!("schema-object"));

const VALIDATION: &[Member] = &[
    FORMAT,
    DEFAULT,
    ENUM,
    MAXIMUM,
    EXCLUSIVE_MAXIMUM,
    MINIMUM,
    EXCLUSIVE_MINIMUM,
    MAX_LENGTH,
    MIN_LENGTH,
    PATTERN,
    MAX_ITEMS,
    MIN_ITEMS,
    UNIQUE_ITEMS,
    MULTIPLE_OF,
];

pub(crate) static SCHEMA: &[Member] = table!(
    VALIDATION,
    [
        Member::text(
            "$ref",
            "Name of a definition, such as #/definitions/Item. Everything beside it is ignored."
        )
        .mistakes(&[
            "A title or description beside $ref has no effect.",
            "A reference into another file is not supported.",
        ])
        .link(swagger!("reference-object")),
        Member::text(
            "title",
            "Display name of the field. x-ms-summary does the same and is the usual choice."
        )
        .link(swagger!("schema-object")),
        Member::text("description", "A sentence about the field, shown in it or as its hint.")
            .mistakes(&["An empty text, which reviewers reject."])
            .link(learn!("custom-connectors/openapi-extensions#description")),
        Member::text("type", "Type of the value. Without it, designers guess.")
            .one_of(SCHEMA_TYPES)
            .mistakes(&[
                "A list of types: write one type, and x-nullable for null.",
                "file inside an object: it is for whole responses and form data."
            ])
            .link(swagger!("schema-object")),
        Member::object("properties", Place::SchemaProperties, "The fields of the object, by name.")
            .mistakes(&["Removing or renaming a field breaks flows that use it."])
            .link(swagger!("schema-object")),
        Member::list("required", Place::Required, "Names of the fields that must be present.")
            .mistakes(&[
                "true on a field: the list stands on the object that has the field.",
                "In a response, a listed field that the server leaves out fails the run.",
                "Names a field that properties does not have.",
            ])
            .link(swagger!("schema-object")),
        Member::object(
            "items",
            Place::ItemsSchema,
            "Schema of the elements. Required when the type is array."
        )
        .mistakes(&[
            "A list of schemas: one schema serves all elements.",
            "An empty schema, which leaves the elements without outputs."
        ])
        .link(swagger!("schema-object")),
        Member::object(
            "additionalProperties",
            Place::AdditionalPropertiesSchema,
            "Whether fields beyond properties may occur, or the schema of their values.",
        )
        .or(Types::BOOLEAN)
        .link(swagger!("schema-object")),
        Member::list(
            "allOf",
            Place::AllOf,
            "Schemas that all apply together. Designers do not merge them reliably: write one schema."
        )
        .link(swagger!("schema-object")),
        Member::text(
            "discriminator",
            "Name of the required text field that tells which derived definition the object is."
        )
        .mistakes(&["Names a field that is not a required string."])
        .link(swagger!("schema-object")),
        Member::flag(
            "readOnly",
            "Whether only the server sets the field: it comes in responses and is no input."
        )
        .default("false")
        .mistakes(&["Read-only and required in a request body at once."])
        .link(swagger!("schema-object")),
        Member::integer("maxProperties", "Largest number of fields.").link(swagger!("schema-object")),
        Member::integer("minProperties", "Smallest number of fields.").link(swagger!("schema-object")),
        Member::object(
            "xml",
            Place::Xml,
            "How the field looks in XML. Connectors exchange JSON, so it has no effect."
        )
        .link(swagger!("xml-object")),
        Member::object("externalDocs", Place::ExternalDocs, "A page about the schema. Makers do not see it.")
            .link(swagger!("schema-object")),
        Member::any("example", "A sample value. Makers do not see it.").link(swagger!("schema-object")),
    ]
);

pub(crate) static XML: &[Member] = table!([
    Member::text("name", "Name of the element instead of the name of the field.")
        .link(swagger!("xml-object")),
    Member::text("namespace", "Address of the namespace.").link(swagger!("xml-object")),
    Member::text("prefix", "Prefix for the name.").link(swagger!("xml-object")),
    Member::flag("attribute", "Whether the field is an attribute rather than an element.")
        .default("false")
        .link(swagger!("xml-object")),
    Member::flag("wrapped", "Whether an element stands around the elements of an array.")
        .default("false")
        .link(swagger!("xml-object")),
]);
