//! Names of members that come from this connector, or from what it chose.

use rustc_hash::FxHashSet;
use vocabulary::Place;

use super::super::writing::Stub;
use super::super::{Completion, CompletionKind, Subject};
use super::{calls, connection, policies, schemas, shared};

/// The members that can be added to the container. `None` where the place alone says which there are.
pub(in super::super) fn of(
    subject: &Subject<'_>,
    place: Place,
    present: &FxHashSet<Box<str>>,
) -> Option<Vec<Completion>> {
    let container = subject.site.container?;
    let field = |name: &str, rank, value: &str| {
        subject.member(name, CompletionKind::Field, rank, &Stub::new(value, true))
    };
    Some(match place {
        Place::PolicyParameters => policies::parameters(subject, container, present)?,
        Place::PollingTriggerConfig => policies::polling_query(subject, container, present),
        place if calls::takes_arguments(place) => calls::arguments(subject, container, present)?,
        Place::SecurityRequirement => connection::schemes(subject, present)?,
        Place::Scopes => connection::asked_scopes(subject, present),
        Place::ConnectionParameters => connection::new_parameters(subject, present),
        Place::Dependencies => connection::dependencies(subject, container, present),
        Place::OAuthCustomParameters => connection::oauth_parameters(subject, container, present)?,
        Place::Responses => status_codes(subject, present),
        Place::Definitions
        | Place::SharedParameters
        | Place::SharedResponses
        | Place::SecurityDefinitions => {
            let awaited = shared::awaited(subject, place, present);
            let entries =
                awaited.iter().map(|name| field(name, 5, "{$1}").with_detail("referred to, not here"));
            entries.collect()
        }
        Place::SchemaProperties => {
            let promised = schemas::promised(container).filter(|name| !present.contains(name.as_str()));
            promised.map(|name| field(&name, 5, "{$1}").with_detail("required, not here")).collect()
        }
        Place::Examples => {
            let absent = vocabulary::MIME_TYPES.iter().filter(|known| !present.contains(known.value));
            let value = Stub::new("${1:null}", false);
            absent.map(|known| subject.member(known.value, CompletionKind::Field, 30, &value)).collect()
        }
        _ => return None,
    })
}

/// The status codes, those that connectors answer with first.
fn status_codes(subject: &Subject<'_>, present: &FxHashSet<Box<str>>) -> Vec<Completion> {
    let codes = vocabulary::STATUS_CODES.iter().map(|known| (known.code.to_string(), known.phrase));
    let codes = codes.chain([("default".to_owned(), "any other answer")]);
    let absent = codes.filter(|(code, _)| !present.contains(code.as_str()));
    let entries = absent.map(|(code, phrase)| {
        let rank = match code.as_str() {
            "200" => 0,
            "201" | "202" | "204" | "default" => 10,
            "400" | "401" | "403" | "404" | "429" | "500" | "503" => 20,
            _ => 30,
        };
        subject.member(&code, CompletionKind::Field, rank, &Stub::new("{$1}", true)).with_detail(phrase)
    });
    entries.collect()
}
