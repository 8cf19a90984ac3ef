//! What indentation says about brackets that are missing or too many, and how a reading goes on after them.

use crate::error::ErrorKind;
use crate::parser::lexer::{Token, TokenKind};
use crate::parser::pass::{Expect, Open, Pass, after_opener};
use crate::tree::{Kind, Span, flag};

/// How many lines one look ahead may take.
const MAX_LOOK_LINES: usize = 4000;

/// How many bytes of a key are looked at when the text goes on after the root.
const MAX_KEY_LOOK: usize = 500;

impl Pass<'_> {
    /// Before a token that begins a line is taken: closes the containers that its indentation shows to be over, and
    /// opens those whose opener must be missing.
    pub(super) fn settle(&mut self, token: Token) {
        match token.kind {
            TokenKind::CloseBrace | TokenKind::CloseBracket => self.settle_closer(token),
            TokenKind::OpenBrace | TokenKind::OpenBracket | TokenKind::Scalar(_) => self.settle_value(token),
            TokenKind::Colon | TokenKind::Comma | TokenKind::End => {}
        }
    }

    fn settle_value(&mut self, token: Token) {
        let is_key = token.kind == TokenKind::Scalar(Kind::String) && self.colon_follows();
        let under_key = self.expect == Expect::Value && self.key.is_some();
        let closed = if is_key {
            self.stack.iter().skip(1).rev().take_while(|open| is_over(**open, token)).count()
        } else if under_key {
            0 // A value under its own key closes nothing.
        } else {
            // An item closes what stands between it and the array whose items stand at its indentation.
            let is_list = |open: &Open| !open.is_object && open.child_indent == Some(token.indent);
            self.stack.iter().rev().position(is_list).unwrap_or(0)
        };
        for _ in 0..closed {
            self.close_implicitly();
            // The comma went missing with the closer: one mistake, one error.
            self.expect = after_opener(self.in_object(), true);
        }
        match self.expect {
            Expect::Value if token.kind == TokenKind::OpenBrace => {
                let key_indent = self.key.map(|key| key.indent);
                if let Some(indent) = key_indent.filter(|&indent| token.indent > indent)
                    && self.next_line_at_or_left_of(indent) == Some((indent, b']'))
                {
                    self.error(ErrorKind::MissingBracket, Span::empty(self.last_end));
                    self.open(token, false, flag::INFERRED);
                }
            }
            Expect::KeyOrEnd { .. } if is_key => {
                let siblings = self.stack.last().and_then(|top| top.child_indent);
                if let Some(indent) = siblings.filter(|&indent| token.indent > indent)
                    && matches!(self.next_line_at_or_left_of(indent), Some((found, b'}')) if found == indent)
                {
                    self.error(ErrorKind::MissingBrace, Span::empty(token.start));
                    self.open(token, true, flag::INFERRED);
                }
            }
            _ => {}
        }
    }

    fn settle_closer(&mut self, token: Token) {
        if self.is_stray(token) {
            return;
        }
        while let [.., parent, top] = self.stack.as_slice()
            && top.line < token.line
            && top.indent > token.indent
        {
            // Where an inferred container's opener would stand is not known; its closer is right of its parent's.
            if top.inferred && token.indent > parent.indent {
                break;
            }
            self.close_implicitly();
        }
    }

    /// Whether a closer closes nothing: it stands deeper than the line that opened the innermost container, or at the
    /// end of a member's line while the members go on below.
    pub(super) fn is_stray(&mut self, token: Token) -> bool {
        let Some(&top) = self.stack.last() else { return true };
        if matches!(self.expect, Expect::Value | Expect::Colon) && self.value_follows_on_line() {
            return true;
        }
        if top.line == token.line {
            // `"get": {}` above lines that are deeper: they are its members.
            return self.next_line().is_some_and(|(indent, first)| {
                indent > token.indent && (first == b'"' || first == b'{') && self.line_is_over()
            });
        }
        if token.first_on_line {
            let Some((below, first)) = self.next_line() else { return false };
            let closer_below = first == b'}' || first == b']';
            let is_object_in_list = self.stack.len() > 1 && !self.stack[self.stack.len() - 2].is_object;
            if top.is_object && is_object_in_list && first == b'{' && below == token.indent {
                return false; // The next object of the list follows.
            }
            let opens_more = self.rest_of_line().trim_end().ends_with(['{', '[']);
            // After a closer nothing can stand deeper, nor a key beside it.
            return below > token.indent && !opens_more
                || self.rest_of_line().starts_with('"')
                // Some people indent their closers; then the next line goes back to the left.
                || token.indent > top.indent
                    && !top.inferred
                    && (below > top.indent || closer_below && below == top.indent);
        }
        let members_go_on =
            |(indent, first): (u32, u8)| indent == token.indent && first != b'}' && first != b']';
        top.child_indent == Some(token.indent) && self.next_line().is_some_and(members_go_on)
    }

    /// Whether `token` is the next item of a list in which some members, without their own `{`, came before it.
    pub(super) fn leaves_inferred_object(&self, token: Token) -> bool {
        let [.., list, top] = self.stack.as_slice() else { return false };
        let between_members = matches!(self.expect, Expect::KeyOrEnd { .. } | Expect::CommaOrEnd);
        top.inferred
            && top.is_object
            && !list.is_object
            && between_members
            && match token.kind {
                TokenKind::OpenBrace | TokenKind::OpenBracket => true,
                TokenKind::Scalar(_) => !self.colon_follows(),
                _ => false,
            }
    }

    /// Whether an opener where a key belongs opens nothing: no closer below stands at its indentation.
    pub(super) fn is_stray_opener(&mut self, token: Token) -> bool {
        let wants_key =
            matches!(self.expect, Expect::KeyOrEnd { .. } | Expect::CommaOrEnd) && self.in_object();
        if !wants_key || !token.first_on_line {
            return wants_key;
        }
        let Some(&top) = self.stack.last() else { return false };
        if token.indent <= top.indent {
            return true;
        }
        let closer = if token.kind == TokenKind::OpenBrace { b'}' } else { b']' };
        let closes_here = self.rest_of_line().contains(char::from(closer));
        !closes_here && self.next_line_at_or_left_of(token.indent) != Some((token.indent, closer))
    }

    /// Goes on behind a bracket that belongs to nothing: the comma behind it goes with it, and when it began its
    /// line, what follows does.
    pub(super) fn skip_stray(&mut self, token: Token) {
        if token.first_on_line {
            self.fresh_line = true;
            self.indent = token.indent + 1;
        }
        let separated = matches!(
            self.expect,
            Expect::KeyOrEnd { after_comma: true } | Expect::ItemOrEnd { after_comma: true }
        );
        if separated && self.bytes.get(self.pos) == Some(&b',') {
            self.pos += 1;
        }
    }

    fn value_follows_on_line(&self) -> bool {
        !self.rest_of_line().is_empty() && !self.rest_of_line().starts_with([',', '}', ']'])
    }

    /// What follows on this line, leading blanks aside.
    fn rest_of_line(&self) -> &str {
        self.text[self.pos..self.line_end(self.pos)].trim_start()
    }

    /// Whether nothing but separators and closers follows on this line.
    fn line_is_over(&self) -> bool {
        self.rest_of_line().trim_end_matches([',', ' ', '\t', '}', ']']).is_empty()
    }

    /// Whether `:` comes next, white space aside.
    pub(super) fn colon_follows(&self) -> bool {
        self.bytes[self.pos..].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
    }

    /// The containers opened on `line`.
    pub(super) fn opened_on_line(&self, line: u32) -> usize {
        self.stack.iter().rev().take_while(|open| open.line == line).count()
    }

    /// Indentation and first byte of the next line that is not blank.
    fn next_line(&mut self) -> Option<(u32, u8)> {
        if let Some((line, seen)) = self.seen_below
            && line == self.line
        {
            return seen;
        }
        let seen = self.lines_below().next();
        self.seen_below = Some((self.line, seen));
        seen
    }

    /// The next line that is not deeper than `indent`.
    fn next_line_at_or_left_of(&mut self, indent: u32) -> Option<(u32, u8)> {
        if self.looks == 0 {
            return None;
        }
        self.looks -= 1;
        self.lines_below().take(MAX_LOOK_LINES).find(|&(found, _)| found <= indent)
    }

    fn lines_below(&self) -> impl Iterator<Item = (u32, u8)> {
        let mut at = self.line_end(self.pos);
        std::iter::from_fn(move || {
            let mut indent = 0;
            loop {
                match *self.bytes.get(at)? {
                    b'\n' | b'\r' => indent = 0,
                    b' ' => indent += 1,
                    b'\t' => indent += 4,
                    first => {
                        at = self.line_end(at);
                        return Some((indent, first));
                    }
                }
                at += 1;
            }
        })
    }

    /// Text after the root. When the root was closed too early its members go on; else the rest is left alone.
    pub(super) fn take_extra(&mut self, token: Token) {
        if token.kind == TokenKind::Scalar(Kind::String) && self.colon_follows() && self.reopen_root() {
            return self.take_in_root(token);
        }
        let end = self.text.trim_end().len().max(token.end as usize);
        self.error(ErrorKind::ExtraData, Span::new(token.start, end as u32));
        self.pos = self.text.len();
    }

    fn take_in_root(&mut self, token: Token) {
        self.expect = after_opener(true, true);
        self.take(token);
    }

    /// Opens a root object again that a brace too many had closed.
    pub(super) fn reopen_root(&mut self) -> bool {
        let Some(root) = self.nodes.first() else { return false };
        let goes_on = root.kind == Kind::Object && root.flags & flag::UNCLOSED == 0;
        if !goes_on || !self.member_follows() {
            return false;
        }
        let brace = Span::new(root.end.saturating_sub(1), root.end);
        self.error(ErrorKind::ExtraBrace, brace);
        self.stack.push(Open {
            node: 0,
            is_object: true,
            line: 0,
            indent: 0,
            child_indent: None,
            inferred: false,
        });
        self.expect = Expect::CommaOrEnd;
        true
    }

    /// Whether the text at hand (the token just read, or what follows a comma) begins a member.
    fn member_follows(&self) -> bool {
        let before = self.text[..self.pos].trim_end();
        if before.ends_with('"') && self.colon_follows() {
            return true;
        }
        let rest = self.text[self.pos..].trim_start();
        let Some(string) = rest.as_bytes().strip_prefix(b"\"") else { return false };
        let key = string.iter().take(MAX_KEY_LOOK).take_while(|&&byte| byte != b'"' && byte != b'\n').count();
        string.get(key) == Some(&b'"')
            && string[key + 1..].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
    }

    /// A container below the deepest level that is kept: one node, its content skipped by counting brackets.
    pub(super) fn skip_too_deep(&mut self, token: Token, is_object: bool) {
        if !self.reported_depth {
            self.reported_depth = true;
            self.error(ErrorKind::TooDeep, token.span());
        }
        let mut depth = 1_usize;
        let mut in_string = false;
        while depth > 0 {
            let Some(&byte) = self.bytes.get(self.pos) else { break };
            self.pos += 1;
            match byte {
                b'\\' if in_string => self.pos = (self.pos + 1).min(self.bytes.len()),
                b'"' => in_string = !in_string,
                b'\n' => {
                    in_string = false;
                    self.line += 1;
                }
                b'{' | b'[' if !in_string => depth += 1,
                b'}' | b']' if !in_string => depth -= 1,
                _ => {}
            }
        }
        while !self.text.is_char_boundary(self.pos) {
            self.pos += 1;
        }
        let kind = if is_object { Kind::Object } else { Kind::Array };
        let flags = if depth > 0 { flag::UNCLOSED } else { 0 };
        self.push_node(kind, Span::new(token.start, self.pos as u32), flags);
        self.last_end = self.pos as u32;
        self.after_value();
    }
}

/// Whether a value or key that begins a line shows that `open` is over: it stands at or left of the opener's line.
fn is_over(open: Open, token: Token) -> bool {
    open.line < token.line && token.indent <= open.indent
}
