//! Calls inside policy values: `@connectionParameters('host')`.

use connector::FileRole;
use syntax::Span;
use vocabulary::{EXPRESSION_FUNCTIONS, Place, Standing};

use super::writing::{escape, plain};
use super::{Completion, CompletionKind, Meaning, Subject};

/// The functions or names at the cursor with what they replace, if it stands in an expression of a policy.
pub(super) fn calls(subject: &Subject<'_>) -> Option<(Span, Vec<Completion>)> {
    let is_properties =
        !matches!(subject.role(), FileRole::Definition | FileRole::Settings | FileRole::Script);
    if !is_properties || !subject.site.in_string {
        return None;
    }
    let in_policy =
        |place| matches!(place, Place::PolicyParameters | Place::PollingTriggerConfig | Place::Free);
    let container = subject.site.container?;
    let mut above = std::iter::once(container).chain(container.ancestors());
    above.find(|node| in_policy(subject.document.place(*node)))?;
    let text = subject.document.tree().text();
    let typed = subject.site.typed(text);
    let start = subject.site.offset - typed.len() as u32;
    let at = typed.rfind('@')?;
    let call = &typed[at + 1..];
    let call = call.strip_prefix('{').unwrap_or(call);
    let Some((function, argument)) = call.split_once('(') else {
        let is_name = call.bytes().all(|byte| byte.is_ascii_alphanumeric());
        return is_name.then(|| (rest(subject, start + at as u32), functions(subject)));
    };
    let name = argument.strip_prefix('\'')?;
    if name.contains('\'') || !function.eq_ignore_ascii_case("connectionParameters") {
        return None;
    }
    let from = subject.site.offset - name.len() as u32;
    Some((rest(subject, from), names(subject)))
}

/// From `start` over the word at the cursor.
fn rest(subject: &Subject<'_>, start: u32) -> Span {
    let text = subject.document.tree().text();
    let after = text.get(subject.site.offset as usize..subject.site.content.end as usize).unwrap_or_default();
    let word = after.bytes().take_while(u8::is_ascii_alphanumeric).count();
    Span::new(start, subject.site.offset + word as u32)
}

fn functions(subject: &Subject<'_>) -> Vec<Completion> {
    let entries = EXPRESSION_FUNCTIONS.iter().map(|function| {
        let takes_text = function.min_arguments > 0;
        let call = match (function.is_constant, takes_text) {
            (true, _) => "",
            (false, true) => "('$1')",
            (false, false) => "()",
        };
        let snippet = format!("@{}{call}", function.name);
        let rank = if function.standing == Standing::Documented { 5 } else { 20 };
        let entry = part(subject, &plain(&snippet), CompletionKind::Function, rank, &snippet);
        let entry = entry.with_detail(function.call).with_meaning(Meaning::sentence(function.doc));
        Completion { asks_again: takes_text, ..entry }
    });
    entries.collect()
}

fn names(subject: &Subject<'_>) -> Vec<Completion> {
    let parameters = subject.connector.connection_parameters();
    let entries = parameters.map(|parameter| {
        let snippet = escape(&parameter.name);
        let entry = part(subject, &parameter.name, CompletionKind::Field, 0, &snippet);
        entry.with_detail("connection parameter")
    });
    entries.collect()
}

/// A part of a string: no comma follows it, and what was typed has no quote.
fn part(subject: &Subject<'_>, label: &str, kind: CompletionKind, rank: u8, snippet: &str) -> Completion {
    Completion {
        text: if subject.snippets { snippet.to_owned() } else { plain(snippet) },
        filter: label.to_owned(),
        ..subject.entry(label, kind, rank, snippet)
    }
}
