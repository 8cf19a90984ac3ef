//! All operations by family.

use connector::FileRole;
use evolution::lifecycle::Stage;
use ide::actions::Outcome;
use ide::{OpenChanges, Tally, View, life_steps, operation_tree, preview};
use rules::{Settings, Stop};

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
    assert_eq!(tree.len(), 2);
    assert_eq!(tree[1].revisions.len(), 1, "what has no name stands alone");
    assert!(tree[1].name.contains(" /"), "{}", tree[1].name);
    assert_eq!(tree[1].revisions[0].row.operation_id, None);
    let stages: Vec<_> = tree[0].revisions.iter().map(|leaf| leaf.stage.map(Stage::name)).collect();
    assert_eq!(stages, [Some("deprecated"), None]);
}

#[test]
fn a_word_that_makes_no_trigger_leaves_an_action_as_in_the_preview() {
    for (word, is_trigger) in
        [("batch", true), ("single", true), ("foo", false), ("", false), ("Batch", false)]
    {
        let paths = format!(r#"{{ "/a": {{ "get": {{ "operationId": "A", "x-ms-trigger": "{word}" }} }} }}"#);
        let state = State::of(&format!(r#"{{ "swagger": "2.0", "paths": {paths} }}"#));
        let leaf = operation_tree(&state.view()).remove(0).revisions.remove(0);
        assert_eq!((leaf.trigger.as_deref(), leaf.is_trigger), (Some(word), is_trigger));
        assert_eq!(preview(&state.view()).edited.triggers.len(), usize::from(is_trigger), "{word}");
    }
}

#[test]
fn a_revision_has_its_findings_its_summary_and_its_steps() {
    let state = State::of(
        r#"//- apiDefinition.swagger.json
{ "swagger": "2.0", "paths": {
  "/a": { "get": { "operationId": "get a", "summary": " ", "responses": { "200": { "description": "" } } } },
  "/b": { "get": { "operationId": "ListB", "summary": "List all", "description": "Lists all.", "responses": { "200": { "description": "All." } } } }
} }
"#,
    );
    let findings = rules::check(&state.connector, &Settings::default(), &Stop::default());
    let view = View { findings: &findings, ..state.view() };
    let tree = operation_tree(&view);
    let leaves: Vec<_> = tree.iter().flat_map(|family| &family.revisions).collect();
    assert_eq!((leaves[0].summary.as_deref(), leaves[1].summary.as_deref()), (None, Some("List all")));
    let all = Tally::of(&findings);
    assert!(leaves[0].findings.warnings + leaves[0].findings.errors > 0, "{findings:?}");
    assert_eq!(leaves[1].findings.errors, 0);
    assert!(all.errors + all.warnings > leaves[0].findings.errors + leaves[0].findings.warnings);
    // What is counted is what lies inside, to the byte.
    for leaf in &leaves {
        let inside = findings
            .iter()
            .filter(|found| leaf.span.start <= found.span.start && found.span.end <= leaf.span.end);
        assert_eq!(leaf.findings, Tally::of(inside));
    }
    let steps = life_steps(&view, leaves[1].row.operation);
    let refused: Vec<&str> = steps
        .iter()
        .filter(|(_, action)| matches!(action.outcome, Outcome::Refused { .. }))
        .map(|(step, _)| step.kind())
        .collect();
    assert_eq!(steps.len(), 8);
    assert_eq!(refused[0], "revision.startSameBackend", "there is no file for its policy");
    assert_eq!(refused[1..], ["revision.promote", "revision.supersede", "revision.hide", "revision.retire"]);
    assert!(life_steps(&view, 2).is_empty());
}
