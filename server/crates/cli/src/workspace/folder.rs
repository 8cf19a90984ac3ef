//! One connector's folder, as the loader wants it.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io};

use connector::{Files, Source, may_be_followed, role_of};
use syntax::decode::SourceEncoding;
use syntax::{Decoded, decode};

use super::disk::{self, ReadError};
use super::paths::{join, resolved};
use super::{Target, Trouble};

/// How a file's bytes differ from the text that was made of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Original {
    /// UTF-8 with some bytes that are none. After each of them: the offset in the text, and the one in the file.
    Damaged(Vec<(u32, u32)>),
    /// UTF-16.
    Utf16,
}

/// The text of a file's bytes, and how the bytes differ from it; `None`: not at all.
pub(crate) fn text_of(bytes: Vec<u8>) -> (Decoded, Option<Original>) {
    match String::from_utf8(bytes) {
        Ok(text) => (Decoded::whole(text), None),
        Err(error) => {
            let bytes = error.into_bytes();
            let breaks = breaks(&bytes);
            let decoded = decode(bytes);
            let original = match decoded.encoding {
                SourceEncoding::Utf8 => Original::Damaged(breaks),
                SourceEncoding::Utf16Le | SourceEncoding::Utf16Be => Original::Utf16,
            };
            (decoded, Some(original))
        }
    }
}

/// Read access to a target. Whatever cannot be read is noted.
pub(crate) struct Folder<'t> {
    target: &'t Target,
    troubles: RefCell<Vec<Trouble>>,
    originals: RefCell<HashMap<String, Original>>,
    /// What is in the folder, or why that is not known.
    listing: OnceCell<io::Result<Vec<OsString>>>,
}

impl<'t> Folder<'t> {
    pub(crate) fn new(target: &'t Target) -> Self {
        Self { target, troubles: RefCell::default(), originals: RefCell::default(), listing: OnceCell::new() }
    }

    /// The path of the file `name` as it is shown.
    pub(crate) fn shown(&self, name: &str) -> String {
        // A path that begins at a drive or at the root stands for itself.
        if Path::new(name).is_absolute() {
            return name.to_owned();
        }
        join(&self.target.shown, name)
    }

    /// The path of the file `name`.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        // Windows authors write backslashes into settings.json, and the file is read everywhere.
        let has_backslash =
            cfg!(not(windows)) && name.contains('\\') && !self.target.folder.join(name).exists();
        if has_backslash {
            self.target.folder.join(name.replace('\\', "/"))
        } else {
            self.target.folder.join(name)
        }
    }

    /// How the bytes of the file `name` differ from its text; `None`: not at all.
    pub(crate) fn original(&self, name: &str) -> Option<Original> {
        self.originals.borrow().get(name).cloned()
    }

    /// What could not be read so far.
    pub(crate) fn into_troubles(self) -> Vec<Trouble> {
        self.troubles.into_inner()
    }

    fn listing(&self) -> &io::Result<Vec<OsString>> {
        self.listing.get_or_init(|| {
            let entries = fs::read_dir(&self.target.folder)?;
            Ok(entries.flatten().map(|entry| entry.file_name()).collect())
        })
    }

    fn note(&self, trouble: Trouble) {
        // The loader reads some files twice.
        let mut troubles = self.troubles.borrow_mut();
        if !troubles.contains(&trouble) {
            troubles.push(trouble);
        }
    }

    /// Why a file may not be read; `None`: it may. Neither a path that a document names nor a link leads out of the
    /// project, unless it is a file that was given by name.
    fn obstacle(&self, name: &str) -> Option<&'static str> {
        let is_plain = !name.contains(['/', '\\']) && name != "..";
        if !is_plain && !may_be_followed(name) {
            return Some("settings.json names this, which is no relative path of a file; it is not read.");
        }
        let path = self.path(name);
        let is_link = || fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_symlink());
        if is_plain && !is_link() {
            return None;
        }
        let real = resolved(&path)?;
        let is_given = || self.target.only.as_ref().is_some_and(|only| only.contains(&real));
        if real.starts_with(&self.target.boundary) || is_given() {
            return None;
        }
        Some(if is_plain {
            "This link leads out of the project; it is not read."
        } else {
            "settings.json names this file, but it lies outside of the project; it is not read."
        })
    }
}

impl Files for Folder<'_> {
    fn names(&self) -> Vec<String> {
        let entries = match self.listing() {
            Ok(entries) => entries,
            Err(error) => {
                self.note(Trouble::error(&self.target.shown, format!("This cannot be read: {error}.")));
                return Vec::new();
            }
        };
        let mut names = Vec::new();
        for name in entries {
            let is_wanted = role_of(&name.to_string_lossy()).is_some();
            match name.to_str() {
                Some(name) if is_wanted => names.push(name.to_owned()),
                None if is_wanted => {
                    let shown = self.shown(&name.to_string_lossy());
                    self.note(Trouble::error(shown, "The file's name is not UTF-8; it is not checked."));
                }
                _ => {}
            }
        }
        names
    }

    fn siblings(&self) -> Option<Vec<String>> {
        // What cannot be listed is noted when the names are asked for.
        let entries = self.listing().as_ref().ok()?;
        Some(entries.iter().filter_map(|name| name.to_str().map(str::to_owned)).collect())
    }

    fn read(&self, name: &str) -> Option<Source> {
        if let Some(message) = self.obstacle(name) {
            self.note(Trouble::error(self.shown(name), message));
            return None;
        }
        let bytes = match disk::read(&self.path(name)) {
            Ok(bytes) => bytes,
            Err(ReadError::Absent) if fs::symlink_metadata(self.path(name)).is_ok() => {
                self.note(Trouble::error(self.shown(name), "This link leads nowhere."));
                return None;
            }
            Err(ReadError::Absent) => {
                // Listed files are there: this one was named.
                self.note(Trouble::warning(
                    self.shown(name),
                    "settings.json names this file, but there is none.",
                ));
                return None;
            }
            Err(error) => {
                self.note(Trouble::error(self.shown(name), error.to_string()));
                return None;
            }
        };
        let (decoded, original) = text_of(bytes);
        if let Some(original) = original {
            self.originals.borrow_mut().insert(name.to_owned(), original);
        }
        Some(Source { decoded })
    }
}

/// Where text and file come apart: after each run of bytes that is no UTF-8 and became one U+FFFD.
fn breaks(bytes: &[u8]) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let (mut in_text, mut in_file) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        in_text += chunk.valid().len();
        in_file += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            in_text += char::REPLACEMENT_CHARACTER.len_utf8();
            in_file += chunk.invalid().len();
            found.push((in_text as u32, in_file as u32));
        }
    }
    found
}
