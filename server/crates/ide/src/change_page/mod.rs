//! What has changed since publication: as a page, and as text for a pull request.
//!
//! - `markdown`: the text
//! - [`page`]: the page
//! - `verdict`: its first sentence

mod markdown;
pub mod page;
mod verdict;

use connector::Connector;
use evolution::changes::{Change, Comparison};

pub use markdown::markdown;
pub use page::{Around, PagePlace, changes_page};

/// Two moments of a connector.
#[derive(Clone, Copy)]
pub struct Compared<'v> {
    /// The connector now.
    pub new: &'v Connector,
    /// What has changed.
    pub comparison: &'v Comparison,
    /// What the published state is called.
    pub old_name: &'v str,
    /// What the state now is called.
    pub new_name: &'v str,
    /// Where a change is, for people: `apiDefinition.swagger.json:12:5`.
    pub place: &'v dyn Fn(&Change) -> Option<String>,
}
