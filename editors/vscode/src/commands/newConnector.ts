// New connector: a folder with what every connector has. The server makes the texts, the editor writes them.

import * as vscode from "vscode";
import { demand, messageOf } from "../asking";
import { isDefinition } from "../connectorFiles";
import type { NewConnector, NewFiles } from "../protocol";
import type { Server } from "../server";
import { askAll, type Choice, choose, type Question, type } from "./questions";
import { folderName, wrongBasePath, wrongHost, wrongTitle } from "./texts";

const WAYS: Choice<NewConnector["signIn"]>[] = [
  { label: "API key", detail: "A key that every call carries.", value: "apiKey" },
  { label: "OAuth 2.0", detail: "Makers sign in with the service, which gives a token.", value: "oauth2" },
  { label: "Basic", detail: "A user name and a password.", value: "basic" },
  { label: "None", detail: "The service is open to everybody.", value: "none" },
];

export async function newConnector(server: Server): Promise<void> {
  let title: string | undefined;
  let host: string | undefined;
  let basePath = "/";
  let publisher: string | undefined;
  let signIn: NewConnector["signIn"] = "apiKey";
  let parent: vscode.Uri | undefined = vscode.workspace.workspaceFolders?.[0]?.uri;
  let folder: string | undefined;
  const questions = (): Question[] => [
    type(
      {
        prompt: "The title, as makers find the connector.",
        placeholder: "Contoso Orders",
        before: title,
        check: wrongTitle,
      },
      (value) => {
        if (folder === folderName(title ?? "")) {
          folder = undefined;
        }
        title = value;
      },
    ),
    type(
      { prompt: "The host of the service.", placeholder: "api.contoso.com", before: host, check: wrongHost },
      (value) => (host = value),
    ),
    type(
      {
        prompt: "What all paths of the service begin with. A single slash means that there is nothing.",
        placeholder: "/v1",
        before: basePath,
        check: wrongBasePath,
      },
      (value) => (basePath = value),
    ),
    type(
      {
        prompt: "The publisher: the company or person whose connector it is.",
        placeholder: "Contoso",
        before: publisher,
        check: (text) => (text === "" ? "A connector needs a publisher, such as Contoso." : undefined),
      },
      (value) => (publisher = value),
    ),
    choose("How do makers sign in?", WAYS, signIn, (value) => (signIn = value)),
    choose("Where shall its folder be?", places(), parent?.toString(), (value) => {
      parent = value === undefined ? undefined : vscode.Uri.parse(value);
    }),
    type(
      {
        prompt: "The name of the new folder.",
        before: folder ?? folderName(title ?? ""),
        check: (text) => (/^[^\\/:*?"<>|]+$/.test(text) && !/^\.+$/.test(text) ? undefined : "This cannot be the name of a folder."),
      },
      (value) => (folder = value),
    ),
  ];
  await askAll("New connector", questions, async () => {
    const around = parent ?? (await browse());
    if (around === undefined || folder === undefined) {
      return false;
    }
    const asked: Partial<NewConnector> = { title, host, basePath, publisher, signIn };
    const made = await demand<NewFiles>(server, "connector-ls/newConnector", asked);
    return made !== undefined && write(vscode.Uri.joinPath(around, folder), made);
  });
}

function places(): Choice<string | undefined>[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [
    ...folders.map(({ name, uri }) => ({ label: `In ${name}`, description: uri.fsPath, value: uri.toString() })),
    { label: "Elsewhere…", description: "Choose the folder around it at the end", value: undefined },
  ];
}

async function browse(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: "Where shall the connector's folder be?",
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: "Make it here",
  });
  return chosen?.[0];
}

/** Writes all files, or none if one of them exists, and opens the definition. `false` if nothing was written. */
async function write(folder: vscode.Uri, { files }: NewFiles): Promise<boolean> {
  const targets = files.map(({ path, text }) => ({ uri: vscode.Uri.joinPath(folder, path), path, text }));
  for (const { uri, path } of targets) {
    if (await exists(uri)) {
      void vscode.window.showErrorMessage(
        `Nothing was written: ${nameOf(folder)} has a file ${path} already. Choose another name.`,
      );
      return false;
    }
  }
  try {
    for (const { uri, text } of targets) {
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    }
  } catch (error) {
    void vscode.window.showErrorMessage(`The connector could not be written to ${folder.fsPath}: ${messageOf(error)}`);
    return false;
  }
  void show(folder, targets.map(({ uri }) => uri));
  return true;
}

/** Opens the definition, and offers the folder if it is outside of the workspace. */
async function show(folder: vscode.Uri, written: readonly vscode.Uri[]): Promise<void> {
  const definition = written.find(isDefinition) ?? written[0];
  if (definition !== undefined) {
    await vscode.window.showTextDocument(definition);
  }
  if (vscode.workspace.getWorkspaceFolder(folder) === undefined) {
    const open = "Open folder";
    const choice = await vscode.window.showInformationMessage(
      `The connector is in ${folder.fsPath}, which is outside of this workspace.`,
      open,
    );
    if (choice === open) {
      await vscode.commands.executeCommand("vscode.openFolder", folder);
    }
  }
}

function nameOf(folder: vscode.Uri): string {
  return folder.path.slice(folder.path.lastIndexOf("/") + 1);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    // Anything else, such as a folder that may not be read, is no licence to write there.
    return !(error instanceof vscode.FileSystemError && error.code === "FileNotFound");
  }
}
