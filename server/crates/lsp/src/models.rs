//! The models of connectors, shared: what is looked up in them by name is found once for all who ask at one moment.

use std::sync::{Arc, Mutex};

use connector::Connector;

use crate::analysis::Member;
use crate::file::File;
use crate::lock::lock;

/// The last models of a folder's connectors, with the files that they were made of.
#[derive(Default)]
pub(crate) struct Models(Mutex<Vec<(Vec<Arc<File>>, Connector)>>);

impl Models {
    /// The models of connectors that have these files, in their order: those that are known, as long as no file has
    /// changed.
    pub(crate) fn of(&self, sets: &[Vec<Member>], siblings: Option<&Arc<[String]>>) -> Vec<Connector> {
        let mut known = lock(&self.0);
        let model = |members: &Vec<Member>| {
            let is_same = |(files, connector): &&(Vec<Arc<File>>, Connector)| {
                files.len() == members.len()
                    && files.iter().zip(members).all(|(file, member)| Arc::ptr_eq(file, &member.file))
                    && connector.siblings() == siblings.map(AsRef::as_ref)
            };
            let same = known.iter().find(is_same).map(|(_, connector)| connector.clone());
            let connector = same.unwrap_or_else(|| connector_of(members, siblings.cloned()));
            (members.iter().map(|member| member.file.clone()).collect(), connector)
        };
        let models: Vec<(Vec<Arc<File>>, Connector)> = sets.iter().map(model).collect();
        let connectors = models.iter().map(|(_, connector)| connector.clone()).collect();
        *known = models;
        connectors
    }
}

/// The model of these files, which stand beside files of these names.
pub(crate) fn connector_of(members: &[Member], siblings: Option<Arc<[String]>>) -> Connector {
    let mut connector = Connector::new(members.iter().map(|member| member.file.part.clone()));
    for member in members {
        connector.set_not_utf8(member.file.role, member.file.not_utf8.clone());
    }
    connector.set_siblings(siblings);
    connector
}
