//! `apiProperties.json`: connection parameters, policies, script operations.

use std::sync::Arc;

use syntax::{Node, NodeId, Span, Tree};
use vocabulary::{Place, PolicyTemplate};

use crate::document::Document;
use crate::expression;
use crate::files::FileRole;

/// A connection parameter.
#[derive(Clone, Debug)]
pub struct ConnectionParameter {
    /// The parameter object; its key is the name.
    pub node: NodeId,
    /// The name.
    pub name: Box<str>,
    /// The parameter set it belongs to, if it is in one.
    pub set: Option<NodeId>,
}

/// One policy.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The policy object.
    pub node: NodeId,
    /// The `templateId` value.
    pub template_id: Option<NodeId>,
    /// The template, if it is a known one.
    pub template: Option<&'static PolicyTemplate>,
    /// The `parameters` object.
    pub parameters: Option<NodeId>,
    /// The list of operations it applies to; `None`: all operations, as with an empty list.
    pub operations: Option<NodeId>,
}

/// A place in an expression that names a connection parameter.
#[derive(Clone, Debug)]
pub struct ConnectionParameterUse {
    /// The string that holds the expression.
    pub node: NodeId,
    /// The name's bytes in the file, quotes left out.
    pub span: Span,
    /// The name.
    pub name: Box<str>,
}

/// The model of `apiProperties.json`, or of one of the files that a Dataverse solution splits it into.
#[derive(Debug)]
pub struct PropertiesFile {
    /// The file.
    pub document: Document,
    /// The connection parameters, those of all parameter sets too.
    pub connection_parameters: Vec<ConnectionParameter>,
    /// The policies in order.
    pub policies: Vec<Policy>,
    /// Every `@connectionParameters('…')` in a policy.
    pub connection_parameter_uses: Vec<ConnectionParameterUse>,
    /// The `scriptOperations` list, or the `operationIds` of the older `script` object.
    pub script_operations: Option<NodeId>,
}

/// The policy parameter that lists operations.
pub const OPERATION_NAME: &str = "x-ms-apimTemplate-operationName";

impl PropertiesFile {
    /// Reads the meaning of `tree` as a file of this role.
    pub fn new(role: FileRole, tree: Arc<Tree>) -> Self {
        let document = Document::new(role, tree);
        let connection_parameters = connection_parameters(&document);
        let policies: Vec<Policy> =
            document.at_place(Place::PolicyTemplateInstance).map(read_policy).collect();
        let connection_parameter_uses = connection_parameter_uses(&document, &policies);
        let script_operations = document
            .at_place(Place::ScriptOperations)
            .next()
            .or_else(|| document.at_place(Place::Script).find_map(|script| script.get("operationIds")))
            .filter(|list| list.is_array())
            .map(Node::id);
        Self { document, connection_parameters, policies, connection_parameter_uses, script_operations }
    }

    /// The node with this id.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        self.document.node(id)
    }

    /// The `properties` object of `apiProperties.json`.
    pub fn properties(&self) -> Option<Node<'_>> {
        self.document.root().get("properties").filter(|node| node.is_object())
    }

    /// The operationId strings that a policy lists.
    pub fn policy_operations<'p>(&'p self, policy: &Policy) -> impl Iterator<Item = Node<'p>> + use<'p> {
        policy.operations.into_iter().flat_map(|list| self.node(list).items()).filter(|name| name.is_string())
    }

    /// The strings of `scriptOperations`.
    pub fn script_operation_names(&self) -> impl Iterator<Item = Node<'_>> {
        let list = self.script_operations.into_iter();
        list.flat_map(|list| self.node(list).items()).filter(|name| name.is_string())
    }
}

fn connection_parameters(document: &Document) -> Vec<ConnectionParameter> {
    let parameters = document.at_place(Place::ConnectionParameter);
    let in_set = |node: Node<'_>| {
        node.ancestors().find(|around| document.place(*around) == Place::ConnectionParameterSet).map(Node::id)
    };
    parameters
        .map(|node| ConnectionParameter {
            node: node.id(),
            name: Box::from(node.name().as_ref()),
            set: in_set(node),
        })
        .collect()
}

fn read_policy(node: Node<'_>) -> Policy {
    let template_id = node.get("templateId");
    let template = template_id.and_then(Node::as_str).and_then(|id| vocabulary::policy_template(&id));
    let parameters = node.get("parameters").filter(|parameters| parameters.is_object());
    let operations = parameters.and_then(|parameters| parameters.get(OPERATION_NAME));
    let operations = operations.filter(|list| list.items().next().is_some());
    Policy {
        node: node.id(),
        template_id: template_id.map(Node::id),
        template,
        parameters: parameters.map(Node::id),
        operations: operations.map(Node::id),
    }
}

fn connection_parameter_uses(document: &Document, policies: &[Policy]) -> Vec<ConnectionParameterUse> {
    let mut uses = Vec::new();
    for parameters in policies.iter().filter_map(|policy| policy.parameters) {
        let after = document.node(parameters).after();
        for id in (parameters.0..after.0).map(NodeId) {
            let node = document.node(id);
            if !node.is_string() {
                continue;
            }
            let content = node.content_span();
            for call in expression::calls(node.written()) {
                let Some(name) = call.argument else { continue };
                if call.name.eq_ignore_ascii_case("connectionParameters") {
                    let start = content.start + call.argument_span.start;
                    uses.push(ConnectionParameterUse {
                        node: id,
                        span: Span::new(start, start + call.argument_span.len()),
                        name: Box::from(name),
                    });
                }
            }
        }
    }
    uses
}
