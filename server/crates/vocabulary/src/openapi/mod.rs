//! Swagger 2.0, as far as connectors use it.

pub(crate) mod operation;
pub(crate) mod parameter;
pub(crate) mod root;
pub(crate) mod schema;
pub(crate) mod security;

use crate::content::Content;
use crate::member::ValueDoc;
use crate::place::Place;

pub(crate) const fn content(place: Place) -> Option<Content> {
    Some(match place {
        Place::Root => Content::Members(root::ROOT),
        Place::Info => Content::Members(root::INFO),
        Place::Contact => Content::Members(root::CONTACT),
        Place::License => Content::Members(root::LICENSE),
        Place::ExternalDocs => Content::Members(root::EXTERNAL_DOCS),
        Place::Tags => Content::List(Place::Tag),
        Place::Tag => Content::Members(root::TAG),
        Place::Schemes | Place::MimeTypes | Place::TagNames | Place::Required | Place::SecurityScopes => {
            Content::List(Place::Leaf)
        }

        Place::Paths => Content::Map(Place::PathItem),
        Place::PathItem => Content::Members(operation::PATH_ITEM),
        Place::Operation => Content::Members(operation::OPERATION),

        Place::Parameters => Content::List(Place::Parameter),
        Place::SharedParameters => Content::Map(Place::Parameter),
        Place::Parameter => Content::Members(parameter::PARAMETER),
        Place::PathParameter => Content::Members(parameter::PATH_PARAMETER),
        Place::QueryParameter => Content::Members(parameter::QUERY_PARAMETER),
        Place::HeaderParameter => Content::Members(parameter::HEADER_PARAMETER),
        Place::FormDataParameter => Content::Members(parameter::FORM_DATA_PARAMETER),
        Place::BodyParameter => Content::Members(parameter::BODY_PARAMETER),
        Place::ParameterItems => Content::Members(parameter::PARAMETER_ITEMS),

        Place::Responses | Place::SharedResponses => Content::Map(Place::Response),
        Place::Response => Content::Members(operation::RESPONSE),
        Place::Headers => Content::Map(Place::Header),
        Place::Header => Content::Members(operation::HEADER),
        Place::Examples => Content::Map(Place::Free),

        Place::Definitions => Content::Map(Place::DefinitionSchema),
        Place::SchemaProperties => Content::Map(Place::PropertySchema),
        Place::AllOf => Content::List(Place::AllOfSchema),
        Place::Enum => Content::List(Place::Free),
        Place::Xml => Content::Members(schema::XML),
        place if place.is_schema() => Content::Members(schema::SCHEMA),

        Place::SecurityDefinitions => Content::Map(Place::SecurityScheme),
        Place::SecurityScheme => Content::Members(security::SECURITY_SCHEME),
        Place::Scopes => Content::Map(Place::Leaf),
        Place::SecurityRequirements => Content::List(Place::SecurityRequirement),
        Place::SecurityRequirement => Content::Map(Place::SecurityScopes),
        _ => return None,
    })
}

/// What the elements of a list may be, where that is known.
pub(crate) fn element_values(place: Place) -> Option<&'static [ValueDoc]> {
    match place {
        Place::Schemes => Some(root::SCHEMES),
        Place::MimeTypes => Some(crate::lists::MIME_TYPES),
        _ => None,
    }
}
