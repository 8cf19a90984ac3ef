//! What each policy does, as a sentence into which the values of a policy are put.

use Effect::{Choice, Given, Missing, Value, Words};

/// A part of the sentence that tells what a policy does. Parameters are named by their full key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Words as they stand.
    Words(&'static str),
    /// The value of a parameter; of an object, the names of its members.
    Value(&'static str),
    /// The words that go with the value of a parameter, or with its default if it is absent. Nothing for another value.
    Choice(&'static str, &'static [(&'static str, &'static str)]),
    /// Said if a parameter has a value: it is neither absent nor the empty text, nor the text `null`, which published
    /// policies write for an empty path.
    Given(&'static str, &'static [Effect]),
    /// Said if a parameter has none.
    Missing(&'static str, &'static [Effect]),
}

const SECTION: Effect = Choice(
    "x-ms-apimTemplate-policySection",
    &[("Request", " of the request"), ("Response", " of the response"), ("Failure", " of a failed answer")],
);

const EXISTS_ACTION: Effect = Choice(
    key!("existsAction"),
    &[
        ("override", ", in place of one that is there already."),
        ("skip", ", unless there is one already."),
        ("append", ", in addition to one that is there already."),
    ],
);

/// The property that a policy works on: `name in @body()`.
const PROPERTY: [Effect; 2] = [
    Given(key!("propertySubPath"), &[Value(key!("propertySubPath")), Words(" in ")]),
    Value(key!("propertyParentPath")),
];

const AT_NEW_PATH: [Effect; 3] =
    [Words(" and puts the result at "), Value(key!("newPropertyPath")), Words(".")];

pub(super) const ARRAY_TO_OBJECT: &[Effect] = &[
    Words("Turns the list "),
    PROPERTY[0],
    PROPERTY[1],
    SECTION,
    Words(" into an object in which each element is named by its "),
    Value(key!("keyWithinCollectionPath")),
    Choice(key!("retainKey"), &[("false", ", which it then lacks"), ("true", ", which it keeps")]),
    Words(","),
    AT_NEW_PATH[0],
    AT_NEW_PATH[1],
    AT_NEW_PATH[2],
];

pub(super) const OBJECT_TO_ARRAY: &[Effect] = &[
    Words("Turns the object "),
    PROPERTY[0],
    PROPERTY[1],
    SECTION,
    Words(" into a list with an element for each field, its name under "),
    Given(key!("keyName"), &[Value(key!("keyName"))]),
    Missing(key!("keyName"), &[Words("key")]),
    Words(" and its value under "),
    Given(key!("valueName"), &[Value(key!("valueName"))]),
    Missing(key!("valueName"), &[Words("value")]),
    Words(","),
    AT_NEW_PATH[0],
    AT_NEW_PATH[1],
    AT_NEW_PATH[2],
];

pub(super) const STRING_TO_ARRAY: &[Effect] = &[
    Words("Cuts the text "),
    PROPERTY[0],
    PROPERTY[1],
    SECTION,
    Words(" at "),
    Value(key!("delimiterList")),
    Words(", makes a list of objects with the parts under "),
    Value(key!("childPropertyName")),
    Words(","),
    AT_NEW_PATH[0],
    AT_NEW_PATH[1],
    AT_NEW_PATH[2],
];

pub(super) const STRING_REPLACE: &[Effect] = &[
    Given(
        key!("replacementString"),
        &[
            Words("Writes "),
            Value(key!("replacementString")),
            Words(" for every "),
            Value(key!("sourceString")),
            Words(" in the text "),
        ],
    ),
    Missing(
        key!("replacementString"),
        &[Words("Takes every "), Value(key!("sourceString")), Words(" out of the text ")],
    ),
    PROPERTY[0],
    PROPERTY[1],
    SECTION,
    AT_NEW_PATH[0],
    AT_NEW_PATH[1],
    AT_NEW_PATH[2],
];

pub(super) const ENCODE_PROPERTY: &[Effect] = &[
    Words("Encodes the text "),
    PROPERTY[0],
    PROPERTY[1],
    SECTION,
    Words(" for use in an address"),
    AT_NEW_PATH[0],
    AT_NEW_PATH[1],
    AT_NEW_PATH[2],
];

pub(super) const MOVE_PROPERTIES: &[Effect] = &[
    Words("Moves "),
    Choice(key!("copyOnlySubProperties"), &[("true", "the fields of ")]),
    Given(key!("srcSubPath"), &[Value(key!("srcSubPath")), Words(" in ")]),
    Value(key!("srcParentPath")),
    SECTION,
    Words(" to "),
    Given(key!("dstSubPath"), &[Value(key!("dstSubPath")), Words(" in ")]),
    Value(key!("dstParentPath")),
    Words("."),
];

pub(super) const DYNAMIC_HOST_URL: &[Effect] =
    &[Words("Sends the call to "), Value(key!("urlTemplate")), Words(" in place of host and base path.")];

pub(super) const ROUTE_REQUEST: &[Effect] = &[
    Words("Sends the call to the path "),
    Value(key!("newPath")),
    Words(" of the service"),
    Choice(
        key!("httpMethod"),
        &[
            ("@Request.OriginalHTTPMethod", ", with the method of the operation."),
            ("GET", " as GET."),
            ("POST", " as POST."),
            ("PUT", " as PUT."),
            ("PATCH", " as PATCH."),
            ("DELETE", " as DELETE."),
            ("HEAD", " as HEAD."),
            ("OPTIONS", " as OPTIONS."),
        ],
    ),
];

pub(super) const ROUTE_TO_CODE: &[Effect] = &[Words("Sends the call through the custom code.")];

pub(super) const SET_HEADER: &[Effect] = &[
    Words("Sets the header "),
    Value(key!("name")),
    SECTION,
    Words(" to "),
    Value(key!("value")),
    EXISTS_ACTION,
];

pub(super) const SET_QUERY_PARAMETER: &[Effect] = &[
    Words("Sets the query parameter "),
    Value(key!("name")),
    Words(" of the call to "),
    Value(key!("value")),
    EXISTS_ACTION,
];

pub(super) const SET_PROPERTY: &[Effect] = &[
    Words("Sets the property "),
    Value(key!("newPropertySubPathTemplate")),
    Words(" in "),
    Value(key!("newPropertyParentPathTemplate")),
    SECTION,
    Words(" to "),
    Value(key!("propertyValuePathTemplate")),
    Words("."),
];

pub(super) const SET_VALUE_FROM_URL: &[Effect] = &[
    Words("Calls "),
    Choice(key!("httpMethod"), &[("GET", "GET "), ("POST", "POST "), ("PUT", "PUT ")]),
    Value(key!("parameterValueUrl")),
    Words(" of the service first, and sets "),
    Value(key!("parameterTemplate")),
    SECTION,
    Words(" to "),
    Value(key!("parameterValuePathTemplate")),
    Words(" of that answer."),
];

pub(super) const UNAUTHENTICATED: &[Effect] = &[
    Words("Asks the user to sign in again when the service answers with status "),
    Value(key!("statusCode")),
    Words("."),
];

pub(super) const POLLING_TRIGGER: &[Effect] = &[
    Words("Starts a flow with the elements of "),
    Value(key!("triggerDataPath")),
    Words(", and takes "),
    Value(key!("triggerConfig")),
    Words(" of the next poll from the last answer."),
];

pub(super) const UPDATE_NEXT_LINK: &[Effect] = &[
    Words("Rewrites the address of the next page, "),
    Value(key!("nextLinkPropertyName")),
    Given(key!("nextLinkParentPropertyPath"), &[Words(" in "), Value(key!("nextLinkParentPropertyPath"))]),
    Words(" of the response, so that it leads through the connector."),
];
