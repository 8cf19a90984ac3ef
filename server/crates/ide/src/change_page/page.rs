//! The changes as one HTML document, with the remedies as buttons. What is pressed is posted to the editor.

use evolution::changes::{Change, Class, Spot};
use rules::{Settings, Stop};

use super::verdict::verdict;
use crate::actions::{Action, Outcome, remedies};
use crate::changes::{Settled, published_text, settled};
use crate::configuration::{Acknowledge, ConfigurationFile};
use crate::html::digest::policy;
use crate::html::writer::{Attribute, Html};
use crate::published::Published;
use crate::view::View;

const STYLE: &str = concat!(include_str!("../html/common.css"), include_str!("changes.css"));
const SCRIPT: &str = include_str!("changes.js");
/// The digest of the style. A test says what it is after a change.
const STYLE_DIGEST: &str = "sha256-qMbTiOEjcT4wcOieu1NnsdLH7Vb19HkPAtnpGX61zs0=";
/// The digest of the script.
const SCRIPT_DIGEST: &str = "sha256-lyzxYWKUJKtmujH1peZRoCNtEljblzbIuH3kszfSiS0=";

/// Of how many changes remedies are looked for, the gravest first. Each takes a few comparisons of the whole connector.
const MOST_WITH_REMEDIES: usize = 12;

/// How many changes are shown, the gravest first. A page of thousands helps nobody.
const MOST_SHOWN: usize = 300;

/// How many operations are named that feel a change.
const MOST_NAMES: usize = 12;

/// A place as an editor takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePlace {
    /// The file.
    pub uri: String,
    /// Line and column of start and end, from 0, in the editor's own columns.
    pub range: [u32; 4],
}

/// What the page needs beside the connector.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// Any file of the connector, which commands name.
    pub uri: &'a str,
    /// The command that carries out a remedy.
    pub command: &'a str,
    /// Where a change is in the files at hand.
    pub place: &'a dyn Fn(Spot) -> Option<PagePlace>,
    /// The configuration file, which acknowledges changes.
    pub configuration: Option<ConfigurationFile<'a>>,
    /// The settings by which changes are turned off or ignored.
    pub settings: &'a Settings,
    /// The changes that are meant.
    pub acknowledge: &'a [Acknowledge],
    /// Why nothing is known of what is published.
    pub missing: Option<&'a str>,
}

/// The page; `None` after a stop.
pub fn changes_page(view: &View<'_>, around: &Around<'_>, stop: &Stop) -> Option<String> {
    let title = view.connector.definition().and_then(crate::symbols::title);
    let title = title.unwrap_or_else(|| "Untitled connector".to_owned());
    let mut html = Html::new();
    html.doctype();
    html.element("html", &[("lang", "en")], |html| {
        html.element("head", &[], |html| {
            html.void("meta", &[("charset", "utf-8")]);
            let policy = policy(STYLE_DIGEST, SCRIPT_DIGEST);
            html.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
            html.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
            html.leaf("title", &[], &format!("{title}: changes"));
            html.code("style", STYLE);
        });
        let attributes = [("data-uri", around.uri), ("data-command", around.command)];
        html.element("body", &attributes, |html| {
            match view.published {
                Some(published) => changes(view, around, published, &title, stop, html),
                None => nothing_known(around, &title, html),
            }
            html.code("script", SCRIPT);
        });
    });
    (!stop.is_stopped()).then(|| html.finish())
}

fn nothing_known(around: &Around<'_>, title: &str, html: &mut Html) {
    html.element("header", &[], |html| html.leaf("h1", &[], title));
    html.element("main", &[], |html| {
        html.leaf("h2", &[], "Nothing to compare with");
        html.leaf("p", &[], around.missing.unwrap_or("The setting 'baseline' is off, so no published state is looked for."));
        html.leaf(
            "p",
            &[],
            "Commit the connector as it is published to the default branch of its Git repository, or name a revision, a \
             file or a folder in the setting 'baseline'. From then on, this page says what breaks flows.",
        );
    });
}

fn changes(
    view: &View<'_>,
    around: &Around<'_>,
    published: &Published,
    title: &str,
    stop: &Stop,
    html: &mut Html,
) {
    let all = &published.comparison.changes;
    let settled: Vec<Option<Settled>> = all.iter().map(|change| why_settled(view, around, change)).collect();
    html.element("header", &[], |html| {
        html.element("div", &[], |html| {
            html.leaf("h1", &[], title);
            html.leaf("p", &[("class", "verdict")], &verdict(published, &settled));
        });
        if !all.is_empty() {
            html.leaf("button", &[("type", "button"), ("id", "copy")], "Copy for the pull request");
        }
    });
    html.element("main", &[], |html| {
        if all.is_empty() {
            let text = "As soon as something changes that flows could feel, it stands here with what to do about it.";
            html.leaf("p", &[], text);
        }
        let mut left = Left { stop, shown: MOST_SHOWN, remedies: MOST_WITH_REMEDIES, is_told: false };
        for (class, name, about) in [
            (Class::Breaking, "Breaking", "Existing flows fail, lose data or cannot be edited."),
            (Class::Risky, "Risky", "Existing flows may behave differently, so someone has to look."),
            (Class::Compatible, "Compatible", "Existing flows feel nothing."),
        ] {
            let indexes: Vec<usize> = (0..all.len()).filter(|&index| all[index].class == class).collect();
            if indexes.is_empty() {
                continue;
            }
            html.element("section", &[("class", class.name())], |html| {
                html.element("h2", &[], |html| {
                    html.text(name);
                    html.leaf("span", &[("class", "count")], &indexes.len().to_string());
                });
                html.leaf("p", &[("class", "quiet")], about);
                let shown = &indexes[..indexes.len().min(left.shown)];
                left.shown -= shown.len();
                for (operation, indexes) in by_operation(all, shown) {
                    html.leaf("h3", &[], operation.unwrap_or("The connector as a whole"));
                    for index in indexes {
                        change(view, around, published, (index, settled[index]), &mut left, html);
                    }
                }
                let more = indexes.len() - shown.len();
                if more > 0 {
                    let text = format!("And {more} more. On the command line, 'connector-ls diff' lists them all.");
                    html.leaf("p", &[("class", "more quiet")], &text);
                }
            });
        }
    });
}

/// How much the page still takes.
struct Left<'a> {
    /// Asks to take no more.
    stop: &'a Stop,
    /// Changes.
    shown: usize,
    /// Changes whose remedies are looked for.
    remedies: usize,
    /// Whether the page has said that the others have none here.
    is_told: bool,
}

/// Why nobody has to look at a change any more. Nobody has to look at a compatible one anyway.
fn why_settled(view: &View<'_>, around: &Around<'_>, change: &Change) -> Option<Settled> {
    (change.class != Class::Compatible)
        .then(|| settled(change, view.connector, around.settings, around.acknowledge))?
}

/// The changes by the operation that feels them first, in the order of the first of each.
fn by_operation<'c>(all: &'c [Change], indexes: &[usize]) -> Vec<(Option<&'c str>, Vec<usize>)> {
    let mut groups: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
    for &index in indexes {
        let operation = all[index].operation.as_deref();
        match groups.iter_mut().find(|(known, _)| *known == operation) {
            Some((_, group)) => group.push(index),
            None => groups.push((operation, vec![index])),
        }
    }
    groups
}

fn change(
    view: &View<'_>,
    around: &Around<'_>,
    published: &Published,
    (index, settled): (usize, Option<Settled>),
    left: &mut Left<'_>,
    html: &mut Html,
) {
    if left.stop.is_stopped() {
        return;
    }
    let change = &published.comparison.changes[index];
    let shown = view.changes.iter().position(|shown| shown.change == index);
    let shown = shown.filter(|_| change.class != Class::Compatible);
    if shown.is_some() && left.remedies == 0 && !left.is_told {
        left.is_told = true;
        let text = format!(
            "The first {MOST_WITH_REMEDIES} open changes have buttons for what to do. For the others, go to the change \
             and use its quick fixes."
        );
        html.leaf("p", &[("class", "more quiet")], &text);
    }
    let what = change.message.strip_suffix(change.kind.feels).unwrap_or(&change.message).trim_end();
    html.element("article", &[("class", if settled.is_some() { "settled" } else { "open" })], |html| {
        html.element("h4", &[], |html| {
            html.text(what);
            let badge = settled.map(|settled| match settled {
                Settled::Acknowledged => "Acknowledged",
                Settled::TurnedOff => "Turned off in the settings",
                Settled::Ignored => "Ignored in the configuration",
            });
            if let Some(badge) = badge {
                html.text(" ");
                html.leaf("span", &[("class", "badge")], badge);
            }
        });
        texts(published, change, html);
        html.element("dl", &[], |html| {
            for (term, text) in [
                ("Flows", change.kind.feels.to_owned()),
                ("What to do", change.remedy.clone()),
                ("Felt by", felt_by(change)),
            ] {
                if !text.is_empty() {
                    html.leaf("dt", &[], term);
                    html.leaf("dd", &[], &text);
                }
            }
        });
        html.element("div", &[("class", "buttons")], |html| {
            if let Some(shown) = shown.filter(|_| left.remedies > 0) {
                left.remedies -= 1;
                let found = remedies(*view, shown, around.configuration, left.stop);
                for action in found.iter().filter(|action| is_ready(action)) {
                    remedy(change, action, what, html);
                }
            }
            if let Some(place) = change.new.and_then(|spot| (around.place)(spot)) {
                let range = place.range.map(|number| number.to_string()).join(" ");
                let label = format!("Go to: {what}");
                let attributes = [
                    ("type", "button"),
                    ("data-place", place.uri.as_str()),
                    ("data-range", &range),
                    ("aria-label", &label),
                ];
                html.leaf("button", &attributes, "Go to");
            }
        });
    });
}

/// The operations that feel a change, if it is not only one.
fn felt_by(change: &Change) -> String {
    let all = &change.operations;
    if all.len() < 2 {
        return String::new();
    }
    let shown: Vec<&str> = all.iter().take(MOST_NAMES).map(AsRef::as_ref).collect();
    match all.len() - shown.len() {
        0 => shown.join(", "),
        left => format!("{} and {left} more", shown.join(", ")),
    }
}

fn is_ready(action: &Action) -> bool {
    matches!(action.outcome, Outcome::Edits(_) | Outcome::Configuration(_))
}

fn remedy(change: &Change, action: &Action, what: &str, html: &mut Html) {
    let label = format!("{}: {what}", action.title);
    let mut attributes: Vec<Attribute<'_>> = vec![
        ("type", "button"),
        ("data-change", change.kind.code),
        ("data-message", &change.message),
        ("data-remedy", &action.title),
        ("aria-label", &label),
    ];
    attributes.extend(action.is_preferred.then_some(("class", "preferred")));
    html.leaf("button", &attributes, &action.title);
}

/// What was, and what is.
fn texts(published: &Published, change: &Change, html: &mut Html) {
    let before = published_text(published, change);
    let after = change.new_text.as_deref();
    if before.is_none() && after.is_none() {
        return;
    }
    html.element("dl", &[("class", "texts")], |html| {
        for (term, class, text) in [("Before", "before", before.as_deref()), ("Now", "after", after)] {
            html.leaf("dt", &[], term);
            html.element("dd", &[("class", class)], |html| match text {
                Some(text) => html.leaf("code", &[], text),
                None => html.leaf("span", &[("class", "quiet")], "nothing"),
            });
        }
    });
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
