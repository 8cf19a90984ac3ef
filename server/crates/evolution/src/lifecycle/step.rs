//! The steps and how they are called.

use connector::{Date, Definition, Family};

/// One move in the life of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Adds the next revision of the family as a copy of its newest one, and moves that one to the background.
    Start {
        /// Whether a policy sends the calls of the new revision to the same path of the service.
        same_backend: bool,
    },
    /// Makes a revision that is in Preview ready for production.
    Promote,
    /// Marks an operation as deprecated.
    Deprecate {
        /// Until when it is supported, as an ISO 8601 date.
        expires: Option<String>,
    },
    /// Deprecates an operation and promotes the newest revision of its family, which takes over the plain summary.
    Supersede {
        /// Until when the old one is supported, as an ISO 8601 date.
        expires: Option<String>,
    },
    /// Makes a deprecated operation invisible to makers.
    Hide,
    /// Removes a deprecated operation whose date has passed.
    Retire {
        /// The day today; unknown, the step is refused.
        today: Option<Date>,
    },
    /// Writes what an operation implies about its family, revision and status.
    Explicit,
}

impl Step {
    /// Every step, in the order of an operation's life. `expires` is the date that deprecations name, in ISO 8601.
    pub fn all(expires: Option<&str>, today: Option<Date>) -> [Self; 8] {
        [
            Self::Start { same_backend: false },
            Self::Start { same_backend: true },
            Self::Promote,
            Self::Deprecate { expires: expires.map(str::to_owned) },
            Self::Supersede { expires: expires.map(str::to_owned) },
            Self::Hide,
            Self::Retire { today },
            Self::Explicit,
        ]
    }

    /// The one of [`Self::all`] that has this name; `None` if there is no such step.
    pub fn called(name: &str, expires: Option<&str>, today: Option<Date>) -> Option<Self> {
        Self::all(expires, today).into_iter().find(|step| step.kind() == name)
    }

    /// The step's name in code action kinds and commands, such as `revision.start`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Start { same_backend: false } => "revision.start",
            Self::Start { same_backend: true } => "revision.startSameBackend",
            Self::Promote => "revision.promote",
            Self::Deprecate { .. } => "revision.deprecate",
            Self::Supersede { .. } => "revision.supersede",
            Self::Hide => "revision.hide",
            Self::Retire { .. } => "revision.retire",
            Self::Explicit => "revision.explicit",
        }
    }

    /// What the step is called in a menu when it is about this operation (an index into
    /// [`Definition::operations`](connector::definition::Outline::operations); out of range or without operationId it is called "this operation").
    pub fn title(&self, definition: &Definition, operation: usize) -> String {
        let subject = definition.operations.get(operation);
        let id = subject.and_then(|subject| subject.id.as_deref()).unwrap_or("this operation");
        let family_name = subject.and_then(|subject| subject.family_name());
        let family = family_name.and_then(|name| definition.family(name));
        match self {
            Self::Start { same_backend } => {
                let next = family.map_or(1, |family| family.highest_revision(definition)).saturating_add(1);
                let place = if *same_backend { " on the same backend path" } else { "" };
                format!("Start revision {next} of {}{place}", family_name.unwrap_or(id))
            }
            Self::Promote => format!("Promote {id} to Production"),
            Self::Deprecate { .. } => format!("Deprecate {id}"),
            Self::Supersede { .. } => {
                let newest = family.and_then(Family::newest);
                let newest = newest.filter(|&newest| newest != operation);
                match newest.and_then(|newest| definition.operations[newest].id.as_deref()) {
                    Some(newer) => format!("Deprecate {id} and promote {newer}"),
                    None => format!("Deprecate {id} and promote the newer revision"),
                }
            }
            Self::Hide => format!("Hide deprecated {id}"),
            Self::Retire { .. } => format!("Remove expired {id}"),
            Self::Explicit => format!("Write the implied annotation of {id}"),
        }
    }
}
