//! Families and their revisions as a table.

use std::io;
use std::path::PathBuf;

use connector::{Definition, Family};
use evolution::lifecycle::{TimelineRow, timeline};

use super::{complain_of_id, load};
use crate::Exit;
use crate::output::{Output, complain};
use crate::terminal::{Palette, cells, visible};

const HEADINGS: [&str; 8] =
    ["Family", "Revision", "Operation", "Path", "Status", "Visibility", "Deprecated", "Expires"];

/// Prints the families of a connector, or the one of an operation.
pub(super) fn run(path: Option<PathBuf>, operation: Option<&str>) -> Exit {
    let Some(single) = load(path) else { return Exit::CouldNotRun };
    let Some(definition) = single.connector.definition() else {
        complain(&format!("{} is no API definition", visible(single.name())));
        return Exit::CouldNotRun;
    };
    let families: Vec<&Family> = match operation {
        None => definition.families.iter().collect(),
        Some(id) => {
            let Some(family) = family(definition, id) else {
                complain_of_id(&single, definition, id);
                return Exit::CouldNotRun;
            };
            vec![family]
        }
    };
    let rows: Vec<[String; 8]> = families
        .iter()
        .flat_map(|family| timeline(definition, family).into_iter().map(|each| row(family, each)))
        .collect();
    let mut output = Output::stdout();
    output.write(&table(&rows, &Palette::of(&io::stdout())));
    output.finish(Exit::Clean)
}

/// The family of the operation with this id, else the one with this name.
fn family<'d>(definition: &'d Definition, id: &str) -> Option<&'d Family> {
    let of_operation = definition.operation(id).and_then(|operation| operation.family_name());
    definition.family(of_operation.unwrap_or(id))
}

fn row(family: &Family, row: TimelineRow) -> [String; 8] {
    [
        family.name.to_string(),
        row.revision.to_string(),
        row.operation_id.map_or_else(|| "-".to_owned(), String::from),
        format!("{} {}", row.method.name().to_ascii_uppercase(), row.path),
        row.status.name().to_owned(),
        row.visibility.name().to_owned(),
        if row.deprecated { "yes" } else { "no" }.to_owned(),
        row.expires.map_or_else(String::new, String::from),
    ]
}

fn table(rows: &[[String; 8]], palette: &Palette) -> String {
    let rows: Vec<[String; 8]> =
        rows.iter().map(|row| row.each_ref().map(|cell| visible(cell).into_owned())).collect();
    let mut widths = HEADINGS.map(cells);
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cells(cell));
        }
    }
    let line = |row: [&str; 8]| {
        let mut line = String::new();
        for (cell, width) in row.into_iter().zip(widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width - cells(cell) + 2));
        }
        line.trim_end().to_owned()
    };
    let mut out = format!("{}\n", palette.quiet.paint(line(HEADINGS)));
    for row in &rows {
        out.push_str(&line(row.each_ref().map(String::as_str)));
        out.push('\n');
    }
    out
}
