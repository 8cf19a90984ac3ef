// Which files a connector has, for the tools: by its settings.json, else by the files' names.

import * as vscode from "vscode";
import { isDefinition } from "../connectorFiles";
import type { Connector } from "./commandLine";

export interface ConnectorFolder {
  /** Where the tools are started; files of `connector` are relative to it. */
  folder: vscode.Uri;
  connector: Connector;
  definition: vscode.Uri | undefined;
  /** Whether it signs in by OAuth, so that creating it wants the client secret. */
  hasOAuth: boolean;
}

/** Keys that only paconn's settings.json has: https://learn.microsoft.com/connectors/custom-connectors/paconn-cli */
const PACONN_KEYS = ["connectorId", "apiProperties", "apiDefinition", "powerAppsUrl", "powerAppsApiVersion"];

/** The connector that a file belongs to: its definition, its settings.json or another file beside them. */
export async function connectorOf(file: vscode.Uri): Promise<ConnectorFolder> {
  const folder = vscode.Uri.joinPath(file, "..");
  const itself = await readSettings(file);
  const settings = itself === undefined ? vscode.Uri.joinPath(folder, "settings.json") : file;
  const values = itself ?? (await readSettings(settings));
  if (values !== undefined && typeof values.apiDefinition === "string") {
    return bySettings(settings, values, values.apiDefinition);
  }
  return byNames(folder, isDefinition(file) ? file : undefined, values ?? {});
}

async function bySettings(
  settings: vscode.Uri,
  values: Record<string, unknown>,
  apiDefinition: string,
): Promise<ConnectorFolder> {
  // Files are relative to where paconn is started: mostly beside settings.json, else the folder of the workspace.
  const candidates = [vscode.Uri.joinPath(settings, ".."), vscode.workspace.getWorkspaceFolder(settings)?.uri];
  let folder = vscode.Uri.joinPath(settings, "..");
  for (const candidate of candidates) {
    if (candidate !== undefined && (await exists(resolve(candidate, apiDefinition)))) {
      folder = candidate;
      break;
    }
  }
  const properties = text(values.apiProperties);
  return {
    folder,
    connector: {
      settings: relative(folder, settings),
      definition: apiDefinition,
      properties,
      icon: text(values.icon),
      script: text(values.script),
      environment: text(values.environment),
      connectorId: text(values.connectorId),
      powerAppsUrl: text(values.powerAppsUrl),
    },
    definition: resolve(folder, apiDefinition),
    hasOAuth: await hasOAuth(properties === undefined ? undefined : resolve(folder, properties)),
  };
}

async function byNames(
  folder: vscode.Uri,
  given: vscode.Uri | undefined,
  values: Record<string, unknown>,
): Promise<ConnectorFolder> {
  const names = await filesOf(folder);
  const named = (pattern: RegExp) => names.find((name) => pattern.test(name));
  const definition =
    given === undefined
      ? (named(/^apidefinition.*\.swagger\.json$/i) ?? named(/^(apidefinition.*|.*_openapidefinition)\.json$/i))
      : relative(folder, given);
  const properties = named(/^apiproperties\.json$/i);
  return {
    folder,
    connector: {
      definition,
      properties,
      icon: named(/^icon\.png$/i),
      script: named(/^script\.csx$/i),
      environment: text(values.environment),
      connectorId: text(values.connectorId),
      powerAppsUrl: text(values.powerAppsUrl),
    },
    definition: definition === undefined ? undefined : vscode.Uri.joinPath(folder, definition),
    hasOAuth: await hasOAuth(properties === undefined ? undefined : vscode.Uri.joinPath(folder, properties)),
  };
}

/** The connectors of the workspace, at most `limit` of them. */
export async function connectorsOfWorkspace(limit: number): Promise<ConnectorFolder[]> {
  const pattern = "**/{[aA][pP][iI][dD]efinition*.json,*_[oO]pen[aA]pi[dD]efinition.json}";
  // All are found before the list is cut: the search has no order, and the same ones are to be there each time.
  const definitions = (await vscode.workspace.findFiles(pattern, "**/node_modules/**")).sort(byPath).slice(0, limit);
  const found = await Promise.all(definitions.map(connectorOf));
  return found.filter((one, index) => found.findIndex((other) => same(one, other)) === index);
}

/** Whether both are the same definition. */
export function same(one: ConnectorFolder, other: ConnectorFolder): boolean {
  return one.definition?.toString() === other.definition?.toString();
}

/** The folder's name as people know it, from the workspace. */
export function labelOf({ folder }: ConnectorFolder): string {
  const label = vscode.workspace.asRelativePath(folder);
  return label === folder.fsPath ? folder.path.slice(folder.path.lastIndexOf("/") + 1) : label;
}

async function readSettings(file: vscode.Uri): Promise<Record<string, unknown> | undefined> {
  if (isDefinition(file)) {
    return undefined;
  }
  const values = await readJson(file);
  return PACONN_KEYS.some((key) => key in values) ? values : undefined;
}

async function hasOAuth(properties: vscode.Uri | undefined): Promise<boolean> {
  return properties !== undefined && /"oAuthSettings"/i.test(JSON.stringify(await readJson(properties)));
}

/** The object of a file; empty for what is none, since paconn will tell of it. */
async function readJson(file: vscode.Uri): Promise<Record<string, unknown>> {
  try {
    const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const value: unknown = JSON.parse(content);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

async function filesOf(folder: vscode.Uri): Promise<string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
  } catch {
    return [];
  }
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}

function resolve(folder: vscode.Uri, path: string): vscode.Uri {
  return /^([\\/]|[a-z]:)/i.test(path) ? vscode.Uri.file(path) : vscode.Uri.joinPath(folder, path.replaceAll("\\", "/"));
}

/** A file in a folder, as the tools take it. */
function relative(folder: vscode.Uri, file: vscode.Uri): string {
  return file.path.startsWith(`${folder.path}/`) ? file.path.slice(folder.path.length + 1) : file.fsPath;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function byPath(one: vscode.Uri, other: vscode.Uri): number {
  return one.path < other.path ? -1 : 1;
}
