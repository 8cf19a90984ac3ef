//! The two forms of design-time calls: each written as the other one.

use std::fmt::Write as _;

use connector::definition::PathStep;
use connector::dynamic::{Argument, ArgumentSource};
use connector::{Definition, DynamicCall, DynamicForm, NameForm, Operation};
use syntax::Node;
use syntax::edit::quote;

use crate::dynamic_calls::users;
use crate::fix::Change;

/// The extension that says the same in the other form; `None` for those that have only one.
pub const fn companion(form: DynamicForm) -> Option<DynamicForm> {
    Some(match form {
        DynamicForm::Values => DynamicForm::List,
        DynamicForm::List => DynamicForm::Values,
        DynamicForm::Schema => DynamicForm::Properties,
        DynamicForm::Properties => DynamicForm::Schema,
        _ => return None,
    })
}

/// The call in the other form, if it stands beside this one.
pub fn written<'d>(definition: &'d Definition, call: &DynamicCall) -> Option<Node<'d>> {
    definition.node(call.node).parent()?.get(companion(call.form)?.extension())
}

/// The paths of both forms, older and newer.
const PATHS: [(&str, &str); 3] =
    [("value-collection", "itemsPath"), ("value-path", "itemValuePath"), ("value-title", "itemTitlePath")];

/// What a name stands for that is both a parameter and a field of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The parameter.
    Parameter,
    /// The field.
    Field,
}

/// Adds the call in the other form beside this one. `None` if an argument has no certain counterpart.
pub(crate) fn insertion(definition: &Definition, call: &DynamicCall) -> Option<Change> {
    insertion_read_as(definition, call, None)
}

/// Adds the call in the other form beside this one, where names with two meanings are read like `reading`; `None`: they
/// have no certain counterpart. `None` if an argument has none, or something in the call is missing or no text.
pub fn insertion_read_as(
    definition: &Definition,
    call: &DynamicCall,
    reading: Option<Reading>,
) -> Option<Change> {
    let other = companion(call.form)?;
    let object = definition.node(call.node);
    let around = object.parent().filter(|around| around.is_object())?;
    let id = definition.node(call.operation_id?).raw();
    let mut json = format!("{{\"operationId\":{id}");
    let parameters = arguments(definition, call, other, reading)?;
    if !parameters.is_empty() {
        let _ = write!(json, ",\"parameters\":{{{parameters}}}");
    }
    for (older, newer) in PATHS {
        let (from, to) = if other.is_newer() { (older, newer) } else { (newer, older) };
        let Some(path) = object.get(from) else { continue };
        let path = path.as_str()?;
        let path = if other == DynamicForm::Properties { schema_object(&path) } else { &path };
        if !path.is_empty() {
            let _ = write!(json, ",{}:{}", quote(to), quote(path));
        }
    }
    json.push('}');
    Some(Change::Insert {
        object: around.id(),
        name: other.extension().to_owned(),
        value: json,
        after: Some(call.form.extension().to_owned()),
    })
}

/// The path to a schema, of one that leads to the schema or to its `properties`.
pub(crate) fn schema_object(path: &str) -> &str {
    let rest = path.strip_suffix("properties").unwrap_or(path);
    if rest.is_empty() || rest.ends_with('/') { rest.trim_end_matches('/') } else { path }
}

/// The members of `parameters` in the other form.
fn arguments(
    definition: &Definition,
    call: &DynamicCall,
    other: DynamicForm,
    reading: Option<Reading>,
) -> Option<String> {
    let mut json = String::new();
    for passed in &call.arguments {
        let comma = if json.is_empty() { "" } else { "," };
        let value = argument(definition, call, passed, (other, reading))?;
        let _ = write!(json, "{comma}{}:{value}", quote(&definition.node(passed.node).name()));
    }
    Some(json)
}

/// The first argument that the other form cannot pass on for sure.
pub fn argument_without_companion<'d>(definition: &'d Definition, call: &DynamicCall) -> Option<Node<'d>> {
    let other = companion(call.form)?;
    let is_lost = |passed: &&Argument| argument(definition, call, passed, (other, None)).is_none();
    call.arguments.iter().find(is_lost).map(|lost| definition.node(lost.node))
}

/// Whether an argument names what is both a parameter and a field of the body, so that it needs a [`Reading`].
pub fn has_two_readings(definition: &Definition, call: &DynamicCall) -> bool {
    let is_ambiguous = |name: &str| {
        users(definition, call).any(|user| definition.input(user, name, NameForm::Plain).is_ambiguous())
    };
    call.arguments.iter().any(|passed| match passed.source {
        ArgumentSource::Parameter(name) => {
            definition.node(name).as_str().is_some_and(|name| is_ambiguous(&name))
        }
        _ => false,
    })
}

/// The value of an argument in the other form.
fn argument(
    definition: &Definition,
    call: &DynamicCall,
    passed: &Argument,
    (other, reading): (DynamicForm, Option<Reading>),
) -> Option<String> {
    let node = definition.node(passed.node);
    Some(match passed.source {
        ArgumentSource::Literal(value) if other.is_newer() && value == passed.node => {
            format!("{{\"value\":{}}}", node.raw())
        }
        ArgumentSource::Literal(value) if !other.is_newer() && value != passed.node => {
            let value = definition.node(value);
            // As a plain constant, an object could be taken for a reference.
            if value.is_object() {
                return None;
            }
            value.raw().to_owned()
        }
        ArgumentSource::Parameter(name) if other.is_newer() => {
            let name = definition.node(name).as_str()?;
            let full = for_all(definition, call, |user| full_name(definition, user, &name, reading))?;
            format!("{{\"parameterReference\":{}}}", quote(&full))
        }
        ArgumentSource::ParameterReference(name) if !other.is_newer() => {
            let name = definition.node(name).as_str()?;
            let plain = for_all(definition, call, |user| plain_name(definition, user, &name))?;
            format!("{{\"parameter\":{}}}", quote(&plain))
        }
        _ => return None,
    })
}

/// What is true for every operation that makes the call; `None` if they differ, or nothing makes it.
fn for_all(
    definition: &Definition,
    call: &DynamicCall,
    name: impl Fn(&Operation) -> Option<String>,
) -> Option<String> {
    let mut users = users(definition, call);
    let first = name(users.next()?)?;
    users.all(|user| name(user).as_ref() == Some(&first)).then_some(first)
}

/// The name of an input as the newer form writes it.
fn full_name(
    definition: &Definition,
    user: &Operation,
    name: &str,
    reading: Option<Reading>,
) -> Option<String> {
    let input = definition.input(user, name, NameForm::Plain);
    let is_field = input.is_ambiguous() && reading == Some(Reading::Field);
    if input.parameter.is_some() && !is_field {
        return (!input.is_ambiguous() || reading.is_some()).then(|| name.to_owned());
    }
    let body = definition.body_parameter(user)?.name.as_deref()?;
    // A field that shares its name with a parameter needs its whole path.
    let short = (!is_field).then(|| name.to_owned());
    let full = [format!("{body}/{name}"), format!("{body}/{}", name.replace('.', "/"))];
    let leads_on =
        |full: &String| matches!(definition.input(user, full, NameForm::Full).field, PathStep::Found(_));
    short.into_iter().chain(full).find(leads_on)
}

/// The name of an input as the older form writes it.
fn plain_name(definition: &Definition, user: &Operation, name: &str) -> Option<String> {
    let input = definition.input(user, name, NameForm::Full);
    let plain = if input.parameter.is_some() {
        name.to_owned()
    } else {
        let body = definition.body_parameter(user)?.name.as_deref()?;
        name.strip_prefix(body)?.strip_prefix('/')?.replace('/', ".")
    };
    let read = definition.input(user, &plain, NameForm::Plain);
    let is_there = read.parameter.is_some() || matches!(read.field, PathStep::Found(_));
    (is_there && !read.is_ambiguous()).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_to_a_schema_has_no_properties_at_its_end() {
        assert_eq!(schema_object("schema/properties"), "schema");
        assert_eq!(schema_object("properties"), "");
        assert_eq!(schema_object("schema"), "schema");
        assert_eq!(schema_object("x-properties"), "x-properties");
        assert_eq!(schema_object(""), "");
    }
}
