// What the view of policies and connection parameters shows, without the view.

import type { ConnectionParameter, Policy, Properties } from "../protocol";
import { unusedId } from "./rowIds";

export interface PropertyGroup {
  row: "group";
  id: string;
  name: string;
  description: string;
  rows: PropertyRow[];
}

export type PropertyRow =
  | PropertyGroup
  | { row: "policy"; id: string; policy: Policy }
  | { row: "parameter"; id: string; parameter: ConnectionParameter };

/** The rows. Their ids stay while the file is edited, so that what is open stays open. */
export function groupsOf({ policies, connectionParameters }: Properties): PropertyGroup[] {
  const groups = [group("policies", "Policies", policyRows(policies)), parametersGroup(connectionParameters)];
  return groups.filter(({ rows }) => rows.length > 0);
}

function group(id: string, name: string, rows: PropertyRow[]): PropertyGroup {
  return { row: "group", id, name, description: String(rows.length), rows };
}

function policyRows(policies: readonly Policy[]): PropertyRow[] {
  const ids = new Set<string>();
  return policies.map((policy) => ({ row: "policy", id: unusedId(`policy ${policy.title}`, ids), policy }));
}

/** With several ways to sign in, one group for each of them. Parameters that belong to none come first. */
function parametersGroup(parameters: readonly ConnectionParameter[]): PropertyGroup {
  const sets = new Map<string, ConnectionParameter[]>();
  const free: ConnectionParameter[] = [];
  for (const parameter of parameters) {
    if (parameter.set === null) {
      free.push(parameter);
    } else {
      sets.set(parameter.set, [...(sets.get(parameter.set) ?? []), parameter]);
    }
  }
  const groups = [...sets].map(([set, members]) => group(`set ${set}`, set, parameterRows(members)));
  const all = group("parameters", "Connection parameters", [...parameterRows(free), ...groups]);
  return { ...all, description: String(parameters.length) };
}

function parameterRows(parameters: readonly ConnectionParameter[]): PropertyRow[] {
  const ids = new Set<string>();
  return parameters.map((parameter) => {
    const id = unusedId(`parameter ${parameter.set ?? ""} ${parameter.name}`, ids);
    return { row: "parameter", id, parameter };
  });
}

/** What an empty view can say: that there is nothing, once that is known. The text is in package.json. */
export function stateOf(answer: Properties | undefined): "unknown" | "none" | "some" {
  if (answer === undefined) {
    return "unknown";
  }
  return answer.policies.length + answer.connectionParameters.length === 0 ? "none" : "some";
}
