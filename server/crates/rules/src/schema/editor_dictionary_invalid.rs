//! With `"x-ms-editor": "dictionary"` the designer asks for names and values. That works for an object that takes any
//! properties, as `additionalProperties` says; the platform refuses it on anything else.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/x-ms-editor
//! "dictionary"
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/labels
//! {
//!   "type": "object",
//!   "additionalProperties": false,
//!   "x-ms-editor": "dictionary",
//!   "x-ms-summary": "Labels",
//!   "description": "Names and values of your own."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/labels
//! {
//!   "type": "object",
//!   "additionalProperties": { "type": "string" },
//!   "x-ms-editor": "dictionary",
//!   "x-ms-summary": "Labels",
//!   "description": "Names and values of your own."
//! }
//! ```

use syntax::Node;
use vocabulary::{Place, Types};

use crate::fix::{Change, Fix};
use crate::places::TYPED;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::declared_type;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/editor-dictionary-invalid",
    summary: "The dictionary editor is for something that takes no names",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["InvalidCustomEditorExtensionDictionaryValue"],
    check: Check::Members(TYPED, &["x-ms-editor"], check),
};

fn check(context: &mut Context<'_>, editor: Node<'_>, _: Place) {
    let is_dictionary = editor.as_str().is_some_and(|editor| editor == "dictionary");
    let Some(schema) = editor.parent().filter(|_| is_dictionary) else { return };
    let Some(types) = declared_type(schema) else { return };
    let closed = schema.get("additionalProperties").filter(|additional| additional.as_bool() == Some(false));
    if !types.contains(Types::OBJECT) {
        let message =
            "The dictionary editor is for objects. Remove it, or make this an object that takes any names.";
        let finding = context.on_value(editor, message);
        finding.fix(Fix::unsafe_("Remove 'x-ms-editor'", finding.file, Change::Remove(editor.id())));
    } else if let Some(closed) = closed {
        let message = "The dictionary editor needs an object that takes any names. Say in 'additionalProperties' what \
                       their values are.";
        let finding = context.on_value(editor, message);
        let file = finding.file;
        let change = Change::Replace(closed.id(), r#"{ "type": "string" }"#.to_owned());
        finding.related(file, closed.full_span(), "Other names are forbidden here.").fix(Fix::unsafe_(
            "Allow any names with texts",
            file,
            change,
        ));
    }
}
