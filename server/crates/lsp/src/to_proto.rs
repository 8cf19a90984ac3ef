//! Answers of the core in the protocol's words.

use ide::ChangeFinding;
use ide::markup::Markup;
use rules::{Finding, Related, Severity, Tag};
use serde_json::json;
use syntax::{Encoding, Position, Span};
use tower_lsp::ls_types::{
    self, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    MarkupContent, MarkupKind, NumberOrString, Range, Uri,
};

use crate::analysis::Unit;
use crate::file::File;
use crate::flags::ClientFlags;
use crate::uri::Key;

/// The name that diagnostics carry.
pub(crate) const SOURCE: &str = "connector-ls";

/// A position.
pub(crate) const fn position(position: Position) -> ls_types::Position {
    ls_types::Position { line: position.line, character: position.character }
}

/// A span of bytes in a file as a range.
pub(crate) fn range(file: &File, span: Span, encoding: Encoding) -> Range {
    Range {
        start: position(file.position(span.start, encoding)),
        end: position(file.position(span.end, encoding)),
    }
}

/// A URI as the framework's type. What a client spells in a way that is no URI is answered in its normal form.
pub(crate) fn uri(text: &str) -> Option<Uri> {
    text.parse().or_else(|_| Key::of_uri(text).as_str().parse()).ok()
}

/// A finding in `file`, a file of `unit`.
pub(crate) fn diagnostic(finding: &Finding, unit: &Unit, file: &File, flags: &ClientFlags) -> Diagnostic {
    Diagnostic {
        range: range(file, finding.span, flags.encoding),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code().to_owned())),
        code_description: link(&finding.rule.docs(), flags),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone(),
        related_information: related(&finding.related, unit, flags),
        tags: tags(finding.tag, flags),
        data: finding.microsoft_code().map(|code| json!({ "microsoftCode": code })),
    }
}

/// A change of what is published, in `file`, a file of `unit`.
pub(crate) fn change(change: &ChangeFinding, unit: &Unit, file: &File, flags: &ClientFlags) -> Diagnostic {
    Diagnostic {
        range: range(file, change.span, flags.encoding),
        severity: Some(severity(change.severity)),
        code: Some(NumberOrString::String(change.code.to_owned())),
        code_description: link(&change.docs(), flags),
        source: Some(SOURCE.to_owned()),
        message: change.message.clone(),
        related_information: related(&change.related, unit, flags),
        tags: tags(change.tag, flags),
        data: None,
    }
}

fn link(page: &str, flags: &ClientFlags) -> Option<CodeDescription> {
    flags.code_description.then(|| page.parse().ok()).flatten().map(|href| CodeDescription { href })
}

fn related(
    places: &[Related],
    unit: &Unit,
    flags: &ClientFlags,
) -> Option<Vec<DiagnosticRelatedInformation>> {
    if !flags.related_information || places.is_empty() {
        return None;
    }
    let shown = places.iter().filter_map(|place| {
        let location = unit.location(place.file, place.span, flags.encoding)?;
        Some(DiagnosticRelatedInformation { location, message: place.message.clone() })
    });
    Some(shown.collect())
}

/// How to show something, if the client can.
pub(crate) fn tags(tag: Option<Tag>, flags: &ClientFlags) -> Option<Vec<DiagnosticTag>> {
    match tag? {
        Tag::Unnecessary => flags.tag_unnecessary.then(|| vec![DiagnosticTag::UNNECESSARY]),
        Tag::Deprecated => flags.tag_deprecated.then(|| vec![DiagnosticTag::DEPRECATED]),
    }
}

/// A text with structure, as Markdown or plain.
pub(crate) fn markup(text: &Markup, is_markdown: bool) -> MarkupContent {
    if is_markdown {
        MarkupContent { kind: MarkupKind::Markdown, value: text.markdown() }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: text.plain() }
    }
}

/// A severity.
pub(crate) const fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}
