//! A rule that finds nothing asks for no memory.

mod folder;
#[allow(dead_code, reason = "shared with the tests of the examples")]
mod support;

use std::path::Path;

use allocation_counter::measure;
use connector::{Connector, Date, Part};
use fixture::samples;
use folder::connectors;
use rules::page::examples;
use rules::registry::{ENTRIES, Entry};
use rules::{Profile, Rule, Settings, Severity, Stop, check};

/// Rules that may ask for memory, and why.
const EXCEPTIONS: [(&str, &str); 4] = [
    ("schema/pattern-invalid", "the library for regular expressions reads each pattern"),
    (
        "properties/parameter-sets-conflict",
        "single parameters beside sets, which few connectors have, are looked up among those of each set",
    ),
    ("script/class-name", "classes between 'Script' and 'ScriptBase' are looked up by name"),
    (
        "versioning/lonely-revision",
        "a later revision that is alone is looked up among the names of all families",
    ),
];

/// The samples with mistakes.
const BAD: [&str; 2] = ["clumsy-crm", "torn-notes"];

/// Settings under which one rule is on.
fn alone(rule: &Rule) -> Settings {
    Settings {
        profile: Profile::Certified,
        rules: vec![("**".into(), None), (rule.code.into(), Some(Severity::Error))],
        today: Date::new(2026, 11, 22),
        ..Settings::default()
    }
}

/// How often a rule asks for memory on a connector in which it finds nothing; `None` if it finds something.
fn allocations(rule: &Rule, connector: &Connector) -> Option<u64> {
    let settings = alone(rule);
    // The first run also makes what the connector keeps, such as its references.
    if !check(connector, &settings, &Stop::default()).is_empty() {
        return None;
    }
    let stopped = Stop::default();
    stopped.stop();
    let count = |stop: &Stop| measure(|| drop(check(connector, &settings, stop))).count_total;
    // A run that is stopped calls no rule: what it asks for is the engine's.
    Some(count(&Stop::default()) - count(&stopped))
}

/// The connector without escapes in its strings: to read one with escapes is to write it down without.
fn without_escapes(connector: &Connector) -> Connector {
    let parts = connector.parts().iter().filter(|part| part.role().is_json() && part.text().contains('\\'));
    parts.fold(connector.clone(), |connector, part| {
        let text = part.text().replace("\\\"", "'").replace('\\', "");
        connector.with(Part::new(part.role(), text))
    })
}

/// The samples without mistakes, and the connector that the examples are put into.
fn clean() -> Vec<Connector> {
    let is_clean = |folder: &Path| !BAD.iter().any(|bad| folder.ends_with(bad));
    let samples = connectors(&samples()).into_iter().filter(|(folder, _)| is_clean(folder));
    let all: Vec<Connector> =
        samples.map(|(_, sample)| sample).chain([support::connector(&support::base())]).collect();
    assert!(all.len() >= 11, "{} connectors", all.len());
    all.iter().map(without_escapes).collect()
}

/// The good examples of a rule, on which it comes nearest to finding something.
fn good_examples(entry: &Entry) -> impl Iterator<Item = Connector> {
    examples(entry.page, "Good").into_iter().map(|snippets| {
        let mut files = support::base();
        support::put(&mut files, &snippets);
        let mut connector = without_escapes(&support::connector(&files));
        connector.set_siblings(Some(support::siblings(&files, &snippets).into()));
        connector
    })
}

#[test]
fn a_rule_that_finds_nothing_asks_for_no_memory() {
    let clean = clean();
    for entry in ENTRIES {
        let rule = entry.rule;
        let counts: Vec<u64> = clean
            .iter()
            .cloned()
            .chain(good_examples(entry))
            .filter_map(|connector| allocations(rule, &connector))
            .collect();
        // The samples have one file with tabs.
        assert!(counts.len() >= clean.len() - 1, "{}: only {} clean connectors", rule.code, counts.len());
        let is_excepted = EXCEPTIONS.iter().any(|(code, _)| *code == rule.code);
        let asks = counts.iter().any(|&count| count > 0);
        assert!(!asks || is_excepted, "{} asks for memory: {counts:?}", rule.code);
        assert!(asks || !is_excepted, "{} asks for no memory: take it off the list", rule.code);
    }
}
