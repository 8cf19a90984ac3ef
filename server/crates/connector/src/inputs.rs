//! What a name means among the inputs of an operation, as design-time calls write it.
//!
//! Such a call names a parameter, or a field of the body. Its older form has no way to tell the two apart: the name
//! is looked for among both, and a path into the body is written with dots or slashes. The newer form starts a path
//! into the body with the name of the body parameter.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-list>

use syntax::Node;

use crate::definition::{Definition, Location, Operation, Parameter, PathStep};

/// What a name means among the inputs of an operation.
#[derive(Clone, Copy, Debug)]
pub struct InputMatch<'d> {
    /// The parameter that is called so: the body as a whole, too.
    pub parameter: Option<&'d Parameter>,
    /// Where the name leads as a path into the body.
    pub field: PathStep<'d>,
    /// A parameter of the operation is a `$ref` that leads nowhere, so that a name may be missing because of that.
    pub is_uncertain: bool,
}

impl InputMatch<'_> {
    /// Whether the name stands for something, as far as can be known.
    pub fn may_exist(&self) -> bool {
        self.is_uncertain || self.parameter.is_some() || !matches!(self.field, PathStep::Missing { .. })
    }

    /// Whether the name surely stands for both a parameter and a field of the body. The body parameter itself counts
    /// as one of the two.
    pub fn is_ambiguous(&self) -> bool {
        self.parameter.is_some() && matches!(self.field, PathStep::Found(_))
    }
}

/// How a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameForm {
    /// `id`, `address.city` or `address/city`: a parameter or a field of the body.
    Plain,
    /// `id` for a parameter, `body/address/city` for a field of the body.
    Full,
}

impl Definition {
    /// What `name` means among the inputs of `operation`.
    pub fn input<'d>(&'d self, operation: &'d Operation, name: &str, form: NameForm) -> InputMatch<'d> {
        let parameters = self.parameters(operation);
        let named = |parameter: &&Parameter| parameter.name.as_deref() == Some(name);
        InputMatch {
            parameter: parameters.iter().find(named),
            field: match self.body_field(operation, name, form) {
                // How a field inside a list is named is not described anywhere.
                PathStep::Missing { schema } if schema.get("items").is_some() => PathStep::Unknown,
                field => field,
            },
            is_uncertain: parameters.iter().any(|parameter| parameter.is_unresolved),
        }
    }

    /// The body parameter of an operation.
    pub fn body_parameter<'d>(&'d self, operation: &'d Operation) -> Option<&'d Parameter> {
        self.parameters(operation).iter().find(|parameter| parameter.location == Some(Location::Body))
    }

    fn body_field<'d>(&'d self, operation: &'d Operation, name: &str, form: NameForm) -> PathStep<'d> {
        let missing = PathStep::Missing { schema: self.node(operation.node) };
        let Some(body) = self.body_parameter(operation).filter(|_| !name.is_empty()) else { return missing };
        let schema = self.parameter_node(body).get("schema");
        let body_name = body.name.as_deref().unwrap_or_default();
        let inside = name.strip_prefix(body_name).and_then(|rest| rest.strip_prefix('/'));
        match (schema, inside, form) {
            (None, _, _) => PathStep::Unknown,
            (Some(schema), Some(inside), NameForm::Full) => self.follow_path(schema, inside),
            (Some(_), None, NameForm::Full) => missing,
            (Some(schema), inside, NameForm::Plain) => match self.follow_plain(schema, name) {
                PathStep::Missing { schema: deepest } => {
                    let inside = inside.map(|inside| self.follow_plain(schema, inside));
                    inside.unwrap_or(PathStep::Missing { schema: deepest })
                }
                found => found,
            },
        }
    }

    /// Follows a path whose steps are parted by dots or slashes, while names may have dots themselves.
    fn follow_plain<'d>(&'d self, schema: Node<'d>, path: &str) -> PathStep<'d> {
        let (mut schema, mut rest) = (schema, path);
        loop {
            let step = self.follow_path(schema, rest);
            if !matches!(step, PathStep::Missing { .. }) {
                return step;
            }
            let separators = rest.match_indices(['.', '/']);
            let next = separators.into_iter().find_map(|(at, _)| {
                let found = self.property(schema, &rest[..at])?;
                Some((found, at))
            });
            let Some((found, at)) = next else { return step };
            let Some(found) = self.resolve(found) else { return PathStep::Unknown };
            (schema, rest) = (found, &rest[at + 1..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn definition() -> Definition {
        let text = r##"{ "paths": { "/a/{id}": { "post": { "operationId": "A", "parameters": [
            { "name": "id", "in": "path", "required": true, "type": "string" },
            { "name": "req", "in": "body", "schema": { "$ref": "#/definitions/Body" } }
        ] }, "get": { "operationId": "B", "parameters": [ { "$ref": "#/parameters/Gone" } ] } } },
        "definitions": { "Body": { "type": "object", "properties": {
            "id": { "type": "string" },
            "a.b": { "type": "object", "properties": { "c": { "type": "string" } } },
            "open": { "type": "object" },
            "list": { "type": "array", "items": { "type": "object", "properties": {} } },
            "circle": { "$ref": "#/definitions/Body" }
        } } } }"##;
        Definition::new(Arc::new(syntax::parse(text)))
    }

    #[test]
    fn names_are_parameters_or_fields_of_the_body() {
        let definition = definition();
        let post = &definition.operations[0];
        let exists = |name: &str, form| definition.input(post, name, form).may_exist();
        for name in
            ["id", "req", "a.b", "a.b.c", "a.b/c", "req/id", "open.any", "list.any", "circle.circle.id"]
        {
            assert!(exists(name, NameForm::Plain), "{name}");
        }
        for name in ["no", "a.b.no", "id.x", "", "circle.no"] {
            assert!(!exists(name, NameForm::Plain), "{name}");
        }
        for name in ["id", "req", "req/id", "req/a.b/c", "req/open/any", "req/list/any"] {
            assert!(exists(name, NameForm::Full), "{name}");
        }
        for name in ["open", "req/no", "body/id", "reqid"] {
            assert!(!exists(name, NameForm::Full), "{name}");
        }
        assert!(definition.input(post, "id", NameForm::Plain).is_ambiguous());
        assert!(!definition.input(post, "id", NameForm::Full).is_ambiguous());
        assert!(definition.input(&definition.operations[1], "any", NameForm::Full).may_exist());
    }
}
