//! Kinds of change of what an operation takes.

kinds! { Request:
    PARAMETER_REMOVED "parameter-removed" Breaking Error Major
        "A published parameter is gone."
        "Flows that fill it fail, or their value is lost."
        "Put the parameter back, as 'advanced' and ignored by the service if need be, or start a new revision.";
    BODY_PARAMETER_RENAMED "body-parameter-renamed" Breaking Error Major
        "The body parameter has another name."
        "Flows store every field of the body under that name, so all of them are lost."
        "Take the name back; it is not sent to the service.";
    REQUIRED_PARAMETER_ADDED "required-parameter-added" Breaking Error Major
        "A required parameter is new."
        "Existing flows do not send it, so their calls fail."
        "Make it optional, or internal with a default, or start a new revision.";
    OPTIONAL_PARAMETER_ADDED "optional-parameter-added" Risky Warning Major
        "An optional parameter is new."
        "Existing flows do not send it and rely on what the service does without it."
        "Make sure that a call without it works exactly as before. If in doubt, start a new revision.";
    INTERNAL_PARAMETER_ADDED "internal-parameter-added" Risky Warning Major
        "An internal parameter is new."
        "Existing flows send it only after they were saved again."
        "Give it a default and set 'required' to true, and let the service accept calls without it.";
    PARAMETER_BECAME_REQUIRED "parameter-became-required" Breaking Error Major
        "An optional parameter became required."
        "Flows that leave it empty fail."
        "Make it optional again, or start a new revision.";
    PARAMETER_BECAME_OPTIONAL "parameter-became-optional" Compatible Info Major
        "A required parameter became optional."
        "Existing flows feel nothing."
        "Nothing to do.";
    PARAMETER_LOCATION_CHANGED "parameter-location-changed" Breaking Error Major
        "A parameter travels at another place."
        "Flows go on sending it at the old place until they are saved again."
        "Take 'in' back, or start a new revision.";
    PARAMETER_ENCODING_CHANGED "parameter-encoding-changed" Risky Warning Major
        "A parameter is encoded for the URL in another way."
        "Values with '/', blanks or '%' reach the service in another form."
        "Test with such values, or start a new revision.";
    PARAMETER_COLLECTION_FORMAT_CHANGED "parameter-collection-format-changed" Breaking Error Major
        "The values of a list parameter are joined in another way."
        "The service reads the lists that existing flows send differently."
        "Take 'collectionFormat' back, or start a new revision.";
    FIELD_REMOVED "input-field-removed" Breaking Error Major
        "A published field of the body is gone."
        "Flows that fill it fail, or their value is lost."
        "Put the field back, as 'advanced' and ignored by the service if need be, or start a new revision.";
    REQUIRED_FIELD_ADDED "input-required-field-added" Breaking Error Major
        "A required field of the body is new."
        "Existing flows do not send it, so their calls fail."
        "Make it optional, or internal with a default, or start a new revision.";
    OPTIONAL_FIELD_ADDED "input-optional-field-added" Risky Info Major
        "An optional field of the body is new."
        "Existing flows do not send it and rely on what the service does without it."
        "Make sure that a call without it works exactly as before.";
    FIELD_BECAME_REQUIRED "input-field-became-required" Breaking Error Major
        "An optional field of the body became required."
        "Flows that leave it empty fail."
        "Make it optional again, or start a new revision.";
    FIELD_BECAME_OPTIONAL "input-field-became-optional" Compatible Info Major
        "A required field of the body became optional."
        "Existing flows feel nothing."
        "Nothing to do.";
    TYPE_CHANGED "input-type-changed" Breaking Error Major
        "An input has another type."
        "Existing flows go on sending values of the old type."
        "Take the type back, or start a new revision.";
    FORMAT_CHANGED "input-format-changed" Risky Warning Major
        "An input has another format."
        "Existing flows go on sending values in the old format."
        "Take the format back, or make sure that the service still reads the old one.";
    ENUM_ADDED "input-enum-added" Breaking Error Major
        "An input accepts only listed values from now on."
        "Flows that send a value outside of the list fail."
        "Drop the list and name the values in the description, or start a new revision.";
    ENUM_REMOVED "input-enum-removed" Compatible Info Major
        "An input is no longer limited to listed values."
        "Existing flows feel nothing; makers lose the drop-down list."
        "Nothing to do.";
    ENUM_VALUE_REMOVED "input-enum-value-removed" Breaking Error Major
        "An input no longer accepts a value."
        "Flows in which it was chosen go on sending it and fail."
        "Put the value back at the end of the list, or start a new revision.";
    ENUM_VALUE_ADDED "input-enum-value-added" Compatible Hint Major
        "An input accepts another value."
        "Existing flows feel nothing."
        "Nothing to do.";
    CONSTRAINT_TIGHTENED "input-constraint-tightened" Breaking Warning Major
        "An input has a narrower limit."
        "Flows that send a value beyond it fail."
        "Widen the limit again, or start a new revision.";
    CONSTRAINT_LOOSENED "input-constraint-loosened" Compatible Hint Major
        "An input has a wider limit."
        "Existing flows feel nothing."
        "Nothing to do.";
    DEFAULT_CHANGED "input-default-changed" Risky Warning Major
        "An input has another default."
        "Steps that exist keep their value; new ones, and those saved again without a value, get the new one."
        "Make sure that both values are welcome.";
    FIELD_HIDDEN "input-field-hidden" Breaking Warning Major
        "An input became internal."
        "Authors of flows can no longer see or change the value that they set."
        "Use 'advanced' instead.";
    VISIBILITY_CHANGED "input-visibility-changed" Compatible Hint Major
        "An input is shown more or less prominently."
        "Existing flows feel nothing."
        "Nothing to do.";
    LABEL_CHANGED "input-label-changed" Compatible Hint Minor
        "An input has another label."
        "Existing flows feel nothing; makers read another name."
        "Nothing to do.";
    DYNAMIC_REMOVED "input-dynamic-removed" Risky Warning Major
        "An input lost its drop-down list or the fields that are fetched at design time."
        "Authors of flows see raw values, and fields that were fetched are gone from the designer."
        "Keep the extension, or start a new revision.";
    DYNAMIC_ADDED "input-dynamic-added" Risky Info Major
        "An input fetches its choices or fields at design time in a new way."
        "Values that are set stay, but the designer may show them as unknown."
        "Open an existing flow and look at the step. If fields changed, start a new revision.";
    BODY_REMOVED "body-removed" Breaking Error Major
        "The body of an operation is gone."
        "Flows go on sending it, and what they set is lost."
        "Put the body back, or start a new revision.";
    CONSUMES_CHANGED "consumes-changed" Breaking Warning Major
        "An operation no longer takes the content type that flows send."
        "Existing flows go on sending the old content type and are refused."
        "Put the content type back.";
}
