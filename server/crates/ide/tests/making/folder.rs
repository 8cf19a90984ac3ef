//! The files of a new connector.

use connector::Connector;
use ide::making::folder::NewFolder;
use ide::making::{NewConnector, SignIn, new_connector};
use rules::{Profile, Settings, Stop};

use crate::support::{connector, folder};

const PROFILES: [Profile; 3] = [Profile::Custom, Profile::Certified, Profile::Independent];

/// All that is found, remarks too.
fn findings(connector: &Connector, profile: Profile) -> Vec<String> {
    let settings = Settings { profile, ..Settings::default() };
    let found = rules::check(connector, &settings, &Stop::default());
    found.iter().map(|found| format!("{} {}", found.code(), found.message)).collect()
}

#[test]
fn a_new_connector_has_nothing_to_find_in_any_profile() {
    for sign_in in [SignIn::None, SignIn::ApiKey, SignIn::Basic, SignIn::OAuth2] {
        let files = folder(sign_in);
        let names: Vec<&str> = files.iter().map(|file| &*file.name).collect();
        assert_eq!(names, ["apiDefinition.swagger.json", "apiProperties.json", "settings.json", "readme.md"]);
        let connector = connector(&files, str::to_owned);
        for profile in PROFILES {
            assert_eq!(findings(&connector, profile), Vec::<String>::new(), "{sign_in:?} {profile:?}");
        }
        let definition = &files[0].text;
        assert!(
            definition.contains("\"host\": \"api.contoso.com\"")
                && definition.contains("\"basePath\": \"/v1\"")
        );
        assert!(files.iter().all(|file| file.text.ends_with('\n') && !file.text.contains("<<")));
        assert!(files[1].text.contains("\"publisher\": \"Contoso\""));
        assert!(files[3].text.starts_with("# Contoso Orders\n"));
    }
}

#[test]
fn what_cannot_be_a_connector_is_refused() {
    let wanted = NewConnector {
        title: "A \"quoted\" <<title=x>> \\".to_owned(),
        host: " api.contoso.com/ ".to_owned(),
        base_path: "v1/".to_owned(),
        publisher: "Contoso".to_owned(),
        sign_in: SignIn::None,
    };
    let NewFolder::Files(files) = new_connector(&wanted) else { panic!("it can be made") };
    let definition = syntax::parse(files[0].text.clone());
    assert!(definition.errors().is_empty());
    let title = definition.root().get("info").unwrap().get("title").unwrap().as_str().unwrap().into_owned();
    assert_eq!(title, wanted.title);
    assert_eq!(definition.root().get("basePath").unwrap().as_str().unwrap(), "/v1");
    let reason = |changed: NewConnector| match new_connector(&changed) {
        NewFolder::Refused { reason } => reason,
        NewFolder::Files(_) => panic!("{changed:?} is made"),
    };
    for host in [
        "",
        "https://api.contoso.com",
        "api.contoso.com/v1",
        "api contoso",
        "{host}",
        "<<x>>\"",
        "user@a.b",
        "a.b?x",
        "api.",
        "www.",
        "a..b",
        "a.b:port",
    ] {
        let reason = reason(NewConnector { host: host.to_owned(), ..wanted.clone() });
        assert!(reason.contains("api.contoso.com."), "{reason}");
    }
    for path in ["/{v}", "https://x/y", "\"\\", "a?b"] {
        let reason = reason(NewConnector { base_path: path.to_owned(), ..wanted.clone() });
        assert!(reason.contains("as /v1."), "{reason}");
    }
    assert!(reason(NewConnector { title: " ".to_owned(), ..wanted.clone() }).contains("title"));
    assert!(reason(NewConnector { publisher: String::new(), ..wanted }).contains("publisher"));
}

#[test]
fn the_site_of_a_host_has_a_dot() {
    for (host, site) in [
        ("api.contoso.com", "https://contoso.com"),
        ("www.contoso.com:8443", "https://contoso.com"),
        ("api.dev", "https://api.dev"),
        ("api.internal:8443", "https://api.internal"),
    ] {
        let wanted = NewConnector {
            title: "Contoso Orders".to_owned(),
            host: host.to_owned(),
            base_path: "/".to_owned(),
            publisher: "Contoso".to_owned(),
            sign_in: SignIn::None,
        };
        let NewFolder::Files(files) = new_connector(&wanted) else { panic!("{host}") };
        assert!(files[0].text.contains(&format!("\"{site}\"")), "{host}");
    }
}
