//! The parameters of the policy templates. Those that several templates share are written once.

use crate::member::{Member, Types, ValueDoc, value};
use crate::place::Place;
use crate::policies::PolicyParameter;

const PAGE: &str = learn!("custom-connectors/policy-templates");

impl PolicyParameter {
    const fn text(key: &'static str, title: &'static str, doc: &'static str) -> PolicyParameter {
        PolicyParameter { key, title, required: true, types: Types::STRING, values: &[], default: None, doc }
    }

    const fn optional(self, default: Option<&'static str>) -> PolicyParameter {
        PolicyParameter { required: false, default, ..self }
    }

    const fn of(self, types: Types) -> PolicyParameter {
        PolicyParameter { types, ..self }
    }

    const fn one_of(self, values: &'static [ValueDoc]) -> PolicyParameter {
        PolicyParameter { values, ..self }
    }

    /// As an entry of the table that serves every policy, whatever its template: there, nothing is
    /// required and no value is wrong, since templates differ.
    const fn shared(self) -> Member {
        let member = Member::text(self.key, self.doc).such_as(self.values).link(PAGE);
        Member { types: self.types, default: self.default, ..member }
    }
}

const REQUEST: ValueDoc = value("Request", "Before the call is sent to the service.");
const RESPONSE: ValueDoc = value("Response", "When the answer of the service comes back.");
const FAILURE: ValueDoc = value("Failure", "When the call has failed.");
const TRUE_FALSE: &[ValueDoc] =
    &[value("true", "Yes; a text, with quotes."), value("false", "No; a text, with quotes.")];

const SECTION_TITLE: &str = "Run policy on";
const SECTION: PolicyParameter = PolicyParameter::text(
    "x-ms-apimTemplate-policySection",
    SECTION_TITLE,
    "Whether the policy works on the request or on the response.",
)
.one_of(&[REQUEST, RESPONSE]);
const SECTION_WITH_FAILURE: PolicyParameter = SECTION.one_of(&[REQUEST, RESPONSE, FAILURE]);

pub(super) const OPERATIONS: PolicyParameter = PolicyParameter::text(
    "x-ms-apimTemplate-operationName",
    "Operations",
    "The operationIds that the policy applies to. Absent or empty: all operations.",
)
.of(Types::ARRAY)
.optional(None);

const EXISTS_ACTION: PolicyParameter = PolicyParameter::text(
    key!("existsAction"),
    "Action if it exists",
    "What to do when the header or parameter is there already.",
)
.one_of(&[
    value("override", "Replace it."),
    value("skip", "Keep what is there."),
    value("append", "Add the value to what is there."),
])
.optional(Some("\"override\""));

const URL_TEMPLATE: PolicyParameter = PolicyParameter::text(
    key!("urlTemplate"),
    "URL template",
    "The address that replaces host and base path, with expressions for what differs between connections.",
);

const HTTP_METHOD: PolicyParameter =
    PolicyParameter::text(key!("httpMethod"), "HTTP method", "The method of the call.").one_of(METHODS);
const METHODS: &[ValueDoc] = &[
    value("@Request.OriginalHTTPMethod", "The method of the operation."),
    value("GET", "Reads."),
    value("POST", "Creates or starts something."),
    value("PUT", "Creates or replaces."),
    value("PATCH", "Changes a part."),
    value("DELETE", "Removes."),
    value("HEAD", "Reads the headers alone."),
    value("OPTIONS", "Asks what the service offers."),
];

pub(super) const DYNAMIC_HOST_URL: &[PolicyParameter] = &[OPERATIONS, URL_TEMPLATE];

const NEW_PATH: PolicyParameter = PolicyParameter::text(
    key!("newPath"),
    "New path",
    "The path to call instead, below host and base path. It starts with a slash and may hold path \
     parameters in braces and expressions.",
);

pub(super) const ROUTE_REQUEST: &[PolicyParameter] = &[
    OPERATIONS,
    NEW_PATH,
    PolicyParameter { doc: "The method of the call that the service gets.", ..HTTP_METHOD }
        .optional(Some("\"@Request.OriginalHTTPMethod\"")),
];

const NAME: PolicyParameter =
    PolicyParameter::text(key!("name"), "Name", "Name of the header or query parameter.");
const VALUE: PolicyParameter =
    PolicyParameter::text(key!("value"), "Value", "The value to set; a text with expressions.");

pub(super) const SET_HEADER: &[PolicyParameter] = &[
    OPERATIONS,
    PolicyParameter { title: "Header name", doc: "Name of the header.", ..NAME },
    PolicyParameter { title: "Header value", ..VALUE },
    PolicyParameter { title: "Action if header exists", ..EXISTS_ACTION },
    SECTION_WITH_FAILURE,
];

pub(super) const SET_QUERY_PARAMETER: &[PolicyParameter] = &[
    OPERATIONS,
    PolicyParameter { title: "Query parameter name", doc: "Name of the query parameter.", ..NAME },
    PolicyParameter { title: "Query parameter value", ..VALUE },
    PolicyParameter { title: "Action if parameter exists", ..EXISTS_ACTION },
];

const NEW_PROPERTY_PARENT: PolicyParameter = PolicyParameter::text(
    key!("newPropertyParentPathTemplate"),
    "Parent object or collection path",
    "Expression for the object that gets the property, such as @body() or @body().address.",
);
const NEW_PROPERTY_NAME: PolicyParameter = PolicyParameter::text(
    key!("newPropertySubPathTemplate"),
    "Subpath",
    "Name or path of the property inside that object. A name with dots stands in ['…'].",
);
const PROPERTY_VALUE: PolicyParameter = PolicyParameter::text(
    key!("propertyValuePathTemplate"),
    "Value",
    "The value: a text or an expression. @connectionParameters is reported not to work here.",
);

pub(super) const SET_PROPERTY: &[PolicyParameter] =
    &[OPERATIONS, NEW_PROPERTY_PARENT, NEW_PROPERTY_NAME, PROPERTY_VALUE, SECTION];

const PARAMETER_TEMPLATE: PolicyParameter = PolicyParameter::text(
    key!("parameterTemplate"),
    "Parameter template",
    "What gets the value: @headers('X-Id') or @queryParameters('id').",
);
const PARAMETER_VALUE_URL: PolicyParameter = PolicyParameter::text(
    key!("parameterValueUrl"),
    "URL",
    "Path on the same host that is called for the value. It may hold path parameters in braces.",
);
const PARAMETER_VALUE_PATH: PolicyParameter = PolicyParameter::text(
    key!("parameterValuePathTemplate"),
    "Value path",
    "Expression for the value in the answer of that call, such as @body().data.id.",
);

pub(super) const SET_VALUE_FROM_URL: &[PolicyParameter] = &[
    OPERATIONS,
    PARAMETER_TEMPLATE,
    PolicyParameter { doc: "The method of the extra call.", ..HTTP_METHOD }
        .one_of(&[
            value("GET", "Reads."),
            value("POST", "Creates or starts something."),
            value("PUT", "Creates or replaces."),
        ])
        .optional(Some("\"GET\"")),
    PARAMETER_VALUE_URL,
    PARAMETER_VALUE_PATH,
    SECTION,
];

const PARENT_PATH: PolicyParameter = PolicyParameter::text(
    key!("propertyParentPath"),
    "Parent object or collection path",
    "Expression for the object or list that holds the property, such as @body() or @body().value.",
);
const SUB_PATH: PolicyParameter = PolicyParameter::text(
    key!("propertySubPath"),
    "Property subpath",
    "Path of the property inside the parent, without an expression. Empty: the parent itself.",
)
.optional(None);
const NEW_PATH_OF_PROPERTY: PolicyParameter = PolicyParameter::text(
    key!("newPropertyPath"),
    "New property path",
    "Expression for where the result goes: @body().name, or @item().name when the parent is a list.",
);
const KEY_IN_COLLECTION: PolicyParameter = PolicyParameter::text(
    key!("keyWithinCollectionPath"),
    "Key within collection path",
    "Path inside an element to the value that becomes its name.",
);
const RETAIN_KEY: PolicyParameter = PolicyParameter::text(
    key!("retainKey"),
    "Retain key",
    "Whether that value also stays inside the element.",
)
.one_of(TRUE_FALSE)
.optional(Some("\"true\""));

pub(super) const ARRAY_TO_OBJECT: &[PolicyParameter] =
    &[OPERATIONS, PARENT_PATH, SUB_PATH, KEY_IN_COLLECTION, NEW_PATH_OF_PROPERTY, RETAIN_KEY, SECTION];

const KEY_NAME: PolicyParameter =
    PolicyParameter::text(key!("keyName"), "Key name", "Name of the field that holds the former name.")
        .optional(Some("\"key\""));
const VALUE_NAME: PolicyParameter =
    PolicyParameter::text(key!("valueName"), "Value name", "Name of the field that holds the former value.")
        .optional(Some("\"value\""));

pub(super) const OBJECT_TO_ARRAY: &[PolicyParameter] =
    &[OPERATIONS, PARENT_PATH, SUB_PATH, NEW_PATH_OF_PROPERTY, KEY_NAME, VALUE_NAME, SECTION];

const DELIMITERS: PolicyParameter =
    PolicyParameter::text(key!("delimiterList"), "Delimiters", "The characters at which the text is cut.");
const CHILD_NAME: PolicyParameter = PolicyParameter::text(
    key!("childPropertyName"),
    "Child property name",
    "Name of the field that holds each part. A list of plain texts cannot be made.",
);

pub(super) const STRING_TO_ARRAY: &[PolicyParameter] =
    &[OPERATIONS, PARENT_PATH, SUB_PATH, DELIMITERS, CHILD_NAME, NEW_PATH_OF_PROPERTY, SECTION];

const SOURCE: PolicyParameter =
    PolicyParameter::text(key!("sourceString"), "Source string", "The text to look for.");
const REPLACEMENT: PolicyParameter = PolicyParameter::text(
    key!("replacementString"),
    "Replacement string",
    "What to put in its place; may be empty.",
);

pub(super) const STRING_REPLACE: &[PolicyParameter] =
    &[OPERATIONS, PARENT_PATH, SUB_PATH, SOURCE, REPLACEMENT, NEW_PATH_OF_PROPERTY, SECTION];

pub(super) const ENCODE_PROPERTY: &[PolicyParameter] =
    &[OPERATIONS, PARENT_PATH, SUB_PATH, NEW_PATH_OF_PROPERTY, SECTION];

const TRIGGER_CONFIG: PolicyParameter = PolicyParameter::text(
    key!("triggerConfig"),
    "Trigger configuration",
    "Query parameters of the next request, each with an expression on the last answer, such as \
     @{triggerBody().data[0].created_at}.",
)
.of(Types::OBJECT);
const TRIGGER_DATA_PATH: PolicyParameter = PolicyParameter::text(
    key!("triggerDataPath"),
    "Trigger data path",
    "Expression for the list of new elements, such as @triggerBody().data.",
);

pub(super) const POLLING_TRIGGER: &[PolicyParameter] = &[OPERATIONS, TRIGGER_CONFIG, TRIGGER_DATA_PATH];

const NEXT_LINK: PolicyParameter = PolicyParameter::text(
    key!("nextLinkPropertyName"),
    "Next link property name",
    "The field of the response that holds the address of the next page, such as @odata.nextLink.",
);
const NEXT_LINK_PARENT: PolicyParameter = PolicyParameter::text(
    key!("nextLinkParentPropertyPath"),
    "Parent property path",
    "Path to the object that has this field. Absent: the top of the response.",
)
.optional(None);

pub(super) const UPDATE_NEXT_LINK: &[PolicyParameter] = &[OPERATIONS, NEXT_LINK, NEXT_LINK_PARENT];

const SOURCE_PARENT: PolicyParameter =
    PolicyParameter::text(key!("srcParentPath"), "Source parent", "Expression for the object to take from.");
const SOURCE_PATH: PolicyParameter =
    PolicyParameter::text(key!("srcSubPath"), "Source subpath", "Path of the property inside it.");
const TARGET_PARENT: PolicyParameter = PolicyParameter::text(
    key!("dstParentPath"),
    "Destination parent",
    "Expression for the object to put into.",
);
const TARGET_PATH: PolicyParameter = PolicyParameter::text(
    key!("dstSubPath"),
    "Destination subpath",
    "Path of the property inside it; the text null stands for the object itself.",
);
const ONLY_SUB_PROPERTIES: PolicyParameter = PolicyParameter::text(
    key!("copyOnlySubProperties"),
    "Copy only subproperties",
    "Whether the fields of the property move without the property itself.",
)
.one_of(TRUE_FALSE)
.optional(None);

pub(super) const MOVE_PROPERTIES: &[PolicyParameter] =
    &[OPERATIONS, SOURCE_PARENT, SOURCE_PATH, TARGET_PARENT, TARGET_PATH, ONLY_SUB_PROPERTIES, SECTION];

const STATUS_CODE: PolicyParameter = PolicyParameter::text(
    key!("statusCode"),
    "HTTP status code",
    "The status code that means: sign in again.",
)
.of(Types::NUMBER);

pub(super) const UNAUTHENTICATED: &[PolicyParameter] = &[OPERATIONS, STATUS_CODE];

pub(super) const ONLY_OPERATIONS: &[PolicyParameter] = &[OPERATIONS];

pub(crate) static POLICY_PARAMETERS: &[Member] = table!([
    OPERATIONS.shared().at(Place::OperationNames),
    SECTION_WITH_FAILURE.shared(),
    URL_TEMPLATE.shared(),
    NEW_PATH.shared(),
    HTTP_METHOD.shared(),
    NAME.shared(),
    VALUE.shared(),
    EXISTS_ACTION.shared(),
    NEW_PROPERTY_PARENT.shared(),
    NEW_PROPERTY_NAME.shared(),
    PROPERTY_VALUE.shared(),
    PARAMETER_TEMPLATE.shared(),
    PARAMETER_VALUE_URL.shared(),
    PARAMETER_VALUE_PATH.shared(),
    PARENT_PATH.shared(),
    SUB_PATH.shared(),
    NEW_PATH_OF_PROPERTY.shared(),
    KEY_IN_COLLECTION.shared(),
    RETAIN_KEY.shared(),
    KEY_NAME.shared(),
    VALUE_NAME.shared(),
    DELIMITERS.shared(),
    CHILD_NAME.shared(),
    SOURCE.shared(),
    REPLACEMENT.shared(),
    TRIGGER_CONFIG.shared().at(Place::PollingTriggerConfig),
    TRIGGER_DATA_PATH.shared(),
    NEXT_LINK.shared(),
    NEXT_LINK_PARENT.shared(),
    SOURCE_PARENT.shared(),
    SOURCE_PATH.shared(),
    TARGET_PARENT.shared(),
    TARGET_PATH.shared(),
    ONLY_SUB_PROPERTIES.shared(),
    STATUS_CODE.shared(),
]);
