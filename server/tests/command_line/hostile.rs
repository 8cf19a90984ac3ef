//! Files of a stranger: nothing in them, in their names, or in the names of branches moves the cursor of whoever runs a
//! command, changes colours, or turns the writing direction; and no path or link in them leads out of the project.

use std::fs;

use serde_json::{Map, Value};

use crate::scratch::{Answer, Scratch, samples};

/// An escape sequence of each kind, single controls, and what turns the writing direction.
const SIGNS: &str = "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m\u{9d}0;title\u{9c}\u{90}\u{7f}\u{8}\r\n\t\0\u{200f}\u{202e}\u{2066}\u{2028}\u{feff}";
/// Those of them that names of files, branches and commands can hold.
const SIGNS_OF_NAMES: &str = "\u{1b}[2J\u{9b}31m\u{9d}\u{7f}\u{202e}\u{2066}";
/// Those that Git lets stand in the name of a branch.
const SIGNS_OF_BRANCHES: &str = "\u{9b}31m\u{9d}\u{202e}\u{2066}";

/// What the signs are put into.
#[derive(Clone, Copy)]
enum Into {
    Values,
    Keys,
    Both,
}

fn strange(value: Value, into: Into) -> Value {
    let sign = |text: String| format!("{text}{SIGNS}");
    match value {
        Value::String(text) if !matches!(into, Into::Keys) => Value::String(sign(text)),
        Value::Array(items) => items.into_iter().map(|item| strange(item, into)).collect(),
        Value::Object(members) => {
            let members = members.into_iter().map(|(key, value)| {
                // The names of the format have to stay for what is below them to mean something.
                let is_own = key.starts_with('/') || key.chars().next().is_some_and(char::is_uppercase);
                let key = if is_own && !matches!(into, Into::Values) { sign(key) } else { key };
                (key, strange(value, into))
            });
            Value::Object(members.collect::<Map<_, _>>())
        }
        other => other,
    }
}

/// The signs as themselves instead of their escapes, where JSON does not allow them.
fn raw(text: &str) -> String {
    ["\u{1b}", "\u{7}", "\u{8}", "\0"].iter().fold(text.to_owned(), |text, sign| {
        let escape = serde_json::to_string(sign).unwrap();
        text.replace(escape.trim_matches('"'), sign)
    })
}

/// A repository with the sample connectors, made strange in all these ways.
fn repository() -> Scratch {
    let scratch = Scratch::repository();
    for (number, sample) in ["clumsy-crm", "versioned-orders", "ledger-multi-auth"].iter().enumerate() {
        for (kind, into) in [Into::Values, Into::Keys, Into::Both].into_iter().enumerate() {
            let folder = if cfg!(windows) {
                format!("c{number}-{kind}")
            } else {
                format!("c{number}-{kind}{SIGNS_OF_NAMES}")
            };
            for entry in fs::read_dir(samples().join(sample)).unwrap().flatten() {
                let Ok(text) = fs::read_to_string(entry.path()) else { continue };
                let Ok(value) = serde_json::from_str::<Value>(&text) else { continue };
                let text = serde_json::to_string_pretty(&strange(value, into)).unwrap();
                let text = if kind == 2 { raw(&text) } else { text };
                scratch.write(&format!("{folder}/{}", entry.file_name().to_str().unwrap()), text);
            }
        }
    }
    let configuration = format!(
        "{{ \"rules\": {{ \"x{SIGNS}\": \"error\", \"json/syntax\": \"{SIGNS}\" }}, \"x{SIGNS}\": 1, \
         \"ignore\": [{{ \"rule\": \"{SIGNS}\", \"file\": \"{SIGNS}\", \"pointer\": \"/{SIGNS}\", \"reason\": \"{SIGNS}\" }}], \
         \"acknowledge\": [{{ \"change\": \"{SIGNS}\", \"operation\": \"{SIGNS}\", \"reason\": \"{SIGNS}\" }}] }}"
    );
    scratch.write("connector-ls.jsonc", configuration);
    scratch.commit();
    scratch
}

/// Whether a terminal acts on a character: controls, line separators, and all that turns the writing direction
/// (<https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters>).
fn acts(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Fails if a character came through that a terminal acts on. Line ends are the program's own, and a tab is a blank.
#[track_caller]
fn harmless(answer: &Answer, arguments: &[&str]) {
    for text in [&answer.stdout, &answer.stderr] {
        let found =
            text.char_indices().find(|&(_, character)| !matches!(character, '\n' | '\t') && acts(character));
        if let Some((at, character)) = found {
            let around: String =
                text[..at].chars().rev().take(80).collect::<Vec<_>>().into_iter().rev().collect();
            panic!("{arguments:?}: {character:?} after {around:?}");
        }
    }
}

/// The folders of the connectors.
fn folders(scratch: &Scratch) -> Vec<String> {
    let entries = fs::read_dir(scratch.path("")).unwrap().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.starts_with('c') && !name.contains(".json"))
        .collect();
    names.sort();
    assert_eq!(names.len(), 9);
    names
}

#[test]
fn no_command_hands_control_characters_on() {
    let scratch = repository();
    let branch = format!("branch{SIGNS_OF_BRANCHES}");
    scratch.git(&["branch", &branch]);
    let folders = folders(&scratch);
    let mut outputs = 0;
    let mut check = |arguments: &[&str]| {
        let answer = scratch.run(arguments);
        harmless(&answer, arguments);
        outputs += usize::from(!answer.stdout.is_empty()) + usize::from(!answer.stderr.is_empty());
        answer
    };
    for format in ["text", "json", "sarif", "github"] {
        let answer = check(&["check", "--format", format, "--min-severity", "hint"]);
        assert!(answer.stdout.len() > 10_000, "{format} is about {} connectors", folders.len());
    }
    check(&["check", "--statistics"]);
    check(&["check", "--statistics", "--format", "json"]);
    check(&["check", "--quiet", "--max-warnings", "0"]);
    check(&["check", "--baseline", &branch]);
    check(&["check", "--baseline", &format!("no{branch}")]);
    check(&["check", &format!("nowhere{SIGNS_OF_NAMES}")]);
    check(&["explain", &format!("json/x{SIGNS_OF_NAMES}")]);
    check(&["rules"]);
    check(&["version"]);
    for folder in &folders {
        for format in ["text", "json", "markdown", "sarif"] {
            check(&["diff", &format!("{branch}:{}", folders[0]), folder, "--format", format]);
            check(&["diff", &folders[0], folder, "--format", format]);
        }
        check(&["diff", &format!("{branch}:no{SIGNS_OF_BRANCHES}"), folder]);
        check(&["diff", &format!("no{branch}:."), folder]);
        for format in ["text", "json"] {
            let listed = check(&["revision", "list", "--file", folder, "--format", format]);
            if format == "text" {
                continue;
            }
            for line in listed.lines().iter().take(3) {
                let Some(id) = line["operationId"].as_str().filter(|id| !id.contains('\0')) else { continue };
                check(&["revision", "list", &format!("no{id}"), "--file", folder]);
                check(&["revision", "promote", id, "--file", folder, "--write"]);
                check(&["revision", "hide", &format!("no{id}"), "--file", folder]);
            }
        }
        check(&["preview", folder]);
        check(&["preview", folder, "-o", &format!("{folder}/x{SIGNS_OF_NAMES}/page.html")]);
        check(&["preview", folder, "--baseline", &branch]);
    }
    // Last, since it writes.
    check(&["check", "--fix", "--unsafe-fixes"]);
    assert!(outputs > 100, "{outputs}");
}

/// On a pipe a difference is for `patch`, byte for byte. Its headers hold names as Git writes them.
#[test]
#[cfg(unix)]
fn the_headers_of_a_difference_are_one_line_each() {
    let scratch = Scratch::bare();
    let folder = format!("a\n+++ b/{SIGNS_OF_NAMES}");
    scratch.definition(&folder, "{\n  \"swagger\": \"2.0\",\n}\n");
    let answer = scratch.run(&["check", "--diff"]);
    harmless(&answer, &["check", "--diff"]);
    let headers = answer.stdout.lines().filter(|line| line.starts_with("+++ ") || line.starts_with("--- "));
    assert_eq!(headers.count(), 2, "{}", answer.stdout);
}

/// A text that is printed nowhere unless the file is read.
const SECRET: &str = "{ \"swagger\": \"2.0\", \"swagger\": \"the-secret\", \"the-secret\": 1,, }";

#[test]
#[cfg(unix)]
fn links_out_of_the_project_are_not_read() {
    use std::os::unix::fs::symlink;
    let (outside, scratch) = (Scratch::bare(), Scratch::bare());
    for name in ["secret.json", "connector-ls.jsonc"] {
        outside.write(name, SECRET);
    }
    let files = ["apiDefinition.swagger.json", "apiProperties.json", "settings.json", "script.csx"];
    for (number, name) in files.iter().enumerate() {
        let folder = format!("c{number}");
        if number > 0 {
            scratch.definition(&folder, "{ \"swagger\": \"2.0\" }");
        }
        fs::create_dir_all(scratch.path(&folder)).unwrap();
        symlink(outside.path("secret.json"), scratch.path(&folder).join(name)).unwrap();
    }
    scratch.definition("c9", "{ \"swagger\": \"2.0\" }");
    symlink(outside.path("connector-ls.jsonc"), scratch.path("c9/connector-ls.jsonc")).unwrap();
    for format in ["text", "json", "sarif", "github"] {
        let answer = scratch.run(&["check", "--format", format, "--min-severity", "hint"]);
        assert_eq!(answer.code, 2);
        assert!(
            !answer.stdout.contains("the-secret") && !answer.stderr.contains("the-secret"),
            "{answer:#?}"
        );
        assert_eq!(
            answer.stderr.matches("This link leads out of the project").count(),
            5,
            "{}",
            answer.stderr
        );
    }
    for arguments in [
        &["diff", "c1", "c0"] as &[&str],
        &["preview", "c0"],
        &["revision", "list", "--file", "c0"],
        &["check", "c1", "--baseline", "c0"],
    ] {
        let answer = scratch.run(arguments);
        assert!(
            !answer.stdout.contains("the-secret") && !answer.stderr.contains("the-secret"),
            "{answer:#?}"
        );
    }
    // Whoever names a file wants it read.
    let named = scratch.run(&["check", "c0/apiDefinition.swagger.json"]);
    assert!(named.stdout.contains("the-secret"), "{named:#?}");
}

#[test]
fn paths_of_settings_lead_nowhere_else() {
    let (outside, scratch) = (Scratch::bare(), Scratch::bare());
    outside.write("secret.json", SECRET);
    let absolute = outside.path("secret.json").to_str().unwrap().to_owned();
    let name = outside.path("").file_name().unwrap().to_str().unwrap().to_owned();
    for path in [
        absolute.clone(),
        format!("../../{name}/secret.json"),
        format!("..\\..\\{name}\\secret.json"),
        format!("x/../../../{name}/secret.json"),
        format!("%2e%2e/%2e%2e/{name}/secret.json"),
        format!("file://{absolute}"),
        format!("//{absolute}"),
        format!("\\\\localhost\\{}", absolute.trim_start_matches('/')),
        "\\\\.\\NUL".to_owned(),
        "//./CON".to_owned(),
        "NUL".to_owned(),
        "con.json".to_owned(),
        "/dev/zero".to_owned(),
        "/proc/self/environ".to_owned(),
        "a\0.json".to_owned(),
    ] {
        for key in ["apiDefinition", "apiProperties", "script", "icon"] {
            scratch.definition("c", "{ \"swagger\": \"2.0\" }");
            let settings = serde_json::json!({ "connectorId": "x", "environment": "x", key: path });
            scratch.write("c/settings.json", settings.to_string());
            for arguments in [&["check", "c"] as &[&str], &["preview", "c"], &["diff", "c", "c"]] {
                let answer = scratch.run(arguments);
                assert!(!answer.stdout.contains("the-secret"), "{path:?} {answer:#?}");
                assert!(!answer.stderr.contains("the-secret"), "{path:?} {answer:#?}");
            }
        }
    }
}
