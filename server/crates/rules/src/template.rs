//! The variables of a path.

use connector::{Location, Parameter};

use crate::near::nearest;

/// A variable of a path: the text between its braces, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Variable<'p> {
    /// The name.
    pub(crate) name: &'p str,
    /// Byte offset of the name in the path.
    pub(crate) start: usize,
}

/// The variables of a path in order. Braces that do not fit together make no variable.
pub(crate) fn variables(path: &str) -> impl Iterator<Item = Variable<'_>> {
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

/// The variables that no path parameter fills, each once.
pub(crate) fn unfilled<'p>(path: &'p str, parameters: &[Parameter]) -> Vec<Variable<'p>> {
    let mut unfilled: Vec<Variable<'p>> = Vec::new();
    for variable in variables(path) {
        let is_filled = path_names(parameters).any(|name| name == variable.name);
        if !is_filled && unfilled.iter().all(|earlier| earlier.name != variable.name) {
            unfilled.push(variable);
        }
    }
    unfilled
}

/// The names of the path parameters.
pub(crate) fn path_names(parameters: &[Parameter]) -> impl Iterator<Item = &str> {
    let in_path = parameters.iter().filter(|parameter| parameter.location == Some(Location::Path));
    in_path.filter_map(|parameter| parameter.name.as_deref())
}

/// The variable that a path parameter of another name was most likely meant for.
pub(crate) fn meant_for<'p>(name: &str, unfilled: &[Variable<'p>]) -> Option<&'p str> {
    // No path has more variables than a reader can follow; the first ones do for a guess.
    nearest(name, unfilled.iter().take(32).map(|variable| variable.name))
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
