//! Addresses and file names that an editor can open. Nothing is fetched, and no file is looked for: which files stand
//! beside a connector is known already.

use connector::{Connector, Document, FileRole};
use syntax::{Node, NodeId, Span};
use vocabulary::Place;

/// A place that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    /// Its bytes in the file, quotes left out.
    pub span: Span,
    /// Where it leads.
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// To an address that starts with `http://` or `https://`.
    Address(String),
    /// To a file in the connector's folder, by its name there.
    Sibling(String),
}

/// What a text of a connector names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    /// An address and nothing else.
    Address,
    /// Words for people, with addresses among them.
    Words,
    /// A file, relative to the file at hand.
    File,
}

/// The texts that lead somewhere, by the place of their object and their name.
const TEXTS: [(Place, &str, Names); 17] = [
    (Place::ExternalDocs, "url", Names::Address),
    (Place::Contact, "url", Names::Address),
    (Place::License, "url", Names::Address),
    (Place::Info, "termsOfService", Names::Address),
    (Place::Info, "description", Names::Words),
    (Place::ConnectorMetadataEntry, "propertyValue", Names::Address),
    (Place::DocsLink, "url", Names::Address),
    (Place::SecurityScheme, "description", Names::Words),
    (Place::PropertiesRoot, "$schema", Names::Address),
    (Place::Properties, "website", Names::Address),
    (Place::UiDefinition, "description", Names::Words),
    (Place::UiDefinition, "tooltip", Names::Words),
    (Place::UiSchema, "description", Names::Words),
    (Place::SettingsRoot, "apiDefinition", Names::File),
    (Place::SettingsRoot, "apiProperties", Names::File),
    (Place::SettingsRoot, "icon", Names::File),
    (Place::SettingsRoot, "script", Names::File),
];

/// The links of a file, by position.
pub fn document_links(connector: &Connector, file: FileRole) -> Vec<DocumentLink> {
    let Some(document) = connector.document(file) else { return Vec::new() };
    let mut links = Vec::new();
    for (index, place) in document.places().iter().enumerate() {
        let known = TEXTS.iter().any(|(holder, ..)| holder == place);
        if !known {
            continue;
        }
        let holder = document.node(NodeId(index as u32));
        for node in holder.members().filter(|node| node.is_string()) {
            let name = node.key().map(syntax::Key::raw_name).unwrap_or_default();
            let entry = TEXTS.iter().find(|(holder, known, _)| holder == place && *known == name);
            if let Some((.., names)) = entry {
                add(&mut links, connector, node, *names);
            }
        }
    }
    links.extend(document.references().filter_map(|node| other_file(connector, document, node)));
    links.sort_by_key(|link| link.span.start);
    links
}

fn add(links: &mut Vec<DocumentLink>, connector: &Connector, node: Node<'_>, names: Names) {
    let Some(text) = node.as_str() else { return };
    let span = node.content_span();
    match names {
        Names::Address => {
            if let Some(address) = address(text.trim()) {
                links.push(DocumentLink { span, target: LinkTarget::Address(address.to_owned()) });
            }
        }
        Names::Words => {
            let raw = node.tree().text().get(span.range()).unwrap_or_default();
            links.extend(addresses(raw).map(|(start, address)| {
                let start = span.start + start as u32;
                DocumentLink {
                    span: Span::new(start, start + address.len() as u32),
                    target: LinkTarget::Address(address.to_owned()),
                }
            }));
        }
        Names::File => {
            links.extend(sibling(connector, &text).map(|target| DocumentLink { span, target }));
        }
    }
}

/// A `$ref` into another file, which the platform does not take but which can be opened.
fn other_file(connector: &Connector, document: &Document, node: Node<'_>) -> Option<DocumentLink> {
    let text = node.as_str().filter(|text| !text.starts_with('#'))?;
    let length = text.find('#').unwrap_or(text.len());
    let span = node.content_span();
    let is_plain = document.tree().text().get(span.range()) == Some(&*text);
    let end = if is_plain { span.start + length as u32 } else { span.end };
    let target = sibling(connector, text.get(..length)?)?;
    Some(DocumentLink { span: Span::new(span.start, end), target })
}

/// The file in the connector's folder that a relative name means, if it is there.
fn sibling(connector: &Connector, name: &str) -> Option<LinkTarget> {
    let name = name.strip_prefix("./").or_else(|| name.strip_prefix(".\\")).unwrap_or(name);
    let known = connector.siblings()?.iter().find(|known| *known == name)?;
    Some(LinkTarget::Sibling(known.clone()))
}

/// The text, if it is one address of the web. What no address may hold is not repaired.
fn address(text: &str) -> Option<&str> {
    let (_, rest) = scheme(text)?;
    let is_host = rest.starts_with(|first: char| first.is_alphanumeric() || first == '[');
    (is_host && rest.chars().all(is_of_address)).then_some(text)
}

/// The addresses in a text, each with the byte at which it starts.
fn addresses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(start) = text[from..].find("http").map(|at| from + at) {
            from = start + "http".len();
            let Some((scheme, rest)) = scheme(&text[start..]) else { continue };
            let length = rest.find(|character| !is_of_address(character)).unwrap_or(rest.len());
            // What ends a sentence or stands around an address is no part of it.
            let rest =
                rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '*', '_']);
            let end = start + scheme + rest.len();
            from = from.max(end);
            if let Some(address) = address(&text[start..end]) {
                return Some((start, address));
            }
        }
        None
    })
}

/// The length of the scheme with its slashes, and what follows them.
fn scheme(text: &str) -> Option<(usize, &str)> {
    ["https://", "http://"].iter().find_map(|scheme| Some((scheme.len(), text.strip_prefix(scheme)?)))
}

/// Whether an address may hold this character as it is (<https://www.rfc-editor.org/rfc/rfc3986#appendix-A>).
fn is_of_address(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(character)
}
