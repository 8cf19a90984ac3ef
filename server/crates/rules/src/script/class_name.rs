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
//!
//! ## Good
//!
//! ```text script.csx
//! public abstract class Base : ScriptBase
//! {
//!     protected Task<HttpResponseMessage> PassOn()
//!     {
//!         return this.Context.SendAsync(this.Context.Request, this.CancellationToken);
//!     }
//! }
//!
//! public class Script // what the platform runs
//!     : Base
//! {
//!     public override Task<HttpResponseMessage> ExecuteAsync()
//!     {
//!         return this.PassOn();
//!     }
//! }
//! ```

use std::iter;

use connector::script::Class;
use connector::{FileRole, Script};
use rustc_hash::{FxHashMap, FxHashSet};

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

/// So many classes of the script may stand between one and `ScriptBase`: classes may extend each other in a circle.
const MOST_BETWEEN: usize = 16;

fn check(context: &mut Context<'_>) {
    let Some(script) = context.connector().script() else { return };
    let classes = || script.classes.iter();
    let is_named = |class: &Class| name(script, class) == "Script";
    // Nearly every script is this plain.
    if classes().any(|class| is_named(class) && base(script, class) == Some("ScriptBase")) {
        return;
    }
    let mut bases = FxHashMap::default();
    for class in classes() {
        if let Some(base) = base(script, class) {
            bases.entry(name(script, class)).or_insert(base);
        }
    }
    let extends = |class: &Class| {
        let chain = iter::successors(base(script, class), |base| bases.get(base).copied());
        chain.take(MOST_BETWEEN + 1).any(|base| base == "ScriptBase")
    };
    if classes().any(|class| is_named(class) && extends(class)) {
        return;
    }
    // Not a class that exists for others to extend.
    let extended: FxHashSet<&str> = bases.values().copied().collect();
    let is_meant = |class: &&Class| !extended.contains(name(script, class)) && extends(class);
    let (span, message) = if let Some(class) = classes().find(is_meant) {
        let name = name(script, class);
        (class.name, format!("The platform runs a class called 'Script', and not '{name}'. Rename it."))
    } else if let Some(class) = classes().find(|class| is_named(class)) {
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

fn name<'s>(script: &'s Script, class: &Class) -> &'s str {
    &script.text()[class.name.range()]
}

/// The name of what a class extends, without its namespace.
fn base<'s>(script: &'s Script, class: &Class) -> Option<&'s str> {
    script.text()[class.base?.range()].rsplit(['.', ':']).next()
}

#[cfg(test)]
mod tests {
    use connector::{Connector, Part};

    use super::*;

    #[test]
    fn the_class_may_extend_by_others_of_the_script() {
        for (script, named) in [
            ("abstract class Base : ScriptBase {} class Script : Base {}", None),
            ("class Script : global::Base {} class Base : Root {} class Root : X.ScriptBase {}", None),
            ("class Base : ScriptBase {} class Main : Base {}", Some("Main")),
            ("class A : B {} class B : A {} class Script : A {}", Some("Script")),
            ("class Script : Elsewhere {}", Some("Script")),
            ("class script(int a) : ScriptBase {}", Some("script")),
        ] {
            let connector = Connector::new(vec![
                Part::new(FileRole::Definition, "{}".to_owned()),
                Part::new(FileRole::Script, script.to_owned()),
            ]);
            let found = crate::check(&connector, &crate::Settings::default(), &crate::Stop::default());
            let mut found = found.iter().filter(|finding| finding.code() == RULE.code);
            assert_eq!(found.next().map(|finding| &script[finding.span.range()]), named, "{script}");
            assert!(found.next().is_none(), "{script}");
        }
    }
}
