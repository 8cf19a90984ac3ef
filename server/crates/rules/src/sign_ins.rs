//! Sign-ins: what the OAuth settings of a connection parameter say.

use syntax::Node;
use vocabulary::{IDENTITY_PROVIDERS, IdentityProvider, OAuthParameter, identity_provider};

/// The identity provider that OAuth settings name, if it is a known one in any letter case.
pub(crate) fn provider(settings: Node<'_>) -> Option<&'static IdentityProvider> {
    let written = settings.get("identityProvider")?.as_str()?;
    let same = |provider: &&IdentityProvider| provider.id.eq_ignore_ascii_case(written.trim());
    identity_provider(&written).or_else(|| IDENTITY_PROVIDERS.iter().find(same))
}

/// What `customParameters` of the settings holds.
pub(crate) fn custom(settings: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    settings.get("customParameters").into_iter().flat_map(Node::members)
}

/// The custom parameter of this name, compared without ASCII case.
pub(crate) fn custom_parameter<'n>(settings: Node<'n>, name: &str) -> Option<Node<'n>> {
    custom(settings).find(|parameter| parameter.name().eq_ignore_ascii_case(name))
}

/// The parameter of `provider` that an entry for another provider stands for: `tokenUrl` is `tokenUrlTemplate` for the
/// generic provider, and the other way round.
pub(crate) fn counterpart(provider: &IdentityProvider, name: &str) -> Option<&'static OAuthParameter> {
    let stem = name.len().checked_sub("Template".len()).and_then(|at| name.split_at_checked(at));
    let stem = stem.filter(|(_, end)| end.eq_ignore_ascii_case("Template")).map(|(stem, _)| stem);
    match stem {
        Some(stem) => provider.parameter(stem),
        None => provider.parameter(&format!("{name}Template")),
    }
}

/// The other identity provider that all custom parameters are for, if the one that is named reads none of them and has no
/// name of its own for at least one. Then the provider is wrong, and not the parameters.
pub(crate) fn meant_provider(
    settings: Node<'_>,
    provider: &IdentityProvider,
) -> Option<&'static IdentityProvider> {
    let is_foreign = |parameter: Node<'_>| provider.parameter(&parameter.name()).is_none();
    if !custom(settings).all(is_foreign)
        || custom(settings).all(|parameter| counterpart(provider, &parameter.name()).is_some())
    {
        return None;
    }
    let reads_all = |other: &&IdentityProvider| {
        custom(settings).all(|parameter| other.parameter(&parameter.name()).is_some())
    };
    IDENTITY_PROVIDERS.iter().find(reads_all)
}

/// Whether the maker supplies this parameter when making the connection: through a connection parameter called
/// `token:resourceUri` beside the sign-in `token`.
pub(crate) fn is_asked_for(settings: Node<'_>, name: &str) -> bool {
    let Some(sign_in) = settings.parent() else { return false };
    let own = sign_in.name();
    let mut beside = sign_in.parent().into_iter().flat_map(Node::members);
    beside.any(|other| {
        let other = other.name();
        other.split_once(':').is_some_and(|(before, after)| before == own && after.eq_ignore_ascii_case(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counterparts_have_one_word_more_or_less() {
        let of = |provider: &str, name: &str| {
            let provider = identity_provider(provider).expect("a known provider");
            counterpart(provider, name).map(|parameter| parameter.name)
        };
        assert_eq!(of("oauth2generic", "TokenUrl"), Some("tokenUrlTemplate"));
        assert_eq!(of("oauth2", "tokenUrlTemplate"), Some("tokenUrl"));
        assert_eq!(of("oauth2", "tokenBodyTemplate"), None);
        assert_eq!(of("aad", "tokenUrl"), None);
        assert_eq!(of("aad", "ü"), None);
    }
}
