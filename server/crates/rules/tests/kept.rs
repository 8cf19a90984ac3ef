//! Findings that are kept over edits are those of a fresh run.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod folder;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use connector::{Connector, Date, FileRole, Part};
use fixture::{Rng, corpus, on_two_threads, samples};
use folder::connectors;
use rules::{ContentEdit, Finding, Kept, Profile, Settings, Stop, check, check_on_threads};
use syntax::{NodeId, Span, TextEdit, Tree};

/// Everything of findings that anybody can see.
fn shown(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            format!(
                "{finding:?} {:?} {:?} {:?} {:?}",
                finding.node, finding.tag, finding.related, finding.said
            )
        })
        .collect()
}

/// Panics with the first difference.
fn assert_same(kept: &[Finding], fresh: &[Finding], what: &dyn Fn() -> String) {
    let (kept, fresh) = (shown(kept), shown(fresh));
    let lacks = fresh.iter().find(|finding| !kept.contains(finding));
    let has = kept.iter().find(|finding| !fresh.contains(finding));
    assert!(kept == fresh, "{}:\nmissing: {lacks:?}\ntoo many: {has:?}", what());
}

fn settings(profile: Profile) -> Settings {
    Settings { profile, today: Date::parse("2026-06-01"), ..Settings::default() }
}

/// One edit inside a scalar: what is replaced, by what.
struct Edit {
    node: NodeId,
    span: Span,
    text: String,
}

/// Pieces that mean something to some rule.
const WORDS: [&str; 24] = [
    "a",
    " ",
    ".",
    "",
    "x",
    "GetItems",
    "2",
    "V2",
    "https://example.com/{id}",
    "deprecated",
    "Preview",
    "internal",
    "string",
    "date-time",
    "#/definitions/",
    "{",
    "test",
    "é🙂",
    "A longer text that ends with a stop.",
    "none",
    "body",
    "query",
    "\\n",
    "the",
];

fn random_edit(rng: &mut Rng, tree: &Tree) -> Option<Edit> {
    let at = |rng: &mut Rng| tree.node(NodeId(rng.below(tree.len()) as u32));
    let node = (0..50).map(|_| at(rng)).find(|node| !node.is_container() && node.is_closed())?;
    if node.is_string() {
        let content = node.content_span();
        let text = node.written();
        let mut bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bounds.push(text.len());
        // Nothing is cut out of an escape.
        if text.contains('\\') {
            bounds = vec![0, text.len()];
        }
        let (one, other) = (bounds[rng.below(bounds.len())], bounds[rng.below(bounds.len())]);
        let (from, to) = if rng.below(2) == 0 { (one, one) } else { (one.min(other), one.max(other)) };
        let span = Span::new(content.start + from as u32, content.start + to as u32);
        return Some(Edit { node: node.id(), span, text: WORDS[rng.below(WORDS.len())].to_owned() });
    }
    let words: &[&str] = match node.kind() {
        syntax::Kind::Number => &["0", "1", "17", "-3", "2.5"],
        syntax::Kind::Boolean => &["true", "false"],
        _ => return None,
    };
    Some(Edit { node: node.id(), span: node.span(), text: words[rng.below(words.len())].to_owned() })
}

/// Edits a connector `count` times; gives how many edits were kept over.
fn edited(connector: &Connector, settings: &Settings, rng: &mut Rng, count: usize, name: &Path) -> usize {
    let stop = Stop::default();
    // As in an editor, whose texts are decoded.
    let decoded = |connector: Connector, part: &Part| connector.with(part.clone());
    let mut connector = connector.parts().iter().fold(connector.clone(), decoded);
    let mut kept = Kept::new(&connector, settings, &stop).expect("nobody stops");
    assert_same(kept.findings(), &check(&connector, settings, &stop), &|| {
        format!("{}: as it is", name.display())
    });
    assert_same(&check_on_threads(&connector, settings, &stop), kept.findings(), &|| {
        format!("{}: on threads", name.display())
    });
    let roles: Vec<FileRole> = connector.documents().map(connector::Document::role).collect();
    let mut done = 0;
    for _ in 0..count {
        // Most edits are in the definition.
        let role = if rng.below(4) > 0 { roles[0] } else { roles[rng.below(roles.len())] };
        let part = connector.part(role).unwrap();
        let tree = part.document().unwrap().tree();
        let Some(edit) = random_edit(rng, tree) else { continue };
        let edited = tree.edited(&TextEdit::new(edit.span, edit.text.clone()));
        let now = part.edited(Arc::new(edited.tree), &edited.delta);
        let pointer = syntax::pointer::pointer(tree.node(edit.node));
        let content = now.content_edit(part, &edited.delta);
        let after = connector.with(now);
        let Some(content) = content else {
            kept = Kept::new(&after, settings, &stop).expect("nobody stops");
            connector = after;
            continue;
        };
        let text = after.part(role).unwrap().text().to_owned();
        let fresh = check(&connector.with(Part::new(role, text)), settings, &stop);
        let change = ContentEdit { file: role, content, delta: edited.delta };
        kept = kept.after(&after, &change, &stop).expect("nobody stops");
        let what =
            || format!("{}: {role:?} {pointer}: {:?} becomes {:?}", name.display(), edit.span, edit.text);
        assert_same(kept.findings(), &fresh, &what);
        connector = after;
        done += 1;
    }
    done
}

#[test]
fn edits_of_samples_keep_what_a_fresh_run_finds() {
    let connectors = connectors(&samples());
    let done = AtomicUsize::new(0);
    on_two_threads(connectors.len(), |index| {
        let (name, connector) = &connectors[index];
        for (seed, profile) in [(1, Profile::Certified), (2, Profile::Custom)] {
            let mut rng = Rng::new(seed * 1000 + index as u64);
            done.fetch_add(edited(connector, &settings(profile), &mut rng, 150, name), Ordering::Relaxed);
        }
    });
    assert!(done.into_inner() > 12 * 150, "most edits are inside of texts that the model does not depend on");
}

#[test]
fn edits_of_real_connectors_keep_what_a_fresh_run_finds() {
    let Some(folder) = corpus("edits of real connectors") else { return };
    let connectors = connectors(&folder);
    let count = std::env::var("KEPT_EDITS").ok().and_then(|count| count.parse().ok()).unwrap_or(6);
    on_two_threads(connectors.len(), |index| {
        let (name, connector) = &connectors[index];
        let mut rng = Rng::new(index as u64);
        edited(connector, &settings(Profile::Independent), &mut rng, count, name);
    });
}

/// The scalar is the same node, but the edit reaches over its end: the blanks beside it are others now.
#[test]
fn an_edit_over_the_end_of_a_string_is_felt_by_rules_on_blanks() {
    let of = |end: &str| {
        format!("{{\n  \"swagger\": \"2.0\",\n  \"host\": \"example.com{end}  \"basePath\": \"/\"\n}}\n")
    };
    for (old, new) in [("\",  \n", "x\",\n"), ("\",\n", "x\",  \n"), ("\",\n", "\",\n\t")] {
        let before = of(old);
        let start = before.find(".com").expect("the host") + 4;
        follow(&before, start, old, new);
    }
}

/// How long a string is decides on more than what is said of the string: which member moves, whether a word can be an empty
/// one, whether a schema is too long to be written.
#[test]
fn the_length_of_a_string_is_felt_by_rules_on_what_holds_it() {
    let long = "a".repeat(40_000);
    let parts = |note: &str| {
        format!(
            r##"{{ "swagger": "2.0", "definitions": {{
                "A": {{ "type": "object", "properties": {{ "a": {{ "type": "string" }} }} }},
                "B": {{ "allOf": [ {{ "$ref": "#/definitions/A" }},
                    {{ "type": "object", "x-note": "{note}" }} ] }} }} }}"##
        )
    };
    let order = |host: &str| format!(r#"{{ "swagger": "2.0", "paths": {{}}, "host": "{host}" }}"#);
    let shown = |word: &str| {
        format!(
            r#"{{ "swagger": "2.0", "definitions": {{ "A": {{ "type": "object", "x-ms-visibility": "{word}" }} }} }}"#
        )
    };
    follow_both_ways(parts, &long, "b");
    follow_both_ways(order, "a.example", "b.contoso.example");
    follow_both_ways(shown, "important", "none");
}

/// Puts one string in the place of another in a definition, and the other way round.
fn follow_both_ways(text: impl Fn(&str) -> String, one: &str, other: &str) {
    for (old, new) in [(one, other), (other, one)] {
        let before = text(old);
        let start = before.rfind(&format!("\"{old}\"")).expect("the string") + 1;
        follow(&before, start, old, new);
    }
}

/// Puts `new` in the place of `old`, which stands at a byte of a definition: what is kept is what a fresh run finds.
fn follow(before: &str, start: usize, old: &str, new: &str) {
    let span = Span::new(start as u32, (start + old.len()) as u32);
    let edit = TextEdit::new(span, new);
    let text = syntax::edit::apply(before, std::slice::from_ref(&edit)).expect("an edit of the text");
    let part = Part::new(FileRole::Definition, before.to_owned());
    let edited = part.document().expect("a document").tree().edited(&edit);
    let now = part.edited(Arc::new(edited.tree), &edited.delta);
    let connector = Connector::new([part.clone()]);
    let (settings, stop) = (settings(Profile::Custom), Stop::default());
    let kept = Kept::new(&connector, &settings, &stop).expect("nobody stops");
    let fresh = check(&Connector::of_text(FileRole::Definition, text), &settings, &stop);
    let content = now.content_edit(&part, &edited.delta);
    let after = connector.with(now);
    let what = || format!("{:?} becomes {:?}", &old[..old.len().min(20)], &new[..new.len().min(20)]);
    if let Some(content) = content {
        let change = ContentEdit { file: FileRole::Definition, content, delta: edited.delta };
        let kept = kept.after(&after, &change, &stop).expect("nobody stops");
        assert_same(kept.findings(), &fresh, &what);
    }
    assert_same(&check(&after, &settings, &stop), &fresh, &what);
}

/// What stands behind an edit moves: the place of a finding, other places that matter to it, and what its fix replaces.
#[test]
fn places_move_with_the_text() {
    let text = |color: &str| {
        let policy = |title: &str| {
            format!(
                r#"{{ "templateId": "setheader", "title": "{title}", "parameters": {{
                    "x-ms-apimTemplateParameter.name": "Shop",
                    "x-ms-apimTemplateParameter.value": "@connectionParameters('shopp')",
                    "x-ms-apimTemplateParameter.existsAction": "override" }} }}"#
            )
        };
        format!(
            r#"{{ "properties": {{ "iconBrandColor": "{color}",
                "connectionParameters": {{ "shop": {{ "type": "string" }} }},
                "policyTemplateInstances": [{}, {}] }} }}"#,
            policy("a"),
            policy("a")
        )
    };
    let (settings, stop) = (settings(Profile::Custom), Stop::default());
    let before = text("#da3b01");
    let part = Part::new(FileRole::Properties, before.clone());
    let connector = Connector::new([part.clone()]);
    let mut kept = Kept::new(&connector, &settings, &stop).expect("nobody stops");
    let moves_bytes = |finding: &Finding| {
        let steps = finding.fixes.iter().flat_map(|fix| &fix.steps);
        steps.into_iter().any(|step| matches!(step.change, rules::Change::Text(_)))
    };
    assert!(kept.findings().iter().any(moves_bytes), "{:?}", kept.findings());
    assert!(kept.findings().iter().any(|finding| !finding.related.is_empty()), "{:?}", kept.findings());
    let place = before.find("#da3b01").expect("the colour") as u32;
    let edited = part
        .document()
        .expect("a document")
        .tree()
        .edited(&TextEdit::new(Span::new(place + 1, place + 7), "da3b0123"));
    let now = part.edited(Arc::new(edited.tree), &edited.delta);
    let content = now.content_edit(&part, &edited.delta).expect("the model does not depend on the colour");
    let after = connector.with(now);
    let change = ContentEdit { file: FileRole::Properties, content, delta: edited.delta };
    kept = kept.after(&after, &change, &stop).expect("nobody stops");
    let fresh = check(&Connector::of_text(FileRole::Properties, text("#da3b0123")), &settings, &stop);
    assert_same(kept.findings(), &fresh, &|| "a longer colour".to_owned());
}

#[test]
fn a_list_of_the_same_findings_is_shared() {
    let connector = Connector::of_text(FileRole::Definition, r#"{ "swagger": "2.0", "host": "a b" }"#);
    let (settings, stop) = (settings(Profile::Certified), Stop::default());
    let kept = Kept::new(&connector, &settings, &stop).expect("nobody stops");
    let known: Arc<[Finding]> = check(&connector, &settings, &stop).into();
    assert!(known.len() > 1 && Arc::ptr_eq(kept.clone().sharing(&known).findings(), &known));
    let mut others = known.to_vec();
    others[1].message.push('!');
    for other in [&others, &known[1..]] {
        let shared = kept.clone().sharing(&other.into());
        assert!(Arc::ptr_eq(shared.findings(), kept.findings()), "what says something else is left alone");
    }
}
