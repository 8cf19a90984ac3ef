//! A text with named stops, and how it becomes a completion.

use std::fmt::Write as _;

use syntax::edit::quote;

use super::super::writing::escape;
use super::super::{Completion, CompletionKind, Meaning, Subject};
use super::frame::Frame;
use super::free::Names;

/// Stands for a stop while the text is laid out; the stop's index is added. Private characters, which no text of ours has.
const IN_STRING: u32 = 0xF_0000;
/// The same for a stop that takes the whole string's place, quotes included.
const WHOLE: u32 = 0xF_1000;
/// The first byte of both in UTF-8.
const FIRST_BYTE: u8 = 0xF3;
/// How many stops there can be.
const MOST: usize = 0x1000;
/// The highest number that is tried behind names.
const HIGHEST: usize = 999;

/// Whether a snippet is members of an object or one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Its JSON is an object, whose members are inserted.
    Members,
    /// Its JSON is inserted as it is.
    Value,
}

/// A snippet before it is laid out.
///
/// Stops stand in strings, as `<<name=word>>`; `<<name=a|b>>` offers a choice, and `<<name>>` is filled together with the
/// first of that name. `<<*name=word>>` gets a number if the word is taken. A string that is only `<<#name=7>>` loses its
/// quotes.
pub(crate) struct Draft {
    label: String,
    about: String,
    detail: String,
    rank: u8,
    shape: Shape,
    json: String,
    words: Vec<(&'static str, Vec<String>)>,
}

/// A place for the author's words.
struct Stop<'j> {
    name: &'j str,
    /// What it starts with, and what else it offers.
    words: Vec<String>,
    is_whole: bool,
}

impl Draft {
    pub(crate) fn new(label: impl Into<String>, rank: u8, shape: Shape, json: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            about: String::new(),
            detail: String::new(),
            rank,
            shape,
            json: json.into(),
            words: Vec::new(),
        }
    }

    /// Members of an object.
    pub(crate) fn members(label: impl Into<String>, rank: u8, json: impl Into<String>) -> Self {
        Self::new(label, rank, Shape::Members, json)
    }

    /// An element of a list.
    pub(crate) fn element(label: impl Into<String>, json: impl Into<String>) -> Self {
        Self::new(label, super::FIRST, Shape::Value, json)
    }

    /// The same as members, or as one value.
    pub(crate) fn shaped(self, shape: Shape) -> Self {
        Self { shape, ..self }
    }

    /// One sentence on what it is for.
    pub(crate) fn about(self, about: impl Into<String>) -> Self {
        Self { about: about.into(), ..self }
    }

    /// What is shown behind the label.
    pub(crate) fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    /// What the stop of this name starts with, and what else it offers.
    pub(crate) fn with(mut self, stop: &'static str, words: Vec<String>) -> Self {
        if !words.is_empty() {
            self.words.push((stop, words));
        }
        self
    }

    /// Its JSON with the first word of each stop.
    pub(crate) fn plain(&self) -> String {
        let (json, stops) = self.stops(1);
        filled(&json, &stops, false)
    }

    /// The completion; `None` if what it inserts is there already.
    pub(super) fn completion(
        &self,
        subject: &Subject<'_>,
        frame: &Frame,
        free: &Names<'_>,
    ) -> Option<Completion> {
        let (json, stops) = (1..=HIGHEST).find_map(|number| {
            let (json, stops) = self.stops(number);
            let is_free = free.has_room(self.shape, &syntax::parse(filled(&json, &stops, false)));
            (is_free || !self.json.contains("<<*")).then_some(is_free.then_some((json, stops)))
        })??;
        let laid_out = frame.laid_out(&json, self.shape);
        let entry = subject.entry(&self.label, CompletionKind::Snippet, self.rank, "");
        let comma = entry.text;
        Some(Completion {
            detail: self.detail.clone(),
            meaning: Meaning::sentence(self.about.as_str()),
            text: filled(&laid_out, &stops, subject.snippets) + &comma,
            indentation: frame.indentation.clone(),
            ..subject.entry(&self.label, CompletionKind::Snippet, self.rank, "")
        })
    }

    /// The JSON with a character for each stop, and the stops; names that must be new have this number behind them
    /// unless it is 1.
    fn stops(&self, number: usize) -> (String, Vec<Stop<'_>>) {
        let mut out = String::with_capacity(self.json.len());
        let mut stops: Vec<Stop<'_>> = Vec::new();
        let mut rest = self.json.as_str();
        while let Some((before, after)) = rest.split_once("<<")
            && let Some((stop, after)) = after.split_once(">>")
        {
            out.push_str(before);
            rest = after;
            let (head, words) = stop.split_once('=').unwrap_or((stop, ""));
            let name = head.trim_start_matches(['*', '#']);
            let index = stops.iter().position(|known| known.name == name).unwrap_or_else(|| {
                let own = self.words.iter().find(|(known, _)| *known == name).map(|(_, words)| words.clone());
                let mut words = own.unwrap_or_else(|| words.split('|').map(str::to_owned).collect());
                if head.starts_with('*') && number > 1 {
                    let numbered = |word: &mut String| {
                        let blank = if word.contains(' ') { " " } else { "" };
                        let _ = write!(word, "{blank}{number}");
                    };
                    words.iter_mut().for_each(numbered);
                }
                stops.push(Stop { name, words, is_whole: head.contains('#') });
                stops.len() - 1
            });
            let first = if stops[index].is_whole { WHOLE } else { IN_STRING };
            out.extend(char::from_u32(first + index.min(MOST - 1) as u32));
        }
        out.push_str(rest);
        (out, stops)
    }
}

/// The text with the words of its stops: as a snippet, or plain with the first word of each.
fn filled(text: &str, stops: &[Stop<'_>], as_snippet: bool) -> String {
    let mut out = String::with_capacity(text.len() + stops.len() * 16);
    let mut is_set = vec![false; stops.len()];
    // Whether a byte begins something else than plain text: a stop, a quote that may stand before one, an escape.
    let is_special =
        |byte: u8| byte == FIRST_BYTE || byte == b'"' || as_snippet && matches!(byte, b'\\' | b'$' | b'}');
    let mut rest = text;
    while let Some(plain) = rest.bytes().position(is_special) {
        out.push_str(&rest[..plain]);
        let mut characters = rest[plain..].chars();
        let Some(character) = characters.next() else { break };
        rest = characters.as_str();
        // The quotes around a stop that takes their place go with it.
        if character == '"' && rest.chars().next().is_some_and(|next| index(next, WHOLE, stops).is_some()) {
            continue;
        }
        let whole = index(character, WHOLE, stops);
        let Some(at) = whole.or_else(|| index(character, IN_STRING, stops)) else {
            if as_snippet && matches!(character, '\\' | '$' | '}') {
                out.push('\\');
            }
            out.push(character);
            continue;
        };
        if whole.is_some() {
            rest = rest.strip_prefix('"').unwrap_or(rest);
        }
        let words = stops[at].words.iter().map(|word| written(word, whole.is_some()));
        let words: Vec<String> = words.collect();
        match (as_snippet, std::mem::replace(&mut is_set[at], true)) {
            (false, _) => out.push_str(words.first().map_or("", String::as_str)),
            (true, true) => drop(write!(out, "${{{}}}", at + 1)),
            (true, false) => out.push_str(&stop(at + 1, &words)),
        }
    }
    out.push_str(rest);
    out
}

/// A stop of a snippet with its words.
fn stop(number: usize, words: &[String]) -> String {
    match words {
        [] => format!("${{{number}}}"),
        [word] if word.is_empty() => format!("${{{number}}}"),
        [word] => format!("${{{number}:{}}}", escape(word)),
        // In a choice only these three can be escaped.
        words => {
            let escaped = |word: &String| word.replace('\\', "\\\\").replace(',', "\\,").replace('|', "\\|");
            let words: Vec<String> = words.iter().map(escaped).collect();
            format!("${{{number}|{}|}}", words.join(","))
        }
    }
}

/// A word as it stands in a string, or as a value of its own.
fn written(word: &str, is_whole: bool) -> String {
    if is_whole {
        return word.to_owned();
    }
    let quoted = quote(word);
    quoted[1..quoted.len() - 1].to_owned()
}

/// The stop that a character stands for.
fn index(character: char, first: u32, stops: &[Stop<'_>]) -> Option<usize> {
    let at = (character as u32).checked_sub(first)? as usize;
    (at < MOST && at < stops.len() && stops[at].is_whole == (first == WHOLE)).then_some(at)
}

/// A text of the document as JSON, which cannot be taken for a stop.
pub(crate) fn literal(text: &str) -> String {
    let mut out = String::new();
    for character in quote(text).chars() {
        match character {
            '<' => out.push_str("\\u003c"),
            '\u{F0000}'..='\u{FFFFD}' => {
                let mut units = [0; 2];
                out.extend(character.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
            }
            _ => out.push(character),
        }
    }
    out
}
