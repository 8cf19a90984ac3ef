// What the server answers to `connector-ls/status`.

import type * as vscode from "vscode";
import type { ConnectorStatus, Status } from "../protocol";
import type { Server } from "../server";

/** Of the connector that has this file; `undefined` while the server is down, or if the file belongs to none. */
export async function statusOf(server: Server, document: vscode.Uri): Promise<ConnectorStatus | undefined> {
  return (await ask(server, { uri: document.toString() }))?.connectors[0];
}

/** Of all connectors that have an open file. */
export function statusOfAll(server: Server): Promise<Status | undefined> {
  return ask(server, {});
}

async function ask(server: Server, params: { uri?: string }): Promise<Status | undefined> {
  try {
    return await server.ask<Status>("connector-ls/status", params);
  } catch (error) {
    // A server named in the settings may be older than this request. The rest works without it.
    server.log.debug(`connector-ls/status: ${String(error)}`);
    return undefined;
  }
}
