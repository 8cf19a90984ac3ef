//! Values beside the types that they have, and those that they should have.

use syntax::edit::quote;
use syntax::{Kind, Node};
use vocabulary::Types;

/// The type of a value; `None` where there is none.
pub(crate) fn json_type(value: Node<'_>) -> Option<Types> {
    Some(match value.kind() {
        Kind::Object => Types::OBJECT,
        Kind::Array => Types::ARRAY,
        Kind::String => Types::STRING,
        Kind::Number if value.is_integer() => Types::INTEGER,
        Kind::Number if value.as_f64().is_some_and(|number| number.fract() == 0.0) => Types::INTEGER,
        Kind::Number => Types::NUMBER,
        Kind::Boolean => Types::BOOLEAN,
        Kind::Null => Types::NULL,
        Kind::Missing | Kind::Invalid => return None,
    })
}

/// The type that a schema, parameter, header or element states for its value, with null where that is allowed too.
/// `None` if it states none or an unknown one, is a file, or is a reference, beside which nothing counts.
pub(crate) fn declared_type(object: Node<'_>) -> Option<Types> {
    let mut kind = None;
    let mut may_be_null = false;
    for member in object.members() {
        match member.key()?.raw_name() {
            "type" => kind = member.as_str(),
            "$ref" if member.is_string() => return None,
            "x-nullable" => may_be_null = member.as_bool() == Some(true),
            _ => {}
        }
    }
    let types = match kind?.as_ref() {
        "object" => Types::OBJECT,
        "array" => Types::ARRAY,
        "string" => Types::STRING,
        "integer" => Types::INTEGER,
        "number" => Types::NUMBER,
        "boolean" => Types::BOOLEAN,
        _ => return None,
    };
    Some(if may_be_null { types | Types::NULL } else { types })
}

/// Whether a schema or parameter stands for another one, so that nothing counts that stands beside the reference.
pub(crate) fn is_reference(object: Node<'_>) -> bool {
    object.get("$ref").is_some_and(Node::is_string)
}

/// What a type is called in messages when null is left aside: the author did not write it.
pub(crate) fn without_null(types: Types) -> Types {
    let named = [Types::OBJECT, Types::ARRAY, Types::STRING, Types::NUMBER, Types::INTEGER, Types::BOOLEAN];
    named.into_iter().find(|one| types.contains(*one)).unwrap_or(types)
}

/// The JSON of the same value in one of these types, if nothing is lost on the way: the number or truth value that a
/// text says, or the text that says a number or truth value.
pub(crate) fn converted(value: Node<'_>, types: Types) -> Option<String> {
    // A text without its second quote is being typed.
    if !value.is_closed() {
        return None;
    }
    let is_scalar = matches!(value.kind(), Kind::Number | Kind::Boolean);
    match value.as_str().as_deref().map(str::trim) {
        Some("true" | "True") if types.contains(Types::BOOLEAN) => Some("true".to_owned()),
        Some("false" | "False") if types.contains(Types::BOOLEAN) => Some("false".to_owned()),
        Some(text) if types.intersects(Types::NUMBER) && is_number(text, types) => Some(text.to_owned()),
        None if is_scalar && types.contains(Types::STRING) => Some(quote(value.raw())),
        _ => None,
    }
}

/// Whether the text is a JSON number of one of these types.
fn is_number(text: &str, types: Types) -> bool {
    let tree = syntax::parse(text);
    let number = tree.root();
    tree.errors().is_empty()
        && number.kind() == Kind::Number
        && json_type(number).is_some_and(|found| types.contains(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_converted_without_loss() {
        let of = |json: &str, types: Types| converted(syntax::parse(json).root(), types);
        assert_eq!(of(r#""12""#, Types::INTEGER).as_deref(), Some("12"));
        assert_eq!(of(r#"" 1.5 ""#, Types::NUMBER).as_deref(), Some("1.5"));
        assert_eq!(of(r#""1.5""#, Types::INTEGER), None);
        assert_eq!(of(r#""012""#, Types::INTEGER), None);
        assert_eq!(of(r#""True""#, Types::BOOLEAN).as_deref(), Some("true"));
        assert_eq!(of(r#""yes""#, Types::BOOLEAN), None);
        assert_eq!(of("12", Types::STRING).as_deref(), Some(r#""12""#));
        assert_eq!(of("false", Types::STRING).as_deref(), Some(r#""false""#));
        assert_eq!(of("null", Types::STRING), None);
        assert_eq!(of("1", Types::BOOLEAN), None);
    }

    #[test]
    fn types_are_read_where_they_count() {
        let of = |json: &str| declared_type(syntax::parse(json).root());
        assert_eq!(of(r#"{ "type": "number" }"#), Some(Types::NUMBER));
        assert_eq!(of(r#"{ "type": "string", "x-nullable": true }"#), Some(Types::STRING | Types::NULL));
        assert_eq!(of(r#"{ "type": "file" }"#), None);
        assert_eq!(of(r#"{ "type": ["string"] }"#), None);
        assert_eq!(of(r##"{ "type": "string", "$ref": "#/definitions/A" }"##), None);
        assert_eq!(without_null(Types::STRING | Types::NULL), Types::STRING);
        assert_eq!(without_null(Types::NUMBER), Types::NUMBER);
        assert_eq!(without_null(Types::INTEGER | Types::NULL), Types::INTEGER);
    }
}
