//! The findings of a connector at one moment, made of those of the moment before where only a little has changed.

use std::sync::Arc;

use connector::{Connector, FileRole};
use rules::{ContentEdit, Finding, Kept, Settings, Stop};
use syntax::Delta;

use crate::analysis::{Member, Unit};

/// How the files of a connector differ from those of an earlier moment: in the text of one of them, or not at all.
pub(crate) type Change = Option<(FileRole, Delta)>;

/// Findings without regard to what the settings ignore, and what they depend on, as far as that is known.
pub(crate) struct Found {
    /// By file, then by position.
    pub(crate) findings: Arc<[Finding]>,
    /// The same, to be kept over the next edit.
    pub(crate) kept: Option<Kept>,
    /// How the files differ from those that were known; `None` if nothing was known, or if they differ in more.
    pub(crate) change: Option<Change>,
}

impl Found {
    /// What the rules find in `connector`, which has these members. `known` is what was found at an earlier moment. After a
    /// stop it means nothing.
    pub(crate) fn of(
        connector: &Connector,
        members: &[Member],
        settings: &Settings,
        known: Option<&Unit>,
        stop: &Stop,
    ) -> Self {
        let change = known.and_then(|known| change(connector, members, known));
        let kept = known.zip(change).and_then(|(known, change)| {
            let kept = known.kept.get().filter(|kept| kept.has_settings(settings))?;
            match change {
                None => Some(kept.clone()),
                Some((file, delta)) => {
                    let content = connector.part(file)?.content_edit(known.connector.part(file)?, &delta)?;
                    kept.after(connector, &ContentEdit { file, content, delta }, stop)
                }
            }
        });
        let findings = kept.as_ref().map_or_else(
            || rules::check_on_threads(connector, settings, stop).into(),
            |kept| Arc::clone(kept.findings()),
        );
        Self { findings, kept, change }
    }
}

/// How a connector with these members differs from `known`. `None` if it differs in more than one file, or in more than
/// text.
fn change(connector: &Connector, members: &[Member], known: &Unit) -> Option<Change> {
    if members.len() != known.members.len() || connector.siblings() != known.connector.siblings() {
        return None;
    }
    let is_other = |(now, before): &(&Member, &Member)| !Arc::ptr_eq(&now.file, &before.file);
    let mut others = members.iter().zip(&known.members).filter(is_other);
    let Some((now, before)) = others.next() else { return Some(None) };
    let is_same_place = now.key == before.key && now.file.role == before.file.role;
    // What a byte order mark takes from the columns is no part of the text.
    let is_same_kind =
        now.file.not_utf8 == before.file.not_utf8 && now.file.hides_mark == before.file.hides_mark;
    if others.next().is_some() || !is_same_place || !is_same_kind {
        return None;
    }
    Some(Some((now.file.role, now.file.since(&before.file)?)))
}
