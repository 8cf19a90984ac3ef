import assert from "node:assert/strict";
import test from "node:test";
import type { WorkspaceEdit } from "vscode-languageclient";
import { isOvertaken } from "./versions";

const DEFINITION = "file:///orders/apiDefinition.swagger.json";
const PROPERTIES = "file:///orders/apiProperties.json";

function edit(...documents: [uri: string, version: number | null][]): WorkspaceEdit {
  return { documentChanges: documents.map(([uri, version]) => ({ textDocument: { uri, version }, edits: [] })) };
}

const open = (uri: string) => new Map([[DEFINITION, 7], [PROPERTIES, 2]]).get(uri);

test("an edit is for the version that it was made from", () => {
  assert.equal(isOvertaken(edit([DEFINITION, 7], [PROPERTIES, 2]), open), false);
  assert.equal(isOvertaken(edit([DEFINITION, 7], [PROPERTIES, 1]), open), true);
  assert.equal(isOvertaken(edit([DEFINITION, 6]), open), true);
});

test("a document that was closed in the meantime counts as changed", () => {
  assert.equal(isOvertaken(edit(["file:///crm/apiProperties.json", 3]), open), true);
});

test("files that were not open, and new ones, have no version", () => {
  assert.equal(isOvertaken(edit(["file:///crm/apiProperties.json", null]), open), false);
  assert.equal(isOvertaken({ documentChanges: [{ kind: "create", uri: PROPERTIES }] }, open), false);
  assert.equal(isOvertaken({ changes: { [DEFINITION]: [] } }, open), false);
});
