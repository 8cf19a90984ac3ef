//! How well the name of a shared part goes with the place that refers to it: authors name both after the same things.

use connector::Target;
use rustc_hash::{FxHashMap, FxHashSet};
use syntax::Node;
use vocabulary::Place;

use super::super::Subject;

/// The shortest word that says something.
const SHORTEST: usize = 3;

/// The place that refers.
pub(super) struct Affinity<'s> {
    words: FxHashSet<String>,
    place: Place,
    /// Whether it describes what went wrong, for which most definitions have one schema.
    is_error: bool,
    /// How often something refers to each part.
    uses: FxHashMap<&'s str, usize>,
}

impl<'s> Affinity<'s> {
    /// What the surroundings of the cursor are about.
    pub(super) fn of(subject: &'s Subject<'_>) -> Self {
        let place = subject.place();
        let mut words = FxHashSet::default();
        let mut collect = |name: &str| {
            each_word(name, |word| {
                words.insert(word.to_owned());
            });
        };
        let mut is_error = false;
        if let Some((definition, container)) = subject.connector.definition().zip(subject.site.container) {
            if let Some(operation) = definition.operation_around(container) {
                collect(operation.id.as_deref().unwrap_or_default());
                collect(&definition.path(operation));
            }
            // The property, or the status code, that the reference stands for.
            let names = std::iter::once(container).chain(container.ancestors()).take(2);
            for name in names.filter(|node| node.key().is_some()).map(Node::name) {
                collect(&name);
                let code: Option<u16> = name.parse().ok();
                is_error |= code.is_some_and(|code| code >= 400);
                collect(code.and_then(vocabulary::reason_phrase).unwrap_or_default());
            }
        }
        collect(match place {
            Place::BodySchema => "Request",
            Place::ResponseSchema if is_error => "Error",
            Place::ResponseSchema => "Response",
            _ => "",
        });
        let mut uses: FxHashMap<&str, usize> = FxHashMap::default();
        for reference in subject.connector.references().iter() {
            let name = match &reference.target {
                Target::Schema(name) if place.is_schema() => name,
                Target::SharedParameter(name) if place.is_parameter() => name,
                Target::SharedResponse(name) if place == Place::Response => name,
                _ => continue,
            };
            *uses.entry(name).or_default() += 1;
        }
        Self { words, place, is_error, uses }
    }

    /// How well the part of this name fits; the smaller, the better.
    pub(super) fn distance(&self, name: &str) -> impl Ord + use<> {
        let (mut shared, mut strange) = (0, 0);
        each_word(name, |word| {
            let count = if self.words.contains(word) { &mut shared } else { &mut strange };
            *count += 1;
        });
        let uses = self.uses.get(name).copied().unwrap_or_default();
        // A schema that nothing refers to was made for a place like this; of parameters, responses and errors, the
        // popular ones are wanted again.
        let is_own = self.place.is_schema() && !self.is_error;
        let is_new = is_own && uses == 0;
        let popular = if is_own { 0 } else { uses };
        (usize::MAX - 2 * shared - usize::from(is_new), usize::MAX - popular, strange)
    }
}

/// The words of a name, in lower case and in the singular: `ListOrders_V2` is about a list and an order.
fn each_word(name: &str, mut found: impl FnMut(&str)) {
    let mut word = String::new();
    let mut was_lower = false;
    for character in name.chars().chain(std::iter::once(' ')) {
        if !character.is_alphabetic() || character.is_uppercase() && was_lower {
            let singular = word.strip_suffix('s').unwrap_or(&word);
            // A shorter word says nothing.
            if singular.chars().count() >= SHORTEST {
                found(singular);
            }
            word.clear();
        }
        if character.is_alphabetic() {
            word.extend(character.to_lowercase());
        }
        was_lower = character.is_lowercase();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let mut words = Vec::new();
        each_word("ListOrders_V2/tax-rates/{taxId}", |word| words.push(word.to_owned()));
        assert_eq!(words, ["list", "order", "tax", "rate", "tax"]);
    }
}
