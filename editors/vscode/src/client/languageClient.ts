// The client of one run of the server: what it is told at the start, and what it is asked about.

import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  ResponseError,
  RevealOutputChannelOn,
  type ClientCapabilities,
  type FeatureState,
  type LanguageClientOptions,
  type ServerOptions,
  type StaticFeature,
} from "vscode-languageclient/node";
import { CONNECTOR_DOCUMENTS } from "../connectorFiles";
import { failureInLog } from "./failures";

/** What a client reports besides answers. */
export interface Reports {
  /** The connection has ended without having been asked to. */
  closed(): void;
  /** Answers may be other ones from now on. */
  answersChanged(): void;
}

/** Commands of the editor that the server's lenses and completions name. */
const COMMANDS = ["connector-ls.showReferences", "editor.action.triggerSuggest"];

/** Whether the editor's own JSON server runs: then syntax errors, folding and layout are its part. */
export function hasJsonServer(): boolean {
  return vscode.extensions.getExtension("vscode.json-language-features") !== undefined;
}

export function createClient(start: ServerOptions, log: vscode.LogOutputChannel, reports: Reports): LanguageClient {
  const opening = new Opening();
  const options: LanguageClientOptions = {
    documentSelector: CONNECTOR_DOCUMENTS,
    initializationOptions: { ...settings(), host: { jsonServer: hasJsonServer() } },
    outputChannel: log,
    // Failed requests go to the log; a box for each would be in the way.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        reports.closed();
        return { action: CloseAction.DoNotRestart, message: "The server has ended.", handled: true };
      },
    },
    middleware: {
      didOpen: (document, next) => opening.note(next(document)),
      didChange: async (event, next) => {
        await opening.done();
        await next(event);
      },
      sendRequest: async (type, params, token, next) => {
        await opening.done();
        return next(type, params, token);
      },
      provideDiagnostics: async (document, previous, token, next) => {
        const answer = await next(document, previous, token);
        reports.answersChanged();
        return answer;
      },
      // The editor shows the outlines of all servers one below the other and their names mixed, and only extensions of
      // its own may register theirs as the only one. The JSON server cannot be told to keep quiet, so this one is; the
      // Operations view has what would be missed.
      provideDocumentSymbols: (document, token, next) =>
        hasJsonServer() && !wantsOutline() ? [] : next(document, token),
      workspace: {
        didChangeWatchedFile: async (event, next) => {
          await next(event);
          reports.answersChanged();
        },
      },
    },
  };
  const client = new QuietClient("connector-ls", "Connectors", start, options);
  client.registerFeature(new CommandsFeature());
  return client;
}

/**
 * The documents that the server is being told of. When the library starts, the first document that is shown waits until
 * all that are open without a tab have been sent, and requests and edits overtake it: its findings would be those of the
 * file on disk, and would stay so, because the library takes them for those of the text.
 */
class Opening {
  readonly #sending = new Set<Promise<void>>();

  async note(sending: Promise<void>): Promise<void> {
    this.#sending.add(sending);
    try {
      await sending;
    } finally {
      this.#sending.delete(sending);
    }
  }

  /** Resolves when every document of this moment has been sent, or could not be. */
  async done(): Promise<void> {
    while (this.#sending.size > 0) {
      await Promise.allSettled(this.#sending);
    }
  }
}

function wantsOutline(): boolean {
  return vscode.workspace.getConfiguration("connector-ls").get("outline.operations", false);
}

/** Logs what the library would show in boxes: `ConnectorServer` says in one sentence what has happened. */
class QuietClient extends LanguageClient {
  override error(message: string, cause?: unknown): void {
    super.error(message, cause instanceof ResponseError ? failureInLog(cause) : cause, false);
  }

  // The library stops a client whose start has failed, which then fails too.
  override async stop(timeout?: number): Promise<void> {
    if (this.isRunning()) {
      await super.stop(timeout);
    }
  }
}

class CommandsFeature implements StaticFeature {
  fillClientCapabilities(capabilities: ClientCapabilities): void {
    const others = (capabilities.experimental ?? {}) as Record<string, unknown>;
    capabilities.experimental = { ...others, commands: { commands: COMMANDS } };
  }

  initialize(): void {}

  getState(): FeatureState {
    return { kind: "static" };
  }

  clear(): void {}
}

function settings(): Record<string, unknown> {
  const section = vscode.workspace.getConfiguration("connector-ls");
  const keys = ["profile", "baseline", "rules", "logLevel"];
  return Object.fromEntries(keys.map((key) => [key, section.get(key)]));
}
