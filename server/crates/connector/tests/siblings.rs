//! The files beside a connector: known by their names, if somebody listed the folder.

use connector::{Connector, FileRole, Files, Part, Source};

#[test]
fn what_stands_beside_a_connector_is_known_if_somebody_listed_it() {
    let mut connector = Connector::of_text(FileRole::Definition, "{}");
    assert_eq!((connector.siblings(), connector.has_sibling("readme.md")), (None, None));
    assert!(!connector.is_in_solution());
    let names = ["apiDefinition.swagger.json", "README.md"].map(str::to_owned);
    connector.set_siblings(Some(names.clone().into()));
    for connector in [
        connector.with(Part::new(FileRole::Definition, "[]".to_owned())),
        connector.without(FileRole::Definition),
        connector,
    ] {
        assert_eq!(connector.siblings(), Some(&names[..]));
        assert_eq!(
            (connector.has_sibling("readme.md"), connector.has_sibling("icon.png")),
            (Some(true), Some(false))
        );
        assert!(!connector.is_in_solution());
    }
}

#[test]
fn files_of_a_solution_are_told_by_their_names() {
    let beside = |names: &[&str]| {
        let mut connector = Connector::of_text(FileRole::Definition, "{}");
        connector.set_siblings(Some(names.iter().map(|name| (*name).to_owned()).collect()));
        connector.is_in_solution()
    };
    assert!(beside(&["con_shop_openapidefinition.json"]));
    assert!(!beside(&["con_shop_openapidefinition.json", "apiDefinition.swagger.json"]));
    assert!(!beside(&["script.csx"]));
    let parts = [FileRole::Definition, FileRole::ConnectionParameters];
    assert!(Connector::new(parts.map(|role| Part::new(role, "{}".to_owned()))).is_in_solution());
}

/// A folder that somebody has in mind.
struct Imagined;

impl Files for Imagined {
    fn names(&self) -> Vec<String> {
        vec!["apiDefinition.swagger.json".to_owned()]
    }

    fn siblings(&self) -> Option<Vec<String>> {
        Some(vec!["apiDefinition.swagger.json".to_owned(), "icon.png".to_owned()])
    }

    fn read(&self, _: &str) -> Option<Source> {
        Some(Source { decoded: syntax::decode(b"{}".to_vec()) })
    }
}

#[test]
fn a_folder_is_loaded_with_the_names_of_its_files() {
    let loaded = Connector::load(&Imagined);
    assert_eq!(loaded[0].1.has_sibling("Icon.png"), Some(true));
}
