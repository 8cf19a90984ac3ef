// `paconn validate` in a terminal that is read along: everything it prints is shown, and what the service has found goes
// to the Problems panel too, which no pattern could do, since paconn names places by JSON pointers.

import { type ChildProcess, spawn } from "node:child_process";
import { isAbsolute } from "node:path";
import * as vscode from "vscode";
import { messageOf } from "../asking";
import { type Answer, readAnswer } from "./answer";
import { placed } from "./placedFindings";
import { type Problems, textOf } from "./problems";
import type { Program } from "./programs";

export interface Run {
  /** `undefined` if it is not installed; whoever looks for it has told the user. */
  program: () => Promise<Program | undefined>;
  args: string[];
  folder: vscode.Uri;
  definition: vscode.Uri;
  environment: Record<string, string>;
  /** Whether the task has a problem matcher that reads our lines; the findings would be shown twice otherwise. */
  isMatched: boolean;
  /** Called once when paconn has ended by itself. `output` is all that it has printed. */
  ended: (answer: Answer, output: string) => void;
}

const INTERRUPT = "\x03";

export class ValidateTerminal implements vscode.Pseudoterminal {
  readonly #write = new vscode.EventEmitter<string>();
  readonly #close = new vscode.EventEmitter<number>();
  #process: ChildProcess | undefined;
  #isClosed = false;

  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#close.event;

  constructor(
    private readonly run: Run,
    private readonly problems: Problems,
  ) {}

  open(): void {
    this.#start().catch((error: unknown) => {
      // Such as a script of Windows, which only a shell starts, or a folder that is gone.
      this.#print(`paconn cannot be started: ${messageOf(error)}\n`);
      this.#close.fire(1);
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#process?.kill();
  }

  handleInput(input: string): void {
    if (input.includes(INTERRUPT)) {
      this.#process?.kill("SIGINT");
    }
  }

  async #start(): Promise<void> {
    const { run } = this;
    const found = await run.program();
    if (found === undefined || this.#isClosed) {
      this.#print("paconn is not installed.\n");
      this.#close.fire(127);
      return;
    }
    if (!isAbsolute(found.program)) {
      // The system might take one of this name in the connector's folder.
      this.#print(`There is no ${found.program}, in PATH or as a file. Correct the setting connector-ls.paconn.path.\n`);
      this.#close.fire(127);
      return;
    }
    const args = [...found.before, ...run.args];
    this.#print(`> ${[found.program, ...args].join(" ")}\n`);
    this.problems.clear(run.definition);
    const text = (await textOf(run.definition)) ?? "";
    this.#process = spawn(found.program, args, {
      cwd: run.folder.fsPath,
      env: { ...process.env, ...run.environment, PYTHONUNBUFFERED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let output = "";
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.setEncoding("utf8").on("data", (part: string) => {
        output += part;
        this.#print(part);
      });
    }
    this.#process.once("error", ({ message }) => this.#print(`${found.program} cannot be started: ${message}\n`));
    this.#process.once("close", (code) => {
      // Negative where it could not be started, null where it was ended by a signal: neither is an answer.
      if (code !== null && code >= 0) {
        this.#tell(output, text);
      }
      this.#close.fire(code ?? 1);
    });
  }

  /** The findings once more, as `file:line:column`, which the terminal makes links of and `$paconn` matches. */
  #tell(output: string, text: string): void {
    const { definition, isMatched, ended } = this.run;
    const answer = readAnswer(output);
    if (!isMatched) {
      this.problems.show(definition, answer.findings, text);
    }
    const file = vscode.workspace.asRelativePath(definition, false);
    this.#print(answer.findings.length === 0 ? "" : "\n");
    for (const { start, severity, text: message } of placed(answer.findings, text)) {
      this.#print(`${file}:${start.line + 1}:${start.character + 1}: ${severity}: ${message}\n`);
    }
    ended(answer, output);
  }

  #print(text: string): void {
    this.#write.fire(text.replace(/\r?\n/g, "\r\n"));
  }
}
