//! The command line, driven as people and scripts do: the real binary, real folders, real pipes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails says where")]

mod baseline;
mod commands;
mod configuration;
mod damaged_repositories;
mod diff;
mod diff_revisions;
mod entries;
mod faults;
mod fixes;
mod formats;
mod hostile;
mod preview;
mod revision;
mod runs;
mod scratch;
mod special_files;
#[cfg(unix)]
mod strangers;
mod writing;
