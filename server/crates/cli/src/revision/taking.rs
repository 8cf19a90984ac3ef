//! A step, shown as a difference or written.

use std::io::{self, IsTerminal};

use evolution::lifecycle::{Note, Plan, Step, plan};
use syntax::edit;

use super::{complain_of_id, load};
use crate::Exit;
use crate::arguments::StepArguments;
use crate::check::{Source, counted, for_terminal, unified};
use crate::output::{Output, complain, note, tell};
use crate::terminal::{Palette, visible};
use crate::workspace::drafts::{Draft, replace};
use crate::workspace::{Single, SingleFile, Trouble};

/// A file with its text before and after the step.
struct Changed<'s> {
    file: &'s SingleFile,
    old: &'s str,
    new: String,
}

/// Takes a step on an operation.
pub(super) fn run(step: &Step, arguments: StepArguments) -> Exit {
    let StepArguments { operation: id, place, write } = arguments;
    let Some(single) = load(place.path.as_deref()) else { return Exit::CouldNotRun };
    let Some(definition) = single.connector.definition() else {
        complain(&format!("{} is no API definition", visible(single.name())));
        return Exit::CouldNotRun;
    };
    let Some(operation) = definition.operation_index(&id) else {
        complain_of_id(&single, definition, &id, place.path.as_deref());
        return Exit::CouldNotRun;
    };
    let (edits, notes) = match plan(&single.connector, operation, step) {
        Plan::Ready { edits, notes } => (edits, notes),
        Plan::Refused { reason } => {
            complain(&visible(&reason));
            return Exit::Findings;
        }
    };
    let mut changed = Vec::new();
    for (role, edits) in edits {
        let old = single.connector.part(role).map_or("", connector::Part::text);
        let (Some(file), Some(new)) = (single.file(role), edit::apply(old, &edits)) else {
            complain("the step failed by a fault of connector-ls; report it with the files of the folder");
            return Exit::CouldNotRun;
        };
        // The bytes that are no UTF-8 would be lost.
        if file.original.is_some() {
            note(&Trouble::error(
                &file.shown,
                "The file is not UTF-8, so nothing in it is changed. Save it as UTF-8 first.",
            ));
            return Exit::CouldNotRun;
        }
        changed.push(Changed { file, old, new });
    }
    for each in &notes {
        remark(&single, each);
    }
    if write {
        if !write_all(&changed) {
            return Exit::CouldNotRun;
        }
        let names: Vec<&str> = changed.iter().map(|each| each.file.shown.as_str()).collect();
        let done = format!("{}: wrote {}.\n", step.title(definition, operation), names.join(" and "));
        let mut output = Output::stdout();
        output.write(&(visible(done.trim_end()).into_owned() + "\n"));
        return output.finish(Exit::Clean);
    }
    let stdout = io::stdout();
    let mut output = Output::stdout();
    for Changed { file, old, new } in &changed {
        let difference = unified(&file.shown, old, new);
        if stdout.is_terminal() {
            output.write(&for_terminal(&difference, &Palette::of(&stdout)));
        } else {
            output.write(&difference);
        }
    }
    output.flush();
    let files = counted(changed.len() as u64, "file", "files");
    tell(&format!("Would change {files}; add --write to do it.\n"));
    output.finish(Exit::Clean)
}

/// Writes all files, or leaves all as they were. All drafts are made before the first one takes its place, so that a full
/// disk changes nothing.
fn write_all(changed: &[Changed<'_>]) -> bool {
    let failed = |file: &SingleFile, error: &io::Error| {
        note(&Trouble::error(&file.shown, format!("The change could not be written: {error}.")));
        false
    };
    let mut drafts = Vec::new();
    for Changed { file, old, new } in changed {
        match Draft::new(&file.path, old, new) {
            Ok(draft) => drafts.push(draft),
            Err(error) => return failed(file, &error),
        }
    }
    for (number, (Changed { file, .. }, draft)) in changed.iter().zip(drafts).enumerate() {
        let Err(error) = draft.commit() else { continue };
        for Changed { file, old, new } in &changed[..number] {
            if let Err(error) = replace(&file.path, new, old) {
                let message = format!("The change stays, as it could not be taken back: {error}.");
                note(&Trouble::error(&file.shown, message));
            }
        }
        return failed(file, &error);
    }
    true
}

/// Tells what a step leaves to its author.
fn remark(single: &Single, remark: &Note) {
    let place = remark.place.and_then(|(role, span)| {
        let (file, part) = (single.file(role)?, single.connector.part(role)?);
        let place = Source::new(file.shown.clone(), part.text(), file.original.clone()).place(span);
        Some(format!("{}:{}:{}", file.shown, place.line, place.column))
    });
    note(&Trouble::warning(place.unwrap_or_else(|| single.name().to_owned()), remark.message.as_str()));
}
