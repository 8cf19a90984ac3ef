//! Parameters of an operation, and properties of a schema.

use connector::{Location, Method, template};
use vocabulary::Place;

use super::super::Subject;
use super::draft::{Draft, literal};
use super::{FIRST, dynamic, operations};

const QUERY: &str = r#"{ "name": "<<*name=filter>>", "in": "query", "required": "<<#required=false|true>>",
    "type": "<<type=string|integer|number|boolean>>", "x-ms-summary": "<<label=Filter Text>>",
    "description": "<<description=Which ones to look for.>>" }"#;
const HEADER: &str = r#"{ "name": "<<*name=X-Request-Source>>", "in": "header", "required": "<<#required=false|true>>",
    "type": "string", "x-ms-summary": "<<label=Request Source>>", "description": "<<description=Where the request comes from.>>" }"#;
const CONSTANT: &str = r#"{ "name": "<<*name=api-version>>", "in": "query", "required": true, "type": "string",
    "default": "<<value=1.0>>", "x-ms-summary": "<<label=Version>>",
    "description": "<<description=The version of the service to talk to.>>", "x-ms-visibility": "internal" }"#;
const CHOICE: &str = r#"{ "name": "<<*name=state>>", "in": "query", "required": "<<#required=false|true>>", "type": "string",
    "enum": ["<<first=open>>", "<<second=closed>>"],
    "x-ms-enum-values": [{ "value": "<<first>>", "displayName": "<<firstLabel=Open>>" },
      { "value": "<<second>>", "displayName": "<<secondLabel=Closed>>" }],
    "x-ms-summary": "<<label=State Filter>>", "description": "<<description=Which ones to look for.>>" }"#;
const BODY: &str = r#"{ "name": "<<*name=body>>", "in": "body", "required": true,
    "description": "<<description=What to send.>>", "schema": { "type": "object", "required": ["<<property=name>>"],
      "properties": { "<<property>>": { "type": "string", "x-ms-summary": "<<label=Full Name>>",
        "description": "<<text=The name to use.>>" } } } }"#;

/// Parameters for the operation or path item around the cursor.
pub(super) fn parameters(subject: &Subject<'_>) -> Vec<Draft> {
    let Some(list) = subject.site.container else { return Vec::new() };
    let definition = subject.connector.definition();
    let operation = definition.and_then(|definition| definition.operation_around(list));
    let own = definition.zip(operation).map(|(definition, operation)| definition.parameters(operation));
    let own = own.unwrap_or_default();
    let mut drafts = Vec::new();
    let item = list.ancestors().find(|node| subject.document.place(*node) == Place::PathItem);
    let path = item.map(|item| item.name().into_owned()).unwrap_or_default();
    let is_declared = |name: &str| {
        let is_it = |parameter: &&connector::Parameter| {
            parameter.location == Some(Location::Path) && parameter.name.as_deref() == Some(name)
        };
        own.iter().any(|parameter| is_it(&parameter))
    };
    for variable in template::variables(&path).filter(|variable| !is_declared(variable.name)) {
        let name = literal(variable.name);
        let draft = Draft::element(
            format!("Path parameter {}", variable.name),
            operations::key_parameter(&name[1..name.len() - 1]),
        );
        drafts.push(draft.about("The parameter for a variable of the path."));
    }
    drafts.push(Draft::element("Query parameter", QUERY).about("A parameter behind the question mark."));
    drafts
        .push(Draft::element("Query parameter with choices", CHOICE).about("A dropdown with fixed choices."));
    drafts.push(dynamic::parameter(subject));
    drafts.push(
        Draft::element("Constant query parameter", CONSTANT)
            .about("A parameter that makers do not see and that always has the same value."),
    );
    drafts.push(Draft::element("Header parameter", HEADER).about("A parameter in a header of the request."));
    let takes_body = operation
        .is_some_and(|operation| matches!(operation.method, Method::Post | Method::Put | Method::Patch));
    let has_body =
        own.iter().any(|parameter| matches!(parameter.location, Some(Location::Body | Location::FormData)));
    if takes_body && !has_body {
        drafts.push(
            Draft::element("Body parameter", BODY).about("What the request sends, described by a schema."),
        );
    }
    drafts
}

const TEXT: &str = r#"{ "<<*name=name>>": { "type": "<<type=string|integer|number|boolean>>",
    "x-ms-summary": "<<label=Full Name>>", "description": "<<description=The name in full.>>" } }"#;
const MOMENT: &str = r#"{ "<<*name=created>>": { "type": "string", "format": "<<format=date-time|date|date-no-tz>>",
    "x-ms-summary": "<<label=Created At>>", "description": "<<description=The moment it was made.>>" } }"#;
const OBJECT: &str = r#"{ "<<*name=owner>>": { "type": "object", "properties": { "<<inner=name>>": { "type": "string",
    "x-ms-summary": "<<innerLabel=Owner Name>>", "description": "<<innerText=The name of the owner.>>" } },
    "x-ms-summary": "<<label=Owner>>", "description": "<<description=Whose it is.>>" } }"#;
const LIST: &str = r#"{ "<<*name=lines>>": { "type": "array", "items": { "type": "object", "properties": {
    "<<inner=text>>": { "type": "string", "x-ms-summary": "<<innerLabel=Line Text>>",
      "description": "<<innerText=What the line says.>>" } } },
    "x-ms-summary": "<<label=Lines>>", "description": "<<description=The lines in order.>>" } }"#;

/// Properties for the schema around the cursor.
pub(super) fn properties() -> Vec<Draft> {
    vec![
        Draft::members("Property", FIRST, TEXT).about("A text, number or yes and no."),
        Draft::members("Moment", FIRST, MOMENT).about("A day or a moment."),
        Draft::members("Object", FIRST, OBJECT).about("A property that has properties."),
        Draft::members("List of objects", FIRST, LIST).about("A list whose elements have properties."),
    ]
}
