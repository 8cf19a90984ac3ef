//! What a policy does, with the values that it has.

use expect_test::expect;
use ide::hover;
use vocabulary::POLICY_TEMPLATES;

use super::check;
use crate::support::State;

/// What is told about a policy before its template is described.
fn sentence(policy: &str) -> String {
    let marked = policy.replacen("\"templateId\": \"", "\"templateId\": \"$0", 1);
    let state = State::of(&format!(
        "//- apiProperties.json\n{{ \"properties\": {{ \"policyTemplateInstances\": [{marked}] }} }}"
    ));
    let told = hover(&state.view(), state.at()).unwrap().text.markdown();
    told.split("\n\n---\n").next().unwrap().to_owned()
}

#[test]
fn every_template_tells_what_its_example_does() {
    let told: Vec<String> = POLICY_TEMPLATES
        .iter()
        .map(|template| format!("{}\n{}\n", template.id, sentence(template.example)))
        .collect();
    expect![[r#"
        convertarraytoobject
        Turns the list `references` in `@body()` of the request into an object in which each element is named by its `link`, which it then lacks, and puts the result at `@body().references`.

        Applies to `UpdateTask`.

        convertobjecttoarray
        Turns the object `fields` in `@body()` of the response into a list with an element for each field, its name under `name` and its value under `value`, and puts the result at `@body().fields`.

        Applies to `GetContact`.

        dynamichosturl
        Sends the call to `https://@connectionParameters('host')/api` in place of host and base path.

        Applies to all operations.

        dynamicsubdomain
        Sends the call to `https://@connectionParameters('subdomain').contoso.com` in place of host and base path.

        Applies to all operations.

        encodepropertyvalue
        Encodes the text `id` in `@body().assignees` of the request for use in an address and puts the result at `@item().id`.

        Applies to `CreateTask`.

        moveproperties
        Moves the fields of `custom` in `@body()` of the request to `@body()`.

        Applies to `UpdateUser`.

        pollingtrigger
        Starts a flow with the elements of `@triggerBody().value`, and takes `since` of the next poll from the last answer.

        Applies to `OnNewOrder`.

        routeRequestToCode
        Sends the call through the custom code.

        Applies to `GetItems`.

        routerequesttoendpoint
        Sends the call to the path `/{list}/items` of the service, with the method of the operation.

        Applies to `GetItems_V2`.

        setconnectionstatustounauthenticated
        Asks the user to sign in again when the service answers with status `401`.

        Applies to all operations.

        setheader
        Sets the header `X-Api-Key` of the request to `@connectionParameters('api_key')`, in place of one that is there already.

        Applies to all operations.

        setproperty
        Sets the property `source` in `@body()` of the request to `connector`.

        Applies to `CreateOrder`.

        setqueryparameter
        Sets the query parameter `tenant` of the call to `@connectionParameters('tenant')`, unless there is one already.

        Applies to all operations.

        setvaluefromurl
        Calls POST `/token` of the service first, and sets `@headers('Authorization')` of the request to `@body().access_token` of that answer.

        Applies to all operations.

        stringreplace
        Writes `%25` for every `%` in the text `link` in `@body().references` of the request and puts the result at `@item().link`.

        Applies to `UpdateTask`.

        stringtoarray
        Cuts the text `users` in `@body()` of the request at `;`, makes a list of objects with the parts under `userId`, and puts the result at `@body().users`.

        Applies to `AssignUsers`.

        updatenextlink
        Rewrites the address of the next page, `@odata.nextLink` of the response, so that it leads through the connector.

        Applies to `ListOrders`.
    "#]].assert_eq(&told.join("\n"));
}

#[test]
fn a_sentence_goes_by_what_is_written_and_by_what_is_left_out() {
    let told = |parameters: &str, template: &str| {
        let prefix = "\"x-ms-apimTemplateParameter.";
        let parameters = parameters.replace("\"~", prefix);
        let told =
            sentence(&format!(r#"{{ "templateId": "{template}", "parameters": {{ {parameters} }} }}"#));
        told.split("\n\n").next().unwrap().to_owned()
    };
    for (template, parameters, expected) in [
        (
            "SetHeader",
            r#""~name": "X" "#,
            "Sets the header `X` to `…`, in place of one that is there already.",
        ),
        (
            "setheader",
            r#""~name": "X", "~value": "", "~existsAction": "append", "x-ms-apimTemplate-policySection": "Failure""#,
            "Sets the header `X` of a failed answer to `\"\"`, in addition to one that is there already.",
        ),
        ("setheader", r#""~existsAction": "never" "#, "Sets the header `…` to `…`."),
        (
            "routerequesttoendpoint",
            r#""~newPath": "/a`b" "#,
            "Sends the call to the path ``/a`b`` of the service, with the method of the operation.",
        ),
        (
            "routerequesttoendpoint",
            r#""~newPath": "/a", "~httpMethod": "POST" "#,
            "Sends the call to the path `/a` of the service as POST.",
        ),
        (
            "stringreplace",
            r#""~propertyParentPath": "@body()", "~propertySubPath": "null", "~sourceString": "%", "~replacementString": """#,
            "Takes every `%` out of the text `@body()` and puts the result at `…`.",
        ),
        (
            "pollingtrigger",
            r#""~triggerConfig": { "a": 1, "b": 2 }, "~triggerDataPath": "@triggerBody()" "#,
            "Starts a flow with the elements of `@triggerBody()`, and takes `a`, `b` of the next poll from the last \
             answer.",
        ),
        (
            "setconnectionstatustounauthenticated",
            r#""~statusCode": 401"#,
            "Asks the user to sign in again when the service answers with status `401`.",
        ),
    ] {
        assert_eq!(told(parameters, template), expected, "{template} {parameters}");
    }
}

#[test]
fn the_operations_of_a_policy_are_named() {
    let listed = |list: &str| {
        let told = sentence(&format!(
            r#"{{ "templateId": "routeRequestToCode", "parameters": {{ "x-ms-apimTemplate-operationName": {list} }} }}"#
        ));
        told.split("\n\n").nth(1).unwrap().to_owned()
    };
    assert_eq!(listed("[]"), "Applies to all operations.");
    assert_eq!(listed("[\"A\", 7, \"B\"]"), "Applies to `A`, `B`.");
    let ten = (0..10).map(|number| format!("\"A{number}\"")).collect::<Vec<_>>().join(",");
    assert_eq!(
        listed(&format!("[{ten}]")),
        "Applies to `A0`, `A1`, `A2`, `A3`, `A4`, `A5`, `A6`, `A7` and 2 more."
    );
}

#[test]
fn a_policy_is_told_by_its_title_and_parameters_too() {
    let text = r#"//- apiProperties.json
{ "properties": { "policyTemplateInstances": [{ "templateId": "setqueryparameter", "tit$0le": "Version",
  "parameters": { "x-ms-apimTemplateParameter.name": "v", "x-ms-apimTemplateParameter.value": "2" } }] } }"#;
    check(
        text,
        &expect![[r#"
        Sets the query parameter `v` of the call to `2`, in place of one that is there already.

        Applies to all operations.

        ---

        **title** · a string · required

        What the policy is for, shown in the policy list of the wizard.

        [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates)"#]],
    );
    check(
        &text.replace("$0", "").replace("\"parameters\"", "\"$0parameters\""),
        &expect![[r#"
        Sets the query parameter `v` of the call to `2`, in place of one that is there already.

        Applies to all operations.

        ---

        **parameters** · an object · required

        The settings of the policy. Without operation names it applies to every operation.

        [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates)"#]],
    );
    check(
        &text.replace("$0", "").replace("value\": \"2", "value\": \"$02"),
        &expect![[r#"
        **x-ms-apimTemplateParameter.value** · a string · required

        The value to set; a text with expressions.

        **Set query string parameter** · Query parameter value

        Sets the query parameter `v` of the call to `2`, in place of one that is there already.

        [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates/setqueryparameter/setqueryparameter)"#]],
    );
}

#[test]
fn expressions_tell_of_their_functions_and_of_what_they_name() {
    let text = r#"//- apiProperties.json
{ "properties": { "connectionParameters": { "token:host": { "type": "string", "uiDefinition": {
    "displayName": "Host", "description": "Where it is.", "constraints": { "required": "true" } } } },
  "policyTemplateInstances": [{ "templateId": "dynamichosturl", "parameters": {
    "x-ms-apimTemplateParameter.urlTemplate": "é https://@{connectionParameters('token:host')}/@nothing()" } }] } }"#;
    check(
        &text.replace("@{conn", "@{$0<r>conn").replace("('token", "</r>('token"),
        &expect![[r#"
        `@connectionParameters('name', 'default')`

        What the maker entered for a connection parameter; the second argument is used when there is nothing.

        - `'name'`: Name of the connection parameter, be it in one of the parameter sets.
        - `'default'`: The text to use when there is no such value."#]],
    );
    check(
        &text.replace("('token:host')", "('$0<r>token:host</r>')"),
        &expect![[r#"
        **token:host** · connection parameter · string · required

        Host

        Where it is.

        `string`: Text that may be shown, such as the name of a site.

        1 reference in policies"#]],
    );
    check(
        &text.replace("\"token:host\":", "$0<r>\"token:host\"</r>:"),
        &expect![[r#"
        **token:host** · connection parameter · string · required

        Host

        Where it is.

        `string`: Text that may be shown, such as the name of a site.

        1 reference in policies"#]],
    );
    check(
        &text.replace("@nothing", "@not$0hing"),
        &expect![[r#"
        **x-ms-apimTemplateParameter.urlTemplate** · a string · required

        The address that replaces host and base path, with expressions for what differs between connections.

        **Set host URL** · URL template

        Sends the call to `é https://@{connectionParameters('token:host')}/@nothing()` in place of host and base path.

        [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates/dynamichosturl/dynamichosturl)"#]],
    );
}
