//! The sample connectors: the good ones have no findings, the bad ones those that their README lists.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod folder;

use std::fs;

use connector::Connector;
use fixture::samples;
use folder::connectors;
use rules::{Finding, Profile, Settings, Stop, check};
use syntax::{Encoding, LineIndex};

/// The samples with mistakes.
const BAD: [&str; 2] = ["clumsy-crm", "torn-notes"];

fn findings(connector: &Connector, profile: Profile) -> Vec<Finding> {
    check(connector, &Settings { profile, ..Settings::default() }, &Stop::default())
}

#[test]
fn good_samples_have_no_findings() {
    let mut good = 0;
    for (folder, connector) in connectors(&samples()) {
        if BAD.iter().any(|bad| folder.ends_with(bad)) {
            continue;
        }
        good += 1;
        for profile in [Profile::Custom, Profile::Certified, Profile::Independent] {
            let found: Vec<Finding> = findings(&connector, profile)
                .into_iter()
                // The one sample with tabs is there to have them.
                .filter(|finding| {
                    !(folder.ends_with("ledger-multi-auth") && finding.code() == "json/hard-tabs")
                })
                .collect();
            assert!(found.is_empty(), "{}: {found:#?}", folder.display());
        }
    }
    assert_eq!(good, 10);
}

/// File, code and line (1-based). What is said about the folder has neither file nor line: an empty name, and 0.
type Row = (String, String, u32);

/// What the README says that the rules report, for the rules that exist.
fn listed(sample: &str) -> Vec<Row> {
    let readme = fs::read_to_string(samples().join("README.md")).expect("the samples' README");
    let mut rows = Vec::new();
    let mut file = None;
    for line in readme.lines() {
        if let Some(heading) = line.strip_prefix('#') {
            let path = heading.trim_start_matches('#').trim();
            file = match path.strip_prefix(sample) {
                // A sample with one file that matters has no headings for its files.
                Some("") => Some("apiDefinition.swagger.json".to_owned()),
                Some(name) => Some(name[1..].to_owned()),
                None => (path.strip_prefix("The folder ") == Some(sample)).then(String::new),
            };
        }
        let Some(file) = &file else { continue };
        let cells: Vec<&str> = line.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let line = if file.is_empty() { Some(0) } else { cells.get(1).and_then(|cell| cell.parse().ok()) };
        let Some(line) = line else { continue };
        if let Some(code) = cells.iter().find(|cell| rules::find(cell).is_some()) {
            rows.push((file.clone(), (*code).to_owned(), line));
        }
    }
    rows
}

/// The lines that a finding is about: of what is underlined, and of the objects around it that begin a pointer.
fn lines(connector: &Connector, finding: &Finding) -> Vec<u32> {
    let part = connector.part(finding.file).expect("the file of a finding");
    let index = LineIndex::new(part.text());
    let line = |offset: u32| index.position(part.text(), offset, Encoding::Utf8).line + 1;
    let node = part.document().zip(finding.node).map(|(document, node)| document.node(node));
    let around = node.into_iter().flat_map(|node| [Some(node), node.parent()]).flatten();
    let starts = around.map(|node| node.full_span().start);
    std::iter::once(finding.span.start).chain(starts).map(line).collect()
}

#[test]
fn bad_samples_have_the_findings_that_their_readme_lists() {
    for (folder, connector) in connectors(&samples()) {
        let Some(sample) = BAD.iter().find(|bad| folder.ends_with(bad)) else { continue };
        let listed = listed(sample);
        assert!(listed.len() >= 6, "{sample}: {listed:#?}");
        let mut found = findings(&connector, Profile::Certified);
        let mut missing = Vec::new();
        for row in listed {
            let is_it = |finding: &Finding| {
                let is_there =
                    || finding.file.usual_name() == row.0 && lines(&connector, finding).contains(&row.2);
                finding.code() == row.1 && (row.0.is_empty() || is_there())
            };
            match found.iter().position(is_it) {
                Some(at) => drop(found.remove(at)),
                None => missing.push(row),
            }
        }
        assert!(
            missing.is_empty() && found.is_empty(),
            "{sample}\nonly listed: {missing:#?}\nonly found: {found:#?}"
        );
    }
}
