//! Answers of the core in the protocol's words.

use rules::{Finding, Severity, Tag};
use serde_json::json;
use syntax::{Encoding, Position, Span};
use tower_lsp::ls_types::{
    self, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, NumberOrString, Range, Uri,
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
    let related = finding.related.iter().filter_map(|related| {
        let member = unit.member(related.file)?;
        Some(DiagnosticRelatedInformation {
            location: Location {
                uri: uri(&member.uri)?,
                range: range(&member.file, related.span, flags.encoding),
            },
            message: related.message.clone(),
        })
    });
    let related: Vec<_> = if flags.related_information { related.collect() } else { Vec::new() };
    let tag = match finding.tag {
        Some(Tag::Unnecessary) if flags.tag_unnecessary => Some(DiagnosticTag::UNNECESSARY),
        Some(Tag::Deprecated) if flags.tag_deprecated => Some(DiagnosticTag::DEPRECATED),
        _ => None,
    };
    let link = flags.code_description.then(|| finding.rule.docs().parse().ok()).flatten();
    Diagnostic {
        range: range(file, finding.span, flags.encoding),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code().to_owned())),
        code_description: link.map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone(),
        related_information: (!related.is_empty()).then_some(related),
        tags: tag.map(|tag| vec![tag]),
        data: finding.microsoft_code().map(|code| json!({ "microsoftCode": code })),
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
