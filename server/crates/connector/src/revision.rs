//! The mark of a revision at the end of a name.

/// An operationId, or the name of a definition, without the revision mark at its end, and the number in the mark:
/// `GetItems_V2` and `GetItemsV2` are `GetItems` and 2. A small `v` only counts after an underscore: `GetRev2` has no
/// mark. Neither have a name that is nothing but a mark, one whose number does not fit, and one that ends in a family of
/// addresses: `GetNetworkByIPV4`.
pub fn revision_mark(name: &str) -> (&str, Option<i64>) {
    let stem = name.trim_end_matches(|character: char| character.is_ascii_digit());
    let number = name[stem.len()..].parse().ok();
    let base = ["_V", "_v", "V"].iter().find_map(|mark| stem.strip_suffix(mark));
    let is_address_family = |base: &str, number: i64| {
        matches!(number, 4 | 6)
            && ["IP", "Ip"].iter().any(|word| base.ends_with(word))
            && !stem.ends_with("_V")
    };
    match (base, number) {
        (Some(base), Some(number)) if !base.is_empty() && !is_address_family(base, number) => {
            (base, Some(number))
        }
        _ => (name, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_cut_off() {
        assert_eq!(revision_mark("GetItems_V2"), ("GetItems", Some(2)));
        assert_eq!(revision_mark("GetItems_v12"), ("GetItems", Some(12)));
        assert_eq!(revision_mark("GetItemsV3"), ("GetItems", Some(3)));
        assert_eq!(revision_mark("RemoveV2"), ("Remove", Some(2)));
        assert_eq!(revision_mark("GetShipV4"), ("GetShip", Some(4)));
        assert_eq!(revision_mark("GetNetworkByIPV2"), ("GetNetworkByIP", Some(2)));
        assert_eq!(revision_mark("GetNetworkByIP_V4"), ("GetNetworkByIP", Some(4)));
    }

    #[test]
    fn what_is_no_mark_stays() {
        for unmarked in [
            "",
            "GetItems",
            "GetItems2",
            "GetItemsv12",
            "GetRev2",
            "GetV",
            "GetNetworkByIPV4",
            "GetNetworkByIpV6",
            "V2",
            "_V2",
            "V99999999999999999999",
            "GetV99999999999999999999",
        ] {
            assert_eq!(revision_mark(unmarked), (unmarked, None));
        }
    }
}
