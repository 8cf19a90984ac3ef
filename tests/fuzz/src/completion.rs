//! Any place in any connector: editor features answer, and what they insert can be inserted.

use connector::{Connector, FileRole, Part};
use evolution::lifecycle::Date;
use fixture::{Rng, Snippet};
use ide::actions::{Checking, Outcome, Request, Wanted};
use ide::completion::complete;
use ide::navigation::{Caller, calls_at, definition, highlights, incoming_calls, outgoing_calls, references};
use ide::{At, Elsewhere, FoldingAbility, FormatOptions, Published, Renaming, Symbol, View};
use rules::{Settings, Stop};
use syntax::edit::{Indent, apply};
use syntax::{Span, TextEdit, Tree};

use crate::editing::{altered, boundary};
use crate::seeds;

/// How many completions of a list are accepted.
const MOST: usize = 12;

/// The bytes choose a connector, what is done to it, and places in it.
pub fn check(bytes: &[u8]) {
    let mut chance = Rng::of_bytes(bytes);
    let mut seed = seeds::choose(&mut chance);
    let published = seed.connector();
    let edits = chance.below(4);
    for _ in 0..edits {
        let which = chance.below(seed.files.len());
        let (role, text) = &mut seed.files[which];
        *text = altered(*role, text, &mut chance);
    }
    let connector = seed.connector();
    seed.show();
    let settings = Settings::default();
    let findings = rules::check(&connector, &settings, &Stop::default());
    let published = Published::new(published, "main", &connector);
    let changes = ide::changes(&published, &connector, &settings, &[]);
    let view = View {
        connector: &connector,
        findings: &findings,
        published: Some(&published),
        changes: &changes,
        today: Date::new(2026, 11, 22),
    };
    let (role, text) = &seed.files[chance.below(seed.files.len())];
    let mut places = 0;
    while places < 4 && (places == 0 || !chance.is_used_up()) {
        places += 1;
        let at = At { file: *role, offset: chance.below(text.len() + 2) as u32 };
        check_completions(&connector, text, at, &mut chance);
        check_place(&view, text, at);
        check_actions(&view, text, at, &settings);
    }
    check_file(&view, *role, text);
}

fn check_completions(connector: &Connector, text: &str, at: At, chance: &mut Rng) {
    let Some(found) = complete(connector, at, true) else { return };
    let cursor = boundary(text, at.offset as usize) as u32;
    let span = found.replace;
    assert!(span.start <= cursor && cursor <= span.end, "{span:?} is elsewhere than {at:?}");
    assert!(!text[span.range()].contains(['\n', '\r']), "{span:?} has several lines");
    let is_valid = is_json(text);
    let first = chance.below(found.entries.len());
    for entry in found.entries.iter().cycle().skip(first).take(found.entries.len().min(MOST)) {
        let inserted = Snippet::parse(&entry.text).plain().text;
        let edit = TextEdit::new(span, inserted);
        let edits: Vec<TextEdit> = found.before.iter().cloned().chain([edit]).collect();
        let after =
            apply(text, &edits).unwrap_or_else(|| panic!("'{}' does not fit: {edits:?}", entry.label));
        assert!(!is_valid || is_json(&after), "'{}' leaves no JSON: {after}", entry.label);
        drop(entry.documentation());
    }
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text.trim_start_matches('\u{feff}')).is_ok()
}

fn is_in(connector: &Connector, file: FileRole, span: Span) -> bool {
    span.start <= span.end && connector.part(file).is_some_and(|part| part.text().get(span.range()).is_some())
}

/// What is asked about a place.
fn check_place(view: &View<'_>, text: &str, at: At) {
    let connector = view.connector;
    if let Some(hover) = ide::hover(view, at) {
        assert!(is_in(connector, at.file, hover.span), "{at:?}");
        drop((hover.text.markdown(), hover.text.plain()));
    }
    ide::signature_help(connector, at);
    let all = references(connector, at, true);
    let here = highlights(connector, at);
    assert_eq!(here.len(), all.iter().filter(|(file, _)| *file == at.file).count(), "{at:?}");
    assert!(all.iter().all(|(file, span)| is_in(connector, *file, *span)), "{at:?}");
    if let Some(found) = definition(connector, at) {
        assert!(found.origin.touches(at.offset), "{at:?}");
        for place in found.places {
            assert!(place.whole.start <= place.name.start && place.name.end <= place.whole.end, "{at:?}");
        }
    }
    if let Some(part) = calls_at(connector, at)
        && let Caller::Operation(index) = part.caller
    {
        outgoing_calls(connector, part.caller);
        incoming_calls(connector, index);
    }
    if let Some(document) = connector.document(at.file) {
        let spans = ide::selection_spans(document.tree(), at.offset);
        assert!(spans.iter().all(|span| is_in(connector, at.file, *span)), "{at:?}");
        let grows = |pair: &[Span]| {
            let (one, other) = (pair[0], pair[1]);
            let holds = |outer: Span, inner: Span| outer.start <= inner.start && inner.end <= outer.end;
            holds(one, other) || holds(other, one)
        };
        assert!(spans.windows(2).all(grows), "{at:?}: {spans:?}");
    }
    let start = ide::prepare_rename(connector, at);
    let renamed = ide::rename(view, at, "Zyx9");
    assert_eq!(start.is_some(), renamed.is_some(), "{at:?}");
    if let (Some(start), Some(Renaming::Edits(files))) = (start, renamed) {
        assert!(text.get(start.span.range()).is_some(), "{at:?}");
        for (role, edits) in files {
            let edits: Vec<_> = edits.into_iter().map(|name| name.edit).collect();
            assert!(apply(connector.part(role).map_or("", Part::text), &edits).is_some(), "{at:?}");
        }
    }
}

/// What can be changed at a place can be applied, and leaves JSON where there was JSON.
fn check_actions(view: &View<'_>, text: &str, at: At, settings: &Settings) {
    let end = boundary(text, at.offset as usize) as u32;
    let request = Request {
        file: at.file,
        span: Span::empty(end),
        wanted: Wanted::default(),
        configuration: None,
        checking: Checking { settings, elsewhere: Elsewhere::default() },
        is_eager: true,
    };
    for action in ide::actions(*view, &request, &Stop::default()) {
        let Outcome::Edits(files) = action.outcome else { continue };
        for (file, edits) in files {
            let old = view.connector.part(file).map_or("", Part::text);
            let new = apply(old, &edits);
            let new = new.unwrap_or_else(|| panic!("'{}' does not fit: {edits:?}", action.title));
            let is_script = file == FileRole::Script;
            assert!(is_script || !is_json(old) || is_json(&new), "'{}' leaves no JSON: {new}", action.title);
        }
    }
}

/// What is asked about a whole file.
fn check_file(view: &View<'_>, file: FileRole, text: &str) {
    let connector = view.connector;
    let all = Span::new(0, text.len() as u32);
    let mut end = 0;
    for token in ide::semantic_tokens(connector, file, all) {
        assert!(is_in(connector, file, token.span) && end <= token.span.start, "{token:?} behind {end}");
        end = token.span.end;
    }
    check_symbols(&ide::document_symbols(connector, file), all);
    for hint in ide::inlay_hints(connector, file, all) {
        assert!(text.is_char_boundary(hint.offset as usize), "{hint:?}");
    }
    let spans = ide::document_links(connector, file).into_iter().map(|link| link.span);
    let spans = spans.chain(ide::colors(connector, file).into_iter().map(|place| place.span));
    let spans = spans.chain(ide::code_lenses(view, file).into_iter().map(|lens| lens.span));
    for span in spans {
        assert!(is_in(connector, file, span), "{span:?}");
    }
    ide::operation_tree(view);
    ide::property_list(view);
    drop(ide::preview(view).html());
    if let Some(document) = connector.document(file) {
        for fold in ide::folds(document.tree(), FoldingAbility { whole_lines: false, limit: None }) {
            assert!(is_in(connector, file, fold.span) && fold.first_line <= fold.last_line, "{fold:?}");
        }
        check_formatting(document.tree());
    }
}

fn check_symbols(symbols: &[Symbol], around: Span) {
    for symbol in symbols {
        let holds = |outer: Span, inner: Span| outer.start <= inner.start && inner.end <= outer.end;
        assert!(
            holds(around, symbol.span) && holds(symbol.span, symbol.selection),
            "{symbol:?} in {around:?}"
        );
        check_symbols(&symbol.children, symbol.span);
    }
}

/// Layout changes blanks alone, says the same, and is done at once.
fn check_formatting(tree: &Tree) {
    let options =
        FormatOptions { indent: Indent::Spaces(2), insert_final_newline: true, trim_final_newlines: true };
    let Some(edits) = ide::formatting(tree, &options, None) else { return };
    let is_blank = |text: &str| text.chars().all(|character| matches!(character, ' ' | '\t' | '\n' | '\r'));
    for edit in &edits {
        assert!(
            is_blank(&tree.text()[edit.span.range()]) && is_blank(&edit.text),
            "more than blanks: {edit:?}"
        );
    }
    let after = syntax::parse(apply(tree.text(), &edits).expect("edits that fit"));
    assert_eq!(said(&after), said(tree), "it says something else");
    assert_eq!(ide::formatting(&after, &options, None), Some(Vec::new()), "laid out twice");
}

/// Keys and values in order as they are spelled, each with the end of its subtree.
fn said(tree: &Tree) -> Vec<(&str, &str, u32)> {
    let said = tree.nodes().map(|node| {
        let key = node.key().map_or("", |key| &tree.text()[key.span().range()]);
        (key, if node.is_container() { "" } else { node.raw() }, node.after().0)
    });
    said.collect()
}
