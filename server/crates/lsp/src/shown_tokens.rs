//! Which tokens the client shows, so that it can be sent what has changed of them.

use std::sync::atomic::{AtomicU64, Ordering};

use dashmap::DashMap;
use tower_lsp::ls_types::{SemanticToken, SemanticTokensEdit};

use crate::uri::Key;

/// The tokens that were sent last, by document.
#[derive(Default)]
pub(crate) struct ShownTokens {
    last: DashMap<Key, (String, Vec<SemanticToken>)>,
    count: AtomicU64,
}

impl ShownTokens {
    /// Remembers the tokens of a document, and gives the id that the client names them by.
    pub(crate) fn remember(&self, key: &Key, tokens: &[SemanticToken]) -> String {
        let id = self.count.fetch_add(1, Ordering::Relaxed).to_string();
        self.last.insert(key.clone(), (id.clone(), tokens.to_vec()));
        id
    }

    /// What turns the tokens with this id into others. `None` if those are not remembered.
    pub(crate) fn edits(
        &self,
        key: &Key,
        id: &str,
        now: &[SemanticToken],
    ) -> Option<Vec<SemanticTokensEdit>> {
        let last = self.last.get(key).filter(|last| last.0 == id)?;
        Some(difference(&last.1, now))
    }

    /// Forgets a document: it was closed.
    pub(crate) fn forget(&self, key: &Key) {
        self.last.remove(key);
    }
}

/// What differs, as one edit of numbers, of which a token has five. Tokens are placed by their distance from the one
/// before, so that those behind a change stay the same.
fn difference(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    const NUMBERS: u32 = 5;
    let common = |pairs: &mut dyn Iterator<Item = (&SemanticToken, &SemanticToken)>| {
        pairs.take_while(|(old, new)| old == new).count()
    };
    let head = common(&mut old.iter().zip(new));
    let (old, new) = (&old[head..], &new[head..]);
    let tail = common(&mut old.iter().rev().zip(new.iter().rev()));
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    vec![SemanticTokensEdit {
        start: head as u32 * NUMBERS,
        delete_count: old.len() as u32 * NUMBERS,
        data: (!new.is_empty()).then(|| new.to_vec()),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(lengths: &[u32]) -> Vec<SemanticToken> {
        lengths.iter().map(|&length| SemanticToken { length, ..SemanticToken::default() }).collect()
    }

    #[test]
    fn only_what_differs_is_sent() {
        for (old, new, expected) in [
            (&[1, 2, 3][..], &[1, 2, 3][..], None),
            (&[1, 2, 3], &[1, 3], Some((5, 5, 0))),
            (&[1, 3], &[1, 2, 3], Some((5, 0, 1))),
            (&[1, 1, 1], &[1, 1], Some((10, 5, 0))),
            (&[], &[4, 5], Some((0, 0, 2))),
            (&[1, 2, 3], &[1, 9, 8, 3], Some((5, 5, 2))),
        ] {
            let edits = difference(&tokens(old), &tokens(new));
            let shown = edits
                .first()
                .map(|edit| (edit.start, edit.delete_count, edit.data.as_ref().map_or(0, Vec::len)));
            assert_eq!((edits.len(), shown), (usize::from(expected.is_some()), expected), "{old:?} {new:?}");
        }
    }

    #[test]
    fn only_the_last_tokens_of_an_open_document_are_known() {
        let (shown, key) = (ShownTokens::default(), Key::of_uri("file:///a/b.json"));
        let first = shown.remember(&key, &tokens(&[1]));
        let second = shown.remember(&key, &tokens(&[2]));
        assert!(shown.edits(&key, &first, &[]).is_none());
        assert!(shown.edits(&key, &second, &[]).is_some());
        shown.forget(&key);
        assert!(shown.edits(&key, &second, &[]).is_none());
    }
}
