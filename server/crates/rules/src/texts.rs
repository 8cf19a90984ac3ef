//! Names and sentences that makers read: what rules on them share.

use std::borrow::Cow;

pub(crate) use connector::summary::SUMMARY_LIMIT;
use syntax::Node;

/// A text that is written out.
#[derive(Clone, Debug)]
pub(crate) struct Text<'n> {
    /// The string.
    pub(crate) node: Node<'n>,
    /// What it says; more than blanks.
    pub(crate) text: Cow<'n, str>,
}

/// The text under `name`, unless it is absent, empty or no string.
pub(crate) fn text_of<'n>(object: Node<'n>, name: &str) -> Option<Text<'n>> {
    let node = object.get(name)?;
    let text = node.as_str()?;
    (!is_blank(&text)).then_some(Text { node, text })
}

/// Whether nothing is written under `name`: no member, or one of blanks only. A value of another type is something, and
/// has a finding of its own.
pub(crate) fn is_missing(object: Node<'_>, name: &str) -> bool {
    object.get(name).is_none_or(|value| value.as_str().is_some_and(|text| is_blank(&text)))
}

/// Whether there is nothing but blanks in a text. Ends at the first letter, where trimming would look at both ends.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Whether two texts say the same: letter case, outer blanks and periods at the end do not count.
pub(crate) fn same(one: &str, other: &str) -> bool {
    fn said(text: &str) -> &str {
        text.trim().trim_end_matches('.')
    }
    fn letters(text: &str) -> impl Iterator<Item = char> {
        said(text).chars().flat_map(char::to_lowercase)
    }
    if one.is_ascii() && other.is_ascii() {
        return said(one).eq_ignore_ascii_case(said(other));
    }
    letters(one).eq(letters(other))
}

/// The first mention of a product of Power Platform that texts may not name, as whole words in any letter case: where
/// it stands (bytes), and its name.
pub(crate) fn product(text: &str) -> Option<(usize, &'static str)> {
    let is_edge = |character: Option<char>| !character.is_some_and(char::is_alphanumeric);
    let bytes = text.as_bytes();
    // Long texts are read once, and most of their letters begin no name.
    let starts = bytes.iter().enumerate().filter(|(_, byte)| matches!(byte, b'P' | b'p' | b'L' | b'l'));
    starts.map(|(at, _)| at).find_map(|at| {
        let name = vocabulary::PRODUCT_NAMES_IN_TEXTS.iter().find(|name| {
            let found = bytes.get(at..at + name.len());
            found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        })?;
        let is_whole =
            is_edge(text[..at].chars().next_back()) && is_edge(text[at + name.len()..].chars().next());
        is_whole.then_some((at, *name))
    })
}

/// Whether a character is one of those that certification refuses in summaries.
/// Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>
pub(crate) fn is_restricted(character: char) -> bool {
    matches!(character, '/' | '\\' | '<' | '>' | '*' | '%' | '&' | '?')
}

/// The restricted characters of a text as a list, each once; and where the first one stands (bytes).
pub(crate) fn restricted(text: &str) -> Option<(usize, String)> {
    let first = text.find(is_restricted)?;
    let mut list = String::new();
    for character in text[first..].chars().filter(|&character| is_restricted(character)) {
        if !list.contains(character) {
            let comma = if list.is_empty() { "" } else { ", " };
            list.extend([comma, "'"]);
            list.push(character);
            list.push('\'');
        }
    }
    Some((first, list))
}

/// A text without restricted characters: `and` for `&`, `or` for `/`, the others left out.
pub(crate) fn unrestricted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.replace("and/or", "or").chars() {
        match character {
            '&' => out.push_str(" and "),
            '/' => out.push_str(" or "),
            _ if is_restricted(character) => {}
            _ => out.push(character),
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    words.join(" ")
}

/// Whether a text can end a sentence here: with a period, an exclamation or question mark, or in parentheses.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', ')', '。', '！', '？', '…'])
}

/// Where the first address of the web stands in a text, in bytes.
pub(crate) fn address(text: &str) -> Option<(usize, usize)> {
    let mut marks = text.match_indices("://").map(|(at, _)| &text[..at]);
    let start = marks.find_map(|before| {
        let scheme = ["https", "http"].into_iter().find(|scheme| before.ends_with(scheme))?;
        Some(before.len() - scheme.len())
    })?;
    let is_end =
        |character: char| character.is_whitespace() || matches!(character, ')' | ']' | '>' | '"' | '\'');
    let end = text[start..].find(is_end).map_or(text.len(), |length| start + length);
    Some((start, start + text[start..end].trim_end_matches(['.', ',', ';', ':']).len()))
}

/// Whether a summary capitalises its words like a title: at least two words after the first begin with a capital and go
/// on in small letters, and no more than one word does not.
pub(crate) fn is_title_case(summary: &str) -> bool {
    let (mut capitalised, mut others) = (0, 0);
    for word in summary.split_whitespace().skip(1) {
        if is_capitalised(word) {
            capitalised += 1;
        } else {
            others += 1;
        }
    }
    capitalised >= 2 && others <= 1
}

fn is_capitalised(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_uppercase) && characters.next().is_some_and(char::is_lowercase)
}

/// A summary with small first letters in the words after the first one, except in names (words that `is_name` knows)
/// and in words with capitals inside.
pub(crate) fn in_sentence_case(summary: &str, is_name: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(summary.len());
    for (index, piece) in summary.split_inclusive(char::is_whitespace).enumerate() {
        let word = piece.trim();
        let is_plain = is_capitalised(word) && !word.chars().skip(1).any(char::is_uppercase);
        if index == 0 || !is_plain || is_name(word) {
            out.push_str(piece);
        } else {
            let mut characters = piece.chars();
            out.extend(characters.next().into_iter().flat_map(char::to_lowercase));
            out.push_str(characters.as_str());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_in_other_writing_is_the_same() {
        assert!(same("Get item", " get Item. "));
        assert!(same("É", "é..."));
        assert!(!same("Get item", "Gets item"));
        assert!(!same("Get item", "Get item!"));
    }

    #[test]
    fn products_are_found_as_whole_words() {
        assert_eq!(product("In power automate or Power Apps"), Some((3, "Power Automate")));
        assert_eq!(product("Power Appstore"), None);
        assert_eq!(product("éPower Apps"), None);
        assert_eq!(product("Logic Apps"), Some((0, "Logic Apps")));
        // The three names that the vocabulary has begin with these letters; the search relies on it.
        assert!(vocabulary::PRODUCT_NAMES_IN_TEXTS.iter().all(|name| name.starts_with(['P', 'L'])));
    }

    #[test]
    fn restricted_characters_are_replaced() {
        assert_eq!(restricted("a/b? c/d").unwrap(), (1, "'/', '?'".to_owned()));
        assert_eq!(restricted("a (b)"), None);
        assert_eq!(unrestricted("Create/update <R&D> items?"), "Create or update R and D items");
        assert_eq!(unrestricted("Add and/or remove"), "Add or remove");
        assert_eq!(unrestricted("100 % & \\"), "100 and");
    }

    #[test]
    fn addresses_end_before_punctuation() {
        let text = "See (https://a.b/c?d=e), or http://f.g.";
        let (start, end) = address(text).unwrap();
        assert_eq!(&text[start..end], "https://a.b/c?d=e");
        assert_eq!(address("ftp://a, https://b"), Some((9, 18)));
        assert_eq!(address("see www.example.com"), None);
        assert_eq!(address("http://x."), Some((0, 8)));
    }

    #[test]
    fn titles_are_told_from_sentences() {
        for title in ["Get Pipeline Report", "List All the Items", "Get Operational Unit list"] {
            assert!(is_title_case(title), "{title}");
        }
        for sentence in ["Get item", "Get Report", "Get PDF Report", "Find people in New York by name", ""] {
            assert!(!is_title_case(sentence), "{sentence}");
        }
        let keep = |word: &str| word == "Contoso";
        assert_eq!(
            in_sentence_case("Get  My Contoso PDF OneDrive File", keep),
            "Get  my Contoso PDF OneDrive file"
        );
    }
}
