//! A family as a table.

use connector::{Definition, Family, Visibility};
use evolution::lifecycle::{Date, TimelineRow, timeline};

use crate::markup::{Line, Markup, Table};
use crate::words;

/// How many revisions are shown on each side of the one that it is about.
const NEIGHBOURS: usize = 10;
/// How much of a path is shown, in characters: a table wider than the editor's window is hard to read.
const PATH_LENGTH: usize = 32;
/// How much of a date is shown that is none, in characters.
const DATE_LENGTH: usize = 12;

/// A column: its heading, and what each revision says in it. One that says nothing about any revision is left out.
struct Column {
    heading: &'static str,
    cell: fn(&TimelineRow) -> Line,
    is_needed: fn(&TimelineRow) -> bool,
}

const COLUMNS: [Column; 7] = [
    Column { heading: "Revision", cell: |row| row.revision.to_string().into(), is_needed: |_| true },
    Column { heading: "Operation", cell: operation_id, is_needed: |_| true },
    Column { heading: "Path", cell: path, is_needed: |_| true },
    Column { heading: "Status", cell: |row| row.status.name().into(), is_needed: |_| true },
    Column {
        heading: "Visibility",
        cell: |row| row.visibility.name().into(),
        is_needed: |row| row.visibility != Visibility::Normal,
    },
    Column {
        heading: "Deprecated",
        cell: |row| if row.deprecated { "yes" } else { "no" }.into(),
        is_needed: |row| row.deprecated,
    },
    Column { heading: "Expires", cell: expires, is_needed: |row| row.expires.is_some() },
];

fn operation_id(row: &TimelineRow) -> Line {
    row.operation_id.as_deref().map_or_else(Line::default, |id| Line::default().code(id))
}

fn path(row: &TimelineRow) -> Line {
    Line::default().code(format!("{} {}", row.method.name(), words::cut(&row.path, PATH_LENGTH)))
}

/// The day alone, if it is one.
fn expires(row: &TimelineRow) -> Line {
    let written = row.expires.as_deref().unwrap_or_default();
    Date::parse(written).map_or_else(|| words::cut(written, DATE_LENGTH), |day| day.to_string()).into()
}

/// Adds the revisions of a family; the row of one operation stands out.
pub(super) fn add(text: &mut Markup, definition: &Definition, family: &Family, operation: usize) {
    let rows = timeline(definition, family);
    let at = rows.iter().position(|row| row.operation == operation).unwrap_or_default();
    let shown = &rows[at.saturating_sub(NEIGHBOURS)..rows.len().min(at + NEIGHBOURS + 1)];
    let columns: Vec<&Column> =
        COLUMNS.iter().filter(|column| shown.iter().any(|row| (column.is_needed)(row))).collect();
    let mut table = Table::new(columns.iter().map(|column| column.heading).collect::<Vec<_>>());
    for row in shown {
        let cells = columns.iter().map(|column| (column.cell)(row)).collect();
        table.row(cells, row.operation == operation && rows.len() > 1);
    }
    text.paragraph(Line::default().text("Family ").code(family.name.as_ref()));
    text.table(table);
    if shown.len() < rows.len() {
        text.paragraph(format!("{} of {} revisions.", shown.len(), rows.len()));
    }
}
