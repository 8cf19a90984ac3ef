//! The parts of a text that white space stands between.

use std::iter::Peekable;

use syntax::{Node, NodeId, Span, Tree};

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// An opening bracket, of this container.
    Open(NodeId),
    /// A closing bracket.
    Close,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A key or a value, or text that is neither.
    Atom,
    /// A comment to the end of its line.
    LineComment,
    /// A comment with an end of its own.
    BlockComment,
}

/// One part, with its place in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    pub(super) span: Span,
}

/// What the tree says about the text at one place.
#[derive(Clone, Copy)]
enum Known {
    Atom(Span),
    Container(NodeId, u32),
}

impl Known {
    const fn start(self) -> u32 {
        match self {
            Self::Atom(span) => span.start,
            Self::Container(_, start) => start,
        }
    }
}

/// The parts of the tree's text in order. Keys and values are what the tree says they are, so that no blank inside one
/// can be taken for one between two.
pub(super) fn pieces(tree: &Tree) -> impl Iterator<Item = Piece> {
    let text = tree.text();
    let known = tree.nodes().flat_map(known).peekable();
    let at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    Pieces { text, at, known }
}

fn known(node: Node<'_>) -> impl Iterator<Item = Known> {
    let key = node.key().map(|key| Known::Atom(key.span()));
    let value = if node.is_container() {
        (!node.is_inferred()).then(|| Known::Container(node.id(), node.span().start))
    } else {
        (!node.span().is_empty()).then(|| Known::Atom(node.span()))
    };
    key.into_iter().chain(value)
}

struct Pieces<'t, I: Iterator<Item = Known>> {
    text: &'t str,
    at: usize,
    known: Peekable<I>,
}

impl<I: Iterator<Item = Known>> Pieces<'_, I> {
    fn take(&mut self, kind: PieceKind, length: usize) -> Piece {
        let start = self.at;
        self.at += length;
        Piece { kind, span: Span::new(start as u32, self.at as u32) }
    }

    /// The bytes up to the end of the line, blanks before it left out.
    fn line_comment(&self) -> usize {
        let rest = &self.text[self.at..];
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        line.trim_end_matches([' ', '\t']).len()
    }

    /// The bytes of text that nobody knows: up to the next blank, separator or known part.
    fn unknown(&self, next: Option<u32>) -> usize {
        let rest = &self.text[self.at..];
        let stop = rest.char_indices().skip(1).find(|(at, character)| {
            next.is_some_and(|next| self.at + at >= next as usize)
                || matches!(character, ' ' | '\t' | '\n' | '\r' | ',' | ':' | '{' | '}' | '[' | ']')
        });
        stop.map_or(rest.len(), |(at, _)| at)
    }
}

impl<I: Iterator<Item = Known>> Iterator for Pieces<'_, I> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let blanks = self.text.as_bytes()[self.at..].iter();
        self.at += blanks.take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        let rest = &self.text[self.at..];
        let first = *rest.as_bytes().first()?;
        while self.known.peek().is_some_and(|known| (known.start() as usize) < self.at) {
            self.known.next();
        }
        let next = self.known.peek().copied();
        match next.filter(|next| next.start() as usize == self.at) {
            Some(Known::Atom(span)) => {
                self.known.next();
                return Some(self.take(PieceKind::Atom, span.len() as usize));
            }
            Some(Known::Container(node, _)) => {
                self.known.next();
                return Some(self.take(PieceKind::Open(node), 1));
            }
            None => {}
        }
        Some(match first {
            b',' => self.take(PieceKind::Comma, 1),
            b':' => self.take(PieceKind::Colon, 1),
            b'}' | b']' => self.take(PieceKind::Close, 1),
            b'/' if rest.starts_with("//") => self.take(PieceKind::LineComment, self.line_comment()),
            b'/' if rest.starts_with("/*") => {
                let length = rest[2..].find("*/").map_or(rest.len(), |at| at + 4);
                self.take(PieceKind::BlockComment, length)
            }
            _ => self.take(PieceKind::Atom, self.unknown(next.map(Known::start))),
        })
    }
}
