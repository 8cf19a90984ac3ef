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
    let mut findings: Vec<ChangeFinding> = all
        .filter(|(_, change)| settled(change, now, settings, acknowledge).is_none())
        .filter_map(|(index, change)| {
            let usual = (change.class != Class::Compatible).then_some(change.severity);
            let severity = settings.severity_of(change.kind.code, usual)?;
            finding(published, now, index, severity)
        })
        .collect();
    findings.sort_by_key(|finding| (finding.file, finding.span));
    findings
}

/// Why a change that flows may feel is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Its author has said that it is meant.
    Acknowledged,
    /// Its kind is turned off.
    TurnedOff,
    /// It is ignored at its place.
    Ignored,
}

/// Why [`changes`] leaves out this change; `None` if it does not.
pub fn settled(
    change: &Change,
    now: &Connector,
    settings: &Settings,
    acknowledge: &[Acknowledge],
) -> Option<Settled> {
    if acknowledge.iter().any(|entry| entry.covers(change)) {
        return Some(Settled::Acknowledged);
    }
    let code = change.kind.code;
    if settings.severity_of(code, Some(change.severity)).is_none() {
        return Some(Settled::TurnedOff);
    }
    // As it is shown: what is gone without a place left, at the head of the definition.
    let file = change.new.map_or(FileRole::Definition, |spot| spot.file);
    let is_ignored = !settings.ignore.is_empty() && settings.ignores(code, &pointer(now, change), file);
    is_ignored.then_some(Settled::Ignored)
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
        related.push(Related { file, span, message: message.into() });
    }
    let others = change.also.iter().filter(|spot| (spot.file, spot.span) != (file, span));
    related.extend(others.take(MAX_PLACES).map(|spot| Related {
        file: spot.file,
        span: spot.span,
        message: "The same change is felt here.".into(),
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
