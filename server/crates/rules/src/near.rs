//! "Did you mean": the nearest of some names.

/// The candidate nearest to `name`: the same in other letter case, else within two edits (one for names of up to
/// four letters). `None` if none is near; of equally near ones the first.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let length = name.chars().count();
    let allowed = if length <= 4 { 1 } else { 2 };
    let name_letters = letters(name);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate == name {
            continue;
        }
        if candidate.eq_ignore_ascii_case(name) {
            return Some(candidate);
        }
        if candidate.chars().count().abs_diff(length) > allowed {
            continue;
        }
        // Most candidates end here, so that a name is looked for among thousands at little cost.
        if let (Some(mine), Some(theirs)) = (name_letters, letters(candidate))
            && (mine ^ theirs).count_ones() as usize > 2 * allowed
        {
            continue;
        }
        let distance = strsim::osa_distance(&name.to_lowercase(), &candidate.to_lowercase());
        if distance <= allowed && best.is_none_or(|(found, _)| distance < found) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The letters that occur in a text of ASCII, one bit for each, letter case aside. An edit changes two of them at most.
fn letters(text: &str) -> Option<u64> {
    let bit = |byte: u8| 1_u64 << (byte.to_ascii_lowercase() & 63);
    text.is_ascii().then(|| text.bytes().fold(0, |letters, byte| letters | bit(byte)))
}

/// ` Did you mean 'x'?`, or nothing.
pub fn hint(near: Option<&str>) -> String {
    near.map_or_else(String::new, |name| format!(" Did you mean '{name}'?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found() {
        let names = ["x-ms-visibility", "x-ms-summary", "get", "getItems"];
        assert_eq!(nearest("x-ms-visibilty", names), Some("x-ms-visibility"));
        assert_eq!(nearest("GETITEMS", names), Some("getItems"));
        assert_eq!(nearest("git", names), Some("get"));
        assert_eq!(nearest("put", names), None);
        assert_eq!(nearest("x-ms-trigger", names), None);
    }
}
