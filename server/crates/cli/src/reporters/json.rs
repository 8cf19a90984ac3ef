//! One JSON object a line. Its keys are a promise.

use serde::Serialize;

use super::{Report, Reporter};
use crate::terminal::json_line;

/// `--format json`.
pub(crate) struct Json;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Object<'r> {
    path: &'r str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    start: u32,
    end: u32,
    pointer: String,
    code: &'r str,
    severity: &'r str,
    message: &'r str,
    microsoft_code: Option<&'r str>,
    fix: &'r str,
}

impl Reporter for Json {
    fn finding(&self, report: &Report<'_>) -> String {
        let (found, place) = (report.found, report.place);
        json_line(&Object {
            path: &report.source.path,
            line: place.line,
            column: place.column,
            end_line: place.end_line,
            end_column: place.end_column,
            start: place.start,
            end: place.end,
            pointer: report.pointer(),
            code: found.code(),
            severity: found.severity().name(),
            message: found.message(),
            microsoft_code: found.microsoft_code(),
            fix: found.fix_kind().name(),
        })
    }
}
