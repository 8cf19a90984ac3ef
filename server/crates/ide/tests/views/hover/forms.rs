//! The connection form, sign-ins and the brand colour.

use expect_test::expect;
use ide::hover;

use super::check;
use crate::support::State;

#[test]
fn the_connection_form_is_told() {
    let text = r##"//- apiProperties.json
{ "properties": { "iconBrandColor": "#FFFFFF", "connectionParameters": {
  "region": { "type": "string", "uiDefinition": { "displayName": "Region", "description": "Region" } },
  "login": { "type": "oauthSetting", "oAuthSettings": { "identityProvider": "aad", "customParameters": {
    "ResourceUri": { "value": "https://a.example" }, "other": { "value": 1 } } } },
  "site": { "type": "string", "uiDefinition": { "constraints": { "dependencies": { "region": { "values": [1] } } } } }
} } }"##;
    let marked = |place: &str| {
        assert_eq!(text.matches(place).count(), 1, "{place}");
        text.replace(place, &format!("{}$0{}", &place[..2], &place[2..]))
    };
    check(
        &marked("\"region\": { \"type\""),
        &expect![[r#"
        **region** · connection parameter · string

        Region

        `string`: Text that may be shown, such as the name of a site.

        0 references in policies"#]],
    );
    check(
        &marked("\"region\": { \"values\""),
        &expect![[r#"
        **region** · connection parameter · string

        Region

        `string`: Text that may be shown, such as the name of a site.

        0 references in policies"#]],
    );
    check(
        &marked("\"ResourceUri\""),
        &expect![[r#"
        **ResourceUri** · required

        The resource that the token is for: its address or application id.

        For the identity provider `aad`: Microsoft Entra ID with a secret."#]],
    );
    check(
        &marked("\"other\""),
        &expect![[r#"
        **other** in `customParameters`

        Addresses and other settings that the identity provider needs, each as {"value": "…"}.

        [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters)"#]],
    );
    check(
        &marked("\"aad\""),
        &expect![[r#"
        `aad`: Microsoft Entra ID with a secret.

        **identityProvider** · a string · required

        Whose sign-in it is. It decides which custom parameters are needed.

        Usual values: `oauth2`, `oauth2generic`, `aad`, `aadcertificate`, `facebook`

        Custom parameters of `aad`:

        - `loginUri`: Address of the directory's sign-in, usually https://login.microsoftonline.com.
        - `tenantId`: The directory whose users can sign in; common stands for all of them.
        - `resourceUri` (required): The resource that the token is for: its address or application id.
        - `enableOnbehalfOfLogin`: Whether the platform may sign in with the user's token from the surrounding app, as the text true or false.
        - `loginUriAAD`: Address of the directory's sign-in for the certificate form.
        - `grantType`: How the token is asked for, such as client_credentials for the application itself.

        [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters)"#]],
    );
    check(
        &marked("\"#FFFFFF\""),
        &expect![[r#"
        **iconBrandColor** · a string · required

        Colour behind the icon, as #rrggbb. Independent publishers use #da3b01; certification refuses #007ee5 and white for others.

        `#ffffff`: red 255, green 255, blue 255 · refused by certification

        [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission)"#]],
    );
}

#[test]
fn a_colour_is_shown_to_those_who_show_images() {
    let state =
        State::of("//- apiProperties.json\n{ \"properties\": { \"iconBrandColor\": \"$0#da3b01\" } }");
    let told = hover(&state.view(), state.at()).unwrap().text;
    assert!(!told.markdown().contains("!["));
    assert!(told.markdown().contains("\n\n`#da3b01`: red 218, green 59, blue 1"), "{}", told.markdown());
    assert!(told.plain().contains("\n\n#da3b01: red 218, green 59, blue 1"), "{}", told.plain());
    let image = "\n\n![#da3b01](data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20width='32'%20\
                 height='16'%3E%3Crect%20width='32'%20height='16'%20fill='%23da3b01'/%3E%3C/svg%3E) `#da3b01`";
    assert!(told.markdown_with_images().contains(image), "{}", told.markdown_with_images());
}
