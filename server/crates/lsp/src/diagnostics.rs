//! The diagnostics of a file as JSON, written once for each analysis: a large definition has a thousand, and they are sent,
//! compared with what was sent before, and asked for again. What an edit leaves as it was is not written again.

use std::hash::Hasher;
use std::sync::Arc;

use connector::FileRole;
use ide::ChangeFinding;
use rules::{Finding, Related};
use rustc_hash::FxHasher;
use serde::Serialize;
use syntax::{Encoding, Span};
use tower_lsp::ls_types::{DiagnosticSeverity, DiagnosticTag, Range};

use crate::analysis::{Member, Unit};
use crate::earlier::Earlier;
use crate::file::File;
use crate::flags::ClientFlags;
use crate::to_proto;

/// The name that diagnostics carry.
const SOURCE: &str = "connector-ls";

/// A list of diagnostics.
#[derive(Debug)]
pub(crate) struct Diagnostics {
    json: Arc<Vec<u8>>,
    hash: u64,
    parts: Arc<[Part]>,
    findings: Findings,
}

/// The findings of one file, in a list that others have too.
#[derive(Clone, Debug, Default)]
struct Findings {
    /// Those of its connector.
    all: Arc<[Finding]>,
    /// Where those of the file begin.
    start: usize,
}

/// One diagnostic in the JSON of a list.
#[derive(Clone, Copy, Debug)]
struct Part {
    /// Its first byte, and the byte after its last.
    bytes: (usize, usize),
    /// A number that is the same for the same bytes.
    hash: u64,
    /// The finding that it shows, if it shows one of [`Diagnostics::findings`]: which of those of the file.
    finding: Option<u32>,
}

impl Diagnostics {
    /// The list as a JSON array.
    pub(crate) fn json(&self) -> Arc<Vec<u8>> {
        Arc::clone(&self.json)
    }

    /// A number that is the same for the same diagnostics.
    pub(crate) const fn hash(&self) -> u64 {
        self.hash
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    /// The finding that the diagnostic at this place of the list shows.
    #[inline]
    pub(crate) fn finding(&self, at: usize) -> Option<&Finding> {
        self.findings.all.get(self.findings.start + self.parts.get(at)?.finding? as usize)
    }
}

impl Default for Diagnostics {
    fn default() -> Self {
        List::new().finish()
    }
}

/// One diagnostic as it goes over the wire
/// (<https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#diagnostic>).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Diagnostic<'a> {
    range: Range,
    severity: DiagnosticSeverity,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_description: Option<Page>,
    source: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    related_information: Option<Vec<Place<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<Vec<DiagnosticTag>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Data>,
}

impl<'a> Diagnostic<'a> {
    fn warning(range: Range, message: &'a str) -> Self {
        Self {
            range,
            severity: DiagnosticSeverity::WARNING,
            code: None,
            code_description: None,
            source: SOURCE,
            message,
            related_information: None,
            tags: None,
            data: None,
        }
    }
}

#[derive(Serialize)]
struct Page {
    href: String,
}

#[derive(Serialize)]
struct Place<'a> {
    location: Location<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    uri: &'a str,
    range: Range,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    microsoft_code: &'static str,
}

/// A list of diagnostics that is being written.
pub(crate) struct List {
    /// Empty as long as all of it is as it was.
    json: Vec<u8>,
    /// Empty as long as all of it is as it was.
    parts: Vec<Part>,
    /// How many diagnostics are those of `earlier` in their order, as long as all are.
    same: usize,
    /// Those of the first connector that was added.
    findings: Option<Findings>,
    /// The list before an edit.
    earlier: Option<Earlier>,
}

impl List {
    /// An empty list.
    pub(crate) fn new() -> Self {
        Self::after(None)
    }

    /// An empty list, to be filled with what an earlier one has as far as it is the same.
    pub(crate) const fn after(earlier: Option<Earlier>) -> Self {
        Self { json: Vec::new(), parts: Vec::new(), same: 0, findings: None, earlier }
    }

    /// Adds what was found in a file of `unit`. With `once`, what the list has already is left out.
    pub(crate) fn add_unit(&mut self, unit: &Unit, member: &Member, flags: &ClientFlags, once: bool) {
        let file = &*member.file;
        let places = Places::new(unit, flags);
        // What several connectors say of one file is written anew after every edit: one list is enough.
        let is_first = self.findings.is_none();
        let start = unit.findings.partition_point(|finding| finding.file < file.role);
        let end = unit.findings.partition_point(|finding| finding.file <= file.role);
        self.findings.get_or_insert_with(|| Findings { all: Arc::clone(&unit.findings), start });
        let mut rest = &unit.findings[start..end];
        while !rest.is_empty() {
            let number = is_first.then_some((end - start - rest.len()) as u32);
            let taken = self.take_over(rest, number, file);
            if taken == 0 {
                self.add(&places.finding(&rest[0], file), number, once);
            }
            rest = &rest[taken.max(1)..];
        }
        for change in unit.changes.iter().filter(|change| change.file == file.role) {
            self.add(&places.change(change, file), None, once);
        }
    }

    /// Adds a problem that no rule has found.
    pub(crate) fn add_problem(&mut self, range: Range, message: &str, tags: Option<Vec<DiagnosticTag>>) {
        self.add(&Diagnostic { tags, ..Diagnostic::warning(range, message) }, None, false);
    }

    /// Adds that a file could not be checked, at its beginning.
    pub(crate) fn add_failure(&mut self, code: &'static str, message: &str) {
        let failure = Diagnostic { code: Some(code), ..Diagnostic::warning(Range::default(), message) };
        self.add(&failure, None, false);
    }

    /// Adds the bytes that the earlier list has for these findings, from the first on, as far as they are the same now.
    /// Gives for how many. The first is the one with this number.
    fn take_over(&mut self, findings: &[Finding], number: Option<u32>, file: &File) -> usize {
        let Some(earlier) = &mut self.earlier else { return 0 };
        let found = earlier.find(findings, file);
        let list = Arc::clone(earlier.list());
        let (Some(first), Some(last)) = (list.parts[found.clone()].first(), list.parts[found.clone()].last())
        else {
            return 0;
        };
        let known = &list.parts[found.clone()];
        let numbers = (0..).map(|ahead| number.map(|number| number + ahead));
        let numbered = known.iter().zip(numbers).map(|(part, finding)| Part { finding, ..*part });
        if self.json.is_empty()
            && found.start == self.same
            && numbered.clone().zip(known).all(|(part, known)| part.finding == known.finding)
        {
            self.same = found.end;
            return known.len();
        }
        let start = self.begin();
        self.json.extend_from_slice(&list.json[first.bytes.0..last.bytes.1]);
        let now = |byte: usize| byte - first.bytes.0 + start;
        let moved = numbered.map(|part| Part { bytes: (now(part.bytes.0), now(part.bytes.1)), ..part });
        self.parts.extend(moved);
        known.len()
    }

    /// Writes what stands before the next diagnostic; gives where that begins.
    fn begin(&mut self) -> usize {
        if self.json.is_empty() {
            match (&self.earlier, self.same.checked_sub(1)) {
                (Some(earlier), Some(last)) => {
                    let list = earlier.list();
                    self.json.reserve(list.json.len() + 1024);
                    self.json.extend_from_slice(&list.json[..list.parts[last].bytes.1]);
                    self.parts.reserve(list.parts.len() + 4);
                    self.parts.extend_from_slice(&list.parts[..=last]);
                }
                _ => self.json.push(b'['),
            }
        }
        if !self.parts.is_empty() {
            self.json.push(b',');
        }
        self.json.len()
    }

    fn add(&mut self, diagnostic: &Diagnostic<'_>, finding: Option<u32>, once: bool) {
        let start = self.begin();
        // Text, numbers and lists always become JSON, and a vector takes all of it.
        let is_written = serde_json::to_writer(&mut self.json, diagnostic).is_ok();
        let (new, hash) = (&self.json[start..], hash(&self.json[start..]));
        let is_same = |part: &Part| part.hash == hash && self.json[part.bytes.0..part.bytes.1] == *new;
        if !is_written || once && self.parts.iter().any(is_same) {
            self.json.truncate(self.parts.last().map_or(1, |last| last.bytes.1));
        } else {
            let bytes = (start, self.json.len());
            self.parts.push(Part { bytes, hash, finding });
        }
    }

    /// The finished list.
    pub(crate) fn finish(mut self) -> Diagnostics {
        let findings = self.findings.take().unwrap_or_default();
        if self.json.is_empty() {
            if let Some(earlier) = &self.earlier
                && earlier.list().len() == self.same
            {
                let Diagnostics { json, hash, parts, .. } = &**earlier.list();
                return Diagnostics {
                    json: Arc::clone(json),
                    hash: *hash,
                    parts: Arc::clone(parts),
                    findings,
                };
            }
            self.begin();
            self.json.truncate(self.parts.last().map_or(1, |last| last.bytes.1));
        }
        self.json.push(b']');
        let mut hasher = FxHasher::default();
        self.parts.iter().for_each(|part| hasher.write_u64(part.hash));
        let hash = hasher.finish();
        Diagnostics { json: Arc::new(self.json), hash, parts: self.parts.into(), findings }
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// What turns the findings of a connector into diagnostics.
struct Places<'a> {
    flags: &'a ClientFlags,
    encoding: Encoding,
    /// The files, with the URIs that the client gets; `None` where there is none that it could take.
    files: Vec<(&'a File, Option<String>)>,
}

impl<'a> Places<'a> {
    fn new(unit: &'a Unit, flags: &'a ClientFlags) -> Self {
        let uri = |member: &Member| to_proto::uri(&member.uri).map(|uri| uri.as_str().to_owned());
        let files = unit.members.iter().map(|member| (&*member.file, uri(member))).collect();
        Self { flags, encoding: flags.encoding, files }
    }

    fn finding<'f>(&'f self, finding: &'f Finding, file: &File) -> Diagnostic<'f> {
        Diagnostic {
            range: to_proto::range(file, finding.span, self.encoding),
            severity: to_proto::severity(finding.severity),
            code: Some(finding.code()),
            code_description: self.page(|| finding.rule.docs()),
            source: SOURCE,
            message: &finding.message,
            related_information: self.related(&finding.related),
            tags: to_proto::tags(finding.tag, self.flags),
            data: finding.microsoft_code().map(|microsoft_code| Data { microsoft_code }),
        }
    }

    fn change<'f>(&'f self, change: &'f ChangeFinding, file: &File) -> Diagnostic<'f> {
        Diagnostic {
            range: to_proto::range(file, change.span, self.encoding),
            severity: to_proto::severity(change.severity),
            code: Some(change.code),
            code_description: self.page(|| change.docs()),
            source: SOURCE,
            message: &change.message,
            related_information: self.related(&change.related),
            tags: to_proto::tags(change.tag, self.flags),
            data: None,
        }
    }

    fn page(&self, page: impl FnOnce() -> String) -> Option<Page> {
        let href = self.flags.code_description.then(page)?;
        (!href.is_empty()).then_some(Page { href })
    }

    fn related<'f>(&'f self, places: &'f [Related]) -> Option<Vec<Place<'f>>> {
        if !self.flags.related_information || places.is_empty() {
            return None;
        }
        let shown = places.iter().filter_map(|place| {
            let location = self.location(place.file, place.span)?;
            Some(Place { location, message: &place.message })
        });
        Some(shown.collect())
    }

    fn location(&self, role: FileRole, span: Span) -> Option<Location<'_>> {
        let (file, uri) = self.files.iter().find(|(file, _)| file.role == role)?;
        Some(Location { uri: uri.as_deref()?, range: to_proto::range(file, span, self.encoding) })
    }
}
