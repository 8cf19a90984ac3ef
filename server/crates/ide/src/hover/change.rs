//! What was published where something has changed.

use std::borrow::Cow;

use connector::{Connector, Document};
use evolution::changes::{Change, Spot};
use syntax::{Node, Span};

use super::Hover;
use crate::markup::{Line, Markup};
use crate::published::Published;
use crate::view::{At, View};

/// How many changes at one place are shown.
const MAX_CHANGES: usize = 3;
/// How many lines of a text are shown.
const MAX_LINES: usize = 15;
/// How many lines are shown around those that differ.
const CONTEXT: usize = 3;
/// Stands for lines that are left out.
const CUT: &str = "…";
/// How many characters of a line are shown.
const MAX_LINE: usize = 160;

/// The changes at a place: the published text beside the present one.
pub(super) fn at(view: &View<'_>, at: At) -> Option<Hover> {
    let published = view.published?;
    let here = view.changes.iter().filter(|found| found.file == at.file && found.span.touches(at.offset));
    let mut text = Markup::default();
    let mut span: Option<Span> = None;
    for found in here.take(MAX_CHANGES) {
        let Some(change) = published.change(found) else { continue };
        text.append(describe(published, view.connector, change));
        span.get_or_insert(found.span);
    }
    Some(Hover { span: span?, text })
}

fn describe(published: &Published, now: &Connector, change: &Change) -> Markup {
    let mut text = Markup::default();
    text.paragraph(Line::default().strong(change.kind.code).text(format!(": {}", change.kind.summary)));
    let old = change.old.and_then(|spot| node(&published.connector, spot));
    let new = change.new.and_then(|spot| node(now, spot));
    let (before, after) = (change.old_text.as_deref(), change.new_text.as_deref());
    // Of what is gone or new, the other place is only where it would be.
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) if before.is_some() && after.is_some() || is_counterpart(old, new) => {
            (Some(old), Some(new))
        }
        (old, new) => (old.filter(|_| before.is_some()), new.filter(|_| after.is_some())),
    };
    let (old, new) = (old.map(written).unwrap_or_default(), new.map(written).unwrap_or_default());
    let was = format!("Published in {}:", published.label);
    let is = if before.is_none() && old.is_empty() { "New:" } else { "Now:" };
    // Nodes that are the same differ by what is written elsewhere.
    let is_same = old == new;
    for (title, lines, others, short) in [(was.as_str(), &old, &new, before), (is, &new, &old, after)] {
        if !is_same && !lines.is_empty() {
            text.paragraph(title);
            text.json(&excerpt(lines, others));
        } else if let Some(short) = short {
            text.paragraph(Line::default().text(format!("{title} ")).code(short));
        }
    }
    text
}

/// The node at a place. A whole file says nothing about one change.
fn node(connector: &Connector, spot: Spot) -> Option<(&Document, Node<'_>)> {
    let document = connector.document(spot.file)?;
    let node = document.node(spot.node?);
    node.parent().is_some().then_some((document, node))
}

/// Whether two nodes are the same thing at two moments.
fn is_counterpart((before, old): (&Document, Node<'_>), (after, new): (&Document, Node<'_>)) -> bool {
    let name = |node: Node<'_>| node.get("name").and_then(Node::as_str).map(Cow::into_owned);
    before.place(old) == after.place(new)
        && old.name() == new.name()
        && (old.key().is_some() || name(old) == name(new))
}

/// The lines at a place as they are written, its key included, without the indentation that they share.
fn written((document, node): (&Document, Node<'_>)) -> Vec<String> {
    let text = document.tree().text().get(node.full_span().range()).unwrap_or_default();
    let rest = || text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let indentation = rest().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let dedented = text.lines().enumerate().map(|(number, line)| {
        let line = if number == 0 { line } else { line.get(indentation..).unwrap_or_default() };
        crate::words::cut(line.trim_end(), MAX_LINE)
    });
    dedented.collect()
}

/// The first of these lines, and those around where they differ from `others`, as far as there is room.
fn excerpt(lines: &[String], others: &[String]) -> String {
    let same_at_start = lines.iter().zip(others).take_while(|(line, other)| line == other).count();
    let same_at_end =
        lines.iter().rev().zip(others.iter().rev()).take_while(|(line, other)| line == other).count();
    let mut first = same_at_start.saturating_sub(CONTEXT).max(1);
    let mut end = (lines.len() + CONTEXT).saturating_sub(same_at_end).min(first + MAX_LINES);
    // A sign for one line would take as much room as the line.
    if first == 2 {
        first = 1;
    }
    if end + 1 >= lines.len() {
        end = lines.len();
    }
    let mut shown: Vec<&str> = lines.iter().take(1).map(String::as_str).collect();
    if first > 1 {
        shown.push(CUT);
    }
    shown.extend(lines.iter().take(end).skip(first).map(String::as_str));
    if end < lines.len() {
        shown.push(CUT);
    }
    shown.join("\n")
}
