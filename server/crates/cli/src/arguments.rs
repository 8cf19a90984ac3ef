//! What can be typed.

use std::path::PathBuf;

use anstyle::AnsiColor;
use clap::builder::Styles;
use clap::{Args, Parser, Subcommand, ValueEnum};
use connector::Date;

/// The colours of the help.
pub(crate) const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Language server and checker for Microsoft Power Platform connectors.
#[derive(Debug, Parser)]
#[command(name = "connector-ls", version, styles = STYLES, disable_help_subcommand = true, after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

const AFTER_HELP: &str = "Without an argument, and with standard input not a terminal, it is the language server.\n\
    Exit codes: 0 nothing at error, 1 findings, 2 could not run.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the language server on standard input and output
    Lsp(LspArguments),
    /// Check connectors and print what is wrong with them
    Check(CheckArguments),
    /// Compare two moments of a connector: what breaks, for whom, what to do
    Diff(DiffArguments),
    /// Move an operation through its life: new revisions, promotion, deprecation, removal
    Revision(RevisionArguments),
    /// Explain a rule or a kind of change
    Explain(ExplainArguments),
    /// List all rules
    Rules(RulesArguments),
    /// Write a page that shows what makers will see of a connector
    Preview(PreviewArguments),
    /// Print the version
    Version,
}

#[derive(Args, Debug)]
pub(crate) struct LspArguments {
    /// Accepted for editors that always pass it; standard input and output are used anyway
    #[arg(long)]
    stdio: bool,
}

#[derive(Args, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "flags are on or off")]
#[allow(clippy::doc_markdown, reason = "this is the text of the help, and backquotes would show")]
pub(crate) struct CheckArguments {
    /// Folders to search for connectors, or single files of connectors [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How findings are printed [default: text; github where GITHUB_ACTIONS is set]
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// Which of Microsoft's rule sets applies; auto goes by the folder's name. Wins over the configuration file
    #[arg(long, value_enum)]
    pub(crate) profile: Option<Profile>,
    /// Leave out findings below this severity
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Severity::Info)]
    pub(crate) min_severity: Severity,
    /// Also report changes of what is published: of a git revision, a file or a folder; auto takes the state in which
    /// the branch left the default branch. Wins over the configuration file
    #[arg(long, value_name = "auto|REV|PATH")]
    pub(crate) baseline: Option<String>,
    /// Write safe fixes into the files, and print what is left
    #[arg(long)]
    pub(crate) fix: bool,
    /// With --fix or --diff: also fixes whose result someone should look at
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,
    /// Print the fixes as a unified diff and write nothing
    #[arg(long, conflicts_with_all = ["format", "statistics"])]
    pub(crate) diff: bool,
    /// Also exit with 1 if there are more warnings than this
    #[arg(long, value_name = "N")]
    pub(crate) max_warnings: Option<u64>,
    /// Print findings only: no summary, no progress, no remarks on the configuration
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Print how often each rule found something instead of the findings
    #[arg(long)]
    pub(crate) statistics: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "Exit codes: 0 nothing breaking, 1 breaking changes, 2 could not run.")]
pub(crate) struct DiffArguments {
    /// What is published: a definition file or a folder with a connector, also of a git revision as REV:PATH
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// What is to be published: a file if OLD is one, else a folder; REV:PATH too
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// How changes are printed
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
}

/// How changes are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people, with the source lines
    Text,
    /// One JSON object a line, a summary last
    Json,
    /// For a comment on a pull request
    Markdown,
    /// SARIF 2.1.0
    Sarif,
}

#[derive(Args, Debug)]
#[command(disable_help_subcommand = true, after_help = REVISION_HELP)]
pub(crate) struct RevisionArguments {
    #[command(subcommand)]
    pub(crate) command: RevisionCommand,
}

const REVISION_HELP: &str = "A step prints what it changes as a unified diff, and writes it with --write.\n\
    Exit codes: 0 done, 1 the step does not apply now, 2 could not run.";

#[derive(Debug, Subcommand)]
pub(crate) enum RevisionCommand {
    /// List families with their revisions
    List {
        /// An operation of the family to list, or the family's name [default: all families]
        #[arg(value_name = "OPERATION_ID")]
        operation: Option<String>,
        #[command(flatten)]
        place: FileArgument,
        /// How they are listed
        #[arg(long, value_enum, default_value_t = FamiliesFormat::Text)]
        format: FamiliesFormat,
    },
    /// Start the next revision, in Preview, beside the newest one
    Start {
        #[command(flatten)]
        step: StepArguments,
        /// Send the calls of the new revision to the same path of the service, by a policy
        #[arg(long)]
        same_backend_path: bool,
    },
    /// Move a revision from Preview to Production
    Promote(StepArguments),
    /// Mark an operation as deprecated
    Deprecate {
        #[command(flatten)]
        step: StepArguments,
        /// Until when the operation is supported, such as 2027-06-30
        #[arg(long, value_name = "DATE", value_parser = date)]
        expires: Option<String>,
    },
    /// Deprecate an operation and promote the newest revision of its family
    Supersede {
        #[command(flatten)]
        step: StepArguments,
        /// Until when the deprecated operation is supported, such as 2027-06-30
        #[arg(long, value_name = "DATE", value_parser = date)]
        expires: Option<String>,
    },
    /// Hide a deprecated operation from makers
    Hide(StepArguments),
    /// Remove a deprecated operation whose date has passed
    Retire(StepArguments),
}

/// A day as it is written, if it is one.
fn date(text: &str) -> Result<String, &'static str> {
    Date::parse(text).map(|_| text.to_owned()).ok_or("this is no date: write it as 2027-06-30")
}

/// How families are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FamiliesFormat {
    /// A table for people
    Text,
    /// One JSON object a line, for each revision
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct FileArgument {
    /// The connector: its definition or its folder [default: the one in the current folder]
    #[arg(long = "file", value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct StepArguments {
    /// The operation
    #[arg(value_name = "OPERATION_ID")]
    pub(crate) operation: String,
    #[command(flatten)]
    pub(crate) place: FileArgument,
    /// Write the files instead of printing what would change
    #[arg(long)]
    pub(crate) write: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArguments {
    /// The code of a rule or of a kind of change, such as json/syntax or change/operation-removed
    #[arg(value_name = "RULE")]
    pub(crate) code: String,
}

#[derive(Args, Debug)]
pub(crate) struct RulesArguments {
    /// How the rules are listed
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

#[derive(Args, Debug)]
#[command(after_help = "Exit codes: 0 done, 2 could not run.")]
pub(crate) struct PreviewArguments {
    /// The connector: its definition or its folder
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,
    /// The HTML file to write; one that is there is replaced; - is standard output [default: -]
    #[arg(short, long, value_name = "OUT.html")]
    pub(crate) output: Option<PathBuf>,
    /// Also show what is published, and mark what has changed since: of a git revision, a file or a folder; auto takes
    /// the state in which the branch left the default branch. Wins over the configuration file
    #[arg(long, value_name = "auto|REV|PATH")]
    pub(crate) baseline: Option<String>,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, with the source lines
    Text,
    /// One JSON object a line
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// How rules are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// A table for people
    Text,
    /// A JSON array
    Json,
    /// A Markdown table
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Profile {
    Auto,
    Custom,
    Certified,
    Independent,
}

impl From<Profile> for rules::Profile {
    fn from(profile: Profile) -> Self {
        match profile {
            Profile::Auto => Self::Auto,
            Profile::Custom => Self::Custom,
            Profile::Certified => Self::Certified,
            Profile::Independent => Self::Independent,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Severity {
    Error,
    Warning,
    Info,
    Hint,
}

impl From<Severity> for rules::Severity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
            Severity::Hint => Self::Hint,
        }
    }
}
