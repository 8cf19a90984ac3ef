//! For a comment on a pull request: what breaks, for whom, what to do, and what the update counts as.

use evolution::changes::Change;
use ide::change_page::Compared;

use super::View;

/// `--format markdown`.
pub(super) fn print(view: &View<'_>) -> String {
    let place = |change: &Change| {
        let new = change.new.map(|spot| (&view.new.1, spot));
        let (sources, spot) = new.or_else(|| change.old.map(|spot| (&view.old.1, spot)))?;
        let source = sources.get(spot.file);
        let place = source.place(spot.span);
        Some(format!("{}:{}:{}", source.path, place.line, place.column))
    };
    ide::change_page::markdown(&Compared {
        new: &view.new.0.connector,
        comparison: view.comparison,
        old_name: view.old.0.name(),
        new_name: view.new.0.name(),
        place: &place,
    })
}
