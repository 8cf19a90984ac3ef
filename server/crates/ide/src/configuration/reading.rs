//! From the file's text to its meaning.

use evolution::changes::Kind;
use jsonc_parser::ast::{Object, ObjectProp, ObjectPropName, Value};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions};
use rules::near::{hint, nearest};
use rules::pattern::matches;
use rules::{Ignore, Profile, Severity};
use syntax::Span;

use super::{ACKNOWLEDGE_KEYS, Acknowledge, Baseline, Configuration, IGNORE_KEYS, KEYS, Problem, codes};

const DEEPEST: usize = 64;
const PROFILES: &str = "\"auto\", \"custom\", \"certified\" or \"independent\"";
const SEVERITIES: &str = "\"off\", \"error\", \"warning\", \"info\" or \"hint\"";

pub(super) fn read(text: &str) -> (Configuration, Vec<Problem>) {
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reading = Reading {
        start: (text.len() - body.len()) as u32,
        found: Configuration::default(),
        problems: Vec::new(),
    };
    if let Some(at) = too_deep(body) {
        reading.report(Range { start: at, end: at + 1 }, "The file is nested too deeply. It has no effect.");
        return reading.finish();
    }
    match jsonc_parser::parse_to_ast(body, &CollectOptions::default(), &ParseOptions::default()) {
        Ok(parsed) => match parsed.value {
            Some(Value::Object(root)) => reading.root(&root),
            Some(other) => reading.report(other.range(), "The configuration is an object: put it in braces."),
            None => {}
        },
        Err(error) => {
            let message =
                format!("This is no JSON: {}. The file has no effect until it is repaired.", error.kind());
            reading.report(error.range(), message);
        }
    }
    reading.finish()
}

/// The byte at which the nesting passes [`DEEPEST`]. The parser calls itself for every level and would run out of
/// stack. Brackets in strings are counted too: no configuration has that many.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}

struct Reading {
    /// The bytes before the text that the parser sees: a byte order mark.
    start: u32,
    found: Configuration,
    problems: Vec<Problem>,
}

impl Reading {
    fn finish(mut self) -> (Configuration, Vec<Problem>) {
        self.problems.sort_by_key(|problem| problem.span);
        (self.found, self.problems)
    }

    fn report(&mut self, range: Range, message: impl Into<String>) {
        let span = self.span(range);
        self.problems.push(Problem { span, message: message.into() });
    }

    /// A range of what the parser saw, in the whole text.
    fn span(&self, range: Range) -> Span {
        Span::new(range.start as u32 + self.start, range.end as u32 + self.start)
    }

    fn root(&mut self, root: &Object<'_>) {
        for member in &root.properties {
            match member.name.as_str() {
                "profile" => self.profile(&member.value),
                "rules" => self.rules(&member.value),
                "ignore" => self.list(member, Self::ignore),
                "acknowledge" => self.list(member, Self::acknowledge),
                "baseline" => self.baseline(member),
                "$schema" | "logLevel" => {
                    self.text(member);
                }
                _ => self.unknown_key(member, &KEYS),
            }
        }
    }

    fn profile(&mut self, value: &Value<'_>) {
        let known = value.as_string_lit().and_then(|text| Profile::parse(&text.value));
        match known {
            Some(profile) => self.found.profile = Some(profile),
            None => self.report(value.range(), format!("There is no such profile. Write {PROFILES}.")),
        }
    }

    fn baseline(&mut self, member: &ObjectProp<'_>) {
        if matches!(member.value, Value::NullKeyword(_)) {
            self.found.baseline = Some(Baseline::Off);
            return;
        }
        self.found.baseline = match self.text(member) {
            Some(name) if name == "auto" => Some(Baseline::Auto),
            Some(name) if name.trim().is_empty() => {
                let message = "Name a git revision, a file or a folder, or write \"auto\". null is for none.";
                self.report(member.value.range(), message);
                None
            }
            Some(name) => Some(Baseline::Named { name, folder: None }),
            None => None,
        };
    }

    fn rules(&mut self, value: &Value<'_>) {
        let Some(rules) = value.as_object() else {
            let message = format!("\"rules\" is an object of rules with their severity: {SEVERITIES}.");
            return self.report(value.range(), message);
        };
        for member in &rules.properties {
            let code = member.name.as_str();
            self.check_code(code, name_range(member));
            let severity = match member.value.as_string_lit().map(|text| &*text.value) {
                Some("off") => Some(None),
                Some(name) => Severity::parse(name).map(Some),
                None => None,
            };
            if let Some(severity) = severity {
                self.found.rules.push((code.to_owned(), severity));
            } else {
                let message = format!("The severity of '{code}' is unclear. Write {SEVERITIES}.");
                self.report(member.value.range(), message);
            }
        }
    }

    /// Whether a code or pattern names any rule or kind of change.
    fn check_code(&mut self, code: &str, range: Range) {
        let is_known = |code: &str| codes().any(|known| matches(code, known));
        if is_known(code) {
            return;
        }
        let further = code.replace('*', "**");
        let message = if code == "*" {
            "No rule matches '*', which stops at a slash. Write '**' for all rules, or 'swagger/*'."
                .to_owned()
        } else if code.contains('*') && !code.contains("**") && is_known(&further) {
            format!("No rule matches '{code}': '*' stops at a slash. Write '{further}'.")
        } else if code.contains('*') {
            format!("No rule matches '{code}'.")
        } else {
            format!("There is no rule '{code}'.{}", hint(nearest(code, codes())))
        };
        self.report(range, message);
    }

    /// Whether a code or pattern names any kind of change.
    fn check_change(&mut self, code: &str, range: Range) {
        if change_codes().any(|known| matches(code, known)) {
            return;
        }
        let near = if code.contains('*') { String::new() } else { hint(nearest(code, change_codes())) };
        self.report(range, format!("There is no kind of change '{code}'.{near}"));
    }

    /// A list of objects, each given to `entry`.
    fn list(&mut self, member: &ObjectProp<'_>, entry: fn(&mut Self, &Object<'_>)) {
        let Some(list) = member.value.as_array() else {
            let message = format!("\"{}\" is a list of objects.", member.name.as_str());
            return self.report(member.value.range(), message);
        };
        for value in &list.elements {
            match value.as_object() {
                Some(object) => entry(self, object),
                None => {
                    self.report(
                        value.range(),
                        format!("An entry of \"{}\" is an object.", member.name.as_str()),
                    );
                }
            }
        }
    }

    fn ignore(&mut self, entry: &Object<'_>) {
        let mut ignore = Ignore::default();
        let mut is_whole = true;
        for member in &entry.properties {
            let name = member.name.as_str();
            if !IGNORE_KEYS.contains(&name) {
                self.unknown_key(member, &IGNORE_KEYS);
                continue;
            }
            let Some(text) = self.text(member) else {
                is_whole = false;
                continue;
            };
            match name {
                "rule" => {
                    self.check_code(&text, member.value.range());
                    ignore.rule = text;
                }
                "pointer" if !text.is_empty() && !text.starts_with('/') => {
                    is_whole = false;
                    self.report(member.value.range(), "A JSON pointer starts with a slash: \"/info/title\".");
                }
                "pointer" => ignore.pointer = Some(text),
                "file" => ignore.file = Some(text),
                _ => ignore.reason = Some(text),
            }
        }
        if ignore.rule.is_empty() && entry.get("rule").is_none() {
            self.report(entry.range, "This entry ignores nothing: name the \"rule\".");
        } else if is_whole && !ignore.rule.is_empty() {
            // A damaged entry would ignore more than its author meant.
            self.found.ignore.push(ignore);
            self.found.places.ignore.push(self.span(entry.range));
        }
    }

    fn acknowledge(&mut self, entry: &Object<'_>) {
        let mut acknowledge = Acknowledge::default();
        let mut is_whole = true;
        for member in &entry.properties {
            let name = member.name.as_str();
            if !ACKNOWLEDGE_KEYS.contains(&name) {
                self.unknown_key(member, &ACKNOWLEDGE_KEYS);
                continue;
            }
            let Some(text) = self.text(member) else {
                is_whole = false;
                continue;
            };
            match name {
                "change" => {
                    self.check_change(&text, member.value.range());
                    acknowledge.change = text;
                }
                "operation" => acknowledge.operation = Some(text),
                _ => acknowledge.reason = Some(text),
            }
        }
        if entry.get("change").is_none() {
            self.report(entry.range, "This entry acknowledges nothing: name the \"change\".");
        } else if is_whole && !acknowledge.change.is_empty() {
            // As with ignored findings, a damaged entry would cover more than its author meant.
            self.found.acknowledge.push(acknowledge);
            self.found.places.acknowledge.push(self.span(entry.range));
        }
    }

    /// A member's value if it is a string; anything else is reported.
    fn text(&mut self, member: &ObjectProp<'_>) -> Option<String> {
        let text = member.value.as_string_lit().map(|text| text.value.clone().into_owned());
        if text.is_none() {
            self.report(member.value.range(), format!("\"{}\" is a string.", member.name.as_str()));
        }
        text
    }

    fn unknown_key(&mut self, member: &ObjectProp<'_>, known: &[&'static str]) {
        let name = member.name.as_str();
        let near = nearest(name, known.iter().copied());
        self.report(name_range(member), format!("There is no setting '{name}'.{}", hint(near)));
    }
}

fn change_codes() -> impl Iterator<Item = &'static str> {
    Kind::all().map(|kind| kind.code)
}

fn name_range(member: &ObjectProp<'_>) -> Range {
    match &member.name {
        ObjectPropName::String(name) => name.range,
        ObjectPropName::Word(name) => name.range,
    }
}
