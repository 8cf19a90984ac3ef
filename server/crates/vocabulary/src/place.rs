//! [`Place`]: where in a connector's files a JSON object, array or map stands.

macro_rules! places {
    ($($(#[$doc:meta])* $place:ident => $name:literal,)+) => {
        /// The position of an object, array or map in one of the four files of a connector.
        ///
        /// Scalars stand at [`Place::Leaf`]; what nobody describes stands at [`Place::Free`].
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Place {
            $($(#[$doc])* $place,)+
        }

        impl Place {
            /// Every place, in the order of the declaration.
            pub const ALL: &'static [Place] = &[$(Place::$place),+];

            /// How an author would call a value at this place: "operation", "path parameter".
            pub const fn name(self) -> &'static str {
                match self { $(Place::$place => $name,)+ }
            }
        }
    };
}

places! {
    /// A scalar, or a value that only its [`Member`](crate::Member) describes.
    Leaf => "value",
    /// Anything may stand here: examples, defaults, enum values, unknown extensions.
    Free => "free value",

    // ---- API definition: the document
    /// The API definition itself.
    Root => "definition",
    /// `info`: title, description, version and contact of the connector.
    Info => "info",
    /// `info.contact`.
    Contact => "contact",
    /// `info.license`.
    License => "license",
    /// `externalDocs`, wherever it occurs.
    ExternalDocs => "external documentation",
    /// `tags` of the definition: a list of [`Place::Tag`].
    Tags => "tag list",
    /// A tag declared at the root.
    Tag => "tag",
    /// `schemes`: a list of transfer protocols.
    Schemes => "protocol list",
    /// `consumes` and `produces`: a list of MIME types.
    MimeTypes => "MIME type list",

    // ---- API definition: paths and operations
    /// `paths`: path to [`Place::PathItem`].
    Paths => "paths",
    /// What stands under one path.
    PathItem => "path item",
    /// One method of a path: an action or a trigger.
    Operation => "operation",
    /// `tags` of an operation: a list of names.
    TagNames => "tag name list",

    // ---- API definition: parameters
    /// `parameters` of a path item or an operation: a list of parameters.
    Parameters => "parameter list",
    /// `parameters` of the definition: name to parameter.
    SharedParameters => "shared parameters",
    /// A parameter whose `in` is missing, unknown or a `$ref`.
    Parameter => "parameter",
    /// A parameter with `in: path`.
    PathParameter => "path parameter",
    /// A parameter with `in: query`.
    QueryParameter => "query parameter",
    /// A parameter with `in: header`.
    HeaderParameter => "header parameter",
    /// A parameter with `in: formData`.
    FormDataParameter => "form data parameter",
    /// A parameter with `in: body`.
    BodyParameter => "body parameter",
    /// `items` of a parameter that is not a body, or of a header.
    ParameterItems => "element type",

    // ---- API definition: responses
    /// `responses` of an operation: status code or `default` to [`Place::Response`].
    Responses => "responses",
    /// `responses` of the definition: name to [`Place::Response`].
    SharedResponses => "shared responses",
    /// One response.
    Response => "response",
    /// `headers` of a response or of a notification: name to [`Place::Header`].
    Headers => "headers",
    /// One response header.
    Header => "header",
    /// `examples` of a response: MIME type to sample.
    Examples => "examples",

    // ---- API definition: schemas
    /// `definitions`: name to [`Place::DefinitionSchema`].
    Definitions => "definitions",
    /// A named schema.
    DefinitionSchema => "definition schema",
    /// The schema of a body parameter.
    BodySchema => "body schema",
    /// The schema of a response.
    ResponseSchema => "response schema",
    /// The schema of one property of an object.
    PropertySchema => "property schema",
    /// The schema of the elements of an array.
    ItemsSchema => "element schema",
    /// The schema of the values of an open object.
    AdditionalPropertiesSchema => "additional properties schema",
    /// One part of an `allOf`.
    AllOfSchema => "allOf part",
    /// The schema of what a webhook delivers.
    NotificationSchema => "notification schema",
    /// `properties` of a schema: name to [`Place::PropertySchema`].
    SchemaProperties => "properties",
    /// `allOf`: a list of [`Place::AllOfSchema`].
    AllOf => "allOf list",
    /// `required` of a schema: a list of property names.
    Required => "list of required properties",
    /// `enum`: a list of values.
    Enum => "list of allowed values",
    /// `xml` of a schema.
    Xml => "XML description",

    // ---- API definition: security
    /// `securityDefinitions`: name to [`Place::SecurityScheme`].
    SecurityDefinitions => "security definitions",
    /// One way to authenticate.
    SecurityScheme => "security definition",
    /// `scopes` of an OAuth security definition: scope to description.
    Scopes => "scopes",
    /// `security`: a list of [`Place::SecurityRequirement`].
    SecurityRequirements => "security requirements",
    /// One alternative of `security`: scheme name to [`Place::SecurityScopes`].
    SecurityRequirement => "security requirement",
    /// The scopes that a security requirement asks for.
    SecurityScopes => "scope list",

    // ---- Extensions
    /// `x-ms-api-annotation` of an operation.
    ApiAnnotation => "API annotation",
    /// `x-ms-api-annotation` of the connector, under `info`.
    ConnectorAnnotation => "API annotation of the connector",
    /// `replacement` inside an annotation.
    Replacement => "replacement",
    /// `x-ms-notification-content` of a path item.
    NotificationContent => "notification content",
    /// `x-ms-notification` of an operation.
    Notification => "notification",
    /// `x-ms-trigger-metadata` of an operation.
    TriggerMetadata => "trigger metadata",
    /// `x-ms-trigger-value` of a parameter.
    TriggerValue => "trigger value",
    /// `x-ms-dynamic-values`: drop-down values, older form.
    DynamicValues => "dynamic values",
    /// `x-ms-dynamic-list`: drop-down values, newer form.
    DynamicList => "dynamic list",
    /// `x-ms-dynamic-schema`: shape fetched at design time, older form.
    DynamicSchema => "dynamic schema",
    /// `x-ms-dynamic-properties`: shape fetched at design time, newer form.
    DynamicProperties => "dynamic properties",
    /// `parameters` of the older dynamic forms: name to literal or [`Place::DynamicArgument`].
    DynamicParameters => "dynamic parameters",
    /// A reference inside [`Place::DynamicParameters`].
    DynamicArgument => "dynamic argument",
    /// `parameters` of the newer dynamic forms: name to [`Place::DynamicListArgument`].
    DynamicListParameters => "dynamic list parameters",
    /// A literal or a reference inside [`Place::DynamicListParameters`].
    DynamicListArgument => "dynamic list argument",
    /// `x-ms-dynamic-tree`: a picker for nested values.
    DynamicTree => "dynamic tree",
    /// `settings` of a dynamic tree.
    DynamicTreeSettings => "tree settings",
    /// `open` or `browse` of a dynamic tree.
    DynamicTreeCall => "tree call",
    /// `parameters` of a tree call: name to [`Place::DynamicTreeArgument`].
    DynamicTreeParameters => "tree parameters",
    /// A literal or a reference inside [`Place::DynamicTreeParameters`].
    DynamicTreeArgument => "tree argument",
    /// `x-ms-capabilities` of the definition.
    Capabilities => "capabilities",
    /// `x-ms-capabilities` of an operation.
    OperationCapabilities => "operation capabilities",
    /// `testConnection` of the capabilities.
    TestConnection => "connection test",
    /// Arguments that can only be constants: name to literal.
    LiteralParameters => "constant parameters",
    /// `file-picker` of the capabilities.
    FilePicker => "file picker",
    /// `open` or `browse` of a file picker.
    FilePickerCall => "file picker call",
    /// `parameters` of a file picker call: name to literal or [`Place::FilePickerArgument`].
    FilePickerParameters => "file picker parameters",
    /// A reference inside [`Place::FilePickerParameters`].
    FilePickerArgument => "file picker argument",
    /// `x-ms-connector-metadata`: a list of [`Place::ConnectorMetadataEntry`].
    ConnectorMetadata => "connector metadata",
    /// One name and value of the connector metadata.
    ConnectorMetadataEntry => "connector metadata entry",
    /// `x-ms-pageable` of an operation.
    Pageable => "paging",
    /// `x-ms-enum-values`: a list of [`Place::EnumValue`].
    EnumValues => "enum value names",
    /// One enum value and its display name.
    EnumValue => "enum value name",
    /// `x-ms-enum`, a hint for client generators.
    GeneratorEnum => "enum hint",
    /// `x-ms-operation-context` of a trigger.
    OperationContext => "operation context",
    /// `simulate` of an operation context.
    Simulate => "trigger simulation",
    /// `x-ms-docs`: a list of [`Place::DocsLink`].
    DocsLinks => "documentation links",
    /// One documentation link.
    DocsLink => "documentation link",
    /// `x-ms-editor-options`.
    EditorOptions => "editor options",
    /// `items` of the editor options: a list of [`Place::EditorChoice`].
    EditorChoices => "editor choices",
    /// One titled choice of an editor.
    EditorChoice => "editor choice",
    /// `x-ms-openai-data` of the definition or an operation.
    PluginData => "AI plugin data",
    /// `operations` of the AI plugin data: a list of [`Place::PluginOperation`].
    PluginOperations => "AI plugin operations",
    /// One operation as an AI plugin sees it.
    PluginOperation => "AI plugin operation",
    /// `x-ms-openai-manifest` of the definition.
    PluginManifest => "AI plugin manifest",
    /// `x-ms-openai-published-to-copilots`: a list of [`Place::PluginCopilot`].
    PluginCopilots => "copilot list",
    /// One copilot that the connector is offered in.
    PluginCopilot => "copilot",
    /// `x-ms-keywords`: a list of words.
    Keywords => "keyword list",

    // ---- apiProperties.json
    /// The properties file itself.
    PropertiesRoot => "properties file",
    /// `properties` of the properties file.
    Properties => "connector properties",
    /// `capabilities` of the properties: a list of words.
    CapabilityNames => "capability list",
    /// `connectionParameters`: name to [`Place::ConnectionParameter`].
    ConnectionParameters => "connection parameters",
    /// One field of the connection form, or one sign-in.
    ConnectionParameter => "connection parameter",
    /// `metadata` of a connection parameter.
    ConnectionParameterMetadata => "connection parameter metadata",
    /// `uiDefinition`, wherever it occurs in the properties file.
    UiDefinition => "form text",
    /// `schema` of a form text.
    UiSchema => "form field schema",
    /// `constraints` of a form text.
    Constraints => "form constraints",
    /// `capability` of the constraints: a list of connection kinds.
    ConnectionKinds => "connection kind list",
    /// `dependencies` of the constraints: parameter name to [`Place::Dependency`].
    Dependencies => "form dependencies",
    /// The values of another parameter that make this one appear.
    Dependency => "form dependency",
    /// `values` of a dependency: a list of values.
    DependencyValues => "value list",
    /// `allowedValues`: a list of [`Place::AllowedValue`].
    AllowedValues => "allowed values",
    /// One choice of a drop-down of the connection form.
    AllowedValue => "allowed value",
    /// `oAuthSettings` of a connection parameter.
    OAuthSettings => "OAuth settings",
    /// `scopes` of the OAuth settings: a list of words.
    OAuthScopes => "OAuth scope list",
    /// `redirectUrl` of the OAuth settings in the rare form of a list.
    OAuthRedirects => "redirect address list",
    /// `customParameters` of the OAuth settings: name to [`Place::OAuthCustomParameter`].
    OAuthCustomParameters => "OAuth custom parameters",
    /// One setting of the identity provider.
    OAuthCustomParameter => "OAuth custom parameter",
    /// `additionalParameters` of the OAuth settings: name to [`Place::OAuthAdditionalParameter`].
    OAuthAdditionalParameters => "OAuth additional parameters",
    /// One additional OAuth parameter.
    OAuthAdditionalParameter => "OAuth additional parameter",
    /// `applicableWhen` of an additional OAuth parameter: a list of [`Place::OAuthCondition`].
    OAuthConditions => "OAuth conditions",
    /// One condition on another parameter.
    OAuthCondition => "OAuth condition",
    /// `oneOf` of a condition: a list of values.
    OAuthConditionValues => "condition values",
    /// `properties` of the OAuth settings.
    OAuthProperties => "OAuth properties",
    /// `gatewaySettings` of a connection parameter.
    GatewaySettings => "gateway settings",
    /// `connectionDetails` of the gateway settings: a list.
    GatewayConnectionDetails => "gateway connection details",
    /// `connectionParameterSets`: several ways to sign in.
    ConnectionParameterSets => "connection parameter sets",
    /// `values` of the sets: a list of [`Place::ConnectionParameterSet`].
    ConnectionParameterSetValues => "list of connection parameter sets",
    /// One way to sign in.
    ConnectionParameterSet => "connection parameter set",
    /// `metadata` of a connection parameter set.
    ConnectionParameterSetMetadata => "connection parameter set metadata",
    /// `policyTemplateInstances`: a list of [`Place::PolicyTemplateInstance`].
    PolicyTemplateInstances => "policy list",
    /// One policy.
    PolicyTemplateInstance => "policy",
    /// `parameters` of a policy. The members are those of all templates together; what one template
    /// takes is in [`crate::PolicyTemplate::parameters`].
    PolicyParameters => "policy parameters",
    /// `triggerConfig` of a polling policy: query parameter to expression.
    PollingTriggerConfig => "polling query",
    /// The operations that a policy is limited to.
    OperationNames => "list of operations",
    /// `scriptOperations`: the operations that run through the script.
    ScriptOperations => "list of scripted operations",
    /// `script`, an older form of `scriptOperations`.
    Script => "script",

    // ---- settings.json
    /// The settings file of the command line tool.
    SettingsRoot => "settings file",
}

impl Place {
    /// The roots of the files: definition, properties, settings, and the two files of an unpacked
    /// Dataverse solution that hold a part of the properties as their root.
    pub const ROOTS: &'static [Place] = &[
        Place::Root,
        Place::PropertiesRoot,
        Place::SettingsRoot,
        Place::ConnectionParameters,
        Place::PolicyTemplateInstances,
    ];

    /// Everywhere a schema can stand.
    pub const SCHEMAS: &'static [Place] = &[
        Place::DefinitionSchema,
        Place::BodySchema,
        Place::ResponseSchema,
        Place::PropertySchema,
        Place::ItemsSchema,
        Place::AdditionalPropertiesSchema,
        Place::AllOfSchema,
        Place::NotificationSchema,
    ];

    /// Whether a schema stands here. All schema places share their members.
    pub const fn is_schema(self) -> bool {
        matches!(
            self,
            Place::DefinitionSchema
                | Place::BodySchema
                | Place::ResponseSchema
                | Place::PropertySchema
                | Place::ItemsSchema
                | Place::AdditionalPropertiesSchema
                | Place::AllOfSchema
                | Place::NotificationSchema
        )
    }

    /// Whether a parameter of an operation stands here, with a known `in` or without.
    pub const fn is_parameter(self) -> bool {
        matches!(
            self,
            Place::Parameter
                | Place::PathParameter
                | Place::QueryParameter
                | Place::HeaderParameter
                | Place::FormDataParameter
                | Place::BodyParameter
        )
    }

    /// Whether members beyond the listed ones are normal here, so that an unlisted name is no mistake.
    ///
    /// True where no complete public description exists.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Place::Free
                | Place::GeneratorEnum
                | Place::PluginData
                | Place::PluginOperation
                | Place::PluginManifest
                | Place::PluginCopilot
                | Place::EditorOptions
                | Place::EditorChoice
                | Place::UiSchema
                | Place::ConnectionParameterMetadata
                | Place::ConnectionParameterSetMetadata
                | Place::OAuthProperties
                | Place::OAuthAdditionalParameter
                | Place::GatewaySettings
                | Place::DynamicArgument
                | Place::FilePickerArgument
        )
    }
}
