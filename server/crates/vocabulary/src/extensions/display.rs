//! How inputs and outputs look to makers.

use super::{Extension, INPUTS, SCHEMAS, VALUES};
use crate::lifecycle::VISIBILITIES;
use crate::member::{Member, Types, value};
use crate::place::Place;

const SHOWN: &[Place] = &[
    Place::Operation,
    Place::Response,
    Place::Header,
    Place::ParameterItems,
    Place::Parameter,
    Place::PathParameter,
    Place::QueryParameter,
    Place::HeaderParameter,
    Place::FormDataParameter,
    Place::BodyParameter,
    Place::DefinitionSchema,
    Place::BodySchema,
    Place::ResponseSchema,
    Place::PropertySchema,
    Place::ItemsSchema,
    Place::AdditionalPropertiesSchema,
    Place::AllOfSchema,
    Place::NotificationSchema,
];

const HIDEABLE: &[Place] = &[
    Place::Operation,
    Place::Header,
    Place::ParameterItems,
    Place::Parameter,
    Place::PathParameter,
    Place::QueryParameter,
    Place::HeaderParameter,
    Place::FormDataParameter,
    Place::BodyParameter,
    Place::DefinitionSchema,
    Place::BodySchema,
    Place::ResponseSchema,
    Place::PropertySchema,
    Place::ItemsSchema,
    Place::AdditionalPropertiesSchema,
    Place::AllOfSchema,
    Place::NotificationSchema,
];

pub(crate) const EXTENSIONS: &[Extension] = &[
    Member::text(
        "x-ms-summary",
        "Display name of an input or output: makers see it instead of the raw name. Title Case, at most \
         80 characters; certification asks for it on every visible parameter that is not a body.",
    )
    // Some published connectors have numbers, which are shown as they are.
    .or(Types::NUMBER)
    .mistakes(&[
        "Misspelt as x-summary or x-ms-sumary: any x- name passes validation, so nobody notices.",
        "The raw name again, in camelCase or with underscores.",
        "On an operation, whose name is summary.",
    ])
    .link(learn!("custom-connectors/openapi-extensions#x-ms-summary"))
    .on(SHOWN, r#""Page Size""#),
    Member::text("x-ms-visibility", "How prominent an operation, input or output is. Absent means normal.")
        .or(Types::NULL)
        .one_of(VISIBILITIES)
        .default("\"\"")
        .mistakes(&[
            "Written with a capital letter: the platform expects lower case.",
            "internal on a required input that has no default: nobody can fill it in.",
            "internal with a default on an input that is not required: the default is never sent.",
        ])
        .link(learn!("custom-connectors/openapi-extensions#x-ms-visibility"))
        .on(HIDEABLE, r#""advanced""#),
    Member::list(
        "x-ms-enum-values",
        Place::EnumValues,
        "Readable names for the values of enum, shown in the drop-down list.",
    )
    .schema_only()
    .mistakes(&[
        "A value that enum does not have, or a value of enum without a name.",
        "Misspelt as x-ms-enum-value, without the s.",
    ])
    .link(definition_schema!())
    .on(VALUES, include_str!("examples/x-ms-enum-values.json")),
    Member::text(
        "x-ms-url-encoding",
        "How often a path value is URL-encoded. Only path parameters use it; stating it makes the address \
         predictable.",
    )
    .one_of(&[
        value("single", "Encoded once, as most services expect."),
        value("double", "Encoded twice, for services that decode a path before they take it apart."),
    ])
    .default("\"single\"")
    .mistakes(&["On a query parameter or a body field, where it does nothing."])
    .link(learn!("custom-connectors/openapi-extensions#x-ms-url-encoding"))
    .on(&[Place::Parameter, Place::PathParameter, Place::QueryParameter], r#""single""#),
    Member::any(
        "x-ms-test-value",
        "A value to fill in when the operation is tested. It is published with the connector.",
    )
    .schema_only()
    .mistakes(&["A real key or password: everyone can read it."])
    .link(definition_schema!())
    .on(VALUES, r#""sample-account""#),
    Member::flag("x-ms-localizeDefaultValue", "Whether the default is a text that is to be translated.")
        .schema_only()
        .default("false")
        .link(definition_schema!())
        .on(VALUES, "true"),
    Member::text("x-ms-media-kind", "What a binary value shows, so that apps pick the fitting control.")
        .schema_only()
        .one_of(&[value("image", "A picture."), value("audio", "A sound.")])
        .link(definition_schema!())
        .on(
            &[
                Place::ResponseSchema,
                Place::PropertySchema,
                Place::DefinitionSchema,
                Place::FormDataParameter,
            ],
            r#""image""#,
        ),
    Member::text("x-ms-editor", "Which input control the designer shows instead of the usual one.")
        .undocumented()
        .such_as(&[value(
            "dictionary",
            "A table of names and values. Needs an object with additionalProperties.",
        )])
        .mistakes(&["dictionary on something that is not an object with additionalProperties."])
        .on(EDITABLE, r#""dictionary""#),
    Member::object(
        "x-ms-editor-options",
        Place::EditorOptions,
        "Settings of the input control, such as titled choices.",
    )
    .undocumented()
    .on(EDITABLE, include_str!("examples/x-ms-editor-options.json")),
    Member::text(
        "x-ms-property-name-alias",
        "Another name under which a nested field is known. No published connector uses it.",
    )
    .undocumented()
    .on(SCHEMAS, r#""address/city""#),
];

const EDITABLE: &[Place] = INPUTS;

pub(crate) static ENUM_VALUE: &[Member] = table!([
    // The schema wants a string; published connectors name numbers as well.
    Member::text("value", "A value of enum, exactly as it stands there.")
        .or(Types::NUMBER.or(Types::BOOLEAN).or(Types::NULL))
        .required()
        .link(definition_schema!()),
    Member::text("displayName", "What makers see for it.").required().link(definition_schema!()),
    Member::text("description", "What choosing the value means.").link(definition_schema!()),
]);

pub(crate) static EDITOR_OPTIONS: &[Member] = table!([Member::list(
    "items",
    Place::EditorChoices,
    "The choices of the control, in the order they are shown."
)
.undocumented(),]);

pub(crate) static EDITOR_CHOICE: &[Member] = table!([
    Member::text("title", "What makers see.").undocumented(),
    Member::any("value", "What is sent.").undocumented(),
]);
