//! The findings of one file, as an editor shows them.

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
    shown(connector, settings, elsewhere, rules::check(connector, &all, stop))
}

/// Those of `findings` that are to be shown, and which entries of [`Settings::ignore`] cover the others. They have been
/// made without these entries.
pub fn shown(
    connector: &Connector,
    settings: &Settings,
    elsewhere: Elsewhere,
    mut findings: Vec<Finding>,
) -> (Vec<Finding>, Covering) {
    let mut covering = Covering::default();
    covering.leave_out(connector, settings, &mut findings);
    if elsewhere.json_server {
        findings.retain(|finding| !JSON_SERVER_CODES.contains(&finding.code()));
    }
    (findings, covering)
}

/// The findings of one file among those of its connector.
pub fn in_file(findings: &[Finding], file: FileRole) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(move |finding| finding.file == file)
}

#[cfg(test)]
mod tests {
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
}
