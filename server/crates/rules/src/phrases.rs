//! First descriptions of responses.

use syntax::Node;
use vocabulary::{Place, reason_phrase};

use crate::{Context, naming};

/// A description for a response by its status code, such as `Not Found`; for a shared one by its name.
pub(crate) fn description(context: &Context<'_>, response: Node<'_>) -> String {
    let name = response.name();
    let is_shared = || {
        let document = context.document_of(response.tree());
        document
            .zip(response.parent())
            .is_some_and(|(document, list)| document.place(list) == Place::SharedResponses)
    };
    if let Some(phrase) = name.parse().ok().and_then(reason_phrase) {
        return phrase.to_owned();
    }
    match name.as_bytes().first() {
        Some(b'2') => "Success.".to_owned(),
        _ if is_shared() && !naming::sentence_case(&name).is_empty() => {
            format!("{}.", naming::sentence_case(&name))
        }
        _ => FAILED.to_owned(),
    }
}

/// What stands in a plain default response.
pub(crate) const FAILED: &str = "Operation failed.";
