//! Triggers: webhooks and polling.

use super::Extension;
use crate::member::{Member, Types, value};
use crate::place::Place;

pub(crate) const EXTENSIONS: &[Extension] = &[
    Member::text(
        "x-ms-trigger",
        "Makes the operation a trigger, which starts a flow, instead of an action. A webhook registers an \
         address by POST; a polling trigger asks by GET.",
    )
    .one_of(&[
        value("single", "One object each time it fires, as webhooks do."),
        value(
            "batch",
            "A list each time it fires; the flow can run once for every element. Usual for polling.",
        ),
    ])
    .mistakes(&[
        "A webhook without x-ms-notification-content on its path item, so that the flow knows no outputs.",
        "A webhook without a property marked x-ms-notification-url, so that the service never learns \
         where to call.",
        "batch on a response that holds no list.",
    ])
    .link(learn!("custom-connectors/openapi-extensions#x-ms-trigger"))
    .on(&[Place::Operation], r#""single""#),
    Member::text("x-ms-trigger-hint", "Tells the maker what to do in the service to see the trigger fire.")
        .mistakes(&["On an action, where nobody sees it."])
        .link(learn!("custom-connectors/openapi-extensions#x-ms-trigger-hint"))
        .on(&[Place::Operation], r#""To see it work now, add a row to the selected table.""#),
    Member::object(
        "x-ms-trigger-metadata",
        Place::TriggerMetadata,
        "Says that the trigger works by polling with a query.",
    )
    .schema_only()
    .link(definition_schema!())
    .on(&[Place::Operation], r#"{"mode": "polling", "kind": "query"}"#),
    Member::object(
        "x-ms-trigger-value",
        Place::TriggerValue,
        "Marks the parameter that carries the state of a polling trigger, and where the response has its \
         next value.",
    )
    .schema_only()
    .link(definition_schema!())
    .on(
        &[
            Place::Parameter,
            Place::PathParameter,
            Place::QueryParameter,
            Place::HeaderParameter,
            Place::FormDataParameter,
        ],
        r#"{"value-collection": "value", "value-path": "sequence"}"#,
    ),
    Member::object(
        "x-ms-notification-content",
        Place::NotificationContent,
        "What the service sends to a webhook: its schema becomes the outputs of the trigger. It stands on \
         the path item, beside the method.",
    )
    .mistakes(&["Inside the operation instead of beside it.", "Without a schema."])
    .link(learn!("custom-connectors/openapi-extensions#x-ms-notification-content"))
    .on(&[Place::PathItem], r##"{"description": "A new item", "schema": {"$ref": "#/definitions/Item"}}"##),
    Member::flag(
        "x-ms-notification-url",
        "Marks the body field that receives the address to call when the event happens. The platform \
         fills it in: a required string with x-ms-visibility internal.",
    )
    .one_of(&[
        value("true", "The platform puts its callback address here."),
        value("false", "The same as leaving it out."),
    ])
    .default("false")
    .mistakes(&[
        "On a field that is visible, not required or not a string.",
        "On an operation that is not a trigger.",
        "Used as the name of a field instead of a member of it.",
    ])
    .link(learn!("custom-connectors/openapi-extensions#x-ms-notification-url"))
    .on(
        &[
            Place::PropertySchema,
            Place::DefinitionSchema,
            Place::AllOfSchema,
            Place::Parameter,
            Place::QueryParameter,
        ],
        "true",
    ),
    Member::object(
        "x-ms-notification",
        Place::Notification,
        "Names the operation that registers for the notifications of this trigger.",
    )
    .schema_only()
    .link(definition_schema!())
    .on(&[Place::Operation], r#"{"operationId": "OnNewItem"}"#),
    Member::object(
        "x-ms-operation-context",
        Place::OperationContext,
        "Names an operation that stands in for the trigger when a flow is tested.",
    )
    .link(learn!("custom-connectors/openapi-extensions#x-ms-operation-context"))
    .on(&[Place::Operation], include_str!("examples/x-ms-operation-context.json")),
];

pub(crate) static NOTIFICATION_CONTENT: &[Member] = table!([
    Member::object(
        "schema",
        Place::NotificationSchema,
        "Shape of the message. Its properties are the outputs of the trigger."
    )
    .required()
    .link(learn!("custom-connectors/openapi-extensions#x-ms-notification-content")),
    Member::text("description", "What the message tells.")
        .link(learn!("custom-connectors/openapi-extensions#x-ms-notification-content")),
    Member::object("headers", Place::Headers, "Headers that come with the message.").undocumented(),
    Member::text("x-ms-summary", "Display name of the message.").undocumented(),
]);

pub(crate) static NOTIFICATION: &[Member] =
    table!([Member::text("operationId", "The operation that registers the webhook.")
        .required()
        .link(definition_schema!()),]);

pub(crate) static TRIGGER_METADATA: &[Member] = table!([
    Member::text("kind", "How the trigger finds what is new.")
        .required()
        .one_of(&[value("query", "By asking again with a query.")])
        .link(definition_schema!()),
    Member::text("mode", "Who starts the exchange.")
        .required()
        .one_of(&[value("polling", "The platform asks at intervals.")])
        .link(definition_schema!()),
]);

pub(crate) static TRIGGER_VALUE: &[Member] = table!([
    Member::text("value-collection", "Path in the response to the list of new elements.")
        .link(definition_schema!()),
    Member::text(
        "value-path",
        "Path to the next state: inside an element when value-collection is given, else inside the response."
    )
    .link(definition_schema!()),
]);

const CONTEXT_PAGE: &str = learn!("custom-connectors/openapi-extensions#x-ms-operation-context");

pub(crate) static OPERATION_CONTEXT: &[Member] =
    table!([Member::object("simulate", Place::Simulate, "The call that yields a sample event.")
        .required()
        .link(CONTEXT_PAGE),]);

pub(crate) static SIMULATE: &[Member] = table!([
    Member::text("operationId", "An operation of this file that returns what the trigger would.")
        .required()
        .link(CONTEXT_PAGE),
    Member::object("parameters", Place::LiteralParameters, "Constant values for its parameters, by name.")
        .or(Types::NULL)
        .link(CONTEXT_PAGE),
]);
