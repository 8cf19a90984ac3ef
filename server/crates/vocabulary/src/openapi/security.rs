//! Security definitions.

use crate::member::{Member, value};
use crate::place::Place;

pub(crate) static SECURITY_SCHEME: &[Member] = table!([
    Member::text("type", "Kind of authentication.")
        .required()
        .one_of(&[
            value("basic", "User name and password with every call."),
            value("apiKey", "A key in a header or query parameter; needs name and in."),
            value("oauth2", "Sign-in at an identity provider; needs flow, its addresses and scopes."),
        ])
        .link(swagger!("security-scheme-object")),
    Member::text("description", "What the maker needs to know about it.")
        .link(swagger!("security-scheme-object")),
    Member::text("name", "Name of the header or query parameter that carries the key. For apiKey only.")
        .link(swagger!("security-scheme-object")),
    Member::text("in", "Where the key goes. For apiKey only.")
        .one_of(&[
            value("header", "Into a request header, the safer choice."),
            value("query", "Into the address, where logs may keep it."),
        ])
        .link(swagger!("security-scheme-object")),
    Member::text("flow", "How the sign-in runs. For oauth2 only; connectors support accessCode.")
        .one_of(&[
            value(
                "accessCode",
                "Authorization code: the user signs in, the platform fetches the token. The only flow \
                 that works."
            ),
            value("implicit", "Token straight from the sign-in page. Not supported by the platform."),
            value("password", "Token for user name and password. Not supported by the platform."),
            value(
                "application",
                "Token for the application itself, without a user. Not supported by the platform."
            ),
        ])
        .mistakes(&["Flows other than accessCode validate as Swagger but cannot sign in."])
        .link(swagger!("security-scheme-object")),
    Member::text("authorizationUrl", "Address of the sign-in page. For oauth2 with accessCode or implicit.")
        .link(swagger!("security-scheme-object")),
    Member::text("tokenUrl", "Address that gives out tokens. For oauth2, except with implicit.")
        .link(swagger!("security-scheme-object")),
    Member::object(
        "scopes",
        Place::Scopes,
        "The permissions that can be asked for, each with a short explanation. For oauth2 only."
    )
    .link(swagger!("scopes-object")),
]);
