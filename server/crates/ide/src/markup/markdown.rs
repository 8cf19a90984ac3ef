//! The Markdown that editors show: `CommonMark` with tables.

use std::fmt::Write as _;

use crate::colors::Color;

use super::{Block, Line, Markup, Piece, Row, Table, on_one_line};

impl Markup {
    /// As Markdown, without images.
    pub fn markdown(&self) -> String {
        self.written(Images::Hidden)
    }

    /// As Markdown, for clients that show images whose content stands in their address.
    pub fn markdown_with_images(&self) -> String {
        self.written(Images::Shown)
    }

    fn written(&self, images: Images) -> String {
        let blocks: Vec<String> = self.blocks.iter().map(|each| block(each, images)).collect();
        blocks.join("\n\n")
    }
}

/// Whether images are written.
#[derive(Clone, Copy)]
enum Images {
    Hidden,
    Shown,
}

fn block(block: &Block, images: Images) -> String {
    match block {
        Block::Paragraph(line) => from_start(line, images),
        Block::List(points) => {
            let points: Vec<String> =
                points.iter().map(|point| format!("- {}", from_start(point, images))).collect();
            points.join("\n")
        }
        Block::Table(table) => self::table(table, images),
        Block::Code { language, text } => {
            let fence = "`".repeat(longest_run(text).max(2) + 1);
            format!("{fence}{language}\n{text}\n{fence}")
        }
        Block::Rule => "---".to_owned(),
    }
}

fn table(table: &Table, images: Images) -> String {
    let mut out = format!("| {} |\n|{}", table.headings.join(" | "), "---|".repeat(table.headings.len()));
    for Row { cells, is_marked } in &table.rows {
        out.push_str("\n|");
        for cell in cells {
            // A table ends its cells at every bar, be it in code.
            let text = inline(cell, images).replace('|', "\\|");
            let around = if *is_marked && !text.is_empty() { "**" } else { "" };
            let _ = write!(out, " {around}{text}{around} |");
        }
    }
    out
}

fn inline(line: &Line, images: Images) -> String {
    let mut out = String::new();
    for piece in &line.pieces {
        match piece {
            Piece::Text(text) => out.push_str(&escape(text)),
            Piece::Strong(text) => {
                let _ = write!(out, "**{}**", escape(text.trim()));
            }
            Piece::Code(text) => out.push_str(&code(text)),
            Piece::Link { title, address } => {
                let _ = write!(out, "[{title}]({address})");
            }
            Piece::Swatch(color) => match images {
                Images::Shown => out.push_str(&swatch(*color)),
                Images::Hidden => {}
            },
        }
    }
    out
}

/// An area of a colour, as an image that needs no file, and a blank behind it.
fn swatch(color: Color) -> String {
    let written = color.written();
    let digits = written.trim_start_matches('#');
    format!(
        "![{written}](data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20width='32'%20height='16'%3E\
         %3Crect%20width='32'%20height='16'%20fill='%23{digits}'/%3E%3C/svg%3E) "
    )
}

/// A code span. Its fence is longer than any run of backticks in it.
fn code(text: &str) -> String {
    let text = on_one_line(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    let needs_blanks = text.starts_with('`') || text.ends_with('`') || text.trim().is_empty();
    let blank = if needs_blanks { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}

/// Text with a backslash before what would be markup, and only there: some editors show backslashes.
fn escape(text: &str) -> String {
    let text = on_one_line(text);
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let is_within_word =
            before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        let is_markup = match character {
            '\\' | '`' | '*' | '<' | '~' => true,
            '_' => !is_within_word,
            ']' => next == Some('('),
            '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphanumeric()),
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(character);
        before = Some(character);
    }
    out
}

/// A line at the start of a block, where some characters of its text would make it a heading, a list, a quotation or the
/// definition of a link.
fn from_start(line: &Line, images: Images) -> String {
    let text = inline(line, images);
    let text = text.trim_start();
    if !matches!(line.pieces.first(), Some(Piece::Text(_))) {
        return text.to_owned();
    }
    let digits = text.len() - text.trim_start_matches(|character: char| character.is_ascii_digit()).len();
    let is_number = digits > 0 && text[digits..].starts_with(['.', ')']);
    let at = if is_number { digits } else { 0 };
    let is_markup = is_number || text.starts_with(['#', '+', '-', '=', '>', '[']);
    if is_markup { format!("{}\\{}", &text[..at], &text[at..]) } else { text.to_owned() }
}
