//! Which files make a connector.

use std::sync::Arc;

use vocabulary::Place;

use crate::settings::SettingsFile;

/// What a file is to its connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileRole {
    /// The API definition.
    Definition,
    /// `apiProperties.json`.
    Properties,
    /// `*_connectionparameters.json` of an unpacked Dataverse solution.
    ConnectionParameters,
    /// `*_policytemplateinstances.json` of an unpacked Dataverse solution.
    PolicyTemplateInstances,
    /// `settings.json` of the `paconn` command.
    Settings,
    /// `script.csx`.
    Script,
}

impl FileRole {
    /// The place of the file's root value; [`Place::Free`] for the script, which is no JSON.
    pub const fn root_place(self) -> Place {
        match self {
            Self::Definition => Place::Root,
            Self::Properties => Place::PropertiesRoot,
            Self::ConnectionParameters => Place::ConnectionParameters,
            Self::PolicyTemplateInstances => Place::PolicyTemplateInstances,
            Self::Settings => Place::SettingsRoot,
            Self::Script => Place::Free,
        }
    }

    /// Whether the file is JSON.
    pub const fn is_json(self) -> bool {
        !matches!(self, Self::Script)
    }

    /// The file's name where it stands alone.
    pub const fn usual_name(self) -> &'static str {
        match self {
            Self::Definition => "apiDefinition.swagger.json",
            Self::Properties => "apiProperties.json",
            Self::ConnectionParameters => "connectionparameters.json",
            Self::PolicyTemplateInstances => "policytemplateinstances.json",
            Self::Settings => "settings.json",
            Self::Script => "script.csx",
        }
    }
}

/// Endings of the files of an unpacked Dataverse solution.
const SOLUTION_ENDINGS: [(&str, FileRole); 3] = [
    ("_openapidefinition.json", FileRole::Definition),
    ("_connectionparameters.json", FileRole::ConnectionParameters),
    ("_policytemplateinstances.json", FileRole::PolicyTemplateInstances),
];

/// The role that a file's name alone gives it, in any letter case. `settings.json` belongs to a connector only if it
/// stands beside a definition and has a `paconn` key; see [`discover`] and [`crate::SettingsFile::is_for_paconn`].
pub fn role_of(file_name: &str) -> Option<FileRole> {
    let name = file_name.to_ascii_lowercase();
    if name.strip_suffix(".json").is_some_and(|stem| stem.starts_with("apidefinition")) {
        return Some(FileRole::Definition);
    }
    match name.as_str() {
        "apiproperties.json" => Some(FileRole::Properties),
        "settings.json" => Some(FileRole::Settings),
        "script.csx" => Some(FileRole::Script),
        _ => SOLUTION_ENDINGS.iter().find(|(ending, _)| name.ends_with(ending)).map(|&(_, role)| role),
    }
}

/// The files of one connector, by name within their folder (or as a relative path that `settings.json` gives).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSet {
    /// Role and name, the definition first.
    pub files: Vec<(FileRole, String)>,
}

impl FileSet {
    /// The name of the file with this role.
    pub fn name(&self, role: FileRole) -> Option<&str> {
        self.files.iter().find(|(found, _)| *found == role).map(|(_, name)| name.as_str())
    }
}

/// The paths that a `settings.json` may give in place of the usual names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedPaths {
    /// `apiDefinition`.
    pub definition: Option<String>,
    /// `apiProperties`.
    pub properties: Option<String>,
    /// `script`.
    pub script: Option<String>,
}

/// The connectors of one folder, from the names of its files. `settings` is what its `settings.json` says, if there is
/// one for `paconn`; without it a `settings.json` is not part of any connector.
///
/// A folder nearly always has one definition. With several, each is a connector of its own that shares the files
/// beside it; the files of an unpacked solution go together by what stands before the ending.
pub fn discover<'a>(names: impl IntoIterator<Item = &'a str>, settings: Option<&NamedPaths>) -> Vec<FileSet> {
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable();
    let with_role = |wanted: FileRole| {
        names
            .iter()
            .copied()
            .filter(move |name| role_of(name) == Some(wanted) && solution_stem(name).is_none())
    };
    let named_definition = settings.and_then(|paths| paths.definition.as_deref());
    let mut sets = Vec::new();
    let usual = with_role(FileRole::Definition).filter(|name| Some(*name) != named_definition);
    for definition in named_definition.into_iter().chain(usual) {
        let mut files = vec![(FileRole::Definition, definition.to_owned())];
        let properties = settings.and_then(|paths| paths.properties.as_deref());
        files.extend(
            properties
                .or_else(|| with_role(FileRole::Properties).next())
                .map(|name| (FileRole::Properties, name.to_owned())),
        );
        if settings.is_some() {
            files.extend(
                with_role(FileRole::Settings).next().map(|name| (FileRole::Settings, name.to_owned())),
            );
        }
        let script = settings.and_then(|paths| paths.script.as_deref());
        files.extend(
            script
                .or_else(|| with_role(FileRole::Script).next())
                .map(|name| (FileRole::Script, name.to_owned())),
        );
        sets.push(FileSet { files });
    }
    for name in &names {
        if role_of(name) == Some(FileRole::Definition)
            && let Some(stem) = solution_stem(name)
        {
            let mut files = vec![(FileRole::Definition, (*name).to_owned())];
            let beside = names.iter().filter(|other| *other != name && solution_stem(other) == Some(stem));
            files.extend(beside.filter_map(|other| Some((role_of(other)?, (*other).to_owned()))));
            sets.push(FileSet { files });
        }
    }
    sets
}

/// Whether a file of this name is no part of a connector, but expected or unwanted beside it: whoever watches files has
/// to look again when it comes or goes.
pub fn is_companion(file_name: &str) -> bool {
    ["readme.md", "icon.png"].iter().any(|name| name.eq_ignore_ascii_case(file_name))
}

/// Whether a path that a document names may be looked for at all: only one that is relative, on this machine, and a file's
/// on every system. Absolute paths, drives, shares and the names of devices are refused before anything is asked of the
/// system: on Windows already the question opens a device, or tells another machine who the user is
/// (<https://learn.microsoft.com/windows/win32/fileio/naming-a-file>). That the path stays inside of a folder is for whoever
/// knows that folder to say.
pub fn may_be_followed(path: &str) -> bool {
    let has_drive = matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    let is_rooted = path.starts_with(['/', '\\']);
    !path.contains('\0') && !has_drive && !is_rooted && !path.split(['/', '\\']).any(is_device)
}

/// Whether Windows takes a part of a path for a device, whatever its ending: `NUL`, `con.json`, `COM1 .txt`.
fn is_device(part: &str) -> bool {
    const DEVICES: [&str; 7] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];
    let stem = part.split(['.', ':']).next().unwrap_or(part).trim_end();
    let is_port = || {
        let (kind, number) = stem.split_at_checked(3).unwrap_or_default();
        let is_number = matches!(number, "\u{b9}" | "\u{b2}" | "\u{b3}")
            || number.len() == 1 && number.bytes().all(|digit| digit.is_ascii_digit());
        is_number && ["COM", "LPT"].iter().any(|known| known.eq_ignore_ascii_case(kind))
    };
    DEVICES.iter().any(|known| known.eq_ignore_ascii_case(stem)) || is_port()
}

/// What stands before the ending of a solution's file.
pub(crate) fn solution_stem(name: &str) -> Option<&str> {
    SOLUTION_ENDINGS.iter().find_map(|(ending, _)| {
        let at = name.len().checked_sub(ending.len())?;
        let (stem, found) = name.split_at_checked(at)?;
        found.eq_ignore_ascii_case(ending).then_some(stem)
    })
}

/// What a [`Files`] says about one file.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's bytes as text, by [`syntax::decode()`].
    pub decoded: syntax::Decoded,
}

/// Read access to a folder, so that the one loader serves the server (open documents first) and the command line.
pub trait Files {
    /// The names of the files in the connector's folder. Empty if it cannot be listed.
    fn names(&self) -> Vec<String>;

    /// The names of all files in that folder, those that are no part of a connector too; `None` if nobody listed them,
    /// so that nothing is said about files that are missing.
    fn siblings(&self) -> Option<Vec<String>> {
        None
    }

    /// The file `name`, given relative to the folder; `None` if it is absent, no regular file, outside of what may be
    /// read, or too large.
    fn read(&self, name: &str) -> Option<Source>;
}

/// The connectors of a folder, as [`discover`] finds them; a `settings.json` of `paconn` is read for the paths it names.
pub fn file_sets(files: &dyn Files) -> Vec<FileSet> {
    let names = files.names();
    let settings = names.iter().find(|name| role_of(name) == Some(FileRole::Settings));
    let paths = settings.and_then(|name| files.read(name)).and_then(|source| named_paths(source.decoded));
    discover(names.iter().map(String::as_str), paths.as_ref())
}

/// Whether a `settings.json` is one of `paconn` that names a definition, which may have any file name: then there is a
/// connector in its folder.
pub fn names_definition(settings: syntax::Decoded) -> bool {
    named_paths(settings).is_some_and(|paths| paths.definition.is_some())
}

/// Whether a text is an API definition, in any version of its format and however damaged: for a file whose name does
/// not tell.
pub fn reads_as_definition(text: &str) -> bool {
    let tree = syntax::parse(text.to_owned());
    ["swagger", "openapi", "paths"].iter().any(|key| tree.root().get(key).is_some())
}

/// The paths that a `settings.json` names; `None` of one that is not for `paconn`.
fn named_paths(settings: syntax::Decoded) -> Option<NamedPaths> {
    let settings = SettingsFile::new(Arc::new(syntax::parse(settings.text)));
    settings.is_for_paconn().then(|| settings.named_paths())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_relative_paths_of_files_are_followed() {
        for path in [
            "a.json",
            "./a.json",
            "../x/a.json",
            "x\\y\\a.json",
            "company.json",
            "com10.json",
            "a b:c.json",
            "",
        ] {
            assert!(may_be_followed(path), "{path}");
        }
        for path in [
            "/etc/passwd",
            "\\a.json",
            "\\\\server\\share\\a.json",
            "//server/share/a.json",
            "\\\\?\\C:\\a.json",
            "\\\\.\\pipe\\x",
            "C:\\a.json",
            "c:a.json",
            "NUL",
            "x/con.json",
            "..\\AUX",
            "com1",
            "LPT9.swagger.json",
            "lpt\u{b2}",
            "prn .json",
            "CONOUT$",
            "nul:",
            "a\0.json",
        ] {
            assert!(!may_be_followed(path), "{path}");
        }
    }
}
