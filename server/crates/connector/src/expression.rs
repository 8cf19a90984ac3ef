//! Expressions inside policy values: literal text with calls such as `@connectionParameters('host')`.
//!
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates>

use syntax::Span;

/// A call found in an expression. Spans are bytes relative to the text it was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call<'t> {
    /// The function's name as written.
    pub name: &'t str,
    /// Where the name stands.
    pub name_span: Span,
    /// The first argument, if it is a quoted text.
    pub argument: Option<&'t str>,
    /// Where the first argument stands, quotes left out.
    pub argument_span: Span,
}

/// The calls in `text`, in order. Both `@name(…)` and `@{name(…)}` count, and calls inside of calls too.
pub fn calls(text: &str) -> impl Iterator<Item = Call<'_>> {
    let mut from = 0;
    let mut depth_in_expression = false;
    std::iter::from_fn(move || {
        while from < text.len() {
            let rest = &text[from..];
            let next = if depth_in_expression {
                rest.find(|character: char| {
                    character.is_ascii_alphabetic() || character == '}' || character == '\''
                })
            } else {
                rest.find('@').map(|at| at + 1)
            };
            let start = from + next?;
            if depth_in_expression {
                match text.as_bytes()[start] {
                    b'}' => {
                        depth_in_expression = false;
                        from = start + 1;
                        continue;
                    }
                    b'\'' => {
                        let closing = text[start + 1..].find('\'')?;
                        from = start + closing + 2;
                        continue;
                    }
                    _ => {}
                }
            } else if text[start..].starts_with('{') {
                depth_in_expression = true;
                from = start + 1;
                continue;
            }
            let length = text[start..]
                .find(|character: char| !character.is_ascii_alphanumeric())
                .unwrap_or(text.len() - start);
            from = start + length;
            if length > 0 && text[from..].starts_with('(') {
                return Some(read_call(text, start, from));
            }
            from = from.max(start);
        }
        None
    })
}

fn read_call(text: &str, start: usize, parenthesis: usize) -> Call<'_> {
    let name = &text[start..parenthesis];
    let inside = &text[parenthesis + 1..];
    let skipped = inside.len() - inside.trim_start().len();
    let quoted = inside[skipped..].strip_prefix('\'').and_then(|rest| Some(&rest[..rest.find('\'')?]));
    let at = parenthesis + 1 + skipped + usize::from(quoted.is_some());
    let length = quoted.map_or(0, str::len);
    Call {
        name,
        name_span: Span::new(start as u32, parenthesis as u32),
        argument: quoted,
        argument_span: Span::new(at as u32, (at + length) as u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Option<String>)> {
        calls(text).map(|call| (call.name.to_owned(), call.argument.map(str::to_owned))).collect()
    }

    #[test]
    fn calls_are_found_in_text_and_in_braces() {
        let call = |name: &str, argument: &str| (name.to_owned(), Some(argument.to_owned()));
        assert_eq!(
            found("https://@connectionParameters('host', 'x')/@{queryParameters('a')}/@body().value"),
            [call("connectionParameters", "host"), call("queryParameters", "a"), ("body".to_owned(), None)]
        );
        assert_eq!(found("me@example.com (@) @@"), []);
        assert_eq!(
            found("@{concat('@headers(', headers('X'))}"),
            [call("concat", "@headers("), call("headers", "X")]
        );
        assert_eq!(found("@connectionParameters('open"), [("connectionParameters".to_owned(), None)]);
    }
}
