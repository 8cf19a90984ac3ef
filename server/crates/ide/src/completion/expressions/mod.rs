//! Calls inside policy values: `@connectionParameters('host')`, `@body().value`.

pub(super) mod paths;

use connector::{FileRole, Location};
use syntax::{Node, Span};
use vocabulary::{EXPRESSION_FUNCTIONS, Place, Standing};

use super::names::policies::Scope;
use super::site::Slot;
use super::writing::{inside_string, plain};
use super::{Completion, CompletionKind, Meaning, Subject};

pub(super) use paths::Body;

/// What can be written at the cursor with what it replaces, if it stands in an expression of a policy.
pub(super) fn calls(subject: &Subject<'_>) -> Option<(Span, Vec<Completion>)> {
    let is_properties =
        !matches!(subject.role(), FileRole::Definition | FileRole::Settings | FileRole::Script);
    // A name is never worked out.
    let is_name = matches!(subject.site.slot, Slot::Key { .. });
    if !is_properties || !subject.site.in_string || is_name {
        return None;
    }
    let in_policy =
        |place| matches!(place, Place::PolicyParameters | Place::PollingTriggerConfig | Place::Free);
    let container = subject.site.container?;
    let mut above = std::iter::once(container).chain(container.ancestors());
    above.find(|node| in_policy(subject.document.place(*node)))?;
    let typed = subject.site.typed(subject.document.tree().text());
    match cursor(typed)? {
        Cursor::Function { word, has_at } => {
            let start = subject.site.offset - (word.len() + usize::from(has_at)) as u32;
            let rest = &after(subject)[rest_of_function(word, after(subject))..];
            let end = subject.site.content.end - rest.len() as u32;
            Some((Span::new(start, end), functions(subject, has_at, rest.starts_with('('))))
        }
        Cursor::Argument { function, typed } => {
            let start = subject.site.offset - typed.len() as u32;
            Some((to_end(subject, start, is_in_argument), arguments(subject, container, function)))
        }
        Cursor::Path { function, steps, typed } => {
            let start = subject.site.offset - typed.len() as u32;
            let scope = Scope::around(subject, container)?;
            let schemas = paths::follow(&scope, paths::of(&scope, scope.body(function)?), steps);
            Some((to_end(subject, start, is_in_step), paths::parts(subject, scope.definition, &schemas)))
        }
    }
}

/// What is being typed in an expression.
#[derive(Debug, PartialEq, Eq)]
enum Cursor<'t> {
    /// The name of a function, whose `@` is replaced with it unless it stands inside of `@{…}`.
    Function { word: &'t str, has_at: bool },
    /// The first argument of a function, a text in quotes.
    Argument { function: &'t str, typed: &'t str },
    /// A path behind a call without arguments: the steps that are there, and the one that is being typed with its dot.
    Path { function: &'t str, steps: &'t str, typed: &'t str },
}

/// What the end of `typed`, the text before the cursor, is in an expression.
fn cursor(typed: &str) -> Option<Cursor<'_>> {
    // The name of a property can start with the sign too: `['@odata.id']`.
    let mut signs = typed.rmatch_indices('@').map(|(at, _)| at);
    let at = signs.find(|&at| !typed[..at].ends_with("['"))?;
    let inside = &typed[at + 1..];
    // What is escaped in JSON would be taken apart.
    if inside.contains('\\') {
        return None;
    }
    let (is_braced, inside) = inside.strip_prefix('{').map_or((false, inside), |inside| (true, inside));
    let quotes: Vec<usize> = inside.match_indices('\'').map(|(at, _)| at).collect();
    if quotes.len() % 2 == 1 {
        let open = *quotes.last()?;
        let function = inside[..open].trim_end().strip_suffix('(')?;
        return Some(Cursor::Argument { function: word_at_end(function), typed: &inside[open + 1..] });
    }
    if is_braced && inside.contains('}') {
        return None;
    }
    if let Some(call) = inside.rfind("()") {
        let function = word_at_end(&inside[..call]);
        let rest = &inside[call + 2..];
        let is_whole = is_braced || function.len() == call;
        let (steps, typed) = rest.split_at(rest.rfind('.').unwrap_or(rest.len()));
        let mut step = typed.strip_prefix('.').unwrap_or(typed).bytes();
        if is_whole && paths::steps(steps).is_some() && step.all(is_in_step) {
            return Some(Cursor::Path { function, steps, typed });
        }
    }
    let word = word_at_end(inside);
    (is_braced || word.len() == inside.len())
        .then_some(Cursor::Function { word: if is_braced { word } else { inside }, has_at: !is_braced })
}

/// The name that a text ends with.
fn word_at_end(text: &str) -> &str {
    let length = text.bytes().rev().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'.').count();
    &text[text.len() - length..]
}

/// From `start` over what belongs to the word at the cursor.
fn to_end(subject: &Subject<'_>, start: u32, belongs: fn(u8) -> bool) -> Span {
    let rest = after(subject).bytes().take_while(|byte| belongs(*byte)).count();
    Span::new(start, subject.site.offset + rest as u32)
}

fn is_in_argument(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_:.-$".contains(&byte)
}

/// Whether it can be part of a property that is written behind a dot.
fn is_in_step(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// How long the rest of a function's name is, of which `word` stands before the cursor. Behind a dot it only goes on where
/// names do: the dot of `@host.example.com` belongs to the address.
fn rest_of_function(word: &str, after: &str) -> usize {
    let length = |text: &str| text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let first = length(after);
    let name = format!("{word}{}", &after[..first]);
    let goes_on = EXPRESSION_FUNCTIONS.iter().any(|function| {
        function.name.split_once('.').is_some_and(|(before, _)| before.eq_ignore_ascii_case(&name))
    });
    match after[first..].strip_prefix('.') {
        Some(next) if goes_on && length(next) > 0 => first + 1 + length(next),
        _ => first,
    }
}

/// What stands between the cursor and the end of the string.
fn after<'s>(subject: &'s Subject<'_>) -> &'s str {
    let text = subject.document.tree().text();
    text.get(subject.site.offset as usize..subject.site.content.end as usize).unwrap_or_default()
}

fn functions(subject: &Subject<'_>, has_at: bool, has_arguments: bool) -> Vec<Completion> {
    let at = if has_at { "@" } else { "" };
    let entries = EXPRESSION_FUNCTIONS.iter().map(|function| {
        let takes_text = function.min_arguments > 0;
        let call = match (function.is_constant || has_arguments, takes_text) {
            (true, _) => "",
            (false, true) => "('$1')",
            (false, false) => "()",
        };
        let snippet = format!("{at}{}{call}", function.name);
        let rank = if function.standing == Standing::Documented { 5 } else { 20 };
        let entry = subject.part(&plain(&snippet), CompletionKind::Function, rank, &snippet);
        let entry = entry.with_detail(function.call).with_meaning(Meaning::sentence(function.doc));
        Completion { asks_again: takes_text && !has_arguments, ..entry }
    });
    entries.collect()
}

/// What a function can be asked for.
fn arguments<'s>(subject: &'s Subject<'_>, container: Node<'s>, function: &str) -> Vec<Completion> {
    let name = |name: &str, detail: &str| {
        subject.part(name, CompletionKind::Field, 0, &inside_string(name)).with_detail(detail)
    };
    if function.eq_ignore_ascii_case("connectionParameters") {
        let known = connection_parameters(subject);
        return known.iter().map(|(parameter, detail)| name(parameter, detail)).collect();
    }
    let Some(scope) = Scope::around(subject, container) else { return Vec::new() };
    if function.eq_ignore_ascii_case("headers") || function.eq_ignore_ascii_case("header") {
        scope.headers().iter().map(|header| name(header, "header")).collect()
    } else if function.eq_ignore_ascii_case("queryParameters") {
        let known = scope.parameter_names(Location::Query);
        known.into_iter().map(|parameter| name(parameter, "query parameter")).collect()
    } else {
        Vec::new()
    }
}

/// The connection parameters that an expression can read, with what they are. What a sign-in knows stands behind its
/// name: `token:tenantId`.
pub(super) fn connection_parameters(subject: &Subject<'_>) -> Vec<(String, &'static str)> {
    let mut found: Vec<(String, &'static str)> = Vec::new();
    for file in subject.connector.properties_files() {
        for known in file.connection_parameters.iter().filter(|known| !known.name.is_empty()) {
            found.push((known.name.to_string(), "connection parameter"));
            let settings = file.node(known.node).get("oAuthSettings");
            let parameters = settings.and_then(|settings| settings.get("customParameters"));
            for parameter in parameters.into_iter().flat_map(Node::members) {
                found.push((format!("{}:{}", known.name, parameter.name()), "setting of the sign-in"));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_known_by_its_end() {
        let function = |word, has_at| Some(Cursor::Function { word, has_at });
        let argument = |function, typed| Some(Cursor::Argument { function, typed });
        let path = |function, steps, typed| Some(Cursor::Path { function, steps, typed });
        assert_eq!(cursor("@con"), function("con", true));
        assert_eq!(cursor("https://@{con"), function("con", false));
        assert_eq!(cursor("@Request.Ori"), function("Request.Ori", true));
        assert_eq!(cursor("@headers('X-"), argument("headers", "X-"));
        assert_eq!(cursor("@{concat('a', headers('X"), argument("headers", "X"));
        assert_eq!(cursor("@body().a.b"), path("body", ".a", ".b"));
        assert_eq!(cursor("@{triggerBody().data[0].id"), path("triggerBody", ".data[0]", ".id"));
        assert_eq!(cursor("@body()['a.b'].c"), path("body", "['a.b']", ".c"));
        assert_eq!(cursor("@body()"), path("body", "", ""));
        for nothing in ["", "plain", "@{body()} and", "@headers('X')/a", "@a b", "@headers('X', 'b"] {
            assert_eq!(cursor(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn what_is_escaped_is_no_expression() {
        for escaped in [r"@{a\nh", r"@\", r#"@headers('\"a"#, r"@body().a\u00e9.b", r"@{body()\n.a"] {
            assert_eq!(cursor(escaped), None, "{escaped}");
        }
        assert_eq!(cursor(r"a\n@con"), Some(Cursor::Function { word: "con", has_at: true }));
    }

    #[test]
    fn names_of_properties_can_start_with_an_at_sign() {
        for name in ["@body()['@", "@body()['@od", "@{body().a['@odata.next"] {
            assert_eq!(cursor(name), None, "{name}");
        }
        let path = Cursor::Path { function: "body", steps: "['@odata.id']", typed: ".a" };
        assert_eq!(cursor("@body()['@odata.id'].a"), Some(path));
    }

    #[test]
    fn a_function_s_name_has_a_rest_behind_the_cursor() {
        assert_eq!(rest_of_function("con", "catenate('a')"), "catenate".len());
        assert_eq!(rest_of_function("Requ", "est.OriginalHTTPMethod/a"), "est.OriginalHTTPMethod".len());
        assert_eq!(rest_of_function("request", ".Orig"), ".Orig".len());
        assert_eq!(rest_of_function("Request.Ori", "ginalHTTPMethod.a"), "ginalHTTPMethod".len());
        assert_eq!(rest_of_function("Request", ". And"), 0);
        assert_eq!(rest_of_function("ho", "st.example.com"), "st".len());
    }
}
