//! What a few values mean beside what their member means.

use vocabulary::{
    CATEGORIES, INDEPENDENT_PUBLISHER_COLOR, Member, Place, REFUSED_BRAND_COLORS, identity_provider, lists,
};

use super::Token;
use super::member::{meaning, text_of};
use crate::colors::Color;
use crate::markup::{Line, Markup};

/// Adds what there is to say about the value of a member.
pub(super) fn add(text: &mut Markup, token: Token<'_>, member: &Member) {
    let Some(holder) = token.node.parent() else { return };
    match (token.document.place(holder), member.name) {
        (Place::Properties, "iconBrandColor") => add_color(text, token),
        (Place::OAuthSettings, "identityProvider") if !token.is_key => {
            let provider = token.node.as_str().and_then(|id| identity_provider(&id));
            let Some(provider) = provider.filter(|provider| !provider.parameters.is_empty()) else { return };
            text.paragraph(Line::default().text("Custom parameters of ").code(provider.id).text(":"));
            let points = provider.parameters.iter().map(|parameter| {
                let required = if parameter.required { " (required)" } else { "" };
                Line::default().code(parameter.name).text(format!("{required}: {}", parameter.doc))
            });
            text.list(points.collect());
        }
        (Place::ConnectorMetadataEntry, "propertyValue") => {
            let Some(name) = text_of(holder, "propertyName") else { return };
            let names = vocabulary::member(Place::ConnectorMetadataEntry, "propertyName");
            if let Some(known) = names.and_then(|names| lists::find(names.values, &name)) {
                text.paragraph(meaning(known));
            }
            if name == "Categories" {
                let written = token.node.as_str().unwrap_or_default();
                let known = written.split(';').filter_map(|name| lists::find(CATEGORIES, name.trim()));
                text.list(known.map(meaning).collect());
            }
        }
        _ => {}
    }
}

fn add_color(text: &mut Markup, token: Token<'_>) {
    let written = token.node.as_str().unwrap_or_default();
    let Some(color) = Color::parse(&written) else { return };
    let is = |known: &str| known.eq_ignore_ascii_case(&written);
    let line = Line::default().swatch(color).code(color.written());
    let line = line.text(format!(": red {}, green {}, blue {}", color.red, color.green, color.blue));
    text.paragraph(if is(INDEPENDENT_PUBLISHER_COLOR) {
        line.text(" · the colour of independent publishers")
    } else if REFUSED_BRAND_COLORS.iter().any(|refused| is(refused)) {
        line.text(" · refused by certification")
    } else {
        line
    });
}
