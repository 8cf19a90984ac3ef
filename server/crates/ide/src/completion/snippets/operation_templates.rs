//! The texts of actions and triggers, which [`super::operations`] makes path items and methods of.

/// An operation of a table. `PARAMETERS` in its text stands for the variables of its path, each with a comma behind.
pub(super) struct Template {
    /// The method, as a path item has it.
    pub(super) method: &'static str,
    pub(super) label: &'static str,
    pub(super) about: &'static str,
    /// The path, with stops.
    pub(super) path: &'static str,
    /// What else stands in the path item, with a comma behind.
    pub(super) beside: &'static str,
    pub(super) operation: &'static str,
    /// A further path item, with a comma before: what belongs to the operation.
    pub(super) after: &'static str,
}

/// What an operation answers when all goes wrong.
macro_rules! default_response {
    () => {
        r#""default": { "description": "The operation failed." }"#
    };
}

/// The fields of one thing.
macro_rules! thing_schema {
    () => {
        r#"{ "type": "object", "properties": {
            "id": { "type": "string", "x-ms-summary": "ID", "description": "The identifier of the <<thing=item>>." },
            "name": { "type": "string", "x-ms-summary": "Name", "description": "The name of the <<thing=item>>." } } }"#
    };
}

/// An answer that holds a list.
macro_rules! list_schema {
    () => {
        concat!(
            r#"{ "type": "object", "properties": { "value": { "type": "array", "items": "#,
            thing_schema!(),
            r#", "x-ms-summary": "<<title=Items>>", "description": "The <<things=items>>." } } }"#
        )
    };
}

/// The body of a request.
macro_rules! body_parameter {
    ($description:literal) => {
        concat!(
            r#"{ "name": "<<body=body>>", "in": "body", "required": true, "description": ""#,
            $description,
            r#"", "schema": { "type": "object", "required": ["name"], "properties": {
                "name": { "type": "string", "x-ms-summary": "Name", "description": "The name of the <<thing=item>>." } } } }"#
        )
    };
}

pub(super) const LIST: Template = Template {
    method: "get",
    label: "Action that lists (GET)",
    about: "An action that answers with a list.",
    path: "/<<*things=items>>",
    beside: "",
    operation: concat!(
        r#"{ "operationId": "<<*id=ListItems>>", "summary": "List <<*things=items>>", "description": "Lists all <<things=items>>.",
           "parameters": [PARAMETERS], "responses": { "200": { "description": "The <<things=items>>.", "schema": "#,
        list_schema!(),
        " }, ",
        default_response!(),
        " } }"
    ),
    after: "",
};

pub(super) const GET: Template = Template {
    method: "get",
    label: "Action that reads one (GET)",
    about: "An action that answers with one thing, found by its key.",
    path: "/<<*things=items>>/{<<key=itemId>>}",
    beside: "",
    operation: concat!(
        r#"{ "operationId": "<<*id=GetItem>>", "summary": "Get a <<*thing=single item>>", "description": "Gets one <<thing=item>>.",
           "parameters": [PARAMETERS], "responses": { "200": { "description": "The <<thing=item>>.", "schema": "#,
        thing_schema!(),
        " }, ",
        default_response!(),
        " } }"
    ),
    after: "",
};

pub(super) const POST: Template = Template {
    method: "post",
    label: "Action with body (POST)",
    about: "An action that sends a body, such as one that creates something.",
    path: "/<<*things=items>>",
    beside: "",
    operation: concat!(
        r#"{ "operationId": "<<*id=CreateItem>>", "summary": "Create a <<*thing=new item>>",
           "description": "Creates a <<thing=item>>.", "parameters": [PARAMETERS"#,
        body_parameter!("The <<thing=item>> to create."),
        r#"], "responses": { "201": { "description": "The created <<thing=item>>.", "schema": "#,
        thing_schema!(),
        " }, ",
        default_response!(),
        " } }"
    ),
    after: "",
};

pub(super) const PATCH: Template = Template {
    method: "patch",
    label: "Action that changes (PATCH)",
    about: "An action that changes one thing.",
    path: "/<<*things=items>>/{<<key=itemId>>}",
    beside: "",
    operation: concat!(
        r#"{ "operationId": "<<*id=UpdateItem>>", "summary": "Update an <<*thing=existing item>>",
           "description": "Changes an <<thing=item>>.", "parameters": [PARAMETERS"#,
        body_parameter!("What to change of the <<thing=item>>."),
        r#"], "responses": { "200": { "description": "The changed <<thing=item>>.", "schema": "#,
        thing_schema!(),
        " }, ",
        default_response!(),
        " } }"
    ),
    after: "",
};

pub(super) const DELETE: Template = Template {
    method: "delete",
    label: "Action that deletes (DELETE)",
    about: "An action that removes one thing.",
    path: "/<<*things=items>>/{<<key=itemId>>}",
    beside: "",
    operation: concat!(
        r#"{ "operationId": "<<*id=DeleteItem>>", "summary": "Delete an <<*thing=old item>>",
           "description": "Removes an <<thing=item>>.", "parameters": [PARAMETERS],
           "responses": { "204": { "description": "The <<thing=item>> is gone." }, "#,
        default_response!(),
        " } }"
    ),
    after: "",
};

pub(super) const POLLING: Template = Template {
    method: "get",
    label: "Polling trigger (GET)",
    about: "A trigger that asks the service again and again what is new. A pollingtrigger policy in apiProperties.json \
            says how it goes on from the last answer.",
    path: "/feeds/<<*things=items>>",
    beside: "",
    operation: concat!(
        r#"{ "operationId": "<<*id=OnNewItem>>", "summary": "When an <<*event=item is new>>",
           "description": "Runs for every new <<thing=item>> since the last check.", "x-ms-trigger": "batch",
           "x-ms-trigger-hint": "To see it work now, create one in the service.", "parameters": [PARAMETERS
           { "name": "<<since=since>>", "in": "query", "required": false, "type": "string", "format": "date-time",
             "x-ms-summary": "Since", "description": "The moment that the last check stopped at.",
             "x-ms-visibility": "internal" }],
           "responses": { "200": { "description": "What is new.", "schema": { "type": "object", "properties": {
             "value": { "type": "array", "items": { "type": "object", "properties": {
               "id": { "type": "string", "x-ms-summary": "ID", "description": "The identifier." },
               "created": { "type": "string", "format": "date-time", "x-ms-summary": "Created",
                 "description": "The moment it appeared." } } },
               "x-ms-summary": "<<title=Items>>", "description": "The new <<things=items>>." } } } }, "#,
        default_response!(),
        " } }"
    ),
    after: "",
};

pub(super) const WEBHOOK: Template = Template {
    method: "post",
    label: "Webhook trigger (POST) with its DELETE",
    about: "A trigger that the service calls. It registers the address of a flow, and the DELETE operation ends that when \
            the flow is switched off.",
    path: "/<<*hooks=hooks>>",
    beside: r#""x-ms-notification-content": { "description": "What the service sends.", "schema": { "type": "object",
        "properties": { "id": { "type": "string", "x-ms-summary": "ID", "description": "The identifier of the event." } } } },"#,
    operation: concat!(
        r#"{ "operationId": "<<*id=OnItemChanged>>", "summary": "When an <<*thing=item changes>>",
           "description": "Runs as soon as an <<thing=item>>.", "x-ms-trigger": "single",
           "x-ms-trigger-hint": "To see it work now, change one in the service.", "parameters": [PARAMETERS
           { "name": "<<body=registration>>", "in": "body", "required": true, "description": "Where to send events.",
             "schema": { "type": "object", "required": ["<<url=callbackUrl>>"], "properties": {
               "<<url>>": { "type": "string", "format": "uri", "x-ms-summary": "Callback URL",
                 "description": "The address that events are sent to.", "x-ms-visibility": "internal",
                 "x-ms-notification-url": true } } } }],
           "responses": { "201": { "description": "The registration.", "headers": { "Location": { "type": "string",
             "description": "The address that ends the registration." } } }, "#,
        default_response!(),
        " } }"
    ),
    after: concat!(
        r#", "/<<*hooks>>/{<<hookId=hookId>>}": { "delete": { "operationId": "<<*deleteId=DeleteHook>>",
          "summary": "Delete a <<*hook=hook>>", "description": "Ends a registration when its flow is switched off.",
          "x-ms-visibility": "internal", "parameters": [{ "name": "<<hookId>>", "in": "path", "required": true,
            "type": "string", "x-ms-summary": "Hook ID", "description": "The registration to end.",
            "x-ms-url-encoding": "single" }], "responses": { "204": { "description": "The registration has ended." }, "#,
        default_response!(),
        " } } }"
    ),
};

/// The operation that ends what [`WEBHOOK`] begins, where the trigger is there already.
pub(super) const HOOK_DELETE: Template = Template {
    method: "delete",
    label: "Webhook DELETE",
    about: "The operation that ends a registration of a webhook trigger when its flow is switched off.",
    path: "/<<*hooks=hooks>>/{<<key=hookId>>}",
    beside: "",
    operation: concat!(
        r#"{ "operationId": "<<*id=DeleteHook>>", "summary": "Delete a <<*hook=hook>>",
           "description": "Ends a registration when its flow is switched off.", "x-ms-visibility": "internal",
           "parameters": [PARAMETERS], "responses": { "204": { "description": "The registration has ended." }, "#,
        default_response!(),
        " } }"
    ),
    after: "",
};

pub(super) const CHOICES: Template = Template {
    method: "get",
    label: "Choices of a dropdown (GET)",
    about: "A hidden operation that fills a dropdown: dynamic values call it while a maker edits a flow.",
    path: "/options/<<*things=items>>",
    beside: "",
    operation: concat!(
        r#"{ "operationId": "<<*id=ListItemOptions>>", "summary": "List <<*choices=item options>>",
           "description": "Fills a dropdown with <<things=items>>.", "x-ms-visibility": "internal",
           "parameters": [PARAMETERS], "responses": { "200": { "description": "The choices.", "schema": "#,
        r#"{ "type": "object", "properties": { "value": { "type": "array", "items": { "type": "object", "properties": {
            "id": { "type": "string", "x-ms-summary": "ID", "description": "The identifier of the choice." },
            "name": { "type": "string", "x-ms-summary": "Name", "description": "What makers see of it." } } },
            "x-ms-summary": "Choices", "description": "The <<things=items>> to choose from." } } }"#,
        " }, ",
        default_response!(),
        " } }"
    ),
    after: "",
};

pub(super) const SHAPE: Template = Template {
    method: "get",
    label: "Schema for dynamic fields (GET)",
    about: "A hidden operation that describes fields that are only known at design time: a dynamic schema calls it.",
    path: "/schemas/<<*things=items>>",
    beside: "",
    operation: concat!(
        r#"{ "operationId": "<<*id=GetItemSchema>>", "summary": "Get the <<*shape=item schema>>",
           "description": "Describes the fields of <<things=items>>.", "x-ms-visibility": "internal",
           "parameters": [PARAMETERS], "responses": { "200": { "description": "The schema.",
             "schema": { "type": "object", "properties": { "schema": { "type": "object", "properties": {
               "type": { "type": "string", "x-ms-summary": "Type", "description": "The type, always an object." } },
               "x-ms-summary": "Schema", "description": "The fields of <<things=items>>, as a JSON schema." } } } }, "#,
        default_response!(),
        " } }"
    ),
    after: "",
};
