//! The connector that examples are put into, and how they are.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use connector::{Connector, FileRole, Part, role_of};
use rules::page::Snippet;
use rules::{Finding, Profile, Settings, Stop};
use syntax::{JsonEditor, Placement, TextEdit, edit};

/// A file of the example connector.
pub(crate) type File = (FileRole, String);

/// The connector without findings.
pub(crate) fn base() -> Vec<File> {
    vec![
        (FileRole::Definition, include_str!("../base/apiDefinition.swagger.json").to_owned()),
        (FileRole::Properties, include_str!("../base/apiProperties.json").to_owned()),
        (FileRole::Script, include_str!("../base/script.csx").to_owned()),
    ]
}

/// What a block says that lists the files of the folder.
const FOLDER: &str = "folder";

/// Puts the blocks of an example into `files`. Of the files that are there, those stay that the block `folder` lists, if
/// there is one.
pub(crate) fn put(files: &mut Vec<File>, snippets: &[Snippet<'_>]) {
    for snippet in snippets {
        if snippet.file == FOLDER {
            files.retain(|(role, _)| snippet.body.lines().any(|name| role_of(name) == Some(*role)));
            continue;
        }
        let role = role_of(snippet.file).unwrap_or_else(|| panic!("no connector file: {}", snippet.file));
        let body = snippet.body.trim_end_matches('\n');
        let marks = [("<BOM>", "\u{FEFF}"), ("<TAB>", "\t"), ("<SP>", " "), ("<CTRL>", "\u{1}")];
        let body = marks.iter().fold(repeated(body), |body, (mark, text)| body.replace(mark, text));
        let at = files.iter().position(|(found, _)| *found == role).unwrap_or_else(|| {
            files.push((role, "{}".to_owned()));
            files.len() - 1
        });
        let text = &mut files[at].1;
        *text = if snippet.pointer.is_empty() { body } else { put_at(text, snippet, &body) };
    }
}

/// The text with what stands in `<REPEAT n>…</REPEAT>` written out.
fn repeated(body: &str) -> String {
    let mut out = String::new();
    let mut rest = body;
    while let Some((before, from)) = rest.split_once("<REPEAT ") {
        let (count, from) = from.split_once('>').expect("a number of repetitions");
        let (what, after) = from.split_once("</REPEAT>").expect("the end of a repetition");
        let count: usize = count.parse().expect("a number of repetitions");
        out.push_str(before);
        out.extend((1..=count).map(|number| what.replace("<N>", &number.to_string())));
        rest = after;
    }
    out + rest
}

fn put_at(text: &str, snippet: &Snippet<'_>, body: &str) -> String {
    let tree = syntax::parse(text);
    let pointer = snippet.pointer.replace("<SP>", " ");
    let edits = if snippet.is_raw {
        let node = syntax::pointer::resolve(&tree, &pointer).expect("raw text replaces what is there");
        vec![TextEdit::new(node.span(), body)]
    } else {
        assert!(syntax::parse(body).errors().is_empty(), "an example is not JSON: {body}");
        let mut editor = JsonEditor::new(&tree);
        let mut pointer = pointer.as_str();
        let mut value = body.to_owned();
        loop {
            if let Some(node) = syntax::pointer::resolve(&tree, pointer) {
                editor.replace(node, value.as_str());
                break;
            }
            let (parent, name) = pointer.rsplit_once('/').expect("the root exists");
            let name = syntax::pointer::unescape_token(name).expect("a valid pointer").into_owned();
            if let Some(object) = syntax::pointer::resolve(&tree, parent).filter(|node| node.is_object()) {
                editor.insert_member(object, &name, value.as_str(), Placement::Last);
                break;
            }
            value = format!("{{{}:{value}}}", edit::quote(&name));
            pointer = parent;
        }
        editor.finish()
    };
    edit::apply(text, &edits).expect("the edits of one value do not overlap")
}

/// The connector of these files. Text with `<E9>` stands for a file with that one byte, which is no UTF-8.
pub(crate) fn connector(files: &[File]) -> Connector {
    let mut not_utf8 = Vec::new();
    let mut parts = Vec::new();
    for (role, text) in files {
        let mut bytes = Vec::new();
        for (index, piece) in text.split("<E9>").enumerate() {
            bytes.extend((index > 0).then_some(0xE9));
            bytes.extend(piece.as_bytes());
        }
        let decoded = syntax::decode(bytes);
        not_utf8.push((*role, decoded.invalid));
        parts.push(Part::new(*role, decoded.text));
    }
    let mut connector = Connector::new(parts);
    for (role, places) in not_utf8 {
        connector.set_not_utf8(role, places);
    }
    connector
}

/// The names of the files in the folder of an example: those that its block `folder` lists, else those of the connector
/// and what belongs beside it.
pub(crate) fn siblings(files: &[File], snippets: &[Snippet<'_>]) -> Vec<String> {
    if let Some(folder) = snippets.iter().find(|snippet| snippet.file == FOLDER) {
        return folder.body.lines().map(str::to_owned).collect();
    }
    let own = files.iter().map(|(role, _)| role.usual_name());
    own.chain(["readme.md"]).map(str::to_owned).collect()
}

/// All findings in a profile, down to hints, on a connector in a folder with files of these names.
pub(crate) fn findings_beside(files: &[File], siblings: &[String], profile: Profile) -> Vec<Finding> {
    let settings = Settings { profile, ..Settings::default() };
    let mut connector = connector(files);
    connector.set_siblings(Some(siblings.into()));
    rules::check(&connector, &settings, &Stop::default())
}

/// All findings in a profile, down to hints.
pub(crate) fn findings(files: &[File], profile: Profile) -> Vec<Finding> {
    let settings = Settings { profile, ..Settings::default() };
    rules::check(&connector(files), &settings, &Stop::default())
}

/// `code: text underlined` for messages of failing tests.
pub(crate) fn show(files: &[File], findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            let text = files.iter().find(|(role, _)| *role == finding.file).map_or("", |(_, text)| text);
            let under = text.get(finding.span.range()).unwrap_or("?");
            format!("{} on {under:?}: {}", finding.code(), finding.message)
        })
        .collect()
}
