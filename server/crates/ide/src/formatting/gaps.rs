//! What stands between two parts of a text.

use rustc_hash::FxHashSet;
use syntax::edit::Style;
use syntax::{Node, NodeId, Span, TextEdit, Tree};

use super::FormatOptions;
use super::pieces::{Piece, PieceKind, pieces};

/// A list of plain values that takes more bytes is not kept on one line.
const LONGEST_LIST: usize = 80;

/// How the text is to be laid out.
pub(super) struct Layout<'t> {
    pub(super) tree: &'t Tree,
    pub(super) options: &'t FormatOptions,
    /// The lines (bytes) that are meant; `None`: all.
    pub(super) lines: Option<Span>,
    /// The indentation of a container at `base_depth`, from which that of deeper ones goes on.
    pub(super) base: &'t str,
    pub(super) base_depth: usize,
    /// Containers with a mistake directly in them.
    pub(super) damaged: FxHashSet<NodeId>,
}

/// How the parts of one container stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Each member or element on a line of its own.
    Lines,
    /// All on one line.
    OneLine,
    /// On the lines on which they stand, since something is missing.
    Kept,
}

/// A place between two parts: `before` and `after` it.
struct Gap {
    before: PieceKind,
    after: PieceKind,
    /// The form of the container it is in.
    form: Form,
    /// How deep a line that begins here is.
    depth: usize,
}

impl Layout<'_> {
    /// The edits, in order.
    pub(super) fn edits(&self) -> Vec<TextEdit> {
        let text = self.tree.text();
        let line_end = Style::of(self.tree).line_end;
        let mut edits = Vec::new();
        let mut forms: Vec<Form> = Vec::new();
        let mut last: Option<Piece> = None;
        for piece in pieces(self.tree) {
            let start = last.map_or_else(|| start_of(text), |last| last.span.end);
            let span = Span::new(start, piece.span.start);
            let old = &text[span.range()];
            let new = match last {
                None => String::new(),
                Some(before) => {
                    let is_end = piece.kind == PieceKind::Close;
                    let gap = Gap {
                        before: before.kind,
                        after: piece.kind,
                        form: forms.last().copied().unwrap_or(Form::Lines),
                        depth: forms.len() - usize::from(is_end && !forms.is_empty()),
                    };
                    self.wanted(&gap, old, line_end)
                }
            };
            self.replace(span, old, &new, &mut edits);
            match piece.kind {
                PieceKind::Open(node) => forms.push(self.form(self.tree.node(node))),
                PieceKind::Close => {
                    forms.pop();
                }
                _ => {}
            }
            last = Some(piece);
        }
        if let Some(last) = last {
            let span = Span::new(last.span.end, text.len() as u32);
            let old = &text[span.range()];
            self.replace(span, old, &self.tail(old, line_end), &mut edits);
        }
        edits
    }

    fn form(&self, node: Node<'_>) -> Form {
        if self.damaged.contains(&node.id()) {
            return Form::Kept;
        }
        let is_plain = node.is_array() && node.items().all(|item| !item.is_container());
        let length: usize = node.items().map(|item| item.raw().len() + 2).sum();
        if is_plain && length <= LONGEST_LIST && !node.raw().contains(['\n', '\r']) {
            Form::OneLine
        } else {
            Form::Lines
        }
    }

    /// What belongs into a gap.
    fn wanted(&self, gap: &Gap, old: &str, line_end: &str) -> String {
        use PieceKind::{BlockComment, Close, Colon, Comma, LineComment, Open};
        let is_broken = old.contains(['\n', '\r']);
        let line = || self.line(gap, old, line_end);
        let is_comment = |kind| matches!(kind, LineComment | BlockComment);
        if gap.form == Form::Kept {
            return if is_broken { line() } else { old.to_owned() };
        }
        match (gap.before, gap.after) {
            (LineComment, _) => line(),
            (_, after) if is_comment(after) => {
                if is_broken {
                    line()
                } else {
                    " ".to_owned()
                }
            }
            (_, Comma | Colon) | (Open(_), Close) => String::new(),
            (BlockComment, Close) if gap.form == Form::Lines => line(),
            (BlockComment, _) => {
                if is_broken {
                    line()
                } else {
                    " ".to_owned()
                }
            }
            (Colon, _) => " ".to_owned(),
            (Open(_), _) | (_, Close) => {
                if gap.form == Form::Lines {
                    line()
                } else {
                    String::new()
                }
            }
            (Comma, _) => {
                if gap.form == Form::Lines {
                    line()
                } else {
                    " ".to_owned()
                }
            }
            // No separator stands here although the container is sound: nothing that anybody understands.
            _ => {
                if is_broken {
                    line()
                } else {
                    old.to_owned()
                }
            }
        }
    }

    /// A line end with the indentation of the next line. An empty line between two members stays, several become one.
    fn line(&self, gap: &Gap, old: &str, line_end: &str) -> String {
        let own = line_ends(old).next().unwrap_or(line_end);
        let is_parted = line_ends(old).count() > 1
            && !matches!(gap.before, PieceKind::Open(_))
            && gap.after != PieceKind::Close;
        let deeper = gap.depth.saturating_sub(self.base_depth);
        let mut line = own.repeat(1 + usize::from(is_parted));
        line.push_str(self.base);
        line.push_str(&self.options.indent.text().repeat(deeper));
        line
    }

    /// What belongs behind everything.
    fn tail(&self, old: &str, line_end: &str) -> String {
        let mut ends: Vec<&str> = line_ends(old).collect();
        if self.options.trim_final_newlines {
            ends.truncate(1);
        }
        if ends.is_empty() && self.options.insert_final_newline {
            ends.push(line_end);
        }
        ends.concat()
    }

    /// Adds the edit of a gap, if it changes and is meant: as little of it as differs.
    fn replace(&self, span: Span, old: &str, new: &str, edits: &mut Vec<TextEdit>) {
        let is_meant = self.lines.is_none_or(|lines| lines.start <= span.end && span.start < lines.end);
        if old == new || !is_meant {
            return;
        }
        let common =
            |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(old, new)| old == new).count();
        let head = common(&mut old.bytes().zip(new.bytes()));
        let (old, new) = (&old[head..], &new[head..]);
        let tail = common(&mut old.bytes().rev().zip(new.bytes().rev()));
        let start = span.start + head as u32;
        let changed = Span::new(start, start + (old.len() - tail) as u32);
        edits.push(TextEdit::new(changed, &new[..new.len() - tail]));
    }
}

/// Where the text begins, behind a byte order mark.
fn start_of(text: &str) -> u32 {
    if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() as u32 } else { 0 }
}

/// The line ends in white space.
fn line_ends(blanks: &str) -> impl Iterator<Item = &str> {
    let bytes = blanks.as_bytes();
    bytes.iter().enumerate().filter_map(move |(at, byte)| match byte {
        b'\r' if bytes.get(at + 1) == Some(&b'\n') => Some(&blanks[at..at + 2]),
        b'\r' => Some(&blanks[at..=at]),
        b'\n' if at == 0 || bytes[at - 1] != b'\r' => Some(&blanks[at..=at]),
        _ => None,
    })
}
