//! How much of a limit is used.

use super::Weight;

/// A number beside its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// How much there is.
    pub used: u32,
    /// There is more than was counted.
    pub is_at_least: bool,
    /// How much there may be.
    pub limit: u32,
}

impl Usage {
    /// An exact number beside its limit.
    pub const fn new(used: u32, limit: u32) -> Self {
        Self { used, is_at_least: false, limit }
    }

    /// The schemas of a weight beside their limit.
    pub const fn of_schemas(weight: Weight, limit: u32) -> Self {
        let is_at_least = weight.is_at_least || weight.schemas == u32::MAX;
        Self { used: weight.schemas, is_at_least, limit }
    }

    /// The share of the limit in percent, rounded down: 100 is also what is little too much.
    pub const fn percent(self) -> u64 {
        let limit = if self.limit == 0 { 1 } else { self.limit };
        self.used as u64 * 100 / limit as u64
    }

    /// The share as text: `119%`. References in circles come to billions, so no more is told than `over 1,000%`.
    pub fn share(self) -> String {
        let percent = self.percent();
        if percent > MOST_PERCENT { "over 1,000%".to_owned() } else { format!("{percent}%") }
    }
}

/// Up to which share the number is told.
const MOST_PERCENT: u64 = 1000;

/// A number with a comma between each three digits: `1,048,576`.
pub fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 3);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_compared() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1_048_576), "1,048,576");
        assert_eq!(grouped(100_000), "100,000");
        assert_eq!(Usage::new(511, 512).percent(), 99);
        assert_eq!(Usage::new(u32::MAX, 1).percent(), 429_496_729_500);
        assert_eq!(Usage::new(2, 0).percent(), 200);
        assert_eq!(
            (Usage::new(612, 512).share(), Usage::new(u32::MAX, 1).share()),
            ("119%".to_owned(), "over 1,000%".to_owned())
        );
        let endless = Weight { schemas: u32::MAX, levels: 1, is_at_least: false };
        assert!(Usage::of_schemas(endless, 512).is_at_least);
        assert!(!Usage::of_schemas(Weight::ONE, 512).is_at_least);
    }
}
