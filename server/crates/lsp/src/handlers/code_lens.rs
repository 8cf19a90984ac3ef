//! `textDocument/codeLens`: lines above operations.
//!
//! A client shows a lens once it has a command. Where there is nothing to do, the command is the empty one, which
//! editors show as text. Commands of the client are only used if it names them in
//! `capabilities.experimental.commands.commands`, as clients of rust-analyzer do.

use evolution::lifecycle::Step;
use ide::{CodeLens, LensSubject, code_lenses};
use rules::Stop;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{self, CodeLensParams, Command, Location};

use super::execute_command::command_of;
use super::subject::Subject;
use crate::flags::ClientFlags;
use crate::session::Snapshot;

/// Shows places: a command of the client, with the document's URI, a position and a list of locations.
pub(crate) const SHOW_REFERENCES: &str = "connector-ls.showReferences";

/// What it takes to give a lens its command later.
#[derive(Serialize, Deserialize)]
struct Shown {
    uri: String,
    version: Option<i32>,
    operation: usize,
    title: String,
    is_change: bool,
}

/// The lenses of a file. What takes time is left for later.
pub(crate) fn list(
    snapshot: &Snapshot,
    params: &CodeLensParams,
    stop: &Stop,
) -> Result<Option<Vec<ls_types::CodeLens>>> {
    let uri = params.text_document.uri.as_str();
    let Some(subject) = Subject::of_uri(snapshot, uri, stop)? else { return Ok(None) };
    let lenses = code_lenses(&subject.view(), subject.member().file.role);
    if let Some(document) = &subject.member().open {
        snapshot.session.shown_lenses.note(document, &lenses);
    }
    let flags = snapshot.session.flags();
    let answers = lenses.into_iter().map(|CodeLens { span, title, subject: about }| {
        let range = subject.member().range(snapshot, span);
        match later(about, flags) {
            None => ls_types::CodeLens { range, command: Some(text(title)), data: None },
            Some((operation, is_change)) => {
                let (uri, version) = (uri.to_owned(), subject.member().version());
                let data = json!(Shown { uri, version, operation, title, is_change });
                ls_types::CodeLens { range, command: None, data: Some(data) }
            }
        }
    });
    Ok(Some(answers.collect()))
}

/// The operation of a lens that gets its command later, and whether it is about changes.
fn later(about: LensSubject, flags: &ClientFlags) -> Option<(usize, bool)> {
    match about {
        LensSubject::Operation { operation, references } => {
            (references > 0 && flags.shows_references).then_some((operation, false))
        }
        LensSubject::Changes { operation } => flags.apply_edit.then_some((operation, true)),
        LensSubject::Connector => None,
    }
}

/// Gives a lens its command.
pub(crate) fn resolve(
    snapshot: &Snapshot,
    lens: &ls_types::CodeLens,
    stop: &Stop,
) -> Result<ls_types::CodeLens> {
    let mut lens = lens.clone();
    let Some(shown) = lens.data.as_ref().and_then(|data| Shown::deserialize(data).ok()) else {
        return Ok(lens);
    };
    let subject = Subject::of_uri(snapshot, &shown.uri, stop)?;
    let subject = subject.filter(|subject| subject.member().version() == shown.version);
    let command = subject.and_then(|subject| {
        if shown.is_change {
            start(&subject, &shown)
        } else {
            references(snapshot, &subject, &shown, lens.range)
        }
    });
    lens.command = Some(command.unwrap_or_else(|| text(shown.title)));
    Ok(lens)
}

/// Starting a revision, where that can be done: the changes move into it.
fn start(subject: &Subject, shown: &Shown) -> Option<Command> {
    let view = subject.view();
    let step = Step::Start { same_backend: false };
    let title = ide::code_lenses::title_if_ready(&view, shown.operation, &step)?;
    let id = view.connector.definition()?.operations.get(shown.operation)?.id.as_deref()?;
    Some(Command {
        title: format!("{} · {title}", shown.title),
        command: command_of(&step),
        arguments: Some(vec![json!({ "uri": shown.uri, "operationId": id })]),
    })
}

fn references(
    snapshot: &Snapshot,
    subject: &Subject,
    shown: &Shown,
    range: ls_types::Range,
) -> Option<Command> {
    let encoding = snapshot.session.flags().encoding;
    let places = ide::code_lenses::places(&subject.view(), shown.operation);
    let locations =
        places.into_iter().filter_map(|(file, span)| subject.unit().location(file, span, encoding));
    let locations: Vec<Location> = locations.collect();
    let arguments: Vec<Value> = vec![json!(shown.uri), json!(range.start), json!(locations)];
    (!locations.is_empty()).then(|| Command {
        title: shown.title.clone(),
        command: SHOW_REFERENCES.to_owned(),
        arguments: Some(arguments),
    })
}

/// A lens that does nothing.
fn text(title: String) -> Command {
    Command { title, command: String::new(), arguments: None }
}
