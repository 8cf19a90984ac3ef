// The log, as the Output panel shows it. Its last lines are kept, since a channel cannot be read back and a report of
// an error is worth little without them.

import * as vscode from "vscode";

const KEPT = 200;

export class Log implements vscode.LogOutputChannel {
  readonly #channel = vscode.window.createOutputChannel("Connectors", { log: true });
  readonly #lines: string[] = [];

  /** The last lines, without those of the levels debug and trace: these may quote files. */
  last(count: number): string[] {
    return this.#lines.slice(-count);
  }

  #keep(level: string, message: string | Error): void {
    const text = message instanceof Error ? message.message : message;
    this.#lines.push(...text.split("\n").map((line) => `${new Date().toISOString()} [${level}] ${line}`));
    this.#lines.splice(0, this.#lines.length - KEPT);
  }

  info(message: string, ...more: unknown[]): void {
    this.#keep("info", message);
    this.#channel.info(message, ...more);
  }

  warn(message: string, ...more: unknown[]): void {
    this.#keep("warning", message);
    this.#channel.warn(message, ...more);
  }

  error(message: string | Error, ...more: unknown[]): void {
    this.#keep("error", message);
    this.#channel.error(message, ...more);
  }

  debug(message: string, ...more: unknown[]): void {
    this.#channel.debug(message, ...more);
  }

  trace(message: string, ...more: unknown[]): void {
    this.#channel.trace(message, ...more);
  }

  get name(): string {
    return this.#channel.name;
  }

  get logLevel(): vscode.LogLevel {
    return this.#channel.logLevel;
  }

  get onDidChangeLogLevel(): vscode.Event<vscode.LogLevel> {
    return this.#channel.onDidChangeLogLevel;
  }

  append(text: string): void {
    this.#channel.append(text);
  }

  appendLine(text: string): void {
    this.#channel.appendLine(text);
  }

  replace(text: string): void {
    this.#channel.replace(text);
  }

  clear(): void {
    this.#channel.clear();
  }

  show(columnOrFocus?: vscode.ViewColumn | boolean, preserveFocus?: boolean): void {
    this.#channel.show(typeof columnOrFocus === "boolean" ? columnOrFocus : preserveFocus);
  }

  hide(): void {
    this.#channel.hide();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
