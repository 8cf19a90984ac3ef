// Pages of the server beside the text: one panel for each connector, filled again when the answer changes.

import * as vscode from "vscode";
import { look, oneAtATime, tellWhyNot } from "../asking";
import type { CurrentConnector, Server } from "../server";
import { statusOf } from "../status/asked";
import { Memory } from "./memory";

/** The connector that a page is about. */
export interface Subject {
  /** Its definition, else the first of its files. */
  uri: string;
  title: string;
}

/** One sort of page. */
export interface PageKind<Answer extends { html: string }> {
  viewType: string;
  /** What the tab is called before the connector's title. */
  name: string;
  /** The request, asked with `{ uri }`. */
  request: string;
  /** Does what the page asks for. */
  received(page: Page<Answer>, message: unknown): void;
  /** Called when the page has got its first content. */
  filled?(page: Page<Answer>): void;
}

export interface Page<Answer> {
  readonly subject: Subject;
  readonly panel: vscode.WebviewPanel;
  /** What is shown; `undefined` before the first answer. */
  readonly answer: Answer | undefined;
}

/** All panels of one sort. */
export class Panels<Answer extends { html: string }> implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly pages = new Map<string, OpenPage<Answer>>();
  private readonly memory: Memory;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly kind: PageKind<Answer>,
    context: vscode.ExtensionContext,
    private readonly server: Server,
    private readonly current: CurrentConnector,
  ) {
    this.memory = new Memory(context.workspaceState, `${kind.viewType}.panels`);
    const refresh = (): void => this.pages.forEach((page) => void page.refresh());
    this.subscriptions = [
      server.onDidChangeAnswers(refresh),
      server.onDidChangeState(refresh),
      vscode.window.registerWebviewPanelSerializer(kind.viewType, this),
    ];
  }

  /** The open page of a connector. */
  of(subject: Subject): Page<Answer> | undefined {
    return this.pages.get(subject.uri);
  }

  get isEmpty(): boolean {
    return this.pages.size === 0;
  }

  /** Shows the page of the connector at hand, beside the text; if there is none, tells why. */
  async open(): Promise<void> {
    const document = this.current.document;
    const subject = document && (await subjectOf(this.server, document));
    if (subject === undefined) {
      tellWhyNot(this.server, document);
      return;
    }
    const open = this.pages.get(subject.uri);
    if (open !== undefined) {
      open.panel.reveal(open.panel.viewColumn, true);
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      this.kind.viewType,
      this.unusedTitle(subject),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, enableFindWidget: true, localResourceRoots: [] },
    );
    this.adopt(panel, subject);
  }

  /** After the window has been loaded again: the panel is there, and is told which connector it was about. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    const subject = this.memory.of(panel.title);
    if (subject === undefined || this.pages.has(subject.uri)) {
      panel.dispose();
      return;
    }
    // Options are not kept with the panel.
    panel.webview.options = { enableScripts: true, localResourceRoots: [] };
    this.adopt(panel, subject);
  }

  private adopt(panel: vscode.WebviewPanel, subject: Subject): void {
    const page = new OpenPage<Answer>(this.server, this.kind, panel, subject);
    this.pages.set(subject.uri, page);
    const { title } = panel;
    this.memory.keep(title, subject);
    panel.onDidDispose(() => {
      this.pages.delete(subject.uri);
      this.memory.drop(title);
    });
  }

  // Two connectors may have one title; then their folders tell them apart. A page that has not come back yet counts too.
  private unusedTitle(subject: Subject): string {
    const title = `${this.kind.name}: ${subject.title}`;
    const known = this.memory.of(title);
    const isUsed = known !== undefined && known.uri !== subject.uri;
    const folder = vscode.workspace.asRelativePath(vscode.Uri.joinPath(vscode.Uri.parse(subject.uri), ".."));
    return isUsed ? `${title} (${folder})` : title;
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }
}

class OpenPage<Answer extends { html: string }> implements Page<Answer> {
  answer: Answer | undefined;
  private isClosed = false;

  constructor(
    private readonly server: Server,
    private readonly kind: PageKind<Answer>,
    readonly panel: vscode.WebviewPanel,
    readonly subject: Subject,
  ) {
    panel.webview.onDidReceiveMessage((message: unknown) => kind.received(this, message));
    panel.onDidDispose(() => (this.isClosed = true));
    panel.onDidChangeViewState(() => void (panel.visible && this.refresh()));
    void this.refresh();
  }

  /** Asks again, unless the page is hidden: then it does when it is seen again. An answer that is the same changes nothing. */
  readonly refresh = oneAtATime(() => this.ask());

  private async ask(): Promise<void> {
    if (this.isClosed || !this.panel.visible) {
      return;
    }
    const answer = await look<Answer | null>(this.server, this.kind.request, { uri: this.subject.uri });
    if (this.isClosed) {
      return;
    }
    if (!answer) {
      if (this.answer === undefined) {
        this.panel.webview.html = WAITING;
      }
      return;
    }
    const before = this.answer;
    this.answer = answer;
    if (answer.html !== before?.html) {
      this.panel.webview.html = answer.html;
    }
    if (before === undefined) {
      this.kind.filled?.(this);
    }
  }
}

/** What stands there until the first answer. */
const WAITING = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>Waiting</title>
</head>
<body>
<main>
<p>Waiting for the connector server. This page appears as soon as the server has read the connector.</p>
</main>
</body>
</html>`;

/** The connector that has this file. */
export async function subjectOf(server: Server, file: vscode.Uri): Promise<Subject | undefined> {
  const connector = await statusOf(server, file);
  return connector && { uri: connector.uri, title: connector.title };
}
