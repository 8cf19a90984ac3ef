// The view of policies and connection parameters, below the operations.

import * as vscode from "vscode";
import { look, oneAtATime } from "../asking";
import { toRange } from "../places";
import type { ConnectionParameter, Findings, Policy, Properties } from "../protocol";
import type { CurrentConnector, Server } from "../server";
import { count, findingsInWords } from "../status/words";
import { paragraph, RowMarks, sumOfFindings, symbolOf } from "./findings";
import { groupsOf, stateOf, type PropertyGroup, type PropertyRow } from "./propertyRows";

export function registerProperties(context: vscode.ExtensionContext, server: Server, current: CurrentConnector): void {
  const marks = new RowMarks("connector-property");
  const rows = new PropertyRows(marks);
  const view = vscode.window.createTreeView<PropertyRow>("connector-ls.properties", { treeDataProvider: rows });
  let shown: string | undefined;
  const refresh = oneAtATime(async () => {
    const uri = current.document?.toString();
    const answer = uri === undefined ? undefined : await look<Properties>(server, "connector-ls/properties", { uri });
    const isOvertaken = uri !== current.document?.toString();
    if (isOvertaken || (answer === undefined && uri !== undefined && uri === shown)) {
      return;
    }
    shown = uri;
    rows.take(answer);
    void vscode.commands.executeCommand("setContext", "connector-ls.properties", stateOf(answer));
    const { errors } = sumOfFindings(rows.findings());
    view.badge =
      errors === 0
        ? undefined
        : { value: errors, tooltip: `${count(errors, "error")} in policies and connection parameters` };
  });
  context.subscriptions.push(
    marks,
    view,
    server.onDidChangeAnswers(refresh),
    server.onDidChangeState(refresh),
    current.onDidChange(refresh),
  );
  void refresh();
}

class PropertyRows implements vscode.TreeDataProvider<PropertyRow> {
  private readonly changed = new vscode.EventEmitter<void>();
  private groups: PropertyGroup[] = [];

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly marks: RowMarks) {}

  take(properties: Properties | undefined): void {
    this.groups = properties === undefined ? [] : groupsOf(properties);
    this.marks.set(leavesOf(this.groups).map((leaf) => [leaf.id, factsOf(leaf).findings]));
    this.changed.fire();
  }

  findings(): Findings[] {
    return leavesOf(this.groups).map((leaf) => factsOf(leaf).findings);
  }

  getChildren(row?: PropertyRow): PropertyRow[] {
    return row === undefined ? this.groups : row.row === "group" ? row.rows : [];
  }

  getTreeItem(row: PropertyRow): vscode.TreeItem {
    if (row.row === "group") {
      const item = new vscode.TreeItem(row.name, vscode.TreeItemCollapsibleState.Expanded);
      item.id = row.id;
      item.description = row.description;
      return item;
    }
    const { label, description, icon, findings, uri, selectionRange } = factsOf(row);
    const item = new vscode.TreeItem(label);
    item.id = row.id;
    item.description = description;
    item.iconPath = new vscode.ThemeIcon(icon);
    item.resourceUri = this.marks.uriOf(row.id);
    item.accessibilityInformation = { label: [label, description, findingsInWords(findings, "")].filter(Boolean).join(", ") };
    const place: vscode.TextDocumentShowOptions = { selection: toRange(selectionRange) };
    item.command = { title: "Go there", command: "vscode.open", arguments: [vscode.Uri.parse(uri), place] };
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, row: PropertyRow): vscode.TreeItem {
    if (row.row === "policy") {
      item.tooltip = policyTooltip(row.policy);
    } else if (row.row === "parameter") {
      item.tooltip = parameterTooltip(row.parameter);
    }
    return item;
  }
}

type Leaf = Exclude<PropertyRow, PropertyGroup>;

function leavesOf(groups: readonly PropertyGroup[]): Leaf[] {
  return groups.flatMap((group) => group.rows).flatMap((row) => (row.row === "group" ? leavesOf([row]) : [row]));
}

function factsOf(leaf: Leaf) {
  if (leaf.row === "policy") {
    const { title, template, templateId, operations, uri, selectionRange, findings } = leaf.policy;
    const limit = operations.length === 0 ? "all operations" : operations.join(", ");
    const description = `${template ?? templateId} · ${limit}`;
    return { label: title, description, icon: "filter", uri, selectionRange, findings };
  }
  const { name, type, label, uri, selectionRange, findings } = leaf.parameter;
  const icon = type !== null && /^(secure|oauth)/i.test(type) ? "key" : "symbol-field";
  const description = [label === null ? "" : name, type ?? "no type"].filter(Boolean).join(" · ");
  return { label: label ?? name, description, icon, uri, selectionRange, findings };
}

function policyTooltip({ title, template, templateId, operations, findings }: Policy): vscode.MarkdownString {
  const text = new vscode.MarkdownString("", true);
  heading(text, title);
  paragraph(text, template === null ? `Template ${templateId}, which is not known` : `${template} (${templateId})`);
  if (operations.length === 0) {
    paragraph(text, "For all operations");
  } else {
    paragraph(text, `For ${count(operations.length, "operation")}: ${operations.join(", ")}`);
  }
  tellFindings(text, findings);
  return text;
}

function parameterTooltip({ name, set, type, label, findings }: ConnectionParameter): vscode.MarkdownString {
  const text = new vscode.MarkdownString("", true);
  heading(text, label ?? name);
  paragraph(text, [name, type ?? "no type", set === null ? "" : `of ${set}`].filter(Boolean).join(" · "));
  tellFindings(text, findings);
  return text;
}

function heading(text: vscode.MarkdownString, title: string): void {
  text.appendMarkdown("**");
  text.appendText(title);
  text.appendMarkdown("**\n\n");
}

function tellFindings(text: vscode.MarkdownString, findings: Findings): void {
  const words = findingsInWords(findings, "");
  if (words !== "") {
    text.appendMarkdown(`${symbolOf(findings)} `);
    paragraph(text, words);
  }
}
