//! What makers see of a connector.

mod changes;
mod document;
mod everywhere;
mod fields;
mod list;
mod sign_in;

use std::fmt::Write;

use ide::preview::model::{Card, Control, Field, Group, Mark, Page};
use ide::{Preview, preview};

use crate::support::State;

/// The preview of marked text.
fn of(marked: &str) -> Preview {
    preview(&State::of(marked).view())
}

/// A definition with these members of `paths`.
fn paths(paths: &str) -> String {
    format!(r#"{{ "swagger": "2.0", "info": {{ "title": "Rows" }}, "paths": {{ {paths} }} }}"#)
}

/// The page of a definition with one operation, of these members.
fn operation(members: &str) -> Page {
    of(&paths(&format!(r#""/a": {{ "post": {{ "operationId": "A", {members} }} }}"#))).edited
}

/// The page as lines of text: lists with their operations, one a line.
fn outline(page: &Page) -> String {
    let mut out = String::new();
    for (name, cards) in [("triggers", &page.triggers), ("actions", &page.actions)] {
        if !cards.is_empty() {
            writeln!(out, "{name}").unwrap();
        }
        for card in cards {
            writeln!(out, "  {}", line(card)).unwrap();
        }
    }
    out + &format!("{} internal\n", page.internal)
}

fn line(card: &Card) -> String {
    let mut words = vec![card.title.clone()];
    words.push(match card.group {
        Group::Important => "important".to_owned(),
        Group::Normal => String::new(),
        Group::Advanced => "advanced".to_owned(),
        Group::Deprecated => "deprecated".to_owned(),
    });
    words.extend(card.is_preview.then(|| "preview".to_owned()));
    words.extend(card.newer.as_ref().map(|newer| format!("newer is '{newer}'")));
    words.extend(card.stage.map(|stage| stage.name().to_owned()));
    words.extend(card.firing.map(|firing| format!("{firing:?}")));
    words.extend(card.hint.as_ref().map(|hint| format!("hint '{hint}'")));
    words.extend(mark(&card.mark));
    words.retain(|word| !word.is_empty());
    words.join(" · ")
}

fn mark(mark: &Mark) -> Option<String> {
    match mark {
        Mark::Same => None,
        Mark::Added => Some("added".to_owned()),
        Mark::Removed => Some("removed".to_owned()),
        Mark::Changed(differences) => Some(format!("changed: {}", differences.join("; "))),
    }
}

/// Fields as lines of text, those of lists further in.
fn fields(found: &[Field]) -> String {
    fn write(found: &[Field], indent: &str, out: &mut String) {
        for field in found {
            let mut words = vec![format!("{}{}", field.label, if field.is_required { " *" } else { "" })];
            words.push(field.kind.to_owned());
            words.extend(field.is_important.then(|| "important".to_owned()));
            words.extend(field.is_advanced.then(|| "advanced".to_owned()));
            words.extend(match &field.control {
                Control::Line => None,
                control => Some(format!("{control:?}")),
            });
            words.extend(field.default.as_ref().map(|value| format!("= {value}")));
            words.extend(field.description.clone());
            words.extend(mark(&field.mark));
            writeln!(out, "{indent}{}", words.join(" · ")).unwrap();
            write(&field.fields, &format!("{indent}  "), out);
        }
    }
    let mut out = String::new();
    write(found, "", &mut out);
    out
}
