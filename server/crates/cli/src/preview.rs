//! `connector-ls preview`.

use std::env;
use std::io::{self, IsTerminal};
use std::path::Path;

use baseline::{Baselines, Setting};
use ide::{ChangeFinding, Published, View};
use rules::Settings;

use crate::Exit;
use crate::arguments::PreviewArguments;
use crate::check::published::Comparing;
use crate::output::{Output, complain, note, tell};
use crate::terminal::visible;
use crate::today::today;
use crate::workspace::{Base, NO_DEFINITION, Single, Trouble, drafts, resolved};

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
    let loaded = Single::load(&arguments.path, &Base::new(here.clone()), &mut troubles);
    let single = match loaded.and_then(with_definition) {
        Ok(single) => single,
        Err(trouble) => {
            troubles.iter().chain([&trouble]).for_each(note);
            return Exit::CouldNotRun;
        }
    };
    let asked = arguments.baseline.as_deref().map(Setting::of);
    let compared = compare(&single, (asked.as_ref(), &here), &mut troubles);
    troubles.iter().for_each(note);
    let (published, changes) = compared.unzip();
    let view = View {
        connector: &single.connector,
        findings: &[],
        published: published.as_ref(),
        changes: changes.as_deref().unwrap_or_default(),
        today: today(),
    };
    let html = ide::preview(&view).html();
    // A page without what could not be read is not what makers will see.
    let exit = if troubles.iter().any(Trouble::is_error) { Exit::CouldNotRun } else { Exit::Clean };
    let Some(out) = arguments.output.as_ref().filter(|out| out.as_os_str() != "-") else {
        let mut output = Output::stdout();
        output.write(&html);
        let exit = output.finish(exit);
        if io::stdout().is_terminal() {
            tell("This page is meant for a browser: add -o preview.html and open that file.\n");
        }
        return exit;
    };
    let shown = out.to_string_lossy();
    let target = resolved(out);
    if target.is_some() && single.files.iter().any(|file| resolved(&file.path) == target) {
        note(&Trouble::error(shown, "This file is a part of the connector; name another one for the page."));
        return Exit::CouldNotRun;
    }
    match drafts::write(out, &html) {
        Ok(()) => {
            if io::stderr().is_terminal() {
                tell(&format!("Wrote {}. Open it in a browser.\n", visible(&shown)));
            }
            exit
        }
        Err(error) => {
            note(&Trouble::error(shown, format!("The page cannot be written: {error}.")));
            Exit::CouldNotRun
        }
    }
}

/// What is published of the connector, and the changes that nobody has acknowledged; `None` if that is not asked for, or
/// not known.
fn compare(
    single: &Single,
    asked: (Option<&Setting>, &Path),
    troubles: &mut Vec<Trouble>,
) -> Option<(Published, Vec<ChangeFinding>)> {
    let Some((target, set)) = &single.home else {
        if asked.0.is_some() {
            let message =
                "Only a connector whose files have the usual names can be compared; this one was read alone.";
            troubles.push(Trouble::error("--baseline", message));
        }
        return None;
    };
    let comparing = Comparing::new(target, std::slice::from_ref(target), asked).unwrap_or_else(|trouble| {
        troubles.push(trouble);
        None
    });
    let answer = comparing?.published(target, (set, 1), &single.connector, &Baselines::new());
    troubles.extend(answer.trouble);
    let published = answer.published?;
    let configuration =
        target.configuration.as_ref().map(|file| file.configuration.clone()).unwrap_or_default();
    let settings = configuration.settings(&target.real.to_string_lossy());
    let settings = Settings { names: set.files.clone(), today: today(), ..settings };
    let changes = ide::changes(&published, &single.connector, &settings, &configuration.acknowledge);
    Some((published, changes))
}

fn with_definition(single: Single) -> Result<Single, Trouble> {
    if single.connector.definition().is_some() {
        return Ok(single);
    }
    Err(Trouble::error(single.name(), NO_DEFINITION))
}
