import assert from "node:assert/strict";
import test from "node:test";
import type * as vscode from "vscode";
import { Mark } from "./mark";

/** An event that counts its listeners. */
function event<T>() {
  const listeners = new Set<(value: T) => void>();
  const on = (listener: (value: T) => void) => {
    listeners.add(listener);
    return { dispose: () => listeners.delete(listener) };
  };
  return { on, fire: (value: T) => [...listeners].forEach((listener) => listener(value)), listeners };
}

function position(line: number): vscode.Position {
  return { line, isEqual: (other: vscode.Position) => other.line === line } as vscode.Position;
}

function stage() {
  const moved = event<vscode.TextEditorSelectionChangeEvent>();
  const shown = event<readonly vscode.TextEditor[]>();
  const window = { onDidChangeTextEditorSelection: moved.on, onDidChangeVisibleTextEditors: shown.on };
  const marks = new Mark(window as unknown as typeof vscode.window, {} as vscode.TextEditorDecorationType);
  const editor = {
    selection: { active: position(1) },
    marked: [] as vscode.Range[],
    setDecorations(_: unknown, ranges: vscode.Range[]) {
      this.marked = ranges;
    },
  };
  const textEditor = editor as unknown as vscode.TextEditor;
  const move = (line: number) => {
    editor.selection = { active: position(line) };
    moved.fire({ textEditor, selections: [editor.selection] } as unknown as vscode.TextEditorSelectionChangeEvent);
  };
  return { marks, editor, textEditor, move, shown, moved };
}

const first = {} as vscode.Range;
const second = {} as vscode.Range;

test("a second mark takes the place of the first, and stays until the cursor leaves it", () => {
  const { marks, editor, textEditor, move, moved } = stage();
  marks.show(textEditor, first);
  editor.selection = { active: position(7) };
  marks.show(textEditor, second);
  // The editor tells of the cursor's way there afterwards.
  move(7);
  assert.deepEqual(editor.marked, [second]);
  assert.equal(moved.listeners.size, 1);
  move(8);
  assert.deepEqual(editor.marked, []);
  assert.equal(moved.listeners.size, 0);
});

test("nothing listens any more when the editor is gone", () => {
  const { marks, textEditor, shown, moved } = stage();
  marks.show(textEditor, first);
  shown.fire([textEditor]);
  assert.equal(moved.listeners.size, 1);
  shown.fire([]);
  assert.equal(moved.listeners.size + shown.listeners.size, 0);
});
