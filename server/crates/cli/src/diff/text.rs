//! For people: what changed, where in both files, what to do.

use std::fmt::Write as _;

use evolution::changes::{Change, Class, Update};

use super::{View, published};
use crate::check::counted;
use crate::reporters::{Look, gutter, remark, snippet};
use crate::terminal::{Palette, visible};

/// `--format text`.
pub(super) fn print(view: &View<'_>, palette: &Palette, width: usize) -> String {
    let mut out = String::new();
    for change in view.by_weight() {
        one(view, change, palette, width, &mut out);
    }
    if view.comparison.changes.is_empty() {
        let _ = writeln!(out, "{}", palette.strong.paint("No change that flows could feel."));
    } else {
        let worst = match view.comparison.count(Class::Breaking) {
            0 => palette.strong,
            _ => palette.error,
        };
        let _ = writeln!(out, "{} {}.", worst.paint("Found"), view.counts());
    }
    if view.comparison.update != Update::None || view.comparison.changes.is_empty() {
        let _ = writeln!(out, "{}", view.verdict());
    }
    out
}

fn one(view: &View<'_>, change: &Change, palette: &Palette, width: usize, out: &mut String) {
    let paint = match change.class {
        Class::Breaking => palette.error,
        Class::Risky => palette.warning,
        Class::Compatible => palette.info,
    };
    let _ = writeln!(
        out,
        "{}{}{} {}",
        paint.paint(change.class.name()),
        paint.paint(format_args!("[{}]", change.kind.code)),
        palette.strong.paint(":"),
        palette.strong.paint(visible(&change.message)),
    );
    let new = change.new.map(|spot| (view.new.1.get(spot.file), spot.span));
    let old = published(change).map(|spot| (view.old.1.get(spot.file), spot.span));
    let widest =
        [new, old].into_iter().flatten().map(|(source, span)| gutter(source, span.start)).max().unwrap_or(1);
    let look = Look { palette, paint, mark: '^', width, gutter: widest };
    if let Some((source, span)) = new {
        out.push_str(&snippet(source, span, look));
    }
    if let Some((source, span)) = old {
        remark(out, palette, widest, "note", "in the published connector");
        out.push_str(&snippet(source, span, Look { paint: palette.frame, mark: '-', ..look }));
    }
    if !change.also.is_empty() {
        let more = counted(change.also.len() as u64, "more place", "more places");
        remark(out, palette, widest, "note", &format!("and {more} in the new connector"));
    }
    remark(out, palette, widest, "help", &visible(&change.remedy));
    out.push('\n');
}
