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

/// What belongs into a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum White {
    Nothing,
    Blank,
    /// A line end and the indentation of the next line.
    Line,
    /// What stands there.
    Same,
}

impl Gap {
    /// What belongs here, where a line ends (`is_broken`) or none does.
    fn white(&self, is_broken: bool) -> White {
        use PieceKind::{BlockComment, Close, Colon, Comma, LineComment, Open};
        let line_or = |otherwise| if is_broken { White::Line } else { otherwise };
        let by_form = |otherwise| if self.form == Form::Lines { White::Line } else { otherwise };
        match (self.before, self.after) {
            _ if self.form == Form::Kept => line_or(White::Same),
            (LineComment, _) => White::Line,
            (_, Comma | Colon) | (Open(_), Close) => White::Nothing,
            (BlockComment, Close) if self.form == Form::Lines => White::Line,
            (_, LineComment | BlockComment) | (BlockComment, _) => line_or(White::Blank),
            (Colon, _) => White::Blank,
            (Open(_), _) | (_, Close) => by_form(White::Nothing),
            (Comma, _) => by_form(White::Blank),
            // No separator stands here although the container is sound: nothing that anybody understands.
            _ => line_or(White::Same),
        }
    }
}

impl Layout<'_> {
    /// The edits, in order.
    pub(super) fn edits(&self) -> Vec<TextEdit> {
        let text = self.tree.text();
        let line_end = Style::of(self.tree).line_end;
        let mut edits = Vec::new();
        let mut forms: Vec<Form> = Vec::new();
        let mut last: Option<Piece> = None;
        let mut new = String::new();
        for piece in pieces(self.tree) {
            let span = Span::new(last.map_or_else(|| start_of(text), |last| last.span.end), piece.span.start);
            if self.is_meant(span) {
                let old = &text[span.range()];
                new.clear();
                let mut is_changed = true;
                if let Some(last) = last {
                    let is_end = piece.kind == PieceKind::Close;
                    let gap = Gap {
                        before: last.kind,
                        after: piece.kind,
                        form: forms.last().copied().unwrap_or(Form::Lines),
                        depth: forms.len() - usize::from(is_end && !forms.is_empty()),
                    };
                    is_changed = !self.is_laid_out(&gap, old);
                    if is_changed {
                        self.write(&gap, old, line_end, &mut new);
                    }
                }
                if is_changed {
                    replace(span, old, &new, &mut edits);
                }
            }
            match piece.kind {
                PieceKind::Open(node) => forms.push(self.form(self.tree.node(node))),
                PieceKind::Close => {
                    forms.pop();
                }
                _ => {}
            }
            last = Some(piece);
        }
        let tail = last.map(|last| Span::new(last.span.end, text.len() as u32));
        if let Some(span) = tail.filter(|tail| self.is_meant(*tail)) {
            let old = &text[span.range()];
            replace(span, old, &self.tail(old, line_end), &mut edits);
        }
        edits
    }

    /// Whether a gap is, by the look of it, what nearly all gaps of a file are that was laid out before: what belongs there.
    fn is_laid_out(&self, gap: &Gap, old: &str) -> bool {
        match old.as_bytes() {
            [] => gap.white(false) == White::Nothing,
            [b' '] => gap.white(false) == White::Blank,
            [b'\n', blanks @ ..] | [b'\r', b'\n', blanks @ ..] if gap.white(true) == White::Line => {
                let (base, indent) = (self.base.as_bytes(), self.options.indent.text().as_bytes());
                let Some(own) = blanks.strip_prefix(base) else { return false };
                own.len() == gap.depth.saturating_sub(self.base_depth) * indent.len()
                    && own.chunks_exact(indent.len().max(1)).all(|level| level == indent)
            }
            _ => false,
        }
    }

    /// Whether a gap is on the lines that are meant.
    fn is_meant(&self, gap: Span) -> bool {
        self.lines.is_none_or(|lines| lines.start <= gap.end && gap.start < lines.end)
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

    /// Writes what belongs into a gap in which `old` stands. An empty line between two members stays, several become
    /// one.
    fn write(&self, gap: &Gap, old: &str, line_end: &str, new: &mut String) {
        let mut ends = line_ends(old);
        let own = ends.next();
        match gap.white(own.is_some()) {
            White::Nothing => {}
            White::Blank => new.push(' '),
            White::Same => new.push_str(old),
            White::Line => {
                let is_parted = ends.next().is_some()
                    && !matches!(gap.before, PieceKind::Open(_))
                    && gap.after != PieceKind::Close;
                for _ in 0..=usize::from(is_parted) {
                    new.push_str(own.unwrap_or(line_end));
                }
                new.push_str(self.base);
                for _ in self.base_depth..gap.depth {
                    new.push_str(self.options.indent.text());
                }
            }
        }
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
}

/// Adds the edit of a gap, if it changes: as little of it as differs.
fn replace(span: Span, old: &str, new: &str, edits: &mut Vec<TextEdit>) {
    if old == new {
        return;
    }
    let head = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.bytes().rev().zip(new.bytes().rev()).take_while(|(old, new)| old == new).count();
    let start = span.start + head as u32;
    let changed = Span::new(start, start + (old.len() - tail) as u32);
    edits.push(TextEdit::new(changed, &new[..new.len() - tail]));
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
