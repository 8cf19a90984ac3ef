//! Values from the tables.

use syntax::Node;
use vocabulary::{Content, Format, Member, Place, Types, ValueDoc};

use super::names::listing::stated_facts;
use super::site::Slot;
use super::writing::escape;
use super::{Completion, CompletionKind, Meaning, Subject};

/// The values that are known for the member or item.
pub(super) fn add(subject: &Subject<'_>, entries: &mut Vec<Completion>) {
    let place = subject.place();
    match &subject.site.slot {
        Slot::Value { key } => {
            if let Some(member) = vocabulary::member(place, key) {
                of_member(subject, member, entries);
            }
            if place.is_schema() || place.is_parameter() || place == Place::ParameterItems {
                of_schema(subject, key, entries);
            }
        }
        Slot::Item => {
            let known = place.element_values();
            let present: Vec<_> = subject.site.container.into_iter().flat_map(Node::items).collect();
            let others = present.iter().filter(|item| !subject.site.replaces(item.span()));
            let taken: Vec<_> = others.filter_map(|item| item.as_str()).collect();
            let absent = known.iter().filter(|value| !taken.iter().any(|taken| *taken == value.value));
            entries.extend(absent.map(|value| of_list(subject, value, Types::STRING)));
            if let Content::List(inside) = place.content()
                && !subject.site.in_string
                && inside.types() == Types::OBJECT
            {
                entries.push(json(subject, "{$1}", "{ }"));
            }
        }
        Slot::Root => entries.push(json(subject, "{$1}", "{ }")),
        Slot::Key { .. } => {}
    }
}

fn of_member(subject: &Subject<'_>, member: &'static Member, entries: &mut Vec<Completion>) {
    let stated = subject.site.container.filter(|_| member.name == "propertyName").map(stated_facts);
    let is_stated = |value: &ValueDoc| stated.iter().flatten().any(|stated| stated == value.value);
    let known = member.values.iter().filter(|value| !value.value.is_empty() && !is_stated(value));
    let known: Vec<Completion> = known.map(|value| of_list(subject, value, member.types)).collect();
    entries.extend(known);
    let default = member.default.filter(|_| member.types != Types::ANY);
    let as_text = default.and_then(|default| default.strip_prefix('"')?.strip_suffix('"'));
    if let Some(text) = as_text.filter(|text| !text.is_empty()) {
        entries.push(subject.string(text, CompletionKind::Value, 12).with_detail("if absent"));
    }
    if subject.site.in_string {
        return;
    }
    // Where a number can stand as well, a word of two says nothing.
    let is_flag = member.types.contains(Types::BOOLEAN) && !member.types.intersects(Types::NUMBER);
    if is_flag && member.values.is_empty() {
        entries.extend(["true", "false"].map(|word| json(subject, word, word)));
    }
    let is_value = default.is_some_and(|default| !default.starts_with('"'));
    if let Some(default) = default.filter(|_| is_value && !member.types.contains(Types::BOOLEAN)) {
        entries.push(json(subject, &escape(default), default).with_detail("if absent"));
    }
    if member.types.contains(Types::OBJECT) && member.types != Types::ANY {
        entries.push(json(subject, "{$1}", "{ }"));
    }
    if member.types.contains(Types::ARRAY) && member.types != Types::ANY {
        entries.push(json(subject, "[$1]", "[ ]"));
    }
}

fn of_list(subject: &Subject<'_>, value: &ValueDoc, types: Types) -> Completion {
    let is_text = types != Types::ANY && types.contains(Types::STRING) || !is_literal(value.value);
    let entry = if is_text {
        subject.string(value.value, CompletionKind::Value, 10)
    } else {
        subject.entry(value.value, CompletionKind::Value, 10, value.value)
    };
    entry.with_meaning(Meaning::sentence(value.doc))
}

/// Whether a word is JSON as it stands: a number, `true`, `false` or `null`.
fn is_literal(word: &str) -> bool {
    matches!(word, "true" | "false" | "null") || word.parse::<f64>().is_ok()
}

/// What a schema says about values elsewhere in it.
fn of_schema(subject: &Subject<'_>, key: &str, entries: &mut Vec<Completion>) {
    let Some(schema) = subject.site.container else { return };
    match key {
        "default" | "example" | "x-example" | "x-ms-test-value" => {
            for allowed in schema.get("enum").into_iter().flat_map(Node::items) {
                if let Some(text) = allowed.as_str() {
                    entries.push(subject.string(&text, CompletionKind::Value, 5));
                } else if !subject.site.in_string {
                    entries.push(json(subject, &escape(allowed.raw()), allowed.raw()));
                }
            }
            let is_boolean = schema.get("type").and_then(Node::as_str).as_deref() == Some("boolean");
            if is_boolean && !subject.site.in_string {
                entries.extend(["true", "false"].map(|word| json(subject, word, word)));
            }
        }
        "format" => {
            let kind = schema.get("type").and_then(Node::as_str);
            // A format of another type would be a mistake.
            let fits = |format: &Format| kind.as_deref().is_none_or(|kind| format.types.contains(&kind));
            entries.retain(|entry| vocabulary::known_format(&entry.label).is_none_or(fits));
            for format in vocabulary::FORMATS.iter().filter(|format| fits(format)) {
                if !entries.iter().any(|entry| entry.label == format.value) {
                    let entry = subject.string(format.value, CompletionKind::Value, 10);
                    entries.push(entry.with_meaning(Meaning::sentence(format.doc)));
                }
            }
        }
        _ => {}
    }
}

/// A value that is no string.
fn json(subject: &Subject<'_>, snippet: &str, label: &str) -> Completion {
    subject.entry(label, CompletionKind::Value, 12, snippet)
}
