//! `settings.json`, the argument store of the `paconn` command.

use std::sync::Arc;

use syntax::{Node, Tree};

use crate::document::Document;
use crate::files::{FileRole, NamedPaths};

/// A parsed `settings.json`.
#[derive(Debug)]
pub struct SettingsFile {
    /// The file.
    pub document: Document,
}

/// Keys that only `paconn` writes; other tools use the same file name.
const PACONN_KEYS: [&str; 6] =
    ["connectorId", "environment", "apiProperties", "apiDefinition", "powerAppsUrl", "powerAppsApiVersion"];

impl SettingsFile {
    /// Reads the meaning of `tree`.
    pub fn new(tree: Arc<Tree>) -> Self {
        Self { document: Document::new(FileRole::Settings, tree) }
    }

    /// Whether this is the file of `paconn` and not of another tool.
    pub fn is_for_paconn(&self) -> bool {
        let root = self.document.root();
        PACONN_KEYS.iter().any(|key| root.get(key).is_some())
    }

    /// The paths it gives for the connector's other files; empty strings count as absent.
    pub fn named_paths(&self) -> NamedPaths {
        let root = self.document.root();
        let path = |key: &str| {
            let value = root.get(key).and_then(Node::as_str)?;
            (!value.is_empty()).then(|| value.into_owned())
        };
        NamedPaths {
            definition: path("apiDefinition"),
            properties: path("apiProperties"),
            script: path("script"),
        }
    }
}
