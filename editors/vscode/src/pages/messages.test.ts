import assert from "node:assert/strict";
import test from "node:test";
import { isChangesMessage, isReveal } from "./messages";

const reveal = { type: "reveal", file: "apiDefinition.swagger.json", pointer: "/paths", start: 10, end: 20 };

test("a place of the preview is one of a file beside the definition", () => {
  for (const message of [reveal, { ...reveal, operationId: "GetOrder" }, { ...reveal, file: "parts/icon..png" }]) {
    assert.equal(isReveal(message), true, JSON.stringify(message));
  }
  for (const file of ["../other.json", "a/../../b", "a\\..\\b", "..", "/etc/passwd", "\\\\host\\share", "C:\\x", "file:///x", "", 7]) {
    assert.equal(isReveal({ ...reveal, file }), false, String(file));
  }
});

test("a place of the preview has its offsets", () => {
  for (const wrong of [{ start: -1 }, { end: "20" }, { start: 0.5 }, { operationId: 3 }, { type: "copy" }]) {
    assert.equal(isReveal({ ...reveal, ...wrong }), false, JSON.stringify(wrong));
  }
  for (const wrong of [null, undefined, "reveal", 3]) {
    assert.equal(isReveal(wrong), false);
  }
});

test("the page of changes may ask for remedies, and for no other command", () => {
  const remedy = { type: "remedy", command: "connector-ls.remedy", arguments: [{}] };
  assert.equal(isChangesMessage(remedy), true);
  assert.equal(isChangesMessage({ ...remedy, command: "connector-ls.apply" }), false);
  assert.equal(isChangesMessage({ ...remedy, arguments: {} }), false);
});

test("the page of changes may name places and copy", () => {
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 9 } };
  assert.equal(isChangesMessage({ type: "reveal", uri: "file:///x.json", range }), true);
  assert.equal(isChangesMessage({ type: "reveal", uri: "file:///x.json", range: { start: range.start } }), false);
  assert.equal(isChangesMessage({ type: "reveal", uri: 1, range }), false);
  assert.equal(isChangesMessage({ type: "copy" }), true);
  for (const wrong of [{ type: "close" }, {}, null, "copy"]) {
    assert.equal(isChangesMessage(wrong), false);
  }
});
