// Keeps one language server running for as long as the extension is active.

import * as vscode from "vscode";
import { State, type LanguageClient } from "vscode-languageclient/node";
import { CONNECTOR_DOCUMENTS } from "../connectorFiles";
import type { Server, ServerState } from "../server";
import { findBinary, type Binary } from "./binary";
import { Crashes } from "./crashes";
import { createClient, hasJsonServer } from "./languageClient";
import { Log } from "./log";
import { run, type Run } from "./process";

/** Between two events that answers may have changed, in milliseconds. */
const PAUSE = 200;

export class ConnectorServer implements Server {
  readonly log = new Log();
  readonly crashes = new Crashes();
  /** How often it has been started since the extension became active. */
  starts = 0;
  /** What was started last. */
  binary: Binary | undefined;
  /** Why it is not running, as a sentence; only in the state `error`. */
  problem: string | undefined;

  readonly #stateChanged = new vscode.EventEmitter<void>();
  readonly #answersChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeState = this.#stateChanged.event;
  readonly onDidChangeAnswers = this.#answersChanged.event;
  readonly #subscriptions: vscode.Disposable[] = [];

  #state: ServerState = "stopped";
  #client: LanguageClient | undefined;
  #run: Run | undefined;
  #pause: NodeJS.Timeout | undefined;
  /** Starts and stops wait for each other. */
  #order: Promise<void> = Promise.resolve();
  /** Counts stops and restarts: a start that was asked for before the last of them is not wanted any more. */
  #turn = 0;
  #disposed = false;

  constructor(private readonly context: vscode.ExtensionContext) {
    let besideJson = hasJsonServer();
    this.#subscriptions.push(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (vscode.languages.match(CONNECTOR_DOCUMENTS, event.document) > 0) {
          this.#noteAnswers();
        }
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("connector-ls.server")) {
          void this.restart();
        }
      }),
      // What the server leaves to the editor is settled when it starts.
      vscode.extensions.onDidChange(() => {
        if (hasJsonServer() !== besideJson) {
          besideJson = !besideJson;
          void this.restart();
        }
      }),
    );
  }

  get state(): ServerState {
    return this.#state;
  }

  get client(): LanguageClient | undefined {
    return this.#state === "ready" ? this.#client : undefined;
  }

  /** The process that runs now. */
  get processId(): number | undefined {
    return this.#run?.child.pid;
  }

  /** Since when it runs. */
  get since(): Date | undefined {
    return this.#run?.since;
  }

  async ask<Answer>(method: string, params: unknown): Promise<Answer | undefined> {
    const client = this.client;
    if (client === undefined) {
      return undefined;
    }
    try {
      return await client.sendRequest<Answer>(method, params);
    } catch (error) {
      if (client !== this.client) {
        return undefined;
      }
      throw error;
    }
  }

  /** Starts it, unless it runs. Never rejects: `problem` says what went wrong. */
  start(): Promise<void> {
    const turn = this.#turn;
    return this.#inOrder(() => this.#start(turn));
  }

  stop(): Promise<void> {
    this.#overtake();
    return this.#inOrder(() => this.#stop());
  }

  /** Starts it afresh; what has crashed before counts no more. */
  restart(): Promise<void> {
    const turn = this.#overtake();
    return this.#inOrder(async () => {
      await this.#stop();
      this.crashes.forgive();
      await this.#start(turn);
    });
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    clearTimeout(this.#pause);
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    await this.stop();
    this.#stateChanged.dispose();
    this.#answersChanged.dispose();
    this.log.dispose();
  }

  #inOrder(step: () => Promise<void>): Promise<void> {
    this.#order = this.#order.then(step).catch((error: unknown) => this.log.error(String(error)));
    return this.#order;
  }

  /**
   * Ends a start that is under way, since a program that never answers would be waited for without end, and everything
   * else behind it. This is no crash.
   */
  #overtake(): number {
    this.#turn += 1;
    const running = this.#run;
    if (this.#state === "starting" && running !== undefined) {
      this.#run = undefined;
      this.#client = undefined;
      // It has nothing to keep, and one that hangs may not listen to anything milder.
      running.child.kill("SIGKILL");
    }
    return this.#turn;
  }

  async #start(turn: number): Promise<void> {
    if (this.#disposed || this.#run !== undefined || turn !== this.#turn) {
      return;
    }
    this.#become("starting");
    const binary = findBinary(this.context);
    if (typeof binary === "string") {
      this.#fail(binary);
      return;
    }
    this.binary = binary;
    this.log.info(`Starting ${binary.path}, from ${binary.origin}.`);
    let started: Run;
    try {
      started = await run(binary.path);
    } catch (error) {
      if (turn !== this.#turn) {
        return;
      }
      const reason = error instanceof Error ? error.message : String(error);
      this.#fail(
        `The connector language server could not be started (${reason}). Its file may be for another system or not be ` +
          `executable; it was named by ${binary.origin}.`,
      );
      return;
    }
    if (turn !== this.#turn) {
      started.child.kill("SIGKILL");
      return;
    }
    this.starts += 1;
    this.#run = started;
    void started.ended.then((how) => this.#ended(started, how));
    const client = createClient(() => Promise.resolve(started.child), this.log, {
      // A program that closes its output but stays would be waited for in vain.
      closed: () => started.child.kill(),
      answersChanged: () => this.#noteAnswers(),
    });
    this.#client = client;
    try {
      // The library waits for an answer without end; that of a program that has ended never comes.
      await Promise.race([client.start(), started.ended.then((how) => Promise.reject(new Error(how)))]);
    } catch (error) {
      if (turn === this.#turn) {
        this.log.error(`The server did not come up: ${String(error)}`);
      } else {
        this.log.info("The start was given up.");
      }
      started.child.kill();
      return;
    }
    if (this.#run === started) {
      this.log.info(`The server is ready, process ${started.child.pid}.`);
      this.#become("ready");
      this.#noteAnswers();
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    const running = this.#run;
    this.#client = undefined;
    this.#run = undefined;
    this.#become("stopped");
    if (client?.state === State.Running) {
      await client.stop().catch((error: unknown) => this.log.warn(`The server did not stop when asked to: ${String(error)}`));
    }
    if (running !== undefined && running.child.exitCode === null && running.child.signalCode === null) {
      running.child.kill();
    }
  }

  /** The program has ended. If nobody stopped it, it crashed. */
  #ended(ended: Run, how: string): void {
    if (this.#run !== ended) {
      return;
    }
    this.#run = undefined;
    this.#client = undefined;
    const again = this.crashes.note({ time: new Date(), how });
    this.log.error(`The server ended by itself: ${how}.`);
    if (again) {
      this.#become("starting");
      void this.start();
    } else {
      this.#fail(
        "The connector language server has stopped five times within three minutes. Its log may say why; findings and " +
          "completions stay away until it runs again.",
      );
    }
  }

  #fail(problem: string): void {
    this.problem = problem;
    this.log.error(problem);
    this.#become("error");
    void vscode.window.showErrorMessage(problem, "Show log", "Restart").then((choice) => {
      if (choice === "Show log") {
        this.log.show();
      } else if (choice === "Restart") {
        void this.restart();
      }
    });
  }

  #become(state: ServerState): void {
    if (state !== "error") {
      this.problem = undefined;
    }
    if (state !== this.#state) {
      this.#state = state;
      this.#stateChanged.fire();
    }
  }

  #noteAnswers(): void {
    this.#pause ??= setTimeout(() => {
      this.#pause = undefined;
      this.#answersChanged.fire();
    }, PAUSE);
  }
}
