import assert from "node:assert/strict";
import test from "node:test";
import type { Policy } from "../protocol";
import { stateOf } from "./propertyRows";

test("a connector has no policies and parameters once the server has said so", () => {
  assert.equal(stateOf(undefined), "unknown");
  assert.equal(stateOf({ policies: [], connectionParameters: [] }), "none");
  assert.equal(stateOf({ policies: [{} as Policy], connectionParameters: [] }), "some");
});
