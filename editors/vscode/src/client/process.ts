// One run of the server's program.

import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import * as vscode from "vscode";

export interface Run {
  readonly child: ChildProcessWithoutNullStreams;
  readonly since: Date;
  /** Resolves when the program has ended, to how: `exit code 101`, `signal SIGKILL`. */
  readonly ended: Promise<string>;
}

/** Starts the program. Rejects if the system cannot start it, such as one for another kind of machine. */
export async function run(path: string): Promise<Run> {
  const extra = vscode.workspace.getConfiguration("connector-ls").get<Record<string, string>>("server.extraEnv", {});
  const child = spawn(path, ["lsp"], {
    env: { ...process.env, ...extra },
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  // Writing to a program that has just ended is an error of the pipe, and would end the extension host with it.
  child.stdin.on("error", () => undefined);
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", reject);
  });
  return { child, since: new Date(), ended };
}
