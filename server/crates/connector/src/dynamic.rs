//! Calls that the designer makes to other operations: drop-downs, dynamic schemas, pickers, tests.

use syntax::{Node, NodeId};
use vocabulary::Place;

use crate::definition::Definition;

/// Which extension makes the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DynamicForm {
    /// `x-ms-dynamic-values`
    Values,
    /// `x-ms-dynamic-list`
    List,
    /// `x-ms-dynamic-schema`
    Schema,
    /// `x-ms-dynamic-properties`
    Properties,
    /// `open` of `x-ms-dynamic-tree`
    TreeOpen,
    /// `browse` of `x-ms-dynamic-tree`
    TreeBrowse,
    /// `testConnection` of `x-ms-capabilities`
    TestConnection,
    /// `open` or `browse` of a file picker
    FilePicker,
    /// `simulate` of `x-ms-operation-context`
    Simulate,
    /// `x-ms-notification`
    Notification,
}

impl DynamicForm {
    /// The extension's name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Values => "x-ms-dynamic-values",
            Self::List => "x-ms-dynamic-list",
            Self::Schema => "x-ms-dynamic-schema",
            Self::Properties => "x-ms-dynamic-properties",
            Self::TreeOpen | Self::TreeBrowse => "x-ms-dynamic-tree",
            Self::TestConnection | Self::FilePicker => "x-ms-capabilities",
            Self::Simulate => "x-ms-operation-context",
            Self::Notification => "x-ms-notification",
        }
    }

    /// Whether it is one of the newer forms with `parameterReference`.
    pub const fn is_newer(self) -> bool {
        matches!(self, Self::List | Self::Properties | Self::TreeOpen | Self::TreeBrowse)
    }

    /// The member that says where the list of values is in the answer.
    pub const fn collection_member(self) -> Option<&'static str> {
        match self {
            Self::Values => Some("value-collection"),
            Self::List | Self::TreeOpen | Self::TreeBrowse => Some("itemsPath"),
            _ => None,
        }
    }
}

/// Where an argument's value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentSource {
    /// A literal, bare (older form) or under `value` (newer form).
    Literal(NodeId),
    /// `parameter`: the name of a parameter, or a dotted path into the body (older form).
    Parameter(NodeId),
    /// `parameterReference`: the name of a parameter, or `body/…` (newer form).
    ParameterReference(NodeId),
    /// Taken from what the user picked in a tree or file picker.
    Selection(NodeId),
    /// An object without any of these.
    Unknown(NodeId),
}

/// One argument of a call: its key is the name of a parameter of the called operation.
#[derive(Clone, Copy, Debug)]
pub struct Argument {
    /// The member: its key names the called operation's parameter.
    pub node: NodeId,
    /// Where the value comes from.
    pub source: ArgumentSource,
}

/// A call to another operation.
#[derive(Clone, Debug)]
pub struct DynamicCall {
    /// The object that describes the call.
    pub node: NodeId,
    /// The extension.
    pub form: DynamicForm,
    /// The `operationId` value, if it is there and a string.
    pub operation_id: Option<NodeId>,
    /// Index of the operation that the call stands in; `None` for shared parameters, definitions and the root.
    pub owner: Option<usize>,
    /// The arguments, in order.
    pub arguments: Vec<Argument>,
}

/// All calls in document order.
pub(crate) fn calls(definition: &Definition) -> Vec<DynamicCall> {
    let document = &definition.document;
    let mut calls = Vec::new();
    for (index, place) in document.places().iter().enumerate() {
        let node = definition.node(NodeId(index as u32));
        let Some(form) = form_of(*place, node) else { continue };
        let operation_id = node.get("operationId").filter(|id| id.is_string()).map(Node::id);
        let arguments = node.get("parameters").into_iter().flat_map(Node::members);
        calls.push(DynamicCall {
            node: node.id(),
            form,
            operation_id,
            owner: definition.operation_index_around(node.id()),
            arguments: arguments.map(|argument| read_argument(argument, form)).collect(),
        });
    }
    calls
}

fn form_of(place: Place, node: Node<'_>) -> Option<DynamicForm> {
    Some(match place {
        Place::DynamicValues => DynamicForm::Values,
        Place::DynamicList => DynamicForm::List,
        Place::DynamicSchema => DynamicForm::Schema,
        Place::DynamicProperties => DynamicForm::Properties,
        Place::DynamicTreeCall if node.name() == "browse" => DynamicForm::TreeBrowse,
        Place::DynamicTreeCall => DynamicForm::TreeOpen,
        Place::TestConnection => DynamicForm::TestConnection,
        Place::FilePickerCall => DynamicForm::FilePicker,
        Place::Simulate => DynamicForm::Simulate,
        Place::Notification => DynamicForm::Notification,
        _ => return None,
    })
}

fn read_argument(node: Node<'_>, form: DynamicForm) -> Argument {
    let source = if node.is_object() {
        let text = |name: &str| node.get(name).filter(|value| value.is_string()).map(Node::id);
        if let Some(name) = text("parameter") {
            ArgumentSource::Parameter(name)
        } else if let Some(reference) = text("parameterReference") {
            ArgumentSource::ParameterReference(reference)
        } else if let Some(value) = node.get("value") {
            ArgumentSource::Literal(value.id())
        } else if let Some(path) = text("selectedItemValuePath").or_else(|| text("value-property")) {
            ArgumentSource::Selection(path)
        } else {
            ArgumentSource::Unknown(node.id())
        }
    } else if form.is_newer() {
        ArgumentSource::Unknown(node.id())
    } else {
        ArgumentSource::Literal(node.id())
    };
    Argument { node: node.id(), source }
}
