//! Names and labels made from other names: an operationId from a path, a summary from an operationId.

use std::fmt::Write as _;

use connector::{Definition, Operation, revision_mark};

/// Abbreviations that labels write in capitals.
const ABBREVIATIONS: [&str; 12] =
    ["id", "url", "uri", "api", "pdf", "html", "json", "xml", "csv", "sms", "ip", "ids"];

/// The words of a name in order: it is cut at everything but letters and digits, and before a capital that follows a
/// small letter or begins a word after an abbreviation (`listHTTPItems` is `list`, `HTTP`, `Items`).
pub(crate) fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|character: char| !character.is_alphanumeric()).flat_map(|part| {
        let mut rest = part;
        std::iter::from_fn(move || {
            let (word, after) = rest.split_at(word_end(rest));
            rest = after;
            (!word.is_empty()).then_some(word)
        })
    })
}

fn word_end(text: &str) -> usize {
    if text.is_ascii() {
        let bytes = text.as_bytes();
        let is_capital = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_uppercase);
        let is_small = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
        let starts_word = |at: &usize| is_capital(*at) && (!is_capital(at - 1) || is_small(at + 1));
        return (1..bytes.len()).find(starts_word).unwrap_or(bytes.len());
    }
    let mut characters = text.char_indices().peekable();
    let mut previous: Option<char> = None;
    while let Some((at, character)) = characters.next() {
        let before_small = characters.peek().is_some_and(|(_, next)| next.is_lowercase());
        let starts_word = character.is_uppercase()
            && previous.is_some_and(|previous| !previous.is_uppercase() || before_small);
        if starts_word {
            return at;
        }
        previous = Some(character);
    }
    text.len()
}

/// A name in `PascalCase`.
pub fn pascal_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    words(name).for_each(|word| push_capitalized(&mut out, word));
    out
}

fn push_capitalized(out: &mut String, word: &str) {
    if let Some(first) = word.chars().next().filter(char::is_ascii) {
        out.push(first.to_ascii_uppercase());
        out.push_str(&word[1..]);
        return;
    }
    let mut characters = word.chars();
    out.extend(characters.next().into_iter().flat_map(char::to_uppercase));
    out.push_str(characters.as_str());
}

/// A name as a label in which every word has a capital: `item_id` is `Item ID`.
pub fn title_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for word in words(name) {
        if !out.is_empty() {
            out.push(' ');
        }
        match abbreviation(word) {
            Some(capitals) => out.push_str(&capitals),
            None => push_capitalized(&mut out, word),
        }
    }
    out
}

/// A name as the start of a sentence: `ListOrders_V2` is `List orders (V2)`.
pub(crate) fn sentence_case(name: &str) -> String {
    let (base, revision) = revision_mark(name);
    let phrase = phrase(base);
    let mut out = String::with_capacity(phrase.len() + 8);
    push_capitalized(&mut out, &phrase);
    if let Some(revision) = revision {
        let _ = write!(out, " (V{revision})");
    }
    out
}

/// A name as words within a sentence: `item_id` is `item ID`.
pub fn phrase(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    for word in words(name) {
        if !out.is_empty() {
            out.push(' ');
        }
        match abbreviation(word) {
            Some(capitals) => out.push_str(&capitals),
            None if word.chars().count() > 1 && word.chars().all(char::is_uppercase) => out.push_str(word),
            None => out.extend(word.chars().flat_map(char::to_lowercase)),
        }
    }
    out
}

/// Verbs that summaries of operations begin with.
const VERBS: [&str; 64] = [
    "accept",
    "activate",
    "add",
    "apply",
    "approve",
    "archive",
    "assign",
    "attach",
    "calculate",
    "cancel",
    "change",
    "check",
    "close",
    "complete",
    "convert",
    "copy",
    "count",
    "create",
    "deactivate",
    "delete",
    "detect",
    "disable",
    "download",
    "enable",
    "execute",
    "export",
    "extract",
    "fetch",
    "find",
    "generate",
    "get",
    "import",
    "insert",
    "invite",
    "list",
    "lock",
    "mark",
    "merge",
    "move",
    "open",
    "post",
    "publish",
    "query",
    "read",
    "register",
    "reject",
    "remove",
    "rename",
    "replace",
    "reply",
    "request",
    "restore",
    "retrieve",
    "run",
    "save",
    "search",
    "send",
    "set",
    "start",
    "stop",
    "submit",
    "translate",
    "update",
    "upload",
];

/// A summary as a sentence about the operation: `Get item (V2)` is `Gets item.`, and `When an item is created` is
/// `Triggers when an item is created.` `None` if the summary begins otherwise.
pub fn sentence(summary: &str) -> Option<String> {
    let plain = connector::summary::unmarked(summary, None).trim().trim_end_matches(['.', '!', '?', ' ']);
    let (verb, rest) = plain.split_once(' ')?;
    if verb.eq_ignore_ascii_case("when") {
        return Some(format!("Triggers when {rest}."));
    }
    let verb = VERBS.iter().find(|known| known.eq_ignore_ascii_case(verb))?;
    let third_person = match verb.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        None if verb.ends_with("sh") || verb.ends_with("ch") => format!("{verb}es"),
        _ => format!("{verb}s"),
    };
    let mut out = String::with_capacity(plain.len() + 4);
    push_capitalized(&mut out, &third_person);
    Some(format!("{out} {rest}."))
}

/// Whether a name begins with a verb, as summaries do: `getUserById` does.
pub fn begins_with_verb(name: &str) -> bool {
    words(name).next().is_some_and(|first| VERBS.iter().any(|verb| verb.eq_ignore_ascii_case(first)))
}

fn abbreviation(word: &str) -> Option<String> {
    let known = ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word));
    // The plural of an abbreviation keeps its small letter: IDs.
    known.then(|| if word.eq_ignore_ascii_case("ids") { "IDs".to_owned() } else { word.to_uppercase() })
}

/// An operationId made from method and path, which no operation has yet: `GET /v1/items/{id}` is `GetItemsById`.
pub(crate) fn operation_id(definition: &Definition, operation: &Operation) -> String {
    let mut id = pascal_case(&operation.method.name().to_ascii_lowercase());
    let path = definition.path(operation);
    let mut segments = path.split(['/', '?', '#']).filter(|segment| !segment.is_empty()).peekable();
    while let Some(segment) = segments.next() {
        let variable = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        match variable {
            Some(variable) if segments.peek().is_none() => {
                id.push_str("By");
                id.push_str(&pascal_case(variable));
            }
            Some(_) => {}
            None if is_version(segment) => {}
            None => id.push_str(&pascal_case(segment)),
        }
    }
    // The platform keeps letters, digits and underscores only.
    id.retain(|character| character.is_ascii_alphanumeric());
    if definition.operation(&id).is_none() { id } else { numbered_id(definition, &id, 2) }
}

/// Whether a segment of a path is a version, such as `v2`.
pub fn is_version(segment: &str) -> bool {
    let digits = segment.strip_prefix(['v', 'V']);
    digits.is_some_and(|digits| digits.starts_with(|character: char| character.is_ascii_digit()))
}

/// Whether an operationId is in Pascal case: a capital first, no underscore but that of a revision mark (`GetItem_V2`).
/// Characters that no operationId should have part words; they are another matter.
pub(crate) fn is_pascal_case(id: &str) -> bool {
    let base = split_underscored_mark(id, &['V']).map_or(id, |(base, _)| base);
    let is_kept = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let mut words = base.split(|character: char| !is_kept(character)).filter(|word| !word.is_empty());
    !base.contains('_')
        && words
            .clone()
            .next()
            .is_none_or(|first| first.starts_with(|first: char| first.is_ascii_uppercase()))
        && words.all(|word| !word.starts_with(|first: char| first.is_ascii_lowercase()))
}

/// The base and the digits of an id that ends in an underscore, one of `letters`, and digits.
fn split_underscored_mark<'i>(id: &'i str, letters: &[char]) -> Option<(&'i str, &'i str)> {
    let stem = id.trim_end_matches(|character: char| character.is_ascii_digit());
    let digits = &id[stem.len()..];
    let base = stem.strip_suffix(letters)?.strip_suffix('_')?;
    (!digits.is_empty() && !base.is_empty()).then_some((base, digits))
}

/// The operationId in Pascal case, of letters and digits only; `get-items_v2` is `GetItems_V2`. `None` if nothing is left
/// of it, or an operation has that id already.
pub(crate) fn new_operation_id(definition: &Definition, id: &str) -> Option<String> {
    let (base, digits) = split_underscored_mark(id, &['V', 'v']).unwrap_or((id, ""));
    let mut new = pascal_case(base);
    new.retain(|character| character.is_ascii_alphanumeric());
    if !digits.is_empty() {
        new.push_str("_V");
        new.push_str(digits);
    }
    (new.starts_with(|first: char| first.is_ascii_uppercase())
        && is_pascal_case(&new)
        && definition.operation(&new).is_none())
    .then_some(new)
}

/// The operationId followed by the first number from `first` on with which no operation has it.
pub(crate) fn numbered_id(definition: &Definition, id: &str, first: usize) -> String {
    let mut number = first;
    loop {
        let candidate = format!("{id}{number}");
        if definition.operation(&candidate).is_none() {
            return candidate;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use connector::Connector;

    use super::*;

    #[test]
    fn names_fall_into_words() {
        let of = |name: &'static str| words(name).collect::<Vec<_>>();
        assert_eq!(of("listHTTPItems"), ["list", "HTTP", "Items"]);
        assert_eq!(of("item_id-2"), ["item", "id", "2"]);
        assert_eq!(of("getV2Items"), ["get", "V2", "Items"]);
        assert_eq!(of("§ÄrgerÜber"), ["Ärger", "Über"]);
        assert_eq!(of("__"), [""; 0]);
    }

    #[test]
    fn labels_are_made_from_names() {
        assert_eq!(title_case("item_id"), "Item ID");
        assert_eq!(title_case("callbackUrl"), "Callback URL");
        assert_eq!(sentence_case("ListOrderIds_V2"), "List order IDs (V2)");
        assert_eq!(sentence_case("GetRev2"), "Get rev2");
        assert_eq!(sentence_case("get-HTTP-items"), "Get HTTP items");
        assert_eq!(sentence_case("id"), "ID");
        assert_eq!(phrase("ItemId"), "item ID");
        assert_eq!(pascal_case("order-lines"), "OrderLines");
    }

    #[test]
    fn summaries_become_sentences() {
        for (summary, expected) in [
            ("Get item (V2)", "Gets item."),
            ("copy PDF files", "Copies PDF files."),
            ("Search orders", "Searches orders."),
            ("Publish post.", "Publishes post."),
            ("When an item is created (deprecated)", "Triggers when an item is created."),
        ] {
            assert_eq!(sentence(summary).as_deref(), Some(expected));
        }
        assert_eq!(sentence("Account details"), None);
        assert_eq!(sentence("Get"), None);
    }

    #[test]
    fn pascal_case_is_known_and_made() {
        for id in ["GetItem", "GetHTTPItem2", "GetItem_V2", "GetItemV2", "Get-Item", "A", "É"] {
            assert!(is_pascal_case(id), "{id}");
        }
        for id in ["getItem", "Get_Item", "GetItem_v2", "GetItem_", "Get-item", "_V2", "2fa", "", "_"] {
            assert_eq!(is_pascal_case(id), id.is_empty(), "{id}");
        }
        let connector = Connector::of_text(
            connector::FileRole::Definition,
            r#"{ "paths": { "/a": { "get": { "operationId": "Taken" } } } }"#,
        );
        let new = |id: &str| new_operation_id(connector.definition().unwrap(), id);
        assert_eq!(new("get-items_v2").as_deref(), Some("GetItems_V2"));
        assert_eq!(new("get_rev2").as_deref(), Some("GetRev2"));
        assert_eq!(new("naïve id").as_deref(), Some("NaveId"));
        for id in ["taken", "2fa", "日本", "_"] {
            assert_eq!(new(id), None, "{id}");
        }
    }

    #[test]
    fn operation_ids_come_from_method_and_path() {
        let text = r#"{ "paths": {
            "/v1/items/{item-id}": { "get": {}, "delete": { "operationId": "GetItemsByItemId" } },
            "/items/{id}/lines": { "post": {} },
            "/": { "head": {} }
        } }"#;
        let connector = Connector::of_text(connector::FileRole::Definition, text);
        let definition = connector.definition().unwrap();
        let ids: Vec<String> =
            definition.operations.iter().map(|found| operation_id(definition, found)).collect();
        assert_eq!(ids, ["GetItemsByItemId2", "DeleteItemsByItemId", "PostItemsLines", "Head"]);
    }
}
