//! Every kind has an example that gives it and nothing else.

use std::collections::BTreeSet;

use evolution::changes::{Class, Kind};

use crate::support::{changes, codes};
use crate::table::examples;

#[test]
fn every_example_gives_exactly_its_kind() {
    let mut wrong = Vec::new();
    for example in examples() {
        let (before, mut after) = example.puts();
        // A change that would otherwise be only of the version.
        if example.found == "version-not-bumped" {
            after.push(("/info/contact/url", r#""https://shop.example""#));
        }
        let comparison = changes(&before, &after);
        if codes(&comparison) != [example.found] {
            let messages: Vec<&str> =
                comparison.changes.iter().map(|change| change.message.as_str()).collect();
            wrong.push(format!(
                "{} at {:?}: {:?}\n    {}",
                example.found,
                after,
                codes(&comparison),
                messages.join("\n    ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_of_the_catalogue_has_an_example() {
    let shown: BTreeSet<String> = examples()
        .iter()
        .map(|example| format!("change/{}", example.found.split(' ').next().unwrap_or_default()))
        .collect();
    let kinds: BTreeSet<String> = Kind::all().map(|kind| kind.code.to_owned()).collect();
    assert_eq!(shown, kinds);
    assert_eq!(Kind::all().count(), 77);
    for kind in Kind::all() {
        assert_eq!(Kind::of_code(kind.code), Some(kind));
    }
}

#[test]
fn the_table_says_what_it_must() {
    let of = |class| Kind::all().filter(|kind| kind.class == class).count();
    // 29 breaking ones, three that break the designer, one that breaks if full paths change; two of policy.
    assert_eq!((of(Class::Breaking), of(Class::Risky), of(Class::Compatible)), (33, 24, 20));
    for kind in Kind::all() {
        for text in [kind.summary, kind.feels, kind.remedy] {
            assert!(
                text.ends_with('.') && text.starts_with(|first: char| first.is_uppercase()),
                "{kind:?}: {text}"
            );
            assert!(!text.contains("  ") && !text.to_lowercase().contains("please"), "{kind:?}: {text}");
        }
    }
}
