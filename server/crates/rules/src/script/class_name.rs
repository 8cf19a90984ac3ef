//! The platform looks for a class called `Script` that extends `ScriptBase`, in these letters, and runs its `ExecuteAsync`. A
//! script with another class is refused
//! ([source](https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code)).
//!
//! ## Bad
//!
//! ```text script.csx
//! public class script : ScriptBase
//! {
//!     public override async Task<HttpResponseMessage> ExecuteAsync()
//!     {
//!         return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
//!     }
//! }
//! ```
//!
//! ## Bad
//!
//! ```text script.csx
//! public class Script
//! {
//!     public async Task<HttpResponseMessage> ExecuteAsync()
//!     {
//!         return new HttpResponseMessage(HttpStatusCode.OK);
//!     }
//! }
//! ```
//!
//! ## Good
//!
//! ```text script.csx
//! public class Script : ScriptBase
//! {
//!     public override async Task<HttpResponseMessage> ExecuteAsync()
//!     {
//!         return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
//!     }
//! }
//! ```

use connector::{FileRole, Script};

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "script/class-name",
    summary: "The script has no class 'Script' that extends 'ScriptBase'",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(script) = context.connector().script() else { return };
    let extends = |class: &&connector::script::Class| {
        class.base.is_some_and(|base| script.text()[base.range()].rsplit('.').next() == Some("ScriptBase"))
    };
    let is_named = |class: &&connector::script::Class| name(script, class) == "Script";
    let classes = || script.classes.iter();
    if classes().any(|class| extends(&class) && is_named(&class)) {
        return;
    }
    let (span, message) = if let Some(class) = classes().find(extends) {
        let name = name(script, class);
        (class.name, format!("The platform runs a class called 'Script', and not '{name}'. Rename it."))
    } else if let Some(class) = classes().find(is_named) {
        (
            class.name,
            "The class must extend 'ScriptBase' to be run. Write 'class Script : ScriptBase'.".to_owned(),
        )
    } else {
        (
            script.head(),
            "There is no class that the platform could run. Write 'public class Script : ScriptBase'."
                .to_owned(),
        )
    };
    context.on_text(FileRole::Script, span, message);
}

fn name<'s>(script: &'s Script, class: &connector::script::Class) -> &'s str {
    &script.text()[class.name.range()]
}
