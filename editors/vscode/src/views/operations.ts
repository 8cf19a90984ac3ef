// The Operations view: families and their revisions, in step with the cursor.

import * as vscode from "vscode";
import { tellWhyNot } from "../asking";
import { type Outline, outlineOf } from "../outline";
import { showPlace, toRange } from "../places";
import type { Revision } from "../protocol";
import type { CurrentConnector, Server } from "../server";
import { count, findingsInWords } from "../status/words";
import { paragraph, RowMarks, sumOfFindings, symbolOf } from "./findings";
import {
  descriptionOf,
  endpointOf,
  type FamilyRow,
  findingsOf,
  type GroupRow,
  groupsOf,
  iconOf,
  labelOf,
  marksOf,
  newestOf,
  type RevisionRow,
  type Row,
  stepWords,
} from "./operationRows";
import { pickOperation } from "./pickOperation";

export function registerOperations(context: vscode.ExtensionContext, server: Server, current: CurrentConnector): void {
  const outline = outlineOf(context, server, current);
  const marks = new RowMarks("connector-operation");
  const rows = new OperationRows(outline, marks);
  const view = vscode.window.createTreeView<Row>("connector-ls.operations", {
    treeDataProvider: rows,
    showCollapseAll: true,
  });
  const show = (): void => {
    rows.take();
    const { errors } = sumOfFindings(outline.revisions.map((revision) => revision.findings));
    view.badge = errors === 0 ? undefined : { value: errors, tooltip: `${count(errors, "error")} in operations` };
    void vscode.commands.executeCommand("setContext", "connector-ls.operations", stateOf(server, current, outline));
  };
  const follow = (): void => {
    const row = rows.atCursor();
    if (row !== undefined && view.visible && view.selection[0]?.id !== row.id) {
      // The rows may change again before the view gets there; then it is asked again.
      view.reveal(row, { select: true, focus: false }).then(undefined, () => {});
    }
  };
  context.subscriptions.push(
    marks,
    view,
    outline.onDidChange(show),
    outline.onDidChange(follow),
    server.onDidChangeState(show),
    view.onDidChangeVisibility(follow),
    vscode.window.onDidChangeTextEditorSelection(follow),
    vscode.window.onDidChangeActiveTextEditor(follow),
    vscode.commands.registerCommand("connector-ls.operations.refresh", () => outline.refresh()),
    vscode.commands.registerCommand("connector-ls.operations.search", () => search(server, outline)),
  );
  show();
}

/** What an empty view can say. The texts are in package.json. */
function stateOf(server: Server, current: CurrentConnector, outline: Outline): string {
  if (current.document === undefined) {
    return "noConnector";
  }
  if (outline.families === undefined) {
    return server.client === undefined ? "down" : "loading";
  }
  return outline.families.length === 0 ? "noOperations" : "operations";
}

class OperationRows implements vscode.TreeDataProvider<Row> {
  private readonly changed = new vscode.EventEmitter<void>();
  private groups: GroupRow[] = [];
  private parents = new Map<string, Row>();

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly outline: Outline,
    private readonly marks: RowMarks,
  ) {}

  /** Takes over what the outline has now. */
  take(): void {
    this.groups = groupsOf(this.outline.families ?? []);
    this.parents = new Map();
    const rows: Row[] = [];
    for (const group of this.groups) {
      for (const family of group.families) {
        const shown = shownRow(family);
        this.parents.set(shown.id, group);
        rows.push(shown);
        if (shown === family) {
          family.revisions.forEach((revision) => this.parents.set(revision.id, family));
          rows.push(...family.revisions);
        }
      }
    }
    this.marks.set(rows.map((row) => [row.id, findingsOf(row)]));
    this.changed.fire();
  }

  /** The row of the operation that the cursor is in. */
  atCursor(): RevisionRow | undefined {
    const revision = this.outline.atCursor();
    const families = this.groups.flatMap((group) => group.families);
    return families.flatMap((family) => family.revisions).find((row) => row.revision === revision);
  }

  getChildren(row?: Row): Row[] {
    switch (row?.row) {
      case undefined:
        return this.groups;
      case "group":
        return row.families.map(shownRow);
      case "family":
        return row.revisions;
      case "revision":
        return [];
    }
  }

  getParent(row: Row): Row | undefined {
    return this.parents.get(row.id);
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const item = row.row === "group" ? groupItem(row) : this.operationItem(row);
    item.id = row.id;
    item.contextValue = stepWords(row);
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, row: Row): vscode.TreeItem {
    if (row.row !== "group") {
      const revision = row.row === "revision" ? row.revision : newestOf(row);
      item.tooltip = revision && tooltipOf(revision);
    }
    return item;
  }

  private operationItem(row: FamilyRow | RevisionRow): vscode.TreeItem {
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const revision = row.row === "revision" ? row.revision : newestOf(row);
    const item = new vscode.TreeItem(
      revision === undefined ? "" : labelOf(revision),
      row.row === "family" ? Collapsed : None,
    );
    item.description = descriptionOf(row);
    item.resourceUri = this.marks.uriOf(row.id);
    if (revision === undefined) {
      return item;
    }
    const { icon, colour } = row.row === "family" ? { icon: "versions", colour: undefined } : iconOf(revision);
    item.iconPath = new vscode.ThemeIcon(icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
    item.command = goThere(revision);
    const words = [labelOf(revision), item.description, findingsInWords(findingsOf(row), "")];
    item.accessibilityInformation = { label: words.filter(Boolean).join(", ") };
    return item;
  }
}

// A family of one revision is one row.
function shownRow(family: FamilyRow): FamilyRow | RevisionRow {
  const [only] = family.revisions;
  return only?.isAlone ? only : family;
}

function groupItem(group: GroupRow): vscode.TreeItem {
  const item = new vscode.TreeItem(group.name, vscode.TreeItemCollapsibleState.Expanded);
  item.description = String(group.families.length);
  if (group.name === "Internal") {
    item.tooltip = "Operations that makers do not see";
  }
  return item;
}

function goThere(revision: Revision): vscode.Command {
  const selection = toRange(revision.selectionRange);
  const uri = vscode.Uri.parse(revision.uri);
  return { title: "Go to the operation", command: "vscode.open", arguments: [uri, { selection }] };
}

function tooltipOf(revision: Revision): vscode.MarkdownString {
  const text = new vscode.MarkdownString("", true);
  text.appendMarkdown("**");
  text.appendText(labelOf(revision));
  text.appendMarkdown("**\n\n");
  const id = revision.operationId ?? "no operationId";
  paragraph(text, `${id} · ${endpointOf(revision)}`);
  const kind = revision.kind === "trigger" ? `Trigger (${revision.trigger ?? ""})` : "Action";
  paragraph(text, [kind, `revision ${revision.revision}`, ...marksOf(revision)].join(" · "));
  const { breaking, risky } = revision.changes;
  if (breaking + risky > 0) {
    text.appendMarkdown("$(flame) ");
    const counts = [breaking > 0 ? `${breaking} breaking` : "", risky > 0 ? `${risky} risky` : ""].filter(Boolean);
    paragraph(text, `${counts.join(" and ")} ${breaking + risky === 1 ? "change" : "changes"} since it was published`);
  }
  const findings = findingsInWords(revision.findings, "");
  if (findings !== "") {
    text.appendMarkdown(`${symbolOf(revision.findings)} `);
    paragraph(text, findings);
  }
  return text;
}

async function search(server: Server, outline: Outline): Promise<void> {
  if (outline.families === undefined) {
    tellWhyNot(server, outline.file);
    return;
  }
  const revision = await pickOperation(groupsOf(outline.families), { title: "Find an operation" });
  if (revision !== undefined) {
    await showPlace(vscode.Uri.parse(revision.uri), toRange(revision.selectionRange));
  }
}
