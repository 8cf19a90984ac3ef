// What the server answers to `connector-ls/status`.

import type * as vscode from "vscode";
import { look } from "../asking";
import type { ConnectorStatus, Status } from "../protocol";
import type { Server } from "../server";

/**
 * Of the connector that has this file; `undefined` if the file belongs to none, or if there is no answer now: the server
 * is down, or the file has just changed.
 */
export async function statusOf(server: Server, file: vscode.Uri): Promise<ConnectorStatus | undefined> {
  return (await ask(server, { uri: file.toString() }))?.connectors[0];
}

/** Of all connectors that have an open file. */
export function statusOfAll(server: Server): Promise<Status | undefined> {
  return ask(server, {});
}

function ask(server: Server, params: { uri?: string }): Promise<Status | undefined> {
  return look<Status>(server, "connector-ls/status", params);
}
