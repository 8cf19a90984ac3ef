//! The string literals of `script.csx`, as far as they can name operations, and its classes.

use syntax::Span;

use crate::class_heads::class_at;

/// The text of a `script.csx` with its string literals.
#[derive(Debug)]
pub struct Script {
    text: String,
    /// All plain string literals, in order.
    pub literals: Vec<Literal>,
    /// The classes that it declares, in order.
    pub classes: Vec<Class>,
}

/// A class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// Its name.
    pub name: Span,
    /// The first type that it extends or implements.
    pub base: Option<Span>,
}

/// A string literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The bytes between the quotes.
    pub span: Span,
    /// It stands where an operationId is expected: a `case`, or a comparison with `OperationId`.
    pub names_operation: bool,
    /// How it is compared, if it surely is an operationId: directly compared with `OperationId`, or a branch of a
    /// `switch` over it.
    pub compared: Option<Comparison>,
}

/// A comparison of a literal with `Context.OperationId`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Comparison {
    /// It asks whether they differ: `!=`, or `!` before `Equals`.
    pub is_negated: bool,
    /// Upper and lower case are the same to it: `StringComparison.OrdinalIgnoreCase` and the like.
    pub ignores_case: bool,
}

impl Script {
    /// Reads the literals and classes of a C# script; comments, characters, and interpolated strings are passed over.
    pub fn new(text: String) -> Self {
        let (literals, classes) = read(&text);
        Self { text, literals, classes }
    }

    /// What to underline of the script as a whole: its first line that is not blank.
    pub fn head(&self) -> Span {
        let start = self.text.len() - self.text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']).len();
        let line = self.text[start..].lines().next().unwrap_or_default().trim_end();
        Span::new(start as u32, (start + line.len()) as u32)
    }

    /// The script's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A literal's text as written (escapes are not resolved: operationIds have none).
    pub fn literal_text(&self, literal: &Literal) -> &str {
        &self.text[literal.span.range()]
    }
}

fn read(text: &str) -> (Vec<Literal>, Vec<Class>) {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut classes = Vec::new();
    let mut at = 0;
    // What code stands between the last statement or literal and the one at hand.
    let mut code_start = 0;
    let mut after_operation_id = false;
    // Where the code since the last statement or brace starts, and for each open brace whether it is the block of a
    // `switch` over the operationId.
    let mut header_start = 0;
    let mut blocks: Vec<bool> = Vec::new();
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'/') => at += find(bytes, at, b"\n"),
            b'/' if bytes.get(at + 1) == Some(&b'*') => at += find(bytes, at + 2, b"*/") + 2,
            b'\'' => at = end_of_plain(bytes, at + 1, b'\'') + 1,
            b';' => {
                at += 1;
                code_start = at;
                header_start = at;
                after_operation_id = false;
            }
            brace @ (b'{' | b'}') => {
                if brace == b'{' {
                    blocks.push(switches_on_operation_id(&text[header_start..at]));
                } else {
                    blocks.pop();
                }
                at += 1;
                header_start = at;
            }
            b'"' => {
                let verbatim = at > 0
                    && (bytes[at - 1] == b'@' || bytes[at - 1] == b'$' && at > 1 && bytes[at - 2] == b'@');
                let interpolated = text[..at].trim_end_matches('@').ends_with('$');
                let raw = bytes[at..].iter().take_while(|&&byte| byte == b'"').count();
                let (start, end, next) = if raw >= 3 {
                    let quotes = &bytes[at..at + raw];
                    let end = at + raw + find(bytes, at + raw, quotes);
                    (at + raw, end, end + raw)
                } else if verbatim {
                    let end = end_of_verbatim(bytes, at + 1);
                    (at + 1, end, end + 1)
                } else {
                    let end = end_of_plain(bytes, at + 1, b'"');
                    (at + 1, end, end + 1)
                };
                let before = &text[code_start..at];
                after_operation_id |= before.contains("OperationId");
                let is_case = before.trim_end().ends_with("case");
                let ends_switch_arm = text[next.min(text.len())..].trim_start().starts_with("=>");
                let compared = after_operation_id
                    && (before.trim_end().ends_with("==")
                        || before.trim_end().ends_with("!=")
                        || before.trim_end().ends_with("Equals("));
                if !interpolated {
                    out.push(Literal {
                        span: Span::new(start as u32, end.min(bytes.len()) as u32),
                        names_operation: is_case || compared || ends_switch_arm,
                        compared: comparison(before, &text[next.min(text.len())..]).or_else(|| {
                            let is_branch = (is_case || ends_switch_arm) && blocks.last() == Some(&true);
                            is_branch.then(Comparison::default)
                        }),
                    });
                }
                at = next;
                code_start = at.min(text.len());
            }
            b'c' => {
                classes.extend(class_at(text, at));
                at += 1;
            }
            _ => at += 1,
        }
    }
    (out, classes)
}

/// Whether the head of a block is `switch (….OperationId)` or `….OperationId switch`.
fn switches_on_operation_id(head: &str) -> bool {
    let head = head.trim_end();
    let subject = match head.strip_suffix("switch") {
        Some(subject) => subject,
        None => match head.strip_suffix(')').and_then(|head| head.rsplit_once("switch")) {
            Some((_, subject)) => subject,
            None => return false,
        },
    };
    ends_with_operation_id(subject)
}

/// How the literal between these pieces of code is compared with the operationId: `OperationId ==`, `OperationId !=`,
/// `OperationId.Equals(` or `Equals(OperationId,` stands before it.
fn comparison(before: &str, after: &str) -> Option<Comparison> {
    let before = before.trim_end();
    for (operator, is_negated) in [("==", false), ("!=", true)] {
        if let Some(subject) = before.strip_suffix(operator) {
            return ends_with_operation_id(subject).then_some(Comparison { is_negated, ignores_case: false });
        }
    }
    let call = if let Some(arguments) = before.strip_suffix(',') {
        let (call, first) = arguments.rsplit_once('(')?;
        call.trim_end().strip_suffix("Equals").filter(|_| ends_with_operation_id(first))?
    } else {
        let call = before.strip_suffix(".Equals(")?;
        let call = call.strip_suffix('?').unwrap_or(call);
        ends_with_operation_id(call).then_some(call)?
    };
    // What `Equals` is called on, such as `this.Context.OperationId`, `string` or `StringComparer.OrdinalIgnoreCase`.
    let before_call = call.trim_end_matches(|character| is_of_name(character) || "?.".contains(character));
    let other_arguments = after.split(')').next().unwrap_or_default();
    Some(Comparison {
        is_negated: before_call.trim_end().ends_with('!'),
        ignores_case: call[before_call.len()..].contains("IgnoreCase")
            || other_arguments.contains("IgnoreCase"),
    })
}

/// Whether code ends with the name `OperationId`, and not with a longer one such as `lastOperationId`.
fn ends_with_operation_id(code: &str) -> bool {
    let before = code.trim_end().strip_suffix("OperationId");
    before.is_some_and(|before| !before.ends_with(is_of_name))
}

/// Whether a character can stand in a name of C#.
pub(crate) fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The distance from `from` to the next `needle`, or to the end of the text.
fn find(bytes: &[u8], from: usize, needle: &[u8]) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.windows(needle.len()).position(|window| window == needle).unwrap_or(rest.len())
}

fn end_of_plain(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'\n' => return at,
            _ if byte == quote => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn end_of_verbatim(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        if byte == b'"' {
            if bytes.get(at + 1) != Some(&b'"') {
                return at;
            }
            at += 1;
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_that_name_operations_are_told_apart() {
        let script = Script::new(
            r#"// "comment"
switch (this.Context.OperationId) { case "GetItems": return 'x'; default: break; }
if (Context.OperationId == "PutItem" || Context.OperationId.Equals("Third")) { Log("it's"); }
var s = @"C:\""x"; var t = $"a{b}"; var u = Context.OperationId switch { "Arm" => 1, _ => 2 };
/* "no" */ var raw = """ "quoted" """;"#
                .to_owned(),
        );
        let found: Vec<(&str, bool)> = script
            .literals
            .iter()
            .map(|literal| (script.literal_text(literal), literal.names_operation))
            .collect();
        assert_eq!(
            found,
            [
                ("GetItems", true),
                ("PutItem", true),
                ("Third", true),
                ("it's", false),
                ("C:\\\"\"x", false),
                ("Arm", true),
                (" \"quoted\" ", false)
            ]
        );
    }

    #[test]
    fn only_what_stands_beside_the_operation_id_is_surely_one() {
        let script = Script::new(
            r#"
switch (kind) { case "Kind": break; }
if (this.Context.OperationId == "One" || kind == "Other") { Log("x"); }
if ( "Yoda" == kind) { } if (string.Equals(Context.OperationId, "Two", StringComparison.Ordinal)) { }
switch (this.Context.OperationId) { case "Three": { if (a) { switch (kind) { case "Inner": break; } } break; } case "Four": Log("y"); break; }
var name = Context.OperationId switch { "Five" => "five", _ => "none" };
case "Six": break;"#
                .to_owned(),
        );
        let sure: Vec<&str> = script
            .literals
            .iter()
            .filter(|literal| literal.compared.is_some())
            .map(|literal| script.literal_text(literal))
            .collect();
        assert_eq!(sure, ["One", "Two", "Three", "Four", "Five"]);
    }

    #[test]
    fn how_it_is_compared_is_known() {
        let comparison = |code: &str| {
            let script = Script::new(code.to_owned());
            let compared = script.literals.last().unwrap().compared;
            compared.map(|Comparison { is_negated, ignores_case }| (is_negated, ignores_case))
        };
        for (code, expected) in [
            (r#"if (Context.OperationId == "A")"#, Some((false, false))),
            (r#"if (Context.OperationId != "A")"#, Some((true, false))),
            (r#"if (this.Context.OperationId.Equals("A"))"#, Some((false, false))),
            (r#"if (!this.Context.OperationId?.Equals("A"))"#, Some((true, false))),
            (
                r#"if (Context.OperationId.Equals("A", StringComparison.OrdinalIgnoreCase))"#,
                Some((false, true)),
            ),
            (r#"if (string.Equals(Context.OperationId, "A"))"#, Some((false, false))),
            (
                r#"if (! String.Equals( Context.OperationId, "A", StringComparison.CurrentCultureIgnoreCase))"#,
                Some((true, true)),
            ),
            (
                r#"if (StringComparer.OrdinalIgnoreCase.Equals(Context.OperationId, "A"))"#,
                Some((false, true)),
            ),
            (r#"Log("{0} {1}", Context.OperationId, "A");"#, None),
            (r#"names.Add(Context.OperationId, "A");"#, None),
            (r#"if (lastOperationId == "A")"#, None),
            (r#"if (last_OperationId.Equals("A"))"#, None),
            (r#"if (string.Equals(lastOperationId, "A"))"#, None),
            (r#"switch (lastOperationId) { case "A""#, None),
            (r#"Log(Context.OperationId); Log("A", StringComparison.OrdinalIgnoreCase)"#, None),
        ] {
            assert_eq!(comparison(code), expected, "{code}");
        }
    }

    #[test]
    fn classes_are_found_with_what_they_extend() {
        let script = Script::new(
            "// class Comment : A\npublic class  Script\n : My.ScriptBase, IOther {}\n\
             class Box<T>:List<T> where T : class\n{ var text = \"class Text : B\"; }\nsubclass x; class Last{}"
                .to_owned(),
        );
        let text = |span: Span| &script.text()[span.range()];
        let found: Vec<_> =
            script.classes.iter().map(|class| (text(class.name), class.base.map(text))).collect();
        assert_eq!(found, [("Script", Some("My.ScriptBase")), ("Box", Some("List")), ("Last", None)]);
        assert_eq!(text(script.head()), "// class Comment : A");
    }

    #[test]
    fn comments_and_parameters_stand_between_the_parts_of_a_class() {
        for (code, base) in [
            ("class Script /* main */ : ScriptBase {}", Some("ScriptBase")),
            ("class Script // main\n : ScriptBase {}", Some("ScriptBase")),
            ("class/* a */Script : /* b */ // c\r\n ScriptBase {}", Some("ScriptBase")),
            ("class Script(int a, (int, string) b) : ScriptBase {}", Some("ScriptBase")),
            ("class Script<T>(List<T> a) /* b */ : Base<T> {}", Some("Base")),
            ("class Script : global::X.ScriptBase, IOther {}", Some("global::X.ScriptBase")),
            ("class Script /* : Comment */ {}", None),
            ("class Script( { } class", None),
        ] {
            let script = Script::new(code.to_owned());
            let text = |span: Span| &script.text()[span.range()];
            let found: Vec<_> =
                script.classes.iter().map(|class| (text(class.name), class.base.map(text))).collect();
            assert_eq!(found, [("Script", base)], "{code}");
        }
    }

    #[test]
    fn unfinished_scripts_do_no_harm() {
        let text =
            "class A<T> : B {} case \"GetItems\": @\"x\"\"y\" $\"z\" \"\"\"raw\"\"\" 'c' /* c */ // d\n\"é\\";
        for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
            let script = Script::new(text[..end].to_owned());
            for literal in &script.literals {
                let _ = script.literal_text(literal);
            }
            let _ = &script.text()[script.head().range()];
            for class in &script.classes {
                let _ =
                    (&script.text()[class.name.range()], class.base.map(|base| &script.text()[base.range()]));
            }
        }
    }
}
