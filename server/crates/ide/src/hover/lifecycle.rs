//! What the words of an operation's life mean for the operation at hand.

use connector::{Definition, FileRole};
use vocabulary::{Member, Place, lifecycle};

use super::{Token, operation};
use crate::markup::{Line, Markup};
use crate::view::View;

/// Adds what there is to say about a member of the lifecycle beside its description.
pub(super) fn add(text: &mut Markup, view: &View<'_>, token: Token<'_>, member: &Member) {
    let Some(object) = token.node.parent().filter(|_| token.document.role() == FileRole::Definition) else {
        return;
    };
    let Some(definition) = view.connector.definition() else { return };
    let subject = || definition.operation_index_around(token.node.id());
    match (token.document.place(object), member.name) {
        (Place::ApiAnnotation | Place::ConnectorAnnotation, "status") => {
            text.paragraph(Line::default().text("What it takes to become ").code("Production").text(":"));
            text.list(lifecycle::PRODUCTION_BAR.iter().map(|&bar| bar.into()).collect());
        }
        (Place::Operation, "deprecated") => {
            add_stage(text, view, (definition, subject()), Some("deprecated"));
        }
        (Place::ApiAnnotation, "expires") => add_stage(text, view, (definition, subject()), Some("expired")),
        (Place::Operation, "x-ms-visibility") => add_stage(text, view, (definition, subject()), None),
        (Place::Operation, "x-ms-api-annotation") => {
            let operation = subject().and_then(|index| definition.operations.get(index));
            if let Some(operation) = operation.filter(|_| token.node.is_object()) {
                let implied = operation.annotation.implied().filter_map(lifecycle::implied);
                text.list(implied.map(Line::from).collect());
            }
            add_family(text, definition, subject());
        }
        (Place::ApiAnnotation, "family" | "revision") => add_family(text, definition, subject()),
        _ => {}
    }
}

/// Adds how far the operation has come, and what `word` means if that is something else.
fn add_stage(
    text: &mut Markup,
    view: &View<'_>,
    (definition, subject): (&Definition, Option<usize>),
    word: Option<&'static str>,
) {
    let stage = subject.and_then(|subject| operation::stage(view, definition, subject));
    let meaning = word.and_then(|word| Some(operation::stage_line(word, lifecycle::stage(word)?)));
    let meaning = meaning.filter(|meaning| stage.as_ref() != Some(meaning));
    meaning.into_iter().chain(stage).for_each(|line| text.paragraph(line));
}

fn add_family(text: &mut Markup, definition: &Definition, subject: Option<usize>) {
    if let Some(subject) = subject {
        operation::add_family(text, definition, subject);
    }
}
