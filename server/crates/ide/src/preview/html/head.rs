//! The connector and the form for a connection.

use connector::FileRole;

use super::super::model::{Control, Page, SignIn};
use super::{Kind, Side, field};
use crate::html::writer::Html;

/// The size that tiles are drawn in.
const VIEW: &str = "0 0 40 40";

/// Name, colour and texts of the connector.
pub(super) fn connector(page: &Page, html: &mut Html) {
    stripe(page, html);
    html.element("div", &[("class", "connector")], |html| {
        tile(page, html);
        html.element("div", &[], |html| {
            html.element("h1", &[("dir", "auto")], |html| {
                html.text(&page.title);
                if page.is_preview {
                    html.text(" ");
                    html.leaf("span", &[("class", "badge preview")], "Preview");
                }
            });
            let version = page.version.as_deref().map(|version| format!("Version {version}"));
            let publisher = page.publisher.as_deref().map(|publisher| format!("By {publisher}"));
            let facts: Vec<String> = publisher.into_iter().chain(version).collect();
            if !facts.is_empty() {
                html.leaf("p", &[("class", "quiet"), ("dir", "auto")], &facts.join(" · "));
            }
            if let Some(description) = &page.description {
                html.leaf("p", &[("dir", "auto")], description);
            }
        });
    });
}

/// The colour of the brand over the whole width. It is drawn, since the policy allows no style of an element.
fn stripe(page: &Page, html: &mut Html) {
    let fill = fill(page);
    let attributes = [("class", "stripe"), ("aria-hidden", "true"), ("focusable", "false")];
    html.element("svg", &attributes, |html| {
        html.element("rect", &[("width", "100%"), ("height", "100%"), ("fill", fill.as_str())], |_| {});
    });
}

/// The first letter on the colour of the brand, where clients show the icon.
fn tile(page: &Page, html: &mut Html) {
    let attributes = [("class", "tile"), ("viewBox", VIEW), ("aria-hidden", "true"), ("focusable", "false")];
    html.element("svg", &attributes, |html| {
        ground(page, html);
        letter(page, html);
    });
}

/// The tiles of operations, drawn once and used by each: the letter for actions, a flash for triggers.
pub(super) fn drawings(side: Side, page: &Page, html: &mut Html) {
    let attributes = [("class", "drawings"), ("aria-hidden", "true"), ("focusable", "false")];
    html.element("svg", &attributes, |html| {
        html.element("symbol", &[("id", side.drawing(Kind::Action)), ("viewBox", VIEW)], |html| {
            ground(page, html);
            letter(page, html);
        });
        html.element("symbol", &[("id", side.drawing(Kind::Trigger)), ("viewBox", VIEW)], |html| {
            ground(page, html);
            let flash = "M22.5 7 11 22.5h7.5L17 33l12-16h-7.8z";
            html.element("path", &[("d", flash), ("fill", ink(page))], |_| {});
        });
    });
}

fn ground(page: &Page, html: &mut Html) {
    let fill = fill(page);
    // The edge, in the colour of the text around, keeps a tile apart from a ground of its own colour.
    let edge = [("stroke", "currentColor"), ("stroke-opacity", "0.15")];
    let shape =
        [("x", "0.5"), ("y", "0.5"), ("width", "39"), ("height", "39"), ("rx", "8"), ("fill", fill.as_str())];
    html.element("rect", &[shape.as_slice(), &edge].concat(), |_| {});
}

fn letter(page: &Page, html: &mut Html) {
    let letter = page.title.chars().find(|letter| letter.is_alphanumeric()).unwrap_or('?');
    let letter: String = letter.to_uppercase().collect();
    let place =
        [("x", "20"), ("y", "27"), ("text-anchor", "middle"), ("font-size", "19"), ("fill", ink(page))];
    html.leaf("text", &place, &letter);
}

fn fill(page: &Page) -> String {
    // Where no colour is named, a quiet grey.
    let [red, green, blue] = page.colour.unwrap_or([0x5c, 0x63, 0x70]);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Black or white, whichever can be read on the colour.
fn ink(page: &Page) -> &'static str {
    let Some([red, green, blue]) = page.colour else { return "#ffffff" };
    let brightness = u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114;
    if brightness > 150_000 { "#000000" } else { "#ffffff" }
}

/// What makers fill in to make a connection.
pub(super) fn sign_in(page: &Page, html: &mut Html) {
    let Some(ways) = &page.sign_in else { return };
    let id = html.new_id();
    let place = ways.iter().flat_map(|way| &way.fields).find_map(|field| field.place.as_ref());
    let file = place.map_or(FileRole::Properties, |place| place.file).usual_name();
    let attributes = [("class", "sign-in"), ("aria-labelledby", id.as_str()), ("data-file", file)];
    html.element("section", &attributes, |html| {
        html.element("details", &[("open", "")], |html| {
            html.element("summary", &[], |html| html.leaf("h2", &[("id", &id)], "Connection"));
            html.element("div", &[("class", "inside")], |html| match ways.as_slice() {
                [] => html.leaf("p", &[("class", "quiet")], "Makers connect without filling in anything."),
                [way] => form(page, way, html),
                ways => {
                    html.leaf("p", &[("class", "quiet")], "Makers choose one of these.");
                    ways.iter().enumerate().for_each(|(at, way)| choice(page, way, at == 0, html));
                }
            });
        });
    });
}

/// One of several ways to sign in.
fn choice(page: &Page, way: &SignIn, is_first: bool, html: &mut Html) {
    let mut attributes = vec![("class", "way")];
    attributes.extend(is_first.then_some(("open", "")));
    html.element("details", &attributes, |html| {
        html.element("summary", &[], |html| {
            html.leaf("h3", &[("dir", "auto")], way.title.as_deref().unwrap_or("A way without a name"));
        });
        form(page, way, html);
    });
}

fn form(page: &Page, way: &SignIn, html: &mut Html) {
    if let Some(description) = &way.description {
        html.leaf("p", &[("class", "quiet"), ("dir", "auto")], description);
    }
    if way.fields.iter().any(|field| field.control == Control::SignIn) {
        let told = format!("Sign in to create a connection to {}.", page.title);
        html.leaf("p", &[("class", "quiet"), ("dir", "auto")], &told);
    }
    field::inputs(&way.fields, html);
}
