//! Any member of the four formats, as the vocabulary describes it.

use syntax::Node;
use vocabulary::{Member, PolicyParameter, Standing, Types, ValueDoc, lifecycle};

use super::{Token, lifecycle as life, limits, value};
use crate::markup::{Line, Markup};
use crate::view::View;

/// What the member means whose key or value the token is.
pub(super) fn text(view: &View<'_>, token: Token<'_>) -> Option<Markup> {
    let member = token.document.member(token.node)?;
    let mut text = Markup::default();
    Entry::from(member).describe(&mut text, word(token).as_deref());
    life::add(&mut text, view, token, member);
    limits::add(&mut text, view, token, member);
    value::add(&mut text, token, member);
    add_source(&mut text, member.link);
    Some(text)
}

/// What a member means wherever it stands.
pub(crate) fn about(member: &'static Member) -> Markup {
    let mut text = Markup::default();
    Entry::from(member).describe(&mut text, None);
    add_source(&mut text, member.link);
    text
}

/// What a policy's parameter means in any policy.
pub(crate) fn about_parameter(parameter: &'static PolicyParameter) -> Markup {
    let mut text = Markup::default();
    Entry::from(parameter).describe(&mut text, None);
    text
}

/// An element of a list whose elements have a meaning.
pub(super) fn element(token: Token<'_>) -> Option<Markup> {
    let list = token.node.parent()?;
    let word = token.node.as_str()?;
    // A MIME type may have a character set behind it.
    let word = word.split(';').next().unwrap_or_default().trim_end();
    let known = token.document.place(list).element_values().iter().find(|known| known.value == word)?;
    let mut text = Markup::default();
    text.paragraph(meaning(known));
    Some(text)
}

/// The value that the token is, as the vocabulary spells values.
pub(super) fn word(token: Token<'_>) -> Option<String> {
    (!token.is_key).then(|| spelt(token.node))
}

/// A scalar as the vocabulary spells values: a text without its quotes.
pub(super) fn spelt(node: Node<'_>) -> String {
    node.as_str().map_or_else(|| node.raw().to_owned(), std::borrow::Cow::into_owned)
}

/// Adds where to read on.
pub(super) fn add_source(text: &mut Markup, link: &str) {
    const SITES: [(&str, &str); 4] = [
        ("https://learn.microsoft.com/", "Microsoft Learn"),
        ("https://spec.openapis.org/", "Swagger 2.0 specification"),
        ("https://github.com/microsoft/PowerPlatformConnectors/blob/dev/schemas/", "Microsoft's JSON schema"),
        ("https://github.com/microsoft/", "Microsoft on GitHub"),
    ];
    if !link.is_empty() {
        let site = SITES.iter().find(|(start, _)| link.starts_with(start)).map_or("Source", |(_, site)| site);
        text.paragraph(Line::default().link(site, link));
    }
}

/// What the vocabulary knows of a member or of a policy's parameter.
pub(super) struct Entry {
    name: &'static str,
    types: Types,
    required: bool,
    values: &'static [ValueDoc],
    is_closed: bool,
    default: Option<&'static str>,
    doc: &'static str,
    standing: Standing,
}

impl From<&'static Member> for Entry {
    fn from(member: &'static Member) -> Self {
        Self {
            name: member.name,
            types: member.types,
            required: member.required,
            values: member.values,
            is_closed: member.closed,
            default: member.default,
            doc: member.doc,
            standing: member.standing,
        }
    }
}

impl From<&'static PolicyParameter> for Entry {
    fn from(parameter: &'static PolicyParameter) -> Self {
        Self {
            name: parameter.key,
            types: parameter.types,
            required: parameter.required,
            values: parameter.values,
            is_closed: true,
            default: parameter.default,
            doc: parameter.doc,
            standing: Standing::Documented,
        }
    }
}

impl Entry {
    /// Adds the description. Of `word`, the value that it has, the meaning comes first.
    pub(super) fn describe(&self, text: &mut Markup, word: Option<&str>) {
        let known = word.and_then(|word| self.meaning(word));
        if let Some(known) = known {
            text.paragraph(meaning(known));
        }
        let required = if self.required { " · required" } else { "" };
        text.paragraph(Line::default().strong(self.name).text(format!(" · {}{required}", self.types)));
        text.paragraph(self.doc);
        if let Some(standing) = self.standing.doc() {
            text.paragraph(standing);
        }
        self.add_values(text, known);
        if let Some(default) = self.default {
            text.paragraph(Line::default().text("Default: ").code(default));
        }
    }

    fn meaning(&self, word: &str) -> Option<&'static ValueDoc> {
        let synonyms = if self.name == "x-ms-visibility" { lifecycle::VISIBILITY_SYNONYMS } else { &[] };
        // The letter case of a visibility does not matter to the platform.
        let is_meant = |known: &&ValueDoc| {
            known.value == word || self.name == "x-ms-visibility" && known.value.eq_ignore_ascii_case(word)
        };
        self.values.iter().chain(synonyms).find(is_meant)
    }

    /// All values with what they mean; once the meaning of one is told, the others by name.
    fn add_values(&self, text: &mut Markup, told: Option<&ValueDoc>) {
        if self.values.is_empty() {
            return;
        }
        let kind = if self.is_closed { "Allowed values" } else { "Usual values" };
        if told.is_none() {
            text.paragraph(format!("{kind}:"));
            text.list(self.values.iter().map(meaning).collect());
            return;
        }
        let mut line = Line::from(format!("{kind}: "));
        for (at, known) in self.values.iter().enumerate() {
            line = line.text(if at == 0 { "" } else { ", " }).code(written(known));
        }
        text.paragraph(line);
    }
}

/// A value and what it means.
pub(super) fn meaning(known: &ValueDoc) -> Line {
    Line::default().code(written(known)).text(format!(": {}", known.doc))
}

/// A value as it can be shown: the empty text as its quotes.
fn written(known: &ValueDoc) -> &str {
    if known.value.is_empty() { "\"\"" } else { known.value }
}

/// The text of a member that is text, unless it is blank.
pub(crate) fn text_of(node: Node<'_>, name: &str) -> Option<String> {
    let text = node.get(name)?.as_str()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
