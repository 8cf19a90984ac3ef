//! The policy templates: ready-made changes to requests and responses, listed under
//! `policyTemplateInstances` of `apiProperties.json`.

/// The full key of a template's own parameter.
macro_rules! key {
    ($name:literal) => {
        concat!("x-ms-apimTemplateParameter.", $name)
    };
}

mod effects;
pub(crate) mod expressions;
pub(crate) mod parameters;
mod templates;

/// The member of `triggerConfig` of a polling policy that names the field with the address of the next page. The others
/// are query parameters of the next request.
pub const TRIGGER_NEXT_LINK: &str = "x-ms-triggerConfig-nextLink";

pub use effects::Effect;
pub use templates::POLICY_TEMPLATES;

use crate::member::{Standing, Types, ValueDoc};

/// One ready-made policy, chosen by `templateId`.
#[derive(Clone, Copy, Debug)]
pub struct PolicyTemplate {
    /// The documented spelling of `templateId`. The platform compares without case.
    pub id: &'static str,
    /// Its name in the policy editor of the connector wizard.
    pub title: &'static str,
    /// What it does: one to three sentences.
    pub doc: &'static str,
    /// The sentence that tells what a policy does, with places for its values.
    pub effect: &'static [Effect],
    /// The sections that `x-ms-apimTemplate-policySection` may name; empty when the template has a
    /// fixed one and takes no such parameter.
    pub sections: &'static [&'static str],
    /// Every parameter it takes, in the order of its form.
    pub parameters: &'static [PolicyParameter],
    /// Other spellings of the id that published connectors use, all equal without case.
    pub spellings: &'static [&'static str],
    /// How well it is known.
    pub standing: Standing,
    /// The page to read on, or `""`.
    pub link: &'static str,
    /// A complete policy, as JSON text.
    pub example: &'static str,
}

impl PolicyTemplate {
    /// The parameter with this full key, prefix included. Case-sensitive, as on the platform.
    pub fn parameter(&self, key: &str) -> Option<&'static PolicyParameter> {
        self.parameters.iter().find(|parameter| parameter.key == key)
    }
}

/// One entry of a policy's `parameters`.
#[derive(Clone, Copy, Debug)]
pub struct PolicyParameter {
    /// The full key, such as `x-ms-apimTemplateParameter.urlTemplate`.
    pub key: &'static str,
    /// How the form of the connector wizard calls it.
    pub title: &'static str,
    /// Whether the policy is incomplete without it.
    pub required: bool,
    /// The JSON types that work.
    pub types: Types,
    /// The only values it takes; empty when there is no list.
    pub values: &'static [ValueDoc],
    /// What an absent parameter stands for, as JSON text.
    pub default: Option<&'static str>,
    /// What it means: one or two sentences.
    pub doc: &'static str,
}

/// The template of this id, compared without ASCII case as the platform does.
pub fn policy_template(id: &str) -> Option<&'static PolicyTemplate> {
    POLICY_TEMPLATES.iter().find(|template| template.id.eq_ignore_ascii_case(id))
}
