//! What the vocabulary or the document says about a name or value that is about to be typed.

use connector::definition::PathStep;
use connector::{Definition, FileRole, NameForm, ReferenceKind, template};
use syntax::Node;
use syntax::edit::quote;
use vocabulary::{Content, Place, Types};

use super::Typing;

/// The kinds that [`name`] gives.
pub(super) const MEMBERS: [&str; 4] =
    ["member", "status code", "argument of a call", "name of a security definition"];

/// Whether the name of a member can be known.
pub(super) fn name(typing: &Typing<'_>, node: Node<'_>) -> Option<&'static str> {
    let definition = typing.definition;
    let key = node.key()?.text();
    let parent = node.parent()?;
    match definition.document.place(parent) {
        Place::Responses => {
            let is_code = |code: u16| vocabulary::reason_phrase(code).is_some();
            (key == "default" || key.parse().is_ok_and(is_code)).then_some("status code")
        }
        Place::SecurityRequirement => {
            definition.security_schemes.contains_key(key.as_ref()).then_some("name of a security definition")
        }
        Place::DynamicParameters | Place::DynamicListParameters => {
            let called = definition.operation(&earlier(node.parent()?, "operationId")?)?;
            let parameters = definition.parameters(called);
            parameters
                .iter()
                .any(|parameter| parameter.name.as_deref() == Some(&*key))
                .then_some("argument of a call")
        }
        place if matches!(place.content(), Content::Members(_)) => {
            definition.document.member(node).map(|_| "member")
        }
        _ => None,
    }
}

/// Whether a value can be known.
pub(super) fn value(typing: &Typing<'_>, node: Node<'_>) -> Option<&'static str> {
    let definition = typing.definition;
    if node.as_bool().is_some() {
        let member = definition.document.member(node)?;
        return (member.types != Types::ANY && member.types.contains(Types::BOOLEAN))
            .then_some("true or false");
    }
    let text = node.as_str().filter(|text| !text.is_empty())?;
    let parent = node.parent()?;
    let place = definition.document.place(parent);
    if let Some(kind) = reference(typing, node, &text) {
        return Some(kind);
    }
    if let Some(kind) = path(definition, node, place, &text) {
        return Some(kind);
    }
    let key = node.key().map(|key| key.text().into_owned());
    match (place, key.as_deref()) {
        (Place::PathParameter, Some("name")) => {
            let item = typing.operation.parent()?;
            template::variables(&item.name()).any(|variable| variable.name == text).then_some("path variable")
        }
        (Place::Required, None) => {
            let schema = parent.parent()?;
            let properties = schema.get("properties").filter(|properties| properties.id() < parent.id())?;
            properties.get(&text).map(|_| "required property")
        }
        (Place::TagNames | Place::MimeTypes, None) if is_elsewhere(typing, &text) => {
            Some(if place == Place::TagNames { "tag" } else { "MIME type" })
        }
        (Place::ApiAnnotation, Some("family")) => {
            let family = definition.family(&text)?;
            let own = definition.operation_index_around(node.id());
            family.members.iter().any(|member| Some(*member) != own).then_some("family")
        }
        (Place::Operation, Some("operationId")) => {
            let own = node.parent()?;
            let is_outside = |offset: u32| !(own.span().start..own.span().end).contains(&offset);
            let target = connector::Target::Operation(Box::from(&*text));
            let mut references = typing.connector.references().to(&target);
            references
                .any(|found| {
                    found.kind != ReferenceKind::ScriptText
                        && (found.file != FileRole::Definition || is_outside(found.span.start))
                })
                .then_some("operationId that others call")
        }
        (_, Some("default" | "example")) if place.is_schema() || place.is_parameter() => {
            let allowed = parent.get("enum").filter(|allowed| allowed.id() < node.id())?;
            allowed.items().any(|allowed| allowed.same_value(node)).then_some("one of enum")
        }
        _ => {
            if let Some(member) = definition.document.member(node) {
                let listed = member.values.iter().any(|value| value.value == text);
                return listed.then_some("value of a list");
            }
            place.element_values().iter().any(|value| value.value == text).then_some("element of a list")
        }
    }
}

/// A name of something that is declared elsewhere.
fn reference(typing: &Typing<'_>, node: Node<'_>, text: &str) -> Option<&'static str> {
    let references = typing.connector.references();
    let reference = references.at(FileRole::Definition, node.content_span().start)?;
    if reference.node != Some(node.id()) {
        return None;
    }
    match reference.kind {
        ReferenceKind::Ref => typing.definition.ref_target(text).map(|_| "$ref"),
        ReferenceKind::DynamicCall => {
            let called = typing.definition.operation(text)?;
            (called.node != typing.operation.id()).then_some("operationId of a call")
        }
        // Only what has been typed by then is known.
        ReferenceKind::DynamicSource => {
            let place = typing.definition.document.place(node.parent()?);
            let form = if place == Place::DynamicArgument { NameForm::Plain } else { NameForm::Full };
            typing.has_input(text, form).then_some("input of a call")
        }
        _ => None,
    }
}

/// A path into the answer of a called operation.
fn path(definition: &Definition, node: Node<'_>, place: Place, text: &str) -> Option<&'static str> {
    let call = node.parent()?;
    let key = node.key()?.text();
    let called = || definition.operation(&earlier(node, "operationId")?);
    let answer = |operation| definition.success_schema(operation);
    let leads = |schema, path: &str| matches!(definition.follow_path(schema, path), PathStep::Found(_));
    let is_found = match (place, &*key) {
        (Place::DynamicValues, "value-collection")
        | (Place::DynamicList, "itemsPath")
        | (Place::DynamicSchema, "value-path")
        | (Place::DynamicProperties, "itemValuePath") => leads(answer(called()?)?, text),
        (Place::DynamicValues, "value-path" | "value-title")
        | (Place::DynamicList, "itemValuePath" | "itemTitlePath") => {
            let answer = answer(called()?)?;
            let name = if place == Place::DynamicValues { "value-collection" } else { "itemsPath" };
            let list = match call.get(name) {
                Some(_) => match definition.follow_path(answer, &earlier(node, name)?) {
                    PathStep::Found(list) => list,
                    _ => return None,
                },
                None => definition.resolve(answer)?,
            };
            leads(list.get("items")?, text)
        }
        (Place::Pageable, "nextLinkName") => {
            let operation = definition.operation_around(node)?;
            let is_typed = definition.node(operation.node).get("responses")?.id() < node.id();
            is_typed && leads(answer(operation)?, text)
        }
        _ => return None,
    };
    is_found.then_some("path into an answer")
}

/// The text of a member of the same object that stands before `node`.
fn earlier(node: Node<'_>, name: &str) -> Option<String> {
    let found = node.parent()?.get(name).filter(|found| found.id() < node.id())?;
    found.as_str().map(std::borrow::Cow::into_owned)
}

/// Whether another list than the one that is typed has the word too.
fn is_elsewhere(typing: &Typing<'_>, text: &str) -> bool {
    let quoted = quote(text);
    let lists = |text: &str| text.contains(&quoted);
    vocabulary::MIME_TYPES.iter().any(|known| known.value == text) || {
        let definition = typing.definition;
        let objects = definition.operations.iter().map(|operation| definition.node(operation.node));
        let others = objects.filter(|object| *object != typing.operation);
        let lists_of = |object: Node<'_>| {
            ["tags", "consumes", "produces"]
                .iter()
                .any(|name| object.get(name).is_some_and(|list| lists(list.raw())))
        };
        others.chain([definition.document.root()]).any(lists_of)
    }
}
