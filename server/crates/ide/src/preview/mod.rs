//! What makers see of a connector: how they sign in, which triggers and actions they are offered, and what each asks for
//! and gives.
//!
//! - [`model`]: the preview as plain data
//! - `page`, `cards`, `fields`, `needs`, `schemas`, `sign_in`: how it is read from a connector
//! - `differences`: what has changed since it was published
//! - `html`: the page that shows it
//!
//! Operations stand as clients should show them: important ones first, advanced ones behind a toggle, internal ones not at
//! all, the newest revision of a family before the older ones, deprecated ones at the end.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>
//!
//! However large a definition is once its references are expanded, the preview grows with the text: of each operation only
//! so many fields are shown, and it says where there are more.

mod cards;
mod differences;
mod fields;
mod html;
pub mod model;
mod needs;
mod page;
mod schemas;
mod sign_in;

pub use model::Preview;

use crate::view::View;

/// The preview of a connector, with what is published beside it if that is known.
pub fn preview(view: &View<'_>) -> Preview {
    let mut edited = page::read(view.connector, view.today);
    let published = view.published.map(|published| {
        let mut page = page::read(&published.connector, view.today);
        let differences = differences::mark(&mut page, &mut edited);
        page.forget_places();
        model::PublishedPage { label: published.label.clone(), page, differences }
    });
    page::note_open_changes(view, &mut edited);
    Preview { edited, published }
}

impl Preview {
    /// The preview as one HTML document that needs nothing else: no network, no files. It keeps a strict content security
    /// policy, and everything that comes from the connector is text in it.
    ///
    /// In a webview it posts `{ "type": "reveal", "file", "operationId", "pointer", "start", "end" }` for what is clicked or
    /// focused, and shows the operation of a message `{ "operationId" }`. The file is the usual name of its role
    /// ([`connector::FileRole::usual_name`]); start and end are bytes of its text without a byte order mark; the pointer is
    /// that of the operation, or absent for a single field.
    pub fn html(&self) -> String {
        html::document(self)
    }
}
