//! What fixes change, as a unified diff that `git apply` and `patch -p1` take.

use std::fmt::Write as _;

use similar::TextDiff;

use crate::terminal::{Paint, Palette, visible};

/// Lines around a change.
const CONTEXT: usize = 3;

/// A difference for people: in colour, and without characters that a terminal would act on.
pub(crate) fn for_terminal(difference: &str, palette: &Palette) -> String {
    let mut out = String::with_capacity(difference.len() * 2);
    for line in difference.lines() {
        let paint = match line.as_bytes() {
            [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] => palette.strong,
            [b'-', ..] => palette.removed,
            [b'+', ..] => palette.code,
            [b'@', ..] => palette.frame,
            _ => Paint::default(),
        };
        let line = line.split('\t').map(visible).collect::<Vec<_>>().join("\t");
        let _ = writeln!(out, "{}", paint.paint(line));
    }
    out
}

/// The difference of a file's texts. The file is named by its shown path.
pub(crate) fn unified(path: &str, old: &str, new: &str) -> String {
    let mut out = format!("--- {}\n+++ {}\n", label("a", path), label("b", path));
    // Lines end where the programs that read this think they end: at a line feed and nowhere else.
    let (old, new) = (lines(old), lines(new));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let _ = write!(out, "{}", diff.unified_diff().context_radius(CONTEXT));
    out
}

/// The difference that makes a file with this text, named by its shown path.
pub(crate) fn made(path: &str, text: &str) -> String {
    let mut out = format!("--- /dev/null\n+++ {}\n", label("b", path));
    let new = lines(text);
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&[], &new);
    let _ = write!(out, "{}", diff.unified_diff().context_radius(CONTEXT));
    out
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Git quotes what is not plain.
fn label(side: &str, path: &str) -> String {
    let is_elsewhere = path.starts_with('/') || path.starts_with("../") || path.contains(':');
    let path = if is_elsewhere { path.to_owned() } else { format!("{side}/{path}") };
    if path.bytes().all(|byte| (b' '..=b'~').contains(&byte) && !matches!(byte, b'"' | b'\\')) {
        return path;
    }
    let mut quoted = String::from("\"");
    for byte in path.bytes() {
        match byte {
            b'"' | b'\\' => quoted.extend(['\\', char::from(byte)]),
            b' '..=b'~' => quoted.push(char::from(byte)),
            _ => {
                let _ = write!(quoted, "\\{byte:03o}");
            }
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn a_difference_has_context_and_names() {
        let old = "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3,\n  \"d\": 4,\n  \"e\": 5,\n}";
        expect![[r#"
            --- a/x/y.json
            +++ b/x/y.json
            @@ -3,5 +3,5 @@
               "b": 2,
               "c": 3,
               "d": 4,
            -  "e": 5,
            +  "e": 5
             }
            \ No newline at end of file
        "#]]
        .assert_eq(&unified("x/y.json", old, &old.replace("5,", "5")));
    }

    #[test]
    fn a_new_file_comes_from_nowhere() {
        assert_eq!(made("a/x.md", "1\n2\n"), "--- /dev/null\n+++ b/a/x.md\n@@ -0,0 +1,2 @@\n+1\n+2\n");
    }

    #[test]
    fn carriage_returns_stay_where_they_are() {
        let shown = unified("x", "a\r\nb\r\nc\rd\r\n", "a\r\nb\r\nc\rD\r\n");
        assert_eq!(shown, "--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\r\n b\r\n-c\rd\r\n+c\rD\r\n");
    }

    #[test]
    fn on_a_terminal_it_is_coloured_and_harmless() {
        let shown = for_terminal("--- a/x\n@@ -1 +1 @@\n-\ta\u{1b}[2J\n+b\r\n c\n", &Palette::coloured());
        let expected = "\u{1b}[1m--- a/x\u{1b}[0m\n\u{1b}[1m\u{1b}[34m@@ -1 +1 @@\u{1b}[0m\n\
                        \u{1b}[31m-\ta␛[2J\u{1b}[0m\n\u{1b}[32m+b\u{1b}[0m\n c\n";
        assert_eq!(shown, expected);
    }

    #[test]
    fn names_are_quoted_as_git_does() {
        assert_eq!(label("a", "x y.json"), "a/x y.json");
        assert_eq!(label("a", "é\".json"), "\"a/\\303\\251\\\".json\"");
        assert_eq!(label("a", "/t/x.json"), "/t/x.json");
    }
}
