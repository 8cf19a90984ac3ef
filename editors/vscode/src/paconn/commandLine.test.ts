import assert from "node:assert/strict";
import test from "node:test";
import { commandLine, type Connector, type Step, STEPS, type Tool } from "./commandLine";
import { tableOf } from "./testTables";

interface Row {
  about: string;
  tool: Tool;
  step: Step;
  connector: Connector;
  arguments: string[];
}

const rows = tableOf<Row[]>("command_lines.json");

for (const row of rows) {
  test(row.about, () => {
    assert.deepEqual(commandLine(row.tool, row.step, row.connector), row.arguments);
  });
}

test("The table has every step of both tools", () => {
  for (const tool of ["paconn", "pac"] as const) {
    for (const step of STEPS[tool]) {
      assert.ok(
        rows.some((row) => row.tool === tool && row.step === step),
        `${tool} ${step}`,
      );
    }
  }
});
