//! The brand colour as a colour.

use connector::FileRole;
use ide::{Color, colors};

use crate::support::State;

/// The colours of the properties as the file has them, and as they are written.
#[track_caller]
fn check(marked: &str, expected: &[(&str, &str)]) {
    let state = State::of(marked);
    let text = state.connector.part(FileRole::Properties).unwrap().text();
    let found = colors(&state.connector, FileRole::Properties);
    let found: Vec<(&str, String)> =
        found.iter().map(|place| (&text[place.span.range()], place.color.written())).collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(text, color)| (*text, color.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn only_what_the_platform_takes_is_a_colour() {
    for (color, expected) in
        [("#da3b01", "#da3b01"), ("#DA3B0f", "#da3b0f"), ("#000000", "#000000"), ("#FFFFFF", "#ffffff")]
    {
        check(
            &format!("//- apiProperties.json\n{{\"properties\":{{\"iconBrandColor\":\"{color}\"}}}}"),
            &[(color, expected)],
        );
    }
    for color in ["#fff", "fff000", "#da3b01ff", "orange", "", "#", "#da3b0g", "#+a3b01", "#ééé", " #da3b01"]
    {
        check(&format!("//- apiProperties.json\n{{\"properties\":{{\"iconBrandColor\":\"{color}\"}}}}"), &[]);
    }
}

#[test]
fn colours_of_broken_and_doubled_members_are_found() {
    check(
        "//- apiProperties.json\n{\"properties\":{\"iconBrandColor\":\"#010203\" \"iconBrandColor\":\"#040506\"",
        &[("#010203", "#010203"), ("#040506", "#040506")],
    );
    check("//- apiProperties.json\n{\"iconBrandColor\":\"#010203\",\"properties\":{\"x\":\"#010203\"}}", &[]);
    check("//- apiProperties.json\n{\"properties\":{\"iconBrandColor\":7}}", &[]);
}

#[test]
fn other_files_have_none() {
    let state = State::of("{\"properties\":{\"iconBrandColor\":\"#010203\"}}\n//- apiProperties.json\n{}");
    for file in [FileRole::Definition, FileRole::Properties, FileRole::Settings, FileRole::Script] {
        assert_eq!(colors(&state.connector, file), []);
    }
}

#[test]
fn every_colour_is_read_as_it_is_written() {
    for color in [
        Color { red: 0, green: 1, blue: 255 },
        Color { red: 16, green: 170, blue: 9 },
        Color { red: 218, green: 59, blue: 1 },
    ] {
        assert_eq!(Color::parse(&color.written()), Some(color));
    }
}
