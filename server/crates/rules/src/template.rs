//! The variables of a path and the parameters that fill them.

use connector::template::{Variable, variables};
use connector::{Location, Parameter};

use crate::near::nearest;

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
