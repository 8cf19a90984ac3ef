//! The preview as one HTML document.
//!
//! - [`head`]: the connector and how to sign in
//! - [`tools`]: search, and the switch between what is published and what is edited
//! - [`list`]: the operations
//! - [`card`]: one operation
//! - [`field`]: inputs and outputs

mod card;
mod field;
mod head;
mod list;
mod tools;

use super::model::{Page, Preview};
use crate::html::digest::policy;
use crate::html::writer::Html;

const STYLE: &str = concat!(include_str!("../../html/common.css"), include_str!("preview.css"));
const SCRIPT: &str = include_str!("preview.js");
/// The digest of the style. A test says what it is after a change.
const STYLE_DIGEST: &str = "sha256-tKtL8JxeZatHiQjxw0zvwJqwKd6qMewH2Neu0O884Zc=";
/// The digest of the script.
const SCRIPT_DIGEST: &str = "sha256-W1/+qpXHhWCCEk+HTTNdL82DWjy+qUA1BCZcvnwBJ+I=";

/// Which of the two pages something is on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Edited,
    Published,
}

impl Side {
    /// The class that is shown or hidden with the side.
    const fn class(self) -> &'static str {
        match self {
            Self::Edited => "side edited",
            Self::Published => "side published",
        }
    }

    /// The id of the tile that its operations of a kind have.
    const fn drawing(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::Edited, Kind::Trigger) => "trigger",
            (Self::Edited, Kind::Action) => "action",
            (Self::Published, Kind::Trigger) => "published-trigger",
            (Self::Published, Kind::Action) => "published-action",
        }
    }
}

/// What an operation is to makers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Trigger,
    Action,
}

/// The whole document.
pub(super) fn document(preview: &Preview) -> String {
    let mut html = Html::new();
    html.doctype();
    html.element("html", &[("lang", "en")], |html| {
        html.element("head", &[], |html| {
            html.void("meta", &[("charset", "utf-8")]);
            let policy = policy(STYLE_DIGEST, SCRIPT_DIGEST);
            html.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
            html.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
            html.leaf("title", &[], &format!("{}: preview", preview.edited.title));
            html.code("style", STYLE);
        });
        html.element("body", &[], |html| {
            html.element("header", &[], |html| {
                each_side(preview, html, |side, page, html| {
                    head::drawings(side, page, html);
                    head::connector(page, html);
                });
            });
            html.element("main", &[], |html| {
                tools::tools(preview, html);
                each_side(preview, html, |side, page, html| {
                    html.element("div", &[("class", "columns")], |html| {
                        head::sign_in(page, html);
                        list::operations(side, page, html);
                    });
                });
            });
            html.code("script", SCRIPT);
        });
    });
    html.finish()
}

/// Writes the page at hand, and the published one if there is one.
fn each_side(preview: &Preview, html: &mut Html, mut write: impl FnMut(Side, &Page, &mut Html)) {
    html.element("div", &[("class", Side::Edited.class())], |html| {
        write(Side::Edited, &preview.edited, html);
    });
    if let Some(published) = &preview.published {
        html.element("div", &[("class", Side::Published.class())], |html| {
            write(Side::Published, &published.page, html);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::digest::tests::digest;

    #[test]
    fn the_digests_are_those_of_the_files() {
        assert_eq!(STYLE_DIGEST, digest(STYLE));
        assert_eq!(SCRIPT_DIGEST, digest(SCRIPT));
    }
}
