//! Inputs and outputs of an operation as makers see them: objects are taken apart, lists keep their entries together.

use std::borrow::Cow;

use connector::dynamic::ArgumentSource;
use connector::{Definition, DynamicCall, FileRole, Location, Operation, Visibility, webhook};
use rustc_hash::FxHashMap;
use syntax::{Kind, Node, NodeId};

use super::model::{Control, Field, Fields, Mark, Place, Source};
use super::needs;
use super::schemas::{Schema, Schemas};
use crate::words;

/// How many inputs, and how many outputs, of one operation are shown.
const MAX_FIELDS: usize = 100;
/// How many properties are looked at for them.
const MAX_STEPS: usize = 10 * MAX_FIELDS;
/// How many inputs a source of choices is said to need.
const MAX_NEEDS: usize = 5;
/// How many choices of a drop-down list are shown.
const MAX_CHOICES: usize = 60;
/// How many more choices are counted.
const MAX_COUNTED: usize = 1000;
/// How deep objects and lists are taken apart.
const MAX_DEPTH: usize = 8;
/// How much of a value is shown, in characters.
const VALUE_LENGTH: usize = 80;

/// What fetches choices, the newer form first, as designers prefer it.
const CHOICES: [&str; 2] = ["x-ms-dynamic-list", "x-ms-dynamic-values"];
/// What fetches fields.
const FIELDS: [&str; 2] = ["x-ms-dynamic-properties", "x-ms-dynamic-schema"];

/// Reads the fields of all operations of a definition.
pub(super) struct Reader<'d> {
    schemas: Schemas<'d>,
    /// By the object that describes the call.
    calls: FxHashMap<NodeId, &'d DynamicCall>,
    /// The titles of all operations.
    titles: Vec<String>,
}

/// Which way values go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    In,
    Out,
}

/// The fields that are being read.
struct Reading<'d> {
    way: Way,
    /// How many more are shown.
    left: usize,
    /// How many more properties are looked at: those that are hidden, and objects that lead nowhere, cost too.
    steps: usize,
    is_cut: bool,
    /// The schemas around the one that is read, so that a circle ends.
    around: Vec<NodeId>,
    /// The names around it.
    path: Vec<Cow<'d, str>>,
}

/// What the object around a field says about it.
#[derive(Clone, Copy)]
struct Around {
    is_required: bool,
    is_advanced: bool,
}

impl<'d> Reader<'d> {
    pub(super) fn new(definition: &'d Definition, titles: Vec<String>) -> Self {
        let calls = definition.dynamic_calls.iter().map(|call| (call.node, call)).collect();
        Self { schemas: Schemas::new(definition), calls, titles }
    }

    /// What makers fill in.
    pub(super) fn inputs(&mut self, operation: &'d Operation) -> Fields {
        let definition = self.schemas.definition;
        let mut reading = Reading::new(Way::In);
        let mut fields = Vec::new();
        for parameter in definition.parameters(operation) {
            if reading.left == 0 {
                reading.is_cut = true;
                break;
            }
            let Some(shape) = self.schemas.at(definition.parameter_node(parameter)) else { continue };
            let visibility = shape.visibility();
            if visibility == Visibility::Internal || is_filled_by_platform(&shape) {
                continue;
            }
            let name = parameter.name.as_deref().unwrap_or("unnamed");
            let around =
                Around { is_required: parameter.required, is_advanced: visibility == Visibility::Advanced };
            let location = parameter.location.map_or("", Location::name);
            if location != "body" {
                reading.path = vec![Cow::Borrowed(location)];
                let field = self.field(&shape, Cow::Borrowed(name), around, &mut reading);
                fields.push(field);
                continue;
            }
            reading.path = vec![Cow::Borrowed("body")];
            let Some(body) = shape.get("schema").and_then(|schema| self.schemas.at(schema)) else { continue };
            let before = fields.len();
            self.object(&body, around, &mut reading, &mut fields);
            if fields.len() == before && !body.has_properties() && body.visibility() != Visibility::Internal {
                let mut field = self.field(&body, Cow::Borrowed(name), around, &mut reading);
                field.label = shape.label().or_else(|| body.label()).unwrap_or_else(|| name.to_owned());
                field.description = shape.description().or(field.description);
                fields.push(field);
            }
        }
        needs::name(&mut fields);
        reading.finish(fields)
    }

    /// What the next steps of a flow work with: the answer, or of a webhook what the service sends.
    pub(super) fn outputs(&mut self, operation: &'d Operation) -> Fields {
        let definition = self.schemas.definition;
        let sent = webhook::is_webhook_trigger(definition, operation)
            .then(|| webhook::content(definition, operation)?.get("schema"));
        let schema = sent.flatten().or_else(|| definition.success_schema(operation));
        let mut reading = Reading::new(Way::Out);
        reading.path = vec![Cow::Borrowed("body")];
        let mut fields = Vec::new();
        let around = Around { is_required: false, is_advanced: false };
        if let Some(body) = schema.and_then(|schema| self.schemas.at(schema))
            && body.visibility() != Visibility::Internal
        {
            self.object(&body, around, &mut reading, &mut fields);
            if fields.is_empty() && !body.has_properties() {
                let mut field = self.field(&body, Cow::Borrowed("Body"), around, &mut reading);
                field.label = body.label().unwrap_or(field.label);
                fields.push(field);
            }
        }
        reading.finish(fields)
    }

    /// The fields of an object, those of objects in it among them. Of what fetches its fields, that too.
    fn object(
        &mut self,
        schema: &Schema<'d>,
        around: Around,
        reading: &mut Reading<'d>,
        out: &mut Vec<Field>,
    ) {
        if let Some(source) = self.source(schema, &FIELDS) {
            let mut field = self.leaf(schema, &reading.parent(), around, reading);
            field.control = Control::FetchedFields(source);
            field.is_important = false;
            field.kind = "Fields that are fetched";
            out.push(field);
        }
        let kind = schema.kind();
        let is_object = kind.is_none_or(|kind| kind == "object");
        if !is_object || reading.around.len() >= MAX_DEPTH || reading.around.contains(&schema.node.id()) {
            return;
        }
        reading.around.push(schema.node.id());
        for (name, node) in schema.properties() {
            if reading.left == 0 || reading.steps == 0 {
                reading.is_cut = true;
                break;
            }
            reading.steps -= 1;
            let Some(inner) = self.schemas.at(*node) else { continue };
            let visibility = inner.visibility();
            if visibility == Visibility::Internal || is_filled_by_platform(&inner) {
                continue;
            }
            let around = Around {
                is_required: around.is_required && reading.way == Way::In && schema.requires(name),
                is_advanced: around.is_advanced || visibility == Visibility::Advanced,
            };
            let is_open = inner.has_properties() && inner.kind().is_none_or(|kind| kind == "object");
            let is_fetched = FIELDS.iter().any(|form| inner.get(form).is_some());
            let is_circle = reading.around.contains(&inner.node.id()) || reading.around.len() >= MAX_DEPTH;
            if (is_open || is_fetched) && !is_circle && !self.is_picked(&inner) {
                reading.path.push(name.clone());
                self.object(&inner, around, reading, out);
                reading.path.pop();
            } else {
                out.push(self.field(&inner, name.clone(), around, reading));
            }
        }
        reading.around.pop();
    }

    /// Whether makers choose the whole value.
    fn is_picked(&self, schema: &Schema<'d>) -> bool {
        self.source(schema, &CHOICES).is_some() || schema.get("x-ms-dynamic-tree").is_some()
    }

    /// One value, or a list with the fields of its entries.
    fn field(
        &mut self,
        schema: &Schema<'d>,
        name: Cow<'d, str>,
        around: Around,
        reading: &mut Reading<'d>,
    ) -> Field {
        let mut field = self.leaf(schema, &name, around, reading);
        let is_list = schema.kind().is_some_and(|kind| kind == "array");
        let items = schema.get("items").filter(|_| is_list).and_then(|items| self.schemas.at(items));
        let Some(items) = items.filter(|items| items.visibility() != Visibility::Internal) else {
            return field;
        };
        if reading.around.len() >= MAX_DEPTH || reading.around.contains(&items.node.id()) {
            return field;
        }
        let around = Around { is_required: false, is_advanced: false };
        reading.path.push(name);
        // A list is a circle's part too.
        reading.around.push(schema.node.id());
        let mut fields = Vec::new();
        self.object(&items, Around { is_required: true, ..around }, reading, &mut fields);
        let is_plain = items.kind().is_some_and(|kind| kind != "object");
        if fields.is_empty() && is_plain && reading.left > 0 {
            let entry = self.field(&items, Cow::Borrowed("entry"), around, reading);
            // An output of plain values says nothing more about them.
            if reading.way == Way::In || !entry.fields.is_empty() {
                fields.push(Field { label: format!("{} entry", field.label), ..entry });
            }
        }
        reading.around.pop();
        reading.path.pop();
        field.fields = fields;
        field
    }

    fn leaf(&self, schema: &Schema<'d>, name: &str, around: Around, reading: &mut Reading<'d>) -> Field {
        reading.left = reading.left.saturating_sub(1);
        let label = schema.label().unwrap_or_else(|| reading.label(name));
        Field {
            key: reading.key(name),
            label,
            kind: kind(schema),
            description: schema.description(),
            is_required: around.is_required,
            is_important: schema.visibility() == Visibility::Important && !around.is_advanced,
            is_advanced: around.is_advanced,
            control: if reading.way == Way::In { self.control(schema) } else { Control::Line },
            default: schema.get("default").and_then(|value| shown(value).map(|_| choice(schema, value))),
            fields: Vec::new(),
            place: Some(place(FileRole::Definition, schema.node)),
            mark: Mark::Same,
        }
    }

    fn control(&self, schema: &Schema<'d>) -> Control {
        if let Some(source) = self.source(schema, &CHOICES) {
            return Control::Fetched(source);
        }
        if let Some(tree) = schema.get("x-ms-dynamic-tree") {
            return Control::Picker(self.called(tree.get("open").unwrap_or(tree)));
        }
        if let Some(list) = schema.get("enum").filter(|list| list.is_array()) {
            let values = list.items().take(MAX_CHOICES);
            let names: Vec<String> = values.map(|value| choice(schema, value)).collect();
            // How many more there are is counted only so far, as others may have the same list.
            let more = list.items().skip(MAX_CHOICES).take(MAX_COUNTED).count();
            return Control::Choices { names, more };
        }
        match schema.kind().as_deref() {
            Some("boolean") => Control::YesNo,
            Some("array") if schema.get("items").is_some() => Control::List,
            _ if schema.text("format").is_some_and(|format| format == "password") => Control::Secret,
            _ => Control::Line,
        }
    }

    /// What the first of these extensions asks.
    fn source(&self, schema: &Schema<'d>, forms: &[&str]) -> Option<Source> {
        let call = forms.iter().find_map(|form| schema.get(form).filter(|call| call.is_object()))?;
        Some(self.called(call))
    }

    /// What a call asks, and which inputs it needs.
    fn called(&self, call: Node<'d>) -> Source {
        let definition = self.schemas.definition;
        let id = call.get("operationId").and_then(Node::as_str);
        let known = id.as_deref().and_then(|id| self.titles.get(definition.operation_index(id)?));
        let other = || ["builtInOperation", "capability"].iter().find_map(|name| call.get(name)?.as_str());
        let operation = known.cloned().or_else(|| id.clone().or_else(other).map(Cow::into_owned));
        let arguments = self.calls.get(&call.id()).map(|call| call.arguments.as_slice()).unwrap_or_default();
        let needs = arguments.iter().filter_map(|argument| match argument.source {
            ArgumentSource::Parameter(name) | ArgumentSource::ParameterReference(name) => {
                let name = definition.node(name).as_str()?;
                Some(words::cut(name.strip_prefix("body/").unwrap_or(&name), VALUE_LENGTH))
            }
            _ => None,
        });
        let operation = operation.unwrap_or_else(|| "an operation that is not named".to_owned());
        Source { operation: words::cut(&operation, VALUE_LENGTH), needs: needs.take(MAX_NEEDS).collect() }
    }
}

impl<'d> Reading<'d> {
    fn new(way: Way) -> Self {
        Self { way, left: MAX_FIELDS, steps: MAX_STEPS, is_cut: false, around: Vec::new(), path: Vec::new() }
    }

    /// The name of what is around, for the fields of it that have none.
    fn parent(&self) -> Cow<'d, str> {
        self.path.last().cloned().unwrap_or_default()
    }

    fn key(&self, name: &str) -> String {
        let mut key = self.path.join("/");
        key.push('/');
        key.push_str(name);
        words::cut(&key, VALUE_LENGTH * 4)
    }

    /// What makers read of a field that has no title: its name, behind those of the objects around it.
    fn label(&self, name: &str) -> String {
        let mut label = String::new();
        for around in self.path.iter().skip(1).filter(|around| around.as_ref() != name) {
            label.push_str(around);
            label.push('/');
        }
        label.push_str(name);
        words::cut(&label, VALUE_LENGTH * 2)
    }

    /// Important fields come first.
    fn finish(self, mut fields: Vec<Field>) -> Fields {
        fields.sort_by_key(|field| !field.is_important);
        Fields { fields, is_cut: self.is_cut }
    }
}

/// Whether the platform fills it in: the address that the service is to call.
fn is_filled_by_platform(schema: &Schema<'_>) -> bool {
    schema.get(webhook::URL).and_then(Node::as_bool) == Some(true)
}

/// Where something is written.
pub(super) fn place(file: FileRole, node: Node<'_>) -> Place {
    Place { file, pointer: None, span: node.full_span() }
}

/// What kind of value it is, in words.
fn kind(schema: &Schema<'_>) -> &'static str {
    let format = schema.text("format");
    let format = format.as_deref().unwrap_or_default();
    match (schema.kind().as_deref(), format) {
        (Some("string") | None, "date-time") => "Date and time",
        (Some("string"), "date") => "Date",
        (Some("string"), "binary" | "byte") | (Some("file"), _) => "File content",
        (Some("string"), "email") => "E-mail address",
        (Some("string"), "uri") => "Address",
        (Some("string"), "html") => "HTML",
        (Some("string"), "password") => "Secret text",
        (Some("string"), _) => "Text",
        (Some("integer"), _) => "Whole number",
        (Some("number"), _) => "Number",
        (Some("boolean"), _) => "Yes or no",
        (Some("array"), _) => "List",
        (Some("object"), _) => "Object",
        _ => "Any value",
    }
}

/// A value by the name that `x-ms-enum-values` gives it, else as it is.
fn choice(schema: &Schema<'_>, value: Node<'_>) -> String {
    let text = text_of(value);
    let entries = schema.get("x-ms-enum-values").into_iter().flat_map(Node::items).take(MAX_CHOICES);
    let is_it = |entry: &Node<'_>| entry.get("value").is_some_and(|value| text_of(value) == text);
    let name = entries.filter(|entry| entry.is_object()).find(is_it);
    let name = name.and_then(|entry| entry.get("displayName")?.as_str());
    words::cut(&name.unwrap_or(text), VALUE_LENGTH)
}

/// A value as text: a string without its quotes.
fn text_of(node: Node<'_>) -> Cow<'_, str> {
    node.as_str().unwrap_or(Cow::Borrowed(node.raw()))
}

/// A value as it is shown; `None` if there is nothing to show.
pub(super) fn shown(node: Node<'_>) -> Option<String> {
    let is_value =
        matches!(node.kind(), Kind::String | Kind::Number | Kind::Boolean | Kind::Array | Kind::Object);
    let text = text_of(node);
    (is_value && !text.is_empty()).then(|| words::cut(&text, VALUE_LENGTH))
}
