//! The heads of classes in a `script.csx`: names and bases, with comments and parameters between them.

use syntax::Span;

use crate::script::{Class, is_of_name};

/// The class whose declaration has the word `class` at this place.
pub(crate) fn class_at(text: &str, at: usize) -> Option<Class> {
    if text[..at].ends_with(is_of_name) {
        return None;
    }
    // Each part is what is left of the text.
    let span = |part: &str, length: usize| {
        let start = text.len() - part.len();
        Span::new(start as u32, (start + length) as u32)
    };
    let length =
        |part: &str, is_part: &dyn Fn(char) -> bool| part.find(|c| !is_part(c)).unwrap_or(part.len());
    let after = text[at..].strip_prefix("class")?;
    let name = skip_blanks(after);
    let name_length = length(name, &is_of_name);
    if name_length == 0 || name.len() == after.len() {
        return None;
    }
    let mut rest = skip_blanks(&name[name_length..]);
    if let Some((_, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        rest = skip_blanks(after);
    }
    // The parameters of a primary constructor.
    if rest.starts_with('(') {
        rest = skip_blanks(skip_parentheses(rest));
    }
    let base = rest.strip_prefix(':').map(skip_blanks);
    let base = base
        .map(|base| span(base, length(base, &|c| is_of_name(c) || c == '.' || c == ':')))
        .filter(|base| !base.is_empty());
    Some(Class { name: span(name, name_length), base })
}

/// What is left of code behind blanks and comments.
fn skip_blanks(mut code: &str) -> &str {
    loop {
        code = code.trim_start();
        code = if code.starts_with("//") {
            code.split_once('\n').map_or("", |(_, rest)| rest)
        } else if let Some(comment) = code.strip_prefix("/*") {
            comment.split_once("*/").map_or("", |(_, rest)| rest)
        } else {
            return code;
        };
    }
}

/// What is left of code behind the parentheses with which it starts; nothing if they are not closed.
fn skip_parentheses(code: &str) -> &str {
    let mut depth = 0_usize;
    for (at, character) in code.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth <= 1 => return &code[at + 1..],
            ')' => depth -= 1,
            // A declaration has ended before: this one is unfinished.
            '{' | ';' => return "",
            _ => {}
        }
    }
    ""
}
