// Carrying out what the server has made.

import * as vscode from "vscode";
import { demand, tellDown } from "../asking";
import { showPlace, toRange } from "../places";
import type { Made } from "../protocol";
import type { Server } from "../server";
import { isOvertaken } from "./versions";

/** Asks for an edit, carries it out as one step of undo, and selects what it has made. `false` if nothing was done. */
export async function make(server: Server, request: string, params: unknown): Promise<boolean> {
  const made = await demand<Made>(server, request, params);
  if (made === undefined) {
    return false;
  }
  if (server.client === undefined) {
    tellDown();
    return false;
  }
  const edit = await server.client.protocol2CodeConverter.asWorkspaceEdit(made.edit);
  if (isOvertaken(made.edit, versionOf)) {
    void vscode.window.showErrorMessage(
      "The file has changed in the meantime, so nothing was done. Run the command again.",
    );
    return false;
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showErrorMessage(
      "The file has changed in the meantime, or cannot be written, so nothing was done. Run the command again.",
    );
    return false;
  }
  await showPlace(vscode.Uri.parse(made.uri), toRange(made.selectionRange));
  return true;
}

/** The version of an open document. The two sides may write a URI's escapes in different ways. */
function versionOf(uri: string): number | undefined {
  const wanted = vscode.Uri.parse(uri).toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === wanted)?.version;
}
