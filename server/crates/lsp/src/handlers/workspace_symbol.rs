//! `workspace/symbol`: finding by name in all connectors, open or not.

use std::sync::Mutex;

use ide::symbol_search::{Query, Rank};
use rules::Stop;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{Location, OneOf, WorkspaceSymbol, WorkspaceSymbolParams, WorkspaceSymbolResponse};

use super::document_symbol::{kind, tags};
use super::workspace_diagnostic::{all_jobs, in_parallel};
use crate::lock::lock;
use crate::progress::Progress;
use crate::session::Snapshot;
use crate::symbol_index::Entry;
use crate::to_proto;

/// More than that nobody reads; who does not find it types another letter.
const MOST: usize = 200;

/// What a query finds, the best first.
pub(crate) fn search(
    snapshot: &Snapshot,
    params: &WorkspaceSymbolParams,
    stop: &Stop,
) -> Result<Option<WorkspaceSymbolResponse>> {
    let session = &snapshot.session;
    let token = params.work_done_progress_params.work_done_token.as_ref();
    let progress = Mutex::new(Progress::new(session, token, "Reading connectors"));
    if !session.flags().watch_registration {
        session.remembered.forget();
    }
    let jobs = all_jobs(snapshot, &progress, stop);
    let read = |job: &_| session.symbols.entries(snapshot, job);
    let entries = in_parallel(&jobs, stop, read, |done| lock(&progress).step(done, jobs.len()));
    if stop.is_stopped() {
        return Err(Error::request_cancelled());
    }
    session.symbols.keep(&jobs);
    let query = Query::new(&params.query);
    let all = entries.iter().flat_map(|entries| entries.iter());
    let mut found: Vec<(Rank, &Entry)> =
        all.filter_map(|entry| Some((query.rank(&entry.found)?, entry))).collect();
    if !query.is_empty() {
        found.sort_by(|(rank, entry), (other_rank, other)| {
            rank.cmp(other_rank).then_with(|| entry.found.name.cmp(&other.found.name))
        });
    }
    found.truncate(MOST);
    let symbols = found.into_iter().filter_map(|(rank, entry)| symbol(snapshot, rank, entry));
    Ok(Some(WorkspaceSymbolResponse::Nested(symbols.collect())))
}

fn symbol(snapshot: &Snapshot, rank: Rank, entry: &Entry) -> Option<WorkspaceSymbol> {
    let look = snapshot.session.flags().structure.workspace_symbols;
    Some(WorkspaceSymbol {
        name: rank.label(&entry.found),
        kind: kind(entry.found.kind, look),
        tags: tags(entry.found.is_deprecated, look),
        container_name: Some(entry.connector.to_string()),
        location: OneOf::Left(Location::new(to_proto::uri(&entry.uri)?, entry.range)),
        data: None,
    })
}
