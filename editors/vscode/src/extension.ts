// Starts the server and hands it to the parts of the extension, each of which registers what it adds to the editor.

import * as vscode from "vscode";
import { ConnectorServer } from "./client/connectorServer";
import { registerCreate } from "./commands/create";
import { registerLifecycle } from "./commands/lifecycle";
import { registerServerCommands } from "./commands/server";
import { ActiveConnector } from "./currentConnector";
import { registerPaconn } from "./paconn/index";
import { registerChanges } from "./pages/changes";
import { registerPreview } from "./pages/preview";
import { registerStatus } from "./status/index";
import { registerOperations } from "./views/operations";
import { registerProperties } from "./views/properties";

/** What tests get from `activate`. */
export interface Api {
  server: ConnectorServer;
}

let server: ConnectorServer | undefined;

export function activate(context: vscode.ExtensionContext): Api {
  server = new ConnectorServer(context);
  const current = new ActiveConnector(server);
  context.subscriptions.push(current);
  registerServerCommands(context, server);
  registerStatus(context, server, current);
  for (const register of [
    registerOperations,
    registerProperties,
    registerPreview,
    registerChanges,
    registerLifecycle,
    registerCreate,
    registerPaconn,
  ]) {
    register(context, server, current);
  }
  // Not awaited: the editor counts the time until `activate` returns, and views can wait for the state to change.
  void server.start();
  return { server };
}

/** The editor waits for this, so that the server can end in order. */
export async function deactivate(): Promise<void> {
  await server?.dispose();
}
