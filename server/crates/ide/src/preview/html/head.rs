//! The connector and the form for a connection.

use connector::FileRole;

use super::super::model::{Page, SignIn};
use super::field;
use super::writer::Html;

/// Name, colour and texts of the connector.
pub(super) fn connector(page: &Page, html: &mut Html) {
    stripe(page, html);
    html.element("div", &[("class", "connector")], |html| {
        tile(page, html);
        html.element("div", &[], |html| {
            html.element("h1", &[], |html| {
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
                html.leaf("p", &[("class", "quiet")], &facts.join(" · "));
            }
            if let Some(description) = &page.description {
                html.leaf("p", &[], description);
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
    let fill = fill(page);
    let letter = page.title.chars().find(|letter| letter.is_alphanumeric()).unwrap_or('?');
    let letter: String = letter.to_uppercase().collect();
    let size = [("class", "tile"), ("viewBox", "0 0 40 40"), ("aria-hidden", "true"), ("focusable", "false")];
    html.element("svg", &size, |html| {
        html.element(
            "rect",
            &[("width", "40"), ("height", "40"), ("rx", "6"), ("fill", fill.as_str())],
            |_| {},
        );
        let place = [("x", "20"), ("y", "27"), ("text-anchor", "middle"), ("fill", ink(page))];
        html.leaf("text", &place, &letter);
    });
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
        html.leaf("h2", &[("id", &id)], "Connection");
        match ways.as_slice() {
            [] => html.leaf("p", &[("class", "quiet")], "Makers connect without filling in anything."),
            [way] => form(way, html),
            ways => {
                html.leaf("p", &[("class", "quiet")], "Makers choose one of these.");
                for (at, way) in ways.iter().enumerate() {
                    let mut attributes = vec![("class", "way")];
                    attributes.extend((at == 0).then_some(("open", "")));
                    html.element("details", &attributes, |html| {
                        html.element("summary", &[], |html| {
                            html.leaf("h3", &[], way.title.as_deref().unwrap_or("A way without a name"));
                        });
                        form(way, html);
                    });
                }
            }
        }
    });
}

fn form(way: &SignIn, html: &mut Html) {
    if let Some(description) = &way.description {
        html.leaf("p", &[("class", "quiet")], description);
    }
    field::inputs(&way.fields, html);
}
