//! Who publishes the connector, and whose service it is.

use connector::Definition;
use syntax::Node;

/// Characters beside letters, digits and blanks that names of people and companies have.
const IN_NAMES: [char; 12] = ['.', ',', '&', '\'', '’', '-', '–', '(', ')', '+', '/', '!'];

/// Whether a text is a name and not an address or a text with symbols.
pub(crate) fn is_plain(name: &str) -> bool {
    !is_address(name) && symbol(name).is_none()
}

/// Whether a text is the address of a site or of a mailbox.
pub(crate) fn is_address(name: &str) -> bool {
    let name = name.trim();
    let starts_with =
        |start: &str| name.get(..start.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(start));
    name.contains("://") || starts_with("www.") || name.contains('@') && !name.contains(char::is_whitespace)
}

/// The first character that does not belong into a name.
pub(crate) fn symbol(name: &str) -> Option<char> {
    name.chars()
        .find(|&character| !character.is_alphanumeric() && character != ' ' && !IN_NAMES.contains(&character))
}

/// Whether a member holds nothing to read.
pub(crate) fn is_blank(value: Node<'_>) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// A plain name that stands at `member` of the properties.
pub(crate) fn name_in(properties: Node<'_>, member: &str) -> Option<String> {
    plain(properties.get(member)?)
}

/// The name of the contact that the definition gives.
pub(crate) fn contact(definition: &Definition) -> Option<String> {
    plain(definition.document.root().get("info")?.get("contact")?.get("name")?)
}

/// The name of the service, from the title of the definition.
pub(crate) fn service(definition: &Definition) -> Option<String> {
    let title = plain(definition.document.root().get("info")?.get("title")?)?;
    let name = title.split('(').next().unwrap_or_default().trim();
    (!name.is_empty()).then(|| name.to_owned())
}

fn plain(value: Node<'_>) -> Option<String> {
    let text = value.as_str()?;
    let name = text.trim();
    (!name.is_empty() && is_plain(name)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_addresses_and_symbols() {
        for name in ["Contoso", "Contoso Ltd.", "O'Neill & Söhne (2)", "A/S Fabrikam", "Yahoo!", "365"] {
            assert!(is_plain(name), "{name}");
        }
        for name in ["https://contoso.com", "WWW.contoso.com", "a@contoso.com", "A | B", "A [B]", "Contoso®"]
        {
            assert!(!is_plain(name), "{name}");
        }
    }
}
