//! Policies: what they do with the values that they have, their templates and parameters.

use connector::properties::OPERATION_NAME;
use syntax::{Kind, Node};
use vocabulary::{Effect, Place, PolicyTemplate, policy_template};

use super::Token;
use super::member::{self, Entry, add_source, word};
use crate::markup::{Line, Markup};
use crate::view::View;
use crate::words;

/// How much of a value is shown in a sentence, in characters.
const VALUE_LENGTH: usize = 120;
/// How many operations are named.
const MAX_OPERATIONS: usize = 8;

/// What a policy does, where its template, title or parameters are named, and what its parameters mean.
pub(super) fn text(view: &View<'_>, token: Token<'_>) -> Option<Markup> {
    let around = token.node.parent()?;
    let name = token.node.name();
    match token.document.place(around) {
        Place::PolicyTemplateInstance if matches!(&*name, "templateId" | "title" | "parameters") => {
            let template = template_of(around)?;
            let mut text = Markup::default();
            text.paragraph(sentence(template, around));
            text.paragraph(scope(around));
            text.append(if name == "templateId" && !token.is_key {
                describe(template)
            } else {
                member::text(view, token)?
            });
            Some(text)
        }
        Place::PolicyParameters => {
            let template = template_of(around.parent()?)?;
            let parameter = template.parameter(&name)?;
            let mut text = Markup::default();
            Entry::from(parameter).describe(&mut text, word(token).as_deref());
            let title = Line::default().strong(template.title).text(format!(" · {}", parameter.title));
            text.paragraph(title);
            text.paragraph(sentence(template, around.parent()?));
            add_source(&mut text, template.link);
            Some(text)
        }
        _ => None,
    }
}

fn template_of(policy: Node<'_>) -> Option<&'static PolicyTemplate> {
    policy_template(&policy.get("templateId")?.as_str()?)
}

/// What the policy does, in one sentence.
fn sentence(template: &'static PolicyTemplate, policy: Node<'_>) -> Line {
    let parameters = policy.get("parameters");
    let value = |key: &str| parameters.and_then(|parameters| parameters.get(key));
    let mut spoken = Sentence { line: Line::default(), is_ended: false };
    spoken.add(template, template.effect, &value);
    if spoken.is_ended { spoken.line } else { spoken.line.text(".") }
}

struct Sentence {
    line: Line,
    is_ended: bool,
}

impl Sentence {
    fn add<'n>(
        &mut self,
        template: &'static PolicyTemplate,
        parts: &'static [Effect],
        value: &dyn Fn(&str) -> Option<Node<'n>>,
    ) {
        for part in parts {
            match part {
                Effect::Words(words) => self.words(words),
                Effect::Value(key) => {
                    self.line = shown(std::mem::take(&mut self.line), value(key));
                    self.is_ended = false;
                }
                Effect::Choice(key, choices) => {
                    let written = value(key).map(member::spelt);
                    let word = written.or_else(|| {
                        let default = template.parameter(key)?.default?;
                        Some(default.trim_matches('"').to_owned())
                    });
                    let chosen = choices.iter().find(|(known, _)| Some(*known) == word.as_deref());
                    if let Some((_, words)) = chosen {
                        self.words(words);
                    }
                }
                Effect::Given(key, parts) if is_given(value(key)) => self.add(template, parts, value),
                Effect::Missing(key, parts) if !is_given(value(key)) => self.add(template, parts, value),
                Effect::Given(..) | Effect::Missing(..) => {}
            }
        }
    }

    fn words(&mut self, words: &'static str) {
        self.line = std::mem::take(&mut self.line).text(words);
        self.is_ended = words.ends_with('.');
    }
}

fn is_given(value: Option<Node<'_>>) -> bool {
    value.is_some_and(|value| {
        !matches!(value.kind(), Kind::Missing | Kind::Null)
            && !value.as_str().is_some_and(|text| text.is_empty() || text == "null")
    })
}

/// Adds a value; of an object the names of its members; a sign where nothing is written.
fn shown(line: Line, value: Option<Node<'_>>) -> Line {
    match value {
        Some(value) if value.is_object() => {
            let members = value.members().filter(|member| member.name() != vocabulary::TRIGGER_NEXT_LINK);
            let names: Vec<String> = members.map(|member| words::cut(&member.name(), VALUE_LENGTH)).collect();
            if names.is_empty() { line.code("…") } else { words::codes(line, &names, MAX_OPERATIONS) }
        }
        Some(value) if !value.span().is_empty() => {
            let text = member::spelt(value);
            line.code(if text.is_empty() { "\"\"".to_owned() } else { words::cut(&text, VALUE_LENGTH) })
        }
        _ => line.code("…"),
    }
}

/// The operations that a policy applies to.
fn scope(policy: Node<'_>) -> Line {
    let listed = policy.get("parameters").and_then(|parameters| parameters.get(OPERATION_NAME));
    let names: Vec<_> = listed.into_iter().flat_map(Node::items).filter_map(Node::as_str).collect();
    if names.is_empty() {
        return Line::from("Applies to all operations.");
    }
    words::codes(Line::from("Applies to "), &names, MAX_OPERATIONS).text(".")
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
