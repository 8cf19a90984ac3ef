//! What the gallery shows of a connector: its title, its description, and who is behind it.

use std::borrow::Cow;

use connector::PropertiesFile;
use syntax::Node;

use crate::Context;
use crate::host::is_host;
use crate::near::nearest;

/// The text under `name`; `None` if it is absent, blank or no string.
pub(crate) fn text_of<'n>(object: Node<'n>, name: &str) -> Option<Cow<'n, str>> {
    object.get(name)?.as_str().filter(|text| !text.trim().is_empty())
}

/// Whether nothing is written under `name`: no member, or a text of blanks. A value of another type is something, and
/// has a finding of its own.
pub(crate) fn is_blank(object: Node<'_>, name: &str) -> bool {
    object.get(name).is_none_or(|value| value.as_str().is_some_and(|text| text.trim().is_empty()))
}

/// The first of `names` that stands in `text` as whole words, in any letter case: where (bytes), and which.
pub(crate) fn mention(text: &str, names: &'static [&'static str]) -> Option<(usize, &'static str)> {
    let is_edge = |character: Option<char>| !character.is_some_and(char::is_alphanumeric);
    let mut before = None;
    text.char_indices().find_map(|(at, character)| {
        let starts_word = is_edge(before);
        before = Some(character);
        let name = names.iter().filter(|_| starts_word).find(|name| {
            let found = text.as_bytes().get(at..at + name.len());
            found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
                && is_edge(text[at + name.len()..].chars().next())
        })?;
        Some((at, *name))
    })
}

/// What a text is as an address of the web.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// `https://…` or `http://…` with a server.
    Web,
    /// A URI of another kind, such as `mailto:…` or one with a misspelt scheme.
    OtherScheme,
    /// No absolute address.
    None,
}

/// Reads a text as an absolute address (<https://www.rfc-editor.org/rfc/rfc3986#section-3>).
pub(crate) fn address(text: &str) -> Address {
    if text.contains(|character: char| character.is_whitespace() || matches!(character, '<' | '>' | '"')) {
        return Address::None;
    }
    let Some((scheme, rest)) = text.split_once(':') else { return Address::None };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    // `www.contoso.com:8080` begins with a server.
    if !is_scheme || rest.is_empty() || scheme.contains('.') {
        return Address::None;
    }
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return Address::OtherScheme;
    }
    match rest.strip_prefix("//").map(server) {
        Some(server) if is_host(server) => Address::Web,
        _ => Address::None,
    }
}

/// The server, with its port, of what follows `//` in an address.
fn server(rest: &str) -> &str {
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    authority.rsplit_once('@').map_or(authority, |(_, server)| server)
}

/// The address of the web that was most likely meant: without blanks around it, with `https://` before it, or with its
/// scheme corrected.
pub(crate) fn corrected_address(text: &str) -> Option<String> {
    let text = text.trim();
    let is_good = |text: &str| address(text) == Address::Web;
    if is_good(text) {
        return Some(text.to_owned());
    }
    if let Some((scheme, rest)) = text.split_once("://") {
        let known = nearest(scheme, ["https", "http"])?;
        return Some(format!("{known}://{rest}")).filter(|text| is_good(text));
    }
    let slashes = text.trim_start_matches(['/', ':']);
    let has_name = server(slashes).split('.').filter(|label| !label.is_empty()).nth(1).is_some();
    Some(format!("https://{slashes}")).filter(|text| has_name && !text.contains('@') && is_good(text))
}

/// The website of the service as a first guess: what the metadata say, else the server of the contact's address, else
/// the host.
pub(crate) fn website(root: Node<'_>) -> Option<String> {
    let entries = root.get("x-ms-connector-metadata").into_iter().flat_map(Node::items);
    let named = entries.into_iter().find_map(|entry| {
        let name = text_of(entry, "propertyName")?;
        name.eq_ignore_ascii_case("website").then(|| text_of(entry, "propertyValue"))?
    });
    if let Some(site) = named.filter(|site| address(site) == Address::Web) {
        return Some(site.into_owned());
    }
    let contact = root.get("info").and_then(|info| info.get("contact"));
    let contact = contact.and_then(|contact| text_of(contact, "url"));
    if let Some((scheme, rest)) =
        contact.as_deref().filter(|url| address(url) == Address::Web).and_then(|url| url.split_once("://"))
    {
        return Some(format!("{scheme}://{}", server(rest)));
    }
    let host = text_of(root, "host").filter(|host| is_host(host))?;
    Some(format!("https://{host}"))
}

/// A mail address as a first guess: `support` at the server of the website.
pub(crate) fn mail(root: Node<'_>) -> Option<String> {
    let site = website(root)?;
    let server = server(site.split_once("://")?.1);
    let name = server.split(':').next().unwrap_or_default();
    let name = name.strip_prefix("www.").unwrap_or(name);
    name.contains('.').then(|| format!("support@{name}"))
}

/// Who supports the connector as a first guess: its publisher, else its title.
pub(crate) fn publisher(context: &Context<'_>, root: Node<'_>) -> Option<String> {
    let properties = context.connector().properties_files().find_map(PropertiesFile::properties);
    let publisher = properties.and_then(|properties| text_of(properties, "publisher"));
    let title = || text_of(root.get("info")?, "title");
    publisher.or_else(title).map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_whole_words() {
        let words = &["API", "Connector", "Power Apps"];
        assert_eq!(mention("Dokobit Universal API", words), Some((18, "API")));
        assert_eq!(mention("For power apps, api", words), Some((4, "Power Apps")));
        for text in ["RAPID", "Connectors", "éAPI", "API1", "Power  Apps", ""] {
            assert_eq!(mention(text, words), None, "{text}");
        }
        assert_eq!(mention("é-API", words), Some((3, "API")));
    }

    #[test]
    fn addresses_are_told_from_other_texts() {
        for text in [
            "https://a.example",
            "HTTP://a.example:80/b?c#d",
            "https://u:p@a.example",
            "https://bücher.example/é",
        ] {
            assert_eq!(address(text), Address::Web, "{text}");
        }
        for text in ["mailto:a@b.example", "htpts://a.example"] {
            assert_eq!(address(text), Address::OtherScheme, "{text}");
        }
        for text in [
            "www.a.example",
            "Not available",
            "https://",
            "https:/a.example",
            "a.example:80",
            "https://a b",
            "/x",
            "",
        ] {
            assert_eq!(address(text), Address::None, "{text}");
        }
    }

    #[test]
    fn addresses_are_corrected_where_it_is_clear_how() {
        let of = |text| corrected_address(text);
        assert_eq!(of(" https://a.example/ ").as_deref(), Some("https://a.example/"));
        assert_eq!(of("www.a.example/b").as_deref(), Some("https://www.a.example/b"));
        assert_eq!(of("hhttps://a.example").as_deref(), Some("https://a.example"));
        assert_eq!(of("htpts://a.example").as_deref(), Some("https://a.example"));
        assert_eq!(of("://a.example").as_deref(), None);
        assert_eq!(of("//a.example").as_deref(), Some("https://a.example"));
        for text in ["Contact URL", "None", "a@b.example", "ftp://a.example", ""] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn guesses_come_from_what_the_definition_says() {
        let guess = |text: &str| {
            let tree = syntax::parse(text);
            (website(tree.root()), mail(tree.root()))
        };
        let is = |site: &str, mail: &str| (Some(site.to_owned()), Some(mail.to_owned()));
        assert_eq!(
            guess(r#"{ "host": "api.shop.example:8443" }"#),
            is("https://api.shop.example:8443", "support@api.shop.example")
        );
        let contact =
            r#""info": { "contact": { "url": "https://www.shop.example/help" } }, "host": "x.example""#;
        assert_eq!(
            guess(&format!("{{ {contact} }}")),
            is("https://www.shop.example", "support@shop.example")
        );
        let site = r#""x-ms-connector-metadata": [{}, { "propertyName": "website", "propertyValue": "http://shop.example/en" }]"#;
        assert_eq!(
            guess(&format!("{{ {site}, {contact} }}")),
            is("http://shop.example/en", "support@shop.example")
        );
        assert_eq!(guess(r#"{ "host": "a b" }"#), (None, None));
        assert_eq!(guess(r#"{ "host": "localhost" }"#).1, None);
    }
}
