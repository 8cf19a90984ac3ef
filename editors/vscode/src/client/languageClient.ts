// The client of one run of the server: what it is told at the start, and what it is asked about.

import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  type ClientCapabilities,
  type FeatureState,
  type LanguageClientOptions,
  type ServerOptions,
  type StaticFeature,
} from "vscode-languageclient/node";
import { CONNECTOR_DOCUMENTS } from "../connectorFiles";

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

function wantsOutline(): boolean {
  return vscode.workspace.getConfiguration("connector-ls").get("outline.operations", false);
}

/** Logs what the library would show in boxes: `ConnectorServer` says in one sentence what has happened. */
class QuietClient extends LanguageClient {
  override error(message: string, cause?: unknown): void {
    super.error(message, cause, false);
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
