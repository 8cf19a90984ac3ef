//! What stands once in a definition: security, connector metadata; and paging, once in an operation.

use connector::Definition;
use syntax::Node;
use vocabulary::CATEGORIES;

use super::super::{Subject, answers};
use super::draft::Draft;
use super::{AFTER_MEMBERS, files};

/// What the gallery shows of a connector.
pub(super) const METADATA: &str = r#""x-ms-connector-metadata": [
    { "propertyName": "Website", "propertyValue": "<<website=https://www.contoso.com>>" },
    { "propertyName": "Privacy policy", "propertyValue": "<<privacy=https://www.contoso.com/privacy>>" },
    { "propertyName": "Categories", "propertyValue": "<<category>>" }]"#;
pub(super) const KEY: &str = r#""securityDefinitions": { "<<scheme=api_key>>": { "type": "apiKey",
    "in": "<<in=header|query>>", "name": "<<header=X-API-Key>>" } }, "security": [{ "<<scheme>>": [] }]"#;
pub(super) const BASIC: &str = r#""securityDefinitions": { "<<scheme=basic>>": { "type": "basic" } }, "security": [{ "<<scheme>>": [] }]"#;
pub(super) const SIGN_IN: &str = r#""securityDefinitions": { "<<scheme=oauth2_auth>>": { "type": "oauth2",
    "flow": "accessCode", "authorizationUrl": "<<authorizationUrl=https://login.contoso.com/oauth2/authorize>>",
    "tokenUrl": "<<tokenUrl=https://login.contoso.com/oauth2/token>>",
    "scopes": { "<<scope=orders.read>>": "<<meaning=Read orders>>" } } }, "security": [{ "<<scheme>>": ["<<scope>>"] }]"#;

/// The categories to choose from.
pub(super) fn categories() -> Vec<String> {
    CATEGORIES.iter().map(|category| category.value.to_owned()).collect()
}

/// Members of the definition that it does not have; the whole of it if it has none.
pub(super) fn members(subject: &Subject<'_>) -> Vec<Draft> {
    let Some(root) = subject.site.container else { return Vec::new() };
    let is_empty = root.members().all(|member| subject.site.replaces(member.full_span()));
    if is_empty {
        return files::definitions(subject);
    }
    let of = |label: &str, json: &str| Draft::members(label, AFTER_MEMBERS, format!("{{ {json} }}"));
    vec![
        of("Connector metadata", METADATA)
            .with("category", categories())
            .about("What the gallery shows of the connector: website, privacy policy and category."),
        of("Security: API key", KEY).about("The definition of a key and that every operation needs it."),
        of("Security: basic", BASIC).about("Basic authentication, and that every operation needs it."),
        of("Security: OAuth 2", SIGN_IN)
            .about("The definition of a sign-in and that every operation needs it."),
    ]
}

/// The field that leads to the next page of an answer.
pub(super) fn pageable(subject: &Subject<'_>) -> Option<Draft> {
    let operation = subject.site.container?;
    let mut names = vec!["nextLink".to_owned(), "@odata.nextLink".to_owned()];
    let definition = subject.connector.definition();
    if let Some(known) = definition.and_then(|definition| fields(definition, operation)) {
        names.retain(|name| known.contains(name));
    }
    let json = r#"{ "x-ms-pageable": { "nextLinkName": "<<name>>" } }"#;
    let draft = Draft::members("Paging", AFTER_MEMBERS, json).with("name", names.clone());
    let draft = draft.about("The platform follows the address of the next page that the answer holds.");
    (!names.is_empty()).then_some(draft)
}

/// The texts at the top of what an operation answers; `None` if it does not say.
fn fields(definition: &Definition, operation: Node<'_>) -> Option<Vec<String>> {
    let operation = definition.operation_around(operation)?;
    let answer = definition.success_schema(operation)?;
    let fields = answers::fields(definition, answer, '/').into_iter();
    Some(fields.map(|(path, _)| path).filter(|path| !path.contains('/')).collect())
}
