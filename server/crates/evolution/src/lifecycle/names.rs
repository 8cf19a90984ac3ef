//! Paths and summaries without their revision marks.

pub(super) use connector::summary::{unmarked, without_revision};
use connector::template;

/// A path without the segment `/v{revision}` that it starts with, if it does.
pub(super) fn path_base(path: &str, revision: i64) -> &str {
    let after = ["/v", "/V"].iter().find_map(|mark| path.strip_prefix(mark));
    let rest = after.and_then(|after| after.strip_prefix(revision.to_string().as_str()));
    rest.filter(|rest| rest.is_empty() || rest.starts_with('/')).unwrap_or(path)
}

/// The path of a revision: `/v{revision}` before the base.
pub(super) fn revision_path(base: &str, revision: i64) -> String {
    let slash = if base.is_empty() || base.starts_with('/') { "" } else { "/" };
    format!("/v{revision}{slash}{base}")
}

/// The names of a path's variables, sorted.
pub(super) fn variables(path: &str) -> Vec<&str> {
    let mut variables: Vec<&str> = template::variables(path).map(|variable| variable.name).collect();
    variables.sort_unstable();
    variables
}

/// Whether two paths lead to the same operations: letter case and the names of variables do not count.
pub(super) fn same_route(one: &str, other: &str) -> bool {
    template::blanked(one).eq_ignore_ascii_case(&template::blanked(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lose_and_get_their_revision() {
        assert_eq!(path_base("/v2/{list}/items", 2), "/{list}/items");
        assert_eq!(path_base("/V2/a", 2), "/a");
        assert_eq!(path_base("/v2", 2), "");
        for kept in ["/v1/items", "/v20/items", "/v2.0/items", "/a/v2/items", "v2/items"] {
            assert_eq!(path_base(kept, 2), kept);
        }
        assert_eq!(revision_path("/v1/items", 2), "/v2/v1/items");
        assert_eq!(revision_path("items", 2), "/v2/items");
        assert_eq!(revision_path("", 3), "/v3");
    }

    #[test]
    fn routes_are_compared_without_names_of_variables() {
        assert!(same_route("/a/{b}/C", "/A/{x}/c"));
        assert!(same_route("/a/{b", "/a/{B"));
        assert!(!same_route("/a/{b}", "/a/b"));
        assert!(!same_route("/a/{b}{c}", "/a/{b}"));
        assert_eq!(variables("/{b}/x/{a}(c={c})/{open"), ["a", "b", "c"]);
    }
}
