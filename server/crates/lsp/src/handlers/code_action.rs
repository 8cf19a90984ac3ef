//! `textDocument/codeAction` and `codeAction/resolve`: what can be changed at a place.

use ide::actions::{self, Action, Checking, Outcome, Solved, Wanted};
use rules::Stop;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CodeAction, CodeActionDisabled, CodeActionKind, CodeActionOrCommand, CodeActionParams,
    CodeActionResponse, Command, Diagnostic, NumberOrString, Range,
};

use crate::config_file::Editable;
use crate::flags::ClientFlags;
use crate::handlers::execute_command::{APPLY, TELL, modified};
use crate::handlers::subject::Subject;
use crate::session::Snapshot;
use crate::workspace_edit::Files;

/// What it takes to find an action again that was once listed.
#[derive(Serialize, Deserialize)]
struct Listed {
    uri: String,
    /// The document's version when it was listed, if it was open.
    version: Option<i32>,
    range: Range,
    kind: String,
    title: String,
    /// Which of those with the same kind and title it is, from 0.
    number: usize,
}

/// The actions at a place, and the files that they change.
pub(crate) struct Offers {
    subject: Subject,
    configuration: Option<Editable>,
    actions: Vec<Action>,
}

impl Offers {
    /// The actions of these kinds, with all edits if `is_eager`. `None` if the document is no part of a connector.
    fn at(
        snapshot: &Snapshot,
        (uri, range): (&str, Range),
        (wanted, is_eager): (Wanted<'_>, bool),
        stop: &Stop,
    ) -> Result<Option<Self>> {
        let Some(subject) = Subject::of_uri(snapshot, uri, stop)? else { return Ok(None) };
        let configuration = Editable::of_uri(snapshot, uri);
        let request = actions::Request {
            file: subject.member().file.role,
            span: subject.member().span(snapshot, range),
            wanted,
            configuration: configuration.as_ref().map(Editable::as_file),
            checking: Checking {
                settings: &subject.unit().settings,
                elsewhere: snapshot.world.settings.elsewhere,
            },
            is_eager,
        };
        let actions = ide::actions(subject.view(), &request, stop);
        if stop.is_stopped() {
            return Err(Error::request_cancelled());
        }
        Ok(Some(Self { subject, configuration, actions }))
    }

    /// The files that they change.
    pub(crate) fn files(&self) -> Files<'_> {
        Files { unit: self.subject.unit(), configuration: self.configuration.as_ref() }
    }

    /// The action that was listed, at the version that it was listed for.
    pub(crate) fn again(snapshot: &Snapshot, data: &Value, stop: &Stop) -> Result<(Self, Action)> {
        let Ok(listed) = Listed::deserialize(data) else {
            return Err(Error::invalid_params("This is no action of connector-ls."));
        };
        let only = [listed.kind];
        let place = (listed.uri.as_str(), listed.range);
        let offers = Self::at(snapshot, place, (Wanted::only(&only), true), stop)?;
        let offers = offers.filter(|offers| offers.subject.member().version() == listed.version);
        let offers = offers.ok_or_else(modified)?;
        let mut same = offers.actions.iter().filter(|action| action.title == listed.title);
        let action = same.nth(listed.number).cloned().ok_or_else(modified)?;
        Ok((offers, action))
    }

    /// What it takes to find an action again.
    fn listed(&self, index: usize, params: &CodeActionParams) -> Value {
        let action = &self.actions[index];
        let same = |other: &&Action| other.kind == action.kind && other.title == action.title;
        let listed = Listed {
            uri: params.text_document.uri.as_str().to_owned(),
            version: self.subject.member().version(),
            range: params.range,
            kind: action.kind.clone(),
            title: action.title.clone(),
            number: self.actions[..index].iter().filter(same).count(),
        };
        json!(listed)
    }

    /// An action as a client shows it that takes only commands. `None` if it does not apply.
    fn command(&self, index: usize, params: &CodeActionParams, flags: &ClientFlags) -> Option<Command> {
        let action = &self.actions[index];
        if action.outcome != Outcome::Later {
            self.files().edit(&action.outcome, flags)?;
        }
        let arguments = Some(vec![self.listed(index, params)]);
        Some(Command { title: action.title.clone(), command: APPLY.to_owned(), arguments })
    }

    /// An action as the client shows it; `None` if it does not apply and the client shows no such.
    fn literal(&self, snapshot: &Snapshot, index: usize, params: &CodeActionParams) -> Option<CodeAction> {
        let (action, flags) = (&self.actions[index], snapshot.session.flags());
        let edit = self.files().edit(&action.outcome, flags);
        let data = (action.outcome == Outcome::Later).then(|| self.listed(index, params));
        let disabled = match &action.outcome {
            Outcome::Refused { reason } if flags.action_disabled => {
                Some(CodeActionDisabled { reason: reason.clone() })
            }
            _ => None,
        };
        if edit.is_none() && disabled.is_none() && data.is_none() {
            return None;
        }
        let notes: Vec<Value> = action.notes.iter().map(|note| note.message.as_str().into()).collect();
        let tell = (!notes.is_empty()).then(|| Command {
            title: "What is left to do".to_owned(),
            command: TELL.to_owned(),
            arguments: Some(notes),
        });
        let is_solved = |shown: &&Diagnostic| {
            action.solves.iter().any(|solved| self.is_shown_as(snapshot, *solved, shown))
        };
        let solved: Vec<Diagnostic> = params.context.diagnostics.iter().filter(is_solved).cloned().collect();
        Some(CodeAction {
            title: action.title.clone(),
            kind: Some(CodeActionKind::from(action.kind.clone())),
            diagnostics: (!solved.is_empty()).then_some(solved),
            edit,
            command: tell,
            is_preferred: (flags.action_preferred && action.is_preferred).then_some(true),
            disabled,
            data,
        })
    }

    /// Whether this is how the client shows something that an action solves.
    fn is_shown_as(&self, snapshot: &Snapshot, solved: Solved, shown: &Diagnostic) -> bool {
        let view = self.subject.view();
        let found = match solved {
            Solved::Finding(index) => {
                view.findings.get(index).map(|finding| (finding.code(), finding.file, finding.span))
            }
            Solved::Change(index) => {
                view.changes.get(index).map(|change| (change.code, change.file, change.span))
            }
        };
        found.is_some_and(|(code, file, span)| {
            file == self.subject.member().file.role
                && matches!(&shown.code, Some(NumberOrString::String(known)) if known == code)
                && self.subject.member().range(snapshot, span) == shown.range
        })
    }
}

/// Lists the actions, each with its edit, or as a command that asks for it where the client takes nothing else.
pub(crate) fn list(
    snapshot: &Snapshot,
    params: &CodeActionParams,
    stop: &Stop,
) -> Result<Option<CodeActionResponse>> {
    let place = (params.text_document.uri.as_str(), params.range);
    let only = params.context.only.as_ref();
    let only: Option<Vec<String>> =
        only.map(|kinds| kinds.iter().map(|kind| kind.as_str().to_owned()).collect());
    let wanted = only.as_deref().map_or_else(Wanted::default, Wanted::only);
    let flags = snapshot.session.flags();
    let is_eager = flags.action_literals && !flags.action_resolve;
    let Some(offers) = Offers::at(snapshot, place, (wanted, is_eager), stop)? else { return Ok(None) };
    let answers = (0..offers.actions.len()).filter_map(|index| {
        if flags.action_literals {
            offers.literal(snapshot, index, params).map(CodeActionOrCommand::CodeAction)
        } else {
            offers.command(index, params, flags).map(CodeActionOrCommand::Command)
        }
    });
    Ok(Some(answers.collect()))
}

/// Makes the edit of an action that was listed without one.
pub(crate) fn resolve(snapshot: &Snapshot, params: &CodeAction, stop: &Stop) -> Result<CodeAction> {
    let Some(data) = params.data.as_ref().filter(|_| params.edit.is_none()) else {
        return Ok(params.clone());
    };
    let (offers, action) = Offers::again(snapshot, data, stop)?;
    let edit = offers.files().edit(&action.outcome, snapshot.session.flags()).ok_or_else(modified)?;
    Ok(CodeAction { edit: Some(edit), ..params.clone() })
}
