// The commands that make something new.

import * as vscode from "vscode";
import { tellWhyNot } from "../asking";
import { outlineOf } from "../outline";
import type { CurrentConnector, Server } from "../server";
import { addPolicy } from "./addPolicy";
import { newConnector } from "./newConnector";
import { newOperation } from "./newOperation";
import { registerSamples } from "./samples";

export function registerCreate(context: vscode.ExtensionContext, server: Server, current: CurrentConnector): void {
  const outline = outlineOf(context, server, current);
  const forConnector = (command: string, run: (uri: vscode.Uri) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(command, async () => {
      if (current.document === undefined) {
        tellWhyNot(server, undefined);
      } else {
        await run(current.document);
      }
    });
  context.subscriptions.push(
    forConnector("connector-ls.newOperation", (uri) => newOperation(server, outline, uri)),
    forConnector("connector-ls.addPolicy", (uri) => addPolicy(server, outline, uri)),
    vscode.commands.registerCommand("connector-ls.newConnector", () => newConnector(server)),
  );
  registerSamples(context, server);
}
