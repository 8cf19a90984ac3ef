//! A rule's page: the `//!` text of its file.
//!
//! The text before the first heading says what is wrong and why. Under `## Bad` and `## Good` stand examples, which
//! run as tests. An example is one or more fenced blocks that are put into a connector without findings:
//!
//! - ` ```json /paths/~1items/get `: the value at this JSON pointer of the definition, inserted if it is absent
//! - ` ```json apiProperties.json /properties/publisher `: the same in another file
//! - ` ```text apiDefinition.swagger.json /info `: text that need not be JSON in place of the value there; without a
//!   pointer the whole file. `<BOM>` stands for a byte order mark, `<TAB>` for a tab, `<SP>` for a blank, `<E9>` for
//!   the single byte E9, and `<REPEAT 300>…</REPEAT>` for what is between the two 300 times, with the numbers from 1 on
//!   in place of `<N>`. A pointer writes a blank as `<SP>` too.
//! - ` ```text folder `: the names of all files in the connector's folder; of the connector's own files the others are
//!   taken away. Without it there are those of the connector and a `readme.md`.

/// A heading with its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section<'p> {
    /// The heading; empty for the text before the first one.
    pub title: &'p str,
    /// The Markdown below it.
    pub text: &'p str,
}

/// One fenced block of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet<'p> {
    /// The file's name.
    pub file: &'p str,
    /// Where it goes, as a JSON pointer; empty for the whole file.
    pub pointer: &'p str,
    /// Whether it is put there as it is, JSON or not.
    pub is_raw: bool,
    /// The text of the block.
    pub body: &'p str,
}

/// The sections of a page, in order.
pub fn sections(page: &str) -> Vec<Section<'_>> {
    let mut sections = Vec::new();
    let mut title = "";
    let mut start = 0;
    let mut at = 0;
    let mut in_fence = false;
    for line in page.split_inclusive('\n') {
        in_fence ^= line.starts_with("```");
        if let Some(heading) = line.strip_prefix("## ").filter(|_| !in_fence) {
            sections.push(Section { title, text: page[start..at].trim() });
            title = heading.trim();
            start = at + line.len();
        }
        at += line.len();
    }
    sections.push(Section { title, text: page[start..].trim() });
    sections
}

/// The examples under headings called `title` ("Bad" or "Good"); each heading is one example.
pub fn examples<'p>(page: &'p str, title: &str) -> Vec<Vec<Snippet<'p>>> {
    let with_title = sections(page).into_iter().filter(|section| section.title == title);
    with_title.map(|section| snippets(section.text)).collect()
}

fn snippets(text: &str) -> Vec<Snippet<'_>> {
    let mut snippets = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("```") {
        let fence = &rest[at + 3..];
        let Some((info, body)) = fence.split_once('\n') else { break };
        let end = body.find("\n```").map_or(body.len(), |end| end + 1);
        let mut words = info.split_whitespace();
        let is_raw = words.next() == Some("text");
        let mut snippet =
            Snippet { file: "apiDefinition.swagger.json", pointer: "", is_raw, body: &body[..end] };
        for word in words {
            if word.starts_with('/') {
                snippet.pointer = word;
            } else {
                snippet.file = word;
            }
        }
        snippets.push(snippet);
        rest = body[end..].get(3..).unwrap_or_default();
    }
    snippets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_fall_into_sections_and_snippets() {
        let page = "Why.\n\n## Bad\n\n```json /info\n{ }\n```\n\n```text apiProperties.json\n## no heading\n```\n\n## Good\n\n```json /info\n1\n```\n";
        let titles: Vec<&str> = sections(page).iter().map(|section| section.title).collect();
        assert_eq!(titles, ["", "Bad", "Good"]);
        let bad = &examples(page, "Bad")[0];
        assert_eq!(bad.len(), 2);
        assert_eq!((bad[0].pointer, bad[0].body, bad[0].is_raw), ("/info", "{ }\n", false));
        assert_eq!((bad[1].file, bad[1].pointer, bad[1].body), ("apiProperties.json", "", "## no heading\n"));
    }
}
