// Checks and proposals for what users type. What they refuse cannot work; what the server's rules would report is a
// warning, and goes through.

import { InputBoxValidationSeverity } from "vscode";
import type { Check } from "./questions";

type Wrong = ReturnType<Check>;

function warning(message: string): Wrong {
  return { message, severity: InputBoxValidationSeverity.Warning };
}

/** A date of the calendar, such as `2027-06-30`; empty for none. `today` is one, too. */
export function wrongDate(text: string, today: string): Wrong {
  if (text === "") {
    return undefined;
  }
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (date === undefined || Number.isNaN(date.getTime()) || dayOf(date) !== text) {
    return "This is not a date. Write it as 2027-06-30, or leave it empty.";
  }
  return text <= today ? warning("This day has passed: the operation would count as expired at once.") : undefined;
}

/** The day as `2027-06-30`, in UTC as the server counts. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** The same day a year later, as a likely answer. */
export function yearAfter(date: Date): string {
  const later = new Date(date);
  later.setUTCFullYear(later.getUTCFullYear() + 1);
  return dayOf(later);
}

/** The path of a new operation. `taken` are the endpoints that exist, as `GET /orders`. */
export function wrongPath(path: string, method: string, taken: readonly string[]): Wrong {
  if (!path.startsWith("/")) {
    return "A path begins with a slash, such as /orders/{id}.";
  }
  if (/[?#]/.test(path)) {
    return "Leave out what follows the path. Query parameters are added to the operation afterwards.";
  }
  if (/\s/.test(path)) {
    return "A path has no blanks.";
  }
  if (!/^(?:[^{}]|\{[^{}/]+\})*$/.test(path)) {
    return "Every { needs a name and a } after it, such as {id}.";
  }
  const names = parametersOf(path);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    return `The path has two parameters '${twice}'. Give them different names.`;
  }
  const endpoint = shapeOf(`${method.toUpperCase()} ${path}`);
  if (taken.some((other) => shapeOf(other) === endpoint)) {
    return `There is an operation for ${method.toUpperCase()} ${path} already. Choose another path, or go back and choose another method.`;
  }
  return undefined;
}

// Paths that differ only in the names of their parameters are the same to a service.
function shapeOf(endpoint: string): string {
  return endpoint.replaceAll(/\{[^{}]*\}/g, "{}");
}

function parametersOf(path: string): string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? "");
}

/** The longest operationId and summary before certification objects. */
const LONGEST = 80;

/** `taken` are the operationIds that exist. */
export function wrongOperationId(id: string, taken: readonly string[]): Wrong {
  if (id === "") {
    return "An operation needs an id, such as GetOrder. Flows store it, and it cannot change later.";
  }
  if (/\s/.test(id)) {
    return "An operationId has no blanks.";
  }
  const same = taken.find((other) => other.toLowerCase() === id.toLowerCase());
  if (same !== undefined) {
    return `There is an operation '${same}' already. Choose another id.`;
  }
  if (!/^\w+$/.test(id)) {
    return warning("The platform rewrites everything but letters, digits and underscores.");
  }
  if (!/^[A-Z]/.test(id)) {
    return warning("OperationIds are in Pascal case, such as GetOrder.");
  }
  return id.length > LONGEST ? warning(`An operationId has up to ${LONGEST} characters.`) : undefined;
}

/** What makers read as the name of an operation. */
export function wrongSummary(summary: string): Wrong {
  if (summary === "") {
    return "An operation needs a summary, such as Get an order. Makers see it as the name of the action.";
  }
  const refused = /[/\\<>*%&?]/.exec(summary)?.[0];
  if (refused !== undefined) {
    return warning(`Certification refuses '${refused}' in a summary.`);
  }
  if (!/[\p{L}\p{N})]$/u.test(summary)) {
    return warning("A summary is a name and ends with a letter or a digit.");
  }
  return [...summary].length > LONGEST ? warning(`A summary has up to ${LONGEST} characters.`) : undefined;
}

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** `get`, `/orders/{id}/lines` -> `ListOrderLines`; `taken` are those that exist. */
export function proposedOperationId(method: Method, path: string, taken: readonly string[]): string {
  const parts = path.split("/").filter(Boolean);
  const names = parts.filter((part) => !part.startsWith("{") && !/^v\d+$/i.test(part));
  const isOne = parts.at(-1)?.startsWith("{") ?? false;
  const words = names.map((name, at) => {
    const isNamedById = parts[parts.indexOf(name) + 1]?.startsWith("{") ?? false;
    const isMade = method === "post" && at === names.length - 1;
    return pascal(isNamedById || isMade ? singular(name) : name);
  });
  const verb = { get: isOne || names.length === 0 ? "Get" : "List", post: "Create", put: "Replace", patch: "Update", delete: "Delete" }[method];
  const base = `${verb}${words.join("")}`;
  let id = base;
  for (let number = 2; taken.some((other) => other.toLowerCase() === id.toLowerCase()); number += 1) {
    id = `${base}${number}`;
  }
  return id;
}

/** `ListOrderLines` -> `List order lines` */
export function proposedSummary(operationId: string): string {
  const words = operationId.replaceAll("_", " ").match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [operationId];
  const text = words.map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase())).join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function pascal(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function singular(name: string): string {
  if (/ies$/i.test(name)) {
    return name.replace(/ies$/i, "y");
  }
  return /(ss|us|is)$/i.test(name) ? name : name.replace(/(?<=[sxz]|ch|sh)es$|s$/i, "");
}

/** The title of a connector, as makers find it in the gallery. */
export function wrongTitle(title: string): Wrong {
  if (title === "") {
    return "A connector needs a title, such as Contoso Orders.";
  }
  if (/\b(api|connector)\b/i.test(title)) {
    return warning("Certification refuses the words API and Connector in a title.");
  }
  if (!/[\p{L}\p{N}]$/u.test(title)) {
    return warning("A title ends with a letter or a digit.");
  }
  return [...title].length > 30 ? warning("Clients cut off titles after 30 characters.") : undefined;
}

/** The host of a service, with a port if need be. */
export function wrongHost(host: string): Wrong {
  if (/^https?:/i.test(host) || host.includes("/")) {
    return "Only the name of the host, such as api.contoso.com. The path comes next.";
  }
  if (!/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*(:\d{1,5})?$/u.test(host)) {
    return "This is not the name of a host. Write one such as api.contoso.com.";
  }
  return host.includes(".") ? undefined : warning("Power Platform reaches a service by a public name, such as api.contoso.com.");
}

/** What all paths of a service begin with. */
export function wrongBasePath(path: string): Wrong {
  if (!path.startsWith("/")) {
    return "A base path begins with a slash. A single slash means that there is none.";
  }
  if (/[\s?#{}]/.test(path)) {
    return "A base path has no blanks, no parameters and nothing after a question mark.";
  }
  return path.length > 1 && path.endsWith("/") ? "Leave out the slash at the end: every path begins with one." : undefined;
}

/** `Contoso Orders` -> `contoso-orders`, as the name of a folder. */
export function folderName(title: string): string {
  const name = title.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).join("-");
  return name === "" ? "connector" : name;
}
