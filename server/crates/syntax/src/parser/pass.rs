//! One reading of the text: tokens to nodes.

use crate::error::{ErrorKind, SyntaxError};
use crate::parser::MAX_ERRORS;
use crate::parser::brackets::{Extent, extents};
use crate::parser::earlier::Earlier;
use crate::parser::lexer::{Token, TokenKind};
use crate::tree::{Kind, NodeData, Span};

/// What a pass believes when brackets and indentation disagree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    Brackets,
    Indentation,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Expect {
    /// The root, or the value of a member.
    Value,
    KeyOrEnd {
        after_comma: bool,
    },
    Colon,
    ItemOrEnd {
        after_comma: bool,
    },
    CommaOrEnd,
    /// The root value is complete.
    End,
}

/// A container that is not closed yet.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub(super) node: u32,
    pub(super) is_object: bool,
    /// The opener's line (0-based) and that line's indentation.
    pub(super) line: u32,
    pub(super) indent: u32,
    /// The indentation of its first child that begins a line.
    pub(super) child_indent: Option<u32>,
    /// Its opener is not in the text.
    pub(super) inferred: bool,
}

/// A key whose value is still to come.
#[derive(Clone, Copy)]
pub(super) struct PendingKey {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) flags: u8,
    pub(super) tag: u16,
    pub(super) line: u32,
    pub(super) indent: u32,
}

pub(super) struct Pass<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    /// The text before an edit.
    pub(super) earlier: Option<Earlier<'a>>,
    /// For a reading by indentation: the containers, to know the sound ones.
    pub(super) extents: Vec<Extent>,
    pub(super) next_extent: usize,
    /// Those in a container that was known, with its opener.
    pub(super) inner_extents: (u32, Vec<Extent>),
    /// How deep the outermost sound container stands in the stack.
    pub(super) sound_from: Option<usize>,
    pub(super) by_indentation: bool,
    pub(super) pos: usize,
    pub(super) line: u32,
    pub(super) indent: u32,
    pub(super) fresh_line: bool,
    pub(super) expect: Expect,
    /// Set by the lexer for a key that lacks its opening quote: where its name ends.
    pub(super) key_end: Option<usize>,
    pub(super) stack: Vec<Open>,
    pub(super) key: Option<PendingKey>,
    /// The end of the last value, key or separator: where something missing is reported.
    pub(super) last_end: u32,
    /// The last comma, for trailing ones.
    pub(super) last_comma: u32,
    /// How often the pass may still look ahead over lines; keeps hostile texts linear.
    pub(super) looks: u32,
    pub(super) reported_depth: bool,
    /// The line that `next_line` looked behind last, and what it saw.
    pub(super) seen_below: Option<(u32, Option<(u32, u8)>)>,
    pub(super) nodes: Vec<NodeData>,
    pub(super) errors: Vec<SyntaxError>,
    pub(super) total: usize,
    pub(super) structural: usize,
}

/// What a pass found.
pub(super) struct Outcome {
    pub(super) nodes: Vec<NodeData>,
    pub(super) errors: Vec<SyntaxError>,
    /// All errors, those that were not kept too.
    pub(super) total: usize,
    pub(super) structural: usize,
}

impl<'a> Pass<'a> {
    pub(super) fn new(text: &'a str, trust: Trust, earlier: Option<Earlier<'a>>) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            earlier,
            extents: if trust == Trust::Indentation { extents(text, earlier) } else { Vec::new() },
            next_extent: 0,
            inner_extents: (u32::MAX, Vec::new()),
            sound_from: None,
            by_indentation: trust == Trust::Indentation,
            pos: 0,
            line: 0,
            indent: 0,
            fresh_line: true,
            expect: Expect::Value,
            key_end: None,
            stack: Vec::with_capacity(32),
            key: None,
            last_end: 0,
            last_comma: 0,
            looks: 200,
            reported_depth: false,
            seen_below: None,
            // Pretty-printed JSON has about one value in 30 bytes; growing once more is cheap.
            nodes: Vec::with_capacity(text.len() / 30 + 8),
            errors: Vec::new(),
            total: 0,
            structural: 0,
        }
    }

    pub(super) fn run(mut self) -> Outcome {
        loop {
            self.read_plain();
            self.key_end = None;
            let token = self.next_token();
            if token.kind == TokenKind::End {
                break;
            }
            if self.by_indentation() && token.first_on_line {
                self.settle(token);
            }
            self.take(token);
        }
        if self.nodes.is_empty() {
            self.error(ErrorKind::Empty, Span::empty(0));
            self.push_node(Kind::Missing, Span::empty(self.text.len() as u32), 0);
        }
        while !self.stack.is_empty() {
            self.close_implicitly();
        }
        Outcome { nodes: self.nodes, errors: self.errors, total: self.total, structural: self.structural }
    }

    /// A key without a value gets a [`Kind::Missing`] one, reported.
    pub(super) fn settle_pending(&mut self) {
        if self.key.is_none() {
            return;
        }
        let kind =
            if self.expect == Expect::Colon { ErrorKind::MissingColon } else { ErrorKind::MissingValue };
        self.error(kind, Span::empty(self.last_end));
        self.push_node(Kind::Missing, Span::empty(self.last_end), 0);
        self.expect = Expect::CommaOrEnd;
    }

    pub(super) fn push_node(&mut self, kind: Kind, span: Span, flags: u8) -> u32 {
        let id = self.nodes.len() as u32;
        let key = self.key.take();
        self.nodes.push(NodeData {
            kind,
            flags: flags | key.map_or(0, |key| key.flags),
            tag: key.map_or(0, |key| key.tag),
            start: span.start,
            end: span.end,
            key_start: key.map_or(span.start, |key| key.start),
            key_end: key.map_or(span.start, |key| key.end),
            parent: self.stack.last().map_or(0, |top| top.node),
            after: id + 1,
        });
        id
    }

    pub(super) fn after_value(&mut self) {
        self.expect = if self.stack.is_empty() { Expect::End } else { Expect::CommaOrEnd };
    }

    pub(super) fn in_object(&self) -> bool {
        self.stack.last().is_some_and(|top| top.is_object)
    }

    pub(super) fn missing_comma(&mut self) {
        if self.expect == Expect::CommaOrEnd {
            self.error(ErrorKind::MissingComma, Span::empty(self.last_end));
        }
    }

    pub(super) fn note_child(&mut self, token: Token) {
        if token.first_on_line
            && let Some(top) = self.stack.last_mut()
        {
            top.child_indent.get_or_insert(token.indent);
        }
    }

    pub(super) fn error(&mut self, kind: ErrorKind, span: Span) {
        self.error_opened(kind, span, None);
    }

    pub(super) fn error_opened(&mut self, kind: ErrorKind, span: Span, opened: Option<Span>) {
        self.total += 1;
        self.structural += usize::from(kind.is_structural());
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(SyntaxError { kind, span, opened });
        }
    }
}

/// What comes after an opener, or after a comma in such a container.
pub(super) fn after_opener(is_object: bool, after_comma: bool) -> Expect {
    if is_object { Expect::KeyOrEnd { after_comma } } else { Expect::ItemOrEnd { after_comma } }
}
