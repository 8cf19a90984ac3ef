//! Names that the author has chosen, and elements of lists.

use connector::{ConnectionParameter, Connector, Definition, FileRole, Target};
use syntax::Node;
use vocabulary::{Content, Place, identity_provider, known_format, reason_phrase};

use super::member::{self, text_of};
use super::{Token, call, input, outline, reference};
use crate::markup::{Line, Markup};
use crate::view::View;
use crate::words;

/// How much of a text is shown, in characters.
const TEXT_LENGTH: usize = 200;

/// What a name in a map stands for, or an element of a list. Where nothing else is known, what it is an entry of.
pub(super) fn text(view: &View<'_>, token: Token<'_>) -> Option<Markup> {
    let around = token.node.parent()?;
    let place = token.document.place(around);
    let known = match (place.content(), token.is_key) {
        // A scalar is told about as its name is.
        (Content::Map(_), _) if token.node.key().is_some() => named(view, token, place),
        (Content::List(_), false) if around.is_array() => element(view, token, around, place),
        _ => return None,
    };
    // Where objects belong, a text is an entry of nothing.
    let fits =
        !matches!(place.content(), Content::List(inside) if !matches!(inside, Place::Leaf | Place::Free));
    known.or_else(|| entry(token, around).filter(|_| fits))
}

fn named(view: &View<'_>, token: Token<'_>, place: Place) -> Option<Markup> {
    let name = token.node.name();
    if token.document.role() == FileRole::Definition {
        let definition = view.connector.definition()?;
        let target = match place {
            Place::Definitions => Target::Schema(name.as_ref().into()),
            Place::SharedParameters => Target::SharedParameter(name.as_ref().into()),
            Place::SharedResponses => Target::SharedResponse(name.as_ref().into()),
            Place::SchemaProperties => return Some(property(definition, token.node)),
            Place::Headers => return Some(header(definition, token.node)),
            Place::Responses => return response(definition, token.node),
            Place::Scopes => return scope(token.node.parent()?.parent()?, &name),
            Place::DynamicParameters
            | Place::DynamicListParameters
            | Place::DynamicTreeParameters
            | Place::FilePickerParameters
            | Place::LiteralParameters => {
                let call = call::around(definition, token.node)?;
                return input::text(
                    definition,
                    call::callee(definition, call)?,
                    &name,
                    call::name_form(call),
                );
            }
            Place::SecurityDefinitions => return Some(scheme(view.connector, token.node)),
            _ => return None,
        };
        return Some(reference::about(view, definition, token.node, &target));
    }
    match place {
        Place::ConnectionParameters => Some(connection_parameter(view.connector, token.node)),
        Place::Dependencies => named_connection_parameter(view.connector, &name),
        Place::OAuthCustomParameters => custom_parameter(token.node),
        _ => None,
    }
}

/// A property of an object.
fn property(definition: &Definition, node: Node<'_>) -> Markup {
    let name = node.name();
    let schema = node.parent().and_then(Node::parent);
    let required = schema.and_then(|schema| schema.get("required"));
    let is_required =
        required.is_some_and(|list| list.items().any(|each| each.as_str().as_deref() == Some(&*name)));
    let mut line = Line::default().strong(name).text(format!(" · {}", outline::kind(definition, node)));
    if is_required {
        line = line.text(" · required");
    }
    let mut text = Markup::default();
    text.paragraph(line);
    let resolved = definition.resolve(node).unwrap_or(node);
    input::add_texts(&mut text, resolved);
    if let Some(format) = text_of(resolved, "format").and_then(|format| known_format(&format)) {
        text.paragraph(Line::default().code(format.value).text(format!(": {}", format.doc)));
    }
    if let Some(visibility) = text_of(resolved, "x-ms-visibility")
        && let Some(meaning) = vocabulary::lifecycle::visibility(&visibility)
    {
        text.paragraph(Line::default().code(visibility).text(format!(": {meaning}")));
    }
    outline::add_fields(&mut text, definition, resolved);
    text
}

fn header(definition: &Definition, node: Node<'_>) -> Markup {
    let mut text = Markup::default();
    text.paragraph(
        Line::default().strong(node.name()).text(format!(" · {}", outline::kind(definition, node))),
    );
    input::add_texts(&mut text, node);
    text
}

/// A response by its status code.
fn response(definition: &Definition, node: Node<'_>) -> Option<Markup> {
    let code = node.name();
    let phrase = code.parse().ok().and_then(reason_phrase);
    let class = vocabulary::response_meaning(&code)?;
    let mut text = Markup::default();
    let line = Line::default().strong(code);
    text.paragraph(phrase.map_or_else(|| line.clone(), |phrase| line.clone().text(format!(" · {phrase}"))));
    text.paragraph(class);
    let resolved = definition.resolve(node).unwrap_or(node);
    input::add_texts(&mut text, resolved);
    if let Some(schema) = resolved.get("schema") {
        outline::add(&mut text, definition, schema);
    }
    Some(text)
}

/// A way to authenticate.
pub(super) fn scheme(connector: &Connector, node: Node<'_>) -> Markup {
    let name = node.name();
    let target = Target::SecurityScheme(name.as_ref().into());
    let uses = words::count(connector.references().to(&target).count(), "reference", "references");
    let mut text = Markup::default();
    let line = Line::default().strong(name);
    let kind = text_of(node, "type").map(|kind| words::cut(&kind, TEXT_LENGTH));
    text.paragraph(
        kind.as_ref().map_or_else(|| line.clone(), |kind| line.clone().text(format!(" · {kind}"))),
    );
    let values = vocabulary::member(Place::SecurityScheme, "type").map_or(&[][..], |member| member.values);
    if let Some(meaning) = values.iter().find(|known| Some(known.value) == kind.as_deref()) {
        text.paragraph(meaning.doc);
    }
    input::add_texts(&mut text, node);
    text.paragraph(uses);
    text
}

/// A permission that a way to authenticate can ask for.
fn scope(scheme: Node<'_>, name: &str) -> Option<Markup> {
    let said = text_of(scheme.get("scopes")?, name)?;
    let mut text = Markup::default();
    text.paragraph(Line::default().strong(name).text(" · scope of ").strong(scheme.name()));
    text.paragraph(words::cut(&said, TEXT_LENGTH));
    Some(text)
}

/// A connection parameter that is named elsewhere.
pub(super) fn named_connection_parameter(connector: &Connector, name: &str) -> Option<Markup> {
    let of_file = |file: &connector::PropertiesFile| {
        let found: Option<&ConnectionParameter> =
            file.connection_parameters.iter().find(|parameter| &*parameter.name == name);
        found.map(|parameter| connection_parameter(connector, file.node(parameter.node)))
    };
    connector.properties_files().find_map(of_file)
}

/// A field of the connection form.
fn connection_parameter(connector: &Connector, node: Node<'_>) -> Markup {
    let name = node.name();
    let target = Target::ConnectionParameter(name.as_ref().into());
    let uses = words::count(
        connector.references().to(&target).count(),
        "reference in policies",
        "references in policies",
    );
    let mut text = Markup::default();
    let mut line = Line::default().strong(name).text(" · connection parameter");
    let kind = text_of(node, "type");
    if let Some(kind) = &kind {
        line = line.text(format!(" · {}", words::cut(kind, TEXT_LENGTH)));
    }
    let form = node.get("uiDefinition");
    let constraints = form.and_then(|form| form.get("constraints"));
    let is_required =
        constraints.and_then(|each| each.get("required")).is_some_and(|value| outline::word(value) == "true");
    text.paragraph(if is_required { line.text(" · required") } else { line });
    let shown = form
        .into_iter()
        .flat_map(|form| ["displayName", "description", "tooltip"].map(|name| text_of(form, name)));
    let mut shown: Vec<String> = shown.flatten().collect();
    shown.dedup();
    for each in shown {
        text.paragraph(words::cut(&each, TEXT_LENGTH));
    }
    let known = kind.and_then(|kind| vocabulary::lists::find(vocabulary::CONNECTION_PARAMETER_TYPES, &kind));
    if let Some(known) = known {
        text.paragraph(Line::default().code(known.value).text(format!(": {}", known.doc)));
    }
    text.paragraph(uses);
    text
}

/// A setting of an identity provider.
fn custom_parameter(node: Node<'_>) -> Option<Markup> {
    let provider = identity_provider(&text_of(node.parent()?.parent()?, "identityProvider")?)?;
    let parameter = provider.parameter(&node.name())?;
    let required = if parameter.required { " · required" } else { "" };
    let mut text = Markup::default();
    text.paragraph(Line::default().strong(node.name()).text(required));
    text.paragraph(parameter.doc);
    text.paragraph(
        Line::default()
            .text("For the identity provider ")
            .code(provider.id)
            .text(format!(": {}", provider.doc)),
    );
    Some(text)
}

/// An element of a list.
fn element(view: &View<'_>, token: Token<'_>, list: Node<'_>, place: Place) -> Option<Markup> {
    let definition = view.connector.definition().filter(|_| token.document.role() == FileRole::Definition);
    let owner = list.parent();
    match (place, definition) {
        (Place::Required, Some(definition)) => {
            let named = definition.property(owner?, &token.node.as_str()?)?;
            Some(property(definition, named))
        }
        (Place::Enum, Some(_)) => display_name(owner?, token.node),
        (Place::SecurityScopes, Some(definition)) => {
            let scheme = definition.security_schemes.get(&*list.name())?;
            scope(definition.node(*scheme), &token.node.as_str()?)
        }
        (Place::TagNames, Some(definition)) => {
            let name = token.node.as_str()?;
            let mut tags = definition.document.root().get("tags")?.items();
            let tag = tags.find(|tag| text_of(*tag, "name").as_deref() == Some(name.trim()))?;
            let mut text = Markup::default();
            text.paragraph(Line::default().strong(name));
            text.paragraph(words::cut(&text_of(tag, "description")?, TEXT_LENGTH));
            Some(text)
        }
        _ => member::element(token),
    }
}

/// What makers see for an allowed value.
fn display_name(schema: Node<'_>, value: Node<'_>) -> Option<Markup> {
    let mut names = schema.get("x-ms-enum-values")?.items();
    let entry = names.find(|entry| entry.get("value").is_some_and(|other| other.same_value(value)))?;
    let shown = text_of(entry, "displayName")?;
    let mut text = Markup::default();
    text.paragraph(
        Line::default().code(outline::word(value)).text(format!(": {}", words::cut(&shown, TEXT_LENGTH))),
    );
    if let Some(description) = text_of(entry, "description") {
        text.paragraph(words::cut(&description, TEXT_LENGTH));
    }
    Some(text)
}

/// What the map or list means that something is an entry of.
fn entry(token: Token<'_>, around: Node<'_>) -> Option<Markup> {
    let member = token.document.member(around)?;
    let name = token.node.key().map_or_else(|| outline::word(token.node), |key| key.text().into_owned());
    let mut text = Markup::default();
    let name = words::cut(&name, TEXT_LENGTH);
    text.paragraph(Line::default().strong(name).text(" in ").code(member.name));
    text.paragraph(member.doc);
    member::add_source(&mut text, member.link);
    Some(text)
}
