//! What the user decides: profile, severities, what to ignore.

pub use connector::Severity;

use connector::{Date, FileRole};

use crate::pattern::matches;

/// Which of Microsoft's rule sets applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Profile {
    /// By the folder's name; see [`Profile::of_path`].
    #[default]
    Auto,
    /// A connector that is not submitted anywhere.
    Custom,
    /// A connector of a verified publisher.
    Certified,
    /// A connector of an independent publisher.
    Independent,
}

impl Profile {
    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "auto" => Self::Auto,
            "custom" => Self::Custom,
            "certified" => Self::Certified,
            "independent" => Self::Independent,
            _ => return None,
        })
    }

    /// The profile of a connector in this folder, going by the folder names of Microsoft's public repository
    /// (`certified-connectors`, `independent-publisher-connectors`). Both kinds of slash separate folders.
    pub fn of_path(path: &str) -> Self {
        for folder in path.split(['/', '\\']).rev() {
            if folder.eq_ignore_ascii_case("certified-connectors") {
                return Self::Certified;
            }
            if folder.eq_ignore_ascii_case("independent-publisher-connectors") {
                return Self::Independent;
            }
            if folder.eq_ignore_ascii_case("custom-connectors") {
                return Self::Custom;
            }
        }
        Self::Custom
    }

    /// The profile itself, or for [`Profile::Auto`] that of the path.
    #[must_use]
    pub fn resolve(self, path: &str) -> Self {
        if self == Self::Auto { Self::of_path(path) } else { self }
    }
}

/// A finding to leave out.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Ignore {
    /// The rule's code, or a pattern with `*`.
    pub rule: String,
    /// Only findings at this JSON pointer or below it.
    pub pointer: Option<String>,
    /// Only files that match this pattern (`*` within a folder, `**` across folders), as seen from the configuration's
    /// folder; without `/` it is a file's name in any folder, so that `./` before a name means the one in that folder.
    pub file: Option<String>,
    /// Why, for the readers of the file.
    pub reason: Option<String>,
}

/// What decides which findings appear, and how bad they are.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Settings {
    /// The rule set.
    pub profile: Profile,
    /// Severity by rule or pattern, `None` for off; later entries win.
    pub rules: Vec<(String, Option<Severity>)>,
    /// Findings to leave out.
    pub ignore: Vec<Ignore>,
    /// The connector's folder; may be empty.
    pub path: String,
    /// The same as seen from the folder of the configuration that says what to ignore, empty if they are the same: `file`
    /// patterns are compared with it. `None`: no file says it, and patterns may start at any folder of [`Self::path`].
    pub path_in_configuration: Option<String>,
    /// The names of the connector's files, relative to the folder, for `file` patterns. A file that is not listed has the
    /// usual name of its role.
    pub names: Vec<(FileRole, String)>,
    /// The day today, for dates that have passed; `None` for whoever has no clock: then no date is past.
    pub today: Option<Date>,
}

impl Settings {
    /// The severity of a rule, `None` if it is off.
    pub fn severity(&self, rule: &crate::Rule) -> Option<Severity> {
        self.severity_of(rule.code, rule.levels.of(self.profile))
    }

    /// The severity of what has this code, a rule or a kind of change; `usual` if nothing is set for it.
    pub fn severity_of(&self, code: &str, usual: Option<Severity>) -> Option<Severity> {
        let chosen = self.rules.iter().rev().find(|(pattern, _)| matches(pattern, code));
        chosen.map_or(usual, |(_, severity)| *severity)
    }

    /// Whether a finding of this rule at this pointer in this file is to be left out.
    pub fn ignores(&self, code: &str, pointer: &str, file: FileRole) -> bool {
        self.ignoring(code, pointer, file).next().is_some()
    }

    /// The entries of [`Self::ignore`] that cover a finding of this rule at this pointer in this file, by index.
    pub fn ignoring(&self, code: &str, pointer: &str, file: FileRole) -> impl Iterator<Item = usize> {
        let covers = move |ignore: &Ignore| {
            matches(&ignore.rule, code)
                && ignore.pointer.as_deref().is_none_or(|above| is_at_or_below(pointer, above))
                && ignore.file.as_deref().is_none_or(|pattern| self.matches_file(pattern, file))
        };
        let entries = self.ignore.iter().enumerate();
        entries.filter(move |(_, ignore)| covers(ignore)).map(|(index, _)| index)
    }

    /// The name of the connector's file with this role, relative to the folder: the usual one if none is listed.
    pub fn name(&self, file: FileRole) -> &str {
        let named = self.names.iter().find(|(role, _)| *role == file);
        named.map_or(file.usual_name(), |(_, name)| name)
    }

    /// Whether a `file` pattern covers the file with this role.
    fn matches_file(&self, pattern: &str, file: FileRole) -> bool {
        let name = self.name(file).replace('\\', "/");
        let name = name.trim_start_matches("./");
        let is_bare = !pattern.contains('/');
        let pattern = pattern.trim_start_matches("./");
        if pattern.ends_with('/') {
            // A folder is meant with what is in it.
            return self.matches_file(&format!("{pattern}**"), file);
        }
        if is_bare {
            let bare = name.rsplit('/').next().unwrap_or(name);
            if matches(pattern, bare) {
                return true;
            }
        }
        let folder = self.path_in_configuration.as_ref().unwrap_or(&self.path).replace('\\', "/");
        let path = format!("{}/{name}", folder.trim_end_matches('/'));
        match self.path_in_configuration {
            Some(_) => matches(pattern, path.trim_start_matches('/')),
            None => matches(&format!("**/{pattern}"), &path),
        }
    }
}

fn is_at_or_below(pointer: &str, above: &str) -> bool {
    // `/info/` is meant as `/info`; as a pointer it would name a member without a name.
    let above = above.strip_suffix('/').filter(|above| !above.is_empty()).unwrap_or(above);
    pointer.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignores_are_by_rule_pointer_and_file() {
        let ignore = |pointer: Option<&str>, file: Option<&str>| Settings {
            ignore: vec![Ignore {
                rule: "swagger/*".into(),
                pointer: pointer.map(Into::into),
                file: file.map(Into::into),
                reason: None,
            }],
            path: "C:\\work\\crm".into(),
            ..Settings::default()
        };
        let file = FileRole::Definition;
        assert!(ignore(Some("/paths"), None).ignores("swagger/x", "/paths/~1a", file));
        assert!(!ignore(Some("/path"), None).ignores("swagger/x", "/paths/~1a", file));
        assert!(ignore(Some("/paths/"), None).ignores("swagger/x", "/paths/~1a", file));
        assert!(ignore(Some("/paths/"), None).ignores("swagger/x", "/paths", file));
        assert!(!ignore(Some("/path/"), None).ignores("swagger/x", "/paths/~1a", file));
        assert!(!ignore(Some("/"), None).ignores("swagger/x", "/paths", file));
        assert!(ignore(None, Some("crm/")).ignores("swagger/x", "", file));
        assert!(!ignore(None, Some("rm/")).ignores("swagger/x", "", file));
        assert!(!ignore(None, None).ignores("path/x", "", file));
        assert!(ignore(None, Some("crm/api*.json")).ignores("swagger/x", "", file));
        assert!(!ignore(None, Some("hr/api*.json")).ignores("swagger/x", "", file));
    }

    #[test]
    fn patterns_start_at_the_folder_of_the_configuration() {
        let ignores = |pattern: &str, folder: Option<&str>| {
            let entry = Ignore { rule: "**".into(), file: Some(pattern.into()), ..Ignore::default() };
            let settings = Settings {
                ignore: vec![entry],
                path: format!("/srv/hr/repository/{}", folder.unwrap_or("x/hr")),
                path_in_configuration: folder.map(Into::into),
                ..Settings::default()
            };
            settings.ignores("swagger/x", "", FileRole::Definition)
        };
        for (pattern, folder, is_ignored) in [
            ("hr/**", Some("hr"), true),
            ("./hr/**", Some("hr"), true),
            ("hr/**", Some("hr/inner"), true),
            ("hr/**", Some("hr\\inner"), true),
            ("hr/**", Some("old-hr"), false),
            ("hr/**", Some("x/hr"), false),
            ("hr/**", Some(""), false),
            ("hr/**", Some("crm"), false),
            ("**/hr/**", Some("x/hr"), true),
            ("**/hr/**", Some("x/old-hr"), false),
            ("rm/apiDefinition.swagger.json", Some("crm"), false),
            ("apiDefinition.swagger.json", Some("crm"), true),
            ("apiDefinition.swagger.json", Some(""), true),
            ("./apiDefinition.swagger.json", Some(""), true),
            ("./apiDefinition.swagger.json", Some("crm"), false),
            ("./crm/", Some("crm"), true),
            ("./crm/", Some("x/crm"), false),
            ("Definition.swagger.json", Some("crm"), false),
            ("*.swagger.json", Some("x/hr"), true),
            ("*/api*.json", Some("crm"), true),
            ("*/api*.json", Some("x/hr"), false),
            // Not said by a file: it may start anywhere.
            ("hr/*.json", None, true),
            ("r/*.json", None, false),
        ] {
            assert_eq!(ignores(pattern, folder), is_ignored, "{pattern} {folder:?}");
        }
    }

    #[test]
    fn ignores_go_by_the_real_name_of_a_file() {
        let ignores = |pattern: &str, name: &str, file| {
            let entry = Ignore { rule: "**".into(), file: Some(pattern.into()), ..Ignore::default() };
            let settings = Settings {
                ignore: vec![Ignore { rule: "json/x".into(), ..Ignore::default() }, entry],
                path: "/srv/crm".into(),
                names: vec![(FileRole::Definition, name.into())],
                ..Settings::default()
            };
            let covering: Vec<usize> = settings.ignoring("swagger/x", "", file).collect();
            assert!(covering.is_empty() || covering == [1], "{covering:?}");
            !covering.is_empty()
        };
        let definition = FileRole::Definition;
        for (pattern, name, is_ignored) in [
            ("apiDefinition.beta.json", "apiDefinition.beta.json", true),
            ("apiDefinition.swagger.json", "apiDefinition.beta.json", false),
            ("crm/src/*.json", "./src\\api.json", true),
            ("src/api.json", "./src/api.json", true),
        ] {
            assert_eq!(ignores(pattern, name, definition), is_ignored, "{pattern} {name}");
        }
        assert!(ignores("apiProperties.json", "apiDefinition.beta.json", FileRole::Properties));
    }

    #[test]
    fn profiles_go_by_the_nearest_folder_name() {
        assert_eq!(Profile::of_path("C:\\repo\\certified-connectors\\X"), Profile::Certified);
        assert_eq!(Profile::of_path("/r/independent-publisher-connectors/X"), Profile::Independent);
        assert_eq!(Profile::of_path("/r/mine"), Profile::Custom);
    }
}
