//! `workspace/executeCommand`: the steps of an operation's life by name, for key bindings and scripts, and what code
//! actions come to where they are not carried out by the client alone.
//!
//! The edit goes to the client as a request of ours. Nothing here waits for its answer: the client may carry it out
//! only after it has got the answer to the command.

use std::borrow::Cow;

use evolution::changes::Change;
use evolution::lifecycle::{Date, Step};
use ide::actions::{Action, Outcome, remedies, step};
use rules::Stop;
use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::ExecuteCommandParams;
use tower_lsp::ls_types::error_codes::{CONTENT_MODIFIED, REQUEST_FAILED};

use crate::client;
use crate::config_file::Editable;
use crate::flags::ClientFlags;
use crate::handlers::code_action::Offers;
use crate::handlers::subject::Subject;
use crate::session::Snapshot;
use crate::workspace_edit::Files;

/// What all commands start with.
const PREFIX: &str = "connector-ls.";
/// Carries out an action that was listed for a client that takes only commands.
pub(crate) const APPLY: &str = "connector-ls.apply";
/// Shows what an action leaves to its author; the arguments are texts.
pub(crate) const TELL: &str = "connector-ls.tell";

/// Does something about a change of what is published, as the page of changes offers it.
pub(crate) const REMEDY: &str = "connector-ls.remedy";

/// The commands that a client may send.
pub(crate) fn commands(flags: &ClientFlags) -> Vec<String> {
    let steps = Step::all(None, None);
    let other = if flags.action_literals { TELL } else { APPLY };
    steps.iter().map(command_of).chain([REMEDY, other].map(str::to_owned)).collect()
}

/// The command that takes a step.
pub(crate) fn command_of(step: &Step) -> String {
    format!("{PREFIX}{}", step.kind())
}

/// Carries out a command. The answer is `null`, or says that and why nothing is done.
pub(crate) fn execute(
    snapshot: &Snapshot,
    params: &ExecuteCommandParams,
    stop: &Stop,
) -> Result<Option<Value>> {
    match params.command.as_str() {
        APPLY => {
            let data = params.arguments.first().unwrap_or(&Value::Null);
            let (offers, action) = Offers::again(snapshot, data, stop)?;
            carry_out(snapshot, offers.files(), action)
        }
        TELL => {
            let notes = params.arguments.iter().filter_map(Value::as_str);
            notes.for_each(|note| snapshot.session.log.show_info(note));
            Ok(None)
        }
        REMEDY => cure(snapshot, &params.arguments, stop),
        command => take_step(snapshot, command, &params.arguments, stop),
    }
}

/// The argument of a step.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StepOf {
    /// Any file of the connector.
    uri: String,
    operation_id: String,
    /// The date that a deprecation names.
    expires: Option<String>,
}

fn take_step(snapshot: &Snapshot, command: &str, arguments: &[Value], stop: &Stop) -> Result<Option<Value>> {
    let wrong = |message: String| Err(Error::invalid_params(Cow::from(message)));
    let name = command.strip_prefix(PREFIX).unwrap_or_default();
    if Step::called(name, None, None).is_none() {
        return wrong(format!("There is no command '{command}'."));
    }
    let [argument] = arguments else {
        return wrong(format!("'{command}' takes one argument: {{ \"uri\", \"operationId\" }}."));
    };
    let StepOf { uri, operation_id, expires } = match StepOf::deserialize(argument) {
        Ok(argument) => argument,
        Err(error) => return wrong(format!("The argument of '{command}' is wrong: {error}.")),
    };
    if let Some(expires) = expires.as_deref().filter(|expires| Date::parse(expires).is_none()) {
        return wrong(format!("'{expires}' is no date. Write it as 2027-06-30."));
    }
    let subjects = Subject::all_of_uri(snapshot, &uri, stop)?;
    if subjects.is_empty() {
        return wrong(format!("'{uri}' is no file of a connector."));
    }
    let found = subjects.iter().find_map(|subject| {
        let view = subject.view();
        let operation = view.connector.definition()?.operation_index(&operation_id)?;
        let taken = Step::called(name, expires.as_deref(), view.today)?;
        Some((subject, step(view, operation, &taken)?))
    });
    let Some((subject, action)) = found else {
        return wrong(format!("The connector has no operation '{operation_id}'."));
    };
    carry_out(snapshot, Files { unit: subject.unit(), configuration: None }, action)
}

/// The argument of a remedy: what identifies the change and what is to be done about it.
#[derive(Deserialize)]
struct RemedyOf {
    /// Any file of the connector.
    uri: String,
    /// The code of the change.
    change: String,
    /// Its message.
    message: String,
    /// The title of the remedy.
    remedy: String,
}

fn cure(snapshot: &Snapshot, arguments: &[Value], stop: &Stop) -> Result<Option<Value>> {
    let wrong = |message: String| Err(Error::invalid_params(Cow::from(message)));
    let [argument] = arguments else {
        return wrong(format!(
            "'{REMEDY}' takes one argument: {{ \"uri\", \"change\", \"message\", \"remedy\" }}."
        ));
    };
    let wanted = match RemedyOf::deserialize(argument) {
        Ok(argument) => argument,
        Err(error) => return wrong(format!("The argument of '{REMEDY}' is wrong: {error}.")),
    };
    let Some(subject) = Subject::of_uri(snapshot, &wanted.uri, stop)? else {
        return wrong(format!("'{}' is no file of a connector.", wanted.uri));
    };
    let view = subject.view();
    let is_meant = |change: &Change| change.kind.code == wanted.change && change.message == wanted.message;
    let change = view
        .changes
        .iter()
        .position(|shown| view.published.and_then(|published| published.change(shown)).is_some_and(is_meant));
    let configuration = Editable::of_uri(snapshot, &wanted.uri);
    let file = configuration.as_ref().map(Editable::as_file);
    let found = change.map(|change| remedies(view, change, file, stop));
    if stop.is_stopped() {
        return Err(Error::request_cancelled());
    }
    let found = found.into_iter().flatten().find(|action| action.title == wanted.remedy);
    let Some(action) = found else {
        return Ok(Some(refused(
            snapshot,
            "This change is no longer there, or can no longer be treated so. Look at the changes again.",
        )));
    };
    carry_out(snapshot, Files { unit: subject.unit(), configuration: configuration.as_ref() }, action)
}

/// Asks the client to carry out an action.
fn carry_out(snapshot: &Snapshot, files: Files<'_>, action: Action) -> Result<Option<Value>> {
    let session = &snapshot.session;
    if let Outcome::Refused { reason } = &action.outcome {
        return Ok(Some(refused(snapshot, reason)));
    }
    if !session.flags().apply_edit {
        return Err(failed("This editor carries out no edits that a server asks for (workspace/applyEdit)."));
    }
    let edit = files.edit(&action.outcome, session.flags());
    let edit = edit.ok_or_else(|| failed("A file that the step changes is no longer there. Open the connector's folder again, and try again."))?;
    if !files.are_current(snapshot, &action.outcome) {
        return Err(modified());
    }
    let notes = action.notes.into_iter().map(|note| note.message).collect();
    session.spawn_client_work(|client, snapshot| {
        client::apply_edit(client, snapshot, action.title, edit, notes)
    });
    Ok(None)
}

/// The answer to a command that does not apply. Most editors show no answers, so it is shown besides.
fn refused(snapshot: &Snapshot, reason: &str) -> Value {
    snapshot.session.log.show_warning(reason);
    json!({ "applied": false, "failureReason": reason })
}

fn failed(message: &'static str) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: message.into(), data: None }
}

/// The document is no longer what it was.
pub(crate) fn modified() -> Error {
    let message = "The document has changed since. Ask again.".into();
    Error { code: ErrorCode::ServerError(CONTENT_MODIFIED), message, data: None }
}
