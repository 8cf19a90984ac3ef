//! From the two paths to two connectors.

use std::path::Path;

use connector::FileRole;

use crate::workspace::{Base, Single, Trouble, role_of_path};

/// Both sides. Two files are compared alone; a folder is compared with all files of its connector.
pub(super) fn load(
    old: &Path,
    new: &Path,
    base: &Base,
    troubles: &mut Vec<Trouble>,
) -> Result<(Single, Single), Trouble> {
    for path in [old, new] {
        refuse_revision(path)?;
    }
    // A copy may have any name; it is what the other file is.
    let role = [new, old].into_iter().filter(|path| path.is_file()).find_map(role_of_path);
    let role = role.unwrap_or(FileRole::Definition);
    let mut side = |path: &Path| side(path, role, base, troubles);
    let (old, new) = (side(old)?, side(new)?);
    if !new.files.iter().any(|file| old.file(file.role).is_some()) {
        return Err(Trouble::error(
            new.name(),
            format!("{} is another kind of file, so the two cannot be compared.", old.name()),
        ));
    }
    Ok((old, new))
}

fn side(path: &Path, role: FileRole, base: &Base, troubles: &mut Vec<Trouble>) -> Result<Single, Trouble> {
    if !path.is_file() {
        let side = Single::load(path, base, troubles)?;
        remark(&side, troubles);
        return Ok(side);
    }
    let shown = path.to_string_lossy();
    let side = Single::load_file(path, role, base)
        .map_err(|error| Trouble::error(shown.clone(), error.to_string()))?;
    if side.file(FileRole::Script).or(side.file(FileRole::Settings)).is_some() {
        return Err(Trouble::error(
            shown,
            "This file says nothing alone. Compare the folders of the two connectors.",
        ));
    }
    remark(&side, troubles);
    Ok(side)
}

/// Tells of files that can be read in part only: what is missing there looks as if it were gone.
fn remark(side: &Single, troubles: &mut Vec<Trouble>) {
    let damaged = side.files.iter().filter(|file| {
        let document = side.connector.document(file.role);
        document.is_some_and(|document| !document.tree().errors().is_empty())
    });
    troubles.extend(damaged.map(|file| {
        let message = "There are syntax errors in this file; it is compared as far as it can be read.";
        Trouble::warning(&file.shown, message)
    }));
}

/// Refuses `REV:PATH`, which reads like a missing file otherwise.
fn refuse_revision(path: &Path) -> Result<(), Trouble> {
    let text = path.to_string_lossy();
    let Some((revision, inside)) = text.split_once(':') else { return Ok(()) };
    // `C:\…` is a path.
    if path.exists() || revision.len() < 2 || inside.is_empty() {
        return Ok(());
    }
    let message = format!(
        "Git revisions cannot be read yet. Write the file out with 'git show {text} > old.json', and compare \
         old.json."
    );
    Err(Trouble::error(text, message))
}
