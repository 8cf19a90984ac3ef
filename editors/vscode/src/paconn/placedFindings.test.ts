import assert from "node:assert/strict";
import test from "node:test";
import type { Finding } from "./answer";
import { placed, stillValid } from "./placedFindings";

const text = `{
  "info": { "title": "Orders" },\r
  "paths": {
    "/orders": {
      "get": { "operationId": "List", "responses": { "default": { "schema": {} } } }
    }
  }
}`;
const findings: Finding[] = [
  { severity: "error", place: ["paths", "/orders", "get"], text: "No summary." },
  { severity: "error", place: ["paths", "/orders", "get", "responses", "default"], text: "A schema." },
  { severity: "warning", place: [], text: "No metadata." },
];
const before = placed(findings, text);

const told = (some: typeof before) => some.map(({ text, start }) => `${text} ${start.line}:${start.character}`);

test("Findings are at their keys, those without a place at the first line", () => {
  assert.deepEqual(told(before), ["No summary. 4:6", "A schema. 4:53", "No metadata. 0:0"]);
  assert.deepEqual(before[0]?.end, { line: 4, character: 11 });
  assert.deepEqual(before[2]?.end, { line: 0, character: 1 });
  assert.deepEqual(placed(findings, "").map(({ start }) => start), Array(3).fill({ line: 0, character: 0 }));
});

test("They move with their places", () => {
  const edited = text.replace('"paths"', '\n\n"paths"').replace("Orders", "All orders");
  assert.deepEqual(told(stillValid(before, edited)), ["No summary. 6:6", "A schema. 6:53", "No metadata. 0:0"]);
});

test("One whose place has changed is gone, and back when the change is undone", () => {
  const repaired = text.replace('"operationId"', '"summary": "List orders", "operationId"');
  assert.deepEqual(told(stillValid(before, repaired)), ["A schema. 4:79", "No metadata. 0:0"]);
  const both = repaired.replace('"schema": {}', "").replace('"info"', '"x-ms-connector-metadata": [], "info"');
  assert.deepEqual(told(stillValid(before, both)), []);
  assert.deepEqual(stillValid(before, text), before);
});

test("One whose place is removed is gone", () => {
  assert.deepEqual(told(stillValid(before, '{ "info": { "title": "Orders" }, "paths": {} }')), ["No metadata. 0:0"]);
});
