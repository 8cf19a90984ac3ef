//! One state of a connector as makers see it.

use connector::{Connector, Date, Operation, PropertiesFile, Status};

use super::cards;
use super::model::Page;
use super::sign_in;
use crate::open_changes::OpenChanges;
use crate::view::View;

/// Reads a connector. What is missing or broken is left out.
pub(super) fn read(connector: &Connector, today: Option<Date>) -> Page {
    let properties = connector.properties_files().find_map(PropertiesFile::properties);
    let of_properties = |name: &str| cards::text(properties?, name);
    let mut page = Page {
        title: "Untitled connector".to_owned(),
        publisher: of_properties("publisher").or_else(|| of_properties("stackOwner")),
        colour: of_properties("iconBrandColor").and_then(|text| colour(&text)),
        sign_in: sign_in::read(connector),
        ..Page::default()
    };
    let Some(definition) = connector.definition() else { return page };
    let info = definition.document.root().get("info").filter(|info| info.is_object());
    let of_info = |name: &str| cards::text(info?, name);
    if let Some(title) = of_info("title") {
        page.title = title;
    }
    page.description = of_info("description");
    page.version = of_info("version");
    page.is_preview = definition.status == Some(Status::Preview);
    page.internal = definition.operations.iter().filter(|operation| operation.is_internal()).count();
    for (index, card) in cards::read(definition, today) {
        let is_trigger = definition.operations[index].trigger.is_some();
        let list = if is_trigger { &mut page.triggers } else { &mut page.actions };
        list.push(card);
    }
    page
}

/// Notes at each operation what is open since it was published.
pub(super) fn note_open_changes(view: &View<'_>, page: &mut Page) {
    let Some(definition) = view.connector.definition().filter(|_| view.published.is_some()) else { return };
    let open = OpenChanges::of_operations(view);
    for card in page.cards_mut() {
        // Operations stand in the order of the text.
        let index = card.place.as_ref().and_then(|place| {
            let start = |operation: &Operation| definition.node(operation.node).full_span().start;
            definition.operations.binary_search_by_key(&place.span.start, start).ok()
        });
        if let Some(open) = index.and_then(|index| open.get(index)) {
            card.open = *open;
        }
    }
}

/// Reads `#rrggbb`.
fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.trim().strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}
