//! [`Member`]: one named value of an object, with the small builder that the tables are written in.

use std::fmt;
use std::ops::BitOr;

use crate::extensions::Extension;
use crate::place::Place;

/// A set of JSON types.
///
/// `NUMBER` holds `INTEGER`: a member that takes numbers takes whole ones too.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Types(u8);

impl Types {
    /// `{…}`
    pub const OBJECT: Types = Types(1);
    /// `[…]`
    pub const ARRAY: Types = Types(1 << 1);
    /// `"…"`
    pub const STRING: Types = Types(1 << 2);
    /// A number without a fraction, such as `2` or `2.0`.
    pub const INTEGER: Types = Types(1 << 3);
    /// Any number.
    pub const NUMBER: Types = Types(1 << 3 | 1 << 4);
    /// `true` or `false`
    pub const BOOLEAN: Types = Types(1 << 5);
    /// `null`
    pub const NULL: Types = Types(1 << 6);
    /// Every JSON type.
    pub const ANY: Types = Types(0b111_1111);

    /// Both sets together, in constants too.
    #[must_use]
    pub const fn or(self, other: Types) -> Types {
        Types(self.0 | other.0)
    }

    /// Whether every type of `other` is in this set.
    pub const fn contains(self, other: Types) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the two sets share a type.
    pub const fn intersects(self, other: Types) -> bool {
        self.0 & other.0 != 0
    }

    /// The names of the types as JSON Schema calls them, `number` standing for `integer` too.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        [
            (Types::OBJECT, "object"),
            (Types::ARRAY, "array"),
            (Types::STRING, "string"),
            (Types::NUMBER, "number"),
            (Types::INTEGER, "integer"),
            (Types::BOOLEAN, "boolean"),
            (Types::NULL, "null"),
        ]
        .into_iter()
        .filter(move |&(one, name)| {
            self.contains(one) && (name != "integer" || !self.contains(Types::NUMBER))
        })
        .map(|(_, name)| name)
    }
}

impl BitOr for Types {
    type Output = Types;

    fn bitor(self, other: Types) -> Types {
        self.or(other)
    }
}

/// Writes "any value", "a string", "a string or an array".
impl fmt::Display for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Types::ANY {
            return f.write_str("any value");
        }
        for (at, name) in self.names().enumerate() {
            let article = match name {
                "object" | "array" | "integer" => "an ",
                "null" => "",
                _ => "a ",
            };
            write!(f, "{}{article}{name}", if at == 0 { "" } else { " or " })?;
        }
        Ok(())
    }
}

/// How well a name is known, and whether it does anything on the platform.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Standing {
    /// A public page of Microsoft or the Swagger 2.0 specification describes it.
    Documented,
    /// Only Microsoft's published JSON schemas of the files know it.
    SchemaOnly,
    /// Published connectors use it and it works, but no public page describes it.
    Undocumented,
    /// The platform accepts it and does nothing with it: left over from another tool or vendor.
    Ignored,
    /// The Swagger specification has it, the platform does not take it.
    Unsupported,
}

impl Standing {
    /// What an author should know about a name of this standing; `None` for the documented ones.
    pub const fn doc(self) -> Option<&'static str> {
        match self {
            Standing::Documented => None,
            Standing::SchemaOnly => Some("Only Microsoft's JSON schema tells of it."),
            Standing::Undocumented => Some("Published connectors use it, but no public page describes it."),
            Standing::Ignored => Some("The platform accepts it and does nothing with it."),
            Standing::Unsupported => {
                Some("The Swagger specification has it, but the platform does not take it.")
            }
        }
    }
}

/// One value that a member can have, and what it means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ValueDoc {
    /// The value as it stands in the file; a string without its quotes.
    pub value: &'static str,
    /// What the value means: one sentence or two.
    pub doc: &'static str,
}

/// Shorthand for the tables.
pub(crate) const fn value(value: &'static str, doc: &'static str) -> ValueDoc {
    ValueDoc { value, doc }
}

/// One member of an object: `"summary": "Get rows"`.
///
/// A table entry starts with the constructor of its JSON type and goes on with what differs from the
/// usual: `Member::text("summary", "…").required().link("…")`.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The name, exactly as it must be written.
    pub name: &'static str,
    /// The JSON types that work on the platform. Wider than the specification where published
    /// connectors show that another type works.
    pub types: Types,
    /// Where the value stands when it is an object or array; [`Place::Leaf`] for scalars.
    pub place: Place,
    /// Whether the platform or Swagger 2.0 asks for it.
    pub required: bool,
    /// The allowed values, or the best known ones when `closed` is false. Empty: no list is known.
    pub values: &'static [ValueDoc],
    /// Whether a value outside `values` is a mistake.
    pub closed: bool,
    /// What an absent member stands for, as JSON text.
    pub default: Option<&'static str>,
    /// How well the name is known.
    pub standing: Standing,
    /// What it means and where makers see it: one to three sentences.
    pub doc: &'static str,
    /// What authors get wrong about it, one sentence each.
    pub mistakes: &'static [&'static str],
    /// The page to read on, or `""`.
    pub link: &'static str,
}

impl Member {
    const fn new(name: &'static str, types: Types, place: Place, doc: &'static str) -> Member {
        Member {
            name,
            types,
            place,
            required: false,
            values: &[],
            closed: false,
            default: None,
            standing: Standing::Documented,
            doc,
            mistakes: &[],
            link: "",
        }
    }

    /// A string.
    pub(crate) const fn text(name: &'static str, doc: &'static str) -> Member {
        Member::new(name, Types::STRING, Place::Leaf, doc)
    }

    /// `true` or `false`.
    pub(crate) const fn flag(name: &'static str, doc: &'static str) -> Member {
        Member::new(name, Types::BOOLEAN, Place::Leaf, doc)
    }

    /// A number.
    pub(crate) const fn number(name: &'static str, doc: &'static str) -> Member {
        Member::new(name, Types::NUMBER, Place::Leaf, doc)
    }

    /// A whole number.
    pub(crate) const fn integer(name: &'static str, doc: &'static str) -> Member {
        Member::new(name, Types::INTEGER, Place::Leaf, doc)
    }

    /// An object whose content is that of `place`.
    pub(crate) const fn object(name: &'static str, place: Place, doc: &'static str) -> Member {
        Member::new(name, Types::OBJECT, place, doc)
    }

    /// An array whose content is that of `place`.
    pub(crate) const fn list(name: &'static str, place: Place, doc: &'static str) -> Member {
        Member::new(name, Types::ARRAY, place, doc)
    }

    /// A value of any type with anything inside.
    pub(crate) const fn any(name: &'static str, doc: &'static str) -> Member {
        Member::new(name, Types::ANY, Place::Free, doc)
    }

    /// Takes these types as well.
    pub(crate) const fn or(self, types: Types) -> Member {
        Member { types: self.types.or(types), ..self }
    }

    /// The value stands at `place` when it is an object or array.
    pub(crate) const fn at(self, place: Place) -> Member {
        Member { place, ..self }
    }

    pub(crate) const fn required(self) -> Member {
        Member { required: true, ..self }
    }

    /// Nothing but these values is allowed.
    pub(crate) const fn one_of(self, values: &'static [ValueDoc]) -> Member {
        Member { values, closed: true, ..self }
    }

    /// These values are the usual ones; others may work.
    pub(crate) const fn such_as(self, values: &'static [ValueDoc]) -> Member {
        Member { values, closed: false, ..self }
    }

    /// What an absent member stands for, as JSON text.
    pub(crate) const fn default(self, json: &'static str) -> Member {
        Member { default: Some(json), ..self }
    }

    pub(crate) const fn schema_only(self) -> Member {
        Member { standing: Standing::SchemaOnly, ..self }
    }

    pub(crate) const fn undocumented(self) -> Member {
        Member { standing: Standing::Undocumented, ..self }
    }

    pub(crate) const fn ignored(self) -> Member {
        Member { standing: Standing::Ignored, ..self }
    }

    pub(crate) const fn unsupported(self) -> Member {
        Member { standing: Standing::Unsupported, ..self }
    }

    pub(crate) const fn mistakes(self, mistakes: &'static [&'static str]) -> Member {
        Member { mistakes, ..self }
    }

    pub(crate) const fn link(self, link: &'static str) -> Member {
        Member { link, ..self }
    }

    /// Makes it an extension that is allowed at `places`; `example` is JSON text.
    pub(crate) const fn on(self, places: &'static [Place], example: &'static str) -> Extension {
        Extension { member: self, places, example: example.trim_ascii_end() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_hold_integers() {
        assert!(Types::NUMBER.contains(Types::INTEGER));
        assert!(!Types::INTEGER.contains(Types::NUMBER));
        assert!(Types::ANY.contains(Types::NUMBER | Types::NULL | Types::OBJECT));
        assert!((Types::STRING | Types::NUMBER).intersects(Types::INTEGER));
        assert!(!Types::STRING.intersects(Types::OBJECT | Types::ARRAY));
    }

    #[test]
    fn types_read_as_a_phrase() {
        assert_eq!(Types::STRING.to_string(), "a string");
        assert_eq!((Types::OBJECT | Types::BOOLEAN).to_string(), "an object or a boolean");
        assert_eq!((Types::NUMBER | Types::NULL).to_string(), "a number or null");
        assert_eq!(Types::INTEGER.to_string(), "an integer");
        assert_eq!(Types::ANY.to_string(), "any value");
    }
}
