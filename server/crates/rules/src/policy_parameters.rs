//! What the rules on policies share: the parameters that are there, and what unknown ones may mean.

use connector::{Policy, PropertiesFile};
use syntax::Node;
use vocabulary::PolicyTemplate;

use crate::near::nearest;

/// The template and the `parameters` object of a policy, if both are known.
pub(crate) fn known<'p>(
    file: &'p PropertiesFile,
    policy: &Policy,
) -> Option<(&'static PolicyTemplate, Node<'p>)> {
    Some((policy.template?, file.node(policy.parameters?)))
}

/// The parameter of `template` that an unknown key most likely means: one with the same name after another prefix or
/// none, else the nearest.
pub(crate) fn meant(template: &PolicyTemplate, key: &str) -> Option<&'static str> {
    let name = |key: &'static str| key.rsplit_once(['.', '-']).map_or(key, |(_, name)| name);
    let keys = || template.parameters.iter().map(|parameter| parameter.key);
    let written = key.rsplit_once('.').map_or(key, |(_, name)| name);
    let same_name = keys().find(|key| name(key).eq_ignore_ascii_case(written));
    same_name.or_else(|| nearest(key, keys()))
}
