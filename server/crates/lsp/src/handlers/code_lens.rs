//! `textDocument/codeLens`: lines above the definition and its operations.
//!
//! A client shows a lens once it has a command. Where there is nothing to do, the command is the empty one, which
//! editors show as text. Commands of the client are only used if it names them in
//! `capabilities.experimental.commands.commands`, as clients of rust-analyzer do.

use connector::FileRole;
use evolution::lifecycle::Step;
use ide::{CodeLens, LensSubject, code_lenses};
use rules::Stop;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use syntax::Span;
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
    title: String,
    click: Click,
}

/// What a click on a lens does. Operations are indexes into those of the definition.
#[derive(Clone, Copy, Serialize, Deserialize)]
enum Click {
    /// Shows the places that name the operation.
    References { operation: usize },
    /// Starts a revision of the operation.
    Start { operation: usize },
    /// Shows the heaviest parts of what uses the limits.
    Heaviest,
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
        match click(about, flags) {
            None => ls_types::CodeLens { range, command: Some(text(title)), data: None },
            Some(click) => {
                let (uri, version) = (uri.to_owned(), subject.member().version());
                let data = json!(Shown { uri, version, title, click });
                ls_types::CodeLens { range, command: None, data: Some(data) }
            }
        }
    });
    Ok(Some(answers.collect()))
}

/// What a click on a lens does, if it does anything.
fn click(about: LensSubject, flags: &ClientFlags) -> Option<Click> {
    match about {
        LensSubject::Operation { operation, references } => {
            (references > 0 && flags.shows_references).then_some(Click::References { operation })
        }
        LensSubject::Changes { operation } => flags.apply_edit.then_some(Click::Start { operation }),
        LensSubject::Limits => flags.shows_references.then_some(Click::Heaviest),
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
        let view = subject.view();
        let places = match shown.click {
            Click::Start { operation } => return start(&subject, &shown, operation),
            Click::References { operation } => ide::code_lenses::places(&view, operation),
            Click::Heaviest => ide::code_lenses::heaviest_places(&view),
        };
        show(snapshot, &subject, &shown, (lens.range, places))
    });
    lens.command = Some(command.unwrap_or_else(|| text(shown.title)));
    Ok(lens)
}

/// Starting a revision, where that can be done: the changes move into it.
fn start(subject: &Subject, shown: &Shown, operation: usize) -> Option<Command> {
    let view = subject.view();
    let step = Step::Start { same_backend: false };
    let title = ide::code_lenses::title_if_ready(&view, operation, &step)?;
    let id = view.connector.definition()?.operations.get(operation)?.id.as_deref()?;
    Some(Command {
        title: format!("{} · {title}", shown.title),
        command: command_of(&step),
        arguments: Some(vec![json!({ "uri": shown.uri, "operationId": id })]),
    })
}

/// Showing places, seen from the range of the lens.
fn show(
    snapshot: &Snapshot,
    subject: &Subject,
    shown: &Shown,
    (range, places): (ls_types::Range, Vec<(FileRole, Span)>),
) -> Option<Command> {
    let encoding = snapshot.session.flags().encoding;
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
