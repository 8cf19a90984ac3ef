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

/// A path with `{}` for each variable, which it has in common with all that lead to the same place.
pub fn blanked(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut done = 0;
    for Variable { name, start } in variables(path) {
        out.push_str(&path[done..start]);
        done = start + name.len();
    }
    out.push_str(&path[done..]);
    out
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

    #[test]
    fn blanked_paths_lack_the_names() {
        assert_eq!(blanked("/{list}/items({id})"), "/{}/items({})");
        assert_eq!(blanked("/ä/{é}{x}/b"), "/ä/{}{}/b");
        for same in ["", "/a", "/{}", "/{a", "/a}"] {
            assert_eq!(blanked(same), same);
        }
        assert_eq!(blanked("/{a{b}"), "/{a{}");
    }
}
