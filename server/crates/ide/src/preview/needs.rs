//! What has to be filled in before choices or fields can be fetched, by the labels that makers read.

use rustc_hash::FxHashMap;

use super::model::{Control, Field};

/// Replaces the names of inputs in [`super::model::Source::needs`] by their labels.
pub(super) fn name(fields: &mut [Field]) {
    let mut labels = FxHashMap::default();
    collect(fields, &mut labels);
    replace(fields, &labels);
}

/// Labels by name, of what is in the body by the path in it. The first one counts.
fn collect(fields: &[Field], labels: &mut FxHashMap<String, String>) {
    for field in fields {
        if let Some((_, name)) = field.key.split_once('/') {
            labels.entry(name.to_owned()).or_insert_with(|| field.label.clone());
        }
        collect(&field.fields, labels);
    }
}

fn replace(fields: &mut [Field], labels: &FxHashMap<String, String>) {
    for field in fields {
        if let Control::Fetched(source) | Control::Picker(source) | Control::FetchedFields(source) =
            &mut field.control
        {
            for need in &mut source.needs {
                if let Some(label) = labels.get(need) {
                    need.clone_from(label);
                }
            }
        }
        replace(&mut field.fields, labels);
    }
}
