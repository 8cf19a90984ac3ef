//! Patterns of configuration files: for codes, and for paths.
//!
//! A configuration may come from anybody, so no pattern may take long: the work is at most the length of the pattern times
//! that of the text, whatever they hold. Going back on a wrong guess, as most matchers do, has no such limit.

/// One step of a pattern.
#[derive(Clone, Copy)]
enum Step {
    /// This byte.
    Byte(u8),
    /// `*`: any run without `/`.
    Name,
    /// `**`: any run.
    Any,
    /// `**/` where a name starts: any run of whole folders.
    Folders,
    /// Inside of the name of such a folder. Always follows [`Step::Folders`].
    InFolder,
}

/// Whether `text` matches `pattern`, in which `*` stands for any run without `/` and `**` for any run, and `**/` for any
/// run of whole folders, also none.
pub fn matches(pattern: &str, text: &str) -> bool {
    let Some(star) = pattern.find('*') else { return pattern == text };
    // Most patterns fit or not by how they begin.
    let (start, pattern) = pattern.split_at(star);
    let Some(text) = text.strip_prefix(start) else { return false };
    match pattern {
        "*" => !text.contains('/'),
        "**" => true,
        _ => Walk::new(steps(start, pattern)).matches(text),
    }
}

/// The steps of a pattern behind its start.
fn steps(start: &str, pattern: &str) -> Vec<Step> {
    let mut steps = Vec::with_capacity(pattern.len());
    let mut before = start.bytes().next_back();
    let mut rest = pattern.as_bytes();
    while let [first, after @ ..] = rest {
        let starts_name = before.is_none_or(|before| before == b'/');
        (rest, before) = match (first, after) {
            (b'*', [b'*', b'/', behind @ ..]) if starts_name && !behind.is_empty() => {
                steps.extend([Step::Folders, Step::InFolder]);
                (behind, Some(b'/'))
            }
            (b'*', [b'*', behind @ ..]) => {
                steps.push(Step::Any);
                (behind, Some(b'*'))
            }
            (b'*', _) => {
                steps.push(Step::Name);
                (after, Some(b'*'))
            }
            (&byte, _) => {
                steps.push(Step::Byte(byte));
                (after, Some(byte))
            }
        };
    }
    steps
}

/// All the steps that a text may have come to, after each of its bytes.
struct Walk {
    steps: Vec<Step>,
    /// One for each step, and the last for the end.
    at: Vec<bool>,
    next: Vec<bool>,
    /// How many steps were looked at.
    looks: usize,
}

impl Walk {
    fn new(steps: Vec<Step>) -> Self {
        let nowhere = vec![false; steps.len() + 1];
        Self { steps, next: nowhere.clone(), at: nowhere, looks: 0 }
    }

    fn matches(&mut self, text: &str) -> bool {
        self.reach(0);
        for byte in text.bytes() {
            std::mem::swap(&mut self.at, &mut self.next);
            self.at.fill(false);
            for index in 0..self.steps.len() {
                self.looks += 1;
                if self.next[index] {
                    self.take(index, byte);
                }
            }
        }
        self.at.last() == Some(&true)
    }

    /// Goes on from a step with a byte of the text.
    fn take(&mut self, index: usize, byte: u8) {
        match self.steps[index] {
            Step::Byte(wanted) if wanted == byte => self.reach(index + 1),
            Step::Name if byte != b'/' => self.reach(index),
            Step::Folders if byte == b'/' => self.reach(index),
            Step::Folders => self.reach(index + 1),
            Step::InFolder if byte == b'/' => self.reach(index - 1),
            Step::Any | Step::InFolder => self.reach(index),
            Step::Byte(_) | Step::Name => {}
        }
    }

    /// Comes to a step, and to those behind it if it stands for nothing too.
    fn reach(&mut self, mut index: usize) {
        while !self.at[index] {
            self.looks += 1;
            self.at[index] = true;
            index += match self.steps.get(index) {
                Some(Step::Name | Step::Any) => 1,
                Some(Step::Folders) => 2,
                _ => return,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use fixture::Rng;

    use super::*;

    #[test]
    fn patterns_match_codes_and_paths() {
        assert!(matches("versioning/*", "versioning/revision-gap"));
        assert!(!matches("versioning/*", "dynamic/operation-not-found"));
        assert!(matches("*", "json"));
        assert!(!matches("*", "json/syntax"));
        assert!(matches("**", "json/syntax"));
        assert!(matches("**/api*.json", "a/b/apiProperties.json"));
        assert!(!matches("a/*.json", "a/b/c.json"));
        assert!(matches("**/x/*.json", "a/x/b/x/c.json"));
        assert!(!matches("**/x/*.json", "a/x/b/c.json"));
        assert!(matches("**/hr/**", "hr/a.json"));
        assert!(matches("**/hr/**", "a/hr/b/c.json"));
        assert!(!matches("**/hr/**", "old-hr/a.json"));
        assert!(matches("a/**/b.json", "a/b.json"));
        assert!(matches("a/**/b.json", "a/x/y/b.json"));
        assert!(!matches("a/**/b.json", "a/x/rb.json"));
        assert!(!matches("a**/b", "ab"));
        assert!(matches("a**/b", "ac/d/b"));
    }

    /// The meaning, written down as it is said, with no thought of time.
    fn means(pattern: &[u8], text: &[u8], starts_name: bool) -> bool {
        let after = |count: usize| pattern.get(count..).unwrap_or_default();
        match pattern {
            [] => text.is_empty(),
            [b'*', b'*', b'/', _, ..] if starts_name => {
                let folders = (0..text.len()).filter(|&end| text[end] == b'/').map(|end| end + 1);
                std::iter::once(0).chain(folders).any(|end| means(after(3), &text[end..], true))
            }
            [b'*', b'*', ..] => (0..=text.len()).any(|end| means(after(2), &text[end..], false)),
            [b'*', ..] => {
                let most = text.iter().position(|&byte| byte == b'/').unwrap_or(text.len());
                (0..=most).any(|end| means(after(1), &text[end..], false))
            }
            [byte, ..] => text.first() == Some(byte) && means(after(1), &text[1..], *byte == b'/'),
        }
    }

    #[test]
    fn chance_finds_no_other_meaning() {
        let mut rng = Rng::new(1);
        let mut found = [0, 0];
        for _ in 0..40_000 {
            let pieces = (rng.below(7), rng.below(8));
            let pattern: String =
                (0..pieces.0).map(|_| rng.pick(&["a", "b", "/", "*", "**", "**/"])).collect();
            let text: String = (0..pieces.1).map(|_| rng.pick(&["a", "b", "/"])).collect();
            let expected = means(pattern.as_bytes(), text.as_bytes(), true);
            assert_eq!(matches(&pattern, &text), expected, "{pattern} {text}");
            found[usize::from(expected)] += 1;
        }
        assert!(found.iter().all(|&count| count > 1_000), "{found:?}");
    }

    /// Patterns that make other matchers guess again and again, on texts that never fit.
    #[test]
    fn no_pattern_takes_longer_than_its_length_times_the_text() {
        for piece in ["*a", "**a", "**/a", "**/*a", "*/", "**a*a/", "***", "a*a*/**/"] {
            let looks = |count: usize| {
                let pattern = format!("{}{}b", piece.repeat(count), "a".repeat(count));
                let text = "a/aa".repeat(count);
                let star = pattern.find('*').unwrap();
                let mut walk = Walk::new(steps(&pattern[..star], &pattern[star..]));
                assert!(!walk.matches(&text), "{pattern}");
                assert!(walk.looks <= 3 * (pattern.len() + 1) * (text.len() + 1), "{pattern}");
                walk.looks
            };
            // Both are twice as long.
            assert!(looks(200) <= 5 * looks(100), "{piece}");
        }
    }
}
