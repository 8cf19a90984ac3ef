// How the server is and what it knows of the connectors: in the status bar, on a page, as a report.

import * as vscode from "vscode";
import type { ConnectorServer } from "../client/connectorServer";
import type { ActiveConnector } from "../currentConnector";
import { StatusBar } from "./bar";
import { showMenu } from "./menu";
import { StatusPage } from "./page";
import { copyReport } from "./report";

export function registerStatus(
  context: vscode.ExtensionContext,
  server: ConnectorServer,
  current: ActiveConnector,
): void {
  const page = new StatusPage(server);
  context.subscriptions.push(
    new StatusBar(server, current),
    page,
    vscode.commands.registerCommand("connector-ls.menu", showMenu),
    vscode.commands.registerCommand("connector-ls.showServerStatus", () => page.show()),
    vscode.commands.registerCommand("connector-ls.copyReport", () => copyReport(context, server)),
  );
}
