//! The codes of Microsoft's Swagger validator, and why some of them have no rule here.
//!
//! The validator runs in Microsoft's cloud when a connector is created, updated or certified. Which rules find offline what
//! it reports under a code stands in the rules ([`crate::Rule::microsoft`]). A test compares both, and makes
//! `server/docs/microsoft-codes.md` of them.

/// Codes of one subject, as Microsoft's page groups them, without saying how grave each is.
///
/// Source: <https://learn.microsoft.com/connectors/custom-connectors/certification-swagger-validator-rules>
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// What the codes are about.
    pub title: &'static str,
    /// The codes, sorted.
    pub codes: &'static [&'static str],
}

/// Why no rule here stands for a code.
#[derive(Clone, Copy, Debug)]
pub struct Uncovered {
    /// The code.
    pub code: &'static str,
    /// The reason, in Markdown, one sentence or two.
    pub reason: &'static str,
}

/// All codes, by subject, in the order of Microsoft's page.
pub static SUBJECTS: &[Subject] = &[
    Subject {
        title: "Operations",
        codes: &[
            "ApiAnnotationExtensionReplacementInfoForNonDeprecatedOperations",
            "ApiAnnotationExtensionReplacementInfoMissingApiProperty",
            "ApiAnnotationExtensionReplacementInfoMissingOperationIdProperty",
            "ArrayDuplicateValue",
            "BodyOrFormDataParameterInFetchOperationNotAllowed",
            "ConnectionIdParameterNotAllowed",
            "ConsumesMissing",
            "DuplicateEnumValuesInExtension",
            "DuplicateOperationPath",
            "DynamicExtensionDefinitionNotAllowedInParameter",
            "DynamicListExtensionRequiredForAmbiguousReferences",
            "DynamicListExtensionRequiredForNonParameterReferences",
            "DynamicPropertiesExtensionRequiredForAmbiguousReferences",
            "DynamicPropertiesExtensionRequiredForNonParameterReferences",
            "DynamicPropertiesExtensionRequiredForPropertiesValuePath",
            "DynamicPropertiesItemValuePathMismatch",
            "DynamicTreeExtensionMissing",
            "InvalidEnumValue",
            "InvalidEnumValuesExtensionValue",
            "InvalidFormDataParameterName",
            "InvalidNextLinkNameValue",
            "InvokedOperationShouldProduceArray",
            "InvokedOperationShouldProduceProperty",
            "MimeTypeNotCompatibleWithRequestContentSchemaType",
            "NotificationExtensionNotSupportedInWebhookOperation",
            "NotificationExtensionSupportedForTriggerOnly",
            "NotificationOperationMustBeWebhook",
            "OperationFamilyHasDuplicateRevisions",
            "OperationFamilyHasManyActiveOperations",
            "OperationFamilyHasManyActiveProductionOperations",
            "OperationFamilyHasManyEmptyRevisions",
            "OperationHasManyResponsesWithSchema",
            "OperationIdNotFound",
            "OperationIdNotUnique",
            "OperationIdRequired",
            "OperationIdSanitized",
            "OperationIdShouldEndWithRevision",
            "OperationIdTooLong",
            "OperationMissingPathParameter",
            "OperationMissingRequiredProperty",
            "OperationMustHaveNotificationContentExtension",
            "OperationMustHaveResponse",
            "OperationParameterNameIsAmbiguous",
            "OperationParameterNameNotFound",
            "OperationParameterRequiredMismatch",
            "OperationParameterStaticTypeMismatch",
            "OperationParameterTypeMismatch",
            "OperationParametersAreNotUnique",
            "OperationParametersContainDuplicateParameter",
            "OperationParametersContainMultipleBodyParameters",
            "OperationPathContainsUnsupportedCharacters",
            "OperationPathMayNotContainQueryOrFragment",
            "OperationPathMustStartWithSlash",
            "OperationPathTemplateNotValid",
            "OperationPathVariablesContainDefaults",
            "OperationRevisionEmpty",
            "OperationSchemaCountExceedsMaxAllowed",
            "OperationShouldHaveSuccessfulResponse",
            "OperationStatusAheadOfConnector",
            "OperationSummaryTooLong",
            "PartialDuplicateOperationPath",
            "PathParameterMustBeRequired",
            "PathParameterNotDefinedInTemplate",
            "PathParametersContainDuplicateParameter",
            "PathParametersContainMultipleBodyParameters",
            "PathRedefined",
            "RestrictedCharactersInSummary",
            "SelectedItemValuePathNotAllowedInThisPosition",
            "StringBinaryNotSupportedForFormUrlEncoded",
            "TotalOperationsCountExceedsMaxAllowed",
            "UnrecognizedTypeFormat",
            "WebhookOperationsMissingNotificationUrlProperty",
        ],
    },
    Subject {
        title: "Arrays",
        codes: &["ArrayHasNoItems", "RequiredPropertyArrayEmpty", "SchemesArrayEmpty"],
    },
    Subject {
        title: "What is not supported",
        codes: &[
            "CollectionFormatValueNotSupported",
            "MimeTypeNotSupported",
            "PathItemRefNotSuppored",
            "SwaggerKeywordNotSupported",
        ],
    },
    Subject {
        title: "Parameters",
        codes: &[
            "FileParameterMustBeInFormData",
            "ParameterListContainsFormDataAndBody",
            "ParameterRefLoopNotAllowed",
            "ParameterReferenceNotFound",
            "ParameterReferenceNotValid",
            "ParamtersWithSameNameMustHaveSameTypeAndVisibility",
            "PathParameterMissingEncoding",
            "QueryParameterEncodingNotSupported",
            "ReservedParameterIsUsed",
            "ResponseRefLoopNotAllowed",
            "SourcePropertyInternal",
        ],
    },
    Subject {
        title: "Properties",
        codes: &[
            "AdditionalPropertyNotAllowed",
            "AdditionalPropertyNotAllowedAdjacentToRef",
            "BasePathNotValid",
            "BodyParameterPropertyNotValid",
            "ConnectorMetadataPropertiesMissing",
            "ContactEmailNotValid",
            "DefaultValueMustMatchType",
            "EnumMustContainAtLeastOneElement",
            "ExtensionNameNotValid",
            "FilterFunctionsPropertyEmpty",
            "FilterFunctionsPropertyHasDuplicates",
            "FilterFunctionsPropertyInInputSchema",
            "FilterFunctionsPropertyInvalidValue",
            "HostNameNotValid",
            "InternalPropertyWithDefaultOptional",
            "InvalidConnectorCategory",
            "InvalidStringBinaryProperty",
            "JsonTypeIncorrect",
            "JsonValueNotInEnum",
            "MimeTypeNotValid",
            "MissingEnumValuesDisplayName",
            "MultipleOfMustBeGreaterThanZero",
            "OneOfPropertiesRequired",
            "ProductionStatusOnBetaService",
            "PropertyMustBeRequired",
            "RequiredPropertyDefinitionMissing",
            "RequiredPropertyMissing",
            "RequiredPropertyNotOnObject",
            "RequiredReadOnlyPropertyNotAllowedAsInput",
            "SchemeNotValid",
            "SecuritySchemePropertyNotValid",
            "SecuritySchemePropertyRequired",
            "SpecificationVersionIncorrect",
            "TagRedefined",
            "TooManyConnectorCategories",
            "UrlNotValid",
        ],
    },
    Subject {
        title: "Responses",
        codes: &[
            "BodyParameterSchemaRequired",
            "BodySchemaCountExceedsMaxAllowed",
            "DefaultResponseHasSchema",
            "InvalidCustomEditorExtensionDictionaryValue",
            "JsonPointerNotValid",
            "NonBodyParameterSchemaNotValid",
            "RequiredLoopInSchemaNotAllowed",
            "ResponseExampleMustBeProducedByOperation",
            "ResponseHeadersAreNotUnique",
            "ResponseMustBeDefaultOrHttpStatusCode",
            "ResponseReferenceNotFound",
            "ResponseReferenceNotValid",
            "SchemaDefinitionSetIncorrectly",
            "SchemaRefLoopNotAllowed",
            "SchemaReferenceNotFound",
            "SchemaReferenceNotValid",
            "SchemaTooDeep",
            "SchemaTypeFileNotValid",
            "SchemeNotSupported",
            "TotalSchemaCountExceedsMaxAllowed",
        ],
    },
    Subject {
        title: "Security",
        codes: &[
            "OAuthSecurityRequirementValueMustBeScopeName",
            "SecurityRequirementMustBeDefined",
            "SecurityRequirementMustHaveEmptyValue",
            "SecurityRequirementMustHaveValue",
        ],
    },
    Subject {
        title: "Webhooks",
        codes: &[
            "NotificationUrlNotAllowedInThisPosition",
            "NotificationUrlNotInternal",
            "NotificationUrlNotRequired",
            "NotificationUrlNotString",
        ],
    },
    Subject {
        title: "Metadata",
        codes: &[
            "AllowEmptyValueOnlyValidForQueryFormData",
            "DiscriminatorMustBeARequiredStringProperty",
            "ExclusiveMaximumRequiresMaximum",
            "ExclusiveMinimumRequiresMinimum",
            "FieldLengthExceeded",
            "FieldLengthNotInRange",
            "MaxItemsMustBeGreaterThanOrEqualToZero",
            "MaxLengthMustBeGreaterThanOrEqualToZero",
            "MaxPropertiesMustBeGreaterThanOrEqualToZero",
            "MinItemsMustBeGreaterThanOrEqualToZero",
            "MinItemsShouldBeLessThanOrEqualToMaxItems",
            "MinLengthMustBeGreaterThanOrEqualToZero",
            "MinLengthShouldBeLessThanOrEqualToMaxLength",
            "MinPropertiesMustBeGreaterThanOrEqualToZero",
            "MinimumShouldBeLessThanOrEqualToMaximum",
            "PatternShouldBeValidRegularExpression",
            "RequiredValueEmpty",
            "ValueContainsRestrictedWords",
            "ValueMustBeInEnglish",
            "ValueMustEndWithAlphanumeric",
        ],
    },
];

/// The codes without a rule, sorted.
pub static UNCOVERED: &[Uncovered] = &[
    uncovered("FilterFunctionsPropertyEmpty", FILTER_FUNCTIONS),
    uncovered("FilterFunctionsPropertyHasDuplicates", FILTER_FUNCTIONS),
    uncovered("FilterFunctionsPropertyInInputSchema", FILTER_FUNCTIONS),
    uncovered("FilterFunctionsPropertyInvalidValue", FILTER_FUNCTIONS),
    uncovered(
        "OneOfPropertiesRequired",
        "No page says which members it is about. Those that the formats are known to require are \
         `swagger/required-property-missing`.",
    ),
    uncovered(
        "ResponseHeadersAreNotUnique",
        "A header that is written twice is `json/duplicate-key`. Two spellings of one header that differ in case are not \
         looked for: none of 627 public connectors has them.",
    ),
];

const FILTER_FUNCTIONS: &str = "It is about `filterFunctions`, which no page explains: neither where it stands nor what it may name. \
     None of 627 public connectors has it. In a schema it is `swagger/unknown-property`.";

const fn uncovered(code: &'static str, reason: &'static str) -> Uncovered {
    Uncovered { code, reason }
}

/// All codes, in the order of [`SUBJECTS`].
pub fn codes() -> impl Iterator<Item = &'static str> {
    SUBJECTS.iter().flat_map(|subject| subject.codes.iter().copied())
}

/// Why no rule here stands for a code; `None` if one does, or if there is no such code.
pub fn reason(code: &str) -> Option<&'static str> {
    UNCOVERED.iter().find(|uncovered| uncovered.code == code).map(|uncovered| uncovered.reason)
}
