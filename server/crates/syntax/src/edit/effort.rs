//! How much of a text an editor looks at, counted in tests: a file on one line is long, and nobody may look through all
//! of it for each edit.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    static SPENT: Cell<usize> = const { Cell::new(0) };
}

/// Notes that so many bytes or nodes were looked at one after the other.
#[cfg(test)]
pub(super) fn spend(steps: usize) {
    SPENT.set(SPENT.get() + steps);
}

/// Nobody counts outside of tests.
#[cfg(not(test))]
pub(super) fn spend(_: usize) {}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::SPENT;
    use crate::edit::{Value, apply};
    use crate::{JsonEditor, Placement, Tree, parse};

    /// A file on one line with so many objects.
    fn one_line(count: usize) -> Tree {
        let mut text = String::from("{\"all\":{");
        for number in 0..count {
            let _ = write!(text, "\"o{number}\":{{\"a\":1,\"b\":[1,2],\"c\":{{\"d\":0}}}},");
        }
        text.push_str("\"z\":0},\"copies\":{}}");
        parse(text)
    }

    /// The steps of every kind of wish in each object.
    fn steps(count: usize) -> usize {
        let tree = one_line(count);
        let mut editor = JsonEditor::new(&tree);
        SPENT.set(0);
        let all = tree.root().get("all").unwrap();
        for (number, object) in all.members().filter(|member| member.is_object()).enumerate() {
            let member = |name| object.get(name).unwrap();
            match number % 6 {
                0 => editor.replace(member("a"), "{ \"new\": [1] }"),
                1 => editor.remove(object),
                2 => editor.insert_member(object, "e", "{}", Placement::After("a")),
                3 => editor.move_member(member("c"), object, Placement::First),
                4 => editor.replace(member("b"), Value::Copy(member("c"))),
                _ => {
                    editor.rename(object, "renamed");
                    editor.insert_member(member("c"), "f", Value::Written("[\n1\n]"), Placement::First);
                    editor.insert_item(member("b"), 0, "0");
                }
            }
        }
        let edits = editor.finish();
        assert!(edits.len() >= count / 2, "{}", edits.len());
        assert!(apply(tree.text(), &edits).is_some_and(|text| parse(text).errors().is_empty()));
        SPENT.get()
    }

    #[test]
    fn twice_as_many_edits_on_one_line_take_twice_as_many_steps() {
        let (once, twice) = (steps(600), steps(1200));
        assert!(once > 0 && twice < once * 5 / 2, "{once} steps for 600 objects, {twice} for 1200");
    }
}
