//! `connector-ls explain RULE`.

use std::fmt::Write as _;
use std::io;

use evolution::changes::{Class, DOCS, Kind};
use ide::configuration::FILE_NAMES;
use ide::failure;
use rules::near::nearest;
use rules::{Entry, FixKind, Severity};

use super::markdown::render;
use crate::terminal::{self, Palette, visible};

/// Longer lines are hard to read, however wide the terminal is.
const WIDEST: usize = 96;

/// The page of a rule or a kind of change for the terminal, or what to type instead.
pub(crate) fn explain(code: &str) -> Result<String, String> {
    let stdout = io::stdout();
    let width = terminal::width(&stdout).min(WIDEST);
    let palette = Palette::of(&stdout);
    if let Some(entry) = rules::find(code) {
        return Ok(page(entry, &palette, width));
    }
    if code == failure::CODE {
        return Ok(failure_page(&palette, width));
    }
    Kind::of_code(code).map(|kind| change_page(kind, &palette, width)).ok_or_else(|| unknown(code))
}

fn unknown(code: &str) -> String {
    let shown = visible(code);
    let is_change = code.starts_with("change/");
    let what = if is_change { "kind of change" } else { "rule" };
    let mut message = format!("there is no {what} '{shown}'.");
    let codes = || rules::rules().map(|rule| rule.code).chain(Kind::all().map(|kind| kind.code));
    // People remember the second half of a code.
    let same_name = codes().find(|known| known.split_once('/').is_some_and(|(_, name)| name == code));
    let in_group = codes().any(|known| known.split_once('/').is_some_and(|(group, _)| group == code));
    if let Some(near) = same_name.or_else(|| nearest(code, codes())) {
        let _ = write!(message, " Did you mean '{near}'?");
    } else if in_group {
        let group: Vec<&str> = codes().filter(|known| known.starts_with(&format!("{code}/"))).collect();
        let _ = write!(message, " This group has: {}.", group.join(", "));
    } else if is_change {
        let _ = write!(message, " They are listed in {DOCS}.");
    } else {
        let _ =
            write!(message, " 'connector-ls rules' lists them all; kinds of change are listed in {DOCS}.");
    }
    message
}

fn page(entry: &Entry, palette: &Palette, width: usize) -> String {
    let rule = entry.rule;
    let mut out = format!("{}: {}\n\n", palette.frame.paint(rule.code), palette.strong.paint(rule.summary));
    let severity = |severity: Option<Severity>| match severity {
        Some(severity) => palette.severity(severity).paint(severity.name()).to_string(),
        None => palette.quiet.paint("off").to_string(),
    };
    let levels = rule.levels;
    let severities = if levels.custom == levels.certified && levels.custom == levels.independent {
        severity(levels.custom)
    } else {
        format!(
            "custom {}, certified {}, independent {}",
            severity(levels.custom),
            severity(levels.certified),
            severity(levels.independent)
        )
    };
    let _ = writeln!(out, "Severity   {severities}");
    let fix = match rule.fix {
        FixKind::None => "none",
        FixKind::Safe => "safe (--fix)",
        FixKind::Unsafe => "to be looked at (--fix --unsafe-fixes)",
    };
    let _ = writeln!(out, "Fix        {fix}");
    if !rule.microsoft.is_empty() {
        let _ = writeln!(out, "Microsoft  {}", rule.microsoft.join(", "));
    }
    let _ = writeln!(out, "Docs       {}\n", rule.docs());
    out.push_str(&render(entry.page, palette, width));
    out
}

fn failure_page(palette: &Palette, width: usize) -> String {
    let (code, summary) = (palette.frame.paint(failure::CODE), palette.strong.paint(failure::SUMMARY));
    let severity = palette.severity(Severity::Warning).paint(Severity::Warning.name());
    format!("{code}: {summary}\n\nSeverity   {severity}\n\n{}", render(failure::PAGE, palette, width))
}

fn change_page(kind: &Kind, palette: &Palette, width: usize) -> String {
    let class = match kind.class {
        Class::Breaking => palette.error,
        Class::Risky => palette.warning,
        Class::Compatible => palette.info,
    };
    let severity = palette.severity(kind.severity).paint(kind.severity.name());
    let text = format!(
        "{}\n\n## What to do\n\n{}\n\n## To accept one such change\n\nWrite into `{}` at or above the connector:\n\n\
         ```jsonc\n{{ \"acknowledge\": [{{ \"change\": \"{}\", \"operation\": \"…\", \"reason\": \"…\" }}] }}\n```\n",
        kind.feels, kind.remedy, FILE_NAMES[0], kind.code
    );
    let mut out = format!("{}: {}\n\n", palette.frame.paint(kind.code), palette.strong.paint(kind.summary));
    let _ = writeln!(out, "Class      {}, as a rule", class.paint(kind.class.name()));
    let _ = writeln!(out, "Severity   {severity}");
    let _ = writeln!(out, "Update     {}", kind.update.name());
    let _ = writeln!(out, "Docs       {}\n", kind.docs());
    out.push_str(&render(&text, palette, width));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_page() {
        for entry in rules::registry::ENTRIES {
            let page = page(entry, &Palette::default(), 80);
            assert!(page.starts_with(entry.rule.code) && page.contains(entry.rule.summary));
            assert!(page.contains("\nSeverity   ") && page.contains("\nBad\n"), "{page}");
            assert!(!page.contains("```") && !page.contains('\u{1b}'), "{page}");
        }
    }

    #[test]
    fn every_kind_of_change_has_a_page() {
        for kind in Kind::all() {
            let page = change_page(kind, &Palette::default(), 1000);
            assert!(page.starts_with(kind.code), "{page}");
            for part in [kind.summary, kind.class.name(), kind.feels, kind.remedy, &kind.docs()] {
                assert!(page.contains(part), "{part}: {page}");
            }
            assert!(!page.contains("```") && !page.contains('\u{1b}'), "{page}");
        }
    }

    #[test]
    fn the_finding_of_a_fault_has_a_page() {
        let page = failure_page(&Palette::default(), 80);
        assert!(page.starts_with("internal/analysis-failed: A fault of connector-ls kept"), "{page}");
        assert!(page.contains("\nWhat to do\n") && !page.contains('\u{1b}'), "{page}");
    }

    #[test]
    fn unknown_rules_are_guessed() {
        assert_eq!(unknown("json/sintax"), "there is no rule 'json/sintax'. Did you mean 'json/syntax'?");
        assert_eq!(
            unknown("duplicate-key"),
            "there is no rule 'duplicate-key'. Did you mean 'json/duplicate-key'?"
        );
        assert_eq!(
            unknown("operation-remove"),
            format!(
                "there is no rule 'operation-remove'. 'connector-ls rules' lists them all; kinds of change are listed in \
                 {DOCS}."
            )
        );
        assert!(unknown("operation-removed").ends_with("Did you mean 'change/operation-removed'?"));
        assert!(unknown("change/operation-remove").ends_with("Did you mean 'change/operation-removed'?"));
        assert_eq!(
            unknown("change/xyz"),
            format!("there is no kind of change 'change/xyz'. They are listed in {DOCS}.")
        );
        assert!(unknown("change").contains("change/operation-removed, "));
        assert!(unknown("json").contains("json/duplicate-key, "));
        assert!(unknown("\u{1b}[31m").starts_with("there is no rule '␛[31m'. 'connector-ls rules'"));
    }
}
