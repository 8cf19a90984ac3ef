//! What has changed, in a sentence or two.

use evolution::changes::{Class, Update};

use crate::changes::Settled;
use crate::published::Published;
use crate::words::count;

/// How many changes break flows or may, how many of them are settled, and what the update counts as. `settled` says of
/// each change of the comparison why it is settled.
pub(super) fn verdict(published: &Published, settled: &[Option<Settled>]) -> String {
    let comparison = &published.comparison;
    let update = match comparison.update {
        Update::None => {
            return format!("Nothing that the connector means has changed since {}.", published.label);
        }
        Update::Minor => "For certification this is a minor update: only texts and looks change.",
        Update::Major => "For certification this is a major update.",
    };
    let (breaking, risky) = (comparison.count(Class::Breaking), comparison.count(Class::Risky));
    let breaks = match breaking {
        0 => "Nothing breaks existing flows".to_owned(),
        1 => "One change breaks existing flows".to_owned(),
        number => format!("{number} changes break existing flows"),
    };
    let beside = match risky {
        0 => String::new(),
        number => format!(", beside {}", count(number, "risky change", "risky changes")),
    };
    let settled = settled_of(breaking + risky, settled);
    format!("{breaks}{beside} since {}{settled}. {update}", published.label)
}

/// How many of so many changes are settled, as the end of a sentence.
fn settled_of(all: usize, settled: &[Option<Settled>]) -> String {
    let words = [
        (Settled::Acknowledged, "acknowledged"),
        (Settled::TurnedOff, "turned off"),
        (Settled::Ignored, "ignored"),
    ];
    let counts = words.map(|(why, word)| (settled.iter().filter(|found| **found == Some(why)).count(), word));
    let some: Vec<(usize, &str)> = counts.into_iter().filter(|(count, _)| *count > 0).collect();
    match some.as_slice() {
        [] => String::new(),
        [(1, word)] if all == 1 => format!("; it is {word}"),
        [(number, word)] if *number == all => format!(", all of them {word}"),
        [(number, word)] => format!(", {number} of them {word}"),
        [(number, word), between @ .., (last, last_word)] => {
            let mut text = format!(", {number} of them {word}");
            for (number, word) in between {
                text = format!("{text}, {number} {word}");
            }
            format!("{text} and {last} {last_word}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_settled_is_counted() {
        use Settled::{Acknowledged, Ignored, TurnedOff};
        for (settled, told) in [
            (vec![None, None], ""),
            (vec![Some(Ignored)], "; it is ignored"),
            (vec![Some(Acknowledged), None], ", 1 of them acknowledged"),
            (vec![Some(TurnedOff), Some(TurnedOff)], ", all of them turned off"),
            (vec![Some(TurnedOff), Some(Acknowledged)], ", 1 of them acknowledged and 1 turned off"),
            (
                vec![Some(TurnedOff), None, Some(Ignored), Some(Acknowledged), Some(Ignored)],
                ", 1 of them acknowledged, 1 turned off and 2 ignored",
            ),
        ] {
            assert_eq!(settled_of(settled.len(), &settled), told);
        }
    }
}
