//! The variables of a path.

/// A variable of a path: the text between its braces, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variable<'p> {
    /// The name.
    pub name: &'p str,
    /// Byte offset of the name in the path.
    pub start: usize,
}

/// The variables of a path in order. Braces that do not fit together make no variable.
pub fn variables(path: &str) -> impl Iterator<Item = Variable<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(opening) = path[from..].find('{').map(|at| from + at) {
            let start = opening + 1;
            let end = start + path[start..].find(['{', '}'])?;
            from = end;
            if path[end..].starts_with('}') && end > start {
                return Some(Variable { name: &path[start..end], start });
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_stand_between_braces() {
        let of =
            |path: &'static str| variables(path).map(|found| (found.name, found.start)).collect::<Vec<_>>();
        assert_eq!(of("/{list}/items({id})"), [("list", 2), ("id", 15)]);
        assert_eq!(of("/{a{b}/{}/x}/{c"), [("b", 4)]);
        assert_eq!(of("/ä/{é}"), [("é", 5)]);
    }
}
