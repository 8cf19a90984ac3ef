//! Where each known name at each place is described, as a hash table that is built while compiling.
//!
//! [`crate::member`] is asked for nearly every member of every file; most of the time the first slot it looks at is the
//! right one.

use std::cmp::Ordering;
use std::num::NonZeroU16;

use crate::content::Content;
use crate::extensions::EXTENSION_TABLE;
use crate::member::Member;
use crate::place::Place;
use crate::table::compare;

/// A power of two, about four times as many as there are entries.
const SLOTS: usize = 8192;

/// No entry.
const EMPTY: u16 = u16::MAX;

/// The entries, in the order of [`Place::ALL`]; first the own members of all places, then the extensions, without those
/// that a place has its own version of.
static ENTRIES: [(Place, &Member); COUNT] = BUILT.0;

/// The index of the entry of a place and a name, at [`slot`] or after it.
static INDEX: [u16; SLOTS] = BUILT.1;

const COUNT: usize = count();

const BUILT: ([(Place, &Member); COUNT], [u16; SLOTS]) = build();

/// A member at its place as a small number, for whoever notes the members of all nodes of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Entry(NonZeroU16);

impl Entry {
    /// All are numbered below this.
    pub const COUNT: usize = COUNT;

    /// The number, from 0 on.
    #[inline]
    pub fn number(self) -> usize {
        usize::from(self.0.get()) - 1
    }

    /// What is known about the member.
    #[inline]
    pub fn member(self) -> &'static Member {
        ENTRIES[self.number()].1
    }
}

/// The member `name` of `place`, own or extension.
pub(crate) fn find(place: Place, name: &str) -> Option<Entry> {
    let mut at = slot(place, name);
    loop {
        let number = INDEX[at];
        let (found, member) = ENTRIES.get(usize::from(number))?;
        if *found as u8 == place as u8 && member.name == name {
            return NonZeroU16::new(number + 1).map(Entry);
        }
        at = (at + 1) % SLOTS;
    }
}

/// Where to begin to look. A few letters are enough to spread the names that there are.
#[inline]
const fn slot(place: Place, name: &str) -> usize {
    let bytes = name.as_bytes();
    let length = bytes.len();
    if length == 0 {
        return 0;
    }
    let letters = u32::from_le_bytes([bytes[0], bytes[length / 3], bytes[length / 2], bytes[length - 1]]);
    let mixed = (letters ^ (length as u32) << 20 ^ (place as u32) << 11).wrapping_mul(0x9E37_79B1);
    (mixed >> 16) as usize % SLOTS
}

#[allow(clippy::large_stack_arrays, reason = "it only ever stands on the compiler's stack")]
const fn build() -> ([(Place, &'static Member); COUNT], [u16; SLOTS]) {
    let mut entries = [(Place::Root, &EXTENSION_TABLE[0].member); COUNT];
    let mut index = [EMPTY; SLOTS];
    let (mut filled, mut at) = (0, 0);
    while at < Place::ALL.len() {
        let place = Place::ALL[at];
        if let Content::Members(own) = place.look_up_content() {
            let mut next = 0;
            while next < own.len() {
                add((place, &own[next]), &mut entries, &mut index, &mut filled);
                next += 1;
            }
        }
        at += 1;
    }
    at = 0;
    while at < EXTENSION_TABLE.len() {
        let places = EXTENSION_TABLE[at].places;
        let mut next = 0;
        while next < places.len() {
            if matches!(places[next].look_up_content(), Content::Members(_)) {
                add((places[next], &EXTENSION_TABLE[at].member), &mut entries, &mut index, &mut filled);
            }
            next += 1;
        }
        at += 1;
    }
    (entries, index)
}

/// Adds an entry, unless its name is there already at its place.
const fn add(
    entry: (Place, &'static Member),
    entries: &mut [(Place, &'static Member); COUNT],
    index: &mut [u16; SLOTS],
    filled: &mut usize,
) {
    let mut at = slot(entry.0, entry.1.name);
    while index[at] != EMPTY {
        let (place, member) = entries[index[at] as usize];
        if place as u8 == entry.0 as u8 && matches!(compare(member.name, entry.1.name), Ordering::Equal) {
            return;
        }
        at = (at + 1) % SLOTS;
    }
    entries[*filled] = entry;
    index[at] = *filled as u16;
    *filled += 1;
}

/// At least as many entries as there will be.
const fn count() -> usize {
    let (mut total, mut at) = (0, 0);
    while at < Place::ALL.len() {
        if let Content::Members(own) = Place::ALL[at].look_up_content() {
            total += own.len();
        }
        at += 1;
    }
    at = 0;
    while at < EXTENSION_TABLE.len() {
        total += EXTENSION_TABLE[at].places.len();
        at += 1;
    }
    assert!(total < SLOTS / 2, "the index needs more slots");
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_of_every_place_is_found_and_nothing_else() {
        for &place in Place::ALL {
            let members: Vec<&Member> = crate::members(place).collect();
            for &other in Place::ALL {
                for member in crate::members(other) {
                    let known = members.iter().find(|known| known.name == member.name);
                    let found = find(place, member.name).map(Entry::member);
                    let telling = |member: &Member| (member.name, member.place, member.doc, member.types);
                    assert_eq!(found.map(telling), known.map(|known| telling(known)), "{place:?}");
                }
            }
            assert!(find(place, "").is_none() && find(place, "nothing of this name").is_none());
        }
    }

    #[test]
    fn most_members_are_found_at_once() {
        let (mut entries, mut steps) = (0, 0);
        for &place in Place::ALL {
            for member in crate::members(place) {
                let mut at = slot(place, member.name);
                let is_here =
                    |&(found, known): &(Place, &Member)| found == place && known.name == member.name;
                while !is_here(&ENTRIES[usize::from(INDEX[at])]) {
                    at = (at + 1) % SLOTS;
                    steps += 1;
                }
                entries += 1;
            }
        }
        assert!(entries > 1000 && steps < entries, "{steps} steps for {entries} entries");
    }
}
