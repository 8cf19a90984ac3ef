// The preview: what makers see of the connector, beside its text and in step with the cursor.

import * as vscode from "vscode";
import { look, orTell } from "../asking";
import { type Outline, outlineOf } from "../outline";
import { rangeOfBytes, showPlace } from "../places";
import type { Preview, Properties, Reveal } from "../protocol";
import type { CurrentConnector, Server } from "../server";
import { isReveal } from "./messages";
import { type Page, Panels, subjectOf } from "./panels";

export function registerPreview(context: vscode.ExtensionContext, server: Server, current: CurrentConnector): void {
  const outline = outlineOf(context, server, current);
  const follower = new Follower(server, outline);
  const panels = new Panels<Preview>(
    {
      viewType: "connector-ls.preview",
      name: "Preview",
      request: "connector-ls/preview",
      received(page, message) {
        if (isReveal(message)) {
          follower.note(page, message.operationId);
          orTell(goThere(server, page, message));
        }
      },
      filled: (page) => follower.begin(page),
    },
    context,
    server,
    current,
  );
  follower.panels = panels;
  context.subscriptions.push(
    panels,
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => void follower.follow(textEditor)),
    vscode.window.onDidChangeActiveTextEditor((editor) => void (editor && follower.follow(editor))),
    vscode.commands.registerCommand("connector-ls.showPreview", () => panels.open()),
  );
}

/** Shows the operation at the cursor in the preview of its connector. */
class Follower {
  panels: Panels<Preview> | undefined;
  /** What the page shows. It stays where the reader has scrolled to until another operation is its turn. */
  private shown = "";

  constructor(
    private readonly server: Server,
    private readonly outline: Outline,
  ) {}

  async follow(editor: vscode.TextEditor): Promise<void> {
    if (this.panels === undefined || this.panels.isEmpty) {
      return;
    }
    const operation = this.outline.at(editor.document.uri, editor.selection.active);
    if (!operation?.operationId || placeOf(operation.uri, operation.operationId) === this.shown) {
      return;
    }
    const place = placeOf(operation.uri, operation.operationId);
    this.shown = place;
    const subject = await subjectOf(this.server, editor.document.uri);
    const page = subject && this.panels.of(subject);
    if (page !== undefined && place === this.shown) {
      void page.panel.webview.postMessage({ operationId: operation.operationId });
    }
  }

  /** Begins with a page that has just been filled. When it is filled again, it keeps its place itself. */
  begin(page: Page<Preview>): void {
    const operation = this.outline.atCursor();
    const place = operation?.operationId && placeOf(operation.uri, operation.operationId);
    if (place && place === placeOf(page.subject.uri, operation.operationId)) {
      this.shown = place;
      void page.panel.webview.postMessage({ operationId: operation.operationId });
    }
  }

  /** The reader has gone to an operation in the page itself. */
  note({ subject }: Page<Preview>, operationId: string | undefined): void {
    this.shown = operationId === undefined ? "" : placeOf(subject.uri, operationId);
  }
}

/** An operation among those of all connectors. Escapes in URIs may be written in different ways. */
function placeOf(uri: string, operationId: string | null): string {
  return `${vscode.Uri.parse(uri).toString()} ${operationId}`;
}

async function goThere(server: Server, page: Page<Preview>, { file, start, end }: Reveal): Promise<void> {
  await showPlace(await fileOf(server, page, file), (document) => rangeOfBytes(document, start, end), {
    preserveFocus: true,
    awayFrom: page.panel.viewColumn,
    mark: true,
  });
}

// The page names files as they are called where they stand alone. In an unpacked solution their names differ.
async function fileOf(server: Server, { subject }: Page<Preview>, file: string): Promise<vscode.Uri> {
  const definition = vscode.Uri.parse(subject.uri);
  if (file === "apiDefinition.swagger.json") {
    return definition;
  }
  const properties = await look<Properties>(server, "connector-ls/properties", { uri: subject.uri });
  const other = properties?.connectionParameters[0]?.uri;
  return other === undefined ? vscode.Uri.joinPath(definition, "..", file) : vscode.Uri.parse(other);
}
