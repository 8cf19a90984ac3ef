//! Whether a text is a regular expression.
//!
//! The platform runs on .NET and in browsers, and services have engines of their own. So a text is only refused for
//! mistakes that all of them see.

use regress::{Flags, Regex};

/// What is wrong with a regular expression in the eyes of every engine, as the end of a sentence: "it …". `None` if some
/// engine may take it.
pub(crate) fn fault(pattern: &str) -> Option<&'static str> {
    if pattern.len() > LONGEST {
        return None;
    }
    let pattern = without_options(pattern);
    let error = Regex::with_flags(pattern, parse_only(false)).err()?;
    // With the flag `u` some escapes are code points that are something else without.
    if Regex::with_flags(pattern, parse_only(true)).is_ok() || has_foreign_syntax(pattern) {
        return None;
    }
    let known = FAULTS.iter().find(|(text, _)| error.text.starts_with(text));
    known.map(|(_, fault)| *fault)
}

/// Nobody writes longer ones by hand (bytes).
const LONGEST: usize = 10_000;

/// What the engine for ECMAScript says, and how we say it. What it says beside this, other engines may see otherwise.
const FAULTS: &[(&str, &str)] = &[
    ("Unbalanced bracket", "has a '[' without its ']'"),
    ("Unbalanced parenthesis", "has a parenthesis without its partner"),
    ("Incomplete escape", "ends with a backslash that escapes nothing"),
    ("Unterminated escape", "ends with a backslash that escapes nothing"),
    ("Range values reversed", "has a range in brackets that runs backwards"),
    ("Invalid character range", "has a range in brackets that runs backwards"),
    ("Invalid quantifier", "has a number of repetitions whose maximum is below its minimum"),
    ("Invalid atom character", "has a '*', '+' or '?' with nothing to repeat before it"),
];

fn parse_only(unicode: bool) -> Flags {
    Flags { no_opt: true, unicode, ..Flags::default() }
}

/// The pattern behind options such as `(?i)`, which ECMAScript does not have.
fn without_options(pattern: &str) -> &str {
    let options = pattern.strip_prefix("(?").and_then(|rest| rest.split_once(')'));
    match options {
        // With the option `x` blanks and comments count for nothing.
        Some((letters, rest))
            if letters.bytes().all(|byte| b"imsnU-".contains(&byte)) && !letters.is_empty() =>
        {
            rest
        }
        _ => pattern,
    }
}

/// Whether the pattern may be in the syntax of an engine that has more than ECMAScript: groups that begin with other
/// marks, possessive and repeated repetitions, quoted text, code points in braces.
fn has_foreign_syntax(pattern: &str) -> bool {
    const MARKS: [&str; 11] = ["(*", "++", "*+", "?+", "}+", "}{", "\\Q", "\\x{", "\\u{", "\\N{", "\\o{"];
    let has_foreign_group = pattern.match_indices("(?").any(|(at, mark)| {
        let next = pattern[at + mark.len()..].chars().next();
        !matches!(next, Some(':' | '=' | '!' | '<') | None)
    });
    has_foreign_group || MARKS.iter().any(|mark| pattern.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_engine_takes_is_wrong() {
        for (pattern, word) in [
            ("^[0-9", "']'"),
            ("a(b", "partner"),
            ("a)b", "partner"),
            ("abc\\", "backslash"),
            ("[a\\", "backslash"),
            ("[z-a]", "backwards"),
            ("a{3,1}", "maximum"),
            ("*.txt", "nothing to repeat"),
            ("(?i)*.txt", "nothing to repeat"),
            ("a|+", "nothing to repeat"),
            ("a**", "nothing to repeat"),
        ] {
            let fault = fault(pattern);
            assert!(fault.is_some_and(|fault| fault.contains(word)), "{pattern}: {fault:?}");
        }
    }

    #[test]
    fn what_some_engine_takes_is_left_alone() {
        for pattern in [
            "",
            "^\\d{4}-\\d{2}$",
            "(?i)abc",
            "(?i:abc)",
            "(?>a+)b",
            "(?P<year>\\d+)",
            "(?<open-close>a)",
            "(?'year'\\d+)",
            "(?#a comment with a [)a",
            "(?x) a # (",
            "(?(1)a|b)",
            "a++b",
            "(?<=a)*",
            "^*",
            "a{2}{3}",
            "[a-z&&[^b]]",
            "[a-z-[aeiou]]",
            "[\\x{10}-\\x{20}]",
            "[\\u{10}-\\u{20}]",
            "\\Q(\\E",
            "(?<n>a)|(?<n>b)",
            "\\p{IsGreek}",
            "[[:alpha:]]",
            "😀[😀-😐]",
        ] {
            assert_eq!(fault(pattern), None, "{pattern}");
        }
    }

    /// What engines that go back on their guesses choke on. Here nothing is matched: a pattern is read once.
    #[test]
    fn reading_takes_as_long_as_the_pattern_is() {
        for piece in [
            "(a+)+",
            "(a|a)*",
            "(a*)*b",
            "(a|aa)+$",
            "a?",
            "[^\\W]{1,1000}",
            "(?=a*)",
            "\\p{L}+",
            "(?:a{1,999}){1,999}",
        ] {
            let (small, large) = (piece.repeat(60), piece.repeat(480));
            assert!(large.len() <= LONGEST, "{piece}");
            let read = |pattern: &str| {
                std::hint::black_box(fault(pattern));
            };
            assert!(fixture::is_linear(8, || read(&small), || read(&large)), "{piece}");
        }
    }

    #[test]
    fn size_and_depth_do_no_harm() {
        for count in [100, 250, 300, 4000, 100_000] {
            for open in ["(", "[", "(?:", "(?=", "((?<=", "\\"] {
                let _ = fault(&open.repeat(count));
            }
            let _ = fault(&format!("{}a{}", "(".repeat(count), "){1000}".repeat(count)));
        }
    }
}
