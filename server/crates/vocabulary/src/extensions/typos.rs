//! Misspelt extension names.

/// Misspelt names seen in published connectors, and what was meant; sorted by the misspelling.
///
/// The platform accepts every name that starts with `x-`, so that these pass validation and do nothing.
pub static EXTENSION_TYPOS: &[(&str, &str)] = &[
    ("x-description", "description"),
    ("x-enum-values", "x-ms-enum-values"),
    ("x-ms  -summary", "x-ms-summary"),
    ("x-ms-api-annotations", "x-ms-api-annotation"),
    ("x-ms-description", "description"),
    ("x-ms-enum-value", "x-ms-enum-values"),
    ("x-ms-sumamry", "x-ms-summary"),
    ("x-ms-summary title", "x-ms-summary"),
    ("x-ms-summary:", "x-ms-summary"),
    ("x-ms-summmary", "x-ms-summary"),
    ("x-ms-tooltip", "description"),
    ("x-ms-visbility", "x-ms-visibility"),
    ("x-ms-visibiltiy", "x-ms-visibility"),
    ("x-ms-visibilty", "x-ms-visibility"),
    ("x-summary", "x-ms-summary"),
];

/// What the author of a misspelt extension name meant, if the misspelling is a known one.
pub fn extension_typo(name: &str) -> Option<&'static str> {
    EXTENSION_TYPOS.binary_search_by(|(typo, _)| (*typo).cmp(name)).ok().map(|at| EXTENSION_TYPOS[at].1)
}
