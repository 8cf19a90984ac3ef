//! Published text in place of edited text, byte for byte.

use syntax::edit::{Style, Value};
use syntax::{JsonEditor, Node, Span, TextEdit, Tree};

use crate::lifecycle::path_items::indentation;

/// The edits of a definition in which some values come back exactly as they were published.
pub(crate) struct Verbatim<'c> {
    /// For everything else.
    pub(crate) editor: JsonEditor<'c>,
    text: &'c str,
    restored: Vec<TextEdit>,
}

impl<'c> Verbatim<'c> {
    pub(crate) fn new(tree: &'c Tree) -> Self {
        Self { editor: JsonEditor::new(tree), text: tree.text(), restored: Vec::new() }
    }

    /// Puts the published value `old` in the place of `new`. A value at the same indentation keeps all its bytes,
    /// however it is laid out; one from a definition that was indented otherwise moves to the new indentation. Line
    /// ends are those of the edited text, since version control may have changed them all.
    pub(crate) fn restore(&mut self, new: Node<'c>, old: Node<'c>) {
        if indentation(new) != indentation(old) {
            self.editor.replace(new, Value::Written(old.raw()));
            return;
        }
        let one_line = !old.raw().contains(['\r', '\n']);
        let fits = one_line || old.raw().contains('\r') == self.text.contains('\r');
        let written = if fits {
            old.raw().to_owned()
        } else {
            let line_end = Style::of(new.tree()).line_end;
            old.raw().replace("\r\n", "\n").replace('\r', "\n").replace('\n', line_end)
        };
        self.restored.push(TextEdit::new(new.span(), written));
    }

    /// All edits, in order. What was wished for inside a restored value is left out.
    pub(crate) fn finish(self) -> Vec<TextEdit> {
        let Self { editor, text, restored } = self;
        let covers = |outer: Span, inner: Span| outer.start < inner.start && inner.end < outer.end;
        let is_covered = |edit: &TextEdit| restored.iter().any(|outer| covers(outer.span, edit.span));
        let mut edits: Vec<TextEdit> = editor.finish().into_iter().filter(|edit| !is_covered(edit)).collect();
        edits.extend(restored.into_iter().filter(|edit| text[edit.span.range()] != edit.text));
        edits.sort_by_key(|edit| edit.span);
        edits
    }
}
