//! How far an operation has come on its way out.
//!
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>

use connector::{Date, Definition, Family, Operation, Visibility};

/// What has become of an operation since newer revisions came. Later stages are greater; an operation whose revision is
/// the one to use has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// In the background, since a newer revision is being proven.
    Downplayed,
    /// A newer revision is in Production.
    Superseded,
    /// Not offered for new work.
    Deprecated,
    /// Deprecated and shown to nobody.
    Hidden,
    /// Deprecated, and supported no longer.
    Expired,
}

impl Stage {
    /// All stages, in the order in which they come.
    pub const ALL: [Self; 5] =
        [Self::Downplayed, Self::Superseded, Self::Deprecated, Self::Hidden, Self::Expired];

    /// The word for it, one of [`vocabulary::lifecycle::STAGES`].
    pub const fn name(self) -> &'static str {
        match self {
            Self::Downplayed => "downplayed",
            Self::Superseded => "superseded",
            Self::Deprecated => "deprecated",
            Self::Hidden => "hidden",
            Self::Expired => "expired",
        }
    }
}

/// The revisions of a family that others give way to. Deprecated and internal operations are none of these: makers
/// cannot turn to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Successors {
    highest: Option<i64>,
    highest_in_production: Option<i64>,
}

impl Successors {
    /// Looks through a family of this definition, once for all its members.
    pub fn of(definition: &Definition, family: &Family) -> Self {
        let mut found = Self::default();
        for operation in family.members.iter().filter_map(|&member| definition.operations.get(member)) {
            let annotation = &operation.annotation;
            if annotation.deprecated || annotation.visibility == Visibility::Internal {
                continue;
            }
            let revision = Some(operation.revision());
            found.highest = found.highest.max(revision);
            if definition.is_in_production(operation) {
                found.highest_in_production = found.highest_in_production.max(revision);
            }
        }
        found
    }

    /// How far a member of the family has come. Without `today` nothing is expired; the day named by `expires` is the
    /// last one with support.
    pub fn stage_of(&self, operation: &Operation, today: Option<Date>) -> Option<Stage> {
        let annotation = &operation.annotation;
        if annotation.deprecated {
            let end = annotation.expires.as_deref().and_then(Date::parse);
            return Some(match (end, today) {
                (Some(end), Some(today)) if end < today => Stage::Expired,
                _ if annotation.visibility == Visibility::Internal => Stage::Hidden,
                _ => Stage::Deprecated,
            });
        }
        let revision = Some(operation.revision());
        if self.highest_in_production > revision {
            return Some(Stage::Superseded);
        }
        let is_downplayed = self.highest > revision && annotation.visibility == Visibility::Advanced;
        is_downplayed.then_some(Stage::Downplayed)
    }
}

#[cfg(test)]
mod tests {
    use connector::{Connector, FileRole};

    use super::*;

    /// The stages of the operations of a family, given by what each says beside its operationId, in November 2026.
    fn stages(operations: &[&str]) -> Vec<Option<Stage>> {
        let paths: Vec<String> = operations
            .iter()
            .enumerate()
            .map(|(index, says)| {
                let annotation = format!(r#"{{ "family": "F", "revision": {}"#, index + 1);
                let says = says.replace('@', &annotation);
                format!(r#""/{index}": {{ "get": {{ "operationId": "F{index}", "x-ms-api-annotation": {says} }} }}"#)
            })
            .collect();
        let text = format!(r#"{{ "paths": {{ {} }} }}"#, paths.join(","));
        let connector = Connector::of_text(FileRole::Definition, text);
        let definition = connector.definition().unwrap();
        let successors = Successors::of(definition, &definition.families[0]);
        let today = Date::new(2026, 11, 22);
        definition.operations.iter().map(|operation| successors.stage_of(operation, today)).collect()
    }

    const ADVANCED: &str = r#"@ }, "x-ms-visibility": "advanced""#;
    const PREVIEW: &str = r#"@, "status": "Preview" }"#;
    const DEPRECATED: &str = r#"@ }, "deprecated": true"#;

    #[test]
    fn an_operation_goes_through_the_stages_of_the_guide() {
        assert_eq!(stages(&["@ }"]), [None]);
        // A new revision starts, is promoted, and takes over.
        assert_eq!(stages(&[ADVANCED, PREVIEW]), [Some(Stage::Downplayed), None]);
        assert_eq!(stages(&[ADVANCED, "@ }"]), [Some(Stage::Superseded), None]);
        assert_eq!(stages(&[DEPRECATED, "@ }"]), [Some(Stage::Deprecated), None]);
        let hidden = r#"@ }, "deprecated": true, "x-ms-visibility": "internal""#;
        assert_eq!(stages(&[hidden, "@ }"]), [Some(Stage::Hidden), None]);
        for (expires, stage) in
            [("2026-11-21", Stage::Expired), ("2026-11-22", Stage::Deprecated), ("soon", Stage::Deprecated)]
        {
            let says = format!(r#"@, "expires": "{expires}" }}, "deprecated": true"#);
            assert_eq!(stages(&[&says, "@ }"]), [Some(stage), None], "{expires}");
        }
    }

    #[test]
    fn nobody_gives_way_to_what_makers_cannot_use() {
        assert_eq!(stages(&[ADVANCED]), [None]);
        assert_eq!(stages(&["@ }", PREVIEW]), [None, None]);
        assert_eq!(stages(&[ADVANCED, DEPRECATED]), [None, Some(Stage::Deprecated)]);
        assert_eq!(stages(&["@ }", r#"@ }, "x-ms-visibility": "internal""#]), [None, None]);
    }

    #[test]
    fn the_words_are_those_of_the_vocabulary() {
        let words: Vec<&str> = vocabulary::lifecycle::STAGES.iter().map(|stage| stage.value).collect();
        assert_eq!(Stage::ALL.map(Stage::name).as_slice(), words);
        assert!(Stage::ALL.is_sorted());
    }
}
