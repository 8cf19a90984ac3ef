//! The words of the formats.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use vocabulary::Place;

/// All names and values that the formats know, sorted.
pub fn words() -> &'static [&'static str] {
    static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let mut words = BTreeSet::new();
        for &place in Place::ALL {
            words.extend(place.element_values().iter().map(|value| value.value));
            for member in vocabulary::members(place) {
                words.insert(member.name);
                words.extend(member.values.iter().map(|value| value.value));
            }
        }
        for template in vocabulary::POLICY_TEMPLATES {
            words.insert(template.id);
            words.extend(template.parameters.iter().map(|parameter| parameter.key));
        }
        words.extend(vocabulary::EXPRESSION_FUNCTIONS.iter().map(|function| function.name));
        words.extend(vocabulary::FORMATS.iter().map(|format| format.value));
        words.into_iter().collect()
    });
    &WORDS
}

/// A dictionary as libFuzzer reads it (<https://llvm.org/docs/LibFuzzer.html#dictionaries>): the words as JSON strings, what
/// JSON is made of besides, and what stands between messages.
pub fn dictionary() -> String {
    const MARKS: [&str; 22] = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\u",
        "\\\"",
        "//",
        "/*",
        "*/",
        "null",
        "true",
        "false",
        "-0.1e+9",
        "\r\n",
        "\u{feff}",
        "\u{2028}",
        "Content-Length: ",
        "\r\n\r\n",
        "<<<<<<< HEAD\n",
    ];
    let quoted = words().iter().map(|word| syntax::edit::quote(word));
    let mut out = String::new();
    for word in MARKS.iter().map(|mark| (*mark).to_owned()).chain(quoted) {
        out.push('"');
        for byte in word.bytes() {
            match byte {
                b'"' | b'\\' => out.extend(['\\', char::from(byte)]),
                0x20..0x7f => out.push(char::from(byte)),
                _ => out.push_str(&format!("\\x{byte:02X}")),
            }
        }
        out.push_str("\"\n");
    }
    out
}
