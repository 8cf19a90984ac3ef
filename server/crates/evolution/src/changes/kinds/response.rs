//! Kinds of change of what an operation or trigger gives.

kinds! { Response:
    FIELD_REMOVED "output-field-removed" Breaking Error Major
        "A published output is gone."
        "Flows that use it find nothing there and fail, or go on with an empty value."
        "Put the output back, with null as its value if need be, or start a new revision.";
    FIELD_ADDED "output-field-added" Compatible Hint Major
        "An output is new."
        "Existing flows feel nothing: more data does no harm."
        "Nothing to do.";
    TYPE_CHANGED "output-type-changed" Breaking Error Major
        "An output has another type."
        "Steps that use it fail if the service really sends the new type."
        "Take the type back or start a new revision. If only the description was wrong, accept it with that reason.";
    FORMAT_CHANGED "output-format-changed" Risky Warning Major
        "An output has another format."
        "Steps that read it may misread it if the service really sends the new format."
        "Take the format back or start a new revision. If only the description was wrong, accept it.";
    ENUM_ADDED "output-enum-added" Compatible Hint Major
        "The values of an output are listed from now on."
        "Existing flows feel nothing."
        "Nothing to do.";
    ENUM_REMOVED "output-enum-removed" Risky Info Major
        "The values of an output are no longer listed."
        "Conditions and switches in flows may meet values that they do not know."
        "Tell users which new values to expect.";
    ENUM_VALUE_ADDED "output-enum-value-added" Risky Info Major
        "An output may have another value."
        "Conditions and switches in flows do not know it."
        "Tell users about the new value.";
    ENUM_VALUE_REMOVED "output-enum-value-removed" Compatible Hint Major
        "An output no longer has a value."
        "Existing flows feel nothing."
        "Nothing to do.";
    FIELD_BECAME_REQUIRED "output-field-became-required" Risky Info Major
        "An output is promised from now on."
        "Where answers are checked against the schema, one without it fails."
        "Make sure that the service always sends it.";
    FIELD_BECAME_OPTIONAL "output-field-became-optional" Risky Info Major
        "An output is no longer promised."
        "Flows that rely on it may find nothing there."
        "Make sure that the service goes on sending it, or tell users when it is missing.";
    FIELD_HIDDEN "output-field-hidden" Breaking Warning Major
        "An output became internal."
        "Authors of flows no longer find it among the dynamic content."
        "Leave it visible; 'advanced' moves it out of the way.";
    LABEL_CHANGED "output-label-changed" Compatible Hint Minor
        "An output has another label."
        "Existing flows feel nothing; makers read another name."
        "Nothing to do.";
    SCHEMA_REMOVED "output-schema-removed" Breaking Error Major
        "The outputs of an operation are no longer described."
        "All outputs are gone from the designer, and steps that use them cannot be edited."
        "Put the schema back.";
    SCHEMA_ADDED "output-schema-added" Risky Info Major
        "The outputs of an operation are described for the first time."
        "Expressions on the whole body go on working; makers see outputs where there were none."
        "Make sure that the schema fits what the service sends.";
    DYNAMIC_CHANGED "output-dynamic-changed" Risky Warning Major
        "Outputs are fetched at design time in another way."
        "Outputs that flows use may have another name or be gone from the designer."
        "Open an existing flow and look at what it uses. If outputs changed, start a new revision.";
    ROOT_KIND_CHANGED "output-root-kind-changed" Breaking Error Major
        "The answer of an operation has another shape."
        "Nothing of what flows take from the answer is where it was."
        "Take the schema back, or start a new revision.";
    SUCCESS_REMOVED "success-response-removed" Breaking Error Major
        "A success response is gone."
        "The outputs that it described are gone from the designer."
        "Put the response back.";
    SUCCESS_ADDED "success-response-added" Risky Info Major
        "A success response is new."
        "The designer shows the outputs of one success response only; it may be another one now."
        "Make sure that the response with the published outputs comes first.";
    ERROR_CHANGED "error-response-changed" Compatible Hint Major
        "Error responses were added or removed."
        "Existing flows feel nothing."
        "Nothing to do.";
    PRODUCES_CHANGED "produces-changed" Risky Warning Major
        "An operation no longer announces a content type."
        "Steps that read the answer may get it in another form."
        "Make sure that the service still sends what flows read.";
}
