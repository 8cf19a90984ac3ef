//! Against real repositories, made by `git`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod automatic;
mod files;
mod named;
mod places;
mod renames;
mod repository;
mod revisions;
mod unread;
