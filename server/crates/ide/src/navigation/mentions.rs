//! Who names what the name at a place stands for.

use connector::{Connector, FileRole, ReferenceKind, declarations, targets_at};
use rustc_hash::FxHashSet;
use syntax::Span;

use crate::view::At;

/// How something is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HighlightKind {
    /// It is declared there.
    Write,
    /// It is named there.
    Read,
    /// A text of the script that may name it.
    Text,
}

/// A mention in the file at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The name, in bytes.
    pub span: Span,
    /// What it does there.
    pub kind: HighlightKind,
}

/// The places that name what the name at `at` stands for, by file and position; those that declare it too if they are
/// wanted. Spans are the names alone, in bytes.
pub fn references(connector: &Connector, at: At, with_declarations: bool) -> Vec<(FileRole, Span)> {
    let found = mentions(connector, at).into_iter();
    let wanted = found.filter(|(_, _, kind)| with_declarations || *kind != HighlightKind::Write);
    wanted.map(|(file, span, _)| (file, span)).collect()
}

/// The mentions in the same file of what the name at `at` stands for, by position.
pub fn highlights(connector: &Connector, at: At) -> Vec<Highlight> {
    let found = mentions(connector, at).into_iter().filter(|(file, ..)| *file == at.file);
    found.map(|(_, span, kind)| Highlight { span, kind }).collect()
}

fn mentions(connector: &Connector, at: At) -> Vec<(FileRole, Span, HighlightKind)> {
    let Some((_, targets)) = targets_at(connector, at.file, at.offset) else { return Vec::new() };
    let mut found = Vec::new();
    for target in &targets {
        let declared = declarations(connector, target);
        found.extend(declared.into_iter().map(|place| (place.file, place.name, HighlightKind::Write)));
        let named = connector.names().to(target);
        found.extend(named.map(|name| {
            let is_sure = name.kind != ReferenceKind::ScriptText || is_sure(connector, name.span);
            let kind = if is_sure { HighlightKind::Read } else { HighlightKind::Text };
            (name.file, name.span, kind)
        }));
    }
    found.sort_by_key(|(file, span, _)| (*file, *span));
    let mut seen = FxHashSet::default();
    found.retain(|(file, span, _)| seen.insert((*file, *span)));
    found
}

/// Whether a text of the script surely names an operation, going by where it stands.
pub(crate) fn is_sure(connector: &Connector, span: Span) -> bool {
    let Some(script) = connector.script() else { return false };
    let literals = &script.literals;
    let found = literals.binary_search_by_key(&span.start, |literal| literal.span.start);
    found.is_ok_and(|index| literals[index].names_operation)
}
