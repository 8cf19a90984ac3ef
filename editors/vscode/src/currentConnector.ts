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
      // From a page of ours to one of somebody else's, no text editor is left or entered.
      vscode.window.tabGroups.onDidChangeTabs(() => this.#tabsChanged()),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.#tabsChanged()),
      // A `settings.json` next to a definition may have become one of its files, and the server may not have been there.
      server.onDidChangeState(() => void this.#refresh()),
      vscode.workspace.onDidSaveTextDocument(() => void this.#refresh()),
      vscode.workspace.onDidDeleteFiles((event) => this.#gone(event.files)),
      vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => this.#gone(removed.map(({ uri }) => uri))),
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
    if (is) {
      this.#set(document.uri);
    }
    // The steps of an operation's life are as good on a page about the connector as in its text.
    const isAbout = is || (document === undefined && this.document !== undefined && isOnPage());
    void vscode.commands.executeCommand("setContext", "connector-ls.isConnector", isAbout);
    // Without a text editor, it is a page of ours or nothing.
    this.isInFront = is || (document === undefined && this.document !== undefined);
    this.#looked.fire();
  }

  #tabsChanged(): void {
    if (vscode.window.activeTextEditor === undefined) {
      void this.#refresh();
    }
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

  /** Files or folders that are deleted, or belong to the workspace no more. */
  #gone(places: readonly vscode.Uri[]): void {
    const { document } = this;
    if (document !== undefined && places.some((place) => isWithin(place, document))) {
      this.#set(undefined);
      // The file may still be open in front, and counts then.
      void this.#refresh();
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

/** Whether a place is this file, or a folder around it. */
function isWithin(place: vscode.Uri, file: vscode.Uri): boolean {
  const folder = place.toString().replace(/\/+$/, "");
  return file.toString() === folder || file.toString().startsWith(`${folder}/`);
}

const PAGES = ["connector-ls.preview", "connector-ls.changes"];

/** Whether the preview or the changes of a connector are in front. The editor puts a word of its own before their name. */
function isOnPage(): boolean {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputWebview && PAGES.some((page) => input.viewType.endsWith(page));
}
