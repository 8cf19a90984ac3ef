// The commands about the server itself, and what its lenses call.

import * as vscode from "vscode";
import type { Location, Position } from "vscode-languageclient";
import type { ConnectorServer } from "../client/connectorServer";

export function registerServerCommands(context: vscode.ExtensionContext, server: ConnectorServer): void {
  const commands: Record<string, (...args: never[]) => unknown> = {
    "connector-ls.restart": () => server.restart(),
    "connector-ls.showLog": () => server.log.show(),
    "connector-ls.showReferences": (uri: string, position: Position, locations: Location[]) =>
      showReferences(server, uri, position, locations),
  };
  for (const [name, command] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(name, command));
  }
}

/** The places that a lens names, in the editor's own peek view. */
async function showReferences(
  server: ConnectorServer,
  uri: string,
  position: Position,
  locations: Location[],
): Promise<void> {
  const convert = server.client?.protocol2CodeConverter;
  if (convert !== undefined) {
    const places = locations.map((location) => convert.asLocation(location));
    await vscode.commands.executeCommand(
      "editor.action.showReferences",
      convert.asUri(uri),
      convert.asPosition(position),
      places,
    );
  }
}
