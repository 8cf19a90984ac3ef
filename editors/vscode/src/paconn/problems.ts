// The service's findings in the Problems panel. They are about the text that was sent: while it is edited they move with
// their places, and those whose place has changed are hidden until it is as before. They go with the next run.

import * as vscode from "vscode";
import type { Finding } from "./answer";
import { type PlacedFinding, placed, stillValid } from "./placedFindings";

interface Shown {
  uri: vscode.Uri;
  findings: PlacedFinding[];
}

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};
/** The time without an edit after which findings move, in milliseconds. */
const PAUSE = 200;

export class Problems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection("paconn");
  readonly #shown = new Map<string, Shown>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions = [
    vscode.workspace.onDidChangeTextDocument(({ document }) => this.#later(document.uri)),
    // Edits that are thrown away change the text too.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#later(uri)),
    vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((file) => this.clear(file))),
    vscode.workspace.onDidRenameFiles(({ files }) => files.forEach(({ oldUri }) => this.clear(oldUri))),
  ];

  clear(uri: vscode.Uri): void {
    this.#shown.delete(uri.toString());
    this.#collection.delete(uri);
  }

  /** Shows findings about a text. */
  show(uri: vscode.Uri, findings: Finding[], text: string): void {
    const shown = { uri, findings: placed(findings, text) };
    this.#shown.set(uri.toString(), shown);
    this.#set(shown, text);
  }

  #set({ uri, findings }: Shown, text: string): void {
    const diagnostics = stillValid(findings, text).map(({ start, end, text: message, severity }) => {
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      const diagnostic = new vscode.Diagnostic(range, message, SEVERITIES[severity]);
      diagnostic.source = "paconn";
      return diagnostic;
    });
    this.#collection.set(uri, diagnostics);
  }

  #later(uri: vscode.Uri): void {
    const key = uri.toString();
    if (!this.#shown.has(key)) {
      return;
    }
    clearTimeout(this.#waiting.get(key));
    this.#waiting.set(
      key,
      setTimeout(() => void this.#again(key), PAUSE),
    );
  }

  async #again(key: string): Promise<void> {
    this.#waiting.delete(key);
    const uri = this.#shown.get(key)?.uri;
    const text = uri && (await textOf(uri));
    // There may have been another run meanwhile.
    const shown = this.#shown.get(key);
    if (text !== undefined && shown !== undefined) {
      this.#set(shown, text);
    }
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) {
      clearTimeout(timer);
    }
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#collection.dispose();
  }
}

/** The text of a file as the editor has it; `undefined` if there is none. */
export async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  try {
    return open === undefined ? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) : open.getText();
  } catch {
    return undefined;
  }
}
