//! Whatever a text is cut down to, features answer.

use std::fs;

use connector::{Connector, FileRole, Part};
use fixture::Rng;
use ide::{At, code_lenses, hover, inlay_hints, operation_tree};
use syntax::Span;

use crate::support::State;

#[test]
fn every_prefix_of_a_sample_is_answered() {
    for name in ["torn-notes", "minified-weather"] {
        let folder = fixture::samples().join(name);
        let text = fs::read_to_string(folder.join("apiDefinition.swagger.json")).unwrap();
        let properties = fs::read_to_string(folder.join("apiProperties.json")).unwrap();
        let properties = Part::new(FileRole::Properties, properties);
        let published = Connector::new([Part::new(FileRole::Definition, text.clone()), properties.clone()]);
        let mut rng = Rng::new(7);
        let (mut told, mut hinted) = (0, 0);
        let whole = (0..=text.len()).filter(|&end| text.is_char_boundary(end));
        for end in whole {
            let cut = Part::new(FileRole::Definition, text[..end].to_owned());
            let now = Connector::new([cut, properties.clone()]);
            // The comparison is not what is tested here, and takes its time.
            let state = State::between((end % 16 == 0).then(|| published.clone()), now);
            let view = state.view();
            for offset in [end as u32, rng.below(end + 1) as u32, rng.below(end + 1) as u32] {
                told += usize::from(hover(&view, At { file: FileRole::Definition, offset }).is_some());
            }
            let all = Span::new(0, end as u32);
            hinted += inlay_hints(view.connector, FileRole::Definition, all).len();
            let lenses = code_lenses(&view, FileRole::Definition);
            for span in lenses.iter().map(|lens| lens.span) {
                assert!(
                    span.end as usize <= end && text.is_char_boundary(span.start as usize),
                    "{name} {end}"
                );
            }
            let leaves: usize = operation_tree(&view).iter().map(|family| family.revisions.len()).sum();
            assert!(leaves <= lenses.len(), "{name} {end}");
        }
        assert!(told > 1000, "{name}: {told}");
        assert!(hinted > 1000, "{name}: {hinted}");
    }
}

/// Features are asked about places that the text at hand does not have: editors and servers run apart for a moment.
#[test]
fn places_outside_of_the_text_are_answered() {
    let state = State::of(r#"{ "paths": { "/a": { "get": { "operationId": "🙂" } } } }"#);
    let view = state.view();
    for offset in (0..80).chain([u32::MAX]) {
        for file in [FileRole::Definition, FileRole::Properties, FileRole::Script] {
            hover(&view, At { file, offset });
            inlay_hints(view.connector, file, Span::new(offset, u32::MAX));
        }
    }
}
