//! Groups of places that several rules look at.

use vocabulary::Place;

/// Everywhere a schema can stand.
pub(crate) const SCHEMAS: &[Place] = Place::SCHEMAS;

/// Parameters that state their type directly.
pub(crate) const SIMPLE_PARAMETERS: &[Place] =
    &[Place::PathParameter, Place::QueryParameter, Place::HeaderParameter, Place::FormDataParameter];

/// Parameters that state their type directly, and the elements of arrays among them.
pub(crate) const SIMPLE_VALUES: &[Place] = &[
    Place::PathParameter,
    Place::QueryParameter,
    Place::HeaderParameter,
    Place::FormDataParameter,
    Place::ParameterItems,
];

/// Everything that states a type: schemas, the other parameters, their elements, and headers.
pub(crate) const TYPED: &[Place] = &[
    Place::PathParameter,
    Place::QueryParameter,
    Place::HeaderParameter,
    Place::FormDataParameter,
    Place::ParameterItems,
    Place::Header,
    Place::DefinitionSchema,
    Place::BodySchema,
    Place::ResponseSchema,
    Place::PropertySchema,
    Place::ItemsSchema,
    Place::AdditionalPropertiesSchema,
    Place::AllOfSchema,
    Place::NotificationSchema,
];

/// Everything that states its type directly, and is no schema: [`TYPED`] begins with it.
pub(crate) const VALUES_AND_HEADERS: &[Place] = TYPED.split_at(SIMPLE_VALUES.len() + 1).0;

/// Everything that a reference can stand for.
pub(crate) const REFERRING: &[Place] = &[
    Place::Parameter,
    Place::PathParameter,
    Place::QueryParameter,
    Place::HeaderParameter,
    Place::FormDataParameter,
    Place::BodyParameter,
    Place::Response,
    Place::DefinitionSchema,
    Place::BodySchema,
    Place::ResponseSchema,
    Place::PropertySchema,
    Place::ItemsSchema,
    Place::AdditionalPropertiesSchema,
    Place::AllOfSchema,
    Place::NotificationSchema,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_groups_are_complete() {
        let schemas: Vec<Place> = Place::ALL.iter().copied().filter(|place| place.is_schema()).collect();
        assert_eq!(schemas, SCHEMAS);
        let is_simple =
            |place: &Place| place.is_parameter() && !matches!(place, Place::Parameter | Place::BodyParameter);
        let simple: Vec<Place> = Place::ALL.iter().copied().filter(is_simple).collect();
        assert_eq!(simple, SIMPLE_PARAMETERS);
        let typed: Vec<Place> = [SIMPLE_VALUES, &[Place::Header], SCHEMAS].concat();
        assert_eq!(typed, TYPED);
        assert_eq!([SIMPLE_VALUES, &[Place::Header]].concat(), VALUES_AND_HEADERS);
        let has_reference = |place: &Place| {
            let is_one = place.is_parameter() || place.is_schema() || *place == Place::Response;
            is_one && vocabulary::member(*place, "$ref").is_some()
        };
        let referring: Vec<Place> = Place::ALL.iter().copied().filter(has_reference).collect();
        assert_eq!(referring, REFERRING);
    }
}
