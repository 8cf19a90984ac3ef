//! `settings.json`, in which the command line tool paconn keeps its arguments. It is no part of the
//! connector and is not submitted.

use crate::content::Content;
use crate::member::Member;
use crate::place::Place;

const PACONN: &str = "https://github.com/microsoft/PowerPlatformConnectors/tree/dev/tools/paconn-cli";

pub(crate) const fn content(place: Place) -> Option<Content> {
    match place {
        Place::SettingsRoot => Some(Content::Members(SETTINGS)),
        _ => None,
    }
}

/// The tool reads it, but Microsoft's schema of the file does not list it.
const fn read_only(name: &'static str, doc: &'static str) -> Member {
    Member::text(name, doc).undocumented().link(PACONN)
}

pub(crate) static SETTINGS: &[Member] = table!([
    Member::text(
        "connectorId",
        "Id of the connector in its environment. Needed to download and to update, not to create."
    )
    .link(PACONN),
    Member::text("environment", "Id of the environment, a GUID.").link(PACONN),
    Member::text("apiProperties", "Path of the properties file, relative to this file.")
        .default("\"apiProperties.json\"")
        .link(PACONN),
    Member::text("apiDefinition", "Path of the API definition, relative to this file.")
        .default("\"apiDefinition.swagger.json\"")
        .link(PACONN),
    Member::text("icon", "Path of the icon, relative to this file.").default("\"icon.png\"").link(PACONN),
    Member::text("script", "Path of the custom code, relative to this file.")
        .undocumented()
        .default("\"script.csx\"")
        .link(PACONN),
    Member::text("powerAppsUrl", "Address of the Power Apps service.")
        .default("\"https://api.powerapps.com\"")
        .link(PACONN),
    Member::text("powerAppsApiVersion", "Version of the Power Apps service.")
        .default("\"2016-11-01\"")
        .link(PACONN),
    Member::text("flowUrl", "Address of the Power Automate service.")
        .default("\"https://api.flow.microsoft.com\"")
        .link(PACONN),
    Member::text("flowApiVersion", "Version of the Power Automate service.")
        .default("\"2016-11-01\"")
        .link(PACONN),
    read_only("clientId", "Id of the application that paconn signs in as."),
    read_only("tenant", "Directory that paconn signs in to."),
    read_only("authorityUrl", "Address of the sign-in service."),
    read_only("resource", "The resource that paconn asks a token for."),
]);
