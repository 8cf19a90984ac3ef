//! The line index against an editor that walks the text character by character.

use fixture::{EditorModel, Rng, random_changes, random_text};
use syntax::{Encoding, LineIndex, Position, Span, TextEdit};

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

#[test]
fn every_offset_has_the_models_position_and_back() {
    for seed in 0..600 {
        let mut rng = Rng::new(seed);
        let count = rng.below(60);
        let text = random_text(&mut rng, count);
        let index = LineIndex::new(&text);
        let model = EditorModel::new(text.as_str());
        for encoding in ENCODINGS {
            for offset in 0..text.len() + 3 {
                let position = index.position(&text, offset as u32, encoding);
                assert_eq!(position, model.position(offset, encoding), "{text:?} {offset} {encoding:?}");
                let back = index.offset(&text, position, encoding) as usize;
                assert!(back <= offset && text.is_char_boundary(back));
                // Only the middle of a character, of CRLF, and what lies past the end have no position of their own.
                let apart = !text.is_char_boundary(offset) || offset > text.len();
                let in_crlf = text.get(..offset).is_some_and(|before| before.ends_with('\r'))
                    && text.get(offset..).is_some_and(|after| after.starts_with('\n'));
                assert_eq!(back == offset, !apart && !in_crlf, "{text:?} {offset} {encoding:?}");
            }
        }
    }
}

#[test]
fn every_position_has_the_models_offset() {
    for seed in 0..400 {
        let mut rng = Rng::new(seed);
        let count = rng.below(60);
        let text = random_text(&mut rng, count);
        let index = LineIndex::new(&text);
        let model = EditorModel::new(text.as_str());
        for encoding in ENCODINGS {
            for line in (0..index.line_count() + 2).chain([u32::MAX]) {
                for character in (0..40).chain([u32::MAX - 1, u32::MAX]) {
                    let position = Position::new(line, character);
                    let offset = index.offset(&text, position, encoding) as usize;
                    assert_eq!(
                        offset,
                        model.offset(position, encoding),
                        "{text:?} {position:?} {encoding:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn replayed_changes_give_the_models_text() {
    for seed in 0..150 {
        let mut rng = Rng::new(seed);
        let encoding = ENCODINGS[rng.below(3)];
        let mut text = random_text(&mut rng, 40);
        let mut model = EditorModel::new(text.as_str());
        for _ in 0..40 {
            for change in random_changes(&mut rng, &text) {
                model.apply(&change, encoding);
                match change.range {
                    None => text = change.text,
                    Some((from, to)) => {
                        let index = LineIndex::new(&text);
                        let from = index.offset(&text, from, encoding) as usize;
                        let to = index.offset(&text, to, encoding) as usize;
                        text.replace_range(from..to, &change.text);
                    }
                }
                assert_eq!(text, model.text(), "seed {seed}");
            }
        }
    }
}

#[test]
fn lines_and_line_ends_make_up_the_text() {
    for seed in 0..500 {
        let mut rng = Rng::new(seed);
        let count = rng.below(200);
        let text = random_text(&mut rng, count);
        let index = LineIndex::new(&text);
        let mut end = 0;
        for line in 0..index.line_count() {
            let range = index.line_range(&text, line);
            let between = &text[end as usize..range.start as usize];
            assert!(if line == 0 { between.is_empty() } else { ["\n", "\r", "\r\n"].contains(&between) });
            assert!(!text[range.range()].contains(['\n', '\r']));
            assert_eq!(index.line(range.start), line);
            assert_eq!(index.line_column(&text, range.start), (line + 1, 1));
            end = range.end;
        }
        assert_eq!(end as usize, text.len());
    }
}

#[test]
fn an_index_follows_edits_of_long_lines() {
    let mut rng = Rng::new(21);
    let long = "é🙂x漢".repeat(2500);
    let mut text = format!("short é\n{long}\nplain {}\r\n{long}🙂\r", "x".repeat(9000));
    let mut index = LineIndex::new(&text);
    for _ in 0..300 {
        let boundary =
            |at: usize| (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        let start = boundary(rng.below(text.len() + 1));
        let end = boundary(start + if rng.one_in(3) { rng.below(200) } else { 0 });
        let pieces = rng.below(3);
        let edit = TextEdit::new(Span::new(start as u32, end as u32), random_text(&mut rng, pieces));
        text.replace_range(start..end, &edit.text);
        index = index.edited(&text, &edit);
        assert_eq!(index, LineIndex::new(&text), "{edit:?}");
    }
}
