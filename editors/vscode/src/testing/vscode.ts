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
export const run: [command: string, ...args: unknown[]][] = [];

export const commands = {
  executeCommand: async (...command: [string, ...unknown[]]): Promise<void> => void run.push(command),
};

const show = async (message: string): Promise<undefined> => void messages.push(message);

/** Enough of a URI for paths: `file:///orders/apiDefinition.swagger.json`. */
export class Uri {
  private constructor(private readonly url: URL) {}

  static parse(text: string): Uri {
    return new Uri(new URL(text));
  }

  static from({ scheme, path }: { scheme: string; path: string }): Uri {
    return new Uri(new URL(`${scheme}:${path}`));
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
  registerTextDocumentContentProvider: () => ({ dispose: () => {} }),
  deleted: new EventEmitter<{ files: Uri[] }>(),
  foldersChanged: new EventEmitter<{ removed: { uri: Uri }[] }>(),
  get onDidDeleteFiles() {
    return this.deleted.event;
  },
  get onDidChangeWorkspaceFolders() {
    return this.foldersChanged.event;
  },
  onDidSaveTextDocument: new EventEmitter<unknown>().event,
  files: [] as string[],
  findFiles: async (_include: string, _exclude: string, limit = Infinity) => workspace.files.slice(0, limit).map((file) => Uri.parse(file)),
};

export class TabInputWebview {
  constructor(readonly viewType: string) {}
}

const editorChanged = new EventEmitter<void>();
const tabsChanged = new EventEmitter<void>();

export const window = {
  activeTextEditor: undefined as unknown,
  onDidChangeActiveTextEditor: editorChanged.event,
  tabGroups: {
    activeTabGroup: { activeTab: undefined as { input: unknown } | undefined },
    onDidChangeTabs: tabsChanged.event,
    onDidChangeTabGroups: tabsChanged.event,
  },
  /** Puts an editor or a tab in front. */
  bring(editor: unknown, input?: unknown): void {
    const isOther = editor !== window.activeTextEditor;
    window.activeTextEditor = editor;
    window.tabGroups.activeTabGroup.activeTab = { input };
    tabsChanged.fire();
    if (isOther) {
      editorChanged.fire();
    }
  },
  showErrorMessage: show,
  showWarningMessage: show,
  showInformationMessage: show,
};
