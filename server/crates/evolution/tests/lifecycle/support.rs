//! Connectors, steps taken on them, and what must hold of every result.

use connector::{Connector, FileRole, Part, role_of};
use evolution::lifecycle::{Note, Plan, Step, plan};
use rules::{Profile, Settings, Severity, Stop};
use syntax::{TextEdit, edit};

/// The connector of marked files: `//- apiProperties.json` begins a file.
#[track_caller]
pub(crate) fn connector(marked: &str) -> Connector {
    Connector::new(fixture::files(marked).into_iter().map(|file| {
        let role = role_of(&file.path).unwrap_or_else(|| panic!("no connector file: {}", file.path));
        Part::new(role, file.text)
    }))
}

/// The text of a file.
pub(crate) fn text(connector: &Connector, role: FileRole) -> &str {
    connector.part(role).map_or("", Part::text)
}

/// The text of the definition.
pub(crate) fn definition(connector: &Connector) -> &str {
    text(connector, FileRole::Definition)
}

/// The index of the operation with this id.
#[track_caller]
pub(crate) fn operation(connector: &Connector, id: &str) -> usize {
    let operations = &connector.definition().unwrap().operations;
    operations
        .iter()
        .position(|operation| operation.id.as_deref() == Some(id))
        .unwrap_or_else(|| panic!("no {id}"))
}

/// The connector with the edits of a plan carried out.
#[track_caller]
pub(crate) fn carried_out(connector: &Connector, plan: &Plan) -> Connector {
    let Plan::Ready { edits, .. } = plan else { panic!("refused: {plan:?}") };
    let mut after = connector.clone();
    for (role, edits) in edits {
        assert!(!edits.is_empty(), "a file without edits is not listed");
        let before = text(connector, *role);
        let changed = edit::apply(before, edits).expect("edits that fit together");
        assert_eq!(undone(before, &changed, edits), before, "one undo gives the old text back");
        after = after.with(Part::new(*role, changed));
    }
    after
}

/// What an editor has after it takes edits back: their texts replaced by what stood there before.
fn undone(before: &str, after: &str, edits: &[TextEdit]) -> String {
    let mut inverse = Vec::new();
    let mut shift = 0_i64;
    for edit in edits {
        let start = u32::try_from(i64::from(edit.span.start) + shift).unwrap();
        let end = start + edit.text.len() as u32;
        inverse.push(TextEdit::new(syntax::Span::new(start, end), &before[edit.span.range()]));
        shift += i64::try_from(edit.text.len()).unwrap() - i64::from(edit.span.len());
    }
    edit::apply(after, &inverse).expect("inverse edits fit together")
}

/// Takes a step on the operation with this id. Taking it again must be refused or change nothing.
#[track_caller]
pub(crate) fn take(connector: &Connector, id: &str, step: &Step) -> Connector {
    let after = carried_out(connector, &plan(connector, operation(connector, id), step));
    if let Some(again) =
        after.definition().unwrap().operations.iter().position(|found| found.id.as_deref() == Some(id))
    {
        assert!(plan(&after, again, step).refusal().is_some(), "{} can be taken again", step.kind());
    }
    after
}

/// Why a step is refused.
#[track_caller]
pub(crate) fn refusal(connector: &Connector, id: &str, step: &Step) -> String {
    match plan(connector, operation(connector, id), step) {
        Plan::Refused { reason } => reason,
        Plan::Ready { edits, .. } => panic!("not refused: {edits:?}"),
    }
}

/// The notes of a step that can be taken.
#[track_caller]
pub(crate) fn notes(connector: &Connector, id: &str, step: &Step) -> Vec<Note> {
    match plan(connector, operation(connector, id), step) {
        Plan::Ready { notes, .. } => notes,
        Plan::Refused { reason } => panic!("refused: {reason}"),
    }
}

/// The findings of at least warning severity in the custom profile, and all on families and revisions: code and what
/// the finding is about.
pub(crate) fn findings(connector: &Connector) -> Vec<(&'static str, String)> {
    let counts = |finding: &rules::Finding| {
        finding.severity <= Severity::Warning || finding.rule.group() == "versioning"
    };
    findings_in(connector, Profile::Custom, counts)
}

/// The findings on families and revisions in a profile, down to hints.
pub(crate) fn on_revisions(connector: &Connector, profile: Profile) -> Vec<(&'static str, String)> {
    findings_in(connector, profile, |finding| finding.rule.group() == "versioning")
}

/// The one hint that a step may bring: what to use instead of an operation that ends without a newer revision is known
/// to its author alone.
pub(crate) const REPLACEMENT: &str = "versioning/deprecated-without-replacement";

fn findings_in(
    connector: &Connector,
    profile: Profile,
    counts: impl Fn(&rules::Finding) -> bool,
) -> Vec<(&'static str, String)> {
    let settings = Settings { profile, ..Settings::default() };
    rules::check(connector, &settings, &Stop::default())
        .into_iter()
        .filter(|finding| finding.code() != REPLACEMENT && counts(finding))
        .map(|finding| (finding.code(), rules::engine::pointer(connector, &finding)))
        .collect()
}

/// Start a revision, on the same path of the service or not.
pub(crate) const START: Step = Step::Start { same_backend: false };
/// Start a revision that a policy routes to the old path.
pub(crate) const START_SAME_BACKEND: Step = Step::Start { same_backend: true };
/// Deprecate without a date.
pub(crate) const DEPRECATE: Step = Step::Deprecate { expires: None };
/// Supersede without a date.
pub(crate) const SUPERSEDE: Step = Step::Supersede { expires: None };
