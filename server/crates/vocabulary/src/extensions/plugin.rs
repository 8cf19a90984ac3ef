//! The AI plugin extensions, a preview feature whose pages do not list every member.

use super::Extension;
use crate::member::{Member, Types};
use crate::place::Place;

const PAGE: &str = learn!("create-a-connector-ai-plugin");

pub(crate) const EXTENSIONS: &[Extension] = &[
    Member::object(
        "x-ms-openai-data",
        Place::PluginData,
        "Offers the operation to Copilot as an AI plugin. Goes with x-ms-openai-manifest at the root.",
    )
    .undocumented()
    .link(PAGE)
    .on(&[Place::Root, Place::Operation], include_str!("examples/x-ms-openai-data.json")),
    Member::object(
        "x-ms-openai-manifest",
        Place::PluginManifest,
        "Presents the connector as an AI plugin: its name for people and its description for the model.",
    )
    .undocumented()
    .or(Types::ARRAY)
    .mistakes(&["A list around the object."])
    .link(PAGE)
    .on(&[Place::Root], include_str!("examples/x-ms-openai-manifest.json")),
    Member::list(
        "x-ms-openai-published-to-copilots",
        Place::PluginCopilots,
        "The copilots that the plugin is offered in.",
    )
    .undocumented()
    .or(Types::OBJECT)
    .on(&[Place::Info], r#"[{"AICopilot-enabled": true, "AICopilotName": "M365"}]"#),
    Member::list("x-ms-keywords", Place::Keywords, "Words under which the plugin can be found.")
        .undocumented()
        .on(&[Place::Info], r#"["orders", "invoices"]"#),
];

pub(crate) static PLUGIN_DATA: &[Member] = table!([
    Member::flag("openai-enabled", "Whether Copilot may call it.").undocumented().link(PAGE),
    Member::list(
        "operations",
        Place::PluginOperations,
        "The operations with what Copilot needs to know about them."
    )
    .undocumented()
    .link(PAGE),
]);

pub(crate) static PLUGIN_OPERATION: &[Member] = table!([
    Member::text("operationId", "The operation that is meant.").undocumented().link(PAGE),
    Member::flag(
        "x-ms-require-user-confirmation",
        "Whether Copilot asks the user before it calls the operation."
    )
    .undocumented()
    .link(PAGE),
    Member::list("parameters", Place::Free, "What Copilot adds to the parameters.").undocumented().link(PAGE),
]);

pub(crate) static PLUGIN_MANIFEST: &[Member] = table!([
    Member::text("humanName", "Name of the plugin for people.").undocumented().required().link(PAGE),
    Member::text("modelDescription", "What the plugin does, written for the language model.")
        .undocumented()
        .required()
        .link(PAGE),
    Member::text("contactEmail", "Mail address for support.").undocumented().link(PAGE),
    Member::text("legalUrl", "Address of the legal terms.").undocumented().link(PAGE),
]);

pub(crate) static PLUGIN_COPILOT: &[Member] = table!([
    Member::flag("AICopilot-enabled", "Whether the plugin is offered there.").undocumented(),
    Member::text("AICopilotName", "Name of the copilot.").undocumented(),
]);
