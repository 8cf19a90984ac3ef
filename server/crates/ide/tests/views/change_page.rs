//! The page of changes.

use std::cell::Cell;
use std::fmt::Write;

use ide::actions::remedies;
use ide::change_page::{Around, PagePlace, changes_page};
use rules::{Settings, Stop};

use crate::support::State;

/// A connector that has lost the query parameters of this many operations.
fn lost(operations: usize) -> State {
    let definition = |parameters: &str| {
        let mut paths = String::new();
        for number in 0..operations {
            let comma = if number == 0 { "" } else { ",\n" };
            write!(
                paths,
                r#"{comma}"/p{number}": {{ "get": {{ "operationId": "Get{number}", "parameters": [{parameters}] }} }}"#
            )
            .unwrap();
        }
        format!(r#"{{ "swagger": "2.0", "info": {{ "title": "Rows" }}, "paths": {{ {paths} }} }}"#)
    };
    let published = definition(r#"{ "name": "q", "in": "query", "type": "string" }"#);
    State::of(&format!("{}\n//- published/apiDefinition.swagger.json\n{published}", definition("")))
}

fn page(state: &State, place: &dyn Fn() -> Option<PagePlace>, stop: &Stop) -> Option<String> {
    let settings = Settings::default();
    let around = Around {
        uri: "file:///rows/apiDefinition.swagger.json",
        command: "remedy",
        place: &|_| place(),
        configuration: None,
        settings: &settings,
        acknowledge: &[],
        missing: None,
    };
    changes_page(&state.view(), &around, stop)
}

const END: &str = "For the others, go to the change and use its quick fixes.";

#[test]
fn where_the_buttons_end_the_page_says_what_to_do() {
    for (operations, with_remedies) in [(12, 12), (13, 12)] {
        let html = page(&lost(operations), &|| None, &Stop::default()).unwrap();
        let articles: Vec<&str> = html.split("<article").skip(1).collect();
        assert_eq!(articles.len(), operations);
        assert_eq!(articles.iter().filter(|text| text.contains("data-remedy=\"")).count(), with_remedies);
        assert_eq!(html.matches(END).count(), usize::from(operations > with_remedies));
    }
    let html = page(&lost(13), &|| None, &Stop::default()).unwrap();
    let (before, after) = html.split_once(END).unwrap();
    assert!(before.contains("data-remedy") && !after.contains("data-remedy=\""));
}

#[test]
fn of_very_many_changes_some_are_shown_and_the_others_counted() {
    let html = page(&lost(310), &|| None, &Stop::default()).unwrap();
    assert_eq!(html.matches("<article").count(), 300);
    assert!(html.contains("<span class=\"count\">310</span>") && html.contains("And 10 more."));
    assert!(!page(&lost(2), &|| None, &Stop::default()).unwrap().contains(" more. On the command line"));
}

#[test]
fn a_stop_ends_the_work_at_the_next_change() {
    let state = lost(5);
    let stop = Stop::default();
    let asked = Cell::new(0);
    // Each change asks for its place once.
    let count = || {
        asked.set(asked.get() + 1);
        None
    };
    assert!(page(&state, &count, &stop).is_some());
    assert_eq!(asked.take(), 5);
    let count_and_stop = || {
        stop.stop();
        count()
    };
    assert_eq!(page(&state, &count_and_stop, &stop), None);
    assert_eq!(asked.take(), 1);
    // No remedy is tried after it.
    assert!(!remedies(state.view(), 0, None, &Stop::default()).is_empty());
    assert_eq!(remedies(state.view(), 0, None, &stop), []);
}
