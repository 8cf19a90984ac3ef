//! Plain text, for editors that show no Markdown.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::{Block, Line, Markup, Piece, Row, Table, on_one_line};

impl Markup {
    /// As plain text.
    pub fn plain(&self) -> String {
        let blocks: Vec<String> = self.blocks.iter().map(block).collect();
        blocks.join("\n\n")
    }
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(line) => inline(line),
        Block::List(points) => {
            let points: Vec<String> = points.iter().map(|point| format!("- {}", inline(point))).collect();
            points.join("\n")
        }
        Block::Table(table) => self::table(table),
        Block::Code { text, .. } => text.clone(),
        Block::Rule => "---".to_owned(),
    }
}

/// Columns below each other; a marked row has a sign in front.
fn table(table: &Table) -> String {
    let headings: Vec<String> = table.headings.iter().map(|&heading| heading.to_owned()).collect();
    let rows = table.rows.iter().map(|Row { cells, is_marked }| {
        let cells: Vec<String> = cells.iter().map(inline).collect();
        (cells, *is_marked)
    });
    let rows: Vec<(Vec<String>, bool)> = std::iter::once((headings, false)).chain(rows).collect();
    let mut widths = vec![0; table.headings.len()];
    for (cells, _) in &rows {
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(cell.width());
        }
    }
    let lines: Vec<String> = rows
        .iter()
        .map(|(cells, is_marked)| {
            let mut line = if *is_marked { "> ".to_owned() } else { "  ".to_owned() };
            for (cell, width) in cells.iter().zip(&widths) {
                let _ = write!(line, "{cell}{:1$}", "", width + 2 - cell.width());
            }
            line.trim_end().to_owned()
        })
        .collect();
    lines.join("\n")
}

fn inline(line: &Line) -> String {
    let mut out = String::new();
    for piece in &line.pieces {
        match piece {
            Piece::Text(text) => out.push_str(&on_one_line(text)),
            Piece::Strong(text) | Piece::Code(text) => out.push_str(on_one_line(text).trim()),
            Piece::Link { title, address } => {
                let _ = write!(out, "{title}: {address}");
            }
            Piece::Swatch(_) => {}
        }
    }
    out.trim().to_owned()
}
