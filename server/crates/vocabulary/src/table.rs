//! Joins groups of entries into one sorted table while compiling, so that a source file may keep its
//! entries in the order that reads best.

use std::cmp::Ordering;

use crate::extensions::Extension;
use crate::member::Member;

/// Byte order, usable in constants.
pub(crate) const fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return if a[at] < b[at] { Ordering::Less } else { Ordering::Greater };
        }
        at += 1;
    }
    if a.len() == b.len() {
        Ordering::Equal
    } else if a.len() < b.len() {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

// One definition for both kinds of entry: constants cannot be generic over "has a name" yet.
macro_rules! joiner {
    ($join:ident, $count:ident, $entry:ty, |$one:ident| $name:expr) => {
        pub(crate) const fn $count(groups: &[&[$entry]]) -> usize {
            let (mut total, mut group) = (0, 0);
            while group < groups.len() {
                total += groups[group].len();
                group += 1;
            }
            total
        }

        /// Insertion sort: the groups are nearly sorted, and compilers count every step. A name that
        /// occurs twice fails the build.
        pub(crate) const fn $join<const N: usize>(groups: &[&[$entry]]) -> [$entry; N] {
            let mut table = [groups[0][0]; N];
            let (mut filled, mut group) = (0, 0);
            while group < groups.len() {
                let mut next = 0;
                while next < groups[group].len() {
                    let $one = groups[group][next];
                    let name = $name;
                    let mut at = filled;
                    while at > 0 {
                        let $one = table[at - 1];
                        match compare($name, name) {
                            Ordering::Less => break,
                            Ordering::Equal => panic!("a name stands twice in one table"),
                            Ordering::Greater => table[at] = table[at - 1],
                        }
                        at -= 1;
                    }
                    table[at] = groups[group][next];
                    filled += 1;
                    next += 1;
                }
                group += 1;
            }
            table
        }
    };
}

joiner!(join_members, count_members, Member, |one| one.name);
joiner!(join_extensions, count_extensions, Extension, |one| one.member.name);

/// Makes one sorted table of members from one or more groups: `table!([Member::text("name", "…"), …])` or
/// `table!(SIMPLE_VALUE, [Member::text("type", "…"), …])`.
macro_rules! table {
    ($($group:expr),+ $(,)?) => {{
        const GROUPS: &[&[$crate::member::Member]] = &[$(&$group),+];
        static TABLE: [$crate::member::Member; $crate::table::count_members(GROUPS)] =
            $crate::table::join_members(GROUPS);
        &TABLE
    }};
}

/// The address of a page of Microsoft Learn under `connectors/`.
macro_rules! learn {
    ($page:literal) => {
        concat!("https://learn.microsoft.com/en-us/connectors/", $page)
    };
}

/// The address of a section of the Swagger 2.0 specification.
macro_rules! swagger {
    ($section:literal) => {
        concat!("https://spec.openapis.org/oas/v2.0.html#", $section)
    };
}

/// Microsoft's published JSON schema of the definition.
macro_rules! definition_schema {
    () => {
        concat!(
            "https://github.com/microsoft/PowerPlatformConnectors/blob/dev/schemas/",
            "apiDefinition.swagger.schema.json"
        )
    };
}

/// Microsoft's published JSON schema of the properties.
macro_rules! properties_schema {
    () => {
        concat!(
            "https://github.com/microsoft/PowerPlatformConnectors/blob/dev/schemas/",
            "paconn-apiProperties.schema.json"
        )
    };
}
