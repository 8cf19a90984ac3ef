//! Snippets: what a person writes as a whole, such as an action, a webhook with the operation that ends it, or a sign-in.
//!
//! - `draft`: a text with named stops, and how it becomes a completion
//! - `frame`: how it is laid out at the cursor
//! - `free`: names that nothing else has
//! - `operation_templates`: the texts of actions and triggers
//! - one file a subject: `operations`, `parameters`, `dynamic`, `responses`, `root`, `connection`, `policies`, `files`
//!
//! What a snippet inserts has no finding of its own with the words that it comes with, but names that only the author
//! can know may have to follow.

mod connection;
pub(crate) mod draft;
mod dynamic;
pub(crate) mod files;
mod frame;
mod free;
mod operation_templates;
pub(crate) mod operations;
mod parameters;
mod policies;
mod responses;
mod root;

use vocabulary::Place;

use super::site::Slot;
use super::{Completion, Subject};
use draft::Draft;
use frame::Frame;

/// Where only snippets and the author's own names can stand, snippets come first.
const FIRST: u8 = 5;
/// Where there are members too, those that most operations have come before.
const AFTER_MEMBERS: u8 = 45;

/// The snippets that fit at the cursor.
pub(super) fn add(subject: &Subject<'_>, entries: &mut Vec<Completion>) {
    let drafts = match subject.site.slot {
        Slot::Root => files::roots(subject),
        Slot::Key { has_colon: false } => members(subject),
        Slot::Item if !subject.site.in_string => elements(subject),
        _ => return,
    };
    if drafts.is_empty() {
        return;
    }
    let frame = Frame::of(subject);
    let free = free::Names::of(subject);
    entries.extend(drafts.iter().filter_map(|draft| draft.completion(subject, &frame, &free)));
}

/// Members for the object around the cursor.
fn members(subject: &Subject<'_>) -> Vec<Draft> {
    match subject.place() {
        Place::Paths => operations::path_items(),
        Place::PathItem => operations::methods(subject),
        Place::Operation => root::pageable(subject).into_iter().collect(),
        Place::Responses => responses::responses(subject),
        Place::Response => responses::schema(subject).into_iter().collect(),
        Place::SchemaProperties => parameters::properties(),
        Place::Root => root::members(subject),
        Place::PropertiesRoot => files::properties(subject),
        Place::SettingsRoot => files::settings(subject),
        Place::Properties => connection::sets(subject).into_iter().collect(),
        Place::ConnectionParameters => connection::parameters(subject),
        place if place.is_schema() => dynamic::of_schema(subject),
        place if place.is_parameter() => dynamic::of_parameter(subject).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Elements for the list around the cursor.
fn elements(subject: &Subject<'_>) -> Vec<Draft> {
    match subject.place() {
        Place::Parameters => parameters::parameters(subject),
        Place::PolicyTemplateInstances => policies::policies(subject),
        Place::ConnectionParameterSetValues => connection::ways(subject),
        _ => Vec::new(),
    }
}
