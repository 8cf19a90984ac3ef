// The connectors whose pages are looked at, and the pages: what `connector-ls preview` writes of them.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const DEFINITION = "apiDefinition.swagger.json";
const REAL_CONNECTORS = 50;
/** How many of them are the largest that there are. */
const LARGEST = 10;

/** Writes the page of a connector and returns its path. `more` are further arguments. */
export const render = (binary, folder, page, more = []) => {
  execFileSync(binary, ["preview", folder, "-o", page, ...more], { stdio: ["ignore", "inherit", "pipe"] });
  return page;
};

/** The names of the folders with sample connectors. */
export const sampleNames = (samples) =>
  readdirSync(samples, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);

/** The folders of real connectors: the largest ones, and others spread evenly over the sorted list. */
export const realConnectors = (corpus) => {
  if (!existsSync(corpus)) return [];
  const files = readdirSync(corpus, { recursive: true }).map(String).filter((file) => basename(file) === DEFINITION);
  const folders = files.map(dirname).sort();
  const size = new Map(folders.map((folder) => [folder, statSync(join(corpus, folder, DEFINITION)).size]));
  const largest = folders.toSorted((a, b) => size.get(b) - size.get(a)).slice(0, LARGEST);
  const others = folders.filter((folder) => !largest.includes(folder));
  const count = Math.min(REAL_CONNECTORS - LARGEST, others.length);
  const spread = Array.from({ length: count }, (_, index) => others[Math.floor((index * others.length) / count)]);
  return [...largest, ...spread].map((folder) => join(corpus, folder));
};

/** Markup that would open windows if it were markup; short enough to be shown whole everywhere. */
export const EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>";

const write = (folder, definition, properties) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, DEFINITION), typeof definition === "string" ? definition : JSON.stringify(definition, null, 2));
  if (properties) writeFileSync(join(folder, "apiProperties.json"), JSON.stringify(properties, null, 2));
  return folder;
};

/** A connector whose author writes markup wherever there is text. */
export const hostile = (folder) => {
  const parameter = (name, more) => ({ name, in: "query", type: "string", "x-ms-summary": EVIL, description: EVIL, ...more });
  const operation = (id) => ({
    operationId: id, summary: EVIL, description: EVIL,
    parameters: [
      parameter("a", { default: EVIL }),
      parameter("b", { enum: [EVIL, "fine"], "x-ms-enum-values": [{ value: "fine", displayName: EVIL }] }),
      parameter("c", { "x-ms-dynamic-values": { operationId: "Other", "value-path": EVIL } }),
      parameter(EVIL, {}),
    ],
    responses: { 200: { description: EVIL, schema: { type: "object", properties: { [EVIL]: { type: "string", title: EVIL } } } } },
  });
  const hint = { "x-ms-trigger": "batch", "x-ms-trigger-hint": EVIL };
  const properties = {
    publisher: EVIL, iconBrandColor: EVIL,
    connectionParameters: { key: { type: "securestring", uiDefinition: { displayName: EVIL, description: EVIL } } },
  };
  return write(folder, {
    swagger: "2.0",
    info: { title: EVIL, description: EVIL, version: EVIL },
    paths: { "/a": { get: operation("Get"), put: operation(EVIL) }, "/b": { get: { ...operation("Other"), ...hint } } },
  }, { properties });
};

/** Connectors that are hard to show; each with the text that its page must have. */
export const oddities = (folder) => {
  const paths = (title, operations) => ({ swagger: "2.0", info: title === null ? {} : { title }, paths: operations });
  const get = (more) => ({ get: { operationId: "Get", summary: "Get it", responses: { 200: { description: "OK" } }, ...more } });
  const self = { $ref: "#/definitions/Node" };
  const long = "Incomprehensibility".repeat(30);
  const circle = {
    ...paths("Circle", { "/a": get({ responses: { 200: { description: "OK", schema: self } } }) }),
    definitions: { Node: { type: "object", properties: { next: self, all: { type: "array", items: self } } } },
  };
  const rightToLeft = paths("محول الطلبات", {
    "/a": get({
      summary: "الحصول على الطلبات", description: "يحصل على كل الطلبات.",
      parameters: [{ name: "shop", in: "query", type: "string", required: true, "x-ms-summary": "رقم المتجر" }],
    }),
  });
  const names = {
    "/a": get({
      operationId: long, summary: long, description: long,
      parameters: [{ name: long, in: "query", type: "string", enum: [long] }],
    }),
  };
  return [
    ["nothing", write(join(folder, "nothing"), paths(null, {})), "Untitled connector"],
    ["cut off", write(join(folder, "cut-off"), '{ "swagger": "2.0", "info": { "title": "Cut off", "paths": { "/a": { "get": { "summary": "Li'), "Cut off"],
    ["circle", write(join(folder, "circle"), circle), "Circle"],
    ["right to left", write(join(folder, "right-to-left"), rightToLeft), "الحصول على الطلبات"],
    ["long names", write(join(folder, "long-names"), paths(long, names)), "Incomprehensibility"],
  ];
};

/** A connector in two states: copies of `sample`, the second with an edit of each kind. Returns both folders. */
export const twoStates = (folder, sample) => {
  const read = (name) => JSON.parse(readFileSync(join(sample, name), "utf8"));
  const [definition, properties] = [read(DEFINITION), read("apiProperties.json")];
  const published = write(join(folder, "published"), definition, properties);
  const edited = structuredClone(definition);
  const operations = Object.values(edited.paths).flatMap((path) => Object.entries(path).map(([method, it]) => ({ path, method, it })));
  const find = (id) => operations.find(({ it }) => it.operationId === id);
  find("CancelOrder").it.summary = "Cancel an order for good";
  find("CancelOrder").it.parameters.push({ name: "reason", in: "query", type: "string", required: true, "x-ms-summary": "Reason" });
  const removed = find("SetShipping");
  delete removed.path[removed.method];
  edited.paths["/returns"] = { get: { operationId: "GetReturns", summary: "Get returns", responses: { 200: { description: "OK" } } } };
  return { published, edited: write(join(folder, "edited"), edited, properties) };
};
