//! What has changed between the published page and the one at hand, as makers would notice it.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::model::{Card, Control, Field, Firing, Group, Mark, Page, SignIn, Source};
use crate::words;

/// How much of a text is told, in characters.
const TOLD: usize = 60;

/// Something that can be found again.
trait Kept: Clone {
    /// What tells it from the others beside it.
    fn key(&self) -> String;
    fn mark(&mut self) -> &mut Mark;
    /// Marks what is inside of both, and says how they differ themselves.
    fn compare(old: &mut Self, new: &mut Self) -> Vec<Difference>;
    /// What is gone has no place any more.
    fn forget_places(&mut self);
}

/// What one side of a difference says; `None` if it says nothing.
type Told = Option<String>;

/// How the two sides differ.
enum Difference {
    /// Something has another value.
    Value(&'static str, Told, Told),
    /// What is inside differs.
    Inside(String),
}

/// Marks on both pages what differs. What is gone is put into the page at hand, at the place that it had. Gives what
/// differs beside the operations, each in a few words.
pub(super) fn mark(old: &mut Page, new: &mut Page) -> Vec<&'static str> {
    let texts = [
        (old.title != new.title, "another title"),
        (old.description != new.description, "another description"),
        (old.publisher != new.publisher, "another publisher"),
        (old.version != new.version, "another version"),
        (old.colour != new.colour, "another brand colour"),
        (
            old.is_preview != new.is_preview,
            if new.is_preview { "now in Preview" } else { "no longer in Preview" },
        ),
    ];
    let same_triggers = merge(&mut old.triggers, &mut new.triggers);
    let same_actions = merge(&mut old.actions, &mut new.actions);
    let is_other_form = match (&mut old.sign_in, &mut new.sign_in) {
        (Some(old), Some(new)) => mark_sign_in(old, new),
        // Where no file says anything, no form is shown.
        (old, new) => old != new,
    };
    let others = [
        (!same_triggers || !same_actions, "another order of operations"),
        (is_other_form, "another form for a connection"),
    ];
    texts.into_iter().chain(others).filter(|(differs, _)| *differs).map(|(_, what)| what).collect()
}

/// A way to sign in is found again by its title. Gives whether the form differs.
fn mark_sign_in(old: &mut [SignIn], new: &mut [SignIn]) -> bool {
    let texts = |ways: &[SignIn]| -> Vec<(Told, Told)> {
        ways.iter().map(|way| (way.title.clone(), way.description.clone())).collect()
    };
    let mut differs = texts(old) != texts(new);
    for way in &mut *new {
        match old.iter_mut().find(|before| before.title == way.title) {
            Some(before) => differs |= !merge(&mut before.fields, &mut way.fields),
            None => way.fields.iter_mut().for_each(|field| field.mark = Mark::Added),
        }
        differs |= changed(&way.fields) > 0;
    }
    for before in old {
        if !new.iter().any(|way| way.title == before.title) {
            before.fields.iter_mut().for_each(|field| field.mark = Mark::Removed);
        }
    }
    differs
}

/// Marks what differs, and puts what is gone among what is there. Gives whether what is the same on both sides stands in
/// the same order.
fn merge<T: Kept>(old: &mut [T], new: &mut Vec<T>) -> bool {
    let mut places: FxHashMap<String, VecDeque<usize>> = FxHashMap::default();
    for (index, kept) in new.iter().enumerate() {
        places.entry(kept.key()).or_default().push_back(index);
    }
    let mut is_new = vec![true; new.len()];
    // What is gone, behind which of those that are there it stood.
    let mut gone: Vec<Vec<T>> = vec![Vec::new(); new.len() + 1];
    let mut behind = 0;
    let mut is_in_order = true;
    let mut last_same = None;
    for before in old {
        let Some(index) = places.get_mut(&before.key()).and_then(VecDeque::pop_front) else {
            *before.mark() = Mark::Removed;
            let mut removed = before.clone();
            removed.forget_places();
            gone[behind].push(removed);
            continue;
        };
        is_new[index] = false;
        behind = index + 1;
        let after = &mut new[index];
        let differences = T::compare(before, after);
        if differences.is_empty() {
            is_in_order &= last_same < Some(index);
            last_same = Some(index);
            continue;
        }
        *after.mark() = Mark::Changed(differences.iter().map(Difference::behind).collect());
        *before.mark() = Mark::Changed(differences.iter().map(Difference::ahead).collect());
    }
    let mut merged = gone.remove(0);
    for ((index, mut kept), gone) in std::mem::take(new).into_iter().enumerate().zip(gone) {
        if is_new[index] {
            *kept.mark() = Mark::Added;
        }
        merged.push(kept);
        merged.extend(gone);
    }
    *new = merged;
    is_in_order
}

impl Difference {
    /// What was.
    fn behind(&self) -> String {
        match self {
            Self::Value(what, Some(old), _) => format!("{what} was '{}'", words::cut(old, TOLD)),
            Self::Value(what, None, _) => format!("{what} is new"),
            Self::Inside(told) => told.clone(),
        }
    }

    /// What is to come.
    fn ahead(&self) -> String {
        match self {
            Self::Value(what, _, Some(new)) => format!("{what} becomes '{}'", words::cut(new, TOLD)),
            Self::Value(what, _, None) => format!("{what} goes away"),
            Self::Inside(told) => told.clone(),
        }
    }
}

fn word(is_it: bool) -> String {
    if is_it { "yes" } else { "no" }.to_owned()
}

/// Those that are not the same on both sides.
fn differing(sides: impl IntoIterator<Item = (&'static str, Told, Told)>) -> Vec<Difference> {
    let differing = sides.into_iter().filter(|(_, old, new)| old != new);
    differing.map(|(what, old, new)| Difference::Value(what, old, new)).collect()
}

impl Kept for Card {
    fn key(&self) -> String {
        self.operation_id.as_deref().unwrap_or(&self.route).to_owned()
    }

    fn mark(&mut self) -> &mut Mark {
        &mut self.mark
    }

    fn compare(old: &mut Self, new: &mut Self) -> Vec<Difference> {
        let same_inputs = merge(&mut old.inputs.fields, &mut new.inputs.fields);
        let same_outputs = merge(&mut old.outputs.fields, &mut new.outputs.fields);
        let place = |card: &Self| {
            let word = match card.group {
                Group::Important => "important",
                Group::Normal => "normal",
                Group::Advanced => "advanced",
                Group::Deprecated => "deprecated",
            };
            Some(word.to_owned())
        };
        let firing = |card: &Self| {
            Some(match card.firing? {
                Firing::Webhook => "a call of the service".to_owned(),
                Firing::Polling { is_batch: true } => "polling for lists".to_owned(),
                Firing::Polling { is_batch: false } => "polling for single events".to_owned(),
            })
        };
        let expires = |card: &Self| card.expires.as_deref().map(str::to_owned);
        let status = |card: &Self| Some(if card.is_preview { "Preview" } else { "Production" }.to_owned());
        let mut differences = differing([
            ("Title", Some(old.title.clone()), Some(new.title.clone())),
            ("Description", old.description.clone(), new.description.clone()),
            ("Place in the list", place(old), place(new)),
            ("Status", status(old), status(new)),
            ("Firing", firing(old), firing(new)),
            ("Hint", old.hint.clone(), new.hint.clone()),
            ("Replacement", old.newer.clone(), new.newer.clone()),
            ("End of support", expires(old), expires(new)),
        ]);
        for (fields, is_in_order, order, one, many) in [
            (&new.inputs, same_inputs, "The inputs stand in another order", "input differs", "inputs differ"),
            (
                &new.outputs,
                same_outputs,
                "The outputs stand in another order",
                "output differs",
                "outputs differ",
            ),
        ] {
            if !is_in_order {
                differences.push(Difference::Inside(order.to_owned()));
            }
            let count = changed(&fields.fields);
            if count > 0 {
                differences.push(Difference::Inside(words::count(count, one, many)));
            }
        }
        differences
    }

    fn forget_places(&mut self) {
        Self::forget_places(self);
    }
}

/// How many fields have a mark, those of lists too.
fn changed(fields: &[Field]) -> usize {
    fields.iter().map(|field| usize::from(field.mark != Mark::Same) + changed(&field.fields)).sum()
}

impl Kept for Field {
    fn key(&self) -> String {
        self.key.clone()
    }

    fn mark(&mut self) -> &mut Mark {
        &mut self.mark
    }

    fn compare(old: &mut Self, new: &mut Self) -> Vec<Difference> {
        let is_in_order = merge(&mut old.fields, &mut new.fields);
        let visibility = |field: &Self| {
            let word = match (field.is_advanced, field.is_important) {
                (true, _) => "advanced",
                (false, true) => "important",
                (false, false) => "normal",
            };
            Some(word.to_owned())
        };
        let mut differences = differing([
            ("Label", Some(old.label.clone()), Some(new.label.clone())),
            ("Kind of value", Some(old.kind.to_owned()), Some(new.kind.to_owned())),
            ("Required", Some(word(old.is_required)), Some(word(new.is_required))),
            ("Visibility", visibility(old), visibility(new)),
            ("Description", old.description.clone(), new.description.clone()),
            ("Default", old.default.clone(), new.default.clone()),
            ("Filled in by", Some(filled(&old.control)), Some(filled(&new.control))),
        ]);
        if !is_in_order {
            differences.push(Difference::Inside("Its fields stand in another order".to_owned()));
        }
        differences
    }

    fn forget_places(&mut self) {
        Self::forget_places(self);
    }
}

/// Where the value comes from, in words.
fn filled(control: &Control) -> String {
    match control {
        Control::Line | Control::YesNo | Control::List => "typing".to_owned(),
        Control::Secret => "typing unseen".to_owned(),
        Control::Choices { names, more } => {
            let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
            format!("a choice of {}{more}", names.join(", "))
        }
        Control::Fetched(source) => format!("a choice of {}", asked(source)),
        Control::Picker(source) => format!("a window of {}", asked(source)),
        Control::FetchedFields(source) => format!("fields of {}", asked(source)),
        Control::SignIn => "a sign-in".to_owned(),
        Control::Gateway => "a data gateway".to_owned(),
    }
}

/// What is asked, and what it needs first.
fn asked(source: &Source) -> String {
    match source.needs.as_slice() {
        [] => source.operation.clone(),
        needs => format!("{} by {}", source.operation, needs.join(", ")),
    }
}
