//! Requests to the client. Each runs in a task of its own, has a time limit, and nothing waits for its answer: a client
//! that never replies costs nothing but the answer.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tower_lsp::Client;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    ApplyWorkspaceEditParams, ConfigurationItem, Registration, WorkspaceEdit, request,
};

use crate::session::Snapshot;
use crate::settings::SECTION;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// The first requests after the session has begun: what the client shall tell of, and the settings.
pub(crate) async fn introduce(client: Client, snapshot: Snapshot) {
    let flags = snapshot.session.flags();
    let mut registrations = Vec::new();
    if flags.watch_registration {
        registrations.push(registration(
            "workspace/didChangeWatchedFiles",
            // The files' names differ in letter case, which patterns cannot say; the rest is sorted out on arrival.
            // A commit or another branch changes what is published.
            &json!({ "watchers": [
                { "globPattern": "**/*.{json,jsonc,csx,md,png}" },
                { "globPattern": "**/.git/{HEAD,packed-refs,refs/heads/**,refs/remotes/**}" },
            ] }),
        ));
    }
    if flags.configuration_registration {
        registrations.push(registration("workspace/didChangeConfiguration", &json!({ "section": SECTION })));
    }
    if !registrations.is_empty() {
        let registered = limited(client.register_capability(registrations)).await;
        if let Some(Err(error)) = registered {
            snapshot.session.log.warning(format!("The client refused to tell of changes: {error}"));
        }
    }
    if flags.configuration {
        pull_configuration(client, snapshot).await;
    }
}

fn registration(method: &str, options: &Value) -> Registration {
    Registration {
        id: format!("connector-ls {method}"),
        method: method.to_owned(),
        register_options: Some(options.clone()),
    }
}

/// Asks for the settings, in general and of each workspace folder.
pub(crate) async fn pull_configuration(client: Client, snapshot: Snapshot) {
    let folders = snapshot.world.folders.clone();
    let section = || Some(SECTION.to_owned());
    let scoped = folders
        .iter()
        .map(|folder| ConfigurationItem { scope_uri: folder.uri.parse().ok(), section: section() });
    let mut items = vec![ConfigurationItem { scope_uri: None, section: section() }];
    items.extend(scoped);
    let mut values = match limited(client.configuration(items)).await {
        Some(Ok(values)) => values.into_iter(),
        Some(Err(error)) => {
            snapshot.session.log.warning(format!("The client did not tell its settings: {error}"));
            return;
        }
        None => return,
    };
    let general = values.next().unwrap_or_default();
    let folders = folders.iter().map(|folder| folder.path.clone()).zip(values).collect();
    let (before, now) = snapshot.session.update(|world| {
        let before = world.settings.clone();
        Arc::make_mut(&mut world.settings).pulled(&general, folders);
        (before, world.settings.clone())
    });
    if before != now {
        now.problems().into_iter().for_each(|problem| snapshot.session.log.warning(problem));
        snapshot.session.settings_changed();
    }
}

/// Asks the client to ask for diagnostics again.
pub(crate) async fn refresh_diagnostics(client: Client) {
    let _ = limited(client.send_request::<request::WorkspaceDiagnosticRefresh>(())).await;
}

/// Asks the client to ask for code lenses again.
pub(crate) async fn refresh_lenses(client: Client) {
    let _ = limited(client.send_request::<request::CodeLensRefresh>(())).await;
}

/// Asks the client to carry out an edit, called `label` in its list of things to undo. Afterwards the user is shown what
/// `notes` say, or why it was not carried out.
pub(crate) async fn apply_edit(
    client: Client,
    snapshot: Snapshot,
    label: String,
    edit: WorkspaceEdit,
    notes: Vec<String>,
) {
    let log = &snapshot.session.log;
    let params = ApplyWorkspaceEditParams { label: Some(label.clone()), edit };
    match limited(client.send_request::<request::ApplyWorkspaceEdit>(params)).await {
        Some(Ok(answer)) if answer.applied => notes.into_iter().for_each(|note| log.show_info(note)),
        Some(Ok(answer)) => {
            let reason = answer.failure_reason.map_or_else(String::new, |reason| format!(": {reason}"));
            log.show_warning(format!("{label}: the editor did not make the change{reason}"));
        }
        Some(Err(error)) => log.error(format!("{label}: the editor did not make the change: {error}")),
        None => {}
    }
}

/// The answer, or `None` if it does not come in time.
pub(crate) async fn limited<T>(answer: impl Future<Output = Result<T>>) -> Option<Result<T>> {
    tokio::time::timeout(PATIENCE, answer).await.ok()
}
