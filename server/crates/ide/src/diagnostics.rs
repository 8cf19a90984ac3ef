//! The findings of one file, as an editor shows them.

use std::sync::Arc;

use connector::{Connector, FileRole};
use rules::{Finding, Settings, Stop};

use crate::configuration::Covering;

/// What the editor's surroundings already show, so that it does not appear twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// A JSON language server beside this one reports syntax errors and repeated keys.
    pub json_server: bool,
}

/// Codes that a JSON language server reports too.
const JSON_SERVER_CODES: [&str; 2] = ["json/syntax", "json/duplicate-key"];

/// All findings of the connector, by file and position; see [`rules::check`].
pub fn diagnostics(
    connector: &Connector,
    settings: &Settings,
    elsewhere: Elsewhere,
    stop: &Stop,
) -> Vec<Finding> {
    diagnostics_and_covering(connector, settings, elsewhere, stop).0
}

/// The same, and which entries of [`Settings::ignore`] cover what was found.
pub fn diagnostics_and_covering(
    connector: &Connector,
    settings: &Settings,
    elsewhere: Elsewhere,
    stop: &Stop,
) -> (Vec<Finding>, Covering) {
    let all = Settings { ignore: Vec::new(), ..settings.clone() };
    let mut covering = Covering::default();
    let mut findings = rules::check(connector, &all, stop);
    findings.retain(|finding| is_shown(finding, (connector, settings, elsewhere), &mut covering));
    (findings, covering)
}

/// Those of `findings` that are to be shown, and which entries of [`Settings::ignore`] cover the others. They have been
/// made without these entries. The list is the same one if all are shown.
pub fn shown(
    connector: &Connector,
    settings: &Settings,
    elsewhere: Elsewhere,
    findings: Arc<[Finding]>,
) -> (Arc<[Finding]>, Covering) {
    let mut covering = Covering::default();
    if settings.ignore.is_empty() && !elsewhere.json_server {
        return (findings, covering);
    }
    let mut is_shown = |finding: &Finding| is_shown(finding, (connector, settings, elsewhere), &mut covering);
    let Some(hidden) = findings.iter().position(|finding| !is_shown(finding)) else {
        return (findings, covering);
    };
    let (head, tail) = (&findings[..hidden], &findings[hidden + 1..]);
    let mut shown = Vec::with_capacity(findings.len() - 1);
    shown.extend_from_slice(head);
    shown.extend(tail.iter().filter(|finding| is_shown(finding)).cloned());
    (shown.into(), covering)
}

/// Whether a finding is to be shown; notes which entries of [`Settings::ignore`] cover it.
fn is_shown(
    finding: &Finding,
    (connector, settings, elsewhere): (&Connector, &Settings, Elsewhere),
    covering: &mut Covering,
) -> bool {
    let is_elsewhere = elsewhere.json_server && JSON_SERVER_CODES.contains(&finding.code());
    !covering.leaves_out(connector, settings, finding) && !is_elsewhere
}

/// The findings of one file among those of its connector.
pub fn in_file(findings: &[Finding], file: FileRole) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(move |finding| finding.file == file)
}

#[cfg(test)]
mod tests {
    use rules::Ignore;

    use super::*;

    const TWICE: &str = r#"{ "swagger": "2.0", "swagger": "2.0", "info": }"#;

    fn codes(elsewhere: Elsewhere) -> Vec<&'static str> {
        let connector = Connector::of_text(FileRole::Definition, TWICE);
        let findings = diagnostics(&connector, &Settings::default(), elsewhere, &Stop::default());
        in_file(&findings, FileRole::Definition).map(Finding::code).collect()
    }

    #[test]
    fn what_a_json_server_shows_is_left_out_beside_one() {
        let alone = codes(Elsewhere::default());
        assert!(JSON_SERVER_CODES.iter().all(|code| alone.contains(code)), "{alone:?}");
        let beside = codes(Elsewhere { json_server: true });
        assert!(!JSON_SERVER_CODES.iter().any(|code| beside.contains(code)), "{beside:?}");
        assert_eq!(
            beside,
            alone.iter().copied().filter(|code| !JSON_SERVER_CODES.contains(code)).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_list_of_which_all_is_shown_is_shared() {
        let connector = Connector::of_text(FileRole::Definition, TWICE);
        let all: Arc<[Finding]> = rules::check(&connector, &Settings::default(), &Stop::default()).into();
        let json_server = Elsewhere { json_server: true };
        let ignores = |entries: &[&str]| {
            let entry =
                |rule: &&str| Ignore { rule: (*rule).to_owned(), pointer: None, file: None, reason: None };
            Settings { ignore: entries.iter().map(entry).collect(), ..Settings::default() }
        };
        let fixed = |code: &str| code.starts_with("json/");
        assert!(
            all.iter().any(|finding| fixed(finding.code()))
                && all.iter().any(|finding| !fixed(finding.code()))
        );
        for entries in [&[][..], &["versioning/**"], &["json/**"], &["swagger/**", "json/syntax"]] {
            for elsewhere in [Elsewhere::default(), json_server] {
                let settings = ignores(entries);
                let (shown, covering) = shown(&connector, &settings, elsewhere, Arc::clone(&all));
                let (fresh, covered) =
                    diagnostics_and_covering(&connector, &settings, elsewhere, &Stop::default());
                let texts = |findings: &[Finding]| format!("{findings:?}");
                assert_eq!((texts(&shown), &covering), (texts(&fresh), &covered), "{entries:?}");
                assert_eq!(Arc::ptr_eq(&shown, &all), fresh.len() == all.len(), "{entries:?}");
            }
        }
    }
}
