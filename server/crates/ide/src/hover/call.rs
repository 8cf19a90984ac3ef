//! A call that the designer makes to another operation: which one, what it gets, and what becomes of the answer.

use connector::definition::PathStep;
use connector::dynamic::{Argument, ArgumentSource};
use connector::{Definition, DynamicCall, DynamicForm, NameForm, Operation};
use syntax::Node;
use vocabulary::Place;

use super::member::text_of;
use super::{Token, input, operation, outline};
use crate::markup::{Line, Markup};
use crate::words;

/// How much of a constant is shown, in characters.
const LITERAL_LENGTH: usize = 60;

/// The call whose object is the value of a key, in full.
pub(super) fn text(definition: &Definition, token: Token<'_>) -> Option<Markup> {
    let call = around(definition, token.node).filter(|call| token.is_key && call.node == token.node.id())?;
    let node = definition.node(call.node);
    let mut points = vec![called(definition, node, call)?];
    points.extend(call.arguments.iter().map(|argument| argument_line(definition, argument)));
    for (label, name, absent) in answers(call.form) {
        let written = text_of(node, name);
        let line = Line::from(format!("{label}: "));
        match (written, absent) {
            (Some(path), _) => points.push(found(definition, call, line.code(&path), name, &path)),
            (None, Some(absent)) => points.push(line.text(*absent)),
            (None, None) => {}
        }
    }
    let mut text = Markup::default();
    text.list(points);
    Some(text)
}

/// What a path into the answer leads to, where it is written.
pub(super) fn path_text(definition: &Definition, token: Token<'_>) -> Option<Markup> {
    let path = token.node.as_str().filter(|path| !token.is_key && !path.trim().is_empty())?;
    let holder = token.node.parent()?;
    let (target, operation) = if token.document.place(holder) == Place::Pageable {
        let operation =
            definition.operation_around(token.node).filter(|_| token.node.name() == "nextLinkName")?;
        (definition.follow_path(definition.success_schema(operation)?, &path), operation)
    } else {
        let call = around(definition, token.node).filter(|call| call.node == holder.id())?;
        answers(call.form).iter().find(|(_, name, _)| *name == token.node.name())?;
        (follow(definition, call, &token.node.name(), &path)?, callee(definition, call)?)
    };
    let mut text = Markup::default();
    text.paragraph(step(definition, Line::default().strong(path.as_ref()), target));
    let at = if let PathStep::Found(schema) = target {
        input::add_texts(&mut text, schema);
        "In the answer of "
    } else {
        "Looked for in the answer of "
    };
    text.paragraph(operation::in_words(Line::from(at), definition, operation));
    Some(text)
}

/// The call that a node belongs to.
pub(super) fn around<'d>(definition: &'d Definition, node: Node<'_>) -> Option<&'d DynamicCall> {
    let after = definition.dynamic_calls.partition_point(|call| call.node <= node.id());
    let call = definition.dynamic_calls.get(after.checked_sub(1)?)?;
    (node.id() < definition.node(call.node).after()).then_some(call)
}

/// How a call writes the names of inputs.
pub(super) const fn name_form(call: &DynamicCall) -> NameForm {
    if call.form.is_newer() { NameForm::Full } else { NameForm::Plain }
}

/// The operation that is called, if there is one of that name.
pub(super) fn callee<'d>(definition: &'d Definition, call: &DynamicCall) -> Option<&'d Operation> {
    definition.operation(&definition.node(call.operation_id?).as_str()?)
}

fn called(definition: &Definition, node: Node<'_>, call: &DynamicCall) -> Option<Line> {
    let line = Line::from("Calls ");
    if let Some(operation) = callee(definition, call) {
        return Some(operation::in_words(line, definition, operation));
    }
    let written = text_of(node, "operationId");
    let missing = written.map(|id| line.clone().strong(id).text(", which this file does not have"));
    let elsewhere = || {
        let built_in = text_of(node, "builtInOperation").or_else(|| text_of(node, "capability"))?;
        Some(line.strong(built_in).text(" of the platform"))
    };
    missing.or_else(elsewhere)
}

fn argument_line(definition: &Definition, argument: &Argument) -> Line {
    let node = definition.node(argument.node);
    let line = Line::default().text("Argument ").code(node.name()).text(": ");
    let written = |id| definition.node(id).as_str().unwrap_or_default();
    match argument.source {
        ArgumentSource::Literal(id) => line.code(words::cut(definition.node(id).raw(), LITERAL_LENGTH)),
        ArgumentSource::Parameter(id) | ArgumentSource::ParameterReference(id) => {
            line.text("what the maker has in ").code(written(id))
        }
        ArgumentSource::Selection(id) => line.code(written(id)).text(" of the entry that is opened"),
        ArgumentSource::Unknown(_) => line.text("nothing that is known"),
    }
}

/// What a form takes from the answer: how that is called, the member with the path, and what its absence stands for.
type Answer = (&'static str, &'static str, Option<&'static str>);

const fn answers(form: DynamicForm) -> &'static [Answer] {
    const WHOLE: Option<&str> = Some("the whole answer");
    match form {
        DynamicForm::Values => &[
            ("List", "value-collection", WHOLE),
            ("Sent", "value-path", None),
            ("Shown", "value-title", Some("the value itself")),
        ],
        DynamicForm::List => &[
            ("List", "itemsPath", WHOLE),
            ("Sent", "itemValuePath", None),
            ("Shown", "itemTitlePath", Some("the value itself")),
        ],
        DynamicForm::TreeOpen | DynamicForm::TreeBrowse => &[
            ("List", "itemsPath", WHOLE),
            ("Sent", "itemValuePath", None),
            ("Shown", "itemTitlePath", None),
            ("Shown once picked", "itemFullTitlePath", None),
        ],
        DynamicForm::Schema => &[("Schema", "value-path", WHOLE)],
        DynamicForm::Properties => &[("Schema", "itemValuePath", WHOLE)],
        DynamicForm::TestConnection
        | DynamicForm::FilePicker
        | DynamicForm::Simulate
        | DynamicForm::Notification => &[],
    }
}

fn found(definition: &Definition, call: &DynamicCall, line: Line, name: &str, path: &str) -> Line {
    match follow(definition, call, name, path) {
        Some(target) => step(definition, line, target),
        None => line,
    }
}

/// A path with what is at its end.
fn step(definition: &Definition, line: Line, target: PathStep<'_>) -> Line {
    match target {
        PathStep::Found(schema) => line.text(format!(" · {}", outline::kind(definition, schema))),
        PathStep::Unknown => line.text(" · not described"),
        PathStep::Missing { .. } => line.text(" · not in the answer"),
    }
}

/// Follows the path of a member of a call into the answer, or into an element of its list.
fn follow<'d>(
    definition: &'d Definition,
    call: &DynamicCall,
    name: &str,
    path: &str,
) -> Option<PathStep<'d>> {
    let answer = definition.success_schema(callee(definition, call)?)?;
    let collection = call.form.collection_member().filter(|collection| *collection != name);
    let Some(collection) = collection else { return Some(definition.follow_path(answer, path)) };
    let list = match text_of(definition.node(call.node), collection) {
        Some(list) => match definition.follow_path(answer, &list) {
            PathStep::Found(list) => list,
            other => return Some(other),
        },
        None => definition.resolve(answer)?,
    };
    list.get("items").map(|element| definition.follow_path(element, path))
}
