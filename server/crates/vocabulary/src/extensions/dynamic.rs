//! Values and shapes that the designer fetches from other operations.

use super::{Extension, INPUTS, SCHEMAS};
use crate::member::{Member, Types, value};
use crate::place::Place;

const VALUES_PAGE: &str = learn!("custom-connectors/openapi-extensions#x-ms-dynamic-values");
const LIST_PAGE: &str = learn!("custom-connectors/openapi-extensions#x-ms-dynamic-list");
const SCHEMA_PAGE: &str = learn!("custom-connectors/openapi-extensions#x-ms-dynamic-schema");
const PROPERTIES_PAGE: &str = learn!("custom-connectors/openapi-extensions#x-ms-dynamic-properties");

pub(crate) const EXTENSIONS: &[Extension] = &[
    Member::object(
        "x-ms-dynamic-values",
        Place::DynamicValues,
        "Fills a drop-down list by calling another operation of this file. Older form: it finds \
         parameters by name alone. Keep it beside x-ms-dynamic-list for flows that were made with it.",
    )
    .mistakes(&[
        "A value-collection that is not a list in the response of the called operation.",
        "No value-path, so that the designer does not know which field is the value.",
        "A reference that names both a parameter and a body field: add x-ms-dynamic-list.",
    ])
    .link(VALUES_PAGE)
    .on(INPUTS, include_str!("examples/x-ms-dynamic-values.json")),
    Member::object(
        "x-ms-dynamic-list",
        Place::DynamicList,
        "Fills a drop-down list by calling another operation of this file. Newer form: a reference says \
         whether it means a parameter or a field of the body.",
    )
    .mistakes(&[
        "Without x-ms-dynamic-values beside it, older designers show a plain field.",
        "A bare literal among the parameters: write {\"value\": …}.",
    ])
    .link(LIST_PAGE)
    .on(INPUTS, include_str!("examples/x-ms-dynamic-list.json")),
    Member::object(
        "x-ms-dynamic-schema",
        Place::DynamicSchema,
        "Fetches the shape of this object from another operation while the maker edits the step. Older \
         form; keep it beside x-ms-dynamic-properties for flows that were made with it.",
    )
    .mistakes(&[
        "A string instead of an object.",
        "A value-path that the response of the called operation does not have.",
    ])
    .link(SCHEMA_PAGE)
    .on(SCHEMAS, include_str!("examples/x-ms-dynamic-schema.json")),
    Member::object(
        "x-ms-dynamic-properties",
        Place::DynamicProperties,
        "Fetches the shape of this object from another operation while the maker edits the step. Newer \
         form, enough on its own for new connectors.",
    )
    .mistakes(&["A string instead of an object."])
    .link(PROPERTIES_PAGE)
    .on(SCHEMAS, include_str!("examples/x-ms-dynamic-properties.json")),
    Member::object(
        "x-ms-dynamic-tree",
        Place::DynamicTree,
        "Shows a tree to pick from, such as folders and files. One operation yields the top, another what \
         is inside an entry.",
    )
    .schema_only()
    .mistakes(&["open or browse names an operation that the file does not have."])
    .link(definition_schema!())
    .on(INPUTS, include_str!("examples/x-ms-dynamic-tree.json")),
];

const OPERATION_ID: Member = Member::text("operationId", "The operation of this file that is called.")
    .required()
    .mistakes(&["Calls an operation that makers see although it only feeds this input: mark it internal."]);

pub(crate) static DYNAMIC_VALUES: &[Member] = table!([
    // Not required: a built-in operation or a capability can stand in its place.
    Member::text("operationId", "The operation of this file that lists the values.").link(VALUES_PAGE),
    Member::text("builtInOperation", "An operation of the platform instead of one of this file.")
        .schema_only()
        .such_as(&[value("AadGraph.GetUsers", "Lists the users of the directory.")])
        .link(definition_schema!()),
    Member::text("capability", "A capability of the connector instead of an operation.")
        .undocumented()
        .such_as(&[value("file-picker", "The file picker that x-ms-capabilities declares at the root.")]),
    Member::object(
        "parameters",
        Place::DynamicParameters,
        "Arguments of the call: a literal, or a reference to an input of this operation."
    )
    .link(VALUES_PAGE),
    Member::text(
        "value-collection",
        "Path in the response to the list, with slashes. Absent when the response itself is the list."
    )
    .link(VALUES_PAGE),
    Member::text("value-path", "Path inside an element to the value that is sent.").link(VALUES_PAGE),
    Member::text(
        "value-title",
        "Path inside an element to the text that makers see. Absent: the value itself."
    )
    .link(VALUES_PAGE),
]);

pub(crate) static DYNAMIC_LIST: &[Member] = table!([
    OPERATION_ID.link(LIST_PAGE),
    Member::object(
        "parameters",
        Place::DynamicListParameters,
        "Arguments of the call, each as {\"value\": …} or {\"parameterReference\": \"…\"}."
    )
    .link(LIST_PAGE),
    Member::text(
        "itemsPath",
        "Path in the response to the list. Absent when the response itself is the list."
    )
    .link(LIST_PAGE),
    Member::text("itemValuePath", "Path inside an element to the value that is sent.").link(LIST_PAGE),
    Member::text(
        "itemTitlePath",
        "Path inside an element to the text that makers see. Absent: the value itself."
    )
    .link(LIST_PAGE),
]);

pub(crate) static DYNAMIC_SCHEMA: &[Member] = table!([
    OPERATION_ID.link(SCHEMA_PAGE),
    Member::object(
        "parameters",
        Place::DynamicParameters,
        "Arguments of the call: a literal, or a reference to an input of this operation."
    )
    .link(SCHEMA_PAGE),
    Member::text(
        "value-path",
        "Path in the response to the schema. Absent when the response itself is the schema."
    )
    .link(SCHEMA_PAGE),
]);

pub(crate) static DYNAMIC_PROPERTIES: &[Member] = table!([
    OPERATION_ID.link(PROPERTIES_PAGE),
    Member::object(
        "parameters",
        Place::DynamicListParameters,
        "Arguments of the call, each as {\"value\": …} or {\"parameterReference\": \"…\"}."
    )
    .link(PROPERTIES_PAGE),
    Member::text(
        "itemValuePath",
        "Path in the response to the schema. Absent when the response itself is the schema."
    )
    .link(PROPERTIES_PAGE),
]);

pub(crate) static DYNAMIC_ARGUMENT: &[Member] = table!([Member::text(
    "parameter",
    "Name of an input of this operation whose value is passed on. Dots reach into the body.",
)
.mistakes(&["Names no parameter and no body field of this operation."])
.link(VALUES_PAGE),]);

const REFERENCE: Member = Member::text(
    "parameterReference",
    "The input of this operation whose value is passed on: the name of a parameter, or body/ and the path \
     of a field.",
)
.mistakes(&["Names no parameter and no body field of this operation.", "Given together with value."])
.link(LIST_PAGE);

const LITERAL: Member = Member::any("value", "A constant to pass on.").link(LIST_PAGE);

pub(crate) static DYNAMIC_LIST_ARGUMENT: &[Member] = table!([REFERENCE, LITERAL]);

pub(crate) static DYNAMIC_TREE: &[Member] = table!([
    Member::object("settings", Place::DynamicTreeSettings, "What can be picked.").link(definition_schema!()),
    Member::object("open", Place::DynamicTreeCall, "The call that yields the top of the tree.")
        .required()
        .link(definition_schema!()),
    Member::object("browse", Place::DynamicTreeCall, "The call that yields what is inside an entry.")
        .required()
        .link(definition_schema!()),
]);

pub(crate) static DYNAMIC_TREE_SETTINGS: &[Member] = table!([
    Member::flag("canSelectParentNodes", "Whether an entry with something inside can be picked.")
        .link(definition_schema!()),
    Member::flag("canSelectLeafNodes", "Whether an entry with nothing inside can be picked.")
        .link(definition_schema!()),
]);

pub(crate) static DYNAMIC_TREE_CALL: &[Member] = table!([
    OPERATION_ID.link(definition_schema!()),
    Member::object("parameters", Place::DynamicTreeParameters, "Arguments of the call, by name.")
        .link(definition_schema!()),
    Member::text(
        "itemsPath",
        "Path in the response to the list. Absent when the response itself is the list."
    )
    .link(definition_schema!()),
    Member::text("itemValuePath", "Path inside an element to the value that is sent.")
        .required()
        .link(definition_schema!()),
    Member::text("itemTitlePath", "Path inside an element to the text that makers see.")
        .required()
        .link(definition_schema!()),
    Member::text(
        "itemFullTitlePath",
        "Path inside an element to the text that the field shows once it is picked."
    )
    .link(definition_schema!()),
    Member::text(
        "itemIsParent",
        "Path or condition that tells whether an element has something inside, such as (isFolder eq true)."
    )
    .or(Types::BOOLEAN)
    .link(definition_schema!()),
]);

pub(crate) static DYNAMIC_TREE_ARGUMENT: &[Member] = table!([
    REFERENCE,
    LITERAL,
    Member::text(
        "selectedItemValuePath",
        "Path inside the entry that is opened; its value is passed on. For browse only."
    )
    .mistakes(&["In open, where nothing is selected yet."])
    .link(definition_schema!()),
]);
