//! Whatever the text, the rules come to an end without a panic.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod folder;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use connector::{Connector, Part};
use fixture::{Rng, corpus, mutate, on_two_threads, samples};
use folder::connectors;
use rules::{Profile, Settings, Stop, check};

fn settings() -> Settings {
    Settings { profile: Profile::Certified, ..Settings::default() }
}

/// Checks `connector` with one of its files replaced by `text`; panics with what was being checked.
fn check_with(connector: &Connector, part: &Part, text: String, what: &dyn Fn() -> String) {
    let shown = text.clone();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let changed = connector.with(Part::new(part.role(), text));
        let findings = check(&changed, &settings(), &Stop::default());
        for finding in findings {
            assert!(
                changed
                    .part(finding.file)
                    .is_some_and(|part| part.text().get(finding.span.range()).is_some()),
                "{finding:?} is outside of its text"
            );
        }
    }));
    assert!(outcome.is_ok(), "panic on {}:\n{}", what(), shown.chars().rev().take(200).collect::<String>());
}

#[test]
fn every_byte_prefix_of_every_sample_is_checked() {
    let connectors = connectors(&samples());
    assert!(connectors.len() >= 12, "{} samples", connectors.len());
    let parts: Vec<(&PathBuf, &Connector, &Part)> = connectors
        .iter()
        .flat_map(|(folder, connector)| connector.parts().iter().map(move |part| (folder, connector, part)))
        .collect();
    // Long files first, so that neither thread ends up alone with one.
    let mut parts = parts;
    parts.sort_by_key(|(_, _, part)| std::cmp::Reverse(part.text().len()));
    on_two_threads(parts.len(), |index| {
        let (folder, connector, part) = parts[index];
        let bytes = part.text().as_bytes();
        for end in 0..bytes.len() {
            let decoded = syntax::decode(bytes[..end].to_vec());
            check_with(connector, part, decoded.text, &|| {
                format!("the first {end} bytes of {:?} in {}", part.role(), folder.display())
            });
        }
    });
}

#[test]
fn damaged_real_connectors_are_checked() {
    let Some(folder) = corpus("damaged_real_connectors_are_checked") else { return };
    let connectors = connectors(&folder);
    on_two_threads(2000, |index| {
        let mut rng = Rng::new(index as u64 + 1);
        let (folder, connector) = &connectors[rng.below(connectors.len())];
        let part = &connector.parts()[rng.below(connector.parts().len())];
        let (damaged, mutation) = mutate(part.text(), &mut rng);
        check_with(connector, part, damaged, &|| {
            format!("{mutation:?} of {:?} in {}", part.role(), folder.display())
        });
    });
}

#[test]
fn a_stopped_run_ends() {
    let (_, connector) = &connectors(&samples())[0];
    let stop = Stop::default();
    stop.stop();
    assert!(stop.clone().is_stopped());
    let all = check(connector, &settings(), &Stop::default());
    assert!(check(connector, &settings(), &stop).len() <= all.len());
}
