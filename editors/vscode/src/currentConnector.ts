// The connector file that the user looks at, for views and commands, and as a context key for menus.

import * as vscode from "vscode";
import { isConnectorFile } from "./connectorFiles";
import type { CurrentConnector, Server } from "./server";
import { statusOf } from "./status/asked";

export class ActiveConnector implements CurrentConnector {
  readonly #changed = new vscode.EventEmitter<vscode.Uri | undefined>();
  readonly #looked = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [];
  /** Counts the looks, so that an answer which comes late changes nothing. */
  #look = 0;

  document: vscode.Uri | undefined;
  readonly onDidChange = this.#changed.event;
  /** Whether nothing else is in front: what is said about the connector could not be taken for something else's. */
  isInFront = false;
  /** Fires when `isInFront` may be another one. */
  readonly onDidLook = this.#looked.event;

  constructor(private readonly server: Server) {
    this.#subscriptions.push(
      vscode.window.onDidChangeActiveTextEditor(() => void this.#refresh()),
      // A `settings.json` next to a definition may have become one of its files, and the server may not have been there.
      server.onDidChangeState(() => void this.#refresh()),
      vscode.workspace.onDidSaveTextDocument(() => void this.#refresh()),
      vscode.workspace.onDidDeleteFiles((event) => this.#deleted(event.files)),
    );
    void this.#refresh();
  }

  async #refresh(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor !== undefined && editor.viewColumn === undefined) {
      // The Output panel and its like are editors too, but the user still looks at what is in front.
      return;
    }
    this.#look += 1;
    const look = this.#look;
    const document = editor?.document;
    const is = document !== undefined && (await this.#isConnector(document));
    if (look !== this.#look) {
      return;
    }
    void vscode.commands.executeCommand("setContext", "connector-ls.isConnector", is);
    if (is) {
      this.#set(document.uri);
    }
    // Without a text editor, it is a page of ours or nothing.
    this.isInFront = is || (document === undefined && this.document !== undefined);
    this.#looked.fire();
  }

  async #isConnector(document: vscode.TextDocument): Promise<boolean> {
    if (!["file", "untitled"].includes(document.uri.scheme)) {
      return false;
    }
    if (isConnectorFile(document.uri)) {
      return true;
    }
    if (document.languageId !== "json" && document.languageId !== "jsonc") {
      return false;
    }
    return (await statusOf(this.server, document.uri)) !== undefined;
  }

  #deleted(files: readonly vscode.Uri[]): void {
    if (files.some((file) => file.toString() === this.document?.toString())) {
      this.#set(undefined);
    }
  }

  #set(document: vscode.Uri | undefined): void {
    if (document?.toString() !== this.document?.toString()) {
      this.document = document;
      this.#changed.fire(document);
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#changed.dispose();
    this.#looked.dispose();
  }
}
