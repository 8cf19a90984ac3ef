//! Inputs as a form, outputs as a list.

use super::super::model::{Control, Field, Mark, Source};
use super::card::{differences, mark, mark_class};
use crate::html::writer::{Attribute, Html};

/// Fields to fill in. They can be reached and read, but nothing is sent anywhere.
pub(super) fn inputs<'f>(fields: impl IntoIterator<Item = &'f Field>, html: &mut Html) {
    for field in fields {
        let class = format!("field{}", mark_class(&field.mark));
        let place = numbers(field);
        let attributes = attributes(&class, place.as_ref());
        match &field.control {
            Control::List if !field.fields.is_empty() => list(field, &attributes, html),
            _ => html.element("div", &attributes, |html| input(field, html)),
        }
    }
}

fn numbers(field: &Field) -> Option<(String, String)> {
    let span = field.place.as_ref()?.span;
    Some((span.start.to_string(), span.end.to_string()))
}

fn attributes<'a>(class: &'a str, place: Option<&'a (String, String)>) -> Vec<Attribute<'a>> {
    let mut attributes = vec![("class", class)];
    if let Some((start, end)) = place {
        attributes.extend([("data-start", start.as_str()), ("data-end", end.as_str())]);
    }
    attributes
}

/// A list: the fields of one entry, and that there may be more.
fn list(field: &Field, attributes: &[Attribute<'_>], html: &mut Html) {
    html.element("fieldset", attributes, |html| {
        html.element("legend", &[], |html| label(field, html));
        description(field, None, html);
        differences(&field.mark, html);
        inputs(&field.fields, html);
        html.leaf("p", &[("class", "more")], "+ Add new item");
    });
}

fn input(field: &Field, html: &mut Html) {
    let (id, told) = (html.new_id(), html.new_id());
    let source = source(&field.control);
    let is_described = field.description.is_some() || source.is_some();
    let mut common: Vec<Attribute<'_>> = vec![("id", &id)];
    if is_described {
        common.push(("aria-describedby", &told));
    }
    if field.control == Control::SignIn {
        // Its name alone is not shown to makers.
        if field.label != field.key || field.mark != Mark::Same {
            html.element("span", &[("class", "label")], |html| label(field, html));
        }
        common.push(("type", "button"));
        html.leaf("button", &common, "Sign in");
    } else {
        html.element("label", &[("for", &id)], |html| label(field, html));
        control(field, &common, html);
    }
    description(field, Some((&told, source)), html);
    differences(&field.mark, html);
}

fn label(field: &Field, html: &mut Html) {
    html.leaf("bdi", &[], &field.label);
    if field.is_required {
        html.leaf("span", &[("class", "required"), ("aria-hidden", "true")], " *");
        html.leaf("span", &[("class", "unseen")], " (required)");
    }
    mark(&field.mark, html);
}

fn description(field: &Field, told: Option<(&str, Option<String>)>, html: &mut Html) {
    let (id, source) = told.map_or((None, None), |(id, source)| (Some(id), source));
    if field.description.is_none() && source.is_none() {
        return;
    }
    let mut attributes = vec![("class", "quiet")];
    attributes.extend(id.map(|id| ("id", id)));
    html.element("p", &attributes, |html| {
        if let Some(description) = &field.description {
            html.leaf("bdi", &[], description);
        }
        if let Some(source) = &source {
            if field.description.is_some() {
                html.text(" ");
            }
            html.leaf("em", &[], source);
        }
    });
}

/// Where the choices or fields come from, as a sentence.
fn source(control: &Control) -> Option<String> {
    let (what, source) = match control {
        Control::Fetched(source) => ("Choices come from", source),
        Control::Picker(source) => ("A window to pick from, filled by", source),
        Control::FetchedFields(source) => ("The fields come from", source),
        _ => return None,
    };
    let Source { operation, needs } = source;
    Some(match needs.as_slice() {
        [] => format!("{what} '{operation}'."),
        [need] => format!("{what} '{operation}', once {need} is filled in."),
        [first @ .., last] => {
            format!("{what} '{operation}', once {} and {last} are filled in.", first.join(", "))
        }
    })
}

fn control(field: &Field, common: &[Attribute<'_>], html: &mut Html) {
    let default = field.default.as_deref();
    let mut attributes = common.to_vec();
    if field.is_required {
        attributes.push(("aria-required", "true"));
    }
    match &field.control {
        Control::Choices { names, more } => {
            let more = format!("{more} more");
            let cut = if more == "0 more" { None } else { Some(more.as_str()) };
            // A browser shows the first choice where none is selected.
            let other = default.filter(|value| !names.iter().any(|name| name == value));
            let names = names.iter().map(String::as_str);
            select(&attributes, other.into_iter().chain(names).chain(cut), default, html);
        }
        Control::YesNo => {
            let default = default.map(|value| if value == "true" { "Yes" } else { "No" });
            select(&attributes, ["Yes", "No"].into_iter(), default, html);
        }
        Control::Fetched(source) | Control::Picker(source) => {
            let asks = format!("From '{}'", source.operation);
            select(&attributes, default.into_iter().chain([asks.as_str()]), default, html);
        }
        Control::Gateway => select(&attributes, ["The maker's data gateways"].into_iter(), None, html),
        Control::FetchedFields(_) => {
            let value = ("value", "More fields appear here");
            let line = [("type", "text"), ("readonly", ""), ("class", "fetched"), value];
            html.void("input", &[attributes.as_slice(), &line].concat());
        }
        Control::Line | Control::Secret | Control::List | Control::SignIn => {
            attributes.extend([("type", "text"), ("readonly", ""), ("placeholder", field.kind)]);
            attributes.extend(default.map(|value| ("value", value)));
            html.void("input", &attributes);
        }
    }
}

fn select<'a>(
    attributes: &[Attribute<'_>],
    names: impl Iterator<Item = &'a str>,
    default: Option<&str>,
    html: &mut Html,
) {
    html.element("select", attributes, |html| {
        if default.is_none() {
            html.leaf("option", &[], "Choose…");
        }
        for name in names {
            let chosen: &[Attribute<'_>] = if default == Some(name) { &[("selected", "")] } else { &[] };
            html.leaf("option", chosen, name);
        }
    });
}

/// Values that come back: what makers pick as dynamic content.
pub(super) fn outputs<'f>(fields: impl IntoIterator<Item = &'f Field>, html: &mut Html) {
    let mut fields = fields.into_iter().peekable();
    if fields.peek().is_none() {
        return;
    }
    html.element("ul", &[("class", "outputs")], |html| {
        for field in fields {
            let class = format!("output{}", mark_class(&field.mark));
            let place = numbers(field);
            html.element("li", &attributes(&class, place.as_ref()), |html| {
                html.element("div", &[], |html| {
                    html.leaf("span", &[("class", "token"), ("dir", "auto")], &field.label);
                    html.text(" ");
                    html.leaf("span", &[("class", "kind")], field.kind);
                    mark(&field.mark, html);
                });
                html.leaf("code", &[], field.key.strip_prefix("body/").unwrap_or(&field.key));
                if let Control::FetchedFields(from) = &field.control {
                    html.leaf(
                        "p",
                        &[("class", "quiet")],
                        &format!("The fields come from '{}'.", from.operation),
                    );
                }
                if let Some(description) = &field.description {
                    html.leaf("p", &[("class", "quiet"), ("dir", "auto")], description);
                }
                differences(&field.mark, html);
                outputs(&field.fields, html);
            });
        }
    });
}
