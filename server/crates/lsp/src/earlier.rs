//! What the list of diagnostics before an edit says of findings that the edit has left as they were.

use std::ops::Range;
use std::sync::Arc;

use rules::{Finding, Related};
use rustc_hash::FxHashMap;
use syntax::{Delta, Span};

use crate::analysis::{Analysis, Unit};
use crate::diagnostics::Diagnostics;
use crate::file::File;
use crate::found::Change;
use crate::lock::lock;
use crate::uri::Key;

/// How many earlier diagnostics are looked at for each finding: an edit adds or takes away a few.
const LOOK: usize = 8;

/// A list of diagnostics of a file, and what has happened to the file since.
#[derive(Clone)]
pub(crate) struct Earlier {
    list: Arc<Diagnostics>,
    /// What has changed in the text; `None`: nothing.
    delta: Option<Delta>,
    /// The number of lines of the text then.
    lines: u32,
    /// The bytes of the new text whose places may be others than before, with the findings that touch them.
    moved: Option<Span>,
    /// The earlier diagnostic that comes next.
    next: usize,
}

impl Earlier {
    /// `list` is of `before`, which `delta` has made into another text since; without one the text is the same.
    pub(crate) fn new(list: Arc<Diagnostics>, before: &File, delta: Option<Delta>) -> Self {
        Self { list, delta, lines: before.line_count(), moved: None, next: 0 }
    }

    /// The list.
    pub(crate) const fn list(&self) -> &Arc<Diagnostics> {
        &self.list
    }

    /// Where in the list the diagnostics of the first of these findings are, one behind the other, as far as they say the
    /// same of the same places as new ones would. Findings are asked for in the order of their list; `file` is the file now.
    pub(crate) fn find(&mut self, findings: &[Finding], file: &File) -> Range<usize> {
        let moved = *self.moved.get_or_insert_with(|| match &self.delta {
            None => Span::empty(u32::MAX),
            Some(delta) => file.lines_of_edit(delta, self.lines),
        });
        let delta = self.delta;
        let is_still = |span: Span| span.end < moved.start || moved.end < span.start;
        let now = |before: Span| delta.map_or(before, |delta| delta.span(before));
        let is_same_place = |before: &Related, place: &Related| {
            place.file == before.file
                && place.file == file.role
                && place.span == now(before.span)
                && is_still(place.span)
                && (Arc::ptr_eq(&place.message, &before.message) || place.message == before.message)
        };
        let is_same = |before: &Finding, finding: &Finding| {
            is_still(finding.span)
                && finding.span == now(before.span)
                && (Arc::ptr_eq(&before.said, &finding.said) || before.message == finding.message)
                && std::ptr::eq(before.rule, finding.rule)
                && (before.severity, before.tag) == (finding.severity, finding.tag)
                && before.related.len() == finding.related.len()
                && before.related.iter().zip(&*finding.related).all(|(was, is)| is_same_place(was, is))
        };
        let is_at = |at: usize, finding| self.list.finding(at).is_some_and(|before| is_same(before, finding));
        let Some(first) = findings.first().filter(|first| is_still(first.span)) else { return 0..0 };
        let mut places = self.next..self.list.len().min(self.next + LOOK);
        let Some(start) = places.find(|at| is_at(*at, first)) else { return 0..0 };
        let alike = findings.iter().zip(start..).take_while(|(finding, at)| is_at(*at, finding)).count();
        self.next = start + alike;
        start..self.next
    }
}

/// What was written of the only connector of an analysis, of the files that it has still.
pub(crate) fn written_before(latest: &Analysis, unit: &Unit, change: Change) -> FxHashMap<Key, Earlier> {
    let [known] = &*latest.units else { return FxHashMap::default() };
    let written = lock(&latest.written);
    let earlier = unit.members.iter().filter_map(|member| {
        let before = known.member_known_by(&member.key).filter(|before| before.uri == member.uri)?;
        let list = written.get(&member.key)?.as_ref()?;
        let delta = change.filter(|(role, _)| *role == member.file.role).map(|(_, delta)| delta);
        Some((member.key.clone(), Earlier::new(Arc::clone(list), &before.file, delta)))
    });
    earlier.collect()
}
