//! The Markdown of the rules' pages, for a terminal. It knows what those pages use: headings, paragraphs, lists, fenced
//! blocks, inline code, emphasis and links.

use std::fmt::Write as _;

use crate::terminal::{Paint, Palette, cells, visible};

/// What the code blocks are moved in by.
const INDENT: &str = "    ";

/// One block of a page.
#[derive(Debug, PartialEq, Eq)]
enum Block<'p> {
    Heading(&'p str),
    /// The lines of a paragraph, joined.
    Paragraph(String),
    /// The lines of a list's entry, joined.
    Entry(String),
    /// What stands after the opening fence, and the lines.
    Code(&'p str, Vec<&'p str>),
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    let mut is_open = false;
    while let Some(line) = lines.next() {
        let text = line.trim();
        if let Some(info) = text.strip_prefix("```") {
            let body = lines.by_ref().take_while(|line| !line.trim_start().starts_with("```"));
            blocks.push(Block::Code(info.trim(), body.collect()));
            is_open = false;
        } else if text.starts_with('#') {
            blocks.push(Block::Heading(text.trim_start_matches('#').trim()));
            is_open = false;
        } else if text.is_empty() {
            is_open = false;
        } else if let Some(entry) = text.strip_prefix("- ").or_else(|| text.strip_prefix("* ")) {
            blocks.push(Block::Entry(entry.to_owned()));
            is_open = true;
        } else {
            match blocks.last_mut() {
                Some(Block::Paragraph(open) | Block::Entry(open)) if is_open => {
                    open.push(' ');
                    open.push_str(text);
                }
                _ => blocks.push(Block::Paragraph(text.to_owned())),
            }
            is_open = true;
        }
    }
    blocks
}

/// A page for a terminal of this width.
pub(super) fn render(page: &str, palette: &Palette, width: usize) -> String {
    let mut out = String::new();
    let mut was_entry = false;
    for block in blocks(page) {
        let is_entry = matches!(block, Block::Entry(_));
        let is_apart = !(is_entry && was_entry);
        if is_apart && !out.is_empty() {
            out.push('\n');
        }
        was_entry = is_entry;
        match block {
            Block::Heading(text) => {
                let _ = writeln!(out, "{}", palette.strong.paint(visible(text)));
            }
            Block::Paragraph(text) => out.push_str(&wrapped(&text, "", palette, width)),
            Block::Entry(text) => out.push_str(&wrapped(&text, "- ", palette, width)),
            Block::Code(info, lines) => {
                if let Some(place) = place(info) {
                    let _ = writeln!(out, "{INDENT}{}", palette.quiet.paint(place));
                }
                for line in lines {
                    let line = format!("{INDENT}{}", palette.code.paint(visible(line)));
                    let _ = writeln!(out, "{}", line.trim_end());
                }
            }
        }
    }
    out
}

/// Where an example goes, from what stands after its fence: "in apiProperties.json at /properties".
fn place(info: &str) -> Option<String> {
    let mut words = info.split_whitespace();
    let language = words.next()?;
    let (mut file, mut pointer) = ("apiDefinition.swagger.json", None);
    for word in words {
        if word.starts_with('/') {
            pointer = Some(word);
        } else {
            file = word;
        }
    }
    if !matches!(language, "json" | "text") {
        return None;
    }
    Some(match pointer {
        Some(pointer) => format!("{file} at {pointer}"),
        None => file.to_owned(),
    })
}

/// A paragraph in lines of at most `width` cells; the first one starts with `mark`, the others line up with it.
fn wrapped(text: &str, mark: &str, palette: &Palette, width: usize) -> String {
    let mut out = String::new();
    let mut line = mark.to_owned();
    let mut used = cells(mark);
    let mut is_empty = true;
    for (word, shown) in words(text, palette) {
        let room = cells(&word);
        if !is_empty && used + 1 + room > width {
            out.push_str(line.trim_end());
            out.push('\n');
            line = " ".repeat(mark.len());
            used = mark.len();
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
            used += 1;
        }
        line.push_str(&shown);
        used += room;
        is_empty = false;
    }
    out.push_str(&line);
    out.push('\n');
    out
}

/// The words of a paragraph: as they read, and in colour. Inline code keeps its blanks.
fn words(text: &str, palette: &Palette) -> Vec<(String, String)> {
    let mut words = vec![(String::new(), String::new())];
    for (run, is_code) in runs(text) {
        if is_code {
            append(&mut words, &run, palette.code);
            continue;
        }
        for (number, part) in run.split(' ').enumerate() {
            if number > 0 {
                words.push((String::new(), String::new()));
            }
            append(&mut words, part, Paint::default());
        }
    }
    words.retain(|(plain, _)| !plain.is_empty());
    words
}

/// Adds to the last word.
fn append(words: &mut [(String, String)], part: &str, paint: Paint) {
    if let Some((plain, shown)) = words.last_mut() {
        let part = visible(part);
        plain.push_str(&part);
        let _ = write!(shown, "{}", paint.paint(part));
    }
}

/// Text as one paragraph without marks: what stands in backquotes loses them, a link becomes its text and address.
pub(crate) fn plain(text: &str) -> String {
    let paragraphs = blocks(text).into_iter().filter_map(|block| match block {
        Block::Heading(text) => Some(text.to_owned()),
        Block::Paragraph(text) | Block::Entry(text) => {
            Some(runs(&text).into_iter().map(|(run, _)| run).collect())
        }
        Block::Code(..) => None,
    });
    paragraphs.collect::<Vec<String>>().join("\n\n")
}

/// A paragraph as runs of text and of inline code. Emphasis is dropped, links are written out.
fn runs(text: &str) -> Vec<(String, bool)> {
    let text = linked(text);
    let mut runs = Vec::new();
    for (number, run) in text.split('`').enumerate() {
        let is_code = number % 2 == 1;
        let run = if is_code { run.to_owned() } else { run.replace("**", "") };
        if !run.is_empty() {
            runs.push((run, is_code));
        }
    }
    runs
}

/// `[text](address)` as `text (address)`, `<address>` as the address.
fn linked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['[', '<']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let inner = &after[1..];
        rest = if after.starts_with("<http")
            && let Some((address, rest)) = inner.split_once('>')
        {
            out.push_str(address);
            rest
        } else if after.starts_with('[')
            && let Some((text, target)) = inner.split_once("](")
            && !text.contains(['[', ']'])
            && let Some((address, rest)) = target.split_once(')')
        {
            let _ = write!(out, "{text} ({address})");
            rest
        } else {
            out.push_str(&after[..1]);
            inner
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn pages_are_laid_out_for_a_terminal() {
        let page = "A `$ref` names a **definition** of the\nsame file, see [the page](https://example.com/a).\n\n\
                    - first entry that is long enough for two lines\n- second\n\n## Bad\n\n\
                    ```json apiProperties.json /properties\n{\n## no heading\n}\n```\n\n\
                    ## Why\n\nSee <https://example.com>.\n";
        let shown = render(page, &Palette::default(), 36);
        expect![[r#"
            A $ref names a definition of the
            same file, see the page
            (https://example.com/a).

            - first entry that is long enough
              for two lines
            - second

            Bad

                apiProperties.json at /properties
                {
                ## no heading
                }

            Why

            See https://example.com.
        "#]]
        .assert_eq(&shown);
        assert_eq!(
            plain(page),
            "A $ref names a definition of the same file, see the page (https://example.com/a).\n\n\
             first entry that is long enough for two lines\n\nsecond\n\nBad\n\nWhy\n\nSee https://example.com."
        );
    }

    #[test]
    fn code_keeps_its_blanks_and_colour_does_not_count() {
        let shown = render("aaaa `b c` dddd", &Palette::coloured(), 8);
        assert_eq!(shown, "aaaa \u{1b}[32mb c\u{1b}[0m\ndddd\n");
    }
}
