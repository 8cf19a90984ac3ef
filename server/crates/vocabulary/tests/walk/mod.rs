//! Reads a JSON value with the tables and notes what does not fit.

use serde_json::Value;
use vocabulary::{Content, Place, Types, member, policy_template};

/// The type of a JSON value.
pub(crate) fn types_of(value: &Value) -> Types {
    match value {
        Value::Null => Types::NULL,
        Value::Bool(_) => Types::BOOLEAN,
        Value::String(_) => Types::STRING,
        Value::Array(_) => Types::ARRAY,
        Value::Object(_) => Types::OBJECT,
        Value::Number(number) if number.as_f64().is_some_and(|number| number.fract() == 0.0) => {
            Types::INTEGER
        }
        Value::Number(_) => Types::NUMBER,
    }
}

/// A parameter's place depends on its `in`.
fn located(place: Place, value: &Value) -> Place {
    if place != Place::Parameter {
        return place;
    }
    match value.get("in").and_then(Value::as_str) {
        Some("path") => Place::PathParameter,
        Some("query") => Place::QueryParameter,
        Some("header") => Place::HeaderParameter,
        Some("formData") => Place::FormDataParameter,
        Some("body") => Place::BodyParameter,
        _ => Place::Parameter,
    }
}

/// Notes everything in `value` that the tables do not expect at `place`.
pub(crate) fn walk(place: Place, value: &Value, note: &mut dyn FnMut(String)) {
    let place = located(place, value);
    match (place.content(), value) {
        (Content::Members(_), Value::Object(object)) => {
            for (name, value) in object {
                let Some(member) = member(place, name) else {
                    if !name.starts_with("x-") && !place.is_open() {
                        note(format!("unknown: {} `{name}`", place.name()));
                    }
                    continue;
                };
                if !member.types.contains(types_of(value)) {
                    note(format!("type: {} `{name}` is {}", place.name(), types_of(value)));
                }
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                if member.closed && !value.is_null() && member.values.iter().all(|known| known.value != text)
                {
                    note(format!("value: {} `{name}` is {text}", place.name()));
                }
                walk(member.place, value, note);
            }
            if place == Place::PolicyTemplateInstance {
                walk_policy(value, note);
            }
            if object.contains_key("$ref") || place.is_open() {
                return;
            }
            for member in vocabulary::members(place).filter(|member| member.required) {
                if !object.contains_key(member.name) {
                    note(format!("missing: {} `{}`", place.name(), member.name));
                }
            }
        }
        (Content::Map(inside), Value::Object(object)) => {
            for (name, value) in object {
                if !place.element_types().contains(types_of(value)) {
                    note(format!("element: {} holds {}", place.name(), types_of(value)));
                }
                if !name.starts_with("x-") || inside.is_schema() {
                    walk(inside, value, note);
                }
            }
        }
        (Content::List(inside), Value::Array(elements)) => {
            for value in elements {
                if !place.element_types().contains(types_of(value)) {
                    note(format!("element: {} holds {}", place.name(), types_of(value)));
                }
                walk(inside, value, note);
            }
        }
        _ => {}
    }
}

/// The parameters of a policy against its template.
fn walk_policy(policy: &Value, note: &mut dyn FnMut(String)) {
    let id = policy["templateId"].as_str().unwrap_or_default();
    let Some(template) = policy_template(id) else { return note(format!("template: {id}")) };
    let Some(parameters) = policy["parameters"].as_object() else { return };
    for (key, value) in parameters {
        match template.parameter(key) {
            None => note(format!("policy parameter: {id} `{key}`")),
            Some(parameter) if !parameter.types.contains(types_of(value)) => {
                note(format!("policy type: {id} `{key}` is {}", types_of(value)));
            }
            Some(parameter) => {
                let text = value.as_str().unwrap_or_default();
                if !parameter.values.is_empty() && parameter.values.iter().all(|known| known.value != text) {
                    note(format!("policy value: {id} `{key}` is {text}"));
                }
            }
        }
    }
    for parameter in template.parameters.iter().filter(|parameter| parameter.required) {
        if !parameters.contains_key(parameter.key) {
            note(format!("policy missing: {id} `{}`", parameter.key));
        }
    }
}
