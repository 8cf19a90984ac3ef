//! Stops, choices, layout and names.

use connector::{Connector, FileRole, Part};
use fixture::{Snippet, layouts};
use ide::At;
use ide::completion::{CompletionKind, Completions, complete};

use super::shelves::{DEFINITION, PROPERTIES};
use super::{at, connector, snippets};
use crate::support::{Scene, accepted};

/// The snippets at every place of these tests, as snippets and as plain text.
fn everywhere() -> Vec<(Completions, Completions)> {
    let connector = connector(DEFINITION, PROPERTIES);
    let files =
        [(FileRole::Definition, DEFINITION), (FileRole::Properties, PROPERTIES), (FileRole::Settings, "{}")];
    let mut found = Vec::new();
    for (role, text) in files {
        for (name, text) in layouts(text) {
            let connector = connector.with(Part::new(role, text.clone()));
            for (offset, _) in text.match_indices(['{', '[']) {
                let at = At { file: role, offset: offset as u32 + 1 };
                let [snippets, plain] =
                    [true, false].map(|snippets| complete(&connector, at, snippets).unwrap_or_default());
                if snippets.entries.iter().any(|entry| entry.kind == CompletionKind::Snippet) {
                    found.push((snippets, plain));
                }
                assert!(name != "minified" || text.len() == 2 || !plain_texts(&connector, at).contains('\n'));
            }
        }
    }
    assert!(found.len() > 40, "{}", found.len());
    found
}

fn plain_texts(connector: &Connector, at: At) -> String {
    let found = complete(connector, at, false).unwrap_or_default();
    snippets(&found).iter().map(|entry| entry.text.as_str()).collect()
}

#[test]
fn a_snippet_with_its_words_is_the_plain_text() {
    for (with_stops, plain) in everywhere() {
        for (with_stops, plain) in snippets(&with_stops).into_iter().zip(snippets(&plain)) {
            let expanded = Snippet::parse(&with_stops.text).plain();
            assert_eq!(expanded.text, plain.text, "{}", plain.label);
            assert!(with_stops.is_snippet && !plain.is_snippet);
            // Numbers rise, so that the author goes through the text from the top.
            let mut highest = 0;
            for (number, _, length) in expanded.stops {
                assert!(length > 0, "{}: no word for {number} in {}", with_stops.label, with_stops.text);
                assert!(number <= highest + 1, "{}: {}", with_stops.label, with_stops.text);
                highest = highest.max(number);
            }
            assert!(!plain.documentation().is_empty(), "{}", plain.label);
        }
    }
}

#[test]
fn the_layout_is_that_of_the_document() {
    for (name, text) in layouts(DEFINITION) {
        let connector = Connector::of_text(FileRole::Definition, text.as_str());
        let place = text.find("\"paths\"").unwrap();
        let offset = place + text[place..].find('{').unwrap() + 1;
        let found =
            complete(&connector, At { file: FileRole::Definition, offset: offset as u32 }, false).unwrap();
        let entry = snippets(&found)[0];
        let result = accepted(&text, &found, entry);
        // Laid out anew, nothing changes.
        let same = layouts(&result).into_iter().find(|(known, _)| *known == name).unwrap().1;
        assert_eq!(result, same, "{name}");
        // An editor that indents by itself gets the blanks of the line left out.
        let relative = entry.text_to_indent();
        let indented: String = relative
            .split_inclusive('\n')
            .enumerate()
            .map(
                |(index, line)| {
                    if index == 0 { line.to_owned() } else { format!("{}{line}", entry.indentation) }
                },
            )
            .collect();
        assert_eq!(indented, entry.text, "{name}");
    }
}

#[test]
fn words_that_belong_together_are_linked_and_lists_are_choices() {
    let text = at(DEFINITION, "\n  },\n  \"definitions\"", ",\n    $0\n  },\n  \"definitions\"");
    let found = Scene::new(&text).completions(true);
    let webhook = found.entries.iter().find(|entry| entry.label.starts_with("Webhook trigger")).unwrap();
    let expanded = Snippet::parse(&webhook.text).expand(|number, words| {
        if words.first().is_some_and(|word| word == "hooks") {
            "subscriptions".to_owned()
        } else {
            format!("word{number}")
        }
    });
    let tree = syntax::parse(format!("{{{}}}", expanded.text));
    assert!(tree.errors().is_empty(), "{}", expanded.text);
    let paths: Vec<String> = tree.root().members().map(|member| member.name().into_owned()).collect();
    assert_eq!(paths[0], "/subscriptions");
    let variable = paths[1].strip_prefix("/subscriptions/{").unwrap().strip_suffix('}').unwrap();
    let name = tree.root().get(&paths[1]).unwrap().get("delete").unwrap().get("parameters").unwrap();
    assert_eq!(name.items().next().unwrap().get("name").unwrap().as_str().unwrap(), variable);
    let list = "\"policyTemplateInstances\": [";
    let text = format!(
        "{DEFINITION}\n//- apiProperties.json\n{}",
        at(PROPERTIES, list, &format!("{list}\n      $0"))
    );
    let found = Scene::new(&text).completions(true);
    let header = found.entries.iter().find(|entry| entry.label == "Policy setheader").unwrap();
    assert!(header.text.contains("|override,skip,append|}\""), "{}", header.text);
    assert!(header.text.contains("@connectionParameters('api_key')"), "{}", header.text);
    let route = found.entries.iter().find(|entry| entry.label == "Policy routerequesttoendpoint").unwrap();
    assert!(route.text.contains("|ListShelves,ReplaceShelf,OpenRoom,"), "{}", route.text);
    assert!(route.text.contains("{list\\}"), "{}", route.text);
}

#[test]
fn names_that_the_document_has_are_not_taken_again() {
    let text = DEFINITION.replace("ListShelves", "ListItems").replace("\"/shelves\"", "\"/Items\"");
    let text = at(&text, "\n  },\n  \"definitions\"", ",\n    $0\n  },\n  \"definitions\"");
    let accepted = Scene::new(&text).accept("Action that lists (GET)");
    for name in ["\"/items2\"", "\"ListItems2\"", "\"List items2\""] {
        assert!(accepted.contains(name), "{name}: {accepted}");
    }
}

#[test]
fn a_document_that_is_broken_elsewhere_gets_them_too() {
    for broken in [
        DEFINITION.replace("\"swagger\": \"2.0\",", "\"swagger\": \"2.0\""),
        DEFINITION.replace("\"tags\": [],", "\"tags\": [], \"tags\": [],"),
        DEFINITION[..DEFINITION.rfind("\"tags\"").unwrap()].to_owned(),
    ] {
        let text = at(&broken, "\"paths\": {", "\"paths\": {\n    $0");
        let found = Scene::new(&text).completions(false);
        assert_eq!(snippets(&found).len(), 9, "{text}");
    }
    // Half-typed, in quotes.
    let text = at(DEFINITION, "\"paths\": {", "\"paths\": {\n    \"web$0\"");
    let accepted = Scene::new(&text).accept("Webhook trigger (POST) with its DELETE");
    assert!(serde_json::from_str::<serde_json::Value>(&accepted).is_ok(), "{accepted}");
}
