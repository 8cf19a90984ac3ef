//! The table of kinds, by the part of the connector that they are about.
//!
//! An entry: its name here, its code, class, severity and weight; then what it is, what existing flows feel, and what
//! to do about it.

macro_rules! kinds {
    ($side:ident: $(
        $name:ident $code:literal $class:ident $severity:ident $update:ident
        $summary:literal $feels:literal $remedy:literal;
    )+) => {
        $(pub(in crate::changes) static $name: crate::changes::Kind = crate::changes::Kind {
            code: concat!("change/", $code),
            side: crate::changes::Side::$side,
            class: crate::changes::Class::$class,
            severity: crate::changes::Severity::$severity,
            update: crate::changes::Update::$update,
            summary: $summary,
            feels: $feels,
            remedy: $remedy,
        };)+

        pub(in crate::changes) static ALL: &[&crate::changes::Kind] = &[$(&$name),+];
    };
}

pub(super) mod connector;
pub(super) mod operation;
pub(super) mod request;
pub(super) mod response;
