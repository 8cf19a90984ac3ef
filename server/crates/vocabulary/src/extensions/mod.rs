//! The extensions: members whose name starts with `x-`, shared by several places.

mod connector;
mod display;
mod dynamic;
mod foreign;
mod operation;
mod plugin;
mod trigger;
pub(crate) mod typos;

use crate::content::Content;
use crate::member::Member;
use crate::place::Place;
use crate::table::{count_extensions, join_extensions};

/// A member that starts with `x-`, and where it has its meaning.
#[derive(Clone, Copy, Debug)]
pub struct Extension {
    /// Name, types and documentation, the same at every place.
    ///
    /// Two places see their own version instead: `x-ms-api-annotation` under `info` and
    /// `x-ms-capabilities` in an operation. [`crate::member`] gives the right one.
    pub member: Member,
    /// Where it may stand. Elsewhere the platform accepts and ignores it.
    pub places: &'static [Place],
    /// A value that shows its use, as JSON text.
    pub example: &'static str,
}

const GROUPS: &[&[Extension]] = &[
    connector::EXTENSIONS,
    display::EXTENSIONS,
    dynamic::EXTENSIONS,
    foreign::EXTENSIONS,
    operation::EXTENSIONS,
    plugin::EXTENSIONS,
    trigger::EXTENSIONS,
];

pub(crate) static EXTENSION_TABLE: [Extension; count_extensions(GROUPS)] = join_extensions(GROUPS);

/// Every known extension, sorted by name. Misspelt names are in [`crate::EXTENSION_TYPOS`].
pub static EXTENSIONS: &[Extension] = &EXTENSION_TABLE;

/// The extension of this name, wherever it is allowed. Case-sensitive, as on the platform.
pub fn extension(name: &str) -> Option<&'static Extension> {
    // Most members are no extensions: spare them the search.
    if !name.starts_with("x-") {
        return None;
    }
    EXTENSIONS.binary_search_by(|extension| extension.member.name.cmp(name)).ok().map(|at| &EXTENSIONS[at])
}

/// Every place of a schema.
const SCHEMAS: &[Place] = Place::SCHEMAS;

/// Every place of a parameter.
const PARAMETERS: &[Place] = &[
    Place::Parameter,
    Place::PathParameter,
    Place::QueryParameter,
    Place::HeaderParameter,
    Place::FormDataParameter,
    Place::BodyParameter,
];

/// Inputs that makers fill in one by one: fields of a body, and parameters other than the body.
const INPUTS: &[Place] = &[
    Place::Parameter,
    Place::PathParameter,
    Place::QueryParameter,
    Place::HeaderParameter,
    Place::FormDataParameter,
    Place::DefinitionSchema,
    Place::PropertySchema,
    Place::ItemsSchema,
    Place::AdditionalPropertiesSchema,
    Place::AllOfSchema,
];

/// Parameters and schemas.
const VALUES: &[Place] = &[
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

pub(crate) const fn content(place: Place) -> Option<Content> {
    Some(match place {
        Place::ApiAnnotation => Content::Members(operation::API_ANNOTATION),
        Place::ConnectorAnnotation => Content::Members(operation::CONNECTOR_ANNOTATION),
        Place::Replacement => Content::Members(operation::REPLACEMENT),
        Place::Pageable => Content::Members(operation::PAGEABLE),
        Place::OperationCapabilities => Content::Members(operation::OPERATION_CAPABILITIES),

        Place::NotificationContent => Content::Members(trigger::NOTIFICATION_CONTENT),
        Place::Notification => Content::Members(trigger::NOTIFICATION),
        Place::TriggerMetadata => Content::Members(trigger::TRIGGER_METADATA),
        Place::TriggerValue => Content::Members(trigger::TRIGGER_VALUE),
        Place::OperationContext => Content::Members(trigger::OPERATION_CONTEXT),
        Place::Simulate => Content::Members(trigger::SIMULATE),

        Place::DynamicValues => Content::Members(dynamic::DYNAMIC_VALUES),
        Place::DynamicList => Content::Members(dynamic::DYNAMIC_LIST),
        Place::DynamicSchema => Content::Members(dynamic::DYNAMIC_SCHEMA),
        Place::DynamicProperties => Content::Members(dynamic::DYNAMIC_PROPERTIES),
        Place::DynamicParameters => Content::Map(Place::DynamicArgument),
        Place::DynamicArgument => Content::Members(dynamic::DYNAMIC_ARGUMENT),
        Place::DynamicListParameters => Content::Map(Place::DynamicListArgument),
        Place::DynamicListArgument => Content::Members(dynamic::DYNAMIC_LIST_ARGUMENT),
        Place::DynamicTree => Content::Members(dynamic::DYNAMIC_TREE),
        Place::DynamicTreeSettings => Content::Members(dynamic::DYNAMIC_TREE_SETTINGS),
        Place::DynamicTreeCall => Content::Members(dynamic::DYNAMIC_TREE_CALL),
        Place::DynamicTreeParameters => Content::Map(Place::DynamicTreeArgument),
        Place::DynamicTreeArgument => Content::Members(dynamic::DYNAMIC_TREE_ARGUMENT),

        Place::Capabilities => Content::Members(connector::CAPABILITIES),
        Place::TestConnection => Content::Members(connector::TEST_CONNECTION),
        Place::LiteralParameters => Content::Map(Place::Free),
        Place::FilePicker => Content::Members(connector::FILE_PICKER),
        Place::FilePickerCall => Content::Members(connector::FILE_PICKER_CALL),
        Place::FilePickerParameters => Content::Map(Place::FilePickerArgument),
        Place::FilePickerArgument => Content::Members(connector::FILE_PICKER_ARGUMENT),
        Place::ConnectorMetadata => Content::List(Place::ConnectorMetadataEntry),
        Place::ConnectorMetadataEntry => Content::Members(connector::METADATA_ENTRY),
        Place::DocsLinks => Content::List(Place::DocsLink),
        Place::DocsLink => Content::Members(connector::DOCS_LINK),

        Place::EnumValues => Content::List(Place::EnumValue),
        Place::EnumValue => Content::Members(display::ENUM_VALUE),
        Place::EditorOptions => Content::Members(display::EDITOR_OPTIONS),
        Place::EditorChoices => Content::List(Place::EditorChoice),
        Place::EditorChoice => Content::Members(display::EDITOR_CHOICE),

        Place::PluginData => Content::Members(plugin::PLUGIN_DATA),
        Place::PluginOperations => Content::List(Place::PluginOperation),
        Place::PluginOperation => Content::Members(plugin::PLUGIN_OPERATION),
        Place::PluginManifest => Content::Members(plugin::PLUGIN_MANIFEST),
        Place::PluginCopilots => Content::List(Place::PluginCopilot),
        Place::PluginCopilot => Content::Members(plugin::PLUGIN_COPILOT),
        Place::Keywords => Content::List(Place::Leaf),

        Place::GeneratorEnum => Content::Members(foreign::GENERATOR_ENUM),
        _ => return None,
    })
}
