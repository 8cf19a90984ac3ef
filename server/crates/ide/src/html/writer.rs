//! HTML whose tags are always closed and whose text is always escaped: there is no way to write a text as it is.

use std::fmt::Write as _;

use crate::visible::is_unseen;

/// An attribute: its name is ours, its value is escaped.
pub(crate) type Attribute<'a> = (&'static str, &'a str);

/// Elements that begin a line, so that the document can be read by people and compared line by line.
const LINES: [&str; 28] = [
    "article", "aside", "body", "button", "details", "div", "fieldset", "head", "header", "html", "h1", "h2",
    "h3", "h4", "label", "legend", "li", "main", "meta", "ol", "p", "section", "select", "style", "summary",
    "symbol", "title", "ul",
];

/// A document that is being written.
pub(crate) struct Html {
    text: String,
    ids: usize,
}

impl Html {
    pub(crate) fn new() -> Self {
        Self { text: String::new(), ids: 0 }
    }

    pub(crate) fn finish(mut self) -> String {
        self.text.push('\n');
        self.text
    }

    pub(crate) fn doctype(&mut self) {
        self.text.push_str("<!DOCTYPE html>");
    }

    /// An id that nothing else in the document has.
    pub(crate) fn new_id(&mut self) -> String {
        self.ids += 1;
        format!("n{}", self.ids)
    }

    /// An element with what `inside` writes.
    pub(crate) fn element(
        &mut self,
        tag: &'static str,
        attributes: &[Attribute<'_>],
        inside: impl FnOnce(&mut Self),
    ) {
        self.open(tag, attributes);
        inside(self);
        self.close(tag);
    }

    /// An element with nothing but a text.
    pub(crate) fn leaf(&mut self, tag: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.element(tag, attributes, |html| html.text(text));
    }

    /// An element that has no end tag.
    pub(crate) fn void(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        self.open(tag, attributes);
    }

    /// A style or script of ours, to the letter: the policy allows it by its digest.
    pub(crate) fn code(&mut self, tag: &'static str, code: &'static str) {
        self.open(tag, &[]);
        self.text.push_str(code);
        self.close(tag);
    }

    /// A text.
    pub(crate) fn text(&mut self, text: &str) {
        self.escape(text);
    }

    fn open(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        if LINES.contains(&tag) {
            self.text.push('\n');
        }
        self.text.push('<');
        self.text.push_str(tag);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            if !value.is_empty() {
                self.text.push_str("=\"");
                self.escape(value);
                self.text.push('"');
            }
        }
        self.text.push('>');
    }

    fn close(&mut self, tag: &'static str) {
        self.text.push_str("</");
        self.text.push_str(tag);
        self.text.push('>');
    }

    /// Writes a text so that it means the same between tags and between quotes. Control characters, which HTML does not
    /// allow, are shown as a sign for what cannot be shown.
    fn escape(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                '\'' => self.text.push_str("&#39;"),
                '\n' | '\t' => self.text.push(character),
                '\r' => self.text.push('\n'),
                _ if character.is_control() => self.text.push('\u{FFFD}'),
                // The same to a browser, and harmless to whoever looks at the file in a terminal or editor.
                _ if is_unseen(character) => {
                    let _ = write!(self.text, "&#x{:x};", u32::from(character));
                }
                _ => self.text.push(character),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_becomes_markup() {
        let mut html = Html::new();
        html.leaf(
            "p",
            &[("title", "\"><script>alert('1')</script>&\0")],
            "</p><script>&amp;\u{7}\u{9b}\u{202e}",
        );
        assert_eq!(
            html.finish(),
            "\n<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;\u{FFFD}\">\
             &lt;/p&gt;&lt;script&gt;&amp;amp;\u{FFFD}\u{FFFD}&#x202e;</p>\n"
        );
    }
}
