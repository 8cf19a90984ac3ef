//! Edits of a connector's files in the protocol's words: all of them in one, so that one undo takes them back.

use std::collections::HashMap;
use std::sync::Arc;

use connector::FileRole;
use ide::actions::Outcome;
use ide::configuration::ConfigurationEdit;
use ide::rename::NameEdit;
use rules::NewFile;
use syntax::{Span, TextEdit};
use tower_lsp::ls_types::{
    self, AnnotatedTextEdit, ChangeAnnotation, CreateFile, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, ResourceOp, TextDocumentEdit, Uri, WorkspaceEdit,
};

use crate::analysis::Unit;
use crate::config_file::Editable;
use crate::documents::Document;
use crate::file::File;
use crate::flags::ClientFlags;
use crate::session::Snapshot;
use crate::to_proto;
use crate::uri;

/// The files that an action may change.
#[derive(Clone, Copy)]
pub(crate) struct Files<'a> {
    /// The connector's.
    pub(crate) unit: &'a Unit,
    /// The configuration file.
    pub(crate) configuration: Option<&'a Editable>,
}

/// The edits of one file.
struct FileEdits {
    uri: Uri,
    version: Option<i32>,
    edits: Vec<ls_types::TextEdit>,
    /// The file has to be made first.
    is_new: bool,
}

impl FileEdits {
    /// A file that is not there yet. Without options the client refuses if it is.
    fn new_file(uri: Uri, text: &str) -> Self {
        let edit = ls_types::TextEdit { range: Range::default(), new_text: text.to_owned() };
        Self { uri, version: None, edits: vec![edit], is_new: true }
    }
}

impl Files<'_> {
    /// What comes of an action, for the versions of open documents that were analysed. `None` if it does not apply, if
    /// one of the files is not there any more, or if the client cannot make a file that it needs.
    pub(crate) fn edit(&self, outcome: &Outcome, flags: &ClientFlags) -> Option<WorkspaceEdit> {
        let files = match outcome {
            Outcome::Edits(edits) => edits
                .iter()
                .map(|(role, edits)| self.of_connector(*role, edits, flags))
                .collect::<Option<_>>()?,
            Outcome::Create(file) => vec![self.of_new(file, flags)?],
            Outcome::Configuration(edit) => vec![self.of_configuration(edit, flags)?],
            Outcome::Refused { .. } | Outcome::Later => return None,
        };
        Some(whole(files, flags))
    }

    /// The edits of a new name, with what is to be confirmed marked for clients that ask. `None` if there is nothing to
    /// change, or if one of the files is not there any more.
    pub(crate) fn renamed(
        &self,
        files: &[(FileRole, Vec<NameEdit>)],
        flags: &ClientFlags,
    ) -> Option<WorkspaceEdit> {
        if files.is_empty() {
            return None;
        }
        if !flags.change_annotations {
            let plain = |edits: &[NameEdit]| edits.iter().map(|name| name.edit.clone()).collect::<Vec<_>>();
            let files = files.iter().map(|(role, edits)| self.of_connector(*role, &plain(edits), flags));
            return Some(whole(files.collect::<Option<_>>()?, flags));
        }
        let mut annotations = HashMap::new();
        let mut documents = Vec::new();
        for (role, edits) in files {
            let member = self.unit.member(*role)?;
            let edits = edits.iter().map(|name| {
                let text_edit = ls_types::TextEdit {
                    range: to_proto::range(&member.file, name.edit.span, flags.encoding),
                    new_text: name.edit.text.clone(),
                };
                let Some(confirm) = name.confirm else { return OneOf::Left(text_edit) };
                annotations.entry(confirm.label().to_owned()).or_insert_with(|| ChangeAnnotation {
                    label: confirm.label().to_owned(),
                    needs_confirmation: Some(true),
                    description: Some(confirm.description().to_owned()),
                });
                OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: confirm.label().to_owned() })
            });
            let edits = edits.collect();
            let uri = to_proto::uri(&member.uri)?;
            let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: member.version() };
            documents.push(TextDocumentEdit { text_document, edits });
        }
        Some(WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(documents)),
            change_annotations: (!annotations.is_empty()).then_some(annotations),
            ..WorkspaceEdit::default()
        })
    }

    fn of_connector(&self, role: FileRole, edits: &[TextEdit], flags: &ClientFlags) -> Option<FileEdits> {
        let member = self.unit.member(role)?;
        let edits = text_edits(&member.file, edits, flags);
        Some(FileEdits { uri: to_proto::uri(&member.uri)?, version: member.version(), edits, is_new: false })
    }

    /// A file beside the definition. `None` if the client makes none, or if the definition stands elsewhere than the
    /// connector.
    fn of_new(&self, file: &NewFile, flags: &ClientFlags) -> Option<FileEdits> {
        let definition = self.unit.member(FileRole::Definition)?;
        let is_in_folder = !definition.name.contains(['/', '\\']);
        let uri = to_proto::uri(&uri::sibling(&definition.uri, &file.name))?;
        (is_in_folder && flags.create_files).then(|| FileEdits::new_file(uri, &file.text))
    }

    fn of_configuration(&self, edit: &ConfigurationEdit, flags: &ClientFlags) -> Option<FileEdits> {
        let configuration = self.configuration?;
        let uri = to_proto::uri(&configuration.uri)?;
        match edit {
            ConfigurationEdit::Change(edits) => {
                let version = configuration.open.as_ref().map(|open| open.version);
                let edits = text_edits(configuration.file.as_ref()?, edits, flags);
                Some(FileEdits { uri, version, edits, is_new: false })
            }
            ConfigurationEdit::Create(text) => flags.create_files.then(|| FileEdits::new_file(uri, text)),
        }
    }

    /// Whether the documents that an action changes are still what they were when they were analysed.
    pub(crate) fn are_current(&self, snapshot: &Snapshot, outcome: &Outcome) -> bool {
        let world = snapshot.session.world().clone();
        let is_current = |document: &Arc<Document>| {
            world.documents.get(&document.key).is_some_and(|now| now.is_same_moment(document))
        };
        match outcome {
            Outcome::Edits(edits) => {
                let mut open = edits.iter().filter_map(|(role, _)| self.unit.member(*role)?.open.as_ref());
                open.all(is_current)
            }
            Outcome::Configuration(_) => self
                .configuration
                .and_then(|configuration| configuration.open.as_ref())
                .is_none_or(is_current),
            Outcome::Create(_) | Outcome::Refused { .. } | Outcome::Later => true,
        }
    }
}

/// All edits as one.
fn whole(files: Vec<FileEdits>, flags: &ClientFlags) -> WorkspaceEdit {
    if !flags.document_changes {
        let changes: HashMap<_, _> = files.into_iter().map(|file| (file.uri, file.edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let makes_files = files.iter().any(|file| file.is_new);
    let document = |uri: Uri, version: Option<i32>, edits: Vec<ls_types::TextEdit>| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    };
    let changes = if makes_files {
        let mut operations = Vec::new();
        for FileEdits { uri, version, edits, is_new } in files {
            if is_new {
                let make = CreateFile { uri: uri.clone(), options: None, annotation_id: None };
                operations.push(DocumentChangeOperation::Op(ResourceOp::Create(make)));
            }
            operations.push(DocumentChangeOperation::Edit(document(uri, version, edits)));
        }
        DocumentChanges::Operations(operations)
    } else {
        let edits = files.into_iter().map(|file| document(file.uri, file.version, file.edits));
        DocumentChanges::Edits(edits.collect())
    };
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

/// Edits of one file.
pub(crate) fn text_edits(file: &File, edits: &[TextEdit], flags: &ClientFlags) -> Vec<ls_types::TextEdit> {
    let edits = between_lines(file.text(), edits).into_iter().map(|edit| ls_types::TextEdit {
        range: to_proto::range(file, edit.span, flags.encoding),
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
