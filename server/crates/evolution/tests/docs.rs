//! `server/docs/change-kinds.md` is made from the table of kinds. `UPDATE_DOCS=1 cargo test -p evolution --test docs`
//! writes it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use evolution::changes::{Kind, Side};

const INTRODUCTION: &str = "\
<!-- Made from the table of kinds in server/crates/evolution/src/changes/kinds. Change it there. -->

# Kinds of change

What `connector-ls diff`, `connector-ls check --baseline` and the editor tell of when a connector differs from what is
published. A kind has its usual class and severity; in some cases a change is graver or less grave than its kind, and
[changes.md](changes.md) lists these cases and says how the classes came about.

- **Breaking**: existing flows fail, lose data, or cannot be edited any more.
- **Risky**: existing flows may behave differently; someone has to look.
- **Compatible**: existing flows feel nothing.

A change that is meant is accepted in `connector-ls.jsonc`:

```jsonc
{ \"acknowledge\": [{ \"change\": \"change/output-field-removed\", \"operation\": \"GetItems\", \"reason\": \"No flow reads it.\" }] }
```
";

/// The anchor that GitHub gives a heading: small letters, digits, hyphens, and hyphens for blanks.
fn anchor(heading: &str) -> String {
    heading.chars().filter(|&each| each.is_alphanumeric() || each == '-').collect()
}

fn page() -> String {
    let mut text = INTRODUCTION.to_owned();
    for (side, title) in [
        (Side::Operation, "Of operations"),
        (Side::Request, "Of what operations take"),
        (Side::Response, "Of what operations and triggers give"),
        (Side::Connector, "Of the connector as a whole"),
    ] {
        let _ =
            write!(text, "\n**{title}**\n\n| Kind | What it is | Class | Severity |\n|---|---|---|---|\n");
        for kind in Kind::all().filter(|kind| kind.side == side) {
            let (code, anchor) = (kind.code, anchor(kind.code));
            let (class, severity) = (kind.class.name(), kind.severity.name());
            let _ = writeln!(text, "| [`{code}`](#{anchor}) | {} | {class} | {severity} |", kind.summary);
        }
    }
    for kind in Kind::all() {
        let _ = write!(
            text,
            "\n## {}\n\n{}\n\n| Class | Severity | For certification |\n|---|---|---|\n| {} | {} | {} update |\n\n\
             {}\n\n**What to do:** {}\n",
            kind.code,
            kind.summary,
            kind.class.name(),
            kind.severity.name(),
            kind.update.name(),
            kind.feels,
            kind.remedy
        );
    }
    text
}

#[test]
fn the_page_of_kinds_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/change-kinds.md");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, page()).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == page(), "run UPDATE_DOCS=1 cargo test -p evolution --test docs");
}

#[test]
fn the_address_of_a_kind_leads_to_its_heading() {
    let page = page();
    for kind in Kind::all() {
        let docs = kind.docs();
        let (file, fragment) = docs.split_once('#').unwrap();
        assert!(file.ends_with("/server/docs/change-kinds.md"), "{docs}");
        assert_eq!(fragment, anchor(kind.code));
        assert_eq!(page.matches(&format!("\n## {}\n", kind.code)).count(), 1, "{}", kind.code);
    }
}
