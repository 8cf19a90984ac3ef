//! The preview as one HTML document.
//!
//! - [`writer`]: tags that are always closed, text that is always escaped
//! - [`head`]: the connector and how to sign in
//! - [`list`]: the operations
//! - [`card`]: one operation
//! - [`field`]: inputs and outputs
//! - [`digest`]: what the content security policy allows

mod card;
mod digest;
mod field;
mod head;
mod list;
mod writer;

use super::model::{Page, Preview};
use writer::Html;

const STYLE: &str = include_str!("preview.css");
const SCRIPT: &str = include_str!("preview.js");

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
}

/// The whole document.
pub(super) fn document(preview: &Preview) -> String {
    let mut html = Html::new();
    html.doctype();
    html.element("html", &[("lang", "en")], |html| {
        html.element("head", &[], |html| {
            html.void("meta", &[("charset", "utf-8")]);
            let policy = digest::policy();
            html.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
            html.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
            html.leaf("title", &[], &format!("{}: preview", preview.edited.title));
            html.code("style", STYLE);
        });
        html.element("body", &[], |html| {
            html.element("header", &[], |html| {
                each_side(preview, html, |_, page, html| head::connector(page, html));
            });
            html.element("main", &[], |html| {
                tools(preview, html);
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
        write(Side::Edited, &preview.edited, html)
    });
    if let Some(published) = &preview.published {
        html.element("div", &[("class", Side::Published.class())], |html| {
            write(Side::Published, &published.page, html)
        });
    }
}

/// The search box, which the script shows, and the switch between both sides.
fn tools(preview: &Preview, html: &mut Html) {
    html.element("div", &[("class", "tools")], |html| {
        html.element("div", &[("class", "search"), ("role", "search"), ("hidden", "")], |html| {
            html.leaf("label", &[("for", "search")], "Find an operation");
            html.void(
                "input",
                &[("type", "search"), ("id", "search"), ("autocomplete", "off"), ("spellcheck", "false")],
            );
            html.leaf("p", &[("id", "found"), ("role", "status")], "");
        });
        let Some(published) = &preview.published else { return };
        html.element("fieldset", &[("class", "switch")], |html| {
            html.leaf("legend", &[], "What is shown");
            let sides = [
                ("show-edited", "As edited".to_owned(), true),
                ("show-published", format!("As published ({})", published.label), false),
            ];
            for (id, label, is_chosen) in &sides {
                let mut attributes = vec![("type", "radio"), ("name", "side"), ("id", *id)];
                attributes.extend(is_chosen.then_some(("checked", "")));
                html.element("label", &[("for", *id)], |html| {
                    html.void("input", &attributes);
                    html.text(label);
                });
            }
        });
    });
}
