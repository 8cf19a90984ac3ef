// Stands for the editor in unit tests: as much of it as their modules use.

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

/** What the user was told. */
export const messages: string[] = [];

/** What was run. */
export const run: string[] = [];

export const commands = { executeCommand: async (command: string): Promise<void> => void run.push(command) };

const show = async (message: string): Promise<undefined> => void messages.push(message);

export const Uri = { parse: (text: string) => ({ toString: () => new URL(text).href }) };

export const window = {
  activeTextEditor: undefined as unknown,
  showErrorMessage: show,
  showWarningMessage: show,
  showInformationMessage: show,
};
