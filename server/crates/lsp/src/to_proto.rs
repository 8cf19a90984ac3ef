//! Answers of the core in the protocol's words.

use ide::markup::Markup;
use rules::{Severity, Tag};
use syntax::{Encoding, Position, Span};
use tower_lsp::ls_types::{self, DiagnosticSeverity, DiagnosticTag, MarkupContent, MarkupKind, Range, Uri};

use crate::file::File;
use crate::flags::ClientFlags;
use crate::uri::Key;

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
