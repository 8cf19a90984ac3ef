//! The brand colour of a connector, as a colour that editors can show and change.

use connector::{Connector, FileRole};
use syntax::{Node, Span};
use vocabulary::Place;

/// A colour without transparency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// 0 to 255.
    pub red: u8,
    /// 0 to 255.
    pub green: u8,
    /// 0 to 255.
    pub blue: u8,
}

/// A colour in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColorPlace {
    /// Its bytes in the file, quotes left out.
    pub span: Span,
    /// The colour.
    pub color: Color,
}

impl Color {
    /// Reads `#` and six hexadecimal digits. Other notations are no colour to the platform.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(digits)?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self { red: part(0)?, green: part(2)?, blue: part(4)? })
    }

    /// As the platform takes it: `#` and six digits, in small letters.
    pub fn written(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// The colours of a file: only the properties have one.
pub fn colors(connector: &Connector, file: FileRole) -> Vec<ColorPlace> {
    let Some(document) = connector.document(file).filter(|_| file == FileRole::Properties) else {
        return Vec::new();
    };
    let holders = document.at_place(Place::Properties);
    let written =
        holders.flat_map(Node::members).filter(|node| node.key().is_some_and(|key| key.is("iconBrandColor")));
    let found = written.filter_map(|node| {
        Some(ColorPlace { span: node.content_span(), color: Color::parse(&node.as_str()?)? })
    });
    found.collect()
}
