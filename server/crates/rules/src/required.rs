//! The list of required properties.

use connector::FileRole;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use syntax::Node;
use vocabulary::Types;

use crate::fix::{Change, Fix, Safety};
use crate::values::{declared_type, is_reference};

/// Offers to take `entry` out of its list, or the whole list away if it is the only one.
pub(crate) fn removal(file: FileRole, entry: Node<'_>, safety: Safety) -> Fix {
    let list = entry.parent().filter(|list| list.items().nth(1).is_none());
    let name = entry.as_str().unwrap_or_default();
    let title = format!("Remove '{name}' from 'required'");
    Fix::new(safety, title, file, Change::Remove(list.unwrap_or(entry).id()))
}

/// Whether the values of a schema are no objects, so that none of them has properties.
pub(crate) fn is_no_object(schema: Node<'_>) -> bool {
    let has_only_items = || schema.get("items").is_some() && schema.get("properties").is_none();
    match declared_type(schema) {
        Some(types) => !types.contains(Types::OBJECT),
        None => schema.get("type").is_none() && !is_reference(schema) && has_only_items(),
    }
}

/// Up to this many members are looked through one by one, which needs no memory.
const FEW: usize = 32;

/// The members of an object, to be looked up by name many times.
pub(crate) struct Lookup<'n> {
    object: Option<Node<'n>>,
    table: FxHashMap<Cow<'n, str>, Node<'n>>,
}

impl<'n> Lookup<'n> {
    /// Of an object; without one nothing is found.
    pub(crate) fn new(object: Option<Node<'n>>) -> Self {
        let is_long = object.is_some_and(|object| object.members().nth(FEW).is_some());
        let members = object.filter(|_| is_long).into_iter().flat_map(Node::members);
        Self { object, table: members.map(|member| (member.name(), member)).collect() }
    }

    /// The member of this name; of duplicates the last.
    pub(crate) fn get(&self, name: &str) -> Option<Node<'n>> {
        if self.table.is_empty() { self.object?.get(name) } else { self.table.get(name).copied() }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn members_are_looked_up_in_small_and_large_objects() {
        for count in [0, 3, FEW, FEW + 1, 500] {
            let mut text = "{".to_owned();
            for index in 0..count {
                let _ = write!(text, "\"p{index}\": {index},");
            }
            text.push_str("\"last\": 1, \"last\": 2}");
            let tree = syntax::parse(text);
            let lookup = Lookup::new(Some(tree.root()));
            assert_eq!(lookup.get("last").map(Node::raw), Some("2"));
            assert_eq!(lookup.get("p2").is_some(), count > 2);
            assert!(lookup.get("p").is_none());
        }
        assert!(Lookup::new(None).get("a").is_none());
    }

    #[test]
    fn arrays_and_texts_are_no_objects() {
        let of = |json: &str| is_no_object(syntax::parse(json).root());
        assert!(of(r#"{ "type": "array" }"#) && of(r#"{ "items": {} }"#) && of(r#"{ "type": "string" }"#));
        assert!(!of(r#"{ "type": "object" }"#) && !of(r#"{ "properties": {}, "items": {} }"#) && !of("{}"));
        assert!(!of(r#"{ "type": "file" }"#));
    }
}
