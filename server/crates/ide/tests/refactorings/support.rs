//! Refactorings asked for and carried out.

use connector::{Connector, FileRole, Part};
use ide::actions::{Action, Checking, Outcome, Request, Wanted};
use ide::{Elsewhere, View, actions};
use rules::{Settings, Stop};
use syntax::{Span, edit};

/// The refactorings of a kind at a place of the definition, with their edits if `is_eager`.
pub(crate) fn offers(connector: &Connector, span: Span, kind: &str, is_eager: bool) -> Vec<Action> {
    let (settings, only) = (Settings::default(), [kind.to_owned()]);
    let request = Request {
        file: FileRole::Definition,
        span,
        wanted: Wanted::only(&only),
        configuration: None,
        checking: Checking { settings: &settings, elsewhere: Elsewhere::default() },
        is_eager,
    };
    let view = View { connector, findings: &[], published: None, changes: &[], today: None };
    actions(view, &request, &Stop::default())
}

/// A definition of this text.
pub(crate) fn definition(text: &str) -> Connector {
    Connector::of_text(FileRole::Definition, text)
}

/// The text of the definition after an action.
#[track_caller]
pub(crate) fn after(connector: &Connector, action: &Action) -> String {
    let Outcome::Edits(edits) = &action.outcome else { panic!("no edits: {action:?}") };
    let [(FileRole::Definition, edits)] = edits.as_slice() else { panic!("other files: {edits:?}") };
    let ordered = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    assert!(ordered, "edits out of order: {edits:?}");
    let text = connector.part(FileRole::Definition).map_or("", Part::text);
    edit::apply(text, edits).expect("edits that fit together")
}

/// What is offered at `$0` (or on `<r>…</r>`) in a definition.
#[track_caller]
pub(crate) fn titles(marked: &str, kind: &str) -> Vec<String> {
    let (text, span) = marked_text(marked);
    let connector = definition(&text);
    let now = offers(&connector, span, kind, true);
    let later = offers(&connector, span, kind, false);
    let name = |action: &Action| action.title.clone();
    assert_eq!(
        now.iter().map(name).collect::<Vec<_>>(),
        later.iter().map(name).collect::<Vec<_>>(),
        "what is listed can be made"
    );
    now.iter().map(name).collect()
}

/// Carries out what is offered under `title` at `$0` (or on `<r>…</r>`), in the four layouts, and compares with `after`
/// in the same layout.
#[track_caller]
pub(crate) fn check(marked: &str, (kind, title): (&str, &str), expected: &str) {
    let (text, span) = marked_text(marked);
    let marks = span_in_layouts(&text, span);
    let expected = fixture::layouts(expected);
    for ((name, text), (span, (_, expected))) in
        fixture::layouts(&text).into_iter().zip(marks.into_iter().zip(expected))
    {
        let connector = definition(&text);
        let found = offers(&connector, span, kind, true);
        let action = found.iter().find(|action| action.title == title);
        let action = action.unwrap_or_else(|| panic!("{name}: no '{title}' in {found:#?}"));
        assert_eq!(after(&connector, action), expected, "{name}");
    }
}

/// A marked text and its place: a cursor or a range.
#[track_caller]
pub(crate) fn marked_text(marked: &str) -> (String, Span) {
    let (text, marks) = fixture::extract(marked);
    let [mark] = marks.as_slice() else { panic!("one mark is needed") };
    (text, mark.span())
}

/// The same place in the four layouts: what the node there is found by is its pointer.
#[track_caller]
fn span_in_layouts(text: &str, span: Span) -> [Span; 4] {
    let tree = syntax::parse(text);
    let node = tree.node_at(span.start);
    let (id, on_key) = (node.id(), node.key().is_some_and(|key| key.span().touches(span.start)));
    fixture::layouts(text).map(|(_, text)| {
        let tree = syntax::parse(text);
        let node = tree.node(id);
        if !span.is_empty() {
            return node.span();
        }
        Span::empty(if on_key { node.full_span().start + 1 } else { node.span().start + 1 })
    })
}
