//! The identity providers of OAuth sign-ins and what each wants to know.

/// A provider for `identityProvider` of the OAuth settings.
#[derive(Clone, Copy, Debug)]
pub struct IdentityProvider {
    /// The word, such as `aad`. Case-sensitive.
    pub id: &'static str,
    /// Whose sign-in it is.
    pub doc: &'static str,
    /// What `customParameters` may hold for it, in the usual order.
    pub parameters: &'static [OAuthParameter],
}

impl IdentityProvider {
    /// Its parameter of this name, compared without ASCII case.
    pub fn parameter(&self, name: &str) -> Option<&'static OAuthParameter> {
        self.parameters.iter().find(|parameter| parameter.name.eq_ignore_ascii_case(name))
    }
}

/// An entry of `customParameters` of the OAuth settings. Published connectors also write the names with
/// a capital letter and work: compare without case.
#[derive(Clone, Copy, Debug)]
pub struct OAuthParameter {
    /// The name, such as `tokenUrl`.
    pub name: &'static str,
    /// Whether signing in fails without it.
    pub required: bool,
    /// What it means.
    pub doc: &'static str,
}

const fn required(name: &'static str, doc: &'static str) -> OAuthParameter {
    OAuthParameter { name, required: true, doc }
}

const fn optional(name: &'static str, doc: &'static str) -> OAuthParameter {
    OAuthParameter { name, required: false, doc }
}

const LOGIN_URI: OAuthParameter =
    optional("loginUri", "Address of the directory's sign-in, usually https://login.microsoftonline.com.");
const LOGIN_URI_AAD: OAuthParameter =
    optional("loginUriAAD", "Address of the directory's sign-in for the certificate form.");
const TENANT_ID: OAuthParameter =
    optional("tenantId", "The directory whose users can sign in; common stands for all of them.");
const RESOURCE_URI: OAuthParameter =
    required("resourceUri", "The resource that the token is for: its address or application id.");
const ON_BEHALF: OAuthParameter = optional(
    "enableOnbehalfOfLogin",
    "Whether the platform may sign in with the user's token from the surrounding app, as the text true or \
     false.",
);
const GRANT_TYPE: OAuthParameter = optional(
    "grantType",
    "How the token is asked for, such as client_credentials for the application itself.",
);

/// The identity providers that Microsoft's schema of the properties lists.
///
/// A few published connectors name a provider of their own, such as `DocuSign`.
pub static IDENTITY_PROVIDERS: &[IdentityProvider] = &[
    IdentityProvider {
        id: "oauth2",
        doc: "Any service that follows OAuth 2.0 closely; three addresses are enough.",
        parameters: &[
            required("authorizationUrl", "Address of the sign-in page."),
            required("tokenUrl", "Address that exchanges the code for a token."),
            required("refreshUrl", "Address that renews a token, usually the same as tokenUrl."),
        ],
    },
    IdentityProvider {
        id: "oauth2generic",
        doc: "A service that wants its own query strings or bodies: every part of the exchange is a \
              template.",
        parameters: &[
            required("authorizationUrlTemplate", "Address of the sign-in page."),
            optional(
                "authorizationUrlQueryStringTemplate",
                "Query string of the sign-in page, with variables such as {ClientId} and {State}.",
            ),
            required("tokenUrlTemplate", "Address that exchanges the code for a token."),
            optional("tokenUrlQueryStringTemplate", "Query string of the token address."),
            optional(
                "tokenBodyTemplate",
                "Body of the token request, with variables such as {Code} and {RedirectUrl}.",
            ),
            required("refreshUrlTemplate", "Address that renews a token."),
            optional("refreshUrlQueryStringTemplate", "Query string of the address that renews a token."),
            optional(
                "refreshBodyTemplate",
                "Body of the request that renews a token, with variables such as {RefreshToken}.",
            ),
            optional("scopeListDelimiter", "What stands between two scopes; a space if absent."),
        ],
    },
    IdentityProvider {
        id: "aad",
        doc: "Microsoft Entra ID with a secret.",
        parameters: &[LOGIN_URI, TENANT_ID, RESOURCE_URI, ON_BEHALF, LOGIN_URI_AAD, GRANT_TYPE],
    },
    IdentityProvider {
        id: "aadcertificate",
        doc: "Microsoft Entra ID with a certificate, for services that Microsoft runs itself.",
        parameters: &[LOGIN_URI, LOGIN_URI_AAD, TENANT_ID, RESOURCE_URI, ON_BEHALF],
    },
    IdentityProvider {
        id: "facebook",
        doc: "Sign-in with Facebook; it needs no addresses.",
        parameters: &[],
    },
];

/// The provider of this id, exactly as written.
pub fn identity_provider(id: &str) -> Option<&'static IdentityProvider> {
    IDENTITY_PROVIDERS.iter().find(|provider| provider.id == id)
}
