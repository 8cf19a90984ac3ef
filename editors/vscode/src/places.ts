// Places in files, between what the server counts and what the editor counts.

import * as vscode from "vscode";
import type { Range } from "vscode-languageclient";
import { Mark } from "./mark";

/** The editor's range for one of the server's. Both count from 0 and in UTF-16 units. */
export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** How many UTF-16 units of `text` its first `bytes` bytes in UTF-8 are. Beyond its end, all of them. */
export function unitsOfBytes(text: string, bytes: number): number {
  let counted = 0;
  let units = 0;
  for (const character of text) {
    counted += bytesOf(character.codePointAt(0) ?? 0);
    if (counted > bytes) {
      break;
    }
    units += character.length;
  }
  return units;
}

function bytesOf(codePoint: number): number {
  if (codePoint < 0x80) {
    return 1;
  }
  if (codePoint < 0x800) {
    return 2;
  }
  return codePoint < 0x10000 ? 3 : 4;
}

/** The range of a document between two offsets in bytes of its text. */
export function rangeOfBytes(document: vscode.TextDocument, start: number, end: number): vscode.Range {
  const text = document.getText();
  return new vscode.Range(
    document.positionAt(unitsOfBytes(text, start)),
    document.positionAt(unitsOfBytes(text, end)),
  );
}

/**
 * Opens a document at a place. An editor that shows it already is used, whatever column it is in. The place is selected,
 * or marked in another way, with the cursor at its start.
 */
export async function showPlace(
  uri: vscode.Uri,
  place: vscode.Range | ((document: vscode.TextDocument) => vscode.Range),
  options: { preserveFocus?: boolean; awayFrom?: vscode.ViewColumn; mark?: boolean } = {},
): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(uri);
  const range = typeof place === "function" ? place(document) : place;
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: columnOf(document) ?? columnBeside(options.awayFrom),
    preserveFocus: options.preserveFocus ?? false,
  });
  editor.selection = new vscode.Selection(range.start, options.mark ? range.start : range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  if (options.mark) {
    MARK.show(editor, range);
  }
  return editor;
}

// A whole operation is not selected: the next key would replace it.
const MARK = new Mark(
  vscode.window,
  vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.rangeHighlightBackground"),
    isWholeLine: true,
  }),
);

function columnOf(document: vscode.TextDocument): vscode.ViewColumn | undefined {
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  return shown?.viewColumn;
}

// A page must not disappear behind the file that it leads to.
function columnBeside(column: vscode.ViewColumn | undefined): vscode.ViewColumn {
  if (column === undefined) {
    return vscode.ViewColumn.Active;
  }
  return column === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
}
