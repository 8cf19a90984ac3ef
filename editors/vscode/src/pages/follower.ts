// The preview in step with the cursor.

import * as vscode from "vscode";
import type { Outline } from "../outline";
import type { Preview } from "../protocol";
import type { Server } from "../server";
import { type Page, type Panels, subjectOf } from "./panels";

/** Shows the operation at the cursor in the preview of its connector. */
export class Follower {
  panels: Pick<Panels<Preview>, "of" | "isEmpty"> | undefined;
  /** What the page shows. It stays where the reader has scrolled to until another operation is its turn. */
  private shown = "";
  /** What it is to show once the server has said whose it is; empty if that is settled. */
  private wanted = "";
  private isMissed = false;

  constructor(
    private readonly server: Server,
    private readonly outline: Pick<Outline, "at" | "atCursor">,
  ) {}

  async follow(editor: vscode.TextEditor): Promise<void> {
    if (this.panels === undefined || this.panels.isEmpty) {
      return;
    }
    const operation = this.outline.at(editor.document.uri, editor.selection.active);
    const place = operation?.operationId ? placeOf(operation.uri, operation.operationId) : "";
    if (place === "" || place === this.wanted) {
      return;
    }
    if (place === this.shown) {
      this.isAt(place);
      return;
    }
    this.wanted = place;
    const subject = await subjectOf(this.server, editor.document.uri);
    if (place !== this.wanted) {
      return;
    }
    this.wanted = "";
    this.isMissed = subject === undefined;
    if (subject !== undefined) {
      this.shown = place;
      void this.panels.of(subject)?.panel.webview.postMessage({ operationId: operation?.operationId });
    }
  }

  /** The server could not say whose the operation is, such as while somebody types: now it may. */
  async again(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (this.isMissed && editor !== undefined) {
      await this.follow(editor);
    }
  }

  /** Begins with a page that has just been filled. When it is filled again, it keeps its place itself. */
  begin(page: Page<Preview>): void {
    const operation = this.outline.atCursor();
    const place = operation?.operationId && placeOf(operation.uri, operation.operationId);
    if (place && place === placeOf(page.subject.uri, operation.operationId)) {
      this.isAt(place);
      void page.panel.webview.postMessage({ operationId: operation.operationId });
    }
  }

  /** The reader has gone to an operation in the page itself. */
  note({ subject }: Page<Preview>, operationId: string | undefined): void {
    this.isAt(operationId === undefined ? "" : placeOf(subject.uri, operationId));
  }

  private isAt(place: string): void {
    this.shown = place;
    this.wanted = "";
    this.isMissed = false;
  }
}

/** An operation among those of all connectors. Escapes in URIs may be written in different ways. */
function placeOf(uri: string, operationId: string | null): string {
  return `${vscode.Uri.parse(uri).toString()} ${operationId}`;
}
