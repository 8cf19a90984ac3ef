// The list of all operations to choose from, for the search and for commands that need one.

import * as vscode from "vscode";
import type { Revision } from "../protocol";
import { findingsInWords } from "../status/words";
import { endpointOf, type GroupRow, iconOf, labelOf, marksOf, nameOf } from "./operationRows";

interface Choice extends vscode.QuickPickItem {
  revision?: Revision;
}

/** What `notes` says stands with an operation's details; those without come first. */
export interface OperationQuestion {
  title: string;
  notes?: (revision: Revision) => string | undefined;
}

/** The operation that the user picks; `undefined` if none. */
export async function pickOperation(
  groups: readonly GroupRow[],
  { title, notes }: OperationQuestion,
): Promise<Revision | undefined> {
  const choices: Choice[] = [];
  for (const group of groups) {
    const revisions = group.families.flatMap((family) => family.revisions).map((row) => row.revision);
    const [plain, noted] = [revisions.filter((one) => !notes?.(one)), revisions.filter((one) => notes?.(one))];
    choices.push({ label: group.name, kind: vscode.QuickPickItemKind.Separator });
    choices.push(...[...plain, ...noted].map((revision) => choice(revision, notes?.(revision))));
  }
  const chosen = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: "Summary, operationId, method or path",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.revision;
}

function choice(revision: Revision, note: string | undefined): Choice {
  const label = labelOf(revision);
  const name = nameOf(revision);
  const facts = [endpointOf(revision), ...marksOf(revision), findingsInWords(revision.findings, ""), note ?? ""];
  return {
    label,
    description: name === label ? undefined : name,
    detail: facts.filter(Boolean).join(" · "),
    iconPath: new vscode.ThemeIcon(iconOf(revision).icon),
    revision,
  };
}
