//! A script may have up to 1 MB (1,048,576 bytes;
//! [limits](https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code)). The upload of a larger one fails.
//!
//! ## Bad
//!
//! ```text script.csx
//! public class Script : ScriptBase
//! {
//!     // <REPEAT 1048576>.</REPEAT>
//!     public override async Task<HttpResponseMessage> ExecuteAsync()
//!     {
//!         return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
//!     }
//! }
//! ```
//!
//! ## Good
//!
//! ```text script.csx
//! public class Script : ScriptBase
//! {
//!     // <REPEAT 1000>.</REPEAT>
//!     public override async Task<HttpResponseMessage> ExecuteAsync()
//!     {
//!         return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
//!     }
//! }
//! ```

use connector::FileRole;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::weights::share_of_text;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "script/too-large",
    summary: "The script has more bytes than the platform takes",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Connector(check),
};

/// The most bytes of a script.
const LIMIT: u32 = 1 << 20;

fn check(context: &mut Context<'_>) {
    let Some(script) = context.connector().script() else { return };
    let bytes = script.text().len() as u32;
    if bytes > LIMIT {
        let message = format!(
            "The script has {}. Take out what no operation needs.",
            share_of_text(bytes, "bytes", LIMIT)
        );
        context.on_text(FileRole::Script, script.head(), message);
    }
}
