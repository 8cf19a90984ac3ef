//! The names of a connector's files, for settings that go by them.

use std::path::Path;

use rules::Settings;

use crate::analysis::Member;
use crate::uri;

/// The settings for the connector of these files.
pub(crate) fn with_names(settings: &Settings, members: &[Member]) -> Settings {
    let names = members.iter().map(|member| (member.file.role, name(member, Path::new(&settings.path))));
    Settings { names: names.collect(), ..settings.clone() }
}

/// Relative to the connector's folder; only the last part of what lies elsewhere.
fn name(member: &Member, folder: &Path) -> String {
    let path = uri::path_of(&member.uri);
    let inside = path.as_deref().and_then(|path| path.strip_prefix(folder).ok());
    let inside = inside.filter(|inside| !inside.as_os_str().is_empty());
    inside.map_or_else(|| uri::file_name_of(&member.uri), |inside| inside.to_string_lossy().into_owned())
}
