// What the Operations view shows, without the view: groups, families and revisions, and the words on them.

import type { Findings, Revision } from "../protocol";
import type { Family } from "../outline";
import { count } from "../status/words";
import { sumOfFindings } from "./findings";
import { unusedId } from "./rowIds";

export type GroupName = "Triggers" | "Actions" | "Internal";

export interface GroupRow {
  row: "group";
  id: string;
  name: GroupName;
  families: FamilyRow[];
}

export interface FamilyRow {
  row: "family";
  id: string;
  group: GroupName;
  name: string;
  /** The newest first, as makers should meet them. */
  revisions: RevisionRow[];
}

export interface RevisionRow {
  row: "revision";
  id: string;
  revision: Revision;
  /** Whether it is the family's row, too. */
  isAlone: boolean;
}

export type Row = GroupRow | FamilyRow | RevisionRow;

/** The rows. Their ids stay while the file is edited, so that what is open stays open. */
export function groupsOf(families: readonly Family[]): GroupRow[] {
  const names: GroupName[] = ["Triggers", "Actions", "Internal"];
  const ids = new Set<string>();
  const rows = families.map((family) => familyRow(family, ids));
  const groups = names.map((name): GroupRow => {
    return { row: "group", id: `group ${name}`, name, families: rows.filter((family) => family.group === name) };
  });
  return groups.filter((group) => group.families.length > 0);
}

function familyRow(family: Family, ids: Set<string>): FamilyRow {
  const id = unusedId(`family ${family.name}`, ids);
  const revisions = [...family.revisions].sort((one, other) => other.revision - one.revision);
  const isAlone = revisions.length === 1;
  const rows = revisions.map((revision): RevisionRow => {
    return { row: "revision", id: unusedId(`${id} ${nameOf(revision)}`, ids), revision, isAlone };
  });
  return { row: "family", id, group: groupOf(revisions), name: family.name, revisions: rows };
}

// A family is internal when makers see none of it. What it was before it was hidden does not count.
function groupOf(revisions: readonly Revision[]): GroupName {
  const visible = revisions.find((revision) => revision.visibility !== "internal");
  if (visible === undefined) {
    return "Internal";
  }
  return visible.kind === "trigger" ? "Triggers" : "Actions";
}

/** The one revision that a family's row speaks for: the newest. */
export function newestOf(family: FamilyRow): Revision | undefined {
  return family.revisions[0]?.revision;
}

/** What a revision is called where its summary is not enough. */
export function nameOf(revision: Revision): string {
  return revision.operationId ?? endpointOf(revision);
}

/** `GET /orders/{id}` */
export function endpointOf({ method, path }: Revision): string {
  return `${method.toUpperCase()} ${path}`;
}

/** The text of a row: what makers read, else the id. */
export function labelOf(revision: Revision): string {
  return revision.summary ?? nameOf(revision);
}

/** The words on a revision that tell it from one in everyday use. */
export function marksOf(revision: Revision): string[] {
  const marks: string[] = [];
  if (revision.changes.breaking > 0) {
    marks.push(`${revision.changes.breaking} breaking`);
  }
  if (revision.status === "Preview") {
    marks.push("Preview");
  }
  const stage = stageWord(revision);
  if (stage !== undefined) {
    marks.push(stage);
  }
  if (revision.visibility === "important") {
    marks.push("Important");
  } else if (revision.visibility === "advanced" && stage === undefined) {
    marks.push("Advanced");
  }
  return marks;
}

function stageWord({ stage, expires, deprecated }: Revision): string | undefined {
  switch (stage) {
    case "downplayed":
      return "Downplayed";
    case "superseded":
      return "Superseded";
    case "expired":
      return expires === null ? "Expired" : `Expired ${dayIn(expires)}`;
    case "hidden":
      return "Deprecated, hidden";
    case "deprecated":
      return deprecatedWord(expires);
    case null:
      return deprecated ? deprecatedWord(expires) : undefined;
  }
}

function deprecatedWord(expires: string | null): string {
  return expires === null ? "Deprecated" : `Deprecated until ${dayIn(expires)}`;
}

// The time of the day, which the platform writes too, says nothing here.
function dayIn(date: string): string {
  return date.replace(/T.*/, "");
}

/** The grey text after a row's label. */
export function descriptionOf(row: FamilyRow | RevisionRow): string {
  if (row.row === "revision") {
    return [...marksOf(row.revision), endpointOf(row.revision)].join(" · ");
  }
  const breaking = row.revisions.reduce((sum, { revision }) => sum + revision.changes.breaking, 0);
  const revisions = count(row.revisions.length, "revision");
  return breaking > 0 ? `${breaking} breaking · ${revisions}` : revisions;
}

export function findingsOf(row: Row): Findings {
  switch (row.row) {
    case "revision":
      return row.revision.findings;
    case "family":
      return sumOfFindings(row.revisions.map(findingsOf));
    case "group":
      return sumOfFindings(row.families.map(findingsOf));
  }
}

/** A product icon and its colour, both by the names of the editor. */
export function iconOf(revision: Revision): { icon: string; colour?: string } {
  if (revision.changes.breaking > 0) {
    return { icon: "flame", colour: "list.errorForeground" };
  }
  switch (revision.stage) {
    case "expired":
      return { icon: "trash", colour: "list.warningForeground" };
    case "hidden":
      return { icon: "eye-closed", colour: "disabledForeground" };
    case "deprecated":
      return { icon: "circle-slash", colour: "disabledForeground" };
    case "superseded":
    case "downplayed":
      return { icon: "arrow-down", colour: "disabledForeground" };
    case null:
      break;
  }
  if (revision.status === "Preview") {
    return { icon: "beaker", colour: "charts.blue" };
  }
  if (revision.visibility === "internal") {
    return { icon: "lock" };
  }
  return { icon: revision.kind === "trigger" ? "zap" : "symbol-method" };
}

/**
 * The steps that apply to a row now, as words for the `when` clauses of its menu. The two ways to start a revision are
 * one word; a family of several revisions has only that one, since the others would not say which revision they mean.
 */
export function stepWords(row: Row): string {
  if (row.row === "group") {
    return "group";
  }
  const revision = row.row === "revision" ? row.revision : newestOf(row);
  const words = (revision?.steps ?? [])
    .filter((step) => step.reason === null)
    .map((step) => stepName(step.command))
    .filter((word) => row.row === "revision" || word === "start");
  return [row.row, ...new Set(words)].join(" ");
}

/** `connector-ls.revision.startSameBackend` -> `start` */
export function stepName(command: string): string {
  const name = command.slice(command.lastIndexOf(".") + 1);
  return name === "startSameBackend" ? "start" : name;
}
