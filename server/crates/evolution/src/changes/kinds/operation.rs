//! Kinds of change of an operation as such.

kinds! { Operation:
    REMOVED "operation-removed" Breaking Error Major
        "A published operation is gone."
        "Flows that use it fail at this step and cannot be saved any more."
        "Put the operation back. To retire it, set 'deprecated' to true, and hide it once nobody calls it.";
    ID_RENAMED "operation-id-renamed" Breaking Error Major
        "A published operation has another operationId."
        "Flows store the operationId: to them the operation is gone."
        "Take the old operationId back, or keep the published operation and add the new name as a new revision.";
    HIDDEN "operation-hidden" Breaking Warning Major
        "An operation became internal."
        "Flows go on running, but their authors cannot open or edit this step in the designer."
        "Use 'advanced' while it is in use. Make it internal only after it was deprecated and calls have stopped.";
    DOWNPLAYED "operation-downplayed" Compatible Info Major
        "An operation is listed more or less prominently."
        "Existing flows feel nothing; makers find it at another place in the list."
        "Nothing to do: it is the usual step when a newer revision exists.";
    UNHIDDEN "operation-unhidden" Compatible Info Major
        "An internal operation became visible."
        "Existing flows feel nothing; makers see it from now on."
        "Check that its summary, description and outputs are fit to be published.";
    ADDED "operation-added" Compatible Hint Major
        "An operation is new."
        "Existing flows feel nothing."
        "Nothing to do. If it is a newer revision of another operation, say so with 'family' and 'revision'.";
    DEPRECATED "operation-deprecated" Compatible Info Major
        "An operation became deprecated."
        "Existing flows go on; makers are told not to start with it."
        "Add '(deprecated)' to its summary, name its family and revision, and give users notice.";
    UNDEPRECATED "operation-undeprecated" Risky Info Major
        "A deprecated operation is offered again."
        "Existing flows feel nothing, but makers may find several current revisions side by side."
        "Make sure that it is meant, and that its family does not offer too many current revisions.";
    METHOD_CHANGED "method-changed" Breaking Error Major
        "A published operation has another HTTP method."
        "Flows go on calling the published method until they are saved again."
        "Take the method back and start a new revision, or keep it and set the new one with a policy that routes \
         the request.";
    PATH_CHANGED "path-changed" Breaking Error Major
        "A published operation has another path."
        "Flows go on calling the published path until they are saved again."
        "Take the path back or start a new revision. If only the service moved, keep the path and route the \
         request with a policy.";
    PATH_VARIABLE_RENAMED "path-variable-renamed" Breaking Error Major
        "A variable of a published path has another name."
        "Flows store its value under the published name, so the new name stays empty."
        "Take the name back. To change what makers read, change the parameter's 'x-ms-summary'.";
    TRIGGER_KIND_CHANGED "trigger-kind-changed" Breaking Error Major
        "An operation became a trigger or an action, or fires in another way."
        "Flows that start with it no longer fit: they must be built again."
        "Take 'x-ms-trigger' back and start a new revision for the new kind.";
    SUMMARY_CHANGED "summary-changed" Compatible Hint Minor
        "The summary of an operation reads differently."
        "Existing flows feel nothing; makers read another name."
        "Nothing to do.";
    BEHAVIOUR_HINT "behaviour-hint" Risky Hint Minor
        "A description says something new about defaults, limits or units."
        "If the service behaves differently now, existing flows do so too, without a sign of it."
        "If the behaviour changed, consider a new revision. If only the text was corrected, accept it.";
    REVISION_DECREASED "revision-decreased" Breaking Error Major
        "A revision number went down, or an operation left its family."
        "The designer orders revisions by family and number: makers are led to the wrong one."
        "Take the family and revision back.";
    STATUS_DEMOTED "status-demoted" Risky Warning Major
        "An operation went from Production back to Preview."
        "Existing flows go on, but what they rely on is no longer promised to be stable."
        "Take 'Production' back, and publish what is unproven as a new revision in Preview.";
    ANNOTATION_CHANGED "annotation-changed" Compatible Info Major
        "The family, revision, status or replacement of an operation changed."
        "Existing flows feel nothing; makers see another place in the family."
        "Check that each family has one latest revision and no number twice.";
}
