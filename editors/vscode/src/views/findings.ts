// Findings, and marks of rows in the colours that the editor uses for them.

import { isDeepStrictEqual } from "node:util";
import * as vscode from "vscode";
import type { Findings } from "../protocol";
import { findingsInWords } from "../status/words";

/** The symbol of the gravest one, in a tooltip. */
export function symbolOf({ errors, warnings }: Findings): string {
  return errors > 0 ? "$(error)" : warnings > 0 ? "$(warning)" : "$(info)";
}

export function sumOfFindings(all: Iterable<Findings>): Findings {
  const sum: Findings = { errors: 0, warnings: 0, infos: 0 };
  for (const { errors, warnings, infos } of all) {
    sum.errors += errors;
    sum.warnings += warnings;
    sum.infos += infos;
  }
  return sum;
}

/** The number at a row's end: of errors, else of warnings. It has room for two characters. */
export function mark({ errors, warnings }: Findings): { badge: string; isError: boolean } | undefined {
  const count = errors > 0 ? errors : warnings;
  return count === 0 ? undefined : { badge: count > 9 ? "9+" : String(count), isError: errors > 0 };
}

/** A paragraph of a tooltip. The text is that of a user, so nothing in it is markup. */
export function paragraph(markdown: vscode.MarkdownString, text: string): void {
  markdown.appendText(text);
  markdown.appendMarkdown("\n\n");
}

/** What stands at the end of rows. A row is known by a URI that no file has. */
export class RowMarks implements vscode.FileDecorationProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri[]>();
  private readonly registration: vscode.Disposable;
  private rows = new Map<string, { uri: vscode.Uri; findings: Findings }>();

  readonly onDidChangeFileDecorations = this.changed.event;

  constructor(private readonly scheme: string) {
    this.registration = vscode.window.registerFileDecorationProvider(this);
  }

  /** The URI of the row with this id. */
  uriOf(id: string): vscode.Uri {
    return vscode.Uri.from({ scheme: this.scheme, path: `/${encodeURIComponent(id)}` });
  }

  /** All rows that there are now. */
  set(rows: Iterable<[id: string, findings: Findings]>): void {
    const before = this.rows;
    this.rows = new Map();
    for (const [id, findings] of rows) {
      const uri = this.uriOf(id);
      this.rows.set(uri.toString(), { uri, findings });
    }
    // A big connector has hundreds of rows, and the editor asks again for each that is named here.
    const changed = [...before, ...this.rows].filter(
      ([key]) => !isDeepStrictEqual(before.get(key)?.findings, this.rows.get(key)?.findings),
    );
    this.changed.fire(changed.map(([, row]) => row.uri));
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const row = uri.scheme === this.scheme ? this.rows.get(uri.toString()) : undefined;
    const shown = row && mark(row.findings);
    if (row === undefined || shown === undefined) {
      return undefined;
    }
    const colour = new vscode.ThemeColor(shown.isError ? "list.errorForeground" : "list.warningForeground");
    return new vscode.FileDecoration(shown.badge, findingsInWords(row.findings), colour);
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
