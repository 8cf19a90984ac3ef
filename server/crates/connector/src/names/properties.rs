//! Names in `apiProperties.json`.

use rustc_hash::FxHashMap;
use syntax::{Node, NodeId, Span};
use vocabulary::Place;

use super::{MOST_PARTS, MOST_READ, part};
use crate::definition::{Definition, Location};
use crate::expression;
use crate::model::Connector;
use crate::properties::{Policy, PropertiesFile};
use crate::references::{Reference, ReferenceKind, Target};
use crate::template;

/// What policies call instead of the operation; a variable in it has the value of the operation's.
const PATHS: [&str; 2] =
    ["x-ms-apimTemplateParameter.newPath", "x-ms-apimTemplateParameter.parameterValueUrl"];

/// Everything that a properties file names, apart from what [`crate::References`] has to the byte.
pub(super) fn collect(connector: &Connector, file: &PropertiesFile, out: &mut Vec<Reference>) {
    conditions(file, out);
    if let Some(definition) = connector.definition() {
        let mut inputs = Inputs { definition, all: None, left: MOST_READ };
        for policy in &file.policies {
            expressions(file, policy, &mut inputs, out);
        }
    }
}

/// The connection parameters that fields, sign-ins and gateways name.
fn conditions(file: &PropertiesFile, out: &mut Vec<Reference>) {
    let document = &file.document;
    let mut add = |node: Node<'_>, span: Span, named: &str| {
        out.push(Reference {
            file: document.role(),
            node: Some(node.id()),
            span,
            kind: ReferenceKind::Condition,
            target: Target::ConnectionParameter(Box::from(named)),
        });
    };
    for node in document.at_place(Place::Dependency) {
        if let Some(key) = node.key() {
            add(node, key.content_span(), &key.text());
        }
    }
    let inputs = document.at_place(Place::OAuthCondition).filter_map(|condition| condition.get("parameter"));
    let details = document.at_place(Place::GatewayConnectionDetails).flat_map(Node::items);
    for node in inputs.chain(details) {
        if let Some(text) = node.as_str() {
            add(node, node.content_span(), &text);
        }
    }
}

/// The parameters that `@queryParameters('…')`, `@headers('…')` and the new path of a policy read: those of the
/// operations that the policy is for.
fn expressions(file: &PropertiesFile, policy: &Policy, inputs: &mut Inputs<'_>, out: &mut Vec<Reference>) {
    let Some(parameters) = policy.parameters else { return };
    let document = &file.document;
    let mut of_policy: Option<ByName> = None;
    for id in (parameters.0..document.node(parameters).after().0).map(NodeId) {
        let node = document.node(id);
        if !node.is_string() {
            continue;
        }
        for (span, location, called) in read(node) {
            let left = inputs.left;
            let known = if policy.operations.is_some() {
                of_policy.get_or_insert_with(|| inputs.of(file, policy))
            } else {
                inputs.of_all()
            };
            let named = known.get(&key(location, &called)).map_or(&[][..], Vec::as_slice);
            let named = named[..named.len().min(left)].to_vec();
            inputs.left -= named.len();
            for parameter in named {
                out.push(Reference {
                    file: document.role(),
                    node: Some(id),
                    span,
                    kind: if location == Location::Path {
                        ReferenceKind::PathVariable
                    } else {
                        ReferenceKind::PolicyExpression
                    },
                    target: Target::Parameter(parameter),
                });
            }
        }
    }
}

/// The parameters that a string of a policy reads: the bytes of each name, where the parameter travels, and the name.
fn read(node: Node<'_>) -> Vec<(Span, Location, Box<str>)> {
    let (text, content) = (node.tree().text(), node.content_span());
    let path = node.key().filter(|key| PATHS.iter().any(|path| key.is(path))).and_then(|_| node.as_str());
    let path = path.unwrap_or_default();
    let variables = template::variables(&path).take(MOST_PARTS).map(|variable| {
        let span = part(text, content, variable.start..variable.start + variable.name.len());
        (span, Location::Path, Box::from(variable.name))
    });
    let calls = expression::calls(&text[content.range()]);
    let read = calls.into_iter().filter_map(|call| {
        let location = match call.name {
            function if function.eq_ignore_ascii_case("queryParameters") => Location::Query,
            function if function.eq_ignore_ascii_case("headers") => Location::Header,
            _ => return None,
        };
        let start = content.start + call.argument_span.start;
        let span = Span::new(start, start + call.argument_span.len());
        Some((span, location, Box::from(call.argument?)))
    });
    variables.chain(read).collect()
}

/// Parameters by where they travel and what they are called.
type ByName = FxHashMap<(Location, Box<str>), Vec<NodeId>>;

/// The parameters of operations, collected when the first expression asks.
struct Inputs<'d> {
    definition: &'d Definition,
    all: Option<ByName>,
    /// How many more expressions may stand for.
    left: usize,
}

impl Inputs<'_> {
    /// Those of the operations that a policy lists.
    fn of(&self, file: &PropertiesFile, policy: &Policy) -> ByName {
        let listed = file.policy_operations(policy).filter_map(Node::as_str);
        by_name(self.definition, listed.filter_map(|id| self.definition.operation_index(&id)))
    }

    /// Those of all operations.
    fn of_all(&mut self) -> &ByName {
        let definition = self.definition;
        self.all.get_or_insert_with(|| by_name(definition, 0..definition.operations.len()))
    }
}

fn by_name(definition: &Definition, operations: impl Iterator<Item = usize>) -> ByName {
    let mut found = ByName::default();
    for parameter in operations.flat_map(|index| definition.parameters(&definition.operations[index])) {
        if let (Some(location), Some(called)) = (parameter.location, parameter.name.as_deref()) {
            found.entry(key(location, called)).or_default().push(parameter.node);
        }
    }
    // Many operations share a parameter.
    for named in found.values_mut() {
        named.sort_unstable();
        named.dedup();
    }
    found
}

/// The letter case of a header does not matter.
fn key(location: Location, called: &str) -> (Location, Box<str>) {
    let is_header = location == Location::Header;
    (location, if is_header { called.to_ascii_lowercase().into() } else { Box::from(called) })
}
