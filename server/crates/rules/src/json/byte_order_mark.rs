//! Some Windows editors start a file with an invisible mark, U+FEFF. JSON that is sent to a service must not have it
//! (<https://www.rfc-editor.org/rfc/rfc8259#section-8.1>), and `paconn create` and `paconn update` stop with an error
//! when they read such a file, although `paconn validate` does not mind.
//!
//! ## Bad
//!
//! ```text apiProperties.json
//! <BOM>{
//!   "properties": {
//!     "connectionParameters": {
//!       "api_key": {
//!         "type": "securestring",
//!         "uiDefinition": {
//!           "displayName": "API key",
//!           "description": "The key of your shop.",
//!           "tooltip": "You find the key in the settings of the shop.",
//!           "constraints": { "clearText": false, "required": "true", "tabIndex": 1 }
//!         }
//!       }
//!     },
//!     "iconBrandColor": "#da3b01",
//!     "capabilities": [],
//!     "publisher": "Contoso",
//!     "stackOwner": "Contoso",
//!     "scriptOperations": ["GetItem"]
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```text apiProperties.json
//! {
//!   "properties": {
//!     "connectionParameters": {
//!       "api_key": {
//!         "type": "securestring",
//!         "uiDefinition": {
//!           "displayName": "API key",
//!           "description": "The key of your shop.",
//!           "tooltip": "You find the key in the settings of the shop.",
//!           "constraints": { "clearText": false, "required": "true", "tabIndex": 1 }
//!         }
//!       }
//!     },
//!     "iconBrandColor": "#da3b01",
//!     "capabilities": [],
//!     "publisher": "Contoso",
//!     "stackOwner": "Contoso",
//!     "scriptOperations": ["GetItem"]
//!   }
//! }
//! ```

use connector::Document;
use syntax::{Span, TextEdit};

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "json/byte-order-mark",
    summary: "The file starts with a byte order mark",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Document(check),
};

/// U+FEFF in UTF-8, in bytes.
const LENGTH: u32 = 3;

fn check(context: &mut Context<'_>, document: &Document) {
    let file = document.role();
    // Of a file in UTF-16 the mark goes when the file is saved as UTF-8, which `json/not-utf8` asks for.
    let is_utf16 = context.connector().not_utf8(file).first().is_some_and(|place| place.is_empty());
    if is_utf16 || !syntax::decode::has_byte_order_mark(document.tree().layout()) {
        return;
    }
    let span = Span::new(0, LENGTH);
    let message = "The file starts with a byte order mark, which 'paconn create' and 'paconn update' cannot read. \
                   Save it as UTF-8 without one.";
    context.on_text(file, span, message).fix(Fix::safe(
        "Remove the byte order mark",
        file,
        Change::Text(TextEdit::delete(span)),
    ));
}
