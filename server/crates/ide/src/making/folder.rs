//! The files of a new connector.

use std::ops::ControlFlow;

use connector::{Connector, FileRole, Part};
use rules::{NewFile, Scaffold, Settings, Severity, Stop};
use syntax::edit::{Style, indent_value};
use vocabulary::INDEPENDENT_PUBLISHER_COLOR;

use super::{Or, refuse};
use crate::completion::snippets::draft::Draft;
use crate::completion::snippets::files;

/// How connections sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// Not at all.
    None,
    /// By a key.
    ApiKey,
    /// By a user name and a password.
    Basic,
    /// With an account of the service.
    OAuth2,
}

/// A connector to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConnector {
    /// What it is called.
    pub title: String,
    /// The host of the service, such as `api.contoso.com`.
    pub host: String,
    /// What all its paths begin with; `/` for nothing.
    pub base_path: String,
    /// Whose connector it is.
    pub publisher: String,
    /// How connections sign in.
    pub sign_in: SignIn,
}

/// The files, or why there are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewFolder {
    /// Name and text of each file, the definition first.
    Files(Vec<NewFile>),
    /// They cannot be made.
    Refused {
        /// Why, and what to do about it.
        reason: String,
    },
}

/// The files of a connector with one action: a definition, properties, the settings of `paconn` and a readme. What only
/// the author knows stands in them as an example, or as a question in the readme.
pub fn new_connector(wanted: &NewConnector) -> NewFolder {
    match all(wanted) {
        ControlFlow::Continue(files) => NewFolder::Files(files),
        ControlFlow::Break(reason) => NewFolder::Refused { reason },
    }
}

fn all(wanted: &NewConnector) -> Or<Vec<NewFile>> {
    let title = wanted.title.trim();
    let publisher = wanted.publisher.trim();
    if title.is_empty() {
        return refuse(
            "The connector has no title. Give it the name of the service, such as Contoso Orders.",
        );
    }
    if publisher.is_empty() {
        return refuse("The connector has no publisher. Name the company or person whose connector it is.");
    }
    let host = host(&wanted.host)?;
    let base_path = base_path(&wanted.base_path)?;
    let site = host.split(':').next().unwrap_or_default();
    // The site of a service beside its API; `api.dev` is one itself.
    let short = site.strip_prefix("api.").or_else(|| site.strip_prefix("www."));
    let site = short.filter(|short| short.contains('.')).unwrap_or(site);
    let definition = files::definition(wanted.sign_in)
        .with("connector", vec![title.to_owned()])
        .with("description", vec![format!("List what {title} has, and use it in flows and apps.")])
        .with("company", vec![publisher.to_owned()])
        .with("website", vec![format!("https://{site}")])
        .with("privacy", vec![format!("https://{site}/privacy")])
        .with("email", vec![format!("help@{site}")])
        .with("host", vec![host.to_owned()])
        .with("basePath", vec![base_path])
        .with("authorizationUrl", vec![format!("https://{site}/oauth2/authorize")])
        .with("tokenUrl", vec![format!("https://{site}/oauth2/token")]);
    let definition = file(FileRole::Definition, &definition);
    let connector = Connector::new([Part::new(FileRole::Definition, definition.text.clone())]);
    let properties = files::properties_of(&connector, wanted.sign_in)
        .with("color", vec![INDEPENDENT_PUBLISHER_COLOR.to_owned()])
        .with("publisher", vec![publisher.to_owned()])
        .with("service", vec![title.to_owned()]);
    let properties = file(FileRole::Properties, &properties);
    let connector = connector.with(Part::new(FileRole::Properties, properties.text.clone()));
    let settings = file(FileRole::Settings, &files::first_settings());
    let findings = rules::check(&connector, &Settings::default(), &Stop::default());
    if let Some(wrong) = findings.iter().find(|found| found.severity == Severity::Error) {
        return refuse(wrong.message.clone());
    }
    let readme = NewFile::of(&connector, "readme.md", Scaffold::Readme);
    ControlFlow::Continue([definition, properties, settings].into_iter().chain(readme).collect())
}

/// The JSON of a draft as a file.
fn file(role: FileRole, draft: &Draft) -> NewFile {
    let style = Style::default();
    let text = indent_value(&draft.plain(), &style, "") + style.line_end;
    NewFile { name: role.usual_name().to_owned(), text, role: Some(role) }
}

fn host(text: &str) -> Or<&str> {
    let host = text.trim().trim_end_matches('/');
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let is_label = |label: &str| {
        !label.is_empty()
            && label.chars().all(|character| character.is_alphanumeric() || "-_".contains(character))
    };
    if !name.split('.').all(is_label) || port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return refuse(format!(
            "'{}' is no host. Write it without https:// and path, as api.contoso.com.",
            text.trim()
        ));
    }
    ControlFlow::Continue(host)
}

fn base_path(text: &str) -> Or<String> {
    let path = text.trim().trim_matches('/');
    let is_wrong = |character: char| character.is_whitespace() || "?#{}\"\\<>:".contains(character);
    if path.contains(is_wrong) {
        return refuse(format!(
            "'{}' is no base path. Write what all paths begin with, as /v1.",
            text.trim()
        ));
    }
    ControlFlow::Continue(format!("/{path}"))
}
