//! Calls inside policy values: `@connectionParameters('host')`.

use connector::FileRole;
use syntax::Span;
use vocabulary::{EXPRESSION_FUNCTIONS, Place, Standing};

use super::{Completion, CompletionKind, Subject};

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
    let known = EXPRESSION_FUNCTIONS.iter();
    known
        .map(|function| {
            let takes_text = function.min_arguments > 0;
            let plain = match (function.is_constant, takes_text) {
                (true, _) => format!("@{}", function.name),
                (false, true) => format!("@{}('')", function.name),
                (false, false) => format!("@{}()", function.name),
            };
            let text = if subject.snippets && takes_text {
                format!("@{}('$1')", function.name)
            } else {
                plain.clone()
            };
            Completion {
                label: plain.clone(),
                detail: function.call.to_owned(),
                kind: CompletionKind::Function,
                documentation: function.doc.to_owned(),
                is_snippet: subject.snippets && takes_text,
                text,
                filter: plain,
                rank: if function.standing == Standing::Documented { 5 } else { 20 },
                is_deprecated: false,
                asks_again: takes_text,
            }
        })
        .collect()
}

fn names(subject: &Subject<'_>) -> Vec<Completion> {
    let parameters = subject.connector.connection_parameters();
    parameters
        .map(|parameter| Completion {
            label: parameter.name.to_string(),
            detail: "connection parameter".to_owned(),
            kind: CompletionKind::Field,
            documentation: String::new(),
            text: parameter.name.to_string(),
            is_snippet: false,
            filter: parameter.name.to_string(),
            rank: 0,
            is_deprecated: false,
            asks_again: false,
        })
        .collect()
}
