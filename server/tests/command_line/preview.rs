//! `connector-ls preview`.

use std::fs;

use crate::scratch::{CLEAN, Scratch, samples};

#[test]
fn a_page_is_printed_or_written() {
    let scratch = Scratch::bare();
    let sample = samples().join("versioned-orders");
    let folder = sample.to_str().unwrap();
    let printed = scratch.run(&["preview", folder]).quiet_with(0).stdout;
    assert!(printed.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"), "{printed}");
    assert!(
        printed.contains("<h1 dir=\"auto\">Northwind Orders</h1>") && printed.trim_end().ends_with("</html>")
    );
    let file = sample.join("apiDefinition.swagger.json");
    let arguments = ["preview", file.to_str().unwrap(), "-o", "page.html"];
    for _ in 0..2 {
        assert_eq!(scratch.run(&arguments).quiet_with(0).stdout, "");
        assert_eq!(scratch.read("page.html"), printed, "the other files are found, and the page is replaced");
    }
}

#[test]
fn a_broken_definition_has_a_page_too() {
    let scratch = Scratch::bare();
    scratch.definition(
        "rows",
        "{ \"info\": { \"title\": \"Rows\", \"paths\": { \"/a\": { \"get\": { \"summary\": \"List\" ",
    );
    let page = scratch.run(&["preview", "rows"]).quiet_with(0).stdout;
    assert!(page.contains("<h1 dir=\"auto\">Rows</h1>"), "{page}");
}

#[test]
fn what_cannot_be_shown_is_told() {
    let scratch = Scratch::bare();
    scratch.definition("rows", CLEAN);
    scratch.definition("more", CLEAN);
    scratch.write("notes/notes.json", "{}");
    scratch.write("notes/text.txt", "text");
    for (arguments, said) in [
        (&["preview", "gone"] as &[&str], "error: gone: There is no such file or folder.\n"),
        (&["preview", "notes"], "error: notes: There is no connector here"),
        (&["preview", "notes/notes.json"], "error: notes/notes.json: This is no API definition"),
        (&["preview", "notes/text.txt"], "error: notes/text.txt: This is no API definition"),
        (&["preview", "."], "error: .: There are 2 connectors here; name one of them: more/"),
        (&["preview", "rows", "-o", "gone/page.html"], "error: gone/page.html: The page cannot be written: "),
        (&["preview", "rows", "-o", "more"], "error: more: The page cannot be written: "),
        (
            &["preview", "rows", "-o", "rows/../rows/apiDefinition.swagger.json"],
            "error: rows/../rows/apiDefinition.swagger.json: This file is a part of the connector",
        ),
        (&["preview"], "error: the following required arguments were not provided"),
    ] {
        let answer = scratch.run(arguments);
        assert_eq!((answer.code, answer.stdout.as_str()), (2, ""), "{arguments:?}: {answer:?}");
        assert!(answer.stderr.starts_with(said), "{arguments:?}: {}", answer.stderr);
    }
    assert_eq!(scratch.read("rows/apiDefinition.swagger.json"), CLEAN);
    assert_eq!(fs::read_dir(scratch.path("more")).unwrap().count(), 1);
}

#[test]
fn what_is_published_stands_beside() {
    let scratch = Scratch::bare();
    let folder = samples().join("versioned-orders");
    let text = fs::read_to_string(folder.join("apiDefinition.swagger.json")).unwrap();
    scratch.definition("published", &text);
    scratch.definition("rows", text.replace("\"Cancel an order\"", "\"Call an order off\""));
    let page = scratch.run(&["preview", "rows", "--baseline", "published"]).quiet_with(0).stdout;
    assert!(page.contains("As published (published)"), "{page}");
    assert!(page.contains("Since published: 1 changed operation."), "{page}");
    assert!(page.contains("Title was &#39;Cancel an order&#39;"), "{page}");
    // The configuration file names it, and the command line wins.
    scratch.write("connector-ls.jsonc", "{ \"baseline\": \"published\" }");
    assert_eq!(scratch.run(&["preview", "rows"]).quiet_with(0).stdout, page);
    let same = scratch.run(&["preview", "rows", "--baseline", "rows"]).quiet_with(0).stdout;
    assert!(same.contains("What makers see is the same as in rows."), "{same}");
    // Without what was asked for, the page is written all the same, and the exit code tells.
    scratch.write("alone.txt", &text);
    for (arguments, said) in [
        (["preview", "rows", "--baseline", "gone"], "error: --baseline: "),
        (
            ["preview", "alone.txt", "--baseline", "rows"],
            "error: --baseline: Only a connector whose files have",
        ),
    ] {
        let answer = scratch.run(&arguments);
        assert_eq!(answer.code, 2, "{answer:?}");
        assert!(answer.stderr.starts_with(said), "{}", answer.stderr);
        assert!(answer.stdout.starts_with("<!DOCTYPE html>") && !answer.stdout.contains("As published"));
    }
}
