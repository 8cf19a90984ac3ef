//! `connector-ls/properties`: the policies and connection parameters of a connector, for an outline. Its names are a
//! promise.

use ide::{ParameterLeaf, PolicyLeaf, PropertyPlace, property_list};
use rules::Stop;
use serde::Serialize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::Range;

use super::OfConnector;
use super::counts::Findings;
use super::subject::Subject;
use crate::session::Snapshot;

/// The answer.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Properties {
    policies: Vec<Policy>,
    connection_parameters: Vec<Parameter>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Policy {
    title: String,
    template_id: String,
    template: Option<&'static str>,
    operations: Vec<String>,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct Parameter {
    name: String,
    set: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    label: Option<String>,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    uri: String,
    /// All of it.
    range: Range,
    /// What to select of it.
    selection_range: Range,
    findings: Findings,
}

/// The policies and connection parameters of the connector that a file is part of; none if it is part of none.
pub(crate) fn list(snapshot: &Snapshot, params: &OfConnector, stop: &Stop) -> Result<Properties> {
    let Some(subject) = Subject::of_uri(snapshot, &params.uri, stop)? else {
        return Ok(Properties::default());
    };
    let place = |place: PropertyPlace| {
        let member = subject.unit().member(place.file)?;
        Some(Place {
            uri: member.uri.clone(),
            range: member.range(snapshot, place.span),
            selection_range: member.range(snapshot, place.selection),
            findings: place.findings.into(),
        })
    };
    let list = property_list(&subject.view());
    let policies = list.policies.into_iter().filter_map(|policy| {
        let PolicyLeaf { title, template_id, template, operations, place: at } = policy;
        Some(Policy { title, template_id, template, operations, place: place(at)? })
    });
    let parameters = list.parameters.into_iter().filter_map(|parameter| {
        let ParameterLeaf { name, set, kind, label, place: at } = parameter;
        Some(Parameter { name, set, kind, label, place: place(at)? })
    });
    Ok(Properties { policies: policies.collect(), connection_parameters: parameters.collect() })
}
