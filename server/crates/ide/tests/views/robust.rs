//! Whatever a text is cut down to, features answer.

use std::fs;

use connector::{Connector, FileRole, Part};
use fixture::Rng;
use ide::{At, code_lenses, colors, document_links, hover, inlay_hints, operation_tree, signature_help};
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
            for offset in [end as u32, rng.below(end + 1) as u32] {
                for file in [FileRole::Definition, FileRole::Properties] {
                    signature_help(view.connector, At { file, offset });
                }
            }
            for link in document_links(view.connector, FileRole::Definition) {
                assert!(
                    text.get(link.span.range()).is_some() && link.span.end as usize <= end,
                    "{name} {end}"
                );
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
            let operations = view.connector.definition().map_or(0, |definition| definition.operations.len());
            assert_eq!(leaves, operations, "{name} {end}");
        }
        assert!(told > 1000, "{name}: {told}");
        assert!(hinted > 1000, "{name}: {hinted}");
    }
}

/// The other files while they are being typed, and places in texts that are no JSON at all.
#[test]
fn every_place_of_the_other_files_is_answered() {
    for name in ["ledger-multi-auth", "clumsy-crm", "inventory-polling"] {
        let folder = fixture::samples().join(name);
        let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap_or_default();
        let definition = Part::new(FileRole::Definition, read("apiDefinition.swagger.json"));
        let mut told = 0;
        for (role, text) in
            [(FileRole::Properties, read("apiProperties.json")), (FileRole::Settings, read("settings.json"))]
        {
            for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
                let part = Part::new(role, text[..end].to_owned());
                let state = State::between(None, Connector::new([definition.clone(), part]));
                let view = state.view();
                for offset in [end as u32, end as u32 / 2] {
                    let at = At { file: role, offset };
                    told += usize::from(hover(&view, at).is_some());
                    signature_help(view.connector, at);
                }
                let hints = inlay_hints(view.connector, role, Span::new(0, end as u32));
                let links = document_links(view.connector, role);
                let colors = colors(view.connector, role);
                let spans = hints.iter().map(|hint| Span::empty(hint.offset));
                let spans = spans.chain(links.iter().map(|link| link.span));
                for span in spans.chain(colors.iter().map(|place| place.span)) {
                    assert!(text.get(span.range()).is_some() && span.end as usize <= end, "{name} {end}");
                }
            }
        }
        assert!(told > 1000, "{name}: {told}");
    }
    for text in
        ["", "\u{feff}", "[", "\"", "@headers(", "{\"a\":\"\\u12", "{\"properties\":{\"iconBrandColor\":\"#"]
    {
        for role in [FileRole::Definition, FileRole::Properties, FileRole::Settings] {
            let state = State::between(None, Connector::of_text(role, text));
            for offset in 0..=text.len() as u32 + 1 {
                hover(&state.view(), At { file: role, offset });
                signature_help(&state.connector, At { file: role, offset });
            }
            document_links(&state.connector, role);
            colors(&state.connector, role);
        }
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
            signature_help(view.connector, At { file, offset });
            colors(view.connector, file);
            document_links(view.connector, file);
            inlay_hints(view.connector, file, Span::new(offset, u32::MAX));
        }
    }
}
