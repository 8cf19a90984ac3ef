//! The operations of a connector.

use connector::FileRole;

use super::super::model::{Card, Group, Mark, Page};
use super::{Kind, Side, card};
use crate::html::writer::Html;
use crate::words;

/// Triggers, then actions.
pub(super) fn operations(side: Side, page: &Page, html: &mut Html) {
    html.element(
        "div",
        &[("class", "operations"), ("data-file", FileRole::Definition.usual_name())],
        |html| {
            section(side, Kind::Trigger, &page.triggers, html);
            section(side, Kind::Action, &page.actions, html);
            if page.cards().all(|card| is_gone(side, card)) {
                html.leaf("p", &[("class", "quiet")], "Makers are offered no operation.");
            }
            if page.internal > 0 {
                let count = words::count(page.internal, "internal operation is", "internal operations are");
                html.leaf("p", &[("class", "quiet")], &format!("{count} not shown to makers."));
            }
        },
    );
}

/// Whether an operation is no more: what is gone stands among what is there now.
fn is_gone(side: Side, card: &Card) -> bool {
    side == Side::Edited && card.mark == Mark::Removed
}

fn section(side: Side, kind: Kind, cards: &[Card], html: &mut Html) {
    if cards.is_empty() {
        return;
    }
    let (title, name) = match kind {
        Kind::Trigger => ("Triggers", "triggers"),
        Kind::Action => ("Actions", "actions"),
    };
    let drawing = format!("#{}", side.drawing(kind));
    let id = html.new_id();
    let there = cards.iter().filter(|card| !is_gone(side, card)).count();
    html.element("section", &[("aria-labelledby", id.as_str())], |html| {
        html.element("h2", &[("id", &id)], |html| {
            html.text(title);
            html.text(" ");
            html.leaf("span", &[("class", "count")], &there.to_string());
        });
        let of = |groups: [Group; 2]| {
            let cards = cards.iter().filter(move |card| groups.contains(&card.group));
            cards.collect::<Vec<&Card>>()
        };
        for card in of([Group::Important, Group::Normal]) {
            card::card(card, &drawing, html);
        }
        let behind = [
            ("Show advanced", of([Group::Advanced; 2]), false),
            ("Deprecated", of([Group::Deprecated; 2]), true),
        ];
        for (group, cards, is_open) in behind {
            if cards.is_empty() {
                continue;
            }
            let mut attributes = vec![("class", "group")];
            attributes.extend(is_open.then_some(("open", "")));
            html.element("details", &attributes, |html| {
                html.leaf("summary", &[], &format!("{group} {name} ({})", cards.len()));
                for card in cards {
                    card::card(card, &drawing, html);
                }
            });
        }
    });
}
