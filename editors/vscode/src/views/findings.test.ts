import assert from "node:assert/strict";
import test from "node:test";
import { symbolOf } from "./findings";

test("a tooltip has the symbol of the gravest finding", () => {
  assert.equal(symbolOf({ errors: 1, warnings: 2, infos: 3 }), "$(error)");
  assert.equal(symbolOf({ errors: 0, warnings: 2, infos: 3 }), "$(warning)");
  assert.equal(symbolOf({ errors: 0, warnings: 0, infos: 3 }), "$(info)");
});
