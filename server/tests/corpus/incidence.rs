//! Which connectors break which rule, beside what an independent program counted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::{Finding, corpus_of_the_page, findings, in_one_line, rows, section};

/// Rule to the connectors that break it.
type Incidence = BTreeMap<String, BTreeSet<String>>;

/// What a row of the page says of one rule.
#[derive(Debug, PartialEq)]
struct Difference {
    only_here: usize,
    /// None if the other program did not count.
    only_there: Option<usize>,
}

fn ours(folder: &Path) -> Incidence {
    let mut incidence = Incidence::new();
    let mut add = |finding: Finding| {
        // What is filled in by those who start a connector is none.
        if !finding.connector.starts_with("templates/") {
            incidence.entry(finding.code).or_default().insert(finding.connector);
        }
    };
    findings(folder, "certified").into_iter().for_each(&mut add);
    // Rules for independent publishers are off for all others.
    let independent = "independent-publisher-connectors";
    for finding in findings(&folder.join(independent), "independent") {
        add(Finding { connector: format!("{independent}/{}", finding.connector), ..finding });
    }
    incidence
}

#[test]
fn differences_from_an_independent_count_are_those_that_are_explained() {
    let test = "differences_from_an_independent_count_are_those_that_are_explained";
    let Some(folder) = corpus_of_the_page(test) else { return };
    let count = folder.join("../reference/incidence.json");
    let Ok(count) = fs::read_to_string(&count) else {
        eprintln!("skipped {test}: there is no {}", count.display());
        return;
    };
    let theirs: Incidence = serde_json::from_str(&count).expect("an object of lists of connectors");
    let ours = ours(&folder);
    let none = BTreeSet::new();

    let mut different = BTreeMap::new();
    for code in ours.keys().chain(theirs.keys()) {
        let here = ours.get(code).unwrap_or(&none);
        let there = theirs.get(code);
        let (only_here, only_there) = (here - there.unwrap_or(&none), there.map(|there| there - here));
        let all = only_here.iter().chain(only_there.iter().flatten());
        let names: BTreeSet<String> =
            all.map(|path| path.rsplit('/').next().expect("a name").to_owned()).collect();
        if !names.is_empty() {
            let only_there = only_there.map(|only| only.len());
            let difference = Difference { only_here: only_here.len(), only_there };
            different.insert(code.clone(), (difference, names));
        }
    }

    let section = section("Beside an independent count");
    let mut listed = BTreeMap::new();
    for row in rows(&section) {
        let [code, only_here, only_there, wrong, why] = row[..] else { panic!("{row:?}") };
        let difference = Difference {
            only_here: only_here.parse().expect("a number"),
            only_there: (only_there != "not counted").then(|| only_there.parse().expect("a number")),
        };
        let known = ["ours", "the count", "neither"];
        assert!(known.contains(&wrong) || difference.only_there.is_none(), "{code}: who is wrong? {wrong}");
        if let Some((_, names)) = different.get(code) {
            assert!(names.iter().any(|name| why.contains(name.as_str())), "{code}: no example in: {why}");
        }
        assert!(listed.insert(code.to_owned(), difference).is_none(), "{code} has two rows");
    }
    let different: BTreeMap<_, _> =
        different.into_iter().map(|(code, (difference, _))| (code, difference)).collect();
    let missing: Vec<_> = different.iter().filter(|(code, found)| listed.get(*code) != Some(found)).collect();
    let idle: Vec<_> = listed.iter().filter(|(code, _)| !different.contains_key(*code)).collect();
    assert!(missing.is_empty() && idle.is_empty(), "not or wrongly listed: {missing:#?}\nlisted: {idle:#?}");

    let agreed = theirs.keys().filter(|code| !different.contains_key(*code)).count();
    let sentence = format!("For {agreed} of the {} rules that it counted", theirs.len());
    assert!(in_one_line(&section).contains(&sentence), "the page does not say: {sentence}");
}
