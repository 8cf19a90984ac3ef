// "Show server status": a page that says how the server and the connectors are.

import * as vscode from "vscode";
import type { ConnectorServer } from "../client/connectorServer";
import type { ConnectorStatus } from "../protocol";
import { statusOfAll } from "./asked";
import { stateInWords } from "./bar";
import { baselineInWords, count, duration, findingsInWords, usedInWords } from "./words";

const SCHEME = "connector-ls-status";
const PAGE = vscode.Uri.from({ scheme: SCHEME, path: "/Connector status.md" });

export class StatusPage implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable[];

  constructor(private readonly server: ConnectorServer) {
    const refresh = () => this.#changed.fire(PAGE);
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      server.onDidChangeState(refresh),
      server.onDidChangeAnswers(refresh),
    ];
  }

  async show(): Promise<void> {
    this.#changed.fire(PAGE);
    try {
      await vscode.commands.executeCommand("markdown.showPreview", PAGE);
    } catch {
      // The editor's Markdown extension is disabled. The text can be read as it is.
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(PAGE));
    }
  }

  async provideTextDocumentContent(): Promise<string> {
    const status = await statusOfAll(this.server);
    const connectors = status?.connectors ?? [];
    const none = status === undefined ? "Only a running server knows them." : "None.";
    const parts = ["# Connector status", escape(stateInWords(this.server)), table(serverRows(this.server, status?.version))];
    parts.push("## Connectors with an open file");
    if (connectors.length === 0) {
      parts.push(none);
    }
    for (const connector of connectors) {
      parts.push(`### ${escape(connector.title)}`, table(connectorRows(connector)));
    }
    return `${parts.join("\n\n")}\n`;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#changed.dispose();
  }
}

type Row = [name: string, value: string];

/** What is known of the server, for this page and for the report. */
export function serverRows(server: ConnectorServer, version: string | undefined): Row[] {
  const { binary, processId, since, starts, crashes } = server;
  return [
    ["Version", version ?? server.client?.initializeResult?.serverInfo?.version ?? "not known while it does not run"],
    ["Program", binary === undefined ? "none found" : `${binary.path} (from ${binary.origin})`],
    ["Process", processId === undefined ? "none" : String(processId)],
    ["Running", since === undefined ? "no" : `for ${duration(Date.now() - since.getTime())}, since ${since.toLocaleString()}`],
    ["Started", count(starts, "time")],
    ["Ended by itself", crashes.all.length === 0 ? "never" : count(crashes.all.length, "time")],
  ];
}

function connectorRows(connector: ConnectorStatus): Row[] {
  return [
    ["File", vscode.workspace.asRelativePath(vscode.Uri.parse(connector.uri))],
    ["Findings", findingsInWords(connector.findings)],
    ["Published state", baselineInWords(connector)],
    ...connector.budget.map((limit): Row => [limit.name, usedInWords(limit)]),
  ];
}

export function table(rows: Row[]): string {
  return ["| | |", "|---|---|", ...rows.map(([name, value]) => `| ${escape(name)} | ${escape(value)} |`)].join("\n");
}

/** Text that Markdown shows as it is, whatever a connector calls itself. */
function escape(text: string): string {
  return text.replace(/[\\`*_[\]<>&|]/g, "\\$&").replace(/\s+/g, " ");
}
