//! What results are about, for people who read them elsewhere: rules and kinds of change.

use evolution::changes::Kind;
use rules::{Entry, FixKind, Levels};
use serde_json::{Value, json};

use super::level;
use crate::pages::plain;

/// All rules, then all kinds of change.
pub(super) fn all() -> Vec<Value> {
    rules::registry::ENTRIES.iter().map(descriptor).chain(kinds()).collect()
}

/// All kinds of change.
pub(crate) fn kinds() -> impl Iterator<Item = Value> {
    Kind::all().map(kind_descriptor)
}

/// Where among [`all`] the rule or kind of change with this code stands.
pub(super) fn index(code: &str) -> Option<usize> {
    let codes = rules::rules().map(|rule| rule.code).chain(Kind::all().map(|kind| kind.code));
    codes.into_iter().position(|other| other == code)
}

fn descriptor(entry: &Entry) -> Value {
    let rule = entry.rule;
    let docs = rule.docs();
    let introduction = rules::page::sections(entry.page).first().map_or("", |section| section.text);
    let severity = |levels: Levels| levels.custom.or(levels.certified).or(levels.independent);
    let mut tags = vec![rule.group()];
    tags.extend(rule.microsoft);
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": plain(introduction) },
        "help": {
            "text": format!("{}\n\n{docs}", plain(introduction)),
            "markdown": format!("{}\n\n[{}]({docs})", entry.page, rule.code),
        },
        "helpUri": docs,
        "defaultConfiguration": {
            "enabled": rule.levels.custom.is_some(),
            "level": severity(rule.levels).map_or("none", level),
        },
        "properties": {
            "tags": tags,
            "fix": FixKind::name(rule.fix),
        },
    })
}

fn kind_descriptor(kind: &Kind) -> Value {
    let docs = kind.docs();
    json!({
        "id": kind.code,
        "shortDescription": { "text": kind.summary },
        "fullDescription": { "text": format!("{} {}", kind.summary, kind.feels) },
        "help": {
            "text": format!("{}\n\n{docs}", kind.remedy),
            "markdown": format!("{}\n\n[{}]({docs})", kind.remedy, kind.code),
        },
        "helpUri": docs,
        "defaultConfiguration": { "enabled": true, "level": level(kind.severity) },
        "properties": { "tags": ["change", kind.class.name()], "class": kind.class.name() },
    })
}
