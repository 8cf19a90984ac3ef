//! What can be wrong with JSON text.

use crate::tree::Span;

/// One problem, placed where an author would look for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: ErrorKind,
    /// Where, in bytes. May be empty: something is missing at that place.
    pub span: Span,
    /// For something unclosed or mismatched: where it was opened.
    pub opened: Option<Span>,
}

/// The kinds of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The text holds nothing but white space.
    Empty,
    /// Two members or items without a comma between them; placed at the end of the first.
    MissingComma,
    /// A comma before `}` or `]`.
    TrailingComma,
    /// A comma where nothing stands before it.
    ExtraComma,
    /// A key without `:`.
    MissingColon,
    /// A colon where none belongs.
    ExtraColon,
    /// A key or comma without the value that belongs to it.
    MissingValue,
    /// A value in an object without a key.
    MissingKey,
    /// A string without closing quote; placed at its line's end.
    UnclosedString,
    /// `{` without `}`.
    UnclosedObject,
    /// `[` without `]`.
    UnclosedArray,
    /// `}` with no object open there.
    ExtraBrace,
    /// `]` with no array open there.
    ExtraBracket,
    /// `]` where `}` belongs.
    BraceExpected,
    /// `}` where `]` belongs.
    BracketExpected,
    /// The `{` of this object is not in the text.
    MissingBrace,
    /// The `[` of this array is not in the text.
    MissingBracket,
    /// `//` or `/* */`.
    Comment,
    /// `/*` without `*/`.
    UnclosedComment,
    /// A key without quotes.
    UnquotedKey,
    /// Text in single quotes.
    SingleQuotes,
    /// A bare word or other text that is no value.
    NotAValue,
    /// A number that JSON does not allow, such as `01`, `+1` or `.5`.
    BadNumber,
    /// A backslash followed by something that is no escape.
    BadEscape,
    /// Half of a surrogate pair.
    LoneSurrogate,
    /// A control character (below U+0020) in a string.
    ControlCharacter,
    /// U+FEFF between tokens, other than at the start of the text.
    ByteOrderMark,
    /// More text after the root value.
    ExtraData,
    /// More than [`crate::parser::MAX_DEPTH`] levels; what lies deeper is not looked at.
    TooDeep,
    /// A version control conflict marker.
    ConflictMarker,
    /// More errors than are reported.
    TooMany,
}

impl ErrorKind {
    /// Whether brackets, quotes or separators are off, so that what follows may be read wrongly. Comments, trailing
    /// commas and bad escapes are wrong too, but everyone sees what is meant.
    pub const fn is_structural(self) -> bool {
        !matches!(
            self,
            Self::TrailingComma
                | Self::Comment
                | Self::SingleQuotes
                | Self::UnquotedKey
                | Self::BadNumber
                | Self::BadEscape
                | Self::LoneSurrogate
                | Self::ControlCharacter
                | Self::ByteOrderMark
                | Self::TooDeep
                | Self::TooMany
        )
    }

    /// What is wrong and what to do, as a sentence.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Empty => "The file is empty. Add a JSON object.",
            Self::MissingComma => "A comma is missing here.",
            Self::TrailingComma => "Remove this comma: nothing follows it.",
            Self::ExtraComma => "Remove this comma: there is no value before it.",
            Self::MissingColon => "A colon is missing after this key.",
            Self::ExtraColon => "Remove this colon: it follows no key.",
            Self::MissingValue => "A value is missing here.",
            Self::MissingKey => "A value in an object needs a key: write \"name\": before it.",
            Self::UnclosedString => "The closing quote of this text is missing.",
            Self::UnclosedObject => "The closing brace '}' of this object is missing.",
            Self::UnclosedArray => "The closing bracket ']' of this array is missing.",
            Self::ExtraBrace => "Remove this brace: no object is open here.",
            Self::ExtraBracket => "Remove this bracket: no array is open here.",
            Self::BraceExpected => "Write '}' instead of ']': an object ends here.",
            Self::BracketExpected => "Write ']' instead of '}': an array ends here.",
            Self::MissingBrace => "The opening brace '{' of this object is missing.",
            Self::MissingBracket => "The opening bracket '[' of this array is missing.",
            Self::Comment => "Remove this comment: connectors are uploaded as strict JSON.",
            Self::UnclosedComment => {
                "This comment has no end. Remove it: connectors are uploaded as strict JSON."
            }
            Self::UnquotedKey => "Put this key in double quotes.",
            Self::SingleQuotes => "Use double quotes instead of single quotes.",
            Self::NotAValue => "This is not a JSON value. Put text in double quotes.",
            Self::BadNumber => "This number is not written as JSON requires.",
            Self::BadEscape => "This is not a JSON escape. Write '\\\\' for a backslash.",
            Self::LoneSurrogate => {
                "Half of a surrogate pair: write both '\\u' escapes, or the character itself."
            }
            Self::ControlCharacter => {
                "A raw control character in text: write it as an escape such as '\\n' or '\\t'."
            }
            Self::ByteOrderMark => {
                "Remove this byte order mark, which cannot be seen: it belongs to another file."
            }
            Self::ExtraData => {
                "Text follows the end of the document. Remove it, or the closing brace before it."
            }
            Self::TooDeep => "Nested more than 512 levels deep. What lies deeper is not checked.",
            Self::ConflictMarker => {
                "A merge conflict is not resolved here. Keep one side and remove the markers."
            }
            Self::TooMany => "There are more syntax errors below. Correct the ones above first.",
        }
    }
}
