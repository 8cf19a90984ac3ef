// A place that is marked in an editor until the cursor leaves it.

import type * as vscode from "vscode";

/** What is used of the editor's window. */
type Window = Pick<typeof vscode.window, "onDidChangeTextEditorSelection" | "onDidChangeVisibleTextEditors">;

/** One mark at a time: another one takes its place. */
export class Mark {
  private clear: (() => void) | undefined;

  constructor(
    private readonly window: Window,
    private readonly decoration: vscode.TextEditorDecorationType,
  ) {}

  /** Marks a range, with the cursor where it is now. */
  show(editor: vscode.TextEditor, range: vscode.Range): void {
    this.clear?.();
    editor.setDecorations(this.decoration, [range]);
    const { active } = editor.selection;
    const listeners = [
      this.window.onDidChangeTextEditorSelection((change) => {
        if (change.textEditor === editor && !change.selections[0]?.active.isEqual(active)) {
          this.clear?.();
        }
      }),
      // A hidden editor has no marks, and is another object when it is shown again.
      this.window.onDidChangeVisibleTextEditors((editors) => {
        if (!editors.includes(editor)) {
          this.clear?.();
        }
      }),
    ];
    this.clear = () => {
      this.clear = undefined;
      listeners.forEach((listener) => void listener.dispose());
      editor.setDecorations(this.decoration, []);
    };
  }
}
