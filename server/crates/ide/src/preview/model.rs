//! The preview as plain data.

use connector::FileRole;
use evolution::lifecycle::Stage;
use syntax::Span;

use crate::open_changes::OpenChanges;

/// What makers see, as the files are now and as they are published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The files as they are now. What is gone since the connector was published stands here too, marked so.
    pub edited: Page,
    /// What is published, if that is known.
    pub published: Option<PublishedPage>,
}

/// What is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPage {
    /// Where it comes from: a branch, a revision, a path.
    pub label: Box<str>,
    /// What makers see of it. It has no places, since its text is not at hand.
    pub page: Page,
    /// What differs beside the operations, each in a few words: `another title`.
    pub differences: Vec<&'static str>,
}

/// One state of a connector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// `info.title`, else a word for it.
    pub title: String,
    /// `info.description`.
    pub description: Option<String>,
    /// `publisher`.
    pub publisher: Option<String>,
    /// `info.version`.
    pub version: Option<String>,
    /// `iconBrandColor` as `#rrggbb`, if it is a colour.
    pub colour: Option<[u8; 3]>,
    /// Whether the connector as a whole is in Preview.
    pub is_preview: bool,
    /// The ways to sign in; none if the file that says so is not at hand.
    pub sign_in: Option<Vec<SignIn>>,
    /// In the order in which they are shown.
    pub triggers: Vec<Card>,
    /// In the order in which they are shown.
    pub actions: Vec<Card>,
    /// How many operations nobody sees, since they are internal.
    pub internal: usize,
}

/// One way to make a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// What it is called, where there are several.
    pub title: Option<String>,
    /// What is said about it.
    pub description: Option<String>,
    /// What makers fill in.
    pub fields: Vec<Field>,
}

/// Which part of a list an operation stands in. The later, the less prominent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// At the top.
    Important,
    /// Below.
    Normal,
    /// Behind a toggle.
    Advanced,
    /// At the end.
    Deprecated,
}

/// An operation as makers see it in the list, and opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its operationId.
    pub operation_id: Option<Box<str>>,
    /// Method and path.
    pub route: String,
    /// The summary, else the operationId, else the route.
    pub title: String,
    /// The description.
    pub description: Option<String>,
    /// Which part of the list it stands in.
    pub group: Group,
    /// Whether it is in Preview, by itself or with the whole connector.
    pub is_preview: bool,
    /// Which revision of its family it is.
    pub revision: i64,
    /// The title of the revision to use in its place, if there is a newer one.
    pub newer: Option<String>,
    /// How far it is on its way out.
    pub stage: Option<Stage>,
    /// The day until which it is supported, as written.
    pub expires: Option<Box<str>>,
    /// How it fires, if it is a trigger.
    pub firing: Option<Firing>,
    /// How makers can make the trigger fire: `x-ms-trigger-hint`.
    pub hint: Option<String>,
    /// What makers fill in.
    pub inputs: Fields,
    /// What the next steps of a flow work with.
    pub outputs: Fields,
    /// The operation in the definition.
    pub place: Option<Place>,
    /// What is open since it was published.
    pub open: OpenChanges,
    /// What has become of it.
    pub mark: Mark,
}

/// How a trigger fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Firing {
    /// The platform asks again and again; the answer is a list, or one event.
    Polling {
        /// A list of events.
        is_batch: bool,
    },
    /// The service calls.
    Webhook,
}

/// Fields in order, as many as are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The fields, important ones first.
    pub fields: Vec<Field>,
    /// Whether there are more than are shown.
    pub is_cut: bool,
}

/// One field to fill in, or one value that comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What tells it from the others beside it: where it travels, and its name.
    pub key: String,
    /// What makers read.
    pub label: String,
    /// What kind of value it is, in a word or two.
    pub kind: &'static str,
    /// What is said about it.
    pub description: Option<String>,
    /// Whether it must be filled in.
    pub is_required: bool,
    /// Whether it is to catch the eye.
    pub is_important: bool,
    /// Whether it is behind the advanced options.
    pub is_advanced: bool,
    /// What it is filled in with.
    pub control: Control,
    /// What it starts with.
    pub default: Option<String>,
    /// The fields of each entry, if it is a list.
    pub fields: Vec<Field>,
    /// Where it is written.
    pub place: Option<Place>,
    /// What has become of it.
    pub mark: Mark,
}

/// What a field is filled in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// A line of text, a number, a date: the field's kind says which.
    Line,
    /// Yes or no.
    YesNo,
    /// A line that cannot be read.
    Secret,
    /// One of these.
    Choices {
        /// The names of the choices, those that are shown.
        names: Vec<String>,
        /// How many more there are.
        more: usize,
    },
    /// One of those that an operation gives.
    Fetched(Source),
    /// A window to pick from, filled by an operation.
    Picker(Source),
    /// Fields that an operation describes.
    FetchedFields(Source),
    /// Any number of entries.
    List,
    /// A window of the service to sign in.
    SignIn,
    /// A data gateway to choose.
    Gateway,
}

/// Where choices or fields come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The title of the operation that is asked, or what else is named.
    pub operation: String,
    /// The inputs that it needs first, as makers read them.
    pub needs: Vec<String>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FileRole,
    /// The JSON pointer. Of a field it is not made, since it would take longer than the preview.
    pub pointer: Option<String>,
    /// In bytes of the file.
    pub span: Span,
}

/// What has become of something since it was published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    #[default]
    Same,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else: each difference in a few words.
    Changed(Vec<String>),
}

impl Page {
    /// All operations: triggers, then actions.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        self.triggers.iter().chain(&self.actions)
    }

    pub(super) fn cards_mut(&mut self) -> impl Iterator<Item = &mut Card> {
        self.triggers.iter_mut().chain(&mut self.actions)
    }

    /// Leaves out all places: they are in a text that the reader does not have.
    pub(super) fn forget_places(&mut self) {
        for way in self.sign_in.iter_mut().flatten() {
            way.fields.iter_mut().for_each(Field::forget_places);
        }
        self.cards_mut().for_each(Card::forget_places);
    }
}

impl Card {
    pub(super) fn forget_places(&mut self) {
        self.place = None;
        let fields = self.inputs.fields.iter_mut().chain(&mut self.outputs.fields);
        fields.for_each(Field::forget_places);
    }
}

impl Field {
    pub(super) fn forget_places(&mut self) {
        self.place = None;
        self.fields.iter_mut().for_each(Self::forget_places);
    }
}
