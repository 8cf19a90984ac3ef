//! The connector that tests make things in, and what comes of it.

use std::sync::Arc;

use connector::{Connector, Part};
use ide::making::folder::NewFolder;
use ide::making::{Made, Making, NewConnector, NewOperation, SignIn, new_connector};
use rules::{NewFile, Settings, Stop};

/// Tabs are the layout's, and which parameters are shared is for the author to choose.
const LEFT_OUT: [&str; 2] = ["json/hard-tabs", "parameter/repeated-inline"];

pub(crate) fn folder(sign_in: SignIn) -> Vec<NewFile> {
    let wanted = NewConnector {
        title: "Contoso Orders".to_owned(),
        host: "api.contoso.com".to_owned(),
        base_path: "/v1".to_owned(),
        publisher: "Contoso".to_owned(),
        sign_in,
    };
    match new_connector(&wanted) {
        NewFolder::Files(files) => files,
        NewFolder::Refused { reason } => panic!("{reason}"),
    }
}

/// The connector that these files are, with their texts written in another layout.
pub(crate) fn connector(files: &[NewFile], layout: impl Fn(&str) -> String) -> Connector {
    let parts = files.iter().filter_map(|file| Some(Part::new(file.role?, layout(&file.text))));
    let mut connector = Connector::new(parts);
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    connector.set_siblings(Some(Arc::from(names)));
    connector
}

/// What is found at all.
pub(crate) fn remarks(connector: &Connector) -> Vec<String> {
    let found = rules::check(connector, &Settings::default(), &Stop::default());
    let found = found.iter().filter(|found| !LEFT_OUT.contains(&found.code()));
    found.map(|found| format!("{} {}", found.code(), found.message)).collect()
}

#[track_caller]
pub(crate) fn done(making: Making) -> Made {
    match making {
        Making::Made(made) => made,
        Making::Refused { reason } => panic!("refused: {reason}"),
    }
}

#[track_caller]
pub(crate) fn refused(making: &Making) -> &str {
    match making {
        Making::Made(made) => panic!("made: {}", made.text),
        Making::Refused { reason } => reason,
    }
}

/// The connector after an edit, which is one that only adds, in the line ends that the file has.
#[track_caller]
pub(crate) fn after(connector: &Connector, made: &Made) -> Connector {
    let before = connector.part(made.file).unwrap().text();
    assert_eq!(syntax::edit::apply(before, &made.edits).as_deref(), Some(&*made.text));
    let crlf = before.matches("\r\n").count();
    if crlf > 0 {
        assert_eq!(made.text.matches('\n').count(), made.text.matches("\r\n").count());
    } else {
        assert!(!made.text.contains('\r'));
    }
    assert_eq!(before.contains("\n\t"), made.text.contains("\n\t"));
    connector.with(Part::new(made.file, made.text.clone()))
}

pub(crate) fn operation(kind: &str, path: &str, id: &str, summary: &str) -> NewOperation {
    let (method, is_trigger) = kind.strip_prefix("trigger ").map_or((kind, false), |method| (method, true));
    NewOperation {
        is_trigger,
        method: method.to_owned(),
        path: path.to_owned(),
        operation_id: id.to_owned(),
        summary: summary.to_owned(),
    }
}
