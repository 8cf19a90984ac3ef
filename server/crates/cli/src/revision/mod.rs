//! `connector-ls revision`.
//!
//! - [`taking`]: a step, shown as a difference or written
//! - [`families`]: families and their revisions, as a table or as JSON

mod families;
mod taking;

use std::env;
use std::path::Path;

use connector::Definition;
use evolution::lifecycle::Step;
use rules::near::{hint, nearest};

use crate::Exit;
use crate::arguments::RevisionCommand;
use crate::output::{complain, note};
use crate::terminal::visible;
use crate::today::today;
use crate::workspace::{Base, Single};

/// Takes a step or lists families.
pub(crate) fn run(command: RevisionCommand) -> Exit {
    let (step, arguments) = match command {
        RevisionCommand::List { operation, place, format } => {
            return families::run(place.path.as_deref(), operation.as_deref(), format);
        }
        RevisionCommand::Start { step, same_backend_path } => {
            (Step::Start { same_backend: same_backend_path }, step)
        }
        RevisionCommand::Promote(step) => (Step::Promote, step),
        RevisionCommand::Deprecate { step, expires } => (Step::Deprecate { expires }, step),
        RevisionCommand::Supersede { step, expires } => (Step::Supersede { expires }, step),
        RevisionCommand::Hide(step) => (Step::Hide, step),
        RevisionCommand::Retire(step) => {
            let Some(today) = today() else {
                complain("the clock of this machine gives no date");
                return Exit::CouldNotRun;
            };
            (Step::Retire { today: Some(today) }, step)
        }
    };
    taking::run(&step, arguments)
}

/// The connector to work on, which has a definition; what is wrong is already said.
fn load(path: Option<&Path>) -> Option<Single> {
    let here = match env::current_dir() {
        Ok(here) => here,
        Err(error) => {
            complain(&format!("the current folder cannot be found: {error}"));
            return None;
        }
    };
    let mut troubles = Vec::new();
    let is_given = path.is_some();
    let loaded = Single::load(path.unwrap_or(Path::new(".")), &Base::new(here), &mut troubles);
    troubles.iter().for_each(note);
    // A file that cannot be read may be one that a step would have to change.
    let is_whole = !troubles.iter().any(crate::workspace::Trouble::is_error);
    match loaded {
        Ok(single) if is_whole => Some(single),
        Ok(_) => None,
        Err(mut trouble) => {
            if !is_given {
                trouble.message.push_str(" --file names the connector.");
            }
            note(&trouble);
            None
        }
    }
}

/// Says that there is no such operation in the connector that --file gives, and which one may be meant.
fn complain_of_id(single: &Single, definition: &Definition, id: &str, given: Option<&Path>) {
    let near = hint(nearest(id, definition.operation_ids()));
    let near = match (near.is_empty(), given) {
        (false, _) => near,
        (true, None) => " 'connector-ls revision list' lists them all.".to_owned(),
        (true, Some(path)) => {
            format!(" 'connector-ls revision list --file {}' lists them all.", path.display())
        }
    };
    complain(&format!(
        "there is no operation '{}' in {}.{}",
        visible(id),
        visible(single.name()),
        visible(&near)
    ));
}
