//! `connector-ls preview`.

use std::env;

use ide::View;

use crate::Exit;
use crate::arguments::PreviewArguments;
use crate::output::{Output, complain, note};
use crate::today::today;
use crate::workspace::{Base, NO_DEFINITION, Single, Trouble, disk, resolved};

/// Writes the page that shows what makers will see.
pub(crate) fn run(arguments: &PreviewArguments) -> Exit {
    let here = match env::current_dir() {
        Ok(here) => here,
        Err(error) => {
            complain(&format!("the current folder cannot be found: {error}"));
            return Exit::CouldNotRun;
        }
    };
    let mut troubles = Vec::new();
    let loaded = Single::load(&arguments.path, &Base::new(here), &mut troubles);
    troubles.iter().for_each(note);
    let single = match loaded.and_then(with_definition) {
        Ok(single) => single,
        Err(trouble) => {
            note(&trouble);
            return Exit::CouldNotRun;
        }
    };
    let view =
        View { connector: &single.connector, findings: &[], published: None, changes: &[], today: today() };
    let html = ide::preview(&view).html();
    // A page without what could not be read is not what makers will see.
    let exit = if troubles.iter().any(Trouble::is_error) { Exit::CouldNotRun } else { Exit::Clean };
    let Some(out) = &arguments.output else {
        let mut output = Output::stdout();
        output.write(&html);
        return output.finish(exit);
    };
    let shown = out.to_string_lossy();
    let target = resolved(out);
    if target.is_some() && single.files.iter().any(|file| resolved(&file.path) == target) {
        note(&Trouble::error(shown, "This file is a part of the connector; name another one for the page."));
        return Exit::CouldNotRun;
    }
    match disk::write(out, &html) {
        Ok(()) => exit,
        Err(error) => {
            note(&Trouble::error(shown, format!("The page cannot be written: {error}.")));
            Exit::CouldNotRun
        }
    }
}

fn with_definition(single: Single) -> Result<Single, Trouble> {
    if single.connector.definition().is_some() {
        return Ok(single);
    }
    Err(Trouble::error(single.name(), NO_DEFINITION))
}
