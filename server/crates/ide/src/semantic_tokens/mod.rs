//! Which strings are more than text: names that are declared, names of what is declared elsewhere, and the calls in
//! expressions of policies.
//!
//! Everything else is JSON, which editors colour by themselves. A name that nothing has stays plain, so that a mistyped
//! one is seen.

mod definition;
mod properties;

use connector::{Connector, Definition, FileRole, NameForm, Part, ReferenceKind, Target};
use rustc_hash::FxHashSet;
use syntax::Span;

/// What a token names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// An operation that is an action.
    Action,
    /// An operation that is a trigger.
    Trigger,
    /// A family of operations.
    Family,
    /// A named schema.
    Schema,
    /// A parameter of an operation, or a shared one.
    Parameter,
    /// A shared response.
    Response,
    /// A security definition.
    SecurityScheme,
    /// A connection parameter.
    ConnectionParameter,
    /// A path into a response.
    FieldPath,
    /// A function of the expression language.
    Function,
}

impl TokenKind {
    /// Every kind, in the order of the declaration.
    pub const ALL: [Self; 10] = [
        Self::Action,
        Self::Trigger,
        Self::Family,
        Self::Schema,
        Self::Parameter,
        Self::Response,
        Self::SecurityScheme,
        Self::ConnectionParameter,
        Self::FieldPath,
        Self::Function,
    ];
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// Its bytes, quotes left out. Never empty, and on one line.
    pub span: Span,
    /// What it names.
    pub kind: TokenKind,
    /// Whether this is where the name comes from.
    pub is_declaration: bool,
    /// Whether the operation that it names is deprecated.
    pub is_deprecated: bool,
}

/// The tokens of a file that meet `range` (bytes), in order; none lies across another. A script has none: its language
/// has servers of its own.
pub fn semantic_tokens(connector: &Connector, file: FileRole, range: Span) -> Vec<SemanticToken> {
    let mut tokens = Tokens { range, found: Vec::new() };
    match connector.part(file) {
        Some(Part::Definition(definition)) => definition::declarations(definition, &mut tokens),
        Some(Part::Properties(properties)) => properties::expressions(connector, properties, &mut tokens),
        _ => return Vec::new(),
    }
    references(connector, file, &mut tokens);
    let mut found = tokens.found;
    found.sort_by_key(|token| (token.span.start, !token.is_declaration));
    let mut end = 0;
    found.retain(|token| {
        let is_free = end <= token.span.start;
        end = if is_free { token.span.end } else { end };
        is_free
    });
    found
}

/// The tokens found so far.
struct Tokens {
    range: Span,
    found: Vec<SemanticToken>,
}

impl Tokens {
    fn add(&mut self, span: Span, kind: TokenKind) {
        self.push(SemanticToken { span, kind, is_declaration: false, is_deprecated: false });
    }

    fn declare(&mut self, span: Span, kind: TokenKind) {
        self.push(SemanticToken { span, kind, is_declaration: true, is_deprecated: false });
    }

    fn push(&mut self, token: SemanticToken) {
        if !token.span.is_empty() && self.range.meets(token.span) {
            self.found.push(token);
        }
    }
}

/// The names of what is declared somewhere.
fn references(connector: &Connector, file: FileRole, tokens: &mut Tokens) {
    let range = tokens.range;
    let names: FxHashSet<&str> =
        connector.connection_parameters().map(|parameter| parameter.name.as_ref()).collect();
    let here = connector.references().iter().filter(|reference| reference.file == file);
    for reference in here.filter(|reference| range.meets(reference.span)) {
        let mut span = reference.span;
        if reference.kind == ReferenceKind::Ref
            && let Some(text) = connector.part(file).and_then(|part| part.text().get(span.range()))
        {
            span.start += text.rfind('/').map_or(0, |at| at as u32 + 1);
        }
        let definition = connector.definition();
        let kind = match &reference.target {
            Target::Operation(id) => {
                let called =
                    definition.and_then(|definition| Some((definition, definition.operation_index(id)?)));
                if let Some((definition, index)) = called {
                    tokens.push(operation(definition, index, span));
                }
                continue;
            }
            Target::Schema(name) if declares(definition, |found| found.schemas.contains_key(name)) => {
                TokenKind::Schema
            }
            Target::SharedParameter(name)
                if declares(definition, |found| found.shared_parameters.contains_key(name)) =>
            {
                TokenKind::Parameter
            }
            Target::SharedResponse(name)
                if declares(definition, |found| found.shared_responses.contains_key(name)) =>
            {
                TokenKind::Response
            }
            Target::SecurityScheme(name)
                if declares(definition, |found| found.security_schemes.contains_key(name)) =>
            {
                TokenKind::SecurityScheme
            }
            Target::OperationParameter(operation, name)
                if declares(definition, |found| has_input(found, *operation, name)) =>
            {
                TokenKind::Parameter
            }
            Target::ConnectionParameter(name) if names.contains(name.as_ref()) => {
                TokenKind::ConnectionParameter
            }
            _ => continue,
        };
        tokens.add(span, kind);
    }
}

fn declares(definition: Option<&Definition>, has: impl Fn(&Definition) -> bool) -> bool {
    definition.is_some_and(has)
}

/// Whether an operation has an input of this name, in either form in which calls write it.
fn has_input(definition: &Definition, operation: usize, name: &str) -> bool {
    let operation = &definition.operations[operation];
    [NameForm::Plain, NameForm::Full].iter().any(|form| definition.input(operation, name, *form).may_exist())
}

/// The name of an operation.
fn operation(definition: &Definition, index: usize, span: Span) -> SemanticToken {
    let operation = &definition.operations[index];
    SemanticToken {
        span,
        kind: if operation.trigger.is_some() { TokenKind::Trigger } else { TokenKind::Action },
        is_declaration: false,
        is_deprecated: operation.annotation.deprecated,
    }
}
