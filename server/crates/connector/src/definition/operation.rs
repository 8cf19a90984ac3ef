//! Path items and operations.

use std::ops::Range;

use syntax::{Node, NodeId};

use super::{Annotation, Visibility};

/// One entry of `paths`.
#[derive(Clone, Debug)]
pub struct PathItem {
    /// The path item object; its key is the path.
    pub node: NodeId,
    /// Its operations, as indexes into [`Definition::operations`](crate::definition::Outline::operations).
    pub operations: Range<usize>,
}

/// An HTTP method that a path item can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `get`
    Get,
    /// `put`
    Put,
    /// `post`
    Post,
    /// `delete`
    Delete,
    /// `options`
    Options,
    /// `head`
    Head,
    /// `patch`
    Patch,
}

impl Method {
    /// Reads the member name of a path item; lower case, as Swagger writes it.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "get" => Self::Get,
            "put" => Self::Put,
            "post" => Self::Post,
            "delete" => Self::Delete,
            "options" => Self::Options,
            "head" => Self::Head,
            "patch" => Self::Patch,
            _ => return None,
        })
    }

    /// The method as HTTP writes it, in capitals.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
        }
    }
}

/// How a trigger fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// `single`: one event at a time, usually a webhook.
    Single,
    /// `batch`: a list at each poll.
    Batch,
}

/// One operation: a method under a path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The operation object; its key is the method.
    pub node: NodeId,
    /// Index into [`Definition::path_items`](crate::definition::Outline::path_items).
    pub path_item: usize,
    /// The method.
    pub method: Method,
    /// The operationId, if it is a non-empty string.
    pub id: Option<Box<str>>,
    /// The operationId's value node.
    pub id_node: Option<NodeId>,
    /// Whether and how it is a trigger, by `x-ms-trigger`.
    pub trigger: Option<Trigger>,
    /// Its lifecycle members as written.
    pub annotation: Annotation,
    pub(super) parameters: Range<usize>,
}

impl Operation {
    pub(super) fn read(node: Node<'_>, path_item: usize, method: Method, parameters: Range<usize>) -> Self {
        let id_node = node.get("operationId");
        let id = id_node.and_then(Node::as_str).filter(|id| !id.is_empty());
        let trigger = node.get("x-ms-trigger").and_then(Node::as_str);
        let trigger = match trigger.as_deref() {
            Some("single") => Some(Trigger::Single),
            Some("batch") => Some(Trigger::Batch),
            _ => None,
        };
        Self {
            node: node.id(),
            path_item,
            method,
            id: id.map(|id| Box::from(id.as_ref())),
            id_node: id_node.map(Node::id),
            trigger,
            annotation: Annotation::read(node),
            parameters,
        }
    }

    /// Whether makers do not see it.
    pub fn is_internal(&self) -> bool {
        self.annotation.visibility == Visibility::Internal
    }
}
