// The item in the status bar: how the server is, and how the connector is that the user looks at.

import * as vscode from "vscode";
import { oneAtATime } from "../asking";
import type { ConnectorServer } from "../client/connectorServer";
import type { ActiveConnector } from "../currentConnector";
import type { ConnectorStatus } from "../protocol";
import { statusOf } from "./asked";
import { baselineInWords, findingsInWords, limitInWords, percent, share } from "./words";

/** From which share on the text names the fullest limit. The server's lenses begin there too. */
const NEAR = 0.5;

const MENU = "connector-ls.menu";

export class StatusBar implements vscode.Disposable {
  readonly #entry = vscode.window.createStatusBarItem("connector-ls.status", vscode.StatusBarAlignment.Left, 10);
  readonly #subscriptions: vscode.Disposable[] = [];
  /** What was shown last, and for which file. It stays until there is another answer, so that nothing flickers. */
  #last: { document: string; status: ConnectorStatus | undefined } | undefined;

  constructor(
    private readonly server: ConnectorServer,
    private readonly current: ActiveConnector,
  ) {
    this.#entry.name = "Connector";
    this.#entry.command = MENU;
    const refresh = () => this.#refresh();
    this.#subscriptions.push(
      server.onDidChangeState(refresh),
      server.onDidChangeAnswers(refresh),
      current.onDidLook(refresh),
    );
    refresh();
  }

  get #document(): vscode.Uri | undefined {
    return this.current.isInFront ? this.current.document : undefined;
  }

  // What needs no answer is seen at once, although an earlier question may still wait for its own.
  #refresh(): void {
    if (this.#document === undefined) {
      this.#entry.hide();
      return;
    }
    if (this.server.state !== "ready") {
      this.#show(undefined);
    }
    void this.#askAgain();
  }

  readonly #askAgain = oneAtATime(async () => {
    const document = this.#document;
    const status = document && (await statusOf(this.server, document));
    if (document === undefined || document.toString() !== this.#document?.toString()) {
      return;
    }
    if (status !== undefined || this.#last?.document !== document.toString()) {
      this.#last = { document: document.toString(), status };
    }
    this.#show(this.#last.status);
  });

  #show(status: ConnectorStatus | undefined): void {
    const { state } = this.server;
    this.#entry.backgroundColor =
      state === "error" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    this.#entry.text = textOf(this.server, status);
    this.#entry.accessibilityInformation = { label: spoken(this.server, status) };
    this.#entry.tooltip = tooltip(this.server, status);
    this.#entry.show();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#entry.dispose();
  }
}

function textOf({ state }: ConnectorServer, status: ConnectorStatus | undefined): string {
  switch (state) {
    case "starting":
      return "$(sync~spin) Connector";
    case "error":
    case "stopped":
      return "$(debug-disconnect) Connector";
    case "ready":
      break;
  }
  if (status === undefined) {
    return "$(plug) Connector";
  }
  const { errors, warnings } = status.findings;
  const parts = ["$(plug) Connector"];
  if (errors > 0) {
    parts.push(`$(error) ${errors}`);
  }
  if (warnings > 0) {
    parts.push(`$(warning) ${warnings}`);
  }
  if (status.changes.breaking > 0) {
    parts.push(`$(diff) ${status.changes.breaking} breaking`);
  }
  const fullest = status.budget[0];
  if (fullest !== undefined && share(fullest) >= NEAR) {
    parts.push(`$(dashboard) ${percent(share(fullest))}`);
  }
  return parts.length > 1 ? parts.join(" ") : "$(plug) Connector $(check)";
}

/** One sentence about the server. */
export function stateInWords({ state, problem, crashes }: ConnectorServer): string {
  switch (state) {
    case "starting":
      return crashes.all.length > 0 ? "The server is starting again." : "The server is starting.";
    case "ready":
      return "The server is running.";
    case "stopped":
      return "The server is stopped.";
    case "error":
      return problem ?? "The server has stopped.";
  }
}

function spoken(server: ConnectorServer, status: ConnectorStatus | undefined): string {
  const about = server.state === "ready" && status !== undefined ? `${findingsInWords(status.findings)}, ${baselineInWords(status)}` : stateInWords(server);
  return `Connector: ${about}`;
}

function tooltip(server: ConnectorServer, status: ConnectorStatus | undefined): vscode.MarkdownString {
  const text = new vscode.MarkdownString("", true);
  // The commands are those written here; what comes from files is appended as text.
  text.isTrusted = {
    enabledCommands: [
      "workbench.actions.view.problems",
      "connector-ls.showChanges",
      "connector-ls.showPreview",
      "connector-ls.showServerStatus",
      "connector-ls.showLog",
      "connector-ls.restart",
    ],
  };
  if (status !== undefined && server.state === "ready") {
    text.appendMarkdown("**").appendText(status.title).appendMarkdown("**\n\n");
    text.appendMarkdown(`$(checklist) [${capital(findingsInWords(status.findings))}](command:workbench.actions.view.problems)\n\n`);
    text.appendMarkdown("$(diff) ").appendText(capital(baselineInWords(status)));
    if (status.baseline.state === "found") {
      text.appendMarkdown(" · [Show changes](command:connector-ls.showChanges)");
    }
    const fullest = status.budget[0];
    if (fullest !== undefined) {
      text.appendMarkdown("\n\n$(dashboard) ").appendText(limitInWords(fullest));
    }
    text.appendMarkdown("\n\n$(open-preview) [Open preview](command:connector-ls.showPreview)\n\n---\n\n");
  }
  text.appendText(stateInWords(server)).appendMarkdown("\n\n");
  text.appendMarkdown(
    "[Status](command:connector-ls.showServerStatus) · [Log](command:connector-ls.showLog) · [Restart](command:connector-ls.restart)",
  );
  return text;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
