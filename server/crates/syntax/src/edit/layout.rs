//! Value text in a document's style.

use std::borrow::Cow;

use super::effort::spend;
use super::style::Style;
use crate::Node;
use crate::parser::parse;

/// Writes `text` as a JSON string with quotes. Only what JSON demands is escaped; `é` and emoji stay as they are.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let is_special = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    // Without a way out in between, many bytes are compared at once.
    if !text.bytes().fold(false, |found, byte| found | is_special(byte)) {
        out.push_str(text);
        out.push('"');
        return out;
    }
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\0'..='\u{1f}' => {
                let code = character as u32;
                out.push_str("\\u00");
                out.extend(
                    [char::from_digit(code >> 4, 16), char::from_digit(code & 15, 16)].into_iter().flatten(),
                );
            }
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// Lays JSON text out in `style`. `base` are the blanks that start the line where the value begins; the first line of
/// the result has none, the others have `base` and their own. The order of members and the writing of plain values
/// stay. Text that is no JSON comes back as it is, without the blanks around it.
pub fn indent_value(json: &str, style: &Style, base: &str) -> String {
    lay_out(json, style, base, style.breaks_lines())
}

/// As [`indent_value`]; without `lines` everything goes on one line.
pub(super) fn lay_out(json: &str, style: &Style, base: &str, lines: bool) -> String {
    let tree = parse(json);
    if !tree.errors().is_empty() {
        return json.trim().to_owned();
    }
    let mut printer =
        Printer { style, out: String::with_capacity(json.len() * 2), indentation: base.to_owned() };
    printer.value(tree.root(), lines);
    printer.out
}

struct Printer<'s> {
    style: &'s Style,
    out: String,
    indentation: String,
}

impl Printer<'_> {
    fn value(&mut self, node: Node<'_>, lines: bool) {
        if !node.is_container() {
            self.out.push_str(node.raw());
            return;
        }
        let (open, close) = if node.is_object() { ('{', '}') } else { ('[', ']') };
        let plain = || node.children().all(|child| !child.is_container());
        let lines = lines && !(node.is_array() && self.style.short_arrays && plain());
        self.out.push(open);
        if node.children().next().is_some() {
            self.children(node, lines);
        }
        self.out.push(close);
    }

    fn children(&mut self, node: Node<'_>, lines: bool) {
        let outer = self.indentation.len();
        self.indentation.push_str(self.style.indent.text());
        let padding = if node.is_object() { self.style.padding } else { "" };
        for (number, child) in node.children().enumerate() {
            if lines {
                self.out.push_str(if number == 0 { "" } else { "," });
                self.break_line();
            } else {
                self.out.push_str(if number == 0 { padding } else { self.style.comma(node) });
            }
            if let Some(key) = child.key() {
                self.out.push_str(&node.tree().text()[key.span().range()]);
                self.out.push_str(self.style.colon);
            }
            self.value(child, lines);
        }
        self.indentation.truncate(outer);
        if lines {
            self.break_line();
        } else {
            self.out.push_str(padding);
        }
    }

    fn break_line(&mut self) {
        self.out.push_str(self.style.line_end);
        self.out.push_str(&self.indentation);
    }
}

/// Moves text from one indentation to another: the lines after the first that start with `from` start with `to`
/// instead. Everything else stays.
pub(super) fn shift<'w>(written: &'w str, from: &str, to: &str) -> Cow<'w, str> {
    if from == to || !written.contains(['\n', '\r']) {
        return written.into();
    }
    let mut out = String::with_capacity(written.len());
    for (number, line) in written.split_inclusive(['\n', '\r']).enumerate() {
        let blank = line.trim().is_empty();
        match line.strip_prefix(from) {
            Some(rest) if number > 0 && !blank => {
                out.push_str(to);
                out.push_str(rest);
            }
            _ => out.push_str(line),
        }
    }
    out.into()
}

/// The indentation that a value was written at, told by the closing bracket on its last line.
pub(super) fn written_at(written: &str) -> Option<&str> {
    let line = &written[written.rfind(['\n', '\r'])? + 1..];
    let rest = line.trim_start_matches([' ', '\t']);
    rest.starts_with(['}', ']']).then(|| &line[..line.len() - rest.len()])
}

/// Gives `written` the line ends of a document, whose kinds are `own`, unless those are all the kinds of `written` too.
pub(super) fn adopt_line_ends<'w>(written: &'w str, own: [bool; 3], line_end: &str) -> Cow<'w, str> {
    if line_ends(written).into_iter().zip(own).all(|(needed, known)| known || !needed) {
        return written.into();
    }
    written.replace("\r\n", "\n").replace('\r', "\n").replace('\n', line_end).into()
}

/// Whether a text has the line ends `\n`, `\r\n` and `\r`.
pub(super) fn line_ends(text: &str) -> [bool; 3] {
    spend(text.len());
    let mut found = [false; 3];
    let mut before = 0;
    for byte in text.bytes() {
        match (before, byte) {
            (b'\r', b'\n') => found[1] = true,
            (_, b'\n') => found[0] = true,
            (b'\r', _) => found[2] = true,
            _ => {}
        }
        before = byte;
    }
    found[2] |= before == b'\r';
    found
}
