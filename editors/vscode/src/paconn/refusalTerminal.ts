// A task that is not started: its terminal says why.

import * as vscode from "vscode";

export class RefusalTerminal implements vscode.Pseudoterminal {
  readonly #write = new vscode.EventEmitter<string>();
  readonly #close = new vscode.EventEmitter<number>();

  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#close.event;

  constructor(private readonly reason: string) {}

  open(): void {
    this.#write.fire(`${this.reason}\r\n`);
    this.#close.fire(1);
  }

  close(): void {}
}
