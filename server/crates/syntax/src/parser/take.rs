//! What each token does to the tree, depending on what may come next.

use crate::error::ErrorKind;
use crate::escape::unescape;
use crate::key::key_content;
use crate::parser::MAX_DEPTH;
use crate::parser::brackets::extents_in;
use crate::parser::lexer::{Token, TokenKind};
use crate::parser::pass::{Expect, Open, Pass, PendingKey, after_opener};
use crate::tag::name_tag;
use crate::tree::{Kind, Span, flag};

impl Pass<'_> {
    pub(super) fn take(&mut self, token: Token) {
        if self.leaves_inferred_object(token) {
            self.close_implicitly();
        }
        match token.kind {
            TokenKind::OpenBrace | TokenKind::OpenBracket => self.take_opener(token),
            TokenKind::CloseBrace | TokenKind::CloseBracket => self.take_closer(token),
            TokenKind::Scalar(kind) => self.take_scalar(token, kind),
            TokenKind::Colon => self.take_colon(token),
            TokenKind::Comma => self.take_comma(token),
            TokenKind::End => {}
        }
    }

    fn take_opener(&mut self, token: Token) {
        match self.expect {
            Expect::End => return self.take_extra(token),
            Expect::Colon => self.error(ErrorKind::MissingColon, Span::empty(self.last_end)),
            Expect::CommaOrEnd if !self.in_object() => self.missing_comma(),
            Expect::CommaOrEnd | Expect::KeyOrEnd { .. } => self.error(ErrorKind::MissingKey, token.span()),
            Expect::Value | Expect::ItemOrEnd { .. } => {}
        }
        let is_object = token.kind == TokenKind::OpenBrace;
        if self.by_indentation() && self.is_stray_opener(token) {
            return self.skip_stray(token);
        }
        if self.stack.len() >= MAX_DEPTH {
            return self.skip_too_deep(token, is_object);
        }
        // Out of a sound container indentation can have another say in what is in order.
        if let Some(whole) = self.known(token.start)
            && (!self.by_indentation() || self.is_sound(token.start))
        {
            self.note_child(token);
            return self.take_over(&whole);
        }
        self.open(token, is_object, 0);
    }

    /// Opens a container at `token`, for the pending key if there is one.
    pub(super) fn open(&mut self, token: Token, is_object: bool, flags: u8) {
        self.note_child(token);
        // A value on the line after its key belongs to the key's line as far as indentation goes.
        let (line, indent) = match self.key {
            Some(key) if key.line + 1 >= token.line => (key.line.min(token.line), key.indent),
            _ => (token.line, token.indent),
        };
        let indent = if flags & flag::INFERRED != 0 { indent_of_inferred(self, token) } else { indent };
        let end = if flags & flag::INFERRED == 0 { token.end } else { token.start };
        let kind = if is_object { Kind::Object } else { Kind::Array };
        let node = self.push_node(kind, Span::new(token.start, end), flags);
        let inferred = flags & flag::INFERRED != 0;
        if flags & flag::INFERRED == 0 && self.by_indentation() && self.is_sound(token.start) {
            self.sound_from = Some(self.stack.len());
        }
        self.stack.push(Open { node, is_object, line, indent, child_indent: None, inferred });
        self.expect = after_opener(is_object, false);
        self.last_end = end;
    }

    fn take_closer(&mut self, token: Token) {
        let is_brace = token.kind == TokenKind::CloseBrace;
        if self.stack.is_empty() || (self.by_indentation() && self.is_stray(token)) {
            let kind = if is_brace { ErrorKind::ExtraBrace } else { ErrorKind::ExtraBracket };
            self.error(kind, token.span());
            self.skip_stray(token);
            return;
        }
        let Some(&top) = self.stack.last() else { return };
        if top.is_object == is_brace {
            return self.close(token);
        }
        let below = self.stack.len().checked_sub(2).map(|at| self.stack[at]);
        let fits_below = below.is_some_and(|below| {
            below.is_object == is_brace
                // A closer for the container around: then this one's own is missing …
                && if self.by_indentation() {
                    !token.first_on_line || below.indent == token.indent && top.indent >= token.indent
                } else {
                    is_brace || !top.is_object || top.line > below.line
                }
        });
        if fits_below {
            self.close_implicitly();
            return self.close(token);
        }
        // … else the author took the wrong key on the keyboard.
        let kind = if top.is_object { ErrorKind::BraceExpected } else { ErrorKind::BracketExpected };
        self.error(kind, token.span());
        self.close(token);
    }

    /// Closes the innermost container with `token`.
    fn close(&mut self, token: Token) {
        self.settle_pending();
        let trailing = matches!(
            self.expect,
            Expect::KeyOrEnd { after_comma: true } | Expect::ItemOrEnd { after_comma: true }
        );
        if trailing {
            self.error(ErrorKind::TrailingComma, Span::new(self.last_comma, self.last_comma + 1));
        }
        let Some(top) = self.pop() else { return };
        let after = self.nodes.len() as u32;
        let node = &mut self.nodes[top.node as usize];
        node.end = token.end;
        node.after = after;
        self.last_end = token.end;
        self.after_value();
    }

    /// Closes the innermost container where its last value ends, since its closer is missing.
    pub(super) fn close_implicitly(&mut self) {
        self.settle_pending();
        let Some(top) = self.pop() else { return };
        let after = self.nodes.len() as u32;
        let node = &mut self.nodes[top.node as usize];
        let opener = Span::new(node.start, node.start + 1);
        let inferred = node.flags & flag::INFERRED != 0;
        node.end = self.last_end.max(node.end);
        node.after = after;
        node.flags |= flag::UNCLOSED;
        let at = node.end;
        if !inferred {
            let kind = if top.is_object { ErrorKind::UnclosedObject } else { ErrorKind::UnclosedArray };
            self.error_opened(kind, Span::empty(at), Some(opener));
        }
        let after_comma = matches!(
            self.expect,
            Expect::KeyOrEnd { after_comma: true } | Expect::ItemOrEnd { after_comma: true }
        );
        self.after_value();
        // The comma that was read inside also separates what follows outside.
        if after_comma && let Some(parent) = self.stack.last() {
            self.expect = after_opener(parent.is_object, true);
        }
    }

    fn pop(&mut self) -> Option<Open> {
        let top = self.stack.pop();
        if self.sound_from.is_some_and(|from| from >= self.stack.len()) {
            self.sound_from = None;
        }
        top
    }

    /// Whether indentation decides here.
    pub(super) fn by_indentation(&self) -> bool {
        self.by_indentation && self.sound_from.is_none()
    }

    /// Whether the container that opens at `at` (bytes) is sound. Openers are asked for in document order.
    fn is_sound(&mut self, at: u32) -> bool {
        while let Some(extent) = self.extents.get(self.next_extent).filter(|extent| extent.open < at) {
            if at < extent.known_until {
                // Nobody has looked into this one, since it was known, and now it is read after all.
                if self.inner_extents.0 != extent.open {
                    self.inner_extents = (extent.open, extents_in(self.text, extent));
                }
                let inner = &self.inner_extents.1;
                let found = inner.binary_search_by_key(&at, |extent| extent.open);
                return found.is_ok_and(|found| inner[found].is_sound);
            }
            self.next_extent += 1;
        }
        self.extents.get(self.next_extent).is_some_and(|extent| extent.open == at && extent.is_sound)
    }

    fn take_scalar(&mut self, token: Token, kind: Kind) {
        let may_be_key = kind == Kind::String;
        match self.expect {
            Expect::End => self.take_extra(token),
            Expect::KeyOrEnd { .. } => self.take_key(token, kind),
            Expect::Colon => {
                if may_be_key && token.line > self.key.map_or(0, |key| key.line) && self.colon_follows() {
                    self.settle_pending();
                    return self.take_key(token, kind);
                }
                self.error(ErrorKind::MissingColon, Span::empty(self.last_end));
                self.push_scalar(token, kind);
            }
            Expect::Value if self.stack.is_empty() => {
                if may_be_key && self.colon_follows() {
                    self.error(ErrorKind::MissingBrace, Span::empty(token.start));
                    self.open(token, true, flag::INFERRED);
                    return self.take_key(token, kind);
                }
                self.push_scalar(token, kind);
            }
            Expect::Value => {
                if may_be_key && token.first_on_line && self.colon_follows() {
                    let deeper = self.key.is_some_and(|key| token.indent > key.indent);
                    if self.by_indentation() && deeper {
                        self.error(ErrorKind::MissingBrace, Span::empty(self.last_end));
                        self.open(token, true, flag::INFERRED);
                    } else {
                        self.settle_pending();
                    }
                    return self.take_key(token, kind);
                }
                self.push_scalar(token, kind);
            }
            Expect::ItemOrEnd { .. } => {
                if may_be_key && self.colon_follows() {
                    return self.key_in_array(token, kind);
                }
                self.push_scalar(token, kind);
            }
            Expect::CommaOrEnd => {
                let is_key = self.in_object() || may_be_key && self.colon_follows();
                if is_key && !self.in_object() {
                    return self.key_in_array(token, kind);
                }
                if kind == Kind::String || !is_key || self.colon_follows() {
                    self.missing_comma();
                }
                if is_key { self.take_key(token, kind) } else { self.push_scalar(token, kind) }
            }
        }
    }

    /// A key where an array expects an item: the array's `]`, or the object's `{`, is missing.
    fn key_in_array(&mut self, token: Token, kind: Kind) {
        let deeper = self.stack.last().is_some_and(|top| token.indent > top.indent);
        if self.sound_from.is_some() || self.by_indentation() && token.first_on_line && deeper {
            if self.expect == Expect::CommaOrEnd {
                self.missing_comma();
            }
            self.error(ErrorKind::MissingBrace, Span::empty(token.start));
            self.open(token, true, flag::INFERRED);
            return self.take_key(token, kind);
        }
        if !self.stack.iter().any(|open| open.is_object) {
            // Nothing to close it for: an object whose opener is missing.
            self.error(ErrorKind::MissingBrace, Span::empty(token.start));
            self.open(token, true, flag::INFERRED);
            return self.take_key(token, kind);
        }
        while self.stack.last().is_some_and(|top| !top.is_object) {
            self.close_implicitly();
        }
        if self.expect == Expect::CommaOrEnd {
            self.missing_comma();
        }
        self.take_key(token, kind);
    }

    fn take_key(&mut self, token: Token, kind: Kind) {
        self.note_child(token);
        let mut flags = flag::KEYED;
        let mut end = token.end;
        if kind == Kind::String {
            flags |= if token.flags & flag::ESCAPED != 0 { flag::KEY_ESCAPED } else { 0 };
            flags |= if token.flags & flag::UNCLOSED != 0 { flag::KEY_UNCLOSED } else { 0 };
        } else {
            flags |= flag::KEY_BARE;
            end = self.key_end.map_or(end, |end| end as u32);
            let what = if self.colon_follows() { ErrorKind::UnquotedKey } else { ErrorKind::NotAValue };
            self.error(what, token.span());
            if what == ErrorKind::NotAValue {
                self.last_end = token.end;
                self.expect = Expect::CommaOrEnd;
                return;
            }
        }
        let tag = self.tag(Span::new(token.start, end), flags);
        let (line, indent) = (token.line, token.indent);
        self.key = Some(PendingKey { start: token.start, end, flags, tag, line, indent });
        self.last_end = token.end;
        self.expect = Expect::Colon;
    }

    /// The tag of the key at `span`.
    fn tag(&self, span: Span, flags: u8) -> u16 {
        let raw = &self.text[key_content(span, flags).range()];
        if flags & flag::KEY_ESCAPED == 0 { name_tag(raw) } else { name_tag(&unescape(raw)) }
    }

    fn take_colon(&mut self, token: Token) {
        if self.expect == Expect::Colon {
            self.expect = Expect::Value;
            self.last_end = token.end;
        } else if self.expect == Expect::End {
            self.take_extra(token);
        } else {
            self.error(ErrorKind::ExtraColon, token.span());
        }
    }

    fn take_comma(&mut self, token: Token) {
        match self.expect {
            Expect::CommaOrEnd => {}
            Expect::Colon | Expect::Value if !self.stack.is_empty() => self.settle_pending(),
            Expect::End => {
                if !self.reopen_root() {
                    return self.take_extra(token);
                }
            }
            _ => {
                self.error(ErrorKind::ExtraComma, token.span());
                return;
            }
        }
        self.last_comma = token.start;
        self.last_end = self.last_end.max(token.start);
        self.expect = after_opener(self.in_object(), true);
    }

    fn push_scalar(&mut self, token: Token, kind: Kind) {
        if self.key.is_none() {
            self.note_child(token);
        }
        self.push_node(kind, token.span(), token.flags);
        self.last_end = token.end;
        self.after_value();
    }
}

/// The indentation that an inferred container's own line would have: left of its first child, at its siblings.
fn indent_of_inferred(pass: &Pass<'_>, token: Token) -> u32 {
    let siblings = pass.stack.last().and_then(|top| top.child_indent);
    match (pass.key, siblings) {
        _ if pass.stack.is_empty() => 0,
        (Some(key), _) => key.indent,
        (None, Some(siblings)) if siblings < token.indent => siblings,
        _ => token.indent.saturating_sub(1),
    }
}
