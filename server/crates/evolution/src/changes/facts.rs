//! The connector as a whole compared: host, base path, protocols, title, version.

use connector::{Connector, Definition};
use syntax::Node;

use super::kinds::connector as kinds;
use super::operations::Ground;
use super::pairs::Template;
use super::sheet::{Sheet, Spot};
use super::users::Users;
use super::walk::Walk;
use super::{Class, Severity, Update, words};

impl Walk<'_> {
    /// Compares what belongs to no operation.
    pub(super) fn compare_facts(&mut self, connectors: (&Connector, &Connector)) {
        let roots = (self.old.document.root(), self.new.document.root());
        self.compare_host(roots, connectors);
        self.compare_schemes(roots);
        let title = |root: Node<'_>| root.get("info").and_then(|info| member_text(info, "title"));
        let (before, after) = (title(roots.0), title(roots.1));
        if before != after
            && let Some(draft) = self.sheet.note(
                &kinds::TITLE_CHANGED,
                None,
                Some(member_spot(roots.0, &["info", "title"])),
                Some(member_spot(roots.1, &["info", "title"])),
                0,
            )
        {
            draft.says(
                "The title",
                format!("changed {}", words::from_to(before.as_deref(), after.as_deref())),
            );
            draft.shows(before.as_deref().map(words::cut), after.as_deref().map(words::cut));
        }
    }

    fn compare_host(&mut self, roots: (Node<'_>, Node<'_>), connectors: (&Connector, &Connector)) {
        let (before, after) = (member_text(roots.0, "host"), member_text(roots.1, "host"));
        let same = match (&before, &after) {
            (Some(before), Some(after)) => server(before).eq_ignore_ascii_case(server(after)),
            (before, after) => before == after,
        };
        if same {
            return;
        }
        let spots = (member_spot(roots.0, &["host"]), member_spot(roots.1, &["host"]));
        let Some(draft) = self.sheet.note(&kinds::HOST_CHANGED, None, Some(spots.0), Some(spots.1), 0) else {
            return;
        };
        draft.says("The host", format!("changed {}", words::from_to(before.as_deref(), after.as_deref())));
        draft.shows(before.as_deref().map(words::cut), after.as_deref().map(words::cut));
        if takes_host_from_connection(connectors.0) && takes_host_from_connection(connectors.1) {
            draft
                .graded(Class::Compatible, Severity::Info)
                .felt("A policy takes the host from each connection, so that existing flows feel nothing.")
                .cured("Nothing to do.");
        }
    }

    fn compare_schemes(&mut self, roots: (Node<'_>, Node<'_>)) {
        // Where nothing is said, connectors use https.
        let schemes = |root: Node<'_>| -> Vec<Box<str>> {
            let list = root.get("schemes").into_iter().flat_map(Node::items).filter_map(Node::as_str);
            let mut found: Vec<Box<str>> = list.map(|scheme| scheme.to_lowercase().into()).collect();
            found.sort_unstable();
            found.dedup();
            if found.is_empty() { vec!["https".into()] } else { found }
        };
        let (before, after) = (schemes(roots.0), schemes(roots.1));
        if before == after {
            return;
        }
        let spots = (member_spot(roots.0, &["schemes"]), member_spot(roots.1, &["schemes"]));
        let kind = &kinds::SCHEMES_CHANGED;
        let Some(draft) = self.sheet.note(kind, None, Some(spots.0), Some(spots.1), 0) else { return };
        let has_https = |schemes: &[Box<str>]| schemes.iter().any(|scheme| scheme.as_ref() == "https");
        let loses_https = has_https(&before) && !has_https(&after);
        let (before, after) = (before.join(", "), after.join(", "));
        draft.says(
            "The list of protocols",
            format!("changed {}", words::from_to(Some(&before), Some(&after))),
        );
        draft.shows(Some(words::cut(&before)), Some(words::cut(&after)));
        if loses_https {
            draft
                .graded(Class::Breaking, Severity::Error)
                .felt("Calls travel without encryption, which the platform and most services refuse.")
                .cured("Put 'https' back.");
        }
    }

    /// Compares the base path by what it does to the full paths: moved into the paths, it changes nothing.
    pub(super) fn compare_base_path(&mut self, ground: &Ground) {
        let (before, after) = (&ground.old_base, &ground.new_base);
        if before == after {
            return;
        }
        let mut moved = Vec::new();
        for (number, pair) in self.pairs.kept.iter().enumerate() {
            let paths = (
                self.old.path(&self.old.operations[pair.old]),
                self.new.path(&self.new.operations[pair.new]),
            );
            let same_full = Template::of(before, &paths.0).blanked == Template::of(after, &paths.1).blanked;
            let same_below = Template::of("", &paths.0).blanked == Template::of("", &paths.1).blanked;
            if !same_full && same_below {
                moved.push(Users::operation(number));
            }
        }
        let roots = (self.old.document.root(), self.new.document.root());
        let spots = (member_spot(roots.0, &["basePath"]), member_spot(roots.1, &["basePath"]));
        let note = self.sheet.note(&kinds::BASE_PATH_CHANGED, None, Some(spots.0), Some(spots.1), 0);
        let Some(draft) = note else { return };
        let side = |base: &str| if base.is_empty() { "/".into() } else { words::cut(base) };
        let (before, after) = (side(before), side(after));
        draft.says("The base path", format!("changed {}", words::from_to(Some(&before), Some(&after))));
        draft.shows(Some(before), Some(after));
        if moved.is_empty() {
            draft
                .graded(Class::Compatible, Severity::Info)
                .felt("The full paths of the published operations stay as they are.")
                .cured("Nothing to do.");
        }
        draft.units = moved;
    }
}

/// Compares versions. `update` is what the rest of the comparison came to: whether anything at all changed.
pub(super) fn compare_version(sheet: &mut Sheet, (old, new): (&Definition, &Definition), update: Update) {
    let roots = (old.document.root(), new.document.root());
    let version = |root: Node<'_>| root.get("info").and_then(|info| member_text(info, "version"));
    let (Some(before), Some(after)) = (version(roots.0), version(roots.1)) else { return };
    let spots = (member_spot(roots.0, &["info", "version"]), member_spot(roots.1, &["info", "version"]));
    let (kind, how) = if before.trim() == after.trim() {
        if update == Update::None {
            return;
        }
        (
            &kinds::VERSION_NOT_BUMPED,
            format!("is still '{}', although the connector changed", words::cut(&after)),
        )
    } else {
        match (numbers(&before), numbers(&after)) {
            (Some(old), Some(new)) if new < old => {}
            _ => return,
        }
        let how =
            format!("went down {}", words::from_to(Some(&words::cut(&before)), Some(&words::cut(&after))));
        (&kinds::VERSION_DECREASED, how)
    };
    if let Some(draft) = sheet.note(kind, None, Some(spots.0), Some(spots.1), 0) {
        draft.says("The version", how).shows(Some(words::cut(&before)), Some(words::cut(&after)));
    }
}

/// The numbers of a version such as `1.10`, zeros at its end left out; `None` if it has something else in it.
fn numbers(version: &str) -> Option<Vec<u64>> {
    let version = version.trim().trim_start_matches(['v', 'V']);
    let mut numbers: Vec<u64> = version.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    while numbers.last() == Some(&0) {
        numbers.pop();
    }
    Some(numbers)
}

/// The name of the server in a host that was written with a scheme.
fn server(host: &str) -> &str {
    let host = host.trim();
    let name = host.split_once("://").map_or(host, |(_, name)| name);
    name.strip_suffix('/').unwrap_or(name)
}

/// Whether a policy replaces the host of all calls.
fn takes_host_from_connection(connector: &Connector) -> bool {
    connector.properties_files().flat_map(|file| &file.policies).any(|policy| {
        policy.operations.is_none() && policy.template.is_some_and(|template| template.id == "dynamichosturl")
    })
}

fn member_text(node: Node<'_>, name: &str) -> Option<String> {
    node.get(name).and_then(Node::as_str).map(std::borrow::Cow::into_owned).filter(|text| !text.is_empty())
}

/// The member at the end of `path`, or the nearest object around it that is there.
fn member_spot(root: Node<'_>, path: &[&str]) -> Spot {
    let mut node = root;
    for name in path {
        let Some(member) = node.get(name) else { break };
        node = member;
    }
    Spot { span: if node.is_container() { node.head_span() } else { node.span() }, ..Spot::definition(node) }
}
