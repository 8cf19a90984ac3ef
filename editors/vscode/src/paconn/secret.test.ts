import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import test from "node:test";
import { withSecret } from "./secret";

/** Built beside this test by scripts/test.mjs. */
const SCRIPT = join(__dirname, "withSecret.cjs");
const SECRET = "hush $HOME \"'";
/** Stands for paconn: tells its arguments and which of the two variables it sees, and fails. */
const TELLS = `
  const { CONNECTOR_LS_SECRET, ELECTRON_RUN_AS_NODE } = process.env;
  console.log(JSON.stringify([process.argv.slice(1), CONNECTOR_LS_SECRET, ELECTRON_RUN_AS_NODE]));
  process.exitCode = 3;
`;

test("The secret is added by a process whose own command line does not have it", () => {
  const paconn = { program: process.execPath, before: ["-e", TELLS] };
  const { program, environment } = withSecret(paconn, SECRET, process.execPath, SCRIPT);
  const line = [...program.before, "create", "--settings", "settings.json"];
  assert.ok(!line.some((part) => part.includes("hush")));
  const env = { ...process.env, ...environment };
  const { stdout, status } = spawnSync(program.program, line, { env, encoding: "utf8" });
  const told: unknown = JSON.parse(stdout);
  // JSON has null for what is undefined.
  assert.deepEqual(told, [["create", "--settings", "settings.json", "--secret", SECRET], null, null]);
  assert.equal(status, 3);
});
