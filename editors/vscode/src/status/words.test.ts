import assert from "node:assert/strict";
import test from "node:test";
import type { ConnectorStatus } from "../protocol";
import { baselineInWords, duration, findingsInWords, limitInWords } from "./words";

test("findings are counted by severity, and none are said to be none", () => {
  assert.equal(findingsInWords({ errors: 1, warnings: 0, infos: 2 }), "1 error, 2 infos");
  assert.equal(findingsInWords({ errors: 0, warnings: 1_200, infos: 0 }), "1,200 warnings");
  assert.equal(findingsInWords({ errors: 0, warnings: 0, infos: 0 }), "no findings");
  assert.equal(findingsInWords({ errors: 0, warnings: 0, infos: 0 }, ""), "");
});

test("limits are said in their unit, and bytes in kilobytes", () => {
  assert.equal(
    limitInWords({ name: "Size", used: 851_968, limit: 1_048_576, unit: "bytes" }),
    "Size: 832 of 1,024 KB, 81 %",
  );
  assert.equal(
    limitInWords({ name: "Operations", used: 300, limit: 256, unit: "operations" }),
    "Operations: 300 of 256 operations, 117 %",
  );
});

test("what is compared with says why it is missing, or is another one", () => {
  const status = (baseline: ConnectorStatus["baseline"], breaking = 0): ConnectorStatus => ({
    title: "Orders",
    uri: "file:///orders/apiDefinition.swagger.json",
    findings: { errors: 0, warnings: 0, infos: 0 },
    baseline,
    changes: { breaking, risky: 2 },
    budget: [],
  });
  assert.equal(
    baselineInWords(status({ state: "missing", label: null, message: "There is no revision 'v9'." })),
    "nothing to compare with: There is no revision 'v9'.",
  );
  assert.equal(
    baselineInWords(status({ state: "found", label: "main", message: null }, 1)),
    "1 breaking change, 2 risky changes, compared with main",
  );
  assert.equal(
    baselineInWords(status({ state: "found", label: "HEAD", message: "There is no default branch." })),
    "2 risky changes, compared with HEAD (There is no default branch.)",
  );
});

test("durations have at most two units", () => {
  assert.deepEqual(
    [1_000, 59_000, 60_000, 3_600_000, 9_000_000].map(duration),
    ["1 second", "59 seconds", "1 minute", "1 hour", "2 hours 30 minutes"],
  );
});
