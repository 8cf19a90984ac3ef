//! `connector-ls/changes`: the differences between a connector and what is published of it. Its names are a promise:
//! those of `connector-ls diff --format json`, with the places in the files at hand.

use evolution::changes::{Change, Class};
use rules::Stop;
use serde::Serialize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::Range;

use super::OfConnector;
use super::subject::Subject;
use crate::session::Snapshot;

/// The answer.
#[derive(Serialize)]
pub(crate) struct Difference {
    /// Where the published state comes from; `null` if none is known.
    baseline: Option<Box<str>>,
    changes: Vec<Listed>,
    summary: Summary,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed {
    code: &'static str,
    class: &'static str,
    operation_id: Option<Box<str>>,
    operations: Vec<Box<str>>,
    pointer: String,
    message: String,
    remedy: String,
    old: Option<Box<str>>,
    new: Option<Box<str>>,
    /// `null` if there is no place left for it.
    uri: Option<String>,
    range: Option<Range>,
}

#[derive(Serialize)]
struct Summary {
    breaking: usize,
    risky: usize,
    compatible: usize,
    update: &'static str,
}

/// All changes, the acknowledged ones too.
pub(crate) fn list(snapshot: &Snapshot, params: &OfConnector, stop: &Stop) -> Result<Difference> {
    let subject = Subject::of_uri(snapshot, &params.uri, stop)?;
    let published = subject.as_ref().and_then(|subject| Some((subject, subject.unit().published.as_ref()?)));
    let Some((subject, published)) = published else {
        let summary = Summary { breaking: 0, risky: 0, compatible: 0, update: "none" };
        return Ok(Difference { baseline: None, changes: Vec::new(), summary });
    };
    let comparison = &published.comparison;
    let pointers =
        |change: &Change| ide::changes::pointer_in_either(published, &subject.unit().connector, change);
    Ok(Difference {
        baseline: Some(published.label.clone()),
        changes: comparison
            .changes
            .iter()
            .map(|change| listed(snapshot, subject, change, pointers(change)))
            .collect(),
        summary: Summary {
            breaking: comparison.count(Class::Breaking),
            risky: comparison.count(Class::Risky),
            compatible: comparison.count(Class::Compatible),
            update: comparison.update.name(),
        },
    })
}

fn listed(snapshot: &Snapshot, subject: &Subject, change: &Change, pointer: String) -> Listed {
    let place = change.new.and_then(|spot| Some((subject.unit().member(spot.file)?, spot.span)));
    Listed {
        code: change.kind.code,
        class: change.class.name(),
        operation_id: change.operation.clone(),
        operations: change.operations.clone(),
        pointer,
        message: change.message.clone(),
        remedy: change.remedy.clone(),
        old: change.old_text.clone(),
        new: change.new_text.clone(),
        uri: place.map(|(member, _)| member.uri.clone()),
        range: place.map(|(member, span)| member.range(snapshot, span)),
    }
}
