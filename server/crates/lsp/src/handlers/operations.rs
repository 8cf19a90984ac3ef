//! `connector-ls/operations`: the operations of a connector by family, for an outline. Its names are a promise.

use connector::FileRole;
use ide::{OpenChanges, RevisionLeaf, operation_tree};
use rules::Stop;
use serde::Serialize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::Range;

use super::OfConnector;
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
    changes: Open,
}

#[derive(Serialize)]
struct Open {
    breaking: usize,
    risky: usize,
}

/// The operations of the connector that a file is part of; none if it is part of none.
pub(crate) fn list(snapshot: &Snapshot, params: &OfConnector, stop: &Stop) -> Result<Operations> {
    let Some(subject) = Subject::of_uri(snapshot, &params.uri, stop)? else {
        return Ok(Operations::default());
    };
    let Some(member) = subject.unit().member(FileRole::Definition) else { return Ok(Operations::default()) };
    let families = operation_tree(&subject.view()).into_iter().map(|family| Family {
        name: family.name,
        revisions: family.revisions.into_iter().map(|leaf| revision(snapshot, member, leaf)).collect(),
    });
    Ok(Operations { families: families.collect() })
}

fn revision(snapshot: &Snapshot, member: &Member, leaf: RevisionLeaf) -> Outlined {
    let range = |span| member.range(snapshot, span);
    let OpenChanges { breaking, risky } = leaf.changes;
    Outlined {
        operation_id: leaf.row.operation_id,
        method: leaf.row.method.name(),
        path: leaf.row.path,
        revision: leaf.row.revision,
        status: leaf.row.status.name(),
        visibility: leaf.row.visibility.name(),
        deprecated: leaf.row.deprecated,
        expires: leaf.row.expires,
        stage: leaf.stage.map(evolution::lifecycle::Stage::name),
        kind: if leaf.trigger.is_some() { "trigger" } else { "action" },
        trigger: leaf.trigger,
        uri: member.uri.clone(),
        range: range(leaf.span),
        selection_range: range(leaf.selection),
        changes: Open { breaking, risky },
    }
}
