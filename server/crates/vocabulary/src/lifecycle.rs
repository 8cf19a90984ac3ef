//! The words of the operation lifecycle: status, visibility, and what becomes of an operation over time.
//!
//! The meaning follows Microsoft's page on operational versioning, [`PAGE`]. An operation that says
//! nothing is revision 1 of a family that is called like its `operationId`, in Production, not
//! deprecated, and normally visible.

use crate::member::{ValueDoc, value};

/// The page that defines the lifecycle.
pub const PAGE: &str = learn!("custom-connectors/operational-versioning");

/// How far an operation or a connector can be relied on: the values of `status`.
pub static STATUSES: &[ValueDoc] = &[
    value(
        "Preview",
        "New and not yet proven: it may still change, and production flows should be careful with it.",
    ),
    value("Production", "Proven: success, reliability and load meet the bar, and makers can build on it."),
];

/// How prominent an operation, input or output is: the values of `x-ms-visibility`. The empty text is
/// the same as no value.
pub static VISIBILITIES: &[ValueDoc] = &[
    value("important", "Near the top and shown at once."),
    value("", "Normal, the same as leaving it out."),
    value(
        "advanced",
        "Near the end, or behind a button that shows more. For what is rarely needed and for older \
         revisions.",
    ),
    value(
        "internal",
        "Not shown to makers, but still callable: for lists that feed other inputs, and for deprecated \
         operations on their way out.",
    ),
];

/// Words for a visibility that are taken and listed nowhere.
pub static VISIBILITY_SYNONYMS: &[ValueDoc] =
    &[value("none", "Another word for normal, the same as leaving it out.")];

/// What an operation that leaves out a member of its annotation stands for.
pub static IMPLIED: &[ValueDoc] = &[
    value(
        "family",
        "Without a family, an operation is in one of its own that is called like its operationId.",
    ),
    value("revision", "Without a revision, an operation is the first of its family."),
    value(
        "status",
        "Without a status, an operation has that of the connector under info; if that has none either, it is \
         in Production.",
    ),
];

/// What the absence of `x-ms-visibility` stands for in an operation.
pub const NO_VISIBILITY: &str = "Without x-ms-visibility, makers find an operation after the important ones and before the advanced ones.";

/// The stages of a revision after its start, in the order in which they come.
pub static STAGES: &[ValueDoc] = &[
    value(
        "downplayed",
        "A newer revision exists; this one stays fully supported but moves to advanced visibility so that \
         new work picks the newer one.",
    ),
    value(
        "superseded",
        "The newer revision has reached Production and takes over the plain name; this one is deprecated \
         once hardly anyone calls it.",
    ),
    value(
        "deprecated",
        "Not offered for new work. Existing flows go on calling it, so it must keep answering as before.",
    ),
    value(
        "hidden",
        "Deprecated and internal: no maker sees it any more, yet it is still there for flows that call it.",
    ),
    value(
        "expired",
        "Deprecated, and the date in expires has passed: support is no longer promised and the operation \
         may be removed.",
    ),
];

/// What an operation must reach before its status becomes Production.
pub static PRODUCTION_BAR: &[&str] = &[
    "For three weeks, at least 80 % of the answers have a status code in the 2xx range.",
    "For three weeks, at least 99.9 % of the answers have a status code outside the 5xx range, not \
     counting 502, 504 and 520.",
];

/// Changes that call for a new revision, because flows that use the operation would break or behave
/// differently.
pub static CALLS_FOR_REVISION: &[&str] = &[
    "A parameter or an input field is added, removed or renamed.",
    "An input becomes required, or accepts less than before.",
    "An output is removed, renamed or gets another type.",
    "The meaning or the effect of the operation changes.",
];

/// The meaning of a status, written exactly; `None` for an unknown word.
pub fn status(word: &str) -> Option<&'static str> {
    doc(STATUSES, word)
}

/// The meaning of a visibility, written exactly; `None` for an unknown word.
pub fn visibility(word: &str) -> Option<&'static str> {
    doc(VISIBILITIES, word).or_else(|| doc(VISIBILITY_SYNONYMS, word))
}

/// What the absence of this member of an operation's annotation stands for; `None` if for nothing.
pub fn implied(member: &str) -> Option<&'static str> {
    doc(IMPLIED, member)
}

/// The meaning of a stage such as `deprecated`; `None` for an unknown word.
pub fn stage(word: &str) -> Option<&'static str> {
    doc(STAGES, word)
}

fn doc(words: &'static [ValueDoc], word: &str) -> Option<&'static str> {
    words.iter().find(|known| known.value == word).map(|known| known.doc)
}
