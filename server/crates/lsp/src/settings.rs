//! The editor's settings, in layers; later ones win:
//! 1. `initializationOptions`,
//! 2. `workspace/didChangeConfiguration`, or `workspace/configuration` without a scope,
//! 3. `workspace/configuration` for the workspace folder.
//!
//! The configuration file of a connector ([`crate::config_file`]) wins over all of them.

use std::path::{Path, PathBuf};

use ide::Elsewhere;
use ide::configuration::{self, Configuration, KEYS};
use serde_json::{Map, Value};

use crate::log::Level;

/// The section of all settings in the editor.
pub(crate) const SECTION: &str = "connector-ls";

/// All layers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct EditorSettings {
    /// What the editor does itself.
    pub(crate) elsewhere: Elsewhere,
    initial: Layer,
    general: Layer,
    folders: Vec<(PathBuf, Layer)>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Layer {
    configuration: Configuration,
    log_level: Option<Level>,
    /// What has no effect, as sentences.
    problems: Vec<String>,
}

impl Layer {
    fn new(settings: Map<String, Value>) -> Self {
        let log_level = settings.get("logLevel").and_then(Value::as_str).and_then(Level::from_name);
        let (configuration, problems) = configuration::parse(&Value::Object(settings).to_string());
        Self {
            configuration,
            log_level,
            problems: problems.into_iter().map(|problem| problem.message).collect(),
        }
    }
}

impl EditorSettings {
    /// From `initializationOptions`: `{ "host": { "jsonServer": bool }, …settings }`.
    pub(crate) fn new(options: &Value) -> Self {
        let json_server = options.pointer("/host/jsonServer").and_then(Value::as_bool).unwrap_or(false);
        let initial = Layer::new(section(options).unwrap_or_default());
        Self { elsewhere: Elsewhere { json_server }, initial, ..Self::default() }
    }

    /// Takes the `settings` of a `workspace/didChangeConfiguration` notification. `false` if it holds none: the client
    /// expects to be asked.
    pub(crate) fn push(&mut self, settings: &Value) -> bool {
        match section(settings) {
            Some(pushed) if !pushed.is_empty() => {
                self.general = Layer::new(pushed);
                true
            }
            _ => false,
        }
    }

    /// Takes the answer to `workspace/configuration`: the settings without a scope, and those of workspace folders.
    pub(crate) fn pulled(&mut self, general: &Value, folders: Vec<(PathBuf, Value)>) {
        let layer = |value: &Value| Layer::new(section(value).unwrap_or_default());
        self.general = layer(general);
        self.folders = folders.into_iter().map(|(folder, value)| (folder, layer(&value))).collect();
    }

    /// The settings for a file or folder: of all workspace folders that contain it, the innermost one's.
    pub(crate) fn for_path(&self, path: Option<&Path>) -> Configuration {
        let general = self.general.configuration.clone().over(self.initial.configuration.clone());
        let folder = path.and_then(|path| {
            let around = self.folders.iter().filter(|(folder, _)| path.starts_with(folder));
            around.max_by_key(|(folder, _)| folder.components().count())
        });
        match folder {
            Some((_, own)) => own.configuration.clone().over(general),
            None => general,
        }
    }

    /// How much is logged, if the settings say so.
    pub(crate) fn log_level(&self) -> Option<Level> {
        self.general.log_level.or(self.initial.log_level)
    }

    /// What in the settings has no effect, each said once.
    pub(crate) fn problems(&self) -> Vec<&str> {
        let layers =
            [&self.initial, &self.general].into_iter().chain(self.folders.iter().map(|(_, layer)| layer));
        let mut problems: Vec<&str> = Vec::new();
        for problem in layers.flat_map(|layer| &layer.problems) {
            if !problems.contains(&problem.as_str()) {
                problems.push(problem);
            }
        }
        problems
    }
}

/// The setting whose `null` is a value: nothing counts as published.
const NULLABLE: &str = "baseline";

/// The settings in `value`: what is under our section's name, or `value` itself. Editors mark what is not set by
/// `null`, which is left out; some send the settings of all their servers, which are too.
fn section(value: &Value) -> Option<Map<String, Value>> {
    let own = value.get(SECTION).filter(|own| own.is_object()).unwrap_or(value);
    let is_set = |key: &str, value: &Value| KEYS.contains(&key) && (!value.is_null() || key == NULLABLE);
    let set = own.as_object()?.iter().filter(|(key, value)| is_set(key, value));
    Some(set.map(|(key, value)| (key.clone(), value.clone())).collect())
}

#[cfg(test)]
mod tests {
    use rules::{Profile, Severity};
    use serde_json::json;

    use super::*;

    #[test]
    fn the_innermost_folder_wins_by_path_component() {
        let mut editor = EditorSettings::new(&json!({
            "host": {"jsonServer": true}, "profile": "custom", "rules": {"json/*": "off"},
        }));
        assert!(editor.elsewhere.json_server);
        editor.pulled(
            &json!({"rules": {"json/syntax": "error"}, "profile": null}),
            vec![
                (PathBuf::from("/a/foo"), json!({"profile": "certified"})),
                (
                    PathBuf::from("/a/foo/inner"),
                    json!({"profile": "independent", "rules": {"json/syntax": "hint"}}),
                ),
                (PathBuf::from("/b"), Value::Null),
            ],
        );
        let at = |path: &str| {
            let found = editor.for_path(Some(Path::new(path)));
            let syntax = rules::find("json/syntax").and_then(|entry| found.settings("").severity(entry.rule));
            (found.profile.unwrap(), syntax.unwrap())
        };
        assert_eq!(at("/a/foo/x.json"), (Profile::Certified, Severity::Error));
        assert_eq!(at("/a/foobar/x.json"), (Profile::Custom, Severity::Error));
        assert_eq!(at("/b/x.json"), (Profile::Custom, Severity::Error));
        assert_eq!(at("/a/foo/inner"), (Profile::Independent, Severity::Hint));
        assert_eq!(editor.problems(), Vec::<&str>::new());
    }

    #[test]
    fn a_push_may_name_the_section_or_be_it_or_say_nothing() {
        let mut editor = EditorSettings::default();
        assert!(editor.push(&json!({"connector-ls": {"logLevel": "debug"}})));
        assert_eq!(editor.log_level(), Some(Level::Debug));
        assert!(editor.push(&json!({"logLevel": "off"})));
        assert_eq!(editor.log_level(), Some(Level::Off));
        for nothing in
            [json!(null), json!({}), json!({"connector-ls": {}}), json!([]), json!({"python": {"rules": 1}})]
        {
            assert!(!editor.push(&nothing), "{nothing}");
        }
        assert_eq!(editor.log_level(), Some(Level::Off));
    }

    #[test]
    fn no_baseline_is_a_setting() {
        let mut editor = EditorSettings::new(&json!({"baseline": "auto"}));
        editor.pulled(&json!({"baseline": null, "profile": null}), Vec::new());
        assert_eq!(editor.for_path(None).baseline, Some(ide::configuration::Baseline::Off));
        assert_eq!(editor.for_path(None).profile, None);
        assert_eq!(editor.problems(), Vec::<&str>::new());
    }

    #[test]
    fn what_has_no_effect_is_said_once() {
        let mut editor = EditorSettings::new(&json!({"profile": "gold"}));
        editor.pulled(&json!({"profile": "gold"}), vec![(PathBuf::from("/a"), json!({"rules": 1}))]);
        assert_eq!(editor.problems().len(), 2, "{:?}", editor.problems());
    }
}
