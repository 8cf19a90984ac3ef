//! Connectors in marked text.

use connector::{Connector, FileRole, Part, role_of};
use fixture::{Mark, files};

/// The connector of marked text, and the marks in it.
pub(crate) fn connector(marked: &str) -> (Connector, Vec<(FileRole, Mark)>) {
    let files = files(marked);
    let role = |path: &str| role_of(path).unwrap();
    let marks =
        files.iter().flat_map(|file| file.marks.iter().map(|&mark| (role(&file.path), mark))).collect();
    (Connector::new(files.iter().map(|file| Part::new(role(&file.path), file.text.clone()))), marks)
}

/// The text of one of its files.
pub(crate) fn text(connector: &Connector, file: FileRole) -> &str {
    connector.part(file).unwrap().text()
}

/// The sample connectors' JSON files and one text without any sense, with what they are.
pub(crate) fn samples() -> Vec<(FileRole, String)> {
    let texts = fixture::texts(&fixture::samples()).into_iter();
    let known = texts.filter_map(|(path, text)| Some((role_of(path.file_name()?.to_str()?)?, text)));
    known.filter(|(role, _)| *role != FileRole::Script).collect()
}
