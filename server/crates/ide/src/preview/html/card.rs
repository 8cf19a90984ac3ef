//! One operation, closed as it stands in the list, and open as makers fill it in.

use evolution::lifecycle::Stage;

use super::super::model::{Card, Field, Fields, Firing, Group, Mark};
use super::field;
use crate::html::writer::{Attribute, Html};
use crate::words;

/// The operation, with a reference to its tile.
pub(super) fn card(card: &Card, drawing: &str, html: &mut Html) {
    let place = card.place.as_ref();
    let numbers = place.map(|place| (place.span.start.to_string(), place.span.end.to_string()));
    let mut class = String::from("card");
    if card.newer.is_some() || card.group == Group::Deprecated {
        class.push_str(" older");
    }
    class.push_str(mark_class(&card.mark));
    let mut attributes: Vec<Attribute<'_>> = vec![("class", &class)];
    attributes.extend(card.operation_id.as_deref().map(|id| ("data-operation", id)));
    attributes.extend(place.and_then(|place| Some(("data-pointer", place.pointer.as_deref()?))));
    if let Some((start, end)) = &numbers {
        attributes.extend([("data-start", start.as_str()), ("data-end", end.as_str())]);
    }
    html.element("details", &attributes, |html| {
        html.element("summary", &[], |html| {
            let attributes = [("class", "icon"), ("aria-hidden", "true"), ("focusable", "false")];
            html.element("svg", &attributes, |html| html.element("use", &[("href", drawing)], |_| {}));
            html.leaf("h3", &[("dir", "auto")], &card.title);
            if card.group == Group::Important {
                html.text(" ");
                let name =
                    [("class", "star"), ("role", "img"), ("aria-label", "Important"), ("title", "Important")];
                html.leaf("span", &name, "★");
            }
            badges(card, html);
            if let Some(description) = &card.description {
                html.leaf("p", &[("class", "quiet"), ("dir", "auto")], description);
            }
        });
        html.element("div", &[("class", "inside")], |html| inside(card, html));
    });
}

/// The class that goes with a mark.
pub(super) const fn mark_class(mark: &Mark) -> &'static str {
    match mark {
        Mark::Same => "",
        Mark::Added => " added",
        Mark::Removed => " removed",
        Mark::Changed(_) => " changed",
    }
}

/// What has become of something, as a badge with what it was.
pub(super) fn mark(mark: &Mark, html: &mut Html) {
    let (class, word) = match mark {
        Mark::Same => return,
        Mark::Added => ("badge added", "New"),
        Mark::Removed => ("badge removed", "Removed"),
        Mark::Changed(_) => ("badge changed", "Changed"),
    };
    html.text(" ");
    html.leaf("span", &[("class", class)], word);
}

/// What exactly has become of it.
pub(super) fn differences(mark: &Mark, html: &mut Html) {
    let Mark::Changed(differences) = mark else { return };
    html.element("ul", &[("class", "differences")], |html| {
        for difference in differences {
            html.leaf("li", &[], difference);
        }
    });
}

fn badges(card: &Card, html: &mut Html) {
    let mut badge = |class: &str, text: &str| {
        html.text(" ");
        html.leaf("span", &[("class", class)], text);
    };
    if card.is_preview {
        badge("badge preview", "Preview");
    }
    match card.stage {
        Some(Stage::Deprecated | Stage::Hidden) => badge("badge deprecated", "Deprecated"),
        Some(Stage::Expired) => badge("badge deprecated", "Deprecated, support has ended"),
        Some(Stage::Downplayed | Stage::Superseded) | None => {
            if card.newer.is_some() {
                badge("badge", "Older revision");
            }
        }
    }
    if let Some(open) = words::open_changes(card.open) {
        badge("badge breaking", &open);
    }
    mark(&card.mark, html);
}

fn inside(card: &Card, html: &mut Html) {
    differences(&card.mark, html);
    let mut facts = Vec::new();
    if let Some(newer) = &card.newer {
        facts.push(format!("There is a newer revision: {newer}."));
    }
    if let Some(expires) = &card.expires {
        facts.push(format!("Supported until {expires}."));
    }
    facts.extend(card.firing.map(|firing| match firing {
        Firing::Webhook => "Fires when the service calls.".to_owned(),
        Firing::Polling { is_batch: true } => {
            "Asks the service again and again; a flow can run once for each entry of the list.".to_owned()
        }
        Firing::Polling { is_batch: false } => "Asks the service again and again.".to_owned(),
    }));
    facts.extend(card.hint.clone());
    for fact in &facts {
        html.leaf("p", &[("class", "fact"), ("dir", "auto")], fact);
    }
    html.leaf("h4", &[], "Inputs");
    if card.inputs.fields.is_empty() && !card.inputs.is_cut {
        html.leaf("p", &[("class", "quiet")], "Nothing to fill in.");
    }
    let (advanced, shown) = split(&card.inputs);
    field::inputs(shown, html);
    if !advanced.is_empty() {
        html.element("details", &[("class", "options")], |html| {
            html.leaf("summary", &[], &format!("Show advanced options ({})", advanced.len()));
            field::inputs(advanced, html);
        });
    }
    cut(&card.inputs, "inputs", html);
    html.leaf("h4", &[], "Outputs");
    if card.outputs.fields.is_empty() && !card.outputs.is_cut {
        html.leaf("p", &[("class", "quiet")], "Nothing for the next steps of a flow.");
    }
    let (advanced, shown) = split(&card.outputs);
    field::outputs(shown, html);
    if !advanced.is_empty() {
        html.element("details", &[("class", "options")], |html| {
            html.leaf("summary", &[], &format!("See more outputs ({})", advanced.len()));
            field::outputs(advanced, html);
        });
    }
    cut(&card.outputs, "outputs", html);
    html.element("p", &[("class", "technical")], |html| {
        if let Some(id) = &card.operation_id {
            html.leaf("code", &[], id);
            html.text(" · ");
        }
        html.leaf("code", &[], &card.route);
        html.text(&format!(" · revision {}", card.revision));
    });
    if card.place.is_some() {
        html.leaf(
            "button",
            &[("type", "button"), ("class", "reveal"), ("hidden", "")],
            "Show in the definition",
        );
    }
}

/// The fields behind the advanced options, and those that are shown.
fn split(fields: &Fields) -> (Vec<&Field>, Vec<&Field>) {
    fields.fields.iter().partition(|field| field.is_advanced)
}

fn cut(fields: &Fields, what: &str, html: &mut Html) {
    if fields.is_cut {
        html.leaf("p", &[("class", "quiet")], &format!("There are more {what} than are shown here."));
    }
}
