//! `connector-ls rules`.

use std::fmt::Write as _;
use std::io;

use rules::{FixKind, Rule, Severity};
use serde::Serialize;

use crate::arguments::ListFormat;
use crate::terminal::Palette;

/// All rules, by group and name.
pub(crate) fn list(format: ListFormat) -> String {
    match format {
        ListFormat::Text => text(&Palette::of(&io::stdout())),
        ListFormat::Json => json(),
        ListFormat::Markdown => markdown(),
    }
}

fn name(severity: Option<Severity>) -> &'static str {
    severity.map_or("off", Severity::name)
}

fn text(palette: &Palette) -> String {
    let widest = rules::rules().map(|rule| rule.code.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in rules::rules() {
        let severity = |severity: Option<Severity>| {
            let paint = severity.map_or(palette.quiet, |severity| palette.severity(severity));
            paint.paint(format!("{:7}", name(severity))).to_string()
        };
        let levels = rule.levels;
        let code = palette.strong.paint(format!("{:widest$}", rule.code));
        let (custom, certified) = (severity(levels.custom), severity(levels.certified));
        let independent = severity(levels.independent);
        let fix = fix(rule, "");
        let _ = writeln!(out, "{code}  {custom}  {certified}  {independent}      {fix:6}  {}", rule.summary);
    }
    let heading = format!(
        "{:widest$}  {:7}  {:7}  {:11}  {:6}  Finds",
        "Rule", "Custom", "Certif.", "Independent", "Fix"
    );
    format!("{}\n{out}", palette.quiet.paint(heading))
}

fn fix(rule: &Rule, none: &'static str) -> &'static str {
    if rule.fix == FixKind::None { none } else { rule.fix.name() }
}

fn markdown() -> String {
    let mut out = String::from(
        "| Rule | Finds | Custom | Certified | Independent | Fix | Microsoft's codes |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for rule in rules::rules() {
        let levels =
            [rule.levels.custom, rule.levels.certified, rule.levels.independent].map(name).join(" | ");
        let microsoft: Vec<String> = rule.microsoft.iter().map(|code| format!("`{code}`")).collect();
        let _ = writeln!(
            out,
            "| [`{}`]({}) | {} | {levels} | {} | {} |",
            rule.code,
            rule.docs(),
            rule.summary.replace('|', "\\|"),
            fix(rule, ""),
            microsoft.join(" ")
        );
    }
    out
}

/// Its keys are a promise.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed {
    code: &'static str,
    group: &'static str,
    severity: Levels,
    summary: &'static str,
    fix: &'static str,
    microsoft_codes: &'static [&'static str],
    docs: String,
}

#[derive(Serialize)]
struct Levels {
    custom: &'static str,
    certified: &'static str,
    independent: &'static str,
}

fn json() -> String {
    let listed: Vec<Listed> = rules::rules()
        .map(|rule| Listed {
            code: rule.code,
            group: rule.group(),
            severity: Levels {
                custom: name(rule.levels.custom),
                certified: name(rule.levels.certified),
                independent: name(rule.levels.independent),
            },
            summary: rule.summary,
            fix: rule.fix.name(),
            microsoft_codes: rule.microsoft,
            docs: rule.docs(),
        })
        .collect();
    serde_json::to_string_pretty(&listed).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn the_json_list_is_what_is_promised() {
        let listed: Vec<Value> = serde_json::from_str(&json()).unwrap();
        assert_eq!(listed.len(), rules::rules().count());
        let syntax = listed.iter().find(|rule| rule["code"] == "json/syntax").unwrap();
        let keys: Vec<&String> = syntax.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["code", "group", "severity", "summary", "fix", "microsoftCodes", "docs"]);
        assert_eq!(syntax["group"], "json");
        assert_eq!(
            syntax["severity"],
            serde_json::json!({"custom": "error", "certified": "error", "independent": "error"})
        );
        assert_eq!(syntax["fix"], "safe");
        assert!(syntax["docs"].as_str().unwrap().ends_with("/json/syntax.md"));
    }

    #[test]
    fn every_rule_is_a_row() {
        for (text, heads) in [(text(&Palette::default()), 1), (markdown(), 2)] {
            assert_eq!(text.lines().count(), rules::rules().count() + heads, "{text}");
            assert!(
                text.lines().skip(heads).zip(rules::rules()).all(|(line, rule)| line.contains(rule.code))
            );
        }
    }
}
