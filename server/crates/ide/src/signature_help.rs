//! What the function of a policy expression takes, while its arguments are being typed: `@headers('X', |`.

use connector::{Connector, FileRole};
use vocabulary::{ExpressionFunction, FunctionParameter, Place, expression_function};

use crate::completion::site::{Site, Slot};
use crate::markup::{Line, Markup};
use crate::view::At;
use crate::words;

/// How many names of connection parameters are listed.
const MAX_NAMES: usize = 12;

/// A function with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureHelp {
    /// How it is called: `@headers('name', 'default')`.
    pub label: &'static str,
    /// What it yields.
    pub text: Markup,
    /// Its arguments, in order.
    pub parameters: Vec<SignatureParameter>,
    /// The argument at the cursor, an index into [`Self::parameters`]; `None` if the function takes no argument there.
    pub active: Option<usize>,
}

/// An argument of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureParameter {
    /// How [`SignatureHelp::label`] writes it; there only once.
    pub label: &'static str,
    /// What it means.
    pub text: Markup,
}

/// The function whose arguments the cursor stands in. `None` outside of policies and of calls to known functions.
pub fn signature_help(connector: &Connector, at: At) -> Option<SignatureHelp> {
    if !matches!(at.file, FileRole::Properties | FileRole::PolicyTemplateInstances) {
        return None;
    }
    let document = connector.document(at.file)?;
    let site = Site::at(document.tree(), at.offset)?;
    let container = site.container.filter(|_| site.in_string && !matches!(site.slot, Slot::Key { .. }))?;
    let mut around = std::iter::once(container).chain(container.ancestors());
    around.find(|node| document.place(*node) == Place::PolicyParameters)?;
    let (name, argument) = open_call(site.typed(document.tree().text()))?;
    Some(describe(connector, expression_function(name)?, argument))
}

fn describe(connector: &Connector, function: &'static ExpressionFunction, argument: usize) -> SignatureHelp {
    let mut text = Markup::default();
    text.paragraph(function.doc);
    if let Some(standing) = function.standing.doc() {
        text.paragraph(standing);
    }
    let names_connection = function.name == "connectionParameters";
    let parameters = function.parameters.iter().enumerate().map(|(index, parameter)| SignatureParameter {
        label: parameter.label,
        text: about(parameter, (names_connection && index == 0).then_some(connector)),
    });
    SignatureHelp {
        label: function.call,
        text,
        parameters: parameters.collect(),
        active: Some(argument).filter(|&argument| argument < function.parameters.len()),
    }
}

/// What an argument means, and the names that the connector has for it.
fn about(parameter: &FunctionParameter, names_of: Option<&Connector>) -> Markup {
    let mut text = Markup::default();
    text.paragraph(parameter.doc);
    let mut names: Vec<&str> = names_of.map_or_else(Vec::new, |connector| {
        connector.connection_parameters().map(|parameter| parameter.name.as_ref()).collect()
    });
    names.sort_unstable();
    names.dedup();
    if !names.is_empty() {
        text.paragraph(words::codes(Line::default(), &names, MAX_NAMES));
    }
    text
}

/// The innermost call that is open at the end of a text, and the number of the argument there, counted from 0. A name
/// alone calls something behind `@` and within `@{…}`, or as an argument of another call.
fn open_call(text: &str) -> Option<(&str, usize)> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut in_braces = false;
    let mut in_quotes = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\'' if in_quotes => in_quotes = false,
            _ if in_quotes => {}
            b'\'' if !open.is_empty() || in_braces => in_quotes = true,
            b'(' => {
                let (name, is_marked) = name_before(&text[..at]);
                if is_marked || in_braces || !open.is_empty() {
                    open.push((name, 0));
                }
            }
            b')' => {
                open.pop();
            }
            b',' => {
                if let Some((_, argument)) = open.last_mut() {
                    *argument += 1;
                }
            }
            b'{' if open.is_empty() && text[..at].ends_with('@') => in_braces = true,
            b'}' if open.is_empty() => in_braces = false,
            _ => {}
        }
    }
    open.pop()
}

/// The name at the end of a text, and whether `@` or `@{` stands before it.
fn name_before(text: &str) -> (&str, bool) {
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '.';
    let rest = text.trim_end_matches(is_part);
    (&text[rest.len()..], rest.ends_with('@') || rest.ends_with("@{"))
}
