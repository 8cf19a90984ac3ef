// Questions to the server: those whose answer can wait for the next change, and those that a user waits for.

import * as vscode from "vscode";
import { failureInLog } from "./client/failures";
import type { Server } from "./server";

// https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#errorCodes
const OUTDATED = new Set([-32802, -32801, -32800]);

/** Whether an error says only that the document has changed since the question. */
export function isOutdated(error: unknown): boolean {
  return error instanceof Error && "code" in error && OUTDATED.has(Number(error.code));
}

/**
 * `run`, so that it never runs twice at a time: what comes in the meantime makes it run once more at the end. Somebody who
 * types is thus no faster than the server.
 */
export function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isWanted = false;
  const untilSettled = async (): Promise<void> => {
    try {
      do {
        isWanted = false;
        await run();
      } while (isWanted);
    } finally {
      running = undefined;
    }
  };
  return () => {
    isWanted = true;
    running ??= untilSettled();
    return running;
  };
}

/** The answer for a view: `undefined` if there is none now. The view keeps what it has until the next change. */
export async function look<Answer>(server: Server, method: string, params: unknown): Promise<Answer | undefined> {
  try {
    return await server.ask<Answer>(method, params);
  } catch (error) {
    if (!isOutdated(error)) {
      server.log.warn(`${method}: ${failureInLog(error)}`);
    }
    return undefined;
  }
}

/**
 * The answer for a command. If there is none, the user is told why and what to do; then it is `undefined`.
 */
export async function demand<Answer>(server: Server, method: string, params: unknown): Promise<Answer | undefined> {
  try {
    const answer = await again(() => server.ask<Answer>(method, params));
    if (answer !== undefined) {
      return answer;
    }
    tellDown();
  } catch (error) {
    server.log.error(`${method}: ${failureInLog(error)}`);
    void vscode.window.showErrorMessage(messageOf(error));
  }
  return undefined;
}

// While somebody types, an answer may be outdated a few times in a row.
async function again<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let left = 4; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0 || !isOutdated(error)) {
        throw error;
      }
    }
  }
}

/** Tells that the server is down, with the ways out. */
export function tellDown(): void {
  const restart = "Restart";
  const log = "Show log";
  void vscode.window
    .showErrorMessage("The connector server is not running. Restart it, or see in its log why it stopped.", restart, log)
    .then((choice) => {
      if (choice !== undefined) {
        void vscode.commands.executeCommand(choice === restart ? "connector-ls.restart" : "connector-ls.showLog");
      }
    });
}

/** Waits for what nobody else waits for, and tells why it failed. */
export function orTell(work: Promise<void>): void {
  work.catch((error: unknown) => void vscode.window.showErrorMessage(messageOf(error)));
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Tells why a command has nothing to work on. `file` is the connector's file that the user looks at, if any. */
export function tellWhyNot(server: Server, file: vscode.Uri | undefined): void {
  if (file === undefined) {
    void vscode.window.showInformationMessage(
      "No connector is open. Open its definition (apiDefinition.swagger.json), then run the command again.",
    );
  } else if (server.client === undefined) {
    tellDown();
  } else {
    void vscode.window.showInformationMessage(
      "The server is still reading the connector. Run the command again in a moment.",
    );
  }
}
