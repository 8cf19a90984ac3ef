//! Tokens, with the recovery that one line can decide.

use crate::error::ErrorKind;
use crate::escape::hex4;
use crate::parser::number::json_number;
use crate::parser::pass::{Expect, Pass};
use crate::parser::scan::{blanks, plain_length};
use crate::tree::{Kind, Span, flag};

/// How many lines a text with raw line breaks in it may go on: beyond, its closing quote is taken to be missing.
const MAX_RAW_LINES: usize = 20;

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: u32,
    pub(super) end: u32,
    /// Bits of [`flag`] about the text.
    pub(super) flags: u8,
    /// Nothing but white space stands before it on its line.
    pub(super) first_on_line: bool,
    /// Its line (0-based).
    pub(super) line: u32,
    /// The indentation of its line, a tab counting four.
    pub(super) indent: u32,
}

impl Token {
    pub(super) fn span(self) -> Span {
        Span::new(self.start, self.end)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Colon,
    Comma,
    /// A scalar value; strings may also be keys.
    Scalar(Kind),
    End,
}

impl Pass<'_> {
    /// The next token; comments and conflict markers are reported and skipped.
    pub(super) fn next_token(&mut self) -> Token {
        self.skip_blank();
        let start = self.pos;
        let mut token = Token {
            kind: TokenKind::End,
            start: start as u32,
            end: start as u32,
            flags: 0,
            first_on_line: self.fresh_line,
            line: self.line,
            indent: self.indent,
        };
        let Some(&byte) = self.bytes.get(start) else { return token };
        self.fresh_line = false;
        let single = match byte {
            b'{' => Some(TokenKind::OpenBrace),
            b'}' => Some(TokenKind::CloseBrace),
            b'[' => Some(TokenKind::OpenBracket),
            b']' => Some(TokenKind::CloseBracket),
            b':' => Some(TokenKind::Colon),
            b',' => Some(TokenKind::Comma),
            _ => None,
        };
        if let Some(kind) = single {
            self.pos += 1;
            token.kind = kind;
        } else if byte == b'"' || byte == b'\'' {
            token.kind = TokenKind::Scalar(Kind::String);
            token.flags = self.string(byte);
        } else {
            let (kind, flags) = self.bare();
            token.kind = TokenKind::Scalar(kind);
            token.flags = flags;
        }
        token.end = self.pos as u32;
        token
    }

    /// Skips white space, comments and conflict markers, keeping count of lines and indentation.
    fn skip_blank(&mut self) {
        while let Some(&byte) = self.bytes.get(self.pos) {
            match byte {
                b' ' => {
                    let blanks = blanks(&self.bytes[self.pos..]);
                    self.pos += blanks;
                    self.indent += if self.fresh_line { blanks as u32 } else { 0 };
                }
                b'\n' => self.new_line(1),
                b'\r' => self.new_line(if self.bytes.get(self.pos + 1) == Some(&b'\n') { 2 } else { 1 }),
                b'\t' => {
                    self.pos += 1;
                    self.indent += if self.fresh_line { 4 } else { 0 };
                }
                b'/' if matches!(self.bytes.get(self.pos + 1), Some(b'/' | b'*')) => self.comment(),
                b'<' | b'=' | b'>' | b'|' if self.at_conflict_marker() => {
                    let start = self.pos;
                    self.pos = self.line_end(start);
                    self.error(ErrorKind::ConflictMarker, Span::new(start as u32, self.pos as u32));
                }
                // A byte order mark, wherever an editor or a `cat` left it.
                0xEF if self.bytes[self.pos..].starts_with(b"\xEF\xBB\xBF") => {
                    let start = self.pos as u32;
                    self.pos += 3;
                    if start > 0 {
                        self.error(ErrorKind::ByteOrderMark, Span::new(start, start + 3));
                    }
                }
                _ => return,
            }
        }
    }

    fn new_line(&mut self, width: usize) {
        self.pos += width;
        self.line += 1;
        self.indent = 0;
        self.fresh_line = true;
    }

    fn comment(&mut self) {
        let start = self.pos;
        if self.bytes[start + 1] == b'/' {
            self.pos = self.line_end(start);
        } else if let Some(length) = self.text[start + 2..].find("*/") {
            self.pos = start + 2 + length + 2;
            let lines = self.text[start..self.pos].matches('\n').count() as u32;
            self.line += lines;
        } else {
            // Only this line: an opened comment would otherwise swallow the rest of the document.
            self.pos = self.line_end(start);
            self.error(ErrorKind::UnclosedComment, Span::new(start as u32, self.pos as u32));
            return;
        }
        self.error(ErrorKind::Comment, Span::new(start as u32, self.pos as u32));
    }

    fn at_conflict_marker(&self) -> bool {
        let rest = &self.bytes[self.pos..];
        let at_line_start = self.fresh_line && self.indent == 0;
        let marker = rest.len() >= 7 && rest[..7].iter().all(|&byte| byte == rest[0]);
        at_line_start && marker && matches!(rest.get(7), None | Some(b' ' | b'\n' | b'\r'))
    }

    /// The offset of the line break at or after `from`, or the end of the text.
    pub(super) fn line_end(&self, from: usize) -> usize {
        let rest = &self.bytes[from.min(self.bytes.len())..];
        from + rest.iter().position(|&byte| byte == b'\n' || byte == b'\r').unwrap_or(rest.len())
    }

    /// Reads a string from its opening `quote`; gives its flags and leaves `pos` behind it.
    fn string(&mut self, quote: u8) -> u8 {
        let start = self.pos;
        let mut flags = 0;
        self.pos += 1;
        if quote == b'\'' {
            self.error(ErrorKind::SingleQuotes, Span::new(start as u32, start as u32 + 1));
        }
        loop {
            self.pos += plain_length(&self.bytes[self.pos..], quote);
            match self.bytes.get(self.pos) {
                Some(&byte) if byte == quote => {
                    if self.key_swallowed_its_value(start) {
                        return flags | flag::UNCLOSED;
                    }
                    self.pos += 1;
                    return flags;
                }
                Some(b'\\') => {
                    flags |= flag::ESCAPED;
                    self.escape();
                }
                Some(b'\n' | b'\r') => {
                    if !self.goes_on_after_line_break() {
                        return self.unclosed_string(start, flags);
                    }
                    let at = self.pos as u32;
                    self.error(ErrorKind::ControlCharacter, Span::new(at, at + 1));
                    self.pos += if self.bytes[self.pos..].starts_with(b"\r\n") { 2 } else { 1 };
                    self.line += 1;
                }
                Some(_) => {
                    let at = self.pos as u32;
                    self.error(ErrorKind::ControlCharacter, Span::new(at, at + 1));
                    self.pos += 1;
                }
                None => return self.unclosed_string(start, flags),
            }
        }
    }

    /// `"type: "string"`: the key's closing quote is missing, and the value's opening quote closed it. The sign is a
    /// colon before the quote and text right behind it.
    fn key_swallowed_its_value(&mut self, start: usize) -> bool {
        if !matches!(self.expect, Expect::KeyOrEnd { .. }) {
            return false;
        }
        let content = &self.text[start + 1..self.pos];
        let next = self.bytes.get(self.pos + 1);
        let text_follows =
            next.is_some_and(|&byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'#'));
        let Some(name) = content.trim_end().strip_suffix(':') else { return false };
        if !text_follows {
            return false;
        }
        self.pos = start + 1 + name.trim_end().len();
        self.error(ErrorKind::UnclosedString, Span::empty(self.pos as u32));
        true
    }

    /// A string without closing quote ends at its line's end; what is plainly not part of it is given back.
    fn unclosed_string(&mut self, start: usize, flags: u8) -> u8 {
        let line_end = self.pos;
        let content = &self.text[start + 1..line_end];
        let mut length = content.trim_end().len();
        if matches!(self.expect, Expect::KeyOrEnd { .. }) {
            // A key ends at its colon at the latest: `"get: {`.
            length = content.find(':').map_or(length, |colon| content[..colon].trim_end().len());
        } else {
            let mut closers = self.opened_on_line(self.line);
            loop {
                let kept = &content[..length];
                let shorter = match kept.as_bytes().last() {
                    Some(b',') => &kept[..length - 1],
                    Some(b'}' | b']') if closers > 0 => {
                        closers -= 1;
                        &kept[..length - 1]
                    }
                    _ => break,
                };
                length = shorter.trim_end().len();
            }
        }
        self.pos = start + 1 + length;
        self.error(ErrorKind::UnclosedString, Span::empty(self.pos as u32));
        flags | flag::UNCLOSED
    }

    /// Whether the line break at `pos` was typed inside a text whose closing quote stands on a later line: that line
    /// begins like prose and ends like a value.
    fn goes_on_after_line_break(&self) -> bool {
        let mut from = self.pos;
        for _ in 0..MAX_RAW_LINES {
            from += if self.bytes[from..].starts_with(b"\r\n") { 2 } else { 1 };
            if from >= self.bytes.len() {
                return false;
            }
            let end = self.line_end(from);
            let line = self.text[from..end].trim();
            let mut characters = line.chars();
            match characters.next() {
                Some('"') if matches!(line, "\"" | "\"," | "\"}" | "\"]") => return true,
                Some('"' | '{' | '}' | '[' | ']' | '<' | '=' | '>') => return false,
                _ => {}
            }
            if let Some(quote) = line.find('"') {
                let behind = line[quote + 1..].trim_start();
                let is_key = matches!(self.expect, Expect::KeyOrEnd { .. }) && behind.starts_with(':');
                return is_key
                    || behind.is_empty()
                    || behind.starts_with([',', '}', ']']) && !behind[1..].contains('"');
            }
            from = end;
            if from >= self.bytes.len() {
                return false;
            }
        }
        false
    }

    /// Checks the escape at `pos` and goes behind it.
    fn escape(&mut self) {
        let at = self.pos;
        let width = match self.bytes.get(at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
            Some(b'u') => match hex4(self.text, at + 2) {
                Some(unit) => return self.unicode_escape(at, unit),
                None => 0,
            },
            _ => 0,
        };
        if width == 0 {
            let shown =
                self.text[at + 1..].chars().next().filter(|&next| next >= ' ').map_or(0, char::len_utf8);
            self.error(ErrorKind::BadEscape, Span::new(at as u32, (at + 1 + shown) as u32));
            self.pos += 1;
        } else {
            self.pos += width;
        }
    }

    fn unicode_escape(&mut self, at: usize, unit: u32) {
        let low = if self.bytes[at + 6..].starts_with(b"\\u") { hex4(self.text, at + 8) } else { None };
        let pair = (0xD800..0xDC00).contains(&unit) && low.is_some_and(|low| (0xDC00..0xE000).contains(&low));
        if (0xD800..0xE000).contains(&unit) && !pair {
            self.error(ErrorKind::LoneSurrogate, Span::new(at as u32, at as u32 + 6));
        }
        self.pos = at + if pair { 12 } else { 6 };
    }

    /// Reads text without quotes: a number, a literal, or something that is no value.
    fn bare(&mut self) -> (Kind, u8) {
        let start = self.pos;
        let is_key = matches!(self.expect, Expect::KeyOrEnd { .. })
            || self.expect == Expect::CommaOrEnd && self.in_object();
        while let Some(&byte) = self.bytes.get(self.pos) {
            match byte {
                b',' | b'{' | b'}' | b'[' | b']' | b'\n' | b'\r' => break,
                b':' if is_key => break,
                b'"' => {
                    if self.quote_ends_value(self.pos) {
                        let end = self.pos;
                        self.pos += 1;
                        if is_key {
                            self.key_end = Some(end);
                        }
                    }
                    break;
                }
                b'/' if self.pos > start && self.comment_starts(start) => break,
                _ => self.pos += 1,
            }
        }
        if self.pos == start {
            // Only a stray quote of the other kind can bring us here; never stand still.
            self.pos += self.text[start..].chars().next().map_or(1, char::len_utf8);
        }
        // Blanks only: other white space is no JSON, and a word of nothing else must not become empty.
        self.pos = start + self.text[start..self.pos].trim_end_matches([' ', '\t']).len();
        let first_word = self.text[start..self.pos].split_ascii_whitespace().next().unwrap_or_default();
        if json_number(first_word).is_some() || matches!(first_word, "true" | "false" | "null") {
            // A whole value: what follows it on the line is not part of it.
            self.pos = start + first_word.len();
        }
        let text = &self.text[start..self.pos];
        let span = Span::new(start as u32, self.pos as u32);
        match text {
            "true" | "false" => return (Kind::Boolean, 0),
            "null" => return (Kind::Null, 0),
            _ => {}
        }
        if let Some(integer) = json_number(text) {
            return (Kind::Number, if integer { flag::INTEGER } else { 0 });
        }
        // Behind the root everything is one error, whatever it is.
        if is_key || self.expect == Expect::End {
            return (Kind::Invalid, 0);
        }
        if text.parse::<f64>().is_ok_and(f64::is_finite) {
            self.error(ErrorKind::BadNumber, span);
            return (Kind::Number, 0);
        }
        self.error(ErrorKind::NotAValue, span);
        (Kind::Invalid, 0)
    }

    /// Whether a comment starts at `pos`, behind a bare word from `start`: after a blank, or after a whole value. A
    /// word such as `https://…` goes on.
    fn comment_starts(&self, start: usize) -> bool {
        let word = &self.text[start..self.pos];
        matches!(self.bytes.get(self.pos + 1), Some(b'/' | b'*'))
            && (word.ends_with([' ', '\t'])
                || matches!(word, "true" | "false" | "null")
                || json_number(word).is_some())
    }

    /// Whether the quote at `at` closes a value whose opening quote is missing: nothing but a separator follows.
    fn quote_ends_value(&self, at: usize) -> bool {
        let behind = self.text[at + 1..].trim_start_matches([' ', '\t']);
        behind.is_empty() || behind.starts_with([',', '}', ']', ':', '\n', '\r'])
    }
}
