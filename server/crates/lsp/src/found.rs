//! The findings of a connector at one moment, made of those of the moment before where only a little has changed.

use std::sync::Arc;

use connector::Connector;
use rules::{ContentEdit, Finding, Kept, Settings, Stop};

use crate::analysis::{Member, Unit};

/// Findings without regard to what the settings ignore, and what they depend on, as far as that is known.
pub(crate) struct Found {
    /// By file, then by position.
    pub(crate) findings: Vec<Finding>,
    /// The same, to be kept over the next edit.
    pub(crate) kept: Option<Kept>,
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
        let kept = known.and_then(|known| {
            let kept = known.kept.get().filter(|kept| kept.has_settings(settings))?;
            follow(kept, connector, members, known, stop)
        });
        let findings = kept.as_ref().map_or_else(
            || rules::check_on_threads(connector, settings, stop),
            |kept| kept.findings().to_vec(),
        );
        Self { findings, kept }
    }
}

/// What is kept of `known`, over to a connector that differs from it in no more than the content of one scalar. `None` if it
/// differs in more, or if stopped.
fn follow(kept: &Kept, connector: &Connector, members: &[Member], known: &Unit, stop: &Stop) -> Option<Kept> {
    if members.len() != known.members.len() || connector.siblings() != known.connector.siblings() {
        return None;
    }
    let is_other = |(now, before): &(&Member, &Member)| !Arc::ptr_eq(&now.file, &before.file);
    let mut others = members.iter().zip(&known.members).filter(is_other);
    let Some((now, before)) = others.next() else { return Some(kept.clone()) };
    let is_same_place = now.key == before.key && now.file.role == before.file.role;
    if others.next().is_some() || !is_same_place || now.file.not_utf8 != before.file.not_utf8 {
        return None;
    }
    let delta = now.file.since(&before.file)?;
    let node = now.file.part.content_edit(&before.file.part, &delta)?;
    kept.after(connector, &ContentEdit { file: now.file.role, node, delta }, stop)
}
