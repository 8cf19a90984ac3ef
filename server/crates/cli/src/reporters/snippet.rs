//! A line of source with an underline, as rustc and ruff show it.

use std::fmt::Write as _;

use syntax::Span;

use crate::check::Source;
use crate::terminal::{Paint, Palette, Shown, cells, shown};

/// Cells that a tab takes.
const TAB: &str = "    ";
/// Stands for what is cut off.
const CUT: &str = "…";
/// The narrowest part of a line that is still worth showing, in cells.
const LEAST: usize = 40;

/// How a snippet looks.
#[derive(Clone, Copy)]
pub(crate) struct Look<'p> {
    pub(crate) palette: &'p Palette,
    /// The colour of the underline.
    pub(crate) paint: Paint,
    /// What underlines: `^` for the finding itself, `-` for other places.
    pub(crate) mark: char,
    /// Cells there are for everything.
    pub(crate) width: usize,
    /// Cells for line numbers.
    pub(crate) gutter: usize,
}

/// ` = name: text`, below a snippet whose line numbers take `gutter` cells.
pub(crate) fn remark(out: &mut String, palette: &Palette, gutter: usize, name: &str, text: &str) {
    let (mark, name) = (palette.frame.paint("="), palette.strong.paint(name));
    let _ = writeln!(out, "{:gutter$} {mark} {name}: {text}", "");
}

/// Cells that the number of the line at `offset` takes.
pub(crate) fn gutter(source: &Source<'_>, offset: u32) -> usize {
    source.line(offset).0.to_string().len()
}

/// ` --> path:line:column`, the source line and the underline. Of a span of several lines the first one is shown. Of a
/// file without text only its path is shown.
pub(crate) fn snippet(source: &Source<'_>, span: Span, look: Look<'_>) -> String {
    let Look { palette, gutter, .. } = look;
    let place = source.place(span);
    let frame = palette.frame;
    let path = crate::terminal::visible(&source.path);
    let mut out = format!("{:gutter$}{} {path}:{}:{}\n", "", frame.paint("-->"), place.line, place.column);
    let (line, range) = source.line(span.start);
    if range.is_empty() && source.text.is_empty() {
        return out;
    }
    let start = span.start.clamp(range.start, range.end);
    let end = span.end.clamp(start, range.end);
    let room = look.width.saturating_sub(gutter + 3).max(LEAST);
    let parts = Parts::cut(source.text, range, Span::new(start, end), room);
    let bar = frame.paint("|");
    let number = frame.paint(format!("{line:>gutter$}"));
    let _ = writeln!(out, "{:gutter$} {bar}", "");
    let _ = writeln!(out, "{}", format!("{number} {bar} {}", parts.line()).trim_end());
    let marks = look.mark.to_string().repeat(cells(&parts.inside).max(1));
    let marks = look.paint.paint(marks);
    let _ = writeln!(out, "{:gutter$} {bar} {:indent$}{marks}", "", "", indent = cells(&parts.before));
    if place.end_line > place.line {
        let _ = writeln!(out, "{}", frame.paint(format!("{:gutter$} …", "")));
    }
    out
}

/// A line as it is shown: before, inside and after the underline.
#[derive(Debug, PartialEq, Eq)]
struct Parts {
    before: String,
    inside: String,
    after: String,
}

impl Parts {
    fn line(&self) -> String {
        format!("{}{}{}", self.before, self.inside, self.after)
    }

    /// Shows the line at `line` in at most about `room` cells, with the start of `span` in it.
    fn cut(text: &str, line: Span, span: Span, room: usize) -> Self {
        let slice = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or_default();
        let (before, inside, after) =
            (slice(line.start, span.start), slice(span.start, span.end), slice(span.end, line.end));
        // What is asked about comes first. What stands before and after it share the rest; before gets two thirds,
        // as keys explain their values.
        let least_before = from_end(before, room).1.min(room / 3);
        let (inside, inside_cells, is_cut) = from_start(inside, room - least_before);
        let after = if is_cut { "" } else { after };
        let spare = room - inside_cells;
        let least_after = from_start(after, spare).1.min(spare / 3);
        let (before, before_cells) = from_end(before, spare - least_after);
        let (after, ..) = from_start(after, spare.saturating_sub(before_cells));
        Self { before, inside, after }
    }
}

/// As much of the start of `text` as fits into `room` cells, with its cells and whether something is cut off.
fn from_start(text: &str, room: usize) -> (String, usize, bool) {
    let mut out = String::new();
    let mut used = 0;
    for character in text.chars() {
        let length = out.len();
        push(&mut out, character);
        let taken = cells(&out[length..]);
        if used + taken > room {
            out.truncate(length);
            while used + 1 > room && out.pop().is_some() {
                used = cells(&out);
            }
            out.push_str(CUT);
            return (out, used + 1, true);
        }
        used += taken;
    }
    let used = cells(&out);
    (out, used, false)
}

/// As much of the end of `text` as fits into `room` cells, with its cells.
fn from_end(text: &str, room: usize) -> (String, usize) {
    let mut pieces: Vec<(String, usize)> = Vec::new();
    let mut used = 0;
    for character in text.chars().rev() {
        let mut piece = String::new();
        push(&mut piece, character);
        let taken = cells(&piece);
        if used + taken > room {
            while used + 1 > room {
                let Some((_, taken)) = pieces.pop() else { break };
                used -= taken;
            }
            pieces.push((CUT.to_owned(), 1));
            used += 1;
            break;
        }
        used += taken;
        pieces.push((piece, taken));
    }
    (pieces.into_iter().rev().map(|(piece, _)| piece).collect(), used)
}

/// Adds a character as a terminal may see it.
fn push(out: &mut String, character: char) {
    match shown(character) {
        _ if character == '\t' => out.push_str(TAB),
        None => out.push(character),
        Some(Shown::Picture(picture)) => out.push(picture),
        Some(Shown::Number) => out.extend(character.escape_unicode()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The snippet of `text` at the first `part`, in 60 cells.
    fn show(text: &str, part: &str) -> String {
        let start = text.find(part).unwrap() as u32;
        let source = Source::new("x.json".to_owned(), text, None);
        let span = Span::new(start, start + part.len() as u32);
        let palette = Palette::default();
        let gutter = gutter(&source, start);
        snippet(&source, span, Look { palette: &palette, paint: palette.error, mark: '^', width: 60, gutter })
    }

    #[test]
    fn tabs_and_wide_characters_stand_above_their_underline() {
        assert_eq!(
            show("{\n\t\"日本\":\t\"🙂é\", \"x\": 1", "\"x\""),
            " --> x.json:2:14\n  |\n2 |     \"日本\":    \"🙂é\", \"x\": 1\n  |                       ^^^\n"
        );
        assert_eq!(show("\"日本\"", "日本"), " --> x.json:1:2\n  |\n1 | \"日本\"\n  |  ^^^^\n");
    }

    #[test]
    fn control_characters_are_pictures() {
        let shown = show("\"a\u{1b}[2J\u{9b}b\" x", "x");
        assert_eq!(shown, " --> x.json:1:11\n  |\n1 | \"a␛[2J\\u{9b}b\" x\n  |                ^\n");
    }

    #[test]
    fn an_empty_place_has_one_mark() {
        let source = Source::new("x.json".to_owned(), "{\r\n}", None);
        let palette = Palette::default();
        let look = Look { palette: &palette, paint: palette.error, mark: '^', width: 60, gutter: 1 };
        let shown = snippet(&source, Span::empty(1), look);
        assert_eq!(shown, " --> x.json:1:2\n  |\n1 | {\n  |  ^\n");
        let nothing = Source::new("x.json".to_owned(), "", None);
        assert_eq!(snippet(&nothing, Span::empty(0), look), " --> x.json:1:1\n");
    }

    #[test]
    fn of_several_lines_the_first_is_underlined() {
        let shown = show("{\n  \"a\": [\n  1\n]", "[\n  1\n]");
        assert_eq!(shown, " --> x.json:2:8\n  |\n2 |   \"a\": [\n  |        ^\n  …\n");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let line = format!("{{\"{}\":1,\"here\":2,\"{}\":3}}", "a".repeat(500_000), "b".repeat(500_000));
        let shown = show(&line, "\"here\"");
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[2], "1 | …aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\":1,\"here\":2,\"bbbbbbbbbbb…");
        let at = lines[3].find('^').unwrap();
        assert_eq!(&lines[2].replace('…', ".")[at..at + 6], "\"here\"");
        assert!(lines.iter().all(|line| cells(line) <= 60), "{shown}");
        let long = show(&format!("[1,\"{}\"]", "日".repeat(400)), &format!("\"{}\"", "日".repeat(400)));
        assert!(long.lines().all(|line| cells(line) <= 60), "{long}");
        assert!(long.contains("^^^^^"), "{long}");
    }
}
