// The language server as the rest of the extension sees it.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

/** `error`: it stopped by itself too often, or could not be started, and stays down until the user acts. */
export type ServerState = "starting" | "ready" | "stopped" | "error";

/** What a view or command may ask of the server. It outlives restarts: listeners stay. */
export interface Server extends vscode.Disposable {
  /** The client that runs now; `undefined` while the server is down. */
  readonly client: LanguageClient | undefined;
  readonly state: ServerState;
  /** Fires when the server has become ready, stopped or failed. */
  readonly onDidChangeState: vscode.Event<void>;
  /** Fires when answers may have changed: after edits, diagnostics and a restart; not more often than 5 times a second. */
  readonly onDidChangeAnswers: vscode.Event<void>;
  /**
   * The answer to a request; `undefined` if the server is down. Errors of the server are shown to the user by
   * `ask`'s caller where they matter, so they are thrown.
   */
  ask<Answer>(method: string, params: unknown): Promise<Answer | undefined>;
  /** The log in the Output panel. */
  readonly log: vscode.LogOutputChannel;
}

/** The connector file that the user looks at: of the active editor, else the last one that was one. */
export interface CurrentConnector extends vscode.Disposable {
  /** The URI of the document; `undefined` if no connector file has been active. */
  readonly document: vscode.Uri | undefined;
  /** Fires when `document` is another one. */
  readonly onDidChange: vscode.Event<vscode.Uri | undefined>;
}
