//! Changes of what is published, as findings.

use connector::{Connector, FileRole};
use evolution::changes::{Change, Class, Kind};
use rules::{Related, Settings, Severity, Tag};
use syntax::Span;

use crate::configuration::Acknowledge;
use crate::published::Published;

/// How many other operations that feel a change are pointed at.
const MAX_PLACES: usize = 20;
/// How much of the published text is shown, in characters.
const MAX_SHOWN: usize = 200;

/// A change that is to be shown at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeFinding {
    /// Index into the changes of [`Published::comparison`].
    pub change: usize,
    /// `change/…`
    pub code: &'static str,
    /// How bad it is, after the user's settings.
    pub severity: Severity,
    /// The file.
    pub file: FileRole,
    /// What to underline, in bytes. Of what is gone: where it would be.
    pub span: Span,
    /// What changed, what existing flows feel, and what to do.
    pub message: String,
    /// The published text, and who else feels it.
    pub related: Vec<Related>,
    /// How to show it.
    pub tag: Option<Tag>,
}

impl ChangeFinding {
    /// The address of the text that explains this kind of change.
    pub fn docs(&self) -> String {
        Kind::of_code(self.code).map(Kind::docs).unwrap_or_default()
    }
}

/// The changes to show, by file and position: those that break flows or may, unless they are turned off, ignored or
/// acknowledged; and compatible ones for which `settings` name a severity.
pub fn changes(
    published: &Published,
    now: &Connector,
    settings: &Settings,
    acknowledge: &[Acknowledge],
) -> Vec<ChangeFinding> {
    let all = published.comparison.changes.iter().enumerate();
    let shown = all.filter(|(_, change)| !acknowledge.iter().any(|entry| entry.covers(change)));
    let mut findings: Vec<ChangeFinding> = shown
        .filter_map(|(index, change)| {
            let usual = (change.class != Class::Compatible).then_some(change.severity);
            let severity = settings.severity_of(change.kind.code, usual)?;
            let finding = finding(published, now, index, severity)?;
            let ignored = !settings.ignore.is_empty()
                && settings.ignores(finding.code, &pointer(now, change), finding.file);
            (!ignored).then_some(finding)
        })
        .collect();
    findings.sort_by_key(|finding| (finding.file, finding.span));
    findings
}

/// The JSON pointer of a change in the connector at hand; empty where it has no node.
pub fn pointer(now: &Connector, change: &Change) -> String {
    change.new.and_then(|spot| spot.pointer(now)).unwrap_or_default()
}

/// The JSON pointer of a change in the connector at hand; of what is gone without a place left, in the published one.
pub fn pointer_in_either(published: &Published, now: &Connector, change: &Change) -> String {
    let old = || change.old.and_then(|spot| spot.pointer(&published.connector));
    change.new.and_then(|spot| spot.pointer(now)).or_else(old).unwrap_or_default()
}

fn finding(
    published: &Published,
    now: &Connector,
    index: usize,
    severity: Severity,
) -> Option<ChangeFinding> {
    let change = published.comparison.changes.get(index)?;
    // What is gone without a place left is told at the head of the definition.
    let (file, span) = match change.new {
        Some(spot) => (spot.file, spot.span),
        None => (FileRole::Definition, now.definition()?.document.root().head_span()),
    };
    let mut related = Vec::new();
    if let Some(text) = published_text(published, change) {
        let message = format!("Published in {}: {text}", published.label);
        related.push(Related { file, span, message });
    }
    let others = change.also.iter().filter(|spot| (spot.file, spot.span) != (file, span));
    related.extend(others.take(MAX_PLACES).map(|spot| Related {
        file: spot.file,
        span: spot.span,
        message: "The same change is felt here.".to_owned(),
    }));
    let tag = (change.kind.code == "change/operation-deprecated").then_some(Tag::Deprecated);
    let message = format!("{} {}", change.message, change.remedy);
    Some(ChangeFinding { change: index, code: change.kind.code, severity, file, span, message, related, tag })
}

/// The published text of what changed, on one line and shortened; `None` if it is new.
pub fn published_text(published: &Published, change: &Change) -> Option<String> {
    let spot = change.old?;
    // Of something new, the old place is only where it would have been.
    change.old_text.as_ref()?;
    let Some(node) = spot.node else {
        return change.old_text.as_deref().map(str::to_owned);
    };
    let document = published.connector.part(spot.file)?.document()?;
    let node = document.node(node);
    let text = document.tree().text().get(node.full_span().range())?;
    Some(shortened(text))
}

/// A text on one line, with runs of blanks as one, and cut where it gets long.
fn shortened(text: &str) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_ascii_whitespace() {
        let characters = word.chars().count();
        if length + characters > MAX_SHOWN {
            if length == 0 {
                line.extend(word.chars().take(MAX_SHOWN));
            }
            line.push_str(" …");
            break;
        }
        if length > 0 {
            line.push(' ');
        }
        line.push_str(word);
        length += characters + 1;
    }
    line
}
