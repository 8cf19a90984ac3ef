//! The policy templates themselves, sorted by id.

use super::{Effect, PolicyTemplate, effects, parameters};
use crate::member::Standing;

const REQUEST_RESPONSE: &[&str] = &["Request", "Response"];

impl PolicyTemplate {
    const fn new(id: &'static str, title: &'static str, doc: &'static str) -> PolicyTemplate {
        PolicyTemplate {
            id,
            title,
            doc,
            effect: &[],
            sections: &[],
            parameters: &[],
            spellings: &[],
            standing: Standing::Documented,
            link: learn!("custom-connectors/policy-templates"),
            example: "",
        }
    }

    const fn takes(self, parameters: &'static [super::PolicyParameter]) -> PolicyTemplate {
        PolicyTemplate { parameters, ..self }
    }

    const fn does(self, effect: &'static [Effect]) -> PolicyTemplate {
        PolicyTemplate { effect, ..self }
    }

    const fn on(self, sections: &'static [&'static str]) -> PolicyTemplate {
        PolicyTemplate { sections, ..self }
    }

    const fn also_spelt(self, spellings: &'static [&'static str]) -> PolicyTemplate {
        PolicyTemplate { spellings, ..self }
    }

    const fn standing(self, standing: Standing) -> PolicyTemplate {
        PolicyTemplate { standing, ..self }
    }

    const fn link(self, link: &'static str) -> PolicyTemplate {
        PolicyTemplate { link, ..self }
    }

    const fn example(self, example: &'static str) -> PolicyTemplate {
        PolicyTemplate { example: example.trim_ascii_end(), ..self }
    }
}

/// Every known template, sorted by id without regard to case.
pub static POLICY_TEMPLATES: &[PolicyTemplate] = &[
    PolicyTemplate::new(
        "convertarraytoobject",
        "Convert an array to an object",
        "Turns a list of objects into one object, in which a field of each element becomes its name.",
    )
    .on(REQUEST_RESPONSE)
    .does(effects::ARRAY_TO_OBJECT)
    .takes(parameters::ARRAY_TO_OBJECT)
    .also_spelt(&["ConvertArrayToObject"])
    .example(include_str!("examples/convertarraytoobject.json")),
    PolicyTemplate::new(
        "convertobjecttoarray",
        "Convert an object to an array",
        "Turns the fields of an object into a list of names and values, which makers can loop over.",
    )
    .on(REQUEST_RESPONSE)
    .does(effects::OBJECT_TO_ARRAY)
    .takes(parameters::OBJECT_TO_ARRAY)
    .also_spelt(&["ConvertObjectToArray"])
    .link(learn!("custom-connectors/policy-templates/convertobjecttoarray/convertobjecttoarray"))
    .example(include_str!("examples/convertobjecttoarray.json")),
    PolicyTemplate::new(
        "dynamichosturl",
        "Set host URL",
        "Sends the calls to an address that depends on the connection. The template replaces host and \
         base path; it does not work with the on-premises data gateway.",
    )
    .does(effects::DYNAMIC_HOST_URL)
    .takes(parameters::DYNAMIC_HOST_URL)
    .also_spelt(&["DynamicHostUrl", "dynamicHostUrl"])
    .link(learn!("custom-connectors/policy-templates/dynamichosturl/dynamichosturl"))
    .example(include_str!("examples/dynamichosturl.json")),
    PolicyTemplate::new(
        "dynamicsubdomain",
        "Set subdomain",
        "Sends the calls to a subdomain that depends on the connection. One published connector has it; \
         use dynamichosturl.",
    )
    .does(effects::DYNAMIC_HOST_URL)
    .takes(parameters::DYNAMIC_HOST_URL)
    .standing(Standing::Undocumented)
    .link("")
    .example(include_str!("examples/dynamicsubdomain.json")),
    PolicyTemplate::new(
        "encodepropertyvalue",
        "Encode property value",
        "URL-encodes the value of a property, for services that take it apart as an address.",
    )
    .on(REQUEST_RESPONSE)
    .does(effects::ENCODE_PROPERTY)
    .takes(parameters::ENCODE_PROPERTY)
    .also_spelt(&["EncodePropertyValue"])
    .standing(Standing::SchemaOnly)
    .link(properties_schema!())
    .example(include_str!("examples/encodepropertyvalue.json")),
    PolicyTemplate::new(
        "moveproperties",
        "Move properties",
        "Moves properties of a body to another place in it. One connector of Microsoft has it; no page \
         describes it.",
    )
    .on(REQUEST_RESPONSE)
    .does(effects::MOVE_PROPERTIES)
    .takes(parameters::MOVE_PROPERTIES)
    .standing(Standing::Undocumented)
    .link("")
    .example(include_str!("examples/moveproperties.json")),
    PolicyTemplate::new(
        "pollingtrigger",
        "Polling trigger",
        "Makes a GET operation a trigger that remembers where it stopped: the next request is built from \
         the last answer. The policy also has \"type\": \"PollingTrigger\".",
    )
    .does(effects::POLLING_TRIGGER)
    .takes(parameters::POLLING_TRIGGER)
    .also_spelt(&["PollingTrigger"])
    .standing(Standing::SchemaOnly)
    .link(learn!("custom-connectors/create-polling-trigger"))
    .example(include_str!("examples/pollingtrigger.json")),
    PolicyTemplate::new(
        "routeRequestToCode",
        "Route request to code",
        "Sends operations through custom code. No published connector has it: list the operations under \
         scriptOperations.",
    )
    .does(effects::ROUTE_TO_CODE)
    .takes(parameters::ONLY_OPERATIONS)
    .standing(Standing::Undocumented)
    .link("")
    .example(include_str!("examples/routeRequestToCode.json")),
    PolicyTemplate::new(
        "routerequesttoendpoint",
        "Route request",
        "Sends the call to another path or method of the service. With it, several operations, such as \
         two revisions, can share one path of the service.",
    )
    .does(effects::ROUTE_REQUEST)
    .takes(parameters::ROUTE_REQUEST)
    .also_spelt(&["RouteRequestToEndpoint"])
    .link(learn!("custom-connectors/policy-templates/routerequesttoendpoint/routerequesttoendpoint"))
    .example(include_str!("examples/routerequesttoendpoint.json")),
    PolicyTemplate::new(
        "setconnectionstatustounauthenticated",
        "Set connection status to unauthenticated",
        "Asks the user to sign in again when the service answers with the given status code. It works \
         together with a connection test in x-ms-capabilities. In preview.",
    )
    .does(effects::UNAUTHENTICATED)
    .takes(parameters::UNAUTHENTICATED)
    .link(learn!(
        "custom-connectors/policy-templates/setconnectionstatustounauthenticated/setconnectionstatustounauthenticated"
    ))
    .example(include_str!("examples/setconnectionstatustounauthenticated.json")),
    PolicyTemplate::new(
        "setheader",
        "Set HTTP header",
        "Adds or changes a header of the request or the response.",
    )
    .on(&["Request", "Response", "Failure"])
    .does(effects::SET_HEADER)
    .takes(parameters::SET_HEADER)
    .also_spelt(&["SetHeader", "setHeader"])
    .link(learn!("custom-connectors/policy-templates/setheader/setheader"))
    .example(include_str!("examples/setheader.json")),
    PolicyTemplate::new(
        "setproperty",
        "Set property",
        "Adds or changes a property of the request or response body.",
    )
    .on(REQUEST_RESPONSE)
    .does(effects::SET_PROPERTY)
    .takes(parameters::SET_PROPERTY)
    .also_spelt(&["SetProperty"])
    .link(learn!("custom-connectors/policy-templates/setproperty/setproperty"))
    .example(include_str!("examples/setproperty.json")),
    PolicyTemplate::new(
        "setqueryparameter",
        "Set query string parameter",
        "Adds or changes a query parameter of the call to the service.",
    )
    .does(effects::SET_QUERY_PARAMETER)
    .takes(parameters::SET_QUERY_PARAMETER)
    .also_spelt(&["SetQueryParameter", "setQueryParameter"])
    .link(learn!("custom-connectors/policy-templates/setqueryparameter/setqueryparameter"))
    .example(include_str!("examples/setqueryparameter.json")),
    PolicyTemplate::new(
        "setvaluefromurl",
        "Set header or query parameter value from URL",
        "Calls another path of the service first and puts a part of its answer into a header or query \
         parameter.",
    )
    .on(REQUEST_RESPONSE)
    .does(effects::SET_VALUE_FROM_URL)
    .takes(parameters::SET_VALUE_FROM_URL)
    .also_spelt(&["SetValueFromUrl"])
    .link(learn!("custom-connectors/policy-templates/setvaluefromurl/setvaluefromurl"))
    .example(include_str!("examples/setvaluefromurl.json")),
    PolicyTemplate::new(
        "stringreplace",
        "String replace",
        "Replaces a piece of text in a property of the body.",
    )
    .on(REQUEST_RESPONSE)
    .does(effects::STRING_REPLACE)
    .takes(parameters::STRING_REPLACE)
    .also_spelt(&["StringReplace"])
    .standing(Standing::SchemaOnly)
    .link(properties_schema!())
    .example(include_str!("examples/stringreplace.json")),
    PolicyTemplate::new(
        "stringtoarray",
        "Convert delimited string into array of objects",
        "Cuts a text at delimiters and makes a list of objects of the parts.",
    )
    .on(REQUEST_RESPONSE)
    .does(effects::STRING_TO_ARRAY)
    .takes(parameters::STRING_TO_ARRAY)
    .also_spelt(&["StringToArray"])
    .link(learn!("custom-connectors/policy-templates/stringtoarray/stringtoarray"))
    .example(include_str!("examples/stringtoarray.json")),
    PolicyTemplate::new(
        "updatenextlink",
        "Update next link",
        "Rewrites the address of the next page so that it leads through the connector. Goes with \
         x-ms-pageable.",
    )
    .does(effects::UPDATE_NEXT_LINK)
    .takes(parameters::UPDATE_NEXT_LINK)
    .standing(Standing::SchemaOnly)
    .link(properties_schema!())
    .example(include_str!("examples/updatenextlink.json")),
];
