// Which files belong to connectors, by their names alone. The server knows better: it reads `settings.json`, which may
// give a file any name.

import * as vscode from "vscode";

/** What the server is told of. It is silent on what belongs to no connector. */
export const CONNECTOR_DOCUMENTS = [
  { scheme: "file", language: "json" },
  { scheme: "file", language: "jsonc" },
  { scheme: "untitled", language: "json" },
  // A rename reaches the script too, and has to meet it as it is typed.
  { scheme: "file", pattern: "**/script.csx" },
];

const DEFINITION = /^(apidefinition.*|.*_openapidefinition)\.json$/i;
const BESIDE = /^(apiproperties|.*_connectionparameters|.*_policytemplateinstances)\.json$/i;

function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}

/** Whether a file of this name is a connector's API definition. */
export function isDefinition(uri: vscode.Uri): boolean {
  return DEFINITION.test(fileName(uri));
}

/** Whether a file of this name belongs to a connector, whatever stands in it. */
export function isConnectorFile(uri: vscode.Uri): boolean {
  return isDefinition(uri) || BESIDE.test(fileName(uri));
}
