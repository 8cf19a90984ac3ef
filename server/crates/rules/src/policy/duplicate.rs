//! The same policy twice does the same work twice: a header is appended two times, a text replaced two times. It is
//! usually a leftover of copying.
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances
//! [
//!   {
//!     "templateId": "setqueryparameter",
//!     "title": "Name the shop",
//!     "parameters": {
//!       "x-ms-apimTemplateParameter.name": "shop",
//!       "x-ms-apimTemplateParameter.value": "@connectionParameters('shop')"
//!     }
//!   },
//!   {
//!     "templateId": "setqueryparameter",
//!     "title": "Name the shop again",
//!     "parameters": {
//!       "x-ms-apimTemplateParameter.value": "@connectionParameters('shop')",
//!       "x-ms-apimTemplateParameter.name": "shop"
//!     }
//!   }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/policyTemplateInstances
//! [
//!   {
//!     "templateId": "setqueryparameter",
//!     "title": "Name the shop",
//!     "parameters": {
//!       "x-ms-apimTemplateParameter.name": "shop",
//!       "x-ms-apimTemplateParameter.value": "@connectionParameters('shop')"
//!     }
//!   }
//! ]
//! ```

use std::hash::{Hash, Hasher};

use connector::{Policy, PropertiesFile};
use rustc_hash::{FxHashMap, FxHasher};
use syntax::{Kind, Node};

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "policy/duplicate",
    summary: "A policy is listed twice",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

/// Up to this many policies are compared pair by pair, which needs no allocation.
const FEW: usize = 16;

fn check(context: &mut Context<'_>) {
    let connector = context.connector();
    for file in connector.properties_files() {
        if file.policies.len() <= FEW {
            for (index, policy) in file.policies.iter().enumerate() {
                let earlier = file.policies[..index].iter().find(|earlier| same(file, earlier, policy));
                report(context, file, earlier, policy);
            }
            continue;
        }
        let mut seen: FxHashMap<u64, &Policy> = FxHashMap::default();
        for policy in &file.policies {
            let earlier = *seen.entry(fingerprint(file, policy)).or_insert(policy);
            let is_earlier = !std::ptr::eq(earlier, policy) && same(file, earlier, policy);
            report(context, file, is_earlier.then_some(earlier), policy);
        }
    }
}

fn report(context: &mut Context<'_>, file: &PropertiesFile, earlier: Option<&Policy>, policy: &Policy) {
    let Some(earlier) = earlier else { return };
    let (role, node) = (file.document.role(), file.node(policy.node));
    let span = policy.template_id.map_or_else(|| node.head_span(), |id| file.node(id).span());
    let first = file.node(earlier.template_id.unwrap_or(earlier.node)).span();
    context
        .on(node, span, "This policy is in the list already, and works twice. Remove one of the two.")
        .related(role, first, "The same policy is here.")
        .fix(Fix::unsafe_("Remove this policy", role, Change::Remove(policy.node)));
}

/// The same template with the same parameters; the title does not matter.
fn same(file: &PropertiesFile, one: &Policy, other: &Policy) -> bool {
    let (Some(one_parameters), Some(other_parameters)) = (one.parameters, other.parameters) else {
        return false;
    };
    let template = match (one.template, other.template) {
        (Some(one), Some(other)) => one.id == other.id,
        (None, None) => match (one.template_id, other.template_id) {
            (Some(one), Some(other)) => file.node(one).same_value(file.node(other)),
            _ => false,
        },
        _ => false,
    };
    template && file.node(one_parameters).same_value(file.node(other_parameters))
}

/// Equal for policies that are the same.
fn fingerprint(file: &PropertiesFile, policy: &Policy) -> u64 {
    let template = policy.template.map_or("", |template| template.id);
    let mut hasher = FxHasher::default();
    template.hash(&mut hasher);
    policy.parameters.map_or(0, |parameters| hash(file.node(parameters))).hash(&mut hasher);
    hasher.finish()
}

/// A hash of a value in which the order of members does not count.
fn hash(node: Node<'_>) -> u64 {
    let mut hasher = FxHasher::default();
    match node.kind() {
        Kind::Object => {
            let members = node.members().map(|member| {
                let mut hasher = FxHasher::default();
                (member.name(), hash(member)).hash(&mut hasher);
                hasher.finish()
            });
            members.fold(0_u64, u64::wrapping_add).hash(&mut hasher);
        }
        Kind::Array => node.items().for_each(|entry| hash(entry).hash(&mut hasher)),
        Kind::String => node.as_str().hash(&mut hasher),
        // 1 and 1.0 are the same value, and so are 0 and -0.
        Kind::Number => node.as_f64().map(|number| (number + 0.0).to_bits()).hash(&mut hasher),
        _ => node.raw().hash(&mut hasher),
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use connector::{Connector, FileRole};

    use crate::{Settings, Stop};

    /// The pointers of the repeated policies among `policies`.
    fn repeated(policies: &[String]) -> Vec<String> {
        let text = format!("{{\"properties\":{{\"policyTemplateInstances\":[{}]}}}}", policies.join(","));
        let connector = Connector::of_text(FileRole::Properties, text);
        let findings = crate::check(&connector, &Settings::default(), &Stop::default());
        let ours = findings.iter().filter(|finding| finding.code() == "policy/duplicate");
        ours.map(|finding| crate::engine::pointer(&connector, finding)).collect()
    }

    #[test]
    fn many_policies_are_compared_like_few() {
        let policy = |template: &str, value: &str| {
            format!(
                r#"{{"templateId":"{template}","parameters":{{"x-ms-apimTemplateParameter.statusCode":{value}}}}}"#
            )
        };
        let code = "setconnectionstatustounauthenticated";
        for others in [2, 30] {
            let mut policies: Vec<String> =
                (0..others).map(|other| policy(code, &(other + 500).to_string())).collect();
            policies.extend([policy(code, "401"), policy("setheader", "401"), policy("unheard-of", "401")]);
            assert_eq!(repeated(&policies), [""; 0]);
            policies.extend([policy(&code.to_uppercase(), "401.0"), policy("unheard-of", "401")]);
            let pointer = |index: usize| format!("/properties/policyTemplateInstances/{index}");
            assert_eq!(repeated(&policies), [pointer(others + 3), pointer(others + 4)]);
        }
    }
}
