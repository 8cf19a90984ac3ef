// The steps of an operation's life as commands: from the menu of the Operations view, and from the palette for the
// operation at the cursor. The server carries them out, and says why it does not.

import * as vscode from "vscode";
import { demand, tellWhyNot } from "../asking";
import { type Outline, outlineOf } from "../outline";
import { showPlace, toRange } from "../places";
import type { Revision, Step } from "../protocol";
import type { CurrentConnector, Server } from "../server";
import { groupsOf, nameOf, newestOf, type Row, stepName } from "../views/operationRows";
import { pickOperation } from "../views/pickOperation";
import { askAll, choose, type } from "./questions";
import { dayOf, wrongDate, yearAfter } from "./texts";

const STEPS = ["start", "promote", "deprecate", "supersede", "hide", "retire", "explicit"] as const;
type StepName = (typeof STEPS)[number];

export function registerLifecycle(context: vscode.ExtensionContext, server: Server, current: CurrentConnector): void {
  const outline = outlineOf(context, server, current);
  for (const name of STEPS) {
    context.subscriptions.push(
      vscode.commands.registerCommand(`connector-ls.operation.${name}`, (row?: Row) => take(server, outline, name, row)),
    );
  }
}

async function take(server: Server, outline: Outline, name: StepName, row: Row | undefined): Promise<void> {
  if (outline.families === undefined) {
    tellWhyNot(server, outline.file);
    return;
  }
  const revision = revisionOf(row) ?? outline.atCursor() ?? (await pick(outline, name));
  if (revision === undefined) {
    return;
  }
  if (revision.operationId === null) {
    void vscode.window.showWarningMessage(
      `${nameOf(revision)} has no operationId, and its life is told by that. Give it one first.`,
    );
    return;
  }
  const steps = stepsOf(revision, name);
  const [first] = steps;
  if (first === undefined) {
    return;
  }
  if (steps.every((step) => step.reason !== null)) {
    void vscode.window.showWarningMessage(first.reason ?? "");
    return;
  }
  const uri = outline.file?.toString();
  const answer = name === "start" ? await askBackend(steps) : await askDate(name, first);
  if (answer === undefined || uri === undefined) {
    return;
  }
  const { command, expires } = answer;
  const argument = { uri, operationId: revision.operationId, ...(expires === undefined ? {} : { expires }) };
  const highest = highestRevision(outline, revision);
  const done = await demand<{ applied: boolean } | null>(server, "workspace/executeCommand", {
    command,
    arguments: [argument],
  });
  if (name === "start" && done === null) {
    await showNew(outline, revision, highest);
  }
}

function revisionOf(row: Row | undefined): Revision | undefined {
  switch (row?.row) {
    case "revision":
      return row.revision;
    case "family":
      return newestOf(row);
    default:
      return undefined;
  }
}

// Those to which the step applies come first; the others say why it does not.
function pick(outline: Outline, name: StepName): Promise<Revision | undefined> {
  const notes = (revision: Revision): string | undefined => {
    const steps = stepsOf(revision, name);
    return steps.some((step) => step.reason === null) ? undefined : (steps[0]?.reason ?? undefined);
  };
  return pickOperation(groupsOf(outline.families ?? []), { title: TITLES[name], notes });
}

const TITLES: Record<StepName, string> = {
  start: "Start the next revision of an operation",
  promote: "Promote an operation to Production",
  deprecate: "Deprecate an operation",
  supersede: "Deprecate an operation and promote the newer revision",
  hide: "Hide a deprecated operation",
  retire: "Remove an expired operation",
  explicit: "Write the implied annotation of an operation",
};

/** Two for `start`: with a path of its own, and on the same one. */
function stepsOf(revision: Revision, name: StepName): Step[] {
  return revision.steps.filter((step) => stepName(step.command) === name);
}

interface Answer {
  command: string;
  expires?: string;
}

async function askBackend(steps: readonly Step[]): Promise<Answer | undefined> {
  let chosen: Step | undefined;
  const title = steps[0]?.title ?? TITLES.start;
  const choices = steps.map((step) => {
    const isSame = step.command.endsWith("SameBackend");
    return {
      label: isSame ? "The same path of the service" : "A new path of the service",
      detail:
        step.reason ??
        (isSame
          ? "A policy sends calls of the new revision to the path that the service has now."
          : "The service answers the new revision at a path of its own, beside the old one."),
      value: step,
    };
  });
  const question = choose("Where does the service answer the new revision?", choices, undefined, (step) => (chosen = step));
  if (!(await askAll(title, () => [question])) || chosen === undefined) {
    return undefined;
  }
  if (chosen.reason !== null) {
    void vscode.window.showWarningMessage(chosen.reason);
    return undefined;
  }
  return { command: chosen.command };
}

async function askDate(name: StepName, step: Step): Promise<Answer | undefined> {
  if (name !== "deprecate" && name !== "supersede") {
    return { command: step.command };
  }
  const now = new Date();
  let expires = "";
  const question = type(
    {
      prompt: "The day on which the operation will be removed. Leave it empty if it is not known yet.",
      placeholder: yearAfter(now),
      before: undefined,
      check: (text) => wrongDate(text, dayOf(now)),
    },
    (text) => (expires = text),
  );
  if (!(await askAll(step.title, () => [question]))) {
    return undefined;
  }
  return expires === "" ? { command: step.command } : { command: step.command, expires };
}

function highestRevision(outline: Outline, revision: Revision): number {
  const family = outline.familyOf(revision) ?? { revisions: [revision] };
  return Math.max(...family.revisions.map((one) => one.revision));
}

// The server's edit arrives after its answer, and the new operation is known once it has read the file again.
async function showNew(outline: Outline, old: Revision, highest: number): Promise<void> {
  const family = (): Revision[] => {
    const now = old.operationId === null ? undefined : outline.called(old.operationId);
    return (now && outline.familyOf(now)?.revisions) ?? [];
  };
  const made = await outline.until(() => family().find((revision) => revision.revision > highest), 15_000);
  if (made !== undefined) {
    await showPlace(vscode.Uri.parse(made.uri), toRange(made.selectionRange));
  }
}
