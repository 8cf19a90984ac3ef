//! Any connector: every fix of every finding can be made, and does what it says where the files are sound.

use std::collections::{BTreeMap, HashSet};

use connector::{Connector, Part};
use evolution::changes::{Class, compare};
use fixture::Rng;
use ide::fixing;
use rules::{Finding, Fix, Profile, Safety, Settings, Severity, Stop};
use syntax::Node;
use syntax::edit::apply;

use crate::editing::altered;
use crate::seeds;

/// Rules that nobody looks behind: what their fixes repair is seen by other rules for the first time.
const REVEALING: [&str; 1] = ["swagger/wrong-json-type"];

/// How many fixes of one connector are tried alone.
const MOST: usize = 6;

/// The bytes choose a connector, a profile and what is done to its files before it is looked at.
pub fn check(bytes: &[u8]) {
    let mut chance = Rng::of_bytes(bytes);
    let mut seed = seeds::choose(&mut chance);
    let profile = chance.pick(&[Profile::Custom, Profile::Certified, Profile::Independent]);
    let settings = Settings { profile, ..Settings::default() };
    let edits = chance.below(4);
    for _ in 0..edits {
        let which = chance.below(seed.files.len());
        let (role, text) = &mut seed.files[which];
        *text = altered(*role, text, &mut chance);
    }
    let connector = seed.connector();
    seed.show();
    let find = |connector: &Connector| rules::check(connector, &settings, &Stop::default());
    let findings = find(&connector);
    let mut fixes: Vec<(&Finding, &Fix)> = Vec::new();
    for finding in &findings {
        fixes.extend(finding.fixes.iter().map(|fix| (finding, fix)));
    }
    let first = chance.below(fixes.len());
    for (finding, fix) in fixes.iter().cycle().skip(first).take(fixes.len().min(MOST)) {
        check_alone(&connector, &findings, finding, fix, &find);
    }
    let risk = chance.pick(&[Safety::Safe, Safety::Unsafe]);
    check_together(&connector, &findings, risk, &find);
}

/// The connector with the edits and the files of a fix.
fn fixed(connector: &Connector, code: &str, fix: &Fix) -> Connector {
    let mut after = connector.clone();
    let edits = fix.edits(connector);
    let made = fix.new_files(connector);
    assert!(!edits.is_empty() || !made.is_empty(), "{code}: '{}' changes nothing", fix.title);
    for (file, edits) in edits {
        let old = connector.part(file).map_or("", Part::text);
        let new = apply(old, &edits);
        let new =
            new.unwrap_or_else(|| panic!("{code}: '{}' has edits that do not fit: {edits:?}", fix.title));
        assert_ne!(old, new, "{code}: '{}' changes nothing", fix.title);
        after = after.with(Part::new(file, new));
    }
    for file in &made {
        assert_ne!(connector.has_sibling(&file.name), Some(true), "{code}: {} is there", file.name);
        after = fixing::with_new_file(&after, file);
    }
    after
}

/// Whether all files are JSON.
fn is_sound(connector: &Connector) -> bool {
    connector.documents().all(|document| document.tree().errors().is_empty())
}

/// Whether all files are JSON in which no name stands twice: of a name that does, others come to light as soon as the last
/// one is gone.
fn is_clear(connector: &Connector) -> bool {
    let names_once = |object: Node<'_>| {
        let mut names = HashSet::new();
        object.members().all(|member| names.insert(member.name()))
    };
    is_sound(connector) && connector.documents().all(|document| document.tree().nodes().all(names_once))
}

/// How many findings there are of each rule, errors alone or all.
fn counts(findings: &[Finding], worst: Severity) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.severity <= worst) {
        *counts.entry(finding.code()).or_default() += 1;
    }
    counts
}

fn check_alone(
    connector: &Connector,
    before: &[Finding],
    finding: &Finding,
    fix: &Fix,
    find: &dyn Fn(&Connector) -> Vec<Finding>,
) {
    let code = finding.code();
    let after = fixed(connector, code, fix);
    if !is_sound(connector) {
        return;
    }
    assert!(is_sound(&after), "{code}: '{}' leaves no JSON", fix.title);
    if !is_clear(connector) {
        return;
    }
    let left = find(&after);
    // What is mended may show something else that the same rule has to say.
    let says_so = |other: &&Finding| other.code() == code && other.message == finding.message;
    let count = |findings: &[Finding]| findings.iter().filter(says_so).count();
    assert!(count(&left) < count(before), "{code}: '{}' leaves '{}'", fix.title, finding.message);
    if fix.safety == Safety::Safe && !REVEALING.contains(&code) {
        let (old, new) = (counts(before, Severity::Error), counts(&left, Severity::Error));
        let risen = new.iter().find(|(rule, count)| **count > old.get(*rule).copied().unwrap_or_default());
        assert_eq!(risen, None, "{code}: '{}' adds errors", fix.title);
    }
}

fn findings_reveal(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| REVEALING.contains(&finding.code()))
}

/// All fixes of one risk, until nothing is left.
fn check_together(
    connector: &Connector,
    before: &[Finding],
    risk: Safety,
    find: &dyn Fn(&Connector) -> Vec<Finding>,
) {
    let result = fixing::fix(connector, risk, find);
    for (file, edits) in &result.edits {
        let new = apply(connector.part(*file).map_or("", Part::text), edits);
        assert_eq!(
            new.as_deref(),
            result.connector.part(*file).map(Part::text),
            "{file:?}: all edits together"
        );
    }
    let errors = |connector: &Connector| -> usize {
        connector.documents().map(|document| document.tree().errors().len()).sum()
    };
    assert!(errors(&result.connector) <= errors(connector), "{risk:?} fixes add syntax errors");
    if !is_clear(connector) || risk == Safety::Unsafe {
        return;
    }
    if findings_reveal(before) {
        return;
    }
    let left = find(&result.connector);
    let (old, new) = (counts(before, Severity::Error), counts(&left, Severity::Error));
    let risen = new.iter().find(|(rule, count)| **count > old.get(*rule).copied().unwrap_or_default());
    assert_eq!(risen, None, "safe fixes together add errors");
    for change in compare(connector, &result.connector).changes {
        assert_ne!(change.class, Class::Breaking, "safe fixes break: {}", change.message);
    }
    let again = fixing::fix(&result.connector, risk, find);
    assert!(result.left.is_some() || again.edits.is_empty(), "a second run changes more");
}
