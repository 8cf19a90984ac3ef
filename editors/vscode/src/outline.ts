// The operations of the connector that the user looks at. The view, the search, the preview and the steps of an
// operation's life all read this one, so that the server is asked once.

import { isDeepStrictEqual } from "node:util";
import * as vscode from "vscode";
import { look, oneAtATime } from "./asking";
import { toRange } from "./places";
import type { Operations, Revision } from "./protocol";
import type { CurrentConnector, Server } from "./server";

export type Family = Operations["families"][number];

export class Outline implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[];
  private document: vscode.Uri | undefined;
  private answer: Operations | undefined;

  /** Fires when there is another answer, or none any more; not when an answer says what is known already. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly server: Server,
    private readonly current: CurrentConnector,
  ) {
    this.subscriptions = [
      this.changed,
      server.onDidChangeAnswers(() => void this.refresh()),
      server.onDidChangeState(() => void this.refresh()),
      current.onDidChange(() => void this.refresh()),
    ];
    void this.refresh();
  }

  /** The file that was asked about: any of the connector's. */
  get file(): vscode.Uri | undefined {
    return this.document;
  }

  /** `undefined` before the first answer, and while no connector is open. It stays while the server is down. */
  get families(): readonly Family[] | undefined {
    return this.answer?.families;
  }

  get revisions(): Revision[] {
    return (this.answer?.families ?? []).flatMap((family) => family.revisions);
  }

  /** Asks again. What was known of the same connector stays until the answer is there. */
  readonly refresh = oneAtATime(() => this.ask());

  private async ask(): Promise<void> {
    const file = this.current.document;
    const answer = file && (await look<Operations>(this.server, "connector-ls/operations", { uri: file.toString() }));
    if (file?.toString() !== this.current.document?.toString()) {
      return;
    }
    if (answer === undefined && file !== undefined && file.toString() === this.document?.toString()) {
      return;
    }
    if (file?.toString() === this.document?.toString() && isDeepStrictEqual(answer, this.answer)) {
      return;
    }
    this.document = file;
    this.answer = answer;
    this.changed.fire();
  }

  familyOf(revision: Revision): Family | undefined {
    return this.families?.find((family) => family.revisions.includes(revision));
  }

  /** The operation with this id, as it is now. */
  called(operationId: string): Revision | undefined {
    return this.revisions.find((revision) => revision.operationId === operationId);
  }

  /** The operation that a place of a file is in. */
  at(uri: vscode.Uri, position: vscode.Position): Revision | undefined {
    return operationAt(this.revisions, uri.toString(), position);
  }

  /** The operation that the cursor of the active editor is in. */
  atCursor(): Revision | undefined {
    const editor = vscode.window.activeTextEditor;
    return editor && this.at(editor.document.uri, editor.selection.active);
  }

  /** The first answer, this one or one to come, that `wanted` finds something in; `undefined` if the time is over. */
  async until<Found>(wanted: () => Found | undefined, milliseconds: number): Promise<Found | undefined> {
    const now = wanted();
    if (now !== undefined) {
      return now;
    }
    return new Promise((resolve) => {
      const end = (found: Found | undefined): void => {
        clearTimeout(timer);
        listener.dispose();
        resolve(found);
      };
      const timer = setTimeout(() => end(undefined), milliseconds);
      const listener = this.onDidChange(() => {
        const found = wanted();
        if (found !== undefined) {
          end(found);
        }
      });
    });
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }
}

/** The operation that a position is in. */
export function operationAt(
  revisions: readonly Revision[],
  uri: string,
  position: vscode.Position,
): Revision | undefined {
  // The two sides may write a URI's escapes in different ways.
  const same = (other: string): boolean => vscode.Uri.parse(other).toString() === uri;
  return revisions.find((revision) => toRange(revision.range).contains(position) && same(revision.uri));
}

const outlines = new WeakMap<Server, Outline>();

/** The one outline that all who ask with this server share. */
export function outlineOf(context: vscode.ExtensionContext, server: Server, current: CurrentConnector): Outline {
  let outline = outlines.get(server);
  if (outline === undefined) {
    outline = new Outline(server, current);
    outlines.set(server, outline);
    context.subscriptions.push(outline);
  }
  return outline;
}
