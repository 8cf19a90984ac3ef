//! All operations by family.

use connector::FileRole;
use evolution::lifecycle::Stage;
use ide::{OpenChanges, operation_tree};

use crate::code_lenses::{PRODUCTION, edited, family};
use crate::support::State;

#[test]
fn the_tree_has_all_families_with_their_changes() {
    let state = State::of(&edited().replacen("\"get\": {", "\"get\": { \"x-ms-trigger\": \"batch\",", 1));
    let text = state.connector.part(FileRole::Definition).unwrap().text();
    let tree = operation_tree(&state.view());
    let names: Vec<&str> = tree.iter().map(|family| family.name.as_ref()).collect();
    assert_eq!(names, ["GetA", "ListB", "GetC"]);
    let leaves: Vec<_> = tree.iter().flat_map(|family| &family.revisions).collect();
    assert_eq!(leaves[0].trigger.as_deref(), Some("batch"));
    assert_eq!(leaves[1].trigger, None);
    assert_eq!(&text[leaves[1].selection.range()], "\"ListB\"");
    assert!(text[leaves[1].span.range()].starts_with("\"get\": { \"operationId\": \"ListB\""));
    assert_eq!(leaves[2].changes, OpenChanges::default());
    assert!(leaves[1].changes.breaking > leaves[0].changes.breaking);
    let state = State::of(&family(r#""deprecated": true,"#, PRODUCTION));
    let tree = operation_tree(&state.view());
    assert_eq!(tree.len(), 1, "what has no name is in no family");
    let stages: Vec<_> = tree[0].revisions.iter().map(|leaf| leaf.stage.map(Stage::name)).collect();
    assert_eq!(stages, [Some("deprecated"), None]);
}
