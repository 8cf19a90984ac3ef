//! A document in an editor: what is kept from the text before gives the same as a fresh reading.

use std::sync::Arc;

use connector::{Connector, Date, Part};
use fixture::{EditorModel, Rng, assert_well_formed, random_changes};
use ropey::Rope;
use rules::{ContentEdit, Finding, Kept, Profile, Settings, Stop, check as all_findings};
use syntax::{Delta, Encoding, Key, LineIndex, Node, NodeId, Span, TextEdit, Tree};

use crate::editing::{altered, boundary};
use crate::rope::{self, Replaced};
use crate::seeds;
use crate::words::words;

/// The bytes choose a connector and what is typed into its files.
pub fn check(bytes: &[u8]) {
    let mut chance = Rng::of_bytes(bytes);
    let mut seed = seeds::choose(&mut chance);
    let profile = chance.pick(&[Profile::Custom, Profile::Certified, Profile::Independent]);
    let settings = Settings { profile, today: Date::new(2026, 11, 22), ..Settings::default() };
    let stop = Stop::default();
    let mut now = seed.connector();
    let mut kept = Kept::new(&now, &settings, &stop).expect("nobody stops");
    assert_same(kept.findings(), &all_findings(&now, &settings, &stop));
    let mut moments = 0;
    let mut place = 0;
    while moments < 8 && (moments == 0 || !chance.is_used_up()) {
        moments += 1;
        let which = chance.below(seed.files.len());
        let (role, before) = seed.files[which].clone();
        let tree = now.document(role).map(|document| document.shared_tree());
        let altered = |text: &str, chance: &mut Rng| altered(role, text, chance);
        let edit = edit(&before, tree.as_deref(), &mut chance, &mut place, &altered);
        let text = syntax::edit::apply(&before, std::slice::from_ref(&edit)).expect("an edit of the text");
        seed.files[which].1.clone_from(&text);
        seed.show();
        let fresh = seed.connector();

        let (Some(tree), Some(part)) = (tree, now.part(role).cloned()) else {
            // A script is read as a whole.
            now = now.with(Part::new(role, text));
            kept = Kept::new(&now, &settings, &stop).expect("nobody stops");
            continue;
        };
        let edited = tree.edited(&edit);
        let read = fresh.document(role).expect("a document").tree();
        assert_tree(&edited.tree, read);
        assert_claims(&tree, read, &edited.delta);
        assert_claims(&tree, read, &Delta::between(&tree, read));
        let after = part.edited(Arc::new(edited.tree), &edited.delta);
        let content = after.content_edit(&part, &edited.delta);
        now = now.with(after);
        let places =
            |connector: &Connector| connector.document(role).map(|document| document.places().to_vec());
        assert!(places(&now) == places(&fresh), "the places");
        kept = match content {
            Some(content) => {
                let edit = ContentEdit { file: role, content, delta: edited.delta };
                kept.after(&now, &edit, &stop).expect("nobody stops")
            }
            None => Kept::new(&now, &settings, &stop).expect("nobody stops"),
        };
        assert_same(kept.findings(), &all_findings(&fresh, &settings, &stop));
    }
}

/// One edit: something typed in a scalar, changes as an editor sends them, or any.
fn edit(
    text: &str,
    tree: Option<&Tree>,
    chance: &mut Rng,
    place: &mut usize,
    altered: &dyn Fn(&str, &mut Rng) -> String,
) -> TextEdit {
    match (chance.below(4), tree) {
        (0, _) => typed(text, chance.pick(&[Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]), chance),
        (1, _) => TextEdit::new(Span::new(0, text.len() as u32), altered(text, chance)),
        (_, Some(tree)) => in_a_scalar(tree, chance, place),
        (_, None) => TextEdit::insert(boundary(text, chance.below(text.len() + 1)) as u32, "a"),
    }
}

/// A word, a character or the input's own bytes in the place of a part of a scalar, which may be what keeps it whole. Often it is
/// the scalar of the edit before: whoever types stays there.
fn in_a_scalar(tree: &Tree, chance: &mut Rng, place: &mut usize) -> TextEdit {
    const TYPED: [&str; 14] =
        ["", "a", " ", ".", "2", "V2", "{id}", "\"", "\\", "é🙂", "1", "-", "true", "#/definitions/"];
    let scalars: Vec<Node<'_>> = tree.nodes().filter(|node| !node.is_container()).collect();
    if chance.one_in(2) {
        *place = chance.below(scalars.len());
    }
    let span = scalars.get(*place).map_or(Span::empty(0), |node| node.content_span());
    let at =
        |chance: &mut Rng| boundary(tree.text(), span.start as usize + chance.below(span.len() as usize + 1));
    let start = at(chance);
    let end = if chance.one_in(2) { start } else { at(chance) };
    let new = match chance.below(8) {
        0 => {
            let count = chance.below(16);
            String::from_utf8_lossy(&chance.take(count)).into_owned()
        }
        1 | 2 => chance.pick(words()).to_owned(),
        _ => chance.pick(&TYPED).to_owned(),
    };
    TextEdit::new(Span::new(start.min(end) as u32, start.max(end) as u32), new)
}

/// Several changes as an editor sends them: the rope that the server keeps is the text that the editor has, and one edit of
/// the text before comes to the same.
fn typed(text: &str, encoding: Encoding, chance: &mut Rng) -> TextEdit {
    let mut model = EditorModel::new(text);
    let mut rope = Rope::from_str(text);
    let mut replaced: Option<Replaced> = None;
    for change in random_changes(chance, text) {
        model.apply(&change, encoding);
        let change = rope::Change { range: change.range, text: change.text };
        let next = rope::apply(&mut rope, &change, encoding);
        replaced = Some(replaced.map_or(next, |before| before.and(next)));
    }
    assert!(rope == model.text(), "the rope is what the editor has");
    let edit = replaced.unwrap_or_default().edit(&rope);
    let after = syntax::edit::apply(text, std::slice::from_ref(&edit));
    assert_eq!(after.as_deref(), Some(model.text()), "all changes as one: {edit:?}");
    let lines = LineIndex::new(model.text());
    let offset = chance.below(model.text().len() + 1);
    let position = model.position(offset, encoding);
    assert_eq!(lines.position(model.text(), offset as u32, encoding), position);
    assert_eq!(lines.offset(model.text(), position, encoding) as usize, model.offset(position, encoding));
    edit
}

/// A tree that followed an edit is the one of a fresh reading.
fn assert_tree(is: &Tree, should: &Tree) {
    assert_well_formed(is);
    assert_eq!(is.text(), should.text(), "the text");
    assert_eq!(is.errors(), should.errors(), "the errors");
    assert!(is == should, "the nodes");
    assert_eq!(*is.lines(), LineIndex::new(should.text()), "the lines");
}

/// What a delta says is true.
fn assert_claims(old: &Tree, new: &Tree, delta: &Delta) {
    let (first, gone) = (delta.first.index(), delta.old as usize);
    assert!(first + gone <= old.len());
    assert_eq!(old.len() - gone + delta.new as usize, new.len(), "{delta:?}");
    for was in old.nodes() {
        let is_gone = (first..first + gone).contains(&was.id().index());
        let is = delta.node(was.id());
        assert_eq!(is.is_none(), is_gone, "{was:?} {delta:?}");
        let Some(is) = is.map(|id| new.node(id)) else {
            assert!(was.after().index() <= first + gone, "what is below a replaced node is replaced");
            continue;
        };
        assert_eq!((is.kind(), is.span()), (was.kind(), delta.span(was.span())), "{delta:?}");
        let key = |node: Node<'_>| node.key().map(Key::span);
        assert_eq!(key(is), key(was).map(|span| delta.span(span)), "{was:?} {delta:?}");
        assert_eq!(is.name(), was.name(), "{delta:?}");
        assert_eq!(is.parent().map(Node::id), was.parent().and_then(|parent| delta.node(parent.id())));
        assert!(was.is_container() || is.raw() == was.raw(), "{was:?} {is:?} {delta:?}");
    }
    if let Some(id) = delta.content_only {
        let (was, is): (Node<'_>, Node<'_>) = (old.node(id), new.node(NodeId(id.0)));
        assert!(!is.is_container() && is.kind() == was.kind() && is.name() == was.name());
        assert!(!was.is_string() || !was.is_closed() || is.span() == delta.span(was.span()), "{delta:?}");
    }
}

/// All that anybody can see of findings is the same.
fn assert_same(kept: &[Finding], fresh: &[Finding]) {
    let shown = |findings: &[Finding]| -> Vec<String> {
        let shown = |finding: &Finding| {
            let Finding { node, tag, related, said, .. } = finding;
            format!("{finding:?} {:?} {node:?} {tag:?} {related:?} {said:?}", finding.span)
        };
        findings.iter().map(shown).collect()
    };
    let (kept, fresh) = (shown(kept), shown(fresh));
    let lacks = fresh.iter().find(|finding| !kept.contains(finding));
    let has = kept.iter().find(|finding| !fresh.contains(finding));
    assert!(kept == fresh, "missing: {lacks:?}\ntoo many: {has:?}");
}
