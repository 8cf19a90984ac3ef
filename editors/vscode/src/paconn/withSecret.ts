// A program of its own: `node withSecret.js PROGRAM ARGUMENTS…` runs that program with `--secret` and the secret of its
// environment after the arguments. See secret.ts.

import { spawnSync } from "node:child_process";

const { CONNECTOR_LS_SECRET: secret = "", ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
const [, , program = "", ...args] = process.argv;
// The terminal stays the one that questions are asked on.
const { status, error } = spawnSync(program, [...args, "--secret", secret], { stdio: "inherit", env });
if (error !== undefined) {
  console.error(`${program} cannot be started: ${error.message}`);
}
process.exitCode = status ?? 1;
