//! The command line: decodes arguments, reads files, calls the core, prints. It holds no rule and no feature.
//!
//! - `arguments`: what can be typed
//! - `check`: `connector-ls check`
//! - `diff`: `connector-ls diff`
//! - `revision`: `connector-ls revision`
//! - `reporters`: findings as text, JSON, SARIF and GitHub annotations
//! - `pages`: `explain` and `rules`
//! - `preview`: `connector-ls preview`
//! - `workspace`: the only module that reads and writes files
//! - `terminal`: colours, harmless text, the progress bar
//! - `today`: the clock
//! - `fault`: what goes wrong outside of the files
//! - `output`: standard output and standard error that may go away at any time

mod arguments;
mod check;
mod diff;
mod fault;
mod output;
mod pages;
mod preview;
mod reporters;
mod revision;
mod terminal;
mod today;
mod workspace;

use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use ide::failure;

use crate::arguments::{Arguments, Command};
use crate::output::Output;

/// Runs what the process's arguments ask for. The exit code is 0 if nothing is wrong, 1 if there are findings, 2 if it
/// could not run.
pub fn main() -> ExitCode {
    fault::survive_size_limit();
    let ended = catch_unwind(AssertUnwindSafe(run));
    ended.unwrap_or_else(|panic| {
        let reason = failure::shown(failure::reason(&*panic));
        output::complain(&format!(
            "connector-ls has failed by a fault of its own: {reason}. Report it with the command and its files."
        ));
        Exit::CouldNotRun.into()
    })
}

fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Nothing is left to be told to whoever closed the stream.
            let _ = error.print();
            return if error.use_stderr() { Exit::CouldNotRun } else { Exit::Clean }.into();
        }
    };
    match arguments.command {
        Some(Command::Lsp(_)) => lsp::run(),
        None if !io::stdin().is_terminal() => lsp::run(),
        None => {
            let help = Arguments::command().render_help();
            print(&if terminal::is_coloured(&io::stdout()) {
                help.ansi().to_string()
            } else {
                help.to_string()
            })
        }
        Some(Command::Check(arguments)) => match check::Options::new(arguments) {
            Ok((paths, options)) => check::run(&paths, &options).into(),
            Err(message) => {
                output::complain(&message);
                Exit::CouldNotRun.into()
            }
        },
        Some(Command::Diff(arguments)) => diff::run(&arguments).into(),
        Some(Command::Revision(arguments)) => revision::run(arguments.command).into(),
        Some(Command::Explain(arguments)) => match pages::explain(&arguments.code) {
            Ok(page) => print(&page),
            Err(message) => {
                output::complain(&message);
                Exit::CouldNotRun.into()
            }
        },
        Some(Command::Preview(arguments)) => preview::run(&arguments).into(),
        Some(Command::Rules(arguments)) => print(&pages::list(arguments.format)),
        Some(Command::Version) => print(&format!("connector-ls {}\n", env!("CARGO_PKG_VERSION"))),
    }
}

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Nothing at error.
    Clean,
    /// Findings.
    Findings,
    /// At least a part could not be checked.
    CouldNotRun,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

fn print(text: &str) -> ExitCode {
    let mut output = Output::stdout();
    output.write(text);
    output.finish(Exit::Clean).into()
}
