//! `connector-ls/changesPage`: what has changed since publication, as an HTML document with remedies as buttons, and as
//! Markdown for a pull request. Its names are a promise.

use evolution::changes::{Change, Spot};
use ide::change_page::{Around, Compared, PagePlace, changes_page, markdown};
use rules::Stop;
use serde::Serialize;
use tower_lsp::jsonrpc::{Error, Result};

use super::OfConnector;
use super::execute_command::REMEDY;
use super::subject::Subject;
use crate::baseline::Baseline;
use crate::config_file::Editable;
use crate::session::Snapshot;

/// The answer.
#[derive(Serialize)]
pub(crate) struct ChangesPage {
    html: String,
    markdown: String,
    baseline: Option<Box<str>>,
}

/// The page of the connector that a file is part of; `null` if it is part of none.
pub(crate) fn render(snapshot: &Snapshot, params: &OfConnector, stop: &Stop) -> Result<Option<ChangesPage>> {
    let Some(subject) = Subject::of_uri(snapshot, &params.uri, stop)? else { return Ok(None) };
    let unit = subject.unit();
    let view = unit.view();
    let place = |spot: Spot| {
        let member = unit.member(spot.file)?;
        let range = member.range(snapshot, spot.span);
        let (start, end) = (range.start, range.end);
        let range = [start.line, start.character, end.line, end.character];
        Some(PagePlace { uri: member.uri.clone(), range })
    };
    let configuration = Editable::of_uri(snapshot, &params.uri);
    let around = Around {
        uri: &params.uri,
        command: REMEDY,
        place: &place,
        configuration: configuration.as_ref().map(Editable::as_file),
        settings: &unit.settings,
        acknowledge: subject.acknowledge(),
        missing: match &unit.baseline {
            Baseline::Missing(reason) => Some(reason),
            Baseline::Off | Baseline::Found(_) => None,
        },
    };
    let html = changes_page(&view, &around, stop).ok_or_else(Error::request_cancelled)?;
    let Some(published) = &unit.published else {
        return Ok(Some(ChangesPage { html, markdown: String::new(), baseline: None }));
    };
    let shown = |change: &Change| {
        let spot = change.new?;
        let start = place(spot)?.range;
        Some(format!("{}:{}:{}", unit.member(spot.file)?.name, start[0] + 1, start[1] + 1))
    };
    let definition =
        unit.member(connector::FileRole::Definition).map_or("the connector", |member| &member.name);
    let markdown = markdown(&Compared {
        new: &unit.connector,
        comparison: &published.comparison,
        old_name: &published.label,
        new_name: definition,
        place: &shown,
    });
    Ok(Some(ChangesPage { html, markdown, baseline: Some(published.label.clone()) }))
}
