//! Edits of a connector's files in the protocol's words: all of them in one, so that one undo takes them back.

use std::collections::HashMap;

use connector::FileRole;
use syntax::{Span, TextEdit};
use tower_lsp::ls_types::{
    self, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, Uri,
    WorkspaceEdit,
};

use crate::analysis::{Member, Unit};
use crate::flags::ClientFlags;
use crate::session::Snapshot;
use crate::to_proto;

/// The edits, for the versions of open documents that were analysed. `None` if one of the files is no part of the
/// connector.
pub(crate) fn of(
    unit: &Unit,
    edits: &[(FileRole, Vec<TextEdit>)],
    flags: &ClientFlags,
) -> Option<WorkspaceEdit> {
    let files: Vec<(Uri, Option<i32>, Vec<ls_types::TextEdit>)> = edits
        .iter()
        .map(|(role, edits)| {
            let member = unit.member(*role)?;
            let version = member.open.as_ref().map(|open| open.version);
            Some((to_proto::uri(&member.uri)?, version, text_edits(member, edits, flags)))
        })
        .collect::<Option<_>>()?;
    if flags.document_changes {
        let changes = files.into_iter().map(|(uri, version, edits)| TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        });
        let changes = DocumentChanges::Edits(changes.collect());
        return Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let changes: HashMap<_, _> = files.into_iter().map(|(uri, _, edits)| (uri, edits)).collect();
    Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
}

/// Whether the documents that these edits are for are still what they were when they were analysed.
pub(crate) fn is_current(snapshot: &Snapshot, unit: &Unit, edits: &[(FileRole, Vec<TextEdit>)]) -> bool {
    let world = snapshot.session.world().clone();
    let mut open = edits.iter().filter_map(|(role, _)| unit.member(*role)?.open.as_ref());
    open.all(|document| world.documents.get(&document.key).is_some_and(|now| now.is_same_moment(document)))
}

fn text_edits(member: &Member, edits: &[TextEdit], flags: &ClientFlags) -> Vec<ls_types::TextEdit> {
    let edits = between_lines(member.file.text(), edits).into_iter().map(|edit| ls_types::TextEdit {
        range: to_proto::range(&member.file, edit.span, flags.encoding),
        new_text: edit.text,
    });
    edits.collect()
}

/// The same edits without one that starts or ends between CR and LF: the protocol has no position there.
fn between_lines(text: &str, edits: &[TextEdit]) -> Vec<TextEdit> {
    let bytes = text.as_bytes();
    let splits_line_end = |offset: u32| {
        let at = offset as usize;
        at > 0 && bytes.get(at - 1) == Some(&b'\r') && bytes.get(at) == Some(&b'\n')
    };
    let mut out: Vec<TextEdit> = Vec::with_capacity(edits.len());
    for edit in edits {
        let mut edit = edit.clone();
        if splits_line_end(edit.span.start) {
            match out.last_mut() {
                // The edit before was widened over this line feed.
                Some(last) if last.span.end > edit.span.start => {
                    last.text.pop();
                    last.span.end -= 1;
                }
                _ => {
                    edit.span.start -= 1;
                    edit.text.insert(0, '\r');
                }
            }
        }
        if splits_line_end(edit.span.end) {
            edit.span.end += 1;
            edit.text.push('\n');
        }
        match out.last_mut() {
            Some(last) if last.span.end == edit.span.start => {
                last.span = Span::new(last.span.start, edit.span.end);
                last.text.push_str(&edit.text);
            }
            _ => out.push(edit),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_edit_cuts_a_line_end_in_two() {
        let edit = |start, end, text: &str| TextEdit::new(Span::new(start, end), text);
        let text = "a\r\nb\r\nc";
        for (edits, expected) in [
            (vec![edit(1, 2, "")], vec![edit(1, 3, "\n")]),
            (vec![edit(2, 3, "")], vec![edit(1, 3, "\r")]),
            (vec![edit(1, 2, ""), edit(2, 4, "x")], vec![edit(1, 4, "x")]),
            (
                vec![edit(0, 2, "x"), edit(2, 2, "y"), edit(5, 6, "")],
                vec![edit(0, 3, "xy\n"), edit(4, 6, "\r")],
            ),
            (vec![edit(1, 3, "\n"), edit(4, 6, "\n")], vec![edit(1, 3, "\n"), edit(4, 6, "\n")]),
        ] {
            let whole = between_lines(text, &edits);
            assert_eq!(whole, expected);
            assert_eq!(syntax::edit::apply(text, &whole), syntax::edit::apply(text, &edits));
        }
    }
}
