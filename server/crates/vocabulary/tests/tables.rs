//! What must hold of every table: order, texts, links, examples, and that every place can be reached.

mod walk;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use vocabulary::{
    CATEGORIES, CONNECTION_PARAMETER_NAMES, CONNECTION_PARAMETER_TYPES, Content, EXPRESSION_FUNCTIONS,
    EXTENSION_TYPOS, EXTENSIONS, Effect, FORMATS, IDENTITY_PROVIDERS, METHODS, MIME_TYPES, Member,
    OPENAPI3_KEYWORDS, POLICY_TEMPLATES, Place, STATUS_CODES, Standing, Types, UNSUPPORTED_SCHEMA_KEYWORDS,
    extension, extension_typo, lifecycle, member, members, policy_template,
};
use walk::{types_of, walk};

/// Every member of every place, extensions included.
fn all_members() -> impl Iterator<Item = (Place, &'static Member)> {
    Place::ALL.iter().flat_map(|&place| members(place).map(move |member| (place, member)))
}

/// Every text that a user can see, with where it stands.
fn all_texts() -> Vec<(String, &'static str)> {
    let mut texts = Vec::new();
    let mut of_member = |at: String, member: &'static Member| {
        texts.push((at.clone(), member.doc));
        texts.extend(member.mistakes.iter().map(|&mistake| (at.clone(), mistake)));
        texts.extend(member.values.iter().map(|value| (format!("{at} = {}", value.value), value.doc)));
    };
    for (place, member) in all_members() {
        of_member(format!("{} {}", place.name(), member.name), member);
    }
    for extension in EXTENSIONS {
        of_member(extension.member.name.to_owned(), &extension.member);
    }
    for template in POLICY_TEMPLATES {
        texts.push((template.id.to_owned(), template.doc));
        for parameter in template.parameters {
            let at = format!("{} {}", template.id, parameter.key);
            texts.push((at.clone(), parameter.doc));
            texts.extend(parameter.values.iter().map(|value| (at.clone(), value.doc)));
        }
    }
    let lists = [
        CATEGORIES,
        CONNECTION_PARAMETER_NAMES,
        CONNECTION_PARAMETER_TYPES,
        MIME_TYPES,
        OPENAPI3_KEYWORDS,
        UNSUPPORTED_SCHEMA_KEYWORDS,
        lifecycle::STATUSES,
        lifecycle::VISIBILITIES,
        lifecycle::STAGES,
        lifecycle::VISIBILITY_SYNONYMS,
        lifecycle::IMPLIED,
    ];
    texts.extend(lists.into_iter().flatten().map(|value| (value.value.to_owned(), value.doc)));
    texts.extend(
        Place::ALL
            .iter()
            .flat_map(|place| place.element_values())
            .map(|value| (value.value.to_owned(), value.doc)),
    );
    texts.extend(FORMATS.iter().map(|format| (format.value.to_owned(), format.doc)));
    texts.extend(EXPRESSION_FUNCTIONS.iter().map(|function| (function.name.to_owned(), function.doc)));
    let arguments = EXPRESSION_FUNCTIONS.iter().flat_map(|function| function.parameters);
    texts.extend(arguments.map(|argument| (argument.label.to_owned(), argument.doc)));
    for provider in IDENTITY_PROVIDERS {
        texts.push((provider.id.to_owned(), provider.doc));
        texts.extend(provider.parameters.iter().map(|parameter| (parameter.name.to_owned(), parameter.doc)));
    }
    let standings = [Standing::SchemaOnly, Standing::Undocumented, Standing::Ignored, Standing::Unsupported];
    texts.extend(
        standings.into_iter().filter_map(|standing| Some((format!("{standing:?}"), standing.doc()?))),
    );
    let responses = ["default", "100", "200", "302", "404", "500"];
    texts
        .extend(responses.map(|key| (key.to_owned(), vocabulary::response_meaning(key).unwrap_or_default())));
    let sentences = [lifecycle::PRODUCTION_BAR, lifecycle::CALLS_FOR_REVISION];
    texts.extend(sentences.into_iter().flatten().map(|&text| ("lifecycle".to_owned(), text)));
    texts
}

#[test]
fn texts_are_short_sentences() {
    let texts = all_texts();
    assert!(texts.len() > 800, "only {} texts", texts.len());
    for (at, text) in texts {
        assert!(text.ends_with('.'), "{at}: no period at the end of {text:?}");
        assert!(text.chars().count() <= 400, "{at}: {} characters", text.chars().count());
        assert_eq!(text, text.trim(), "{at}: blanks around the text");
        assert!(!text.contains("  ") && !text.contains('\n'), "{at}: {text:?}");
    }
}

#[test]
fn names_are_sorted_and_unique() {
    for &place in Place::ALL {
        if let Content::Members(own) = place.content() {
            assert!(!own.is_empty(), "{} has no members", place.name());
            assert!(own.is_sorted_by(|a, b| a.name < b.name), "{} is not sorted", place.name());
        }
        let names: Vec<_> = members(place).map(|member| member.name).collect();
        let unique: BTreeSet<_> = names.iter().collect();
        assert_eq!(unique.len(), names.len(), "{} has a name twice", place.name());
    }
    assert!(EXTENSIONS.is_sorted_by(|a, b| a.member.name < b.member.name));
    assert!(EXTENSION_TYPOS.is_sorted_by(|a, b| a.0 < b.0));
    assert!(POLICY_TEMPLATES.is_sorted_by(|a, b| a.id.to_lowercase() < b.id.to_lowercase()));
    assert!(EXPRESSION_FUNCTIONS.is_sorted_by(|a, b| a.name.to_lowercase() < b.name.to_lowercase()));
    assert!(CATEGORIES.is_sorted_by(|a, b| a.value < b.value));
    assert!(OPENAPI3_KEYWORDS.is_sorted_by(|a, b| a.value < b.value));
    assert!(UNSUPPORTED_SCHEMA_KEYWORDS.is_sorted_by(|a, b| a.value < b.value));
    assert!(STATUS_CODES.is_sorted_by(|a, b| a.code < b.code));
    let places: BTreeMap<_, _> = Place::ALL.iter().map(|place| (place.name(), place)).collect();
    assert_eq!(places.len(), Place::ALL.len(), "two places have one name");
}

#[test]
fn every_listed_member_is_found_by_name() {
    for (place, listed) in all_members() {
        let found = member(place, listed.name).unwrap_or_else(|| panic!("{} {}", place.name(), listed.name));
        assert!(std::ptr::eq(found, listed), "{} {} finds another entry", place.name(), listed.name);
    }
    for listed in EXTENSIONS {
        assert!(std::ptr::eq(extension(listed.member.name).unwrap(), listed));
    }
    assert!(member(Place::Operation, "Summary").is_none(), "names are case-sensitive");
    assert!(member(Place::Operation, "nullable").is_none());
    assert!(member(Place::Paths, "get").is_none(), "a map has no members");
    assert!(member(Place::Operation, "x-ms-notification-content").is_none(), "it belongs to the path item");
    assert!(member(Place::PathItem, "x-ms-notification-content").is_some());
}

#[test]
fn two_extensions_differ_by_place() {
    assert_eq!(member(Place::Info, "x-ms-api-annotation").unwrap().place, Place::ConnectorAnnotation);
    assert_eq!(member(Place::Operation, "x-ms-api-annotation").unwrap().place, Place::ApiAnnotation);
    assert_eq!(member(Place::Root, "x-ms-capabilities").unwrap().place, Place::Capabilities);
    assert_eq!(member(Place::Operation, "x-ms-capabilities").unwrap().place, Place::OperationCapabilities);
}

#[test]
fn extensions_are_extensions() {
    for extension in EXTENSIONS {
        let name = extension.member.name;
        assert!(name.starts_with("x-"), "{name}");
        assert!(extension_typo(name).is_none(), "{name} is also a typo");
        for &place in extension.places {
            assert!(matches!(place.content(), Content::Members(_)), "{name} at {}", place.name());
        }
    }
    for (typo, meant) in EXTENSION_TYPOS {
        assert!(
            extension(meant).is_some() || member(Place::Operation, meant).is_some(),
            "{typo} means {meant}"
        );
    }
}

#[test]
fn links_lead_to_the_web() {
    let links = all_members()
        .map(|(_, member)| member.link)
        .chain(EXTENSIONS.iter().map(|extension| extension.member.link))
        .chain(POLICY_TEMPLATES.iter().map(|template| template.link));
    for link in links {
        assert!(link.is_empty() || link.starts_with("https://"), "{link}");
    }
    for (place, member) in all_members() {
        let linked = matches!(member.standing, Standing::Documented | Standing::SchemaOnly);
        assert!(!linked || !member.link.is_empty(), "{} {} needs a link", place.name(), member.name);
    }
}

#[test]
fn every_place_can_be_reached() {
    let mut reached: BTreeSet<Place> = Place::ROOTS.iter().copied().collect();
    let mut next: Vec<Place> = reached.iter().copied().collect();
    while let Some(place) = next.pop() {
        let mut inside: Vec<Place> = match place.content() {
            Content::Members(_) => members(place).map(|member| member.place).collect(),
            Content::Map(inside) | Content::List(inside) => vec![inside],
            Content::None => Vec::new(),
        };
        // The value of `in` tells which one it is.
        if place == Place::Parameter {
            inside.extend(Place::ALL.iter().filter(|place| place.is_parameter()));
        }
        next.extend(inside.into_iter().filter(|&place| reached.insert(place)));
    }
    let missing: Vec<_> = Place::ALL.iter().filter(|place| !reached.contains(place)).collect();
    assert!(missing.is_empty(), "never reached: {missing:?}");
}

#[test]
fn places_agree_with_the_types_of_their_members() {
    for (place, member) in all_members() {
        let at = format!("{} {}", place.name(), member.name);
        let structured = member.types.intersects(Types::OBJECT | Types::ARRAY);
        assert_eq!(
            structured && member.types != Types::ANY,
            member.place != Place::Leaf && member.types != Types::ANY,
            "{at}"
        );
        assert_eq!(
            member.closed,
            member.closed && !member.values.is_empty(),
            "{at} is closed without values"
        );
        match member.place.content() {
            Content::Members(_) | Content::Map(_) => assert!(member.types.contains(Types::OBJECT), "{at}"),
            Content::List(_) => assert!(member.types.contains(Types::ARRAY), "{at}"),
            Content::None => {}
        }
    }
    for &place in Place::ALL {
        if place.is_schema() {
            assert_eq!(
                member(place, "properties").unwrap().place,
                Place::SchemaProperties,
                "{}",
                place.name()
            );
        }
        if place.is_parameter() {
            assert!(member(place, "$ref").is_some() && member(place, "in").is_some(), "{}", place.name());
        }
        if !place.element_values().is_empty() {
            assert!(matches!(place.content(), Content::List(Place::Leaf)), "{}", place.name());
        }
    }
}

#[test]
fn defaults_and_examples_are_json_that_fits() {
    for (place, member) in all_members() {
        if let Some(default) = member.default {
            let at = format!("{} {}", place.name(), member.name);
            let value: Value = serde_json::from_str(default).unwrap_or_else(|error| panic!("{at}: {error}"));
            assert!(member.types.contains(types_of(&value)), "{at}: {default}");
        }
    }
    for extension in EXTENSIONS {
        let name = extension.member.name;
        let value: Value =
            serde_json::from_str(extension.example).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(extension.member.types.contains(types_of(&value)), "{name}");
        walk(extension.member.place, &value, &mut |finding| panic!("{name}: {finding}"));
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        assert!(
            !extension.member.closed || extension.member.values.iter().any(|known| known.value == text),
            "{name}"
        );
    }
    for template in POLICY_TEMPLATES {
        let value: Value =
            serde_json::from_str(template.example).unwrap_or_else(|error| panic!("{}: {error}", template.id));
        assert_eq!(value["templateId"], template.id);
        walk(Place::PolicyTemplateInstance, &value, &mut |finding| panic!("{}: {finding}", template.id));
    }
}

#[test]
fn policy_templates_are_found_without_case() {
    for template in POLICY_TEMPLATES {
        for &spelling in template.spellings {
            assert!(spelling.eq_ignore_ascii_case(template.id) && spelling != template.id, "{spelling}");
        }
        assert_eq!(policy_template(&template.id.to_uppercase()).unwrap().id, template.id);
        let takes_section = template.parameter("x-ms-apimTemplate-policySection");
        let sections: Vec<_> =
            takes_section.map_or(&[][..], |section| section.values).iter().map(|value| value.value).collect();
        assert_eq!(sections, template.sections, "{}", template.id);
        for parameter in template.parameters {
            let shared = member(Place::PolicyParameters, parameter.key);
            assert!(shared.is_some_and(|shared| shared.types.contains(parameter.types)), "{}", parameter.key);
            assert!(!parameter.title.is_empty());
            if let Some(default) = parameter.default {
                let value: Value = serde_json::from_str(default).unwrap();
                assert!(parameter.types.contains(types_of(&value)), "{} {default}", parameter.key);
                let text = value.as_str().unwrap_or_default();
                assert!(
                    parameter.values.is_empty() || parameter.values.iter().any(|known| known.value == text)
                );
            }
        }
    }
    assert!(policy_template("setheaders").is_none());
}

/// The keys of the parameters that a sentence speaks of, and its words.
fn parts_of(effect: &[Effect], keys: &mut BTreeSet<&'static str>, words: &mut String) {
    for part in effect {
        match part {
            Effect::Words(text) => words.push_str(text),
            Effect::Value(key) => {
                keys.insert(key);
                words.push('x');
            }
            Effect::Choice(key, choices) => {
                keys.insert(key);
                // The first is the usual one.
                words.push_str(choices[0].1);
            }
            Effect::Given(key, parts) => {
                keys.insert(key);
                parts_of(parts, keys, words);
            }
            Effect::Missing(key, parts) => {
                keys.insert(key);
                parts_of(parts, keys, &mut String::new());
            }
        }
    }
}

#[test]
fn policies_tell_what_they_do_with_all_their_parameters() {
    for template in POLICY_TEMPLATES {
        let (mut keys, mut words) = (BTreeSet::new(), String::new());
        parts_of(template.effect, &mut keys, &mut words);
        let own = template.parameters.iter().map(|parameter| parameter.key);
        let own: BTreeSet<_> = own.filter(|key| *key != "x-ms-apimTemplate-operationName").collect();
        assert_eq!(keys, own, "{}", template.id);
        assert!(words.ends_with('.') && !words.contains("  "), "{}: {words}", template.id);
        assert!(words.chars().next().is_some_and(char::is_uppercase), "{}: {words}", template.id);
        for part in template.effect {
            let Effect::Choice(key, choices) = part else { continue };
            let known = template.parameter(key).unwrap().values;
            assert!(
                choices.iter().all(|(value, _)| *key == "x-ms-apimTemplate-policySection"
                    || known.iter().any(|known| known.value == *value)),
                "{} {key}",
                template.id
            );
        }
    }
}

#[test]
fn functions_write_each_argument_once_in_their_call() {
    for function in EXPRESSION_FUNCTIONS {
        assert_eq!(function.parameters.len(), usize::from(function.max_arguments), "{}", function.name);
        assert!(function.min_arguments <= function.max_arguments, "{}", function.name);
        assert_eq!(function.is_constant, !function.call.contains('('), "{}", function.name);
        let written: Vec<_> = function.parameters.iter().map(|argument| argument.label).collect();
        let call = if function.is_constant {
            format!("@{}", function.name)
        } else {
            format!("@{}({})", function.name, written.join(", "))
        };
        assert_eq!(function.call, call);
        for label in written {
            assert_eq!(function.call.matches(label).count(), 1, "{}", function.name);
        }
    }
}

#[test]
fn lists_are_complete() {
    assert_eq!(CATEGORIES.len(), 19);
    assert_eq!(vocabulary::reason_phrase(404), Some("Not Found"));
    assert_eq!(vocabulary::reason_phrase(299), None);
    assert!(
        ["", "20", "2XX", "099", "600", "Default"]
            .iter()
            .all(|key| vocabulary::response_meaning(key).is_none())
    );
    assert_eq!(vocabulary::known_format("int32").unwrap().types, ["integer"]);
    assert_eq!(
        vocabulary::identity_provider("aad").unwrap().parameters.iter().filter(|one| one.required).count(),
        1
    );
    assert!(METHODS.iter().all(|method| member(Place::PathItem, method).unwrap().place == Place::Operation));
    let operations = members(Place::PathItem).filter(|member| member.place == Place::Operation).count();
    assert_eq!(operations, METHODS.len());
    assert_eq!(lifecycle::visibility("internal"), Some(lifecycle::VISIBILITIES[3].doc));
    assert_eq!(lifecycle::status("production"), None);
    assert!(lifecycle::visibility("none").is_some() && lifecycle::visibility("hidden").is_none());
    for word in lifecycle::IMPLIED {
        assert!(member(Place::ApiAnnotation, word.value).is_some(), "{}", word.value);
    }
    for keyword in OPENAPI3_KEYWORDS {
        assert!(member(Place::Root, keyword.value).is_none(), "{}", keyword.value);
    }
    for keyword in UNSUPPORTED_SCHEMA_KEYWORDS {
        assert!(member(Place::PropertySchema, keyword.value).is_none(), "{}", keyword.value);
    }
}
