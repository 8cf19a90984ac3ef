// Where the language server is: the setting, else what the extension brings, else what the shell would find.

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";

const NAME = process.platform === "win32" ? "connector-ls.exe" : "connector-ls";

export interface Binary {
  path: string;
  origin: "the setting connector-ls.server.path" | "the extension" | "PATH";
}

/** The binary to start, or a sentence that says why there is none. */
export function findBinary(context: vscode.ExtensionContext): Binary | string {
  // The editor leaves out what a workspace says before it is trusted: the setting is in `restrictedConfigurations`.
  const set = vscode.workspace.getConfiguration("connector-ls").get("server.path", "").trim();
  if (set !== "") {
    const place = absolute(set);
    if (isFile(place)) {
      return { path: place, origin: "the setting connector-ls.server.path" };
    }
    return `There is no file ${place}, which the setting connector-ls.server.path names. Correct the setting, or empty it.`;
  }
  const bundled = context.asAbsolutePath(path.join("server", NAME));
  if (isFile(bundled)) {
    return { path: bundled, origin: "the extension" };
  }
  const installed = inPath();
  if (installed !== undefined) {
    return { path: installed, origin: "PATH" };
  }
  return (
    "The connector language server was not found: this build of the extension brings none, and PATH has none. " +
    "Install connector-ls, or name it in the setting connector-ls.server.path."
  );
}

function absolute(set: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? os.homedir();
  const named = set.replace(/^~(?=$|[/\\])/, os.homedir()).replaceAll("${workspaceFolder}", folder);
  return path.resolve(folder, named);
}

// The search is done here and not left to the system: Windows would look into the current folder first, which is
// somebody's workspace.
function inPath(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return folders.map((folder) => path.join(folder, NAME)).find(isFile);
}

function isFile(place: string): boolean {
  return fs.statSync(place, { throwIfNoEntry: false })?.isFile() ?? false;
}
