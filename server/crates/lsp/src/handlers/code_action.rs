//! `textDocument/codeAction`: what can be changed at a place.

use ide::actions::{self, Action, Outcome, Wanted};
use rules::Stop;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CodeAction, CodeActionDisabled, CodeActionKind, CodeActionOrCommand, CodeActionParams,
    CodeActionResponse, Command, Range,
};

use crate::flags::ClientFlags;
use crate::handlers::execute_command::{APPLY, TELL, modified};
use crate::handlers::subject::Subject;
use crate::session::Snapshot;
use crate::workspace_edit;

/// What it takes to find an action again that was once listed.
#[derive(Serialize, Deserialize)]
pub(crate) struct Listed {
    uri: String,
    /// The document's version when it was listed, if it was open.
    version: Option<i32>,
    range: Range,
    kind: String,
    title: String,
    /// Which of those with the same kind and title it is, from 0.
    number: usize,
}

/// Lists the actions, each with its edit, or as a command that asks for it where the client takes nothing else.
pub(crate) fn list(
    snapshot: &Snapshot,
    params: &CodeActionParams,
    stop: &Stop,
) -> Result<Option<CodeActionResponse>> {
    let uri = params.text_document.uri.as_str();
    let Some(subject) = Subject::of_uri(snapshot, uri, stop)? else { return Ok(None) };
    let only: Option<Vec<String>> =
        params.context.only.as_ref().map(|kinds| kinds.iter().map(|kind| kind.as_str().to_owned()).collect());
    let wanted = only.as_deref().map_or_else(Wanted::default, Wanted::only);
    let found = actions_at(snapshot, &subject, params.range, wanted);
    let flags = snapshot.session.flags();
    let answers = found.iter().enumerate().filter_map(|(index, action)| {
        if flags.action_literals {
            return literal(&subject, action, flags).map(CodeActionOrCommand::CodeAction);
        }
        let same = |other: &&Action| other.kind == action.kind && other.title == action.title;
        let listed = Listed {
            uri: uri.to_owned(),
            version: subject.version(),
            range: params.range,
            kind: action.kind.clone(),
            title: action.title.clone(),
            number: found[..index].iter().filter(same).count(),
        };
        matches!(action.outcome, Outcome::Edits(_)).then(|| {
            let arguments = Some(vec![json!(listed)]);
            CodeActionOrCommand::Command(Command {
                title: action.title.clone(),
                command: APPLY.to_owned(),
                arguments,
            })
        })
    });
    Ok(Some(answers.collect()))
}

/// The action that was listed, at the version that it was listed for.
pub(crate) fn find(snapshot: &Snapshot, data: &Value, stop: &Stop) -> Result<(Subject, Action)> {
    let Ok(listed) = Listed::deserialize(data) else {
        return Err(Error::invalid_params("This is no action of connector-ls."));
    };
    let subject = Subject::of_uri(snapshot, &listed.uri, stop)?.ok_or_else(modified)?;
    if subject.version() != listed.version {
        return Err(modified());
    }
    let only = [listed.kind];
    let found = actions_at(snapshot, &subject, listed.range, Wanted::only(&only));
    let mut same = found.into_iter().filter(|action| action.title == listed.title);
    let action = same.nth(listed.number).ok_or_else(modified)?;
    Ok((subject, action))
}

fn actions_at(snapshot: &Snapshot, subject: &Subject, range: Range, wanted: Wanted<'_>) -> Vec<Action> {
    let request = actions::Request { file: subject.role(), span: subject.span(snapshot, range), wanted };
    ide::actions(subject.view(), &request)
}

/// An action as the client shows it; `None` if it does not apply and the client shows no such.
fn literal(subject: &Subject, action: &Action, flags: &ClientFlags) -> Option<CodeAction> {
    let (edit, disabled) = match &action.outcome {
        Outcome::Edits(edits) => (Some(workspace_edit::of(subject.unit(), edits, flags)?), None),
        Outcome::Refused { reason } => {
            (None, flags.action_disabled.then(|| CodeActionDisabled { reason: reason.clone() }))
        }
    };
    if edit.is_none() && disabled.is_none() {
        return None;
    }
    let notes: Vec<&str> = action.notes.iter().map(|note| note.message.as_str()).collect();
    let tell = (!notes.is_empty()).then(|| Command {
        title: "What is left to do".to_owned(),
        command: TELL.to_owned(),
        arguments: Some(notes.into_iter().map(Value::from).collect()),
    });
    Some(CodeAction {
        title: action.title.clone(),
        kind: Some(CodeActionKind::from(action.kind.clone())),
        edit,
        command: tell,
        is_preferred: (flags.action_preferred && action.is_preferred).then_some(true),
        disabled,
        ..CodeAction::default()
    })
}
