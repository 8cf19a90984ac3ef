// "Copy report": what helps to understand an error of the server, without anything from the user's files.

import * as os from "node:os";
import * as vscode from "vscode";
import type { ConnectorServer } from "../client/connectorServer";
import { hasJsonServer } from "../client/languageClient";
import { serverRows, table } from "./page";

/** Names are shown, values are not: these may be secrets. */
const SECRET = "server.extraEnv";
const LOG_LINES = 60;

export async function copyReport(context: vscode.ExtensionContext, server: ConnectorServer): Promise<void> {
  await vscode.env.clipboard.writeText(report(context, server));
  void vscode.window.showInformationMessage(
    "The report is in the clipboard. It holds versions, settings and the log, and nothing from your files; read it before you send it.",
  );
}

function report(context: vscode.ExtensionContext, server: ConnectorServer): string {
  const { packageJSON } = context.extension as { packageJSON: { version: string } };
  const versions: [string, string][] = [
    ["Extension", packageJSON.version],
    ["Editor", `${vscode.env.appName} ${vscode.version}`],
    ["System", `${os.type()} ${os.release()} ${process.arch}`],
    ["Remote", vscode.env.remoteName ?? "no"],
    ["Trusted workspace", vscode.workspace.isTrusted ? "yes" : "no"],
    ["Built-in JSON server", hasJsonServer() ? "active" : "off"],
    ...serverRows(server, undefined),
  ];
  const ends = server.crashes.all.map(({ time, how }) => `- ${time.toISOString()}: ${how}`);
  const parts = [
    "## Report of the connector language server",
    table(versions),
    "### Settings that differ from the defaults",
    settingsThatDiffer(context).join("\n") || "None.",
    "### When it ended by itself",
    ends.join("\n") || "Never.",
    "### End of the log",
    ["````text", ...server.log.last(LOG_LINES), "````"].join("\n"),
  ];
  return withoutPlaces(`${parts.join("\n\n")}\n`);
}

/** Folders tell names of people and customers, and help nobody. */
function withoutPlaces(text: string): string {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }, index): [string, string][] => {
    const word = `<folder ${index + 1}>`;
    return [[uri.toString(), word], [uri.fsPath, word]];
  });
  const places: [string, string][] = [...folders.flat(), [os.homedir(), "~"]];
  return places.reduce((shortened, [place, word]) => shortened.replaceAll(place, word), text);
}

function settingsThatDiffer(context: vscode.ExtensionContext): string[] {
  const { contributes } = (context.extension as { packageJSON: Manifest }).packageJSON;
  const section = vscode.workspace.getConfiguration();
  return Object.keys(contributes.configuration.properties).flatMap((key) => {
    const found = section.inspect(key);
    const layers = {
      user: found?.globalValue,
      workspace: found?.workspaceValue,
      folder: found?.workspaceFolderValue,
    };
    return Object.entries(layers)
      .filter(([, value]) => value !== undefined)
      .map(([layer, value]) => `- \`${key}\` (${layer}): \`${shown(key, value)}\``);
  });
}

interface Manifest {
  contributes: { configuration: { properties: Record<string, unknown> } };
}

function shown(key: string, value: unknown): string {
  if (key.endsWith(SECRET) && typeof value === "object" && value !== null) {
    return Object.keys(value).join(", ");
  }
  return JSON.stringify(value);
}
