//! The host of a definition: whether it is one, whether it is only a stand-in, and whether it is ever called.

use std::borrow::Cow;

use connector::Definition;
use syntax::Node;

use crate::Context;

/// Companies that Microsoft made up for its examples.
const MADE_UP_COMPANIES: [&str; 6] =
    ["contoso", "fabrikam", "northwind", "adventureworks", "adventure-works", "tailspintoys"];

/// Top-level names that are reserved, so that no server has them (<https://www.rfc-editor.org/rfc/rfc2606>).
const RESERVED: [&str; 4] = ["example", "invalid", "localhost", "test"];

/// What a part of a name begins with that someone is meant to replace.
const YOUR: &str = "your";

/// Words that follow [`YOUR`] in a part of a name that someone is meant to replace.
const YOURS: [&str; 17] = [
    "account",
    "api",
    "app",
    "company",
    "domain",
    "env",
    "host",
    "instance",
    "name",
    "org",
    "server",
    "shop",
    "site",
    "store",
    "subdomain",
    "tenant",
    "workspace",
];

/// Words for servers that are not the real one.
const TRIALS: [&str; 10] =
    ["dev", "test", "testing", "stage", "staging", "uat", "qa", "sandbox", "preprod", "development"];

/// Whether `host` is the host of a URI, with a port or without
/// (<https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2>; letters beyond ASCII are left to the name service).
pub(crate) fn is_host(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (host, None),
    };
    let is_port = |port: &str| {
        port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
    };
    let is_address = name
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .is_some_and(|address| address.parse::<core::net::Ipv6Addr>().is_ok());
    let is_name = || {
        !name.is_empty()
            && name.strip_suffix('.').unwrap_or(name).split('.').all(|label| !label.is_empty())
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '~'))
    };
    port.is_none_or(is_port) && (is_address || is_name())
}

/// The name in a host, without its port.
fn name(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => name,
        _ => host,
    }
}

/// Whether a host is only a stand-in for a real one: no name that a server on the internet can have, a name to be
/// replaced, or that of a made-up company. A company that the connector says it is of, in one of the texts `about` it,
/// counts as real.
pub(crate) fn is_placeholder<'t>(host: &str, about: impl IntoIterator<Item = Cow<'t, str>>) -> bool {
    let name = name(host).trim_end_matches('.');
    let is_in = |text: &str, word: &str| {
        text.len() >= word.len()
            && text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
    };
    let made_up = MADE_UP_COMPANIES.into_iter().find(|company| is_in(name, company));
    let labels = || name.split('.');
    let last = labels().next_back().unwrap_or_default();
    let before_last = labels().nth_back(1).unwrap_or_default();
    let is_reserved = |label: &str| RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(label));
    let is_address = name.starts_with('[');
    let is_loopback = name.starts_with("127.") || name == "[::1]";
    made_up.is_some_and(|company| !about.into_iter().any(|text| is_in(&text, company)))
        || !name.contains('.') && !is_address
        || is_loopback
        || is_reserved(last)
        || labels().any(|label| label.eq_ignore_ascii_case("example") || is_yours(label))
        || ["test", "domain", "mydomain"].iter().any(|word| word.eq_ignore_ascii_case(before_last))
            && labels().nth(2).is_none()
}

/// Whether a part of a name is one such as `your-domain` or `yourcompanyname`.
fn is_yours(label: &str) -> bool {
    let begins =
        |text: &str, word: &str| text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    begins(label, YOUR) && {
        let rest = label[YOUR.len()..].trim_start_matches(['-', '_']);
        YOURS.iter().any(|word| begins(rest, word))
    }
}

/// The word in a host that says that it is not the real server, such as `test` in `api-test01.example.com`. The last
/// part of the name does not count: `.dev` is a domain like any other.
pub(crate) fn trial_word(host: &str) -> Option<&str> {
    let (labels, _) = name(host).trim_end_matches('.').rsplit_once('.')?;
    let mut words = labels.split(|character: char| !character.is_alphanumeric());
    words.find(|word| {
        let bare = word.trim_end_matches(|character: char| character.is_ascii_digit());
        TRIALS.iter().any(|trial| trial.eq_ignore_ascii_case(bare))
    })
}

/// Whether the host of the definition is never called: a policy gives requests another one, or the script answers by
/// itself or writes the address that it calls.
pub(crate) fn is_replaced(context: &Context<'_>) -> bool {
    let is_host_policy =
        |id: &str| ["dynamichosturl", "dynamicsubdomain"].iter().any(|known| id.eq_ignore_ascii_case(known));
    let policies = context.connector().properties_files().flat_map(|file| &file.policies);
    let mut templates = policies.filter_map(|policy| policy.template);
    if templates.any(|template| is_host_policy(template.id)) {
        return true;
    }
    let Some(script) = context.connector().script().map(connector::Script::text) else { return false };
    (script.contains("RequestUri") || !script.contains("SendAsync"))
        && context.definition().is_some_and(|definition| runs_for_all(context, definition))
}

/// Whether every operation runs through the script: all are listed, or none is.
fn runs_for_all(context: &Context<'_>, definition: &Definition) -> bool {
    let lists = || context.connector().properties_files().filter(|file| file.script_operations.is_some());
    let listed: rustc_hash::FxHashSet<_> = lists()
        .flat_map(connector::PropertiesFile::script_operation_names)
        .filter_map(Node::as_str)
        .collect();
    listed.is_empty()
        || definition
            .operations
            .iter()
            .all(|operation| operation.id.as_deref().is_some_and(|id| listed.contains(id)))
}

/// Whether calls go through the on-premises data gateway, where a server may have any name.
pub(crate) fn is_behind_gateway(context: &Context<'_>) -> bool {
    context.connector().properties_files().any(|file| {
        file.connection_parameters.iter().any(|parameter| {
            let kind = file.node(parameter.node).get("type").and_then(Node::as_str);
            kind.is_some_and(|kind| kind.eq_ignore_ascii_case("gatewaySetting"))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_from_other_texts() {
        for host in [
            "api.contoso.com",
            "localhost:8080",
            "x",
            "[::1]:443",
            "[::1]",
            "my_host.example",
            "bücher.example",
            "a.example.",
        ] {
            assert!(is_host(host), "{host}");
        }
        for text in [
            "a b",
            "a.example/x",
            "https://a.example",
            "a..example",
            "a:0",
            "a:http",
            ".",
            ":80",
            "{a}.b",
            "a?b",
            "u@a",
        ] {
            assert!(!is_host(text), "{text}");
        }
    }

    #[test]
    fn stand_ins_are_told_from_real_hosts() {
        for host in [
            "x",
            "localhost:8080",
            "127.0.0.1",
            "api.example.com",
            "www.example.com",
            "shop.example",
            "api.test",
            "yourdomain.contoso.com",
            "your-tenant.api.io",
            "YourInstance.service-now.com",
            "test.com",
            "none",
            "api.contoso.com",
            "contoso-dev.azurewebsites.net",
        ] {
            assert!(is_placeholder(host, []), "{host}");
        }
        for host in [
            "api.shop.com",
            "yourmembership.com",
            "test.shop.com",
            "10.0.0.7",
            "[2001:db8::1]",
            "yourtrainer.io",
            "examples.io",
            "my.domain.com.au",
        ] {
            assert!(!is_placeholder(host, []), "{host}");
        }
        assert!(!is_placeholder("api.contoso.com", ["Contoso Orders".into()]));
        assert!(is_placeholder("api.fabrikam.com", ["Contoso Orders".into()]));
    }

    #[test]
    fn trial_servers_are_known_by_a_word() {
        let word = |host: &'static str| trial_word(host);
        assert_eq!(word("sgs-wm-test01.shop.com"), Some("test01"));
        assert_eq!(word("sm.UAT.shop.com:8443"), Some("UAT"));
        assert_eq!(word("sandbox-api.shop.com"), Some("sandbox"));
        for host in ["swapi.dev", "developer-api.shop.com", "latest.shop.com", "qantas.com", "localhost"] {
            assert_eq!(trial_word(host), None, "{host}");
        }
    }
}
