// paconn takes the client secret on its command line only, and a terminal shows the command line of what it has started,
// at the latest when that fails. So another process adds the secret, which it gets in its environment.

import type { Program } from "./programs";

/** What runs a program with the secret. `node` is the editor's own, which may be Electron; `script` is withSecret.js. */
export function withSecret(
  { program, before }: Program,
  secret: string,
  node: string,
  script: string,
): { program: Program; environment: Record<string, string> } {
  return {
    program: { program: node, before: [script, program, ...before] },
    environment: { CONNECTOR_LS_SECRET: secret, ELECTRON_RUN_AS_NODE: "1" },
  };
}
