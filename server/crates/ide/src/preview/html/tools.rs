//! What stays at the top: the search box, and the switch between what is published and what is edited.

use super::super::model::{Mark, Page, Preview, PublishedPage};
use crate::html::writer::Html;
use crate::words;

/// The box to search in, which the script shows; of what is published the switch, the box that leaves out what is the same,
/// and a sentence on what differs.
pub(super) fn tools(preview: &Preview, html: &mut Html) {
    let told = preview.published.as_ref().map(|published| told(&preview.edited, published));
    let told = told.unwrap_or_default();
    html.element("div", &[("class", "tools")], |html| {
        html.element("div", &[], |html| {
            search(html);
            if let Some(published) = &preview.published {
                switch(published, html);
                if !told.is_empty() {
                    html.element("label", &[("for", "only"), ("class", "only")], |html| {
                        html.void("input", &[("type", "checkbox"), ("id", "only")]);
                        html.text("Only what differs");
                    });
                }
            }
        });
    });
    let Some(PublishedPage { label, page, .. }) = &preview.published else { return };
    let is_cut = |page: &Page| page.cards().any(|card| card.inputs.is_cut || card.outputs.is_cut);
    let sentence = if !told.is_empty() {
        format!("Since {label}: {}.", told.join(", "))
    } else if is_cut(&preview.edited) || is_cut(page) {
        format!("What is shown here is the same as in {label}. What is left out was not compared.")
    } else {
        format!("What makers see is the same as in {label}.")
    };
    html.leaf("p", &[("class", "since quiet")], &sentence);
}

fn search(html: &mut Html) {
    html.element("div", &[("class", "search"), ("role", "search"), ("hidden", "")], |html| {
        html.leaf("label", &[("for", "search"), ("class", "unseen")], "Find an operation");
        let look = [("placeholder", "Find an operation"), ("autocomplete", "off"), ("spellcheck", "false")];
        html.void("input", &[[("type", "search"), ("id", "search")].as_slice(), &look].concat());
        html.leaf("p", &[("id", "found"), ("role", "status")], "");
    });
}

fn switch(published: &PublishedPage, html: &mut Html) {
    html.element("fieldset", &[("class", "switch")], |html| {
        html.leaf("legend", &[("class", "unseen")], "What is shown");
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
}

/// What has become of operations, then of the rest of the page, each in a few words.
fn told(edited: &Page, published: &PublishedPage) -> Vec<String> {
    let marked = |is_wanted: fn(&Mark) -> bool| edited.cards().filter(|card| is_wanted(&card.mark)).count();
    let counts = [
        (marked(|mark| *mark == Mark::Added), "new operation", "new operations"),
        (marked(|mark| *mark == Mark::Removed), "removed operation", "removed operations"),
        (marked(|mark| matches!(mark, Mark::Changed(_))), "changed operation", "changed operations"),
    ];
    let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
    let mut told: Vec<String> = counts.map(|(count, one, many)| words::count(count, one, many)).collect();
    told.extend(published.differences.iter().map(|&what| what.to_owned()));
    told
}
