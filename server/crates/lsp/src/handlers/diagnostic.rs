//! `textDocument/diagnostic`: the diagnostics of one file, for clients that ask by themselves.

use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, OnceLock};

use rules::Stop;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::DocumentDiagnosticParams;

use crate::analysis::analyse;
use crate::body::Body;
use crate::diagnostics::Diagnostics;
use crate::documents::Document;
use crate::jobs::Job;
use crate::publish;
use crate::quarantine::Unanalysed;
use crate::session::Snapshot;
use crate::uri::Key;

/// Answers with the diagnostics at the request's moment, or that they are those the client has. The report is JSON.
pub(crate) fn document(snapshot: &Snapshot, params: &DocumentDiagnosticParams, stop: &Stop) -> Result<Body> {
    let uri = params.text_document.uri.as_str();
    let key = Key::of_uri(uri);
    let open = snapshot.world.documents.get(&key);
    let mut diagnostics: Arc<Diagnostics> = Arc::default();
    for job in snapshot.jobs_of(uri) {
        let found = if let Job::Config(_) = job {
            let found = open.map(|open| publish::of_config(snapshot, open, stop));
            found.map(|found| found.ok_or_else(Error::request_cancelled)).transpose()?
        } else {
            match analyse(snapshot, &job, stop) {
                Ok(analysis) => publish::of_file(snapshot, &analysis, &key),
                Err(Unanalysed::Stopped) => return Err(Error::request_cancelled()),
                Err(Unanalysed::Failed(failure)) => Some(failure.diagnostics()),
            }
        };
        if let Some(found) = found {
            diagnostics = found;
            break;
        }
    }
    if let Some(open) = open {
        snapshot.session.shown_diagnostics.note(open, &diagnostics);
    }
    let id = result_id(open.map(AsRef::as_ref), &diagnostics);
    let is_known = params.previous_result_id.as_ref() == Some(&id);
    Ok(report("", &id, (!is_known).then_some(&*diagnostics)))
}

/// A report in the words of the protocol; without diagnostics it says that the client has them
/// (<https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#documentDiagnosticReport>).
/// `about` are members of the report about its file, as JSON.
pub(crate) fn report(about: &str, id: &str, diagnostics: Option<&Diagnostics>) -> Body {
    let kind = if diagnostics.is_some() { "full" } else { "unchanged" };
    let comma = if about.is_empty() { "" } else { "," };
    // Ids are made of letters, digits and dots.
    let mut report = format!(r#"{{"kind":"{kind}",{about}{comma}"resultId":"{id}""#).into_bytes();
    if diagnostics.is_some() {
        report.extend_from_slice(br#","items":"#);
    }
    Body::new(report, diagnostics.map(Diagnostics::json).unwrap_or_default(), b"}".to_vec())
}

/// The id of a result. It names this run of the server and the opening of the document: a client that closes a document
/// throws its diagnostics away, so that they must come again when it is opened, even if they are the same. And it names the
/// last version that removed text: an editor moves what it shows with each edit, and loses what stood in removed text, even
/// if the same text is put back before it asks.
pub(crate) fn result_id(open: Option<&Document>, diagnostics: &Diagnostics) -> String {
    static RUN: OnceLock<u64> = OnceLock::new();
    let run = RUN.get_or_init(|| RandomState::new().hash_one(0));
    let hash = diagnostics.hash();
    match open {
        Some(document) => format!("{run:x}.{}.{}.{hash:x}", document.opening, document.removed),
        None => format!("{run:x}.disk.{hash:x}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use tower_lsp::ls_types::{DocumentDiagnosticReport, Range};

    use super::*;
    use crate::diagnostics::List;

    #[test]
    fn reports_are_those_of_the_protocol() {
        let mut list = List::new();
        list.add_problem(Range::default(), "one \"é\"", None);
        list.add_problem(Range::default(), "two\n", None);
        let list = list.finish();
        let full: Value =
            serde_json::from_slice(&report("", "1.2.f", Some(&list)).pieces().concat()).unwrap();
        assert_eq!((&full["kind"], &full["resultId"]), (&json!("full"), &json!("1.2.f")));
        assert_eq!(
            (&full["items"][0]["message"], &full["items"][1]["message"]),
            (&json!("one \"é\""), &json!("two\n"))
        );
        assert!(serde_json::from_value::<DocumentDiagnosticReport>(full).is_ok());
        let unchanged: Value =
            serde_json::from_slice(&report(r#""uri":"x""#, "1", None).pieces().concat()).unwrap();
        assert_eq!(unchanged, json!({ "kind": "unchanged", "uri": "x", "resultId": "1" }));
        let empty: Value =
            serde_json::from_slice(&report("", "1", Some(&Diagnostics::default())).pieces().concat())
                .unwrap();
        assert_eq!(empty, json!({ "kind": "full", "resultId": "1", "items": [] }));
    }
}
