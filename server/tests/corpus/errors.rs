//! Errors stop a submission, so each of them on a published connector is either justified or ours.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fixture::corpus;

use crate::{corpus_of_the_page, findings, in_one_line, rows, section};

/// Of the connectors of independent publishers, which Microsoft's checks let through lately, this share may break a rule.
const SHARE: usize = 3;
const INDEPENDENT: &str = "independent-publisher-connectors";

/// "1 rule", "2 rules".
fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[test]
fn errors_on_certified_connectors_are_those_that_are_justified() {
    let test = "errors_on_certified_connectors_are_those_that_are_justified";
    let Some(folder) = corpus_of_the_page(test) else { return };
    let mut found: BTreeMap<(String, String), usize> = BTreeMap::new();
    for finding in findings(&folder.join("certified-connectors"), "certified") {
        if finding.is_error {
            *found.entry((finding.code, finding.connector)).or_default() += 1;
        }
    }
    let section = section("Errors on certified connectors");
    let listed = rows(&section).map(|row| {
        let [code, connector, findings, _] = row[..] else { panic!("{row:?}") };
        ((code.to_owned(), connector.to_owned()), findings.parse().expect("a number"))
    });
    assert_eq!(found, listed.collect());

    let rules: BTreeSet<_> = found.keys().map(|(code, _)| code).collect();
    let connectors: BTreeSet<_> = found.keys().map(|(_, connector)| connector).collect();
    let total = format!(
        "{} of {} in {}.",
        count(found.values().sum(), "finding"),
        count(rules.len(), "rule"),
        count(connectors.len(), "connector")
    );
    assert!(in_one_line(&section).contains(&total), "the page does not say: {total}");
}

#[test]
fn few_connectors_of_independent_publishers_have_errors_of_one_rule() {
    let test = "few_connectors_of_independent_publishers_have_errors_of_one_rule";
    let Some(folder) = corpus(test).map(|corpus| corpus.join(INDEPENDENT)).filter(|folder| folder.is_dir())
    else {
        return;
    };
    let all = fs::read_dir(&folder).expect("a readable folder").count();
    let mut most = (0, String::new());
    for profile in ["certified", "independent"] {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for finding in findings(&folder, profile) {
            if finding.is_error {
                found.entry(finding.code).or_default().insert(finding.connector);
            }
        }
        for (code, connectors) in found {
            let share = 100 * connectors.len();
            assert!(
                share <= SHARE * all,
                "{profile}: {code} in {} of {all}: {connectors:?}",
                connectors.len()
            );
            most = most.max((connectors.len(), code));
        }
    }
    if corpus_of_the_page(test).is_some() {
        let sentence = format!("the most are {} of {all}, by `{}`.", most.0, most.1);
        let section = in_one_line(&section("Errors on connectors of independent publishers"));
        assert!(section.contains(&sentence), "the page does not say: {sentence}");
    }
}
