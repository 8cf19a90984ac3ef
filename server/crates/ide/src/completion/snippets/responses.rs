//! Responses.

use rules::sample;
use syntax::Node;

use super::super::Subject;
use super::AFTER_MEMBERS;
use super::draft::Draft;

/// After the first status codes, which are members here.
const AFTER_CODES: u8 = 15;

/// Responses that the operation does not have.
pub(super) fn responses(subject: &Subject<'_>) -> Vec<Draft> {
    let Some(responses) = subject.site.container else { return Vec::new() };
    let others = responses.members().filter(|member| !subject.site.replaces(member.full_span()));
    let others: Vec<Node<'_>> = others.collect();
    let is_there = |code: &str| others.iter().any(|other| other.name() == code);
    let free = |codes: &[&str]| -> Vec<String> {
        codes.iter().filter(|code| !is_there(code)).map(|&code| code.to_owned()).collect()
    };
    let mut drafts = Vec::new();
    let failures = free(&["404", "400", "401", "403", "409", "429", "500"]);
    if !failures.is_empty() {
        // The text stands for every code that can be chosen.
        let json = r#"{ "<<code>>": { "description": "<<text=The call has failed.>>" } }"#;
        let draft = Draft::members("Error response", AFTER_CODES, json).with("code", failures);
        drafts.push(draft.about("What the service answers when it does not do what it is asked for."));
    }
    // A second schema would be left out by the platform.
    let successes = free(&["200", "201", "202"]);
    let is_answered = others.iter().any(|other| other.get("schema").is_some() || other.get("$ref").is_some());
    if successes.is_empty() || is_answered {
        return drafts;
    }
    let json = r#"{ "<<code>>": { "description": "<<text=The result.>>", "schema": { "type": "object", "properties": {
        "<<name=id>>": { "type": "string", "x-ms-summary": "<<label=ID>>",
          "description": "<<about=The identifier.>>" } } } } }"#;
    let draft = Draft::members("Response with a schema", AFTER_CODES, json).with("code", successes.clone());
    drafts.push(draft.about("What the service answers, with a field to begin with."));
    if let Some(schema) = of_operation(responses) {
        let json =
            format!(r#"{{ "<<code>>": {{ "description": "<<text=The result.>>", "schema": {schema} }} }}"#);
        let draft =
            Draft::members("Response from the JSON sample", AFTER_CODES, json).with("code", successes);
        drafts.push(
            draft.about("What the service answers, with a schema made from the sample of this operation."),
        );
    }
    drafts
}

/// The schema of a response that has a sample and no schema.
pub(super) fn schema(subject: &Subject<'_>) -> Option<Draft> {
    let response = subject.site.container?;
    let schema = schema_of(sample::of_response(response)?)?;
    let draft =
        Draft::members("Schema from the JSON sample", AFTER_MEMBERS, format!(r#"{{ "schema": {schema} }}"#));
    Some(draft.about("A schema made from the sample that the response has."))
}

/// The schema made from a sample of the answer that stands in the operation, beside its responses.
fn of_operation(responses: Node<'_>) -> Option<String> {
    let operation = responses.parent()?;
    schema_of(sample::of_response(operation).or_else(|| sample::of_body(operation))?)
}

/// Texts of a sample become names and descriptions, which must not be taken for stops.
fn schema_of(sample: Node<'_>) -> Option<String> {
    Some(sample::schema(sample)?.replace('<', "\\u003c"))
}
