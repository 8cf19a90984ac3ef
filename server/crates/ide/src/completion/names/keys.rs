//! Names of members that come from this connector, or from what it chose.

use rustc_hash::{FxHashMap, FxHashSet};
use syntax::Node;
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

/// The status codes: a successful one first, then those that the other operations of the definition answer with.
fn status_codes(subject: &Subject<'_>, present: &FxHashSet<Box<str>>) -> Vec<Completion> {
    let mut uses: FxHashMap<String, usize> = FxHashMap::default();
    if let Some(definition) = subject.connector.definition() {
        let operations = definition.operations.iter().map(|operation| definition.node(operation.node));
        let responses = operations.filter_map(|operation| operation.get("responses"));
        for code in responses.flat_map(Node::members) {
            *uses.entry(code.name().into_owned()).or_default() += 1;
        }
    }
    let has_success = present.iter().any(|code| code.starts_with('2'));
    let known = vocabulary::STATUS_CODES.iter().map(|known| (known.code.to_string(), known.phrase));
    let known = known.chain([("default".to_owned(), "any other answer")]);
    let mut absent: Vec<_> = known.filter(|(code, _)| !present.contains(code.as_str())).collect();
    let order = |code: &str| {
        let rank = match code {
            "200" | "201" | "202" | "204" if !has_success => 0,
            "200" | "400" | "401" | "403" | "404" | "500" | "default" => 10,
            "201" | "202" | "204" | "429" | "503" => 20,
            _ => 30,
        };
        (rank, std::cmp::Reverse(uses.get(code).copied().unwrap_or_default()))
    };
    absent.sort_by_key(|(code, _)| order(code));
    let stub = Stub::new("{$1}", true);
    let entries = absent.into_iter().map(|(code, phrase)| {
        // What the definition answers with elsewhere comes before what others answer with.
        let (rank, uses) = order(&code);
        let rank = if uses.0 > 0 { rank.min(5) } else { rank };
        subject.member(&code, CompletionKind::Field, rank, &stub).with_detail(phrase)
    });
    entries.collect()
}
