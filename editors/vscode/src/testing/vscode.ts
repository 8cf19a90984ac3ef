// Stands for the editor in unit tests: as much of it as their modules use.

import { posix } from "node:path";

type Listener<T> = (value: T) => unknown;

export class EventEmitter<T> {
  private readonly listeners = new Set<Listener<T>>();

  readonly event = (listener: Listener<T>) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  fire(value: T): void {
    [...this.listeners].forEach((listener) => listener(value));
  }

  dispose(): void {
    this.listeners.clear();
  }
}

export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };

/** What the user was told. */
export const messages: string[] = [];

/** What was run. */
export const run: string[] = [];

export const commands = { executeCommand: async (command: string): Promise<void> => void run.push(command) };

const show = async (message: string): Promise<undefined> => void messages.push(message);

/** Enough of a URI for paths: `file:///orders/apiDefinition.swagger.json`. */
export class Uri {
  private constructor(private readonly url: URL) {}

  static parse(text: string): Uri {
    return new Uri(new URL(text));
  }

  static joinPath(base: Uri, ...parts: string[]): Uri {
    const url = new URL(base.url);
    url.pathname = posix.join(url.pathname, ...parts);
    return new Uri(url);
  }

  get scheme(): string {
    return this.url.protocol.slice(0, -1);
  }

  get path(): string {
    return decodeURIComponent(this.url.pathname);
  }

  get fsPath(): string {
    return this.path;
  }

  toString(): string {
    return this.url.href;
  }
}

/** What is in the workspace, in the order that the search happens to have. */
export const workspace = {
  files: [] as string[],
  findFiles: async (_include: string, _exclude: string, limit = Infinity) => workspace.files.slice(0, limit).map((file) => Uri.parse(file)),
};

export const window = {
  activeTextEditor: undefined as unknown,
  showErrorMessage: show,
  showWarningMessage: show,
  showInformationMessage: show,
};
