//! `connector-ls/operations`: the operations of a connector by family, for an outline. Its names are a promise.

use connector::FileRole;
use ide::actions::Outcome;
use ide::{RevisionLeaf, View, life_steps, operation_tree};
use rules::Stop;
use serde::Serialize;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::Range;

use super::OfConnector;
use super::counts::{Findings, Open};
use super::execute_command::command_of;
use super::subject::Subject;
use crate::analysis::Member;
use crate::session::Snapshot;

/// The answer.
#[derive(Default, Serialize)]
pub(crate) struct Operations {
    families: Vec<Family>,
}

#[derive(Serialize)]
struct Family {
    name: Box<str>,
    revisions: Vec<Outlined>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outlined {
    operation_id: Option<Box<str>>,
    summary: Option<String>,
    method: &'static str,
    path: String,
    revision: i64,
    status: &'static str,
    visibility: &'static str,
    deprecated: bool,
    expires: Option<Box<str>>,
    /// `downplayed`, `superseded`, `deprecated`, `hidden` or `expired`.
    stage: Option<&'static str>,
    trigger: Option<String>,
    kind: &'static str,
    uri: String,
    /// All of it.
    range: Range,
    /// What to select of it.
    selection_range: Range,
    findings: Findings,
    changes: Open,
    steps: Vec<Listed>,
}

/// A step of an operation's life, as a command.
#[derive(Serialize)]
struct Listed {
    command: String,
    title: String,
    /// Why it does not apply now.
    reason: Option<String>,
}

/// The operations of the connector that a file is part of; none if it is part of none.
pub(crate) fn list(snapshot: &Snapshot, params: &OfConnector, stop: &Stop) -> Result<Operations> {
    let Some(subject) = Subject::of_uri(snapshot, &params.uri, stop)? else {
        return Ok(Operations::default());
    };
    let Some(member) = subject.unit().member(FileRole::Definition) else { return Ok(Operations::default()) };
    let view = subject.view();
    let mut families = Vec::new();
    for family in operation_tree(&view) {
        let mut revisions = Vec::with_capacity(family.revisions.len());
        for leaf in family.revisions {
            if stop.is_stopped() {
                return Err(Error::request_cancelled());
            }
            let steps = steps(&view, leaf.row.operation);
            revisions.push(revision(snapshot, member, leaf, steps));
        }
        families.push(Family { name: family.name, revisions });
    }
    Ok(Operations { families })
}

fn steps(view: &View<'_>, operation: usize) -> Vec<Listed> {
    let listed = life_steps(view, operation).into_iter().map(|(step, action)| Listed {
        command: command_of(&step),
        title: action.title,
        reason: match action.outcome {
            Outcome::Refused { reason } => Some(reason),
            _ => None,
        },
    });
    listed.collect()
}

fn revision(snapshot: &Snapshot, member: &Member, leaf: RevisionLeaf, steps: Vec<Listed>) -> Outlined {
    let range = |span| member.range(snapshot, span);
    Outlined {
        operation_id: leaf.row.operation_id,
        summary: leaf.summary,
        method: leaf.row.method.name(),
        path: leaf.row.path,
        revision: leaf.row.revision,
        status: leaf.row.status.name(),
        visibility: leaf.row.visibility.name(),
        deprecated: leaf.row.deprecated,
        expires: leaf.row.expires,
        stage: leaf.stage.map(evolution::lifecycle::Stage::name),
        kind: if leaf.is_trigger { "trigger" } else { "action" },
        trigger: leaf.trigger,
        uri: member.uri.clone(),
        range: range(leaf.span),
        selection_range: range(leaf.selection),
        findings: leaf.findings.into(),
        changes: leaf.changes.into(),
        steps,
    }
}
