//! The fixes of one connector, one round after the other, until nothing is left to fix.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::iter::successors;

use connector::{Connector, FileRole, Part};
use rules::{Finding, Fix, NewFile, Safety};
use syntax::{TextEdit, edit};

/// Edits by file, in order and without overlap.
pub type Edits = Vec<(FileRole, Vec<TextEdit>)>;

/// Fixes may make others possible, but not forever.
const MOST_ROUNDS: usize = 10;

/// What became of a connector.
#[derive(Debug)]
pub struct Fixed {
    /// The connector with its new texts.
    pub connector: Connector,
    /// What turns the old texts into the new ones, in bytes of the old ones.
    pub edits: Edits,
    /// Files that were not there, with their last texts.
    pub created: Vec<NewFile>,
    /// How many findings went away.
    pub count: u64,
    /// Files with fixes that were not made, as their bytes are no UTF-8.
    pub refused: Vec<FileRole>,
    /// Why fixes are left that were to be made.
    pub left: Option<Left>,
}

/// Why fixes are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// There is more to fix than a run does. The next run goes on.
    More,
    /// They undo each other, change nothing or would break a file.
    Stuck,
}

/// Applies the best fix of each finding that `find` gives, if it is no riskier than `risk`.
pub fn fix(connector: &Connector, risk: Safety, find: impl Fn(&Connector) -> Vec<Finding>) -> Fixed {
    let mut fixed = Fixed {
        connector: connector.clone(),
        edits: Vec::new(),
        created: Vec::new(),
        count: 0,
        refused: Vec::new(),
        left: None,
    };
    let mut findings = find(&fixed.connector);
    let mut seen = vec![state(connector)];
    loop {
        let chosen = choose(&findings, risk, &mut fixed);
        if chosen.is_empty() {
            break;
        }
        if seen.len() > MOST_ROUNDS {
            fixed.left = Some(Left::More);
            break;
        }
        let Some((changed, edits, created)) = apply(&fixed.connector, &chosen) else {
            fixed.left = Some(Left::Stuck);
            break;
        };
        if seen.contains(&state(&changed)) {
            fixed.left = Some(Left::Stuck);
            break;
        }
        seen.push(state(&changed));
        let left = find(&changed);
        fixed.count += gone(&findings, &left, risk, &edits);
        fixed.edits = composed(fixed.edits, edits);
        fixed.created.extend(created);
        fixed.connector = changed;
        findings = left;
    }
    // Later rounds go on with what earlier ones made.
    for file in &mut fixed.created {
        if let Some(part) = file.role.and_then(|role| fixed.connector.part(role)) {
            part.text().clone_into(&mut file.text);
        }
    }
    let is_created = |role: FileRole| fixed.created.iter().any(|file| file.role == Some(role));
    fixed.edits.retain(|(role, _)| !is_created(*role));
    // What one round did and the next undid is no edit.
    for (role, edits) in &mut fixed.edits {
        let old = connector.part(*role).map_or("", Part::text);
        edits.retain(|edit| old.get(edit.span.range()) != Some(&edit.text));
    }
    fixed.edits.retain(|(_, edits)| !edits.is_empty());
    fixed
}

/// The connector with one more file.
pub fn with_new_file(connector: &Connector, file: &NewFile) -> Connector {
    let connector = connector.with_sibling(&file.name);
    match file.role {
        Some(role) => connector.with(Part::new(role, file.text.clone())),
        None => connector,
    }
}

/// A number for the texts of a connector and the files beside it, by which a state that comes again is known.
fn state(connector: &Connector) -> u64 {
    let mut hasher = DefaultHasher::new();
    connector.parts().iter().for_each(|part| part.text().hash(&mut hasher));
    connector.siblings().hash(&mut hasher);
    hasher.finish()
}

fn is_allowed(fix: &Fix, risk: Safety) -> bool {
    fix.safety == Safety::Safe || risk == Safety::Unsafe
}

/// The fixes of this round.
fn choose(findings: &[Finding], risk: Safety, fixed: &mut Fixed) -> Vec<Fix> {
    let mut chosen: Vec<Fix> = Vec::new();
    let mut known: HashSet<&Fix> = HashSet::new();
    for fix in findings.iter().filter_map(|finding| finding.fixes.first()).filter(|fix| is_allowed(fix, risk))
    {
        let refused =
            fix.steps.iter().map(|step| step.file).find(|file| !fixed.connector.not_utf8(*file).is_empty());
        match refused {
            Some(file) if fixed.refused.contains(&file) => {}
            Some(file) => fixed.refused.push(file),
            // Several findings may ask for the same change.
            None if known.insert(fix) => chosen.push(fix.clone()),
            None => {}
        }
    }
    chosen
}

/// The edits of two rounds as one.
fn composed(mut first: Edits, second: Edits) -> Edits {
    for (role, edits) in second {
        match first.iter_mut().find(|(known, _)| *known == role) {
            Some((_, known)) => *known = edit::composed(known, &edits),
            None => first.push((role, edits)),
        }
    }
    first.sort_by_key(|(role, _)| *role);
    first
}

/// A connector after some fixes, the edits of its files and what is new.
type Applied = (Connector, Edits, Vec<NewFile>);

/// The connector after the fixes: all of them, or a part that goes together. `None` if each of them changes nothing or
/// would leave more syntax errors behind than there were.
fn apply(connector: &Connector, fixes: &[Fix]) -> Option<Applied> {
    let halves = |fixes: &[Fix]| {
        let counts = successors(Some(fixes.len()), |count| Some(count / 2)).take_while(|count| *count > 0);
        counts.map(|count| fixes[..count].to_vec()).find_map(|some| apply_all(connector, &some))
    };
    (0..fixes.len()).find_map(|start| halves(&fixes[start..]))
}

fn apply_all(connector: &Connector, fixes: &[Fix]) -> Option<Applied> {
    let edits = rules::fix::edits(connector, fixes);
    let mut changed = connector.clone();
    let mut is_changed = false;
    for (file, edits) in &edits {
        let old = connector.part(*file)?.text();
        let new = edit::apply(old, edits)?;
        is_changed |= new != old;
        changed = changed.with(Part::new(*file, new));
    }
    let created = rules::fix::new_files(connector, fixes);
    for file in &created {
        changed = with_new_file(&changed, file);
        is_changed = true;
    }
    (is_changed && errors(&changed) <= errors(connector)).then_some((changed, edits, created))
}

fn errors(connector: &Connector) -> usize {
    connector.documents().map(|document| document.tree().errors().len()).sum()
}

/// How many of the findings that had an allowed fix are no longer there.
fn gone(before: &[Finding], after: &[Finding], risk: Safety, edits: &Edits) -> u64 {
    let after: HashSet<(&str, FileRole, i64)> =
        after.iter().map(|finding| (finding.code(), finding.file, i64::from(finding.span.start))).collect();
    let shifts: HashMap<FileRole, Shifts> =
        edits.iter().map(|(file, edits)| (*file, Shifts::new(edits))).collect();
    let had_fix = |finding: &&Finding| finding.fixes.first().is_some_and(|fix| is_allowed(fix, risk));
    let is_gone = |finding: &&Finding| {
        let start = finding.span.start;
        let now = shifts.get(&finding.file).map_or(i64::from(start), |shifts| shifts.moved(start));
        !after.contains(&(finding.code(), finding.file, now))
    };
    before.iter().filter(had_fix).filter(is_gone).count() as u64
}

/// Where edits move what stands behind them.
struct Shifts(Vec<(u32, i64)>);

impl Shifts {
    fn new(edits: &[TextEdit]) -> Self {
        let mut ordered: Vec<&TextEdit> = edits.iter().collect();
        ordered.sort_by_key(|edit| edit.span);
        let mut shift = 0;
        let shifts = ordered.into_iter().map(|edit| {
            shift += i64::from(edit.text.len() as u32) - i64::from(edit.span.len());
            (edit.span.end, shift)
        });
        Self(shifts.collect())
    }

    fn moved(&self, offset: u32) -> i64 {
        let passed = self.0.partition_point(|(end, _)| *end <= offset);
        let shift = passed.checked_sub(1).map_or(0, |last| self.0[last].1);
        i64::from(offset) + shift
    }
}

#[cfg(test)]
mod tests {
    use connector::FileRole::Definition;
    use rules::{Change, Scaffold, Settings, Stop};
    use syntax::Span;

    use super::*;

    fn check(connector: &Connector) -> Vec<Finding> {
        rules::check(connector, &Settings::default(), &Stop::default())
    }

    fn text(connector: &Connector) -> &str {
        connector.part(Definition).unwrap().text()
    }

    #[test]
    fn commas_are_mended_until_nothing_is_left() {
        let broken = Connector::of_text(Definition, "{ \"a\": 1 \"b\": [1,,], // c\n \"c\": 2, }");
        let only_syntax = |connector: &Connector| {
            let mut findings = check(connector);
            findings.retain(|finding| finding.code() == "json/syntax");
            findings
        };
        let fixed = fix(&broken, Safety::Safe, only_syntax);
        assert_eq!(errors(&fixed.connector), 0, "{}", text(&fixed.connector));
        // All rounds together are edits of the first text.
        let [(Definition, edits)] = fixed.edits.as_slice() else { panic!("{:?}", fixed.edits) };
        assert_eq!(edit::apply(text(&broken), edits).as_deref(), Some(text(&fixed.connector)));
        assert!(fixed.left.is_none() && fixed.refused.is_empty());
        assert!(fixed.count >= 4, "{}", fixed.count);
        assert_eq!(fix(&fixed.connector, Safety::Safe, only_syntax).count, 0);
    }

    #[test]
    fn more_errors_than_one_run_mends_are_left_to_the_next() {
        let fixed = fix(
            &Connector::of_text(Definition, "[1,,".to_owned() + &"1,,".repeat(1500) + "1]"),
            Safety::Safe,
            check,
        );
        assert_eq!(fixed.left, Some(Left::More));
        assert!(fixed.count >= 900, "{}", fixed.count);
    }

    /// A finding of an existing rule with this fix.
    fn finding(fix: Fix) -> Finding {
        Finding {
            rule: rules::find("json/syntax").unwrap().rule,
            severity: rules::Severity::Error,
            file: Definition,
            span: Span::empty(0),
            node: None,
            tag: None,
            related: rules::RelatedPlaces::default(),
            said: std::sync::Arc::new(rules::Said { message: fix.title.clone(), fixes: vec![fix] }),
        }
    }

    fn replace(title: &str, at: u32, new: &str) -> Finding {
        let edit = TextEdit::new(Span::new(at, at + 1), new);
        finding(Fix::safe(title, Definition, Change::Text(edit)))
    }

    #[test]
    fn fixes_that_undo_each_other_are_stopped() {
        let fixed = fix(&Connector::of_text(Definition, "[1]"), Safety::Safe, |connector| {
            let new = if text(connector) == "[1]" { "2" } else { "1" };
            vec![replace("turn", 1, new)]
        });
        assert_eq!(fixed.left, Some(Left::Stuck));
    }

    #[test]
    fn a_fix_that_breaks_the_file_is_not_made() {
        let fixed =
            fix(&Connector::of_text(Definition, "[1]"), Safety::Safe, |_| vec![replace("break", 2, "{")]);
        assert_eq!(text(&fixed.connector), "[1]");
        assert_eq!(fixed.left, Some(Left::Stuck));
        assert_eq!(fixed.count, 0);
        assert!(fixed.edits.is_empty());
    }

    #[test]
    fn unsafe_fixes_have_to_be_asked_for() {
        let connector = Connector::of_text(Definition, "[1]");
        let find = |connector: &Connector| {
            let edit = TextEdit::new(Span::new(1, 2), "2");
            let change = finding(Fix::unsafe_("change", Definition, Change::Text(edit)));
            if text(connector) == "[1]" { vec![change] } else { Vec::new() }
        };
        assert_eq!(text(&fix(&connector, Safety::Safe, find).connector), "[1]");
        let fixed = fix(&connector, Safety::Unsafe, find);
        assert_eq!((text(&fixed.connector), fixed.count), ("[2]", 1));
    }

    #[test]
    fn a_new_file_is_made_once_and_mended_like_the_others() {
        let mut connector = Connector::of_text(Definition, "{}");
        connector.set_siblings(Some(["apiDefinition.swagger.json".to_owned()].into()));
        let find = |connector: &Connector| {
            let mut found = Vec::new();
            for (name, scaffold) in [("readme.md", Scaffold::Readme), ("script.csx", Scaffold::Script)] {
                if connector.has_sibling(name) == Some(false) {
                    found.push(finding(Fix::creating(name, scaffold)));
                }
            }
            if let Some(class) = connector.script().and_then(|script| script.classes.first())
                && class.name.len() == 6
            {
                let edit = TextEdit::new(class.name, "Renamed");
                found.push(finding(Fix::unsafe_("rename", FileRole::Script, Change::Text(edit))));
            }
            found
        };
        assert!(fix(&connector, Safety::Safe, find).created.is_empty());
        let fixed = fix(&connector, Safety::Unsafe, find);
        let names: Vec<&str> = fixed.created.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["readme.md", "script.csx"]);
        assert!(fixed.created[1].text.contains("class Renamed : ScriptBase"), "{}", fixed.created[1].text);
        assert_eq!((fixed.edits, fixed.left), (Vec::new(), None));
        assert!(fix(&fixed.connector, Safety::Unsafe, find).created.is_empty());
    }

    #[test]
    fn files_that_are_not_utf8_are_left_alone() {
        let mut connector = Connector::of_text(Definition, "[1]");
        connector.set_not_utf8(Definition, vec![Span::new(0, 1)]);
        let fixed =
            fix(&connector, Safety::Safe, |_| vec![replace("change", 1, "2"), replace("again", 1, "3")]);
        assert_eq!(fixed.refused, [Definition]);
        assert_eq!((text(&fixed.connector), fixed.count, fixed.left), ("[1]", 0, None));
    }
}
