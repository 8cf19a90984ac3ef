//! Families and their revisions, as a table or as JSON.

use std::io;
use std::path::Path;

use connector::{Definition, Family};
use evolution::lifecycle::{Date, Successors, TimelineRow, timeline};
use serde::Serialize;

use super::{complain_of_id, load};
use crate::Exit;
use crate::arguments::FamiliesFormat;
use crate::output::{Output, complain};
use crate::terminal::{Palette, cells, json_line, visible};
use crate::today::today;

const HEADINGS: [&str; 8] =
    ["Family", "Revision", "Operation", "Path", "Status", "Visibility", "Deprecated", "Expires"];

/// Prints the families of a connector, or the one of an operation.
pub(super) fn run(path: Option<&Path>, operation: Option<&str>, format: FamiliesFormat) -> Exit {
    let Some(single) = load(path) else { return Exit::CouldNotRun };
    let Some(definition) = single.connector.definition() else {
        complain(&format!("{} is no API definition", visible(single.name())));
        return Exit::CouldNotRun;
    };
    let families: Vec<&Family> = match operation {
        None => definition.families.iter().collect(),
        Some(id) => {
            let Some(family) = family(definition, id) else {
                complain_of_id(&single, definition, id, path);
                return Exit::CouldNotRun;
            };
            vec![family]
        }
    };
    let rows = families
        .into_iter()
        .flat_map(|family| timeline(definition, family).into_iter().map(move |row| (family, row)));
    let mut output = Output::stdout();
    match format {
        FamiliesFormat::Text => {
            let rows: Vec<[String; 8]> = rows.map(|(family, each)| row(family, each)).collect();
            output.write(&table(&rows, &Palette::of(&io::stdout())));
        }
        FamiliesFormat::Json => {
            let today = today();
            for (family, row) in rows {
                let state = state(definition, family, &row, today);
                output.write(&object(family, &row, &state));
            }
        }
    }
    output.finish(Exit::Clean)
}

/// How far an operation has come: its stage on the way out, else its status.
fn state(definition: &Definition, family: &Family, row: &TimelineRow, today: Option<Date>) -> String {
    let successors = Successors::of(definition, family);
    let stage = successors.stage_of(&definition.operations[row.operation], today);
    stage.map_or_else(|| row.status.name().to_ascii_lowercase(), |stage| stage.name().to_owned())
}

/// Its keys are a promise.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Object<'r> {
    family: &'r str,
    revision: i64,
    operation_id: Option<&'r str>,
    method: &'r str,
    path: &'r str,
    status: &'r str,
    visibility: &'r str,
    deprecated: bool,
    expires: Option<&'r str>,
    state: &'r str,
}

fn object(family: &Family, row: &TimelineRow, state: &str) -> String {
    json_line(&Object {
        family: &family.name,
        revision: row.revision,
        operation_id: row.operation_id.as_deref(),
        method: row.method.name(),
        path: &row.path,
        status: row.status.name(),
        visibility: row.visibility.name(),
        deprecated: row.deprecated,
        expires: row.expires.as_deref(),
        state,
    })
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
