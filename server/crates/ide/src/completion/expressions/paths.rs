//! Paths into bodies, as expressions write them: `.value[0].id`, `['@odata.id']`.

use connector::{Definition, Method};
use syntax::Node;

use super::super::answers;
use super::super::names::policies::Scope;
use super::super::writing::inside_string;
use super::super::{Completion, CompletionKind, Subject};

/// How deep the paths are that are offered as a whole.
const DEEPEST: usize = 3;
/// How many of them are offered.
const MOST: usize = 100;

/// Which body an expression of a policy reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Body {
    /// That of the request or of the answer, by the policy's section.
    Own,
    /// The answer of the policy's operations.
    Answer,
    /// The answer of the call that fetches a value.
    OtherAnswer,
    /// The object that holds the property that the policy works on.
    Parent,
    /// The object that gets it.
    Target,
    /// An element of the list that the policy works on.
    Element,
}

impl Scope<'_> {
    /// The body that a function without arguments gives.
    pub(super) fn body(&self, function: &str) -> Option<Body> {
        match function.to_ascii_lowercase().as_str() {
            "body" if self.parameters.get("x-ms-apimTemplateParameter.parameterValueUrl").is_some() => {
                Some(Body::OtherAnswer)
            }
            "body" => Some(Body::Own),
            "triggerbody" => Some(Body::Answer),
            "item" => Some(Body::Element),
            _ => None,
        }
    }
}

/// The schemas of a body, one for each operation that has one.
pub(in super::super) fn of<'c>(scope: &Scope<'c>, body: Body) -> Vec<Node<'c>> {
    let definition = scope.definition;
    let operations = scope.operations.iter().copied();
    match body {
        Body::Own if scope.on_response => of(scope, Body::Answer),
        Body::Own => {
            let bodies = operations.filter_map(|operation| definition.body_parameter(operation));
            let schemas = bodies.filter_map(|body| definition.parameter_node(body).get("schema"));
            schemas.filter_map(|schema| definition.resolve(schema)).collect()
        }
        Body::Answer => {
            let answers = operations.filter_map(|operation| definition.success_schema(operation));
            answers.filter_map(|schema| definition.resolve(schema)).collect()
        }
        Body::OtherAnswer => other_answer(scope).into_iter().collect(),
        Body::Parent => {
            named(scope, &["propertyParentPath", "newPropertyParentPathTemplate", "srcParentPath"])
        }
        Body::Target => named(scope, &["dstParentPath"]),
        Body::Element => {
            let lists = named(scope, &["propertyParentPath"]);
            let below = setting(scope, "propertySubPath").filter(|path| !path.is_empty());
            let steps = below.map(|path| format!(".{path}")).unwrap_or_default();
            elements(definition, &follow(scope, lists, &steps))
        }
    }
}

/// A parameter of the policy, by its name without prefix.
fn setting(scope: &Scope<'_>, name: &str) -> Option<String> {
    let value = scope.parameters.get(&format!("x-ms-apimTemplateParameter.{name}"))?;
    value.as_str().map(std::borrow::Cow::into_owned)
}

/// What the expression in the first of these parameters leads to; the whole body without one.
fn named<'c>(scope: &Scope<'c>, names: &[&str]) -> Vec<Node<'c>> {
    let expression = names.iter().find_map(|name| setting(scope, name)).unwrap_or_default();
    let steps = expression.strip_prefix("@body()").unwrap_or_default();
    follow(scope, of(scope, Body::Own), steps)
}

/// The answer of the operation whose path the policy calls for a value.
fn other_answer<'c>(scope: &Scope<'c>) -> Option<Node<'c>> {
    let definition = scope.definition;
    let url = setting(scope, "parameterValueUrl")?;
    let path = url.split('?').next()?;
    let method = setting(scope, "httpMethod");
    let operation = definition.operations.iter().find(|operation| {
        let is_method = match method.as_deref() {
            Some(method) if !method.is_empty() => operation.method.name() == method,
            _ => operation.method == Method::Get,
        };
        is_method && definition.path(operation) == path
    })?;
    definition.resolve(definition.success_schema(operation)?)
}

/// A step of a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step<'t> {
    Property(&'t str),
    Element,
}

/// Reads the steps of a path; `None` if it is none.
pub(super) fn steps(path: &str) -> Option<Vec<Step<'_>>> {
    let mut rest = path;
    let mut found = Vec::new();
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix("['") {
            let end = inside.find("']")?;
            found.push(Step::Property(&inside[..end]));
            rest = &inside[end + 2..];
        } else if let Some(inside) = rest.strip_prefix('[') {
            let end =
                inside.find(']').filter(|&end| inside[..end].bytes().all(|byte| byte.is_ascii_digit()))?;
            found.push(Step::Element);
            rest = &inside[end + 1..];
        } else {
            let inside = rest.strip_prefix('.')?;
            let end = inside.find(['.', '[']).unwrap_or(inside.len());
            if !inside[..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                return None;
            }
            found.push(Step::Property(&inside[..end]));
            rest = &inside[end..];
        }
    }
    Some(found)
}

/// Where a path leads from each of these schemas.
pub(super) fn follow<'c>(scope: &Scope<'c>, schemas: Vec<Node<'c>>, path: &str) -> Vec<Node<'c>> {
    let definition = scope.definition;
    let mut reached = schemas;
    for step in steps(path).into_iter().flatten() {
        reached = match step {
            Step::Element => elements(definition, &reached),
            Step::Property(name) => {
                let properties = reached.iter().filter_map(|schema| definition.property(*schema, name));
                properties.filter_map(|property| definition.resolve(property)).collect()
            }
        };
    }
    reached
}

fn elements<'c>(definition: &'c Definition, lists: &[Node<'c>]) -> Vec<Node<'c>> {
    let items = lists.iter().filter_map(|list| list.get("items"));
    items.filter_map(|items| definition.resolve(items)).collect()
}

/// A property as a step of a path.
fn written(name: &str) -> Option<String> {
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    match (is_word, name.contains('\'')) {
        _ if name.is_empty() => None,
        (true, _) => Some(format!(".{name}")),
        (false, false) => Some(format!("['{name}']")),
        (false, true) => None,
    }
}

/// The steps that can follow at these schemas, as parts of a string.
pub(super) fn parts(subject: &Subject<'_>, definition: &Definition, schemas: &[Node<'_>]) -> Vec<Completion> {
    let mut entries = Vec::new();
    for schema in schemas {
        if answers::type_of(*schema) == "array" {
            let entry = subject.part("[0]", CompletionKind::Field, 4, "[0]");
            entries.push(entry.with_detail("first element"));
        }
    }
    for (path, kind) in below(definition, schemas, 1) {
        let entry = subject.part(&path, CompletionKind::Field, 5, &inside_string(&path));
        entries.push(entry.with_detail(kind));
    }
    entries
}

/// What a path that is offered as a whole leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Want {
    Any,
    List,
    /// An object or a list.
    Container,
}

/// Whole expressions: a call with a path behind it.
pub(in super::super) fn whole(
    subject: &Subject<'_>,
    entries: &mut Vec<Completion>,
    call: &str,
    schemas: &[Node<'_>],
    want: Want,
) {
    let Some(definition) = subject.connector.definition() else { return };
    for (path, kind) in below(definition, schemas, DEEPEST) {
        let fits = match want {
            Want::Any => true,
            Want::List => kind == "array",
            Want::Container => matches!(kind.as_str(), "array" | "object"),
        };
        if fits {
            let entry = subject.string(&format!("{call}{path}"), CompletionKind::Field, 5);
            entries.push(entry.with_detail(kind));
        }
    }
}

/// Names of properties, as whole strings.
pub(in super::super) fn names(
    subject: &Subject<'_>,
    entries: &mut Vec<Completion>,
    schemas: &[Node<'_>],
    definition: &Definition,
) {
    for (path, kind) in below(definition, schemas, 1) {
        let name = path.strip_prefix('.').unwrap_or(&path);
        entries.push(subject.string(name, CompletionKind::Field, 5).with_detail(kind));
    }
}

/// The paths below these schemas with the types that they lead to, the shallow ones first.
fn below(definition: &Definition, schemas: &[Node<'_>], depth: usize) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    let mut level: Vec<(String, Node<'_>)> = schemas.iter().map(|schema| (String::new(), *schema)).collect();
    for _ in 0..depth {
        let mut next = Vec::new();
        for (above, schema) in level {
            for property in definition.properties(schema) {
                let Some(step) = written(&property.name()) else { continue };
                let Some(resolved) = definition.resolve(property) else { continue };
                let path = format!("{above}{step}");
                if found.len() == MOST {
                    return found;
                }
                if seen.insert(path.clone()) {
                    found.push((path.clone(), answers::type_of(resolved)));
                    next.push((path, resolved));
                }
            }
        }
        level = next;
    }
    found
}
