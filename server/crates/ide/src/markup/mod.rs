//! Text with a little structure, which becomes Markdown or plain text.
//!
//! What a connector's author wrote goes in as it is. It comes out as text that cannot turn into markup: no link, no
//! image and no emphasis of its own, and on one line.

mod markdown;
mod plain;

use std::fmt::Write as _;

use crate::colors::Color;

/// A text of paragraphs, lists, tables and code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Block {
    Paragraph(Line),
    List(Vec<Line>),
    Table(Table),
    Code { language: &'static str, text: String },
    Rule,
}

/// A run of text on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Strong(String),
    Code(String),
    Link { title: String, address: String },
    Swatch(Color),
}

/// A table with a heading for each column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    headings: Vec<&'static str>,
    rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    cells: Vec<Line>,
    is_marked: bool,
}

impl Markup {
    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, line: impl Into<Line>) {
        self.blocks.push(Block::Paragraph(line.into()));
    }

    /// Adds a list, unless it has no points.
    pub fn list(&mut self, points: Vec<Line>) {
        if !points.is_empty() {
            self.blocks.push(Block::List(points));
        }
    }

    /// Adds a table.
    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(table));
    }

    /// Adds JSON text, shown as written; only what would act on whoever shows it stands there as an escape.
    pub fn json(&mut self, text: &str) {
        let mut shown = String::with_capacity(text.len());
        for character in text.chars() {
            if character.is_control() && !character.is_whitespace() || is_turn(character) {
                let _ = write!(shown, "\\u{:04x}", u32::from(character));
            } else {
                shown.push(character);
            }
        }
        self.blocks.push(Block::Code { language: "json", text: shown });
    }

    /// Adds lines that keep their indentation. They may hold names of an author's choice.
    pub fn outline(&mut self, lines: &[String]) {
        let lines = lines.iter().map(|line| {
            let indentation = line.len() - line.trim_start_matches(' ').len();
            format!("{:indentation$}{}", "", on_one_line(line.trim_start_matches(' ')))
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        self.blocks.push(Block::Code { language: "text", text });
    }

    /// This text and another one, parted by a line.
    #[must_use]
    pub fn and(mut self, other: Option<Self>) -> Self {
        self.append(other.unwrap_or_default());
        self
    }

    /// Adds another text, parted by a line from what is there.
    pub fn append(&mut self, other: Self) {
        if !self.is_empty() && !other.is_empty() {
            self.blocks.push(Block::Rule);
        }
        self.blocks.extend(other.blocks);
    }
}

impl Line {
    /// Adds text.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.with(Piece::Text(text.into()))
    }

    /// Adds emphasised text.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.with(Piece::Strong(text.into()))
    }

    /// Adds a name or value as it stands in a file.
    #[must_use]
    pub fn code(self, text: impl Into<String>) -> Self {
        self.with(Piece::Code(text.into()))
    }

    /// Adds a link. Titles and addresses are our own: neither is escaped.
    #[must_use]
    pub fn link(self, title: impl Into<String>, address: impl Into<String>) -> Self {
        self.with(Piece::Link { title: title.into(), address: address.into() })
    }

    /// Adds a small area of a colour, which is only shown by [`Markup::markdown_with_images`].
    #[must_use]
    pub fn swatch(self, color: Color) -> Self {
        self.with(Piece::Swatch(color))
    }

    fn with(mut self, piece: Piece) -> Self {
        self.pieces.push(piece);
        self
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::default().text(text)
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self::default().text(text)
    }
}

impl Table {
    /// A table without rows.
    pub fn new(headings: impl Into<Vec<&'static str>>) -> Self {
        Self { headings: headings.into(), rows: Vec::new() }
    }

    /// Adds a row with a cell for each heading. A marked row stands out.
    pub fn row(&mut self, cells: Vec<Line>, is_marked: bool) {
        self.rows.push(Row { cells, is_marked });
    }
}

/// Whether a character turns the writing direction of all that follows.
fn is_turn(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text on one line: line ends, other control characters and runs of blanks become one blank, and so does what turns the
/// writing direction.
pub(crate) fn on_one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let words = text
        .split(|character: char| character.is_whitespace() || character.is_control() || is_turn(character));
    let starts_blank = text.starts_with(char::is_whitespace);
    let ends_blank = text.ends_with(char::is_whitespace);
    for word in words.filter(|word| !word.is_empty()) {
        if !out.is_empty() || starts_blank {
            out.push(' ');
        }
        out.push_str(word);
    }
    // Pieces of a line keep the blanks that part them.
    if ends_blank && !out.is_empty() {
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(line: impl Into<Line>) -> Markup {
        let mut markup = Markup::default();
        markup.paragraph(line);
        markup
    }

    #[test]
    fn what_authors_write_stays_text() {
        for (text, markdown) in [
            ("Get rows_of a snake_case", "Get rows_of a snake_case"),
            ("_emphasis_ and *more*", "\\_emphasis\\_ and \\*more\\*"),
            ("![x](http://example.com)", "![x\\](http://example.com)"),
            ("The output '[]/id'", "The output '[]/id'"),
            ("[x]: /y", "\\[x]: /y"),
            ("<img src=x>", "\\<img src=x>"),
            ("&lt; R&D & more", "\\&lt; R\\&D & more"),
            ("# heading", "\\# heading"),
            ("- point", "\\- point"),
            ("12. point", "12\\. point"),
            ("12 points", "12 points"),
            ("one\r\n\r\n# two\u{0}three", "one # two three"),
            ("a\\`b", "a\\\\\\`b"),
            ("a\u{202e}b\u{9b}2J", "a b 2J"),
        ] {
            assert_eq!(paragraph(text).markdown(), markdown, "{text:?}");
        }
        assert_eq!(paragraph("_a_\n<b>").plain(), "_a_ <b>");
    }

    #[test]
    fn code_is_fenced_by_more_than_it_holds() {
        let code = |text: &str| paragraph(Line::default().code(text)).markdown();
        assert_eq!(code("GET /a"), "`GET /a`");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(""), "`  `");
        let mut json = Markup::default();
        json.json("\"```\u{202e}\u{1b}\"");
        assert_eq!(json.markdown(), "````json\n\"```\\u202e\\u001b\"\n````");
        assert_eq!(json.plain(), "\"```\\u202e\\u001b\"");
    }

    #[test]
    fn tables_are_aligned_and_mark_a_row() {
        let mut table = Table::new(["A", "Longer"]);
        table.row(vec![Line::default().code("漢字|x"), "1".into()], false);
        table.row(vec![Line::default(), "2".into()], true);
        let mut markup = Markup::default();
        markup.table(table);
        assert_eq!(markup.markdown(), "| A | Longer |\n|---|---|\n| `漢字\\|x` | 1 |\n|  | **2** |");
        assert_eq!(markup.plain(), "  A       Longer\n  漢字|x  1\n>         2");
    }

    #[test]
    fn parts_are_parted() {
        let mut markup =
            paragraph(Line::default().strong("a ").text(" b ").link("Page", "https://a.example/b"));
        markup.append(Markup::default());
        assert_eq!(markup.markdown(), "**a** b [Page](https://a.example/b)");
        markup.append(paragraph("c"));
        markup.list(vec!["1. d".into()]);
        markup.list(Vec::new());
        assert_eq!(markup.markdown(), "**a** b [Page](https://a.example/b)\n\n---\n\nc\n\n- 1\\. d");
        assert_eq!(markup.plain(), "a b Page: https://a.example/b\n\n---\n\nc\n\n- 1. d");
    }
}
