//! The root of the properties, policies and custom code.

use crate::member::{Member, Types, value};
use crate::place::Place;

const CODE_PAGE: &str = learn!("custom-connectors/write-code");
const SUBMISSION: &str = learn!("custom-connectors/certification-submission");
const POLICIES: &str = learn!("custom-connectors/policy-templates");

pub(crate) static PROPERTIES_ROOT: &[Member] = table!([
    Member::object(
        "properties",
        Place::Properties,
        "Everything about the connector that is not in its API definition."
    )
    .required()
    .link(properties_schema!()),
    Member::text("$schema", "Address of the schema that editors check the file against.").undocumented(),
]);

pub(crate) static PROPERTIES: &[Member] = table!([
    Member::text(
        "iconBrandColor",
        "Colour behind the icon, as #rrggbb. Independent publishers use #da3b01; certification refuses \
         #007ee5 and white for others.",
    )
    .required()
    .mistakes(&["A colour name or a short form: six hexadecimal digits are needed."])
    .link(SUBMISSION),
    Member::object(
        "connectionParameters",
        Place::ConnectionParameters,
        "What a maker fills in to create a connection: keys, sign-in, addresses. Policies read them with \
         @connectionParameters.",
    )
    .mistakes(&["Kept together with connectionParameterSets, which replaces it."])
    .link(learn!("custom-connectors/connection-parameters")),
    Member::object(
        "connectionParameterSets",
        Place::ConnectionParameterSets,
        "Several ways to sign in, from which the maker chooses one.",
    )
    .mistakes(&["Kept together with connectionParameters."])
    .link(learn!("custom-connectors/multi-auth")),
    // One certified connector has null.
    Member::list("capabilities", Place::CapabilityNames, "What the connector has, usually an empty list.")
        .or(Types::NULL)
        .mistakes(&["A single text instead of a list, which is refused."])
        .link(properties_schema!()),
    Member::list(
        "policyTemplateInstances",
        Place::PolicyTemplateInstances,
        "Policies that change requests and responses on their way."
    )
    .link(POLICIES),
    Member::list(
        "scriptOperations",
        Place::ScriptOperations,
        "Operations that run through script.csx. An empty list means all of them.",
    )
    .mistakes(&[
        "Names an operation that the definition does not have.",
        "Listed without a script.csx beside the definition."
    ])
    .link(CODE_PAGE),
    Member::object(
        "script",
        Place::Script,
        "Older way to say which operations run through the script. Write scriptOperations."
    )
    .undocumented(),
    Member::text("publisher", "Name of the publisher, shown in the gallery. Certification asks for it.")
        .mistakes(&["An address or symbols instead of the plain name."])
        .link(SUBMISSION),
    Member::text(
        "stackOwner",
        "Company that owns the service. Certification asks for it, but paconn cannot upload a file that \
         has it."
    )
    .link(SUBMISSION),
    Member::text(
        "stackowner",
        "stackOwner in lower case, as one published connector has it. Write stackOwner."
    )
    .undocumented(),
    Member::text(
        "website",
        "Site of the service, as one published connector has it. The listing takes it from \
         x-ms-connector-metadata."
    )
    .undocumented(),
]);

pub(crate) static SCRIPT: &[Member] = table!([
    Member::text("language", "Language of the script.")
        .undocumented()
        .such_as(&[value("CSharpScript", "A script.csx in C#.")]),
    Member::list("operationIds", Place::ScriptOperations, "Operations that run through the script.")
        .undocumented(),
]);

pub(crate) static POLICY: &[Member] = table!([
    Member::text("templateId", "Which ready-made policy it is. Letter case does not matter.")
        .required()
        .link(POLICIES),
    Member::text("title", "What the policy is for, shown in the policy list of the wizard.")
        .required()
        .link(POLICIES),
    Member::object(
        "parameters",
        Place::PolicyParameters,
        "The settings of the policy. Without operation names it applies to every operation."
    )
    .required()
    .link(POLICIES),
    Member::text("type", "Kind of policy. Only polling triggers have it.")
        .undocumented()
        .such_as(&[value("PollingTrigger", "Goes with the template pollingtrigger.")]),
]);
