//! What an extension makes with a few answers of its user: `connector-ls/policyTemplates`, `connector-ls/addPolicy`,
//! `connector-ls/newOperation` and `connector-ls/schemaFromSample`. Their names are a promise. The edits are answered, for
//! the client to carry out; what cannot be made is an error whose message is for the user.

use std::collections::{BTreeMap, HashSet};

use ide::actions::Outcome;
use ide::making::{
    self, Making, NewOperation, NewPolicy, OfferedParameter, OfferedTemplate, policy_templates,
};
use rules::Stop;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{Position, Range, TextDocumentIdentifier, WorkspaceEdit};

use super::OfConnector;
use super::subject::Subject;
use crate::file::File;
use crate::session::Snapshot;
use crate::to_proto;
use crate::workspace_edit::Files;

/// An edit, and where to put the cursor afterwards.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Made {
    edit: WorkspaceEdit,
    uri: String,
    selection_range: Range,
}

/// The answer to `connector-ls/policyTemplates`.
#[derive(Serialize)]
pub(crate) struct Templates {
    templates: Vec<Template>,
    operations: Vec<Box<str>>,
}

#[derive(Serialize)]
struct Template {
    id: &'static str,
    title: &'static str,
    description: &'static str,
    parameters: Vec<Parameter>,
}

#[derive(Serialize)]
struct Parameter {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    required: bool,
    default: Option<String>,
    choices: Vec<&'static str>,
}

/// The templates, and the operations that a policy can be limited to, of all definitions that share the file; of what is
/// no connector none.
pub(crate) fn templates(snapshot: &Snapshot, params: &OfConnector, stop: &Stop) -> Result<Templates> {
    let subjects = Subject::all_of_uri(snapshot, &params.uri, stop)?;
    let definitions = subjects.iter().filter_map(|subject| subject.unit().connector.definition());
    let mut seen = HashSet::new();
    let ids = definitions.flat_map(|definition| &definition.operations).filter_map(|known| known.id.as_ref());
    let operations = ids.filter(|&id| seen.insert(id)).cloned().collect();
    let templates = policy_templates().into_iter().map(|template| {
        let OfferedTemplate { id, title, description, parameters } = template;
        let parameters = parameters.into_iter().map(|parameter| {
            let OfferedParameter { name, title, description, required, default, choices } = parameter;
            Parameter { name, title, description, required, default, choices }
        });
        Template { id, title, description, parameters: parameters.collect() }
    });
    Ok(Templates { templates: templates.collect(), operations })
}

/// The parameters of `connector-ls/addPolicy`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AddPolicy {
    uri: String,
    template_id: String,
    title: String,
    operations: Vec<String>,
    parameters: BTreeMap<String, String>,
}

/// The edit that adds a policy.
pub(crate) fn policy(snapshot: &Snapshot, params: &AddPolicy, stop: &Stop) -> Result<Made> {
    let wanted = NewPolicy {
        template_id: params.template_id.clone(),
        title: params.title.clone(),
        operations: params.operations.clone(),
        parameters: params.parameters.clone(),
    };
    let has_all = |subject: &Subject| {
        let definition = subject.unit().connector.definition();
        let has = |id: &String| definition.is_some_and(|known| known.operation_index(id).is_some());
        wanted.operations.iter().all(has)
    };
    make(snapshot, &params.uri, stop, has_all, |subject| {
        let unit = subject.unit();
        making::add_policy(&unit.connector, &unit.settings, &wanted)
    })
}

/// The parameters of `connector-ls/newOperation`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AddOperation {
    uri: String,
    kind: Kind,
    method: String,
    path: String,
    operation_id: String,
    summary: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Kind {
    Action,
    Trigger,
}

/// The edit that adds an operation.
pub(crate) fn operation(snapshot: &Snapshot, params: &AddOperation, stop: &Stop) -> Result<Made> {
    let wanted = NewOperation {
        is_trigger: params.kind == Kind::Trigger,
        method: params.method.to_ascii_lowercase(),
        path: params.path.trim().to_owned(),
        operation_id: params.operation_id.trim().to_owned(),
        summary: params.summary.clone(),
    };
    make(snapshot, &params.uri, stop, any, |subject| {
        let unit = subject.unit();
        making::new_operation(&unit.connector, &unit.settings, &wanted)
    })
}

/// The parameters of `connector-ls/schemaFromSample`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FromSample {
    text_document: TextDocumentIdentifier,
    position: Position,
    sample: String,
}

/// The edit that writes the schema of a sample.
pub(crate) fn schema(snapshot: &Snapshot, params: &FromSample, stop: &Stop) -> Result<Made> {
    make(snapshot, params.text_document.uri.as_str(), stop, any, |subject| {
        let at = subject.member().at(snapshot, params.position);
        let unit = subject.unit();
        making::schema_from_sample(&unit.connector, &unit.settings, at, &params.sample)
    })
}

/// Whichever connector has the file.
fn any(_: &Subject) -> bool {
    true
}

/// What is made in the first connector that is meant, of those that have the file: definitions of one folder share the
/// other files. If none is meant, the first says why.
fn make(
    snapshot: &Snapshot,
    uri: &str,
    stop: &Stop,
    is_meant: impl Fn(&Subject) -> bool,
    making: impl FnOnce(&Subject) -> Making,
) -> Result<Made> {
    let mut subjects = Subject::all_of_uri(snapshot, uri, stop)?;
    if subjects.is_empty() {
        return Err(Error::invalid_params(format!("'{uri}' is no file of a connector.")));
    }
    let subject = subjects.swap_remove(subjects.iter().position(is_meant).unwrap_or_default());
    let made = match making(&subject) {
        Making::Refused { reason } => return Err(Error::invalid_params(reason)),
        Making::Made(made) => made,
    };
    let (unit, flags) = (subject.unit(), snapshot.session.flags());
    let member = unit.member(made.file).ok_or_else(Error::internal_error)?;
    let outcome = Outcome::Edits(vec![(made.file, made.edits)]);
    let edit = Files { unit, configuration: None }.edit(&outcome, flags).ok_or_else(Error::internal_error)?;
    let after = File::in_editor(made.file, made.text);
    Ok(Made {
        edit,
        uri: member.uri.clone(),
        selection_range: to_proto::range(&after, made.selection, flags.encoding),
    })
}
