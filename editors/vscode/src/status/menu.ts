// What a click on the item in the status bar offers.

import * as vscode from "vscode";

interface Choice extends vscode.QuickPickItem {
  command?: string;
}

const CHOICES: Choice[] = [
  { label: "$(checklist) Show problems", command: "workbench.actions.view.problems" },
  { label: "$(search) Find an operation…", command: "connector-ls.operations.search" },
  { label: "$(open-preview) Open preview to the side", command: "connector-ls.showPreview" },
  { label: "$(diff) Show changes since publication", command: "connector-ls.showChanges" },
  { label: "Server", kind: vscode.QuickPickItemKind.Separator },
  { label: "$(info) Show server status", command: "connector-ls.showServerStatus" },
  { label: "$(output) Show log", command: "connector-ls.showLog" },
  { label: "$(debug-restart) Restart the server", command: "connector-ls.restart" },
  { label: "$(copy) Copy report", command: "connector-ls.copyReport" },
];

export async function showMenu(): Promise<void> {
  const choice = await vscode.window.showQuickPick(CHOICES, { title: "Connector", placeHolder: "Choose what to do" });
  if (choice?.command !== undefined) {
    await vscode.commands.executeCommand(choice.command);
  }
}
