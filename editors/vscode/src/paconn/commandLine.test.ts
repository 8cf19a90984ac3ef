import assert from "node:assert/strict";
import test from "node:test";
import { commandLine, type Connector, forPac, type Step, STEPS, type Tool } from "./commandLine";
import { tableOf } from "./testTables";

interface Row {
  about: string;
  tool: Tool;
  step: Step;
  connector: Connector;
  secret?: string;
  anew?: boolean;
  arguments: string[];
}

const rows = tableOf<Row[]>("command_lines.json");

for (const row of rows) {
  test(row.about, () => {
    const added = row.secret === undefined ? [] : ["--secret", row.secret];
    const { tool, step, connector, anew } = row;
    assert.deepEqual([...commandLine(tool, step, connector, anew), ...added], row.arguments);
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

test("pac gets files where settings.json is paconn's", () => {
  const files = { definition: "apiDefinition.swagger.json", properties: "apiProperties.json", environment: "e" };
  const paconns = { ...files, settings: "settings.json", connectorId: "shared_orders-5f00", powerAppsUrl: "u" };
  assert.deepEqual(forPac(paconns), files);
  const pacs = { ...files, settings: "settings.json", connectorId: "7b0f7b8e-6a53-4b71-9f0e-3a1f0d9f2c11" };
  assert.deepEqual(forPac(pacs), pacs);
  assert.deepEqual(forPac(paconns, pacs.connectorId), { ...files, connectorId: pacs.connectorId });
  assert.equal(forPac({ ...files, settings: "settings.json" }).settings, "settings.json");
});
