//! The samples are built up from empty files: what completion offers is accepted, and only the author's own words are
//! typed. What comes out is the sample, and has no finding.

mod author;
mod editor;

use std::path::PathBuf;

use connector::{FileRole, Part};
use rules::{Profile, Settings, Stop};
use syntax::Node;

use author::{Author, Tally};
use editor::{Editor, sample};

/// In which order the files are written: the later ones name what is in the earlier ones.
const ORDER: [FileRole; 5] = [
    FileRole::Definition,
    FileRole::Properties,
    FileRole::ConnectionParameters,
    FileRole::PolicyTemplateInstances,
    FileRole::Settings,
];

/// Builds a sample, and gives how much of it was accepted and typed: names and values.
#[track_caller]
fn build(folder: &str) -> [Tally; 2] {
    let folder: PathBuf = fixture::samples().join(folder);
    let target = sample(&folder);
    let mut connector = ORDER.iter().fold(target.clone(), |connector, role| connector.without(*role));
    let mut tallies = [Tally::default(); 2];
    for role in ORDER.into_iter().filter(|role| target.part(*role).is_some()) {
        let empty = connector.with(Part::new(role, String::new()));
        let editor = Editor { connector: empty, role, text: String::new(), cursor: 0 };
        let mut author = Author::new(editor, &target);
        author.write();
        connector = author.editor.now();
        let (written, wanted) = (connector.document(role).unwrap(), target.document(role).unwrap());
        assert!(written.root().same_value(wanted.root()), "{}", author.editor.text);
        assert_eq!(names(written.root()), names(wanted.root()), "the order of members");
        for (tally, own) in tallies.iter_mut().zip([author.names, author.values]) {
            tally.accepted += own.accepted;
            tally.typed += own.typed;
        }
    }
    for profile in [Profile::Custom, Profile::Certified, Profile::Independent] {
        let found = rules::check(&connector, &Settings { profile, ..Settings::default() }, &Stop::default());
        let found: Vec<String> =
            found.iter().map(|finding| format!("{}: {}", finding.code(), finding.message)).collect();
        assert_eq!(found, Vec::<String>::new(), "{}", folder.display());
    }
    let [names, values] = tallies;
    println!(
        "{}: {} names accepted, {} typed; {} values accepted, {} typed",
        folder.file_name().unwrap().display(),
        names.accepted,
        names.typed,
        values.accepted,
        values.typed
    );
    // What is typed is an author's: paths, names of schemas and properties, texts.
    assert!(names.accepted > names.typed * 2, "{names:?}");
    tallies
}

fn names(root: Node<'_>) -> Vec<String> {
    root.tree().nodes().filter_map(|node| node.key().map(|key| key.text().into_owned())).collect()
}

/// Whether `connector` is of use: a sample without operations would test nothing.
fn is_telling(tallies: [Tally; 2]) -> bool {
    tallies[0].accepted > 200 && tallies[1].accepted > 50
}

macro_rules! samples {
    ($($test:ident: $folder:literal,)+) => {
        $(#[test]
        fn $test() {
            assert!(is_telling(build($folder)));
        })+
    };
}

samples! {
    a_host_from_the_connection: "azure-key-vault",
    webhooks: "ticket-webhook",
    polling_and_paging: "inventory-polling",
    dynamic_values_and_schemas: "project-board",
    several_ways_to_sign_in: "ledger-multi-auth",
    generic_oauth: "calendar-oauth",
    a_script: "invoice-script",
    revisions: "versioned-orders",
    one_line_and_german: "minified-weather",
    an_unpacked_solution: "solution-export/Connectors",
}
