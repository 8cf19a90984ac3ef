//! Policy templates and their parameters.

use syntax::Node;
use vocabulary::{Place, PolicyTemplate, policy_template};

use super::Token;
use super::member::{Entry, add_source, word};
use crate::markup::{Line, Markup};

/// What a template is, by its name, or one of the parameters of a policy that has a known template.
pub(super) fn text(token: Token<'_>) -> Option<Markup> {
    let around = token.node.parent()?;
    let name = token.node.name();
    match token.document.place(around) {
        Place::PolicyTemplateInstance if name == "templateId" && !token.is_key => {
            template(token.node).map(describe)
        }
        Place::PolicyParameters => {
            let template = around.parent().and_then(|policy| policy.get("templateId")).and_then(template)?;
            let parameter = template.parameter(&name)?;
            let mut text = Markup::default();
            Entry::from(parameter).describe(&mut text, word(token).as_deref());
            text.paragraph(
                Line::default().text(format!("{} in the policy ", parameter.title)).strong(template.title),
            );
            add_source(&mut text, template.link);
            Some(text)
        }
        _ => None,
    }
}

fn template(id: Node<'_>) -> Option<&'static PolicyTemplate> {
    policy_template(&id.as_str()?)
}

fn describe(template: &'static PolicyTemplate) -> Markup {
    let mut text = Markup::default();
    text.paragraph(Line::default().strong(template.title).text(" · policy template ").code(template.id));
    text.paragraph(template.doc);
    if let Some(standing) = template.standing.doc() {
        text.paragraph(standing);
    }
    text.paragraph("Parameters:");
    let points = template.parameters.iter().map(|parameter| {
        let required = if parameter.required { " (required)" } else { "" };
        Line::default().code(parameter.key).text(format!("{required}: {}", parameter.doc))
    });
    text.list(points.collect());
    add_source(&mut text, template.link);
    text
}
