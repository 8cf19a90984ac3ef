//! What is a secret, and what only looks like one.

use crate::naming::words;

/// Words that name a secret wherever they stand.
const SECRETS: [&str; 7] = ["password", "passwd", "pwd", "passphrase", "passcode", "secret", "apikey"];

/// What stands before `key` or `token` when these are secrets. There are others: a partition key is no secret.
const QUALIFIERS: [&str; 17] = [
    "access",
    "admin",
    "api",
    "auth",
    "authorization",
    "bearer",
    "encryption",
    "functions",
    "integration",
    "license",
    "master",
    "personal",
    "private",
    "refresh",
    "security",
    "signature",
    "subscription",
];

/// Last words of what everyone may see.
const PUBLIC: [&str; 34] = [
    "account",
    "address",
    "company",
    "customer",
    "database",
    "domain",
    "email",
    "endpoint",
    "environment",
    "host",
    "hostname",
    "id",
    "instance",
    "language",
    "login",
    "mail",
    "name",
    "number",
    "organisation",
    "organization",
    "port",
    "region",
    "server",
    "site",
    "subdomain",
    "team",
    "tenant",
    "type",
    "uri",
    "url",
    "user",
    "username",
    "version",
    "workspace",
];

/// Words that texts have which stand in for a secret.
const STAND_INS: [&str; 10] =
    ["your", "placeholder", "dummy", "example", "sample", "enter", "change", "replace", "insert", "xxx"];

/// What a connection parameter is called where that says most: without the `token:` of a sign-in's own parameter.
fn bare(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

/// A label without its explanation: `API key (in your profile)`, `Client ID - your number`.
fn head(label: &str) -> &str {
    let end = label.find(['(', ':']).unwrap_or(label.len());
    let end = label.find(" - ").map_or(end, |dash| dash.min(end));
    &label[..end]
}

fn is_one(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether the name or label of a connection parameter says that everyone may see it.
pub(crate) fn is_public(name: &str, label: &str) -> bool {
    [bare(name), head(label)]
        .into_iter()
        .any(|text| words(text).last().is_some_and(|word| is_one(&PUBLIC, word)))
}

/// Whether the name or label of a connection parameter says that it is a secret.
pub(crate) fn is_secret(name: &str, label: &str) -> bool {
    !is_public(name, label) && (says_secret(bare(name)) || says_secret(head(label)))
}

fn says_secret(text: &str) -> bool {
    let mut before = None;
    let mut last_two = (None, None);
    for word in words(text) {
        if is_one(&SECRETS, word) {
            return true;
        }
        last_two = (before, Some(word));
        before = Some(word);
    }
    match last_two {
        (before, Some(last)) => {
            is_one(&["key", "token"], last) && before.is_none_or(|before| is_one(&QUALIFIERS, before))
        }
        _ => false,
    }
}

/// Whether a header or query parameter of this name carries a secret.
pub(crate) fn carries_secret(name: &str) -> bool {
    words(name).any(|word| is_one(&SECRETS, word) || is_one(&["authorization", "key", "token"], word))
}

/// The part of a text that is a secret written out: one word with letters and digits that is no stand-in. Of the value of
/// a header the part behind `Bearer` or the like. `None` where an expression or a variable supplies it.
pub(crate) fn literal(text: &str) -> Option<&str> {
    let text = text.trim();
    let secret = match text.split_once(' ') {
        Some((scheme, rest)) if scheme.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-') => {
            rest.trim()
        }
        _ => text,
    };
    let has = |wanted: fn(&char) -> bool| secret.chars().any(|character| wanted(&character));
    let is_marked = secret.contains(['[', ']', '{', '}', '<', '>', '@', '*', ' ']);
    let is_word = secret.len() >= 8 && has(char::is_ascii_digit) && has(char::is_ascii_alphabetic);
    (is_word && !is_marked && !is_stand_in(secret) && is_varied(secret)).then_some(secret)
}

fn is_stand_in(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    STAND_INS.iter().any(|word| lower.contains(word))
}

/// Whether at least five different characters occur.
fn is_varied(text: &str) -> bool {
    let mut seen = [None; 5];
    for character in text.chars() {
        match seen.iter().position(|one| one.is_none_or(|one| one == character)) {
            Some(free) => seen[free] = Some(character),
            None => return true,
        }
    }
    seen.iter().all(Option::is_some)
}

/// What stands behind `client_secret=` in the body or query string of a token request, if it is written out.
pub(crate) fn literal_in_form(template: &str) -> Option<&str> {
    let at = template.find("client_secret=")? + "client_secret=".len();
    let value = &template[at..];
    literal(&value[..value.find('&').unwrap_or(value.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_by_name_and_label() {
        for (name, label) in [
            ("api_key", "API Key (use e-mail to get one)"),
            ("password", "Client Secret"),
            ("token:clientSecret", "Client Secret"),
            ("apimSubscriptionKey", ""),
            ("hmacSignatureKey", ""),
            ("key", ""),
            ("subscription_key", "Subscription key"),
            ("accessToken", ""),
        ] {
            assert!(is_secret(name, label), "{name} {label}");
        }
        for (name, label) in [
            ("api_key", "Endpoint URL"),
            ("username", "API Key"),
            ("token:ClientId", "Client ID - Your API Key"),
            ("token:tokenUrl", "Token URL"),
            ("keyVaultName", "Key vault name"),
            ("partitionKey", ""),
            ("baseurl", "Base URL to Secret Server"),
            ("shop", "Shop"),
        ] {
            assert!(!is_secret(name, label), "{name} {label}");
        }
        assert!(carries_secret("Ocp-Apim-Subscription-Key") && carries_secret("Authorization"));
        assert!(!carries_secret("Accept-Language"));
    }

    #[test]
    fn secrets_written_out_are_told_from_stand_ins() {
        for (text, secret) in [
            ("Bearer 3f9a7c21d0", "3f9a7c21d0"),
            ("q8Z~x.1kP0-aa", "q8Z~x.1kP0-aa"),
            ("9d8c7b6a-0011", "9d8c7b6a-0011"),
        ] {
            assert_eq!(literal(text), Some(secret), "{text}");
        }
        for text in [
            "",
            "YOUR_CLIENT_SECRET",
            "your-secret-123",
            "[[DUMMY1234]]",
            "<Enter your client secret>",
            "Value-From-Your-App-Registration",
            "PLACEHOLDER_API_KEY",
            "@connectionParameters('key2')",
            "Bearer {token1}",
            "00000000-0000-0000-0000-000000000000",
            "12345678",
            "a1a1a1a1",
            "application/json; version 12",
        ] {
            assert_eq!(literal(text), None, "{text}");
        }
        let form = literal_in_form;
        assert_eq!(form("code={Code}&client_secret=q8Zx1kP0aa&x=1"), Some("q8Zx1kP0aa"));
        assert_eq!(form("client_secret={ClientSecret}&code=1"), None);
        assert_eq!(form("code={Code}"), None);
    }
}
