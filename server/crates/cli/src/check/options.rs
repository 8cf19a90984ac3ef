//! What is wanted of a check.

use std::path::PathBuf;
use std::{env, io};

use baseline::{Baselines, Setting};
use rules::{Profile, Safety, Severity};

use crate::arguments::{CheckArguments, Format};
use crate::reporters::sarif::Places;
use crate::reporters::{Github, Json, Reporter, Sarif, Statistics, StatisticsFormat, Text};
use crate::terminal::{Palette, width};
use crate::workspace::Base;

/// What becomes of the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// They are printed.
    Report,
    /// Fixes up to this risk are written into the files; the rest is printed.
    Fix(Safety),
    /// What such fixes would change is printed.
    Diff(Safety),
}

/// What is wanted of a check.
pub(crate) struct Options {
    pub(crate) purpose: Purpose,
    pub(crate) reporter: Box<dyn Reporter>,
    /// Whether a summary belongs on standard error, as the format has no place for it.
    pub(crate) needs_summary: bool,
    /// Wins over the configuration files.
    pub(crate) profile: Option<Profile>,
    /// What connectors are compared with. Wins over the configuration files.
    pub(crate) baseline: Option<Setting>,
    /// Answers what is published.
    pub(crate) baselines: Baselines,
    /// The folder that the command runs in.
    pub(crate) here: PathBuf,
    pub(crate) min_severity: Severity,
    pub(crate) max_warnings: Option<u64>,
    pub(crate) is_quiet: bool,
    /// Where shown paths start.
    pub(crate) base: Base,
}

impl Options {
    /// The paths to check, and how; or why that cannot be.
    pub(crate) fn new(arguments: CheckArguments) -> Result<(Vec<PathBuf>, Self), String> {
        let here =
            env::current_dir().map_err(|error| format!("the current folder cannot be found: {error}"))?;
        let is_on_github = env::var_os("GITHUB_ACTIONS").is_some_and(|value| !value.is_empty());
        let risk = if arguments.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
        let purpose = match (arguments.diff, arguments.fix) {
            (true, _) => Purpose::Diff(risk),
            (false, true) => Purpose::Fix(risk),
            (false, false) if arguments.unsafe_fixes => {
                return Err("--unsafe-fixes says which fixes are made: add --fix or --diff".to_owned());
            }
            (false, false) => Purpose::Report,
        };
        let is_diff = matches!(purpose, Purpose::Diff(_));
        let format = match arguments.format {
            Some(format) => format,
            None if is_on_github && !is_diff && !arguments.statistics => Format::Github,
            None => Format::Text,
        };
        // Annotations name files as the repository does, wherever in it the command runs.
        let repository = env::var_os("GITHUB_WORKSPACE").map(PathBuf::from);
        let start = repository.filter(|folder| format == Format::Github && folder.is_absolute());
        let base = Base::new(start.unwrap_or_else(|| here.clone()));
        let has_summary = !arguments.quiet && !is_diff;
        let palette = Palette::of(&io::stdout());
        let reporter: Box<dyn Reporter> = match (format, arguments.statistics) {
            (Format::Text, false) => Box::new(Text { palette, width: width(&io::stdout()), has_summary }),
            (Format::Json, false) => Box::new(Json),
            (Format::Sarif, false) => Box::new(Sarif(Places { base: base.real() })),
            (Format::Github, false) => Box::new(Github),
            (Format::Text, true) => {
                Box::new(Statistics { format: StatisticsFormat::Text, palette, has_summary })
            }
            (Format::Json, true) => {
                Box::new(Statistics { format: StatisticsFormat::Json, palette, has_summary })
            }
            (Format::Sarif | Format::Github, true) => {
                return Err("--statistics can be printed with --format text or json only".to_owned());
            }
        };
        let options = Self {
            purpose,
            reporter,
            needs_summary: format == Format::Github
                || format == Format::Json && matches!(purpose, Purpose::Fix(_)),
            profile: arguments.profile.map(Into::into),
            baseline: arguments.baseline.as_deref().map(Setting::of),
            baselines: Baselines::new(),
            here,
            min_severity: arguments.min_severity.into(),
            max_warnings: arguments.max_warnings,
            is_quiet: arguments.quiet,
            base,
        };
        let paths = if arguments.paths.is_empty() { vec![PathBuf::from(".")] } else { arguments.paths };
        Ok((paths, options))
    }
}
