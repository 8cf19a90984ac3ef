// The preview: what makers see of the connector, beside its text and in step with the cursor.

import * as vscode from "vscode";
import { look, orTell } from "../asking";
import { outlineOf } from "../outline";
import { rangeOfBytes, showPlace } from "../places";
import type { Preview, Properties, Reveal } from "../protocol";
import type { CurrentConnector, Server } from "../server";
import { Follower } from "./follower";
import { isReveal } from "./messages";
import { type Page, Panels } from "./panels";

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
    server.onDidChangeAnswers(() => void follower.again()),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => void follower.follow(textEditor)),
    vscode.window.onDidChangeActiveTextEditor((editor) => void (editor && follower.follow(editor))),
    vscode.commands.registerCommand("connector-ls.showPreview", () => panels.open()),
  );
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
