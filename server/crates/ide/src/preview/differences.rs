//! What has changed between the published page and the one at hand, as makers would notice it.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::model::{Card, Control, Field, Firing, Group, Mark, Page, SignIn};
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

/// Marks on both pages what differs. What is gone is put into the page at hand, at the place that it had.
pub(super) fn mark(old: &mut Page, new: &mut Page) {
    merge(&mut old.triggers, &mut new.triggers);
    merge(&mut old.actions, &mut new.actions);
    if let (Some(old), Some(new)) = (&mut old.sign_in, &mut new.sign_in) {
        mark_sign_in(old, new);
    }
}

/// A way to sign in is found again by its title.
fn mark_sign_in(old: &mut [SignIn], new: &mut [SignIn]) {
    for way in &mut *new {
        match old.iter_mut().find(|before| before.title == way.title) {
            Some(before) => merge(&mut before.fields, &mut way.fields),
            None => way.fields.iter_mut().for_each(|field| field.mark = Mark::Added),
        }
    }
    for before in old {
        if !new.iter().any(|way| way.title == before.title) {
            before.fields.iter_mut().for_each(|field| field.mark = Mark::Removed);
        }
    }
}

fn merge<T: Kept>(old: &mut [T], new: &mut Vec<T>) {
    let mut places: FxHashMap<String, VecDeque<usize>> = FxHashMap::default();
    for (index, kept) in new.iter().enumerate() {
        places.entry(kept.key()).or_default().push_back(index);
    }
    let mut is_new = vec![true; new.len()];
    // What is gone, behind which of those that are there it stood.
    let mut gone: Vec<Vec<T>> = vec![Vec::new(); new.len() + 1];
    let mut behind = 0;
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
        merge(&mut old.inputs.fields, &mut new.inputs.fields);
        merge(&mut old.outputs.fields, &mut new.outputs.fields);
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
        let status = |card: &Self| Some(if card.is_preview { "Preview" } else { "Production" }.to_owned());
        let mut differences = differing([
            ("Title", Some(old.title.clone()), Some(new.title.clone())),
            ("Description", old.description.clone(), new.description.clone()),
            ("Place in the list", place(old), place(new)),
            ("Status", status(old), status(new)),
            ("Firing", firing(old), firing(new)),
            ("Hint", old.hint.clone(), new.hint.clone()),
        ]);
        for (fields, one, many) in [
            (&new.inputs, "input differs", "inputs differ"),
            (&new.outputs, "output differs", "outputs differ"),
        ] {
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
        merge(&mut old.fields, &mut new.fields);
        let visibility = |field: &Self| {
            let word = match (field.is_advanced, field.is_important) {
                (true, _) => "advanced",
                (false, true) => "important",
                (false, false) => "normal",
            };
            Some(word.to_owned())
        };
        differing([
            ("Label", Some(old.label.clone()), Some(new.label.clone())),
            ("Kind of value", Some(old.kind.to_owned()), Some(new.kind.to_owned())),
            ("Required", Some(word(old.is_required)), Some(word(new.is_required))),
            ("Visibility", visibility(old), visibility(new)),
            ("Description", old.description.clone(), new.description.clone()),
            ("Default", old.default.clone(), new.default.clone()),
            ("Filled in by", Some(filled(&old.control)), Some(filled(&new.control))),
        ])
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
            let more = if *more > 0 { " and more" } else { "" };
            format!("a choice of {}{more}", names.join(", "))
        }
        Control::Fetched(source) | Control::Picker(source) => format!("a choice of {}", source.operation),
        Control::FetchedFields(source) => format!("fields of {}", source.operation),
        Control::SignIn => "a sign-in".to_owned(),
        Control::Gateway => "a data gateway".to_owned(),
    }
}
