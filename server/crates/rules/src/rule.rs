//! What a rule is.

use connector::{Document, DynamicCall, Family, Operation, PathItem, Policy, PropertiesFile};
use syntax::Node;
use vocabulary::Place;

use crate::context::Context;
use crate::property_texts::Texts;
use crate::settings::{Profile, Severity};

/// One rule. Every rule is a `static` in a file of its own.
pub struct Rule {
    /// `group/name`, as in messages, configuration and pages.
    pub code: &'static str,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// How bad it is, by profile.
    pub levels: Levels,
    /// Whether it offers a fix.
    pub fix: FixKind,
    /// The codes of Microsoft's Swagger validator that it stands for.
    pub microsoft: &'static [&'static str],
    /// What it looks at.
    pub check: Check,
}

impl Rule {
    /// The part of the code before the slash.
    pub fn group(&self) -> &'static str {
        self.code.split_once('/').map_or(self.code, |(group, _)| group)
    }

    /// The address of its page.
    pub fn docs(&self) -> String {
        format!("{DOCS}/{}.md", self.code)
    }
}

/// Where the rules' pages are published.
pub const DOCS: &str = "https://github.com/connector-ls/connector-ls/blob/main/server/docs/rules";

/// Severity by profile; `None`: the rule is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// For connectors that are not submitted anywhere.
    pub custom: Option<Severity>,
    /// For certified connectors.
    pub certified: Option<Severity>,
    /// For independent publisher connectors.
    pub independent: Option<Severity>,
}

impl Levels {
    /// The same in every profile.
    pub const fn all(severity: Severity) -> Self {
        Self { custom: Some(severity), certified: Some(severity), independent: Some(severity) }
    }

    /// `custom` for custom connectors, `submitted` where Microsoft's certification rules apply.
    pub const fn certification(custom: Severity, submitted: Severity) -> Self {
        Self { custom: Some(custom), certified: Some(submitted), independent: Some(submitted) }
    }

    /// The severity in a profile; [`Profile::Auto`] counts as custom.
    pub const fn of(self, profile: Profile) -> Option<Severity> {
        match profile {
            Profile::Auto | Profile::Custom => self.custom,
            Profile::Certified => self.certified,
            Profile::Independent => self.independent,
        }
    }
}

/// Whether a rule's findings can be fixed by a click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixKind {
    /// No.
    None,
    /// Yes, and the fix changes no meaning: it may run on save.
    Safe,
    /// Yes, but someone should look at the result.
    Unsafe,
}

impl FixKind {
    /// As the command line prints it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// What a rule looks at, and the function that looks. The engine walks the connector once and calls each rule with
/// what it asked for; no rule walks a document by itself, and none allocates when it finds nothing (the test
/// `allocations` counts, and has the list of exceptions).
#[derive(Clone, Copy)]
pub enum Check {
    /// Every JSON file as a text.
    Document(fn(&mut Context<'_>, &Document)),
    /// Every node at one of these places. For scalars: [`Place::Leaf`].
    Places(&'static [Place], fn(&mut Context<'_>, Node<'_>, Place)),
    /// Every member with one of these names in the objects at these places, with its object's place. The names are
    /// looked up for all rules at once, so that rules on members that few objects have cost next to nothing.
    Members(&'static [Place], &'static [&'static str], fn(&mut Context<'_>, Node<'_>, Place)),
    /// Every node of every JSON file, with its place.
    Nodes(fn(&mut Context<'_>, &Document, Node<'_>, Place)),
    /// Every object, with its place.
    Objects(fn(&mut Context<'_>, Node<'_>, Place)),
    /// Every member that the formats do not know where it stands, or know to do nothing. Names of the author's choice are no
    /// such members, nor is what stands in a member that is one.
    Unknown(fn(&mut Context<'_>, &Document, Node<'_>)),
    /// Every property of a schema that makers see, with its texts.
    Property(fn(&mut Context<'_>, Node<'_>, &Texts<'_>)),
    /// Every path item.
    PathItem(fn(&mut Context<'_>, &PathItem)),
    /// Every operation.
    Operation(fn(&mut Context<'_>, &Operation)),
    /// Every design-time call.
    DynamicCall(fn(&mut Context<'_>, &DynamicCall)),
    /// Every family.
    Family(fn(&mut Context<'_>, &Family)),
    /// Every policy.
    Policy(fn(&mut Context<'_>, &PropertiesFile, &Policy)),
    /// The connector as a whole, once.
    Connector(fn(&mut Context<'_>)),
}
