//! `connector-ls/status`: how connectors stand, for a line at the edge of the window. Its names are a promise.

use std::path::Path;

use connector::FileRole;
use ide::{OpenChanges, Tally, limits};
use rules::Stop;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};

use super::counts::{Findings, Open};
use super::subject::Subject;
use crate::analysis::{Unit, analyse};
use crate::baseline::Baseline;
use crate::jobs::Job;
use crate::quarantine::Unanalysed;
use crate::session::Snapshot;
use crate::uri;

/// What is asked about.
#[derive(Deserialize)]
pub(crate) struct About {
    /// Any file of one connector; without it, all that have an open file.
    uri: Option<String>,
}

/// The answer.
#[derive(Serialize)]
pub(crate) struct Status {
    version: &'static str,
    connectors: Vec<ConnectorStatus>,
}

#[derive(Serialize)]
struct ConnectorStatus {
    /// Its title, else the name of its folder.
    title: String,
    /// The definition, else the first of its files.
    uri: String,
    findings: Findings,
    baseline: Published,
    changes: Open,
    /// How much of each limit is used, the fullest first; nothing without a definition.
    budget: Vec<Budget>,
}

#[derive(Serialize)]
struct Published {
    /// `off`, `found` or `missing`.
    state: &'static str,
    label: Option<String>,
    /// Why nothing is known; of what was found, why it is not quite what was asked for.
    message: Option<String>,
}

#[derive(Serialize)]
struct Budget {
    name: &'static str,
    used: u32,
    limit: u32,
    unit: &'static str,
}

/// How one connector stands, or all that have an open file, by URI.
pub(crate) fn report(snapshot: &Snapshot, params: &About, stop: &Stop) -> Result<Status> {
    let mut connectors = Vec::new();
    if let Some(uri) = &params.uri {
        let subject = Subject::of_uri(snapshot, uri, stop)?;
        connectors.extend(subject.and_then(|subject| of_unit(subject.unit())));
    } else {
        let mut jobs: Vec<Job> =
            snapshot.world.documents.iter().flat_map(|open| snapshot.jobs_of(&open.uri)).collect();
        jobs.sort();
        jobs.dedup();
        for job in jobs.iter().filter(|job| !matches!(job, Job::Config(_))) {
            let analysis = match analyse(snapshot, job, stop) {
                Ok(analysis) => analysis,
                Err(Unanalysed::Stopped) => return Err(Error::request_cancelled()),
                // Of what could not be checked, nothing is known.
                Err(Unanalysed::Failed(_)) => continue,
            };
            connectors.extend(analysis.units.iter().filter(|unit| unit.is_open()).filter_map(of_unit));
        }
        connectors.sort_by(|one, other| one.uri.cmp(&other.uri));
    }
    Ok(Status { version: env!("CARGO_PKG_VERSION"), connectors })
}

/// `None` if it has no file.
fn of_unit(unit: &Unit) -> Option<ConnectorStatus> {
    let first = unit.member(FileRole::Definition).or_else(|| unit.members.first())?;
    let definition = unit.connector.definition();
    let view = unit.view();
    let title = definition.and_then(ide::symbols::title).unwrap_or_else(|| folder_of(&first.uri));
    let budget = definition.into_iter().flat_map(limits).map(|found| Budget {
        name: found.limit.name(),
        used: found.usage.used,
        limit: found.usage.limit,
        unit: found.limit.unit(),
    });
    Some(ConnectorStatus {
        title,
        uri: first.uri.clone(),
        findings: Tally::of(view.findings).into(),
        baseline: published(&unit.baseline),
        changes: OpenChanges::of_connector(&view).unwrap_or_default().into(),
        budget: budget.collect(),
    })
}

/// The name of the folder that a file is in; of a file in none its own name.
fn folder_of(uri: &str) -> String {
    let path = uri::path_of(uri);
    let folder = path.as_deref().and_then(Path::parent).and_then(Path::file_name);
    folder.map_or_else(|| uri::file_name_of(uri), |name| name.to_string_lossy().into_owned())
}

fn published(baseline: &Baseline) -> Published {
    match baseline {
        Baseline::Off => Published { state: "off", label: None, message: None },
        Baseline::Missing(reason) => {
            Published { state: "missing", label: None, message: Some(reason.clone()) }
        }
        Baseline::Found(found) => Published {
            state: "found",
            label: Some(found.label.clone()),
            message: found.remark.map(str::to_owned),
        },
    }
}
