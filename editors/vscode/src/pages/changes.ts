// The page of changes since publication: what breaks flows, with the ways out as buttons.

import * as vscode from "vscode";
import { demand, look, orTell, tellWhyNot } from "../asking";
import { showPlace, toRange } from "../places";
import type { ChangesMessage, ChangesPage } from "../protocol";
import type { CurrentConnector, Server } from "../server";
import { isChangesMessage } from "./messages";
import { type Page, Panels } from "./panels";

export function registerChanges(context: vscode.ExtensionContext, server: Server, current: CurrentConnector): void {
  const panels = new Panels<ChangesPage>(
    {
      viewType: "connector-ls.changes",
      name: "Changes",
      request: "connector-ls/changesPage",
      received(page, message) {
        if (isChangesMessage(message)) {
          orTell(carryOut(server, page, message));
        }
      },
    },
    context,
    server,
    current,
  );
  context.subscriptions.push(
    panels,
    vscode.commands.registerCommand("connector-ls.showChanges", () => panels.open()),
    vscode.commands.registerCommand("connector-ls.copyChanges", async () => {
      if (current.document === undefined) {
        tellWhyNot(server, undefined);
        return;
      }
      const uri = current.document.toString();
      const changes = await demand<ChangesPage>(server, "connector-ls/changesPage", { uri });
      if (changes !== undefined) {
        await copy(changes);
      }
    }),
  );
}

async function carryOut(server: Server, page: Page<ChangesPage>, message: ChangesMessage): Promise<void> {
  switch (message.type) {
    case "remedy":
      // The page is refreshed when the edit has changed the answers.
      await demand(server, "workspace/executeCommand", { command: message.command, arguments: message.arguments });
      return;
    case "reveal":
      await showPlace(vscode.Uri.parse(message.uri), toRange(message.range), { awayFrom: page.panel.viewColumn, mark: true });
      return;
    case "copy": {
      const uri = page.subject.uri;
      const changes = (await look<ChangesPage>(server, "connector-ls/changesPage", { uri })) ?? page.answer;
      if (changes !== undefined) {
        await copy(changes);
      }
    }
  }
}

async function copy({ baseline, markdown }: ChangesPage): Promise<void> {
  if (baseline === null) {
    const settings = "Open the setting";
    const choice = await vscode.window.showWarningMessage(
      "There is nothing to compare with, so nothing was copied. Name what is published in the setting connector-ls.baseline.",
      settings,
    );
    if (choice === settings) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "connector-ls.baseline");
    }
    return;
  }
  await vscode.env.clipboard.writeText(markdown);
  void vscode.window.showInformationMessage(`Copied the changes since ${baseline} as Markdown for the pull request.`);
}
