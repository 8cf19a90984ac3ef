//! Kinds of change of the connector as a whole.

kinds! { Connector:
    HOST_CHANGED "host-changed" Risky Warning Major
        "The connector calls another host."
        "All existing flows call the new host from the next save on."
        "Make sure that it is the same service and that existing connections work there.";
    BASE_PATH_CHANGED "base-path-changed" Breaking Warning Major
        "The base path of all operations changed."
        "Flows go on calling the published paths until they are saved again."
        "Take 'basePath' back, or move the difference into the paths so that the full paths stay as they are.";
    SCHEMES_CHANGED "schemes-changed" Risky Info Major
        "The connector uses other transfer protocols."
        "Calls may travel in another way than before."
        "Keep 'https', and only that.";
    AUTH_CHANGED "auth-changed" Breaking Error Major
        "The connector signs in in another way."
        "Existing connections hold other credentials and stop working; an update may not change the sign-in at all."
        "Keep the published sign-in and offer the new one beside it in 'connectionParameterSets'.";
    CONNECTION_PARAMETER_REMOVED "connection-parameter-removed" Breaking Error Major
        "A connection parameter is gone, has another type, or must be filled in now."
        "Existing connections no longer fit and must be made again."
        "Keep the parameter, and let what is new be optional.";
    TITLE_CHANGED "title-changed" Risky Warning Major
        "The connector has another title."
        "Existing flows go on, but their authors look for the connector under the published name."
        "Make sure that it is meant.";
    VERSION_NOT_BUMPED "version-not-bumped" Compatible Hint Minor
        "The connector changed and its version did not."
        "Existing flows feel nothing; reviewers and users cannot tell the two apart."
        "Raise 'info.version'.";
    VERSION_DECREASED "version-decreased" Compatible Warning Minor
        "The version of the connector went down."
        "Existing flows feel nothing; reviewers and users take the newer one for the older."
        "Raise 'info.version' above the published one.";
    POLICY_CHANGED "policy-changed" Risky Info Major
        "A policy or the script treats published operations differently."
        "Existing flows may send or get something else, without a sign of it."
        "Test the operations concerned.";
}
