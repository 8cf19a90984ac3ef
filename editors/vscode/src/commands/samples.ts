// Generate a schema from a sample: from the clipboard, or from a document that is there to paste one into.

import * as vscode from "vscode";
import { showPlace } from "../places";
import type { SchemaFromSample } from "../protocol";
import type { Server } from "../server";
import { make } from "./edits";
import { askAll, choose } from "./questions";

/** Where a schema shall go: the document and the cursor at the time of the command. */
interface Target {
  document: vscode.TextDocument;
  position: vscode.Position;
}

export function registerSamples(context: vscode.ExtensionContext, server: Server): void {
  const samples = new SampleDocuments();
  context.subscriptions.push(
    samples,
    vscode.commands.registerCommand("connector-ls.schemaFromSample", () => fromSample(server, samples)),
    vscode.commands.registerCommand("connector-ls.useSample", () => useSample(server, samples)),
  );
}

async function fromSample(server: Server, samples: SampleDocuments): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.document.uri.scheme !== "file") {
    void vscode.window.showInformationMessage(
      "Put the cursor into the schema of a response, body or definition of a connector, then run the command again.",
    );
    return;
  }
  const target = { document: editor.document, position: editor.selection.active };
  const clipboard = await vscode.env.clipboard.readText();
  const wrong = wrongSample(clipboard);
  let useClipboard = wrong === undefined;
  if (wrong === undefined) {
    const question = choose(
      "Where is the sample?",
      [
        { label: "On the clipboard", detail: excerpt(clipboard), value: true },
        { label: "I will write or paste it", detail: "In a document beside this one", value: false },
      ],
      true,
      (value) => (useClipboard = value),
    );
    if (!(await askAll("Generate a schema from a sample", () => [question]))) {
      return;
    }
  }
  if (useClipboard) {
    await generate(server, target, clipboard);
  } else {
    await samples.open(target);
  }
}

/** Why a text is no sample: `undefined` if it is one. */
export function wrongSample(text: string): string | undefined {
  if (text.trim() === "") {
    return "There is no sample yet. Paste one, such as a response of the service.";
  }
  try {
    const sample: unknown = JSON.parse(text);
    return typeof sample === "object" && sample !== null
      ? undefined
      : "The sample is a single value. Paste a whole object or array.";
  } catch (error) {
    return `The sample is not JSON: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

/** The first characters of a text in one line. */
export function excerpt(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}

function generate(server: Server, { document, position }: Target, sample: string): Promise<boolean> {
  const asked: SchemaFromSample = {
    textDocument: { uri: document.uri.toString() },
    position: { line: position.line, character: position.character },
    sample,
  };
  return make(server, "connector-ls/schemaFromSample", asked);
}

async function useSample(server: Server, samples: SampleDocuments): Promise<void> {
  const sample = vscode.window.activeTextEditor?.document;
  const target = sample && samples.targetOf(sample);
  if (sample === undefined || target === undefined) {
    void vscode.window.showInformationMessage(
      "This document is no sample. Run \"Generate a schema from a sample\" with the cursor in a schema.",
    );
    return;
  }
  const text = sample.getText();
  const wrong = wrongSample(text);
  if (wrong !== undefined) {
    void vscode.window.showErrorMessage(wrong);
    return;
  }
  if (await generate(server, target, text)) {
    await samples.close(sample);
    await showPlace(target.document.uri, selectionIn(target.document));
  }
}

function selectionIn(document: vscode.TextDocument): vscode.Range {
  const editor = vscode.window.visibleTextEditors.find((shown) => shown.document === document);
  return editor?.selection ?? new vscode.Range(0, 0, 0, 0);
}

/** Untitled documents that wait for a sample, with a lens to use it. */
class SampleDocuments implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly targets = new Map<string, Target>();
  private readonly subscriptions: vscode.Disposable[];

  constructor() {
    this.subscriptions = [
      vscode.languages.registerCodeLensProvider({ scheme: "untitled", language: "json" }, this),
      vscode.workspace.onDidCloseTextDocument((document) => this.targets.delete(document.uri.toString())),
      vscode.workspace.onDidChangeTextDocument((change) => this.follow(change)),
    ];
  }

  async open(target: Target): Promise<void> {
    const document = await vscode.workspace.openTextDocument({ language: "json", content: "" });
    this.targets.set(document.uri.toString(), target);
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
  }

  targetOf(sample: vscode.TextDocument): Target | undefined {
    return this.targets.get(sample.uri.toString());
  }

  // The sample has done its work: closing it asks nothing.
  async close(sample: vscode.TextDocument): Promise<void> {
    await vscode.window.showTextDocument(sample);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!this.targets.has(document.uri.toString())) {
      return [];
    }
    const title = "$(check) Use this sample";
    return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command: "connector-ls.useSample" })];
  }

  // The place moves with what is typed before it.
  private follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    for (const target of this.targets.values()) {
      if (target.document === document) {
        target.position = contentChanges.reduce(moved, target.position);
      }
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }
}

/** Where a position is after a change of its document. */
export function moved(
  position: vscode.Position,
  { range, text }: Pick<vscode.TextDocumentContentChangeEvent, "range" | "text">,
): vscode.Position {
  if (range.end.isAfter(position)) {
    return position;
  }
  const lines = text.split("\n");
  const last = lines.at(-1)?.length ?? 0;
  const line = position.line + lines.length - 1 - (range.end.line - range.start.line);
  if (position.line > range.end.line) {
    return new vscode.Position(line, position.character);
  }
  const before = lines.length === 1 ? range.start.character : 0;
  return new vscode.Position(line, before + last + position.character - range.end.character);
}
