// The requests of the server's own, beside those of the protocol. Their names are a promise of the server
// (server/docs/features.md). Places are LSP ranges: 0-based lines, UTF-16 columns.

import type { Range, WorkspaceEdit } from "vscode-languageclient";

/** What most requests are about: the connector that has this file. */
export interface OfConnector {
  uri: string;
}

/** How many findings something has. */
export interface Findings {
  errors: number;
  warnings: number;
  infos: number;
}

/** One revision of a family, in the answer to `connector-ls/operations`. */
export interface Revision {
  operationId: string | null;
  /** Its summary as makers read it; `null` if it has none. */
  summary: string | null;
  method: string;
  path: string;
  revision: number;
  status: "Preview" | "Production";
  visibility: "important" | "normal" | "advanced" | "internal";
  deprecated: boolean;
  /** `2027-06-30` */
  expires: string | null;
  stage: "downplayed" | "superseded" | "deprecated" | "hidden" | "expired" | null;
  trigger: string | null;
  kind: "trigger" | "action";
  uri: string;
  range: Range;
  selectionRange: Range;
  findings: Findings;
  changes: { breaking: number; risky: number };
  /** The steps of its life; `reason` says why one does not apply now. */
  steps: Step[];
}

/** A step of an operation's life. `command` is one for `workspace/executeCommand`, with `{ uri, operationId }`. */
export interface Step {
  command: string;
  title: string;
  reason: string | null;
}

export interface Operations {
  families: { name: string; revisions: Revision[] }[];
}

/** `connector-ls/properties`: policies and connection parameters. */
export interface Properties {
  policies: Policy[];
  connectionParameters: ConnectionParameter[];
}

export interface Policy {
  /** Its title, else the template's name or id; empty if it has none of them. */
  title: string;
  templateId: string;
  /** What the portal calls the template; `null` for an unknown one. */
  template: string | null;
  /** The operations it is limited to; empty for all. */
  operations: string[];
  uri: string;
  range: Range;
  selectionRange: Range;
  findings: Findings;
}

export interface ConnectionParameter {
  name: string;
  /** The set it belongs to, by the name that makers see, if the connector has several ways to sign in. */
  set: string | null;
  type: string | null;
  label: string | null;
  uri: string;
  range: Range;
  selectionRange: Range;
  findings: Findings;
}

/** `connector-ls/status` with `{ uri? }`: of one connector, or of all that have an open file. */
export interface Status {
  version: string;
  connectors: ConnectorStatus[];
}

export interface ConnectorStatus {
  /** Its title, else the name of its folder. */
  title: string;
  /** The definition, else the first of its files. */
  uri: string;
  findings: Findings;
  /**
   * `off`: none is asked for. `missing`: `message` says why. `found`: `message` says if it is not quite what was asked
   * for. The answer waits until it is known.
   */
  baseline: { state: "off" | "found" | "missing"; label: string | null; message: string | null };
  changes: { breaking: number; risky: number };
  /** How much of each limit is used, the fullest first. `used` and `limit` in `unit`. */
  budget: { name: string; used: number; limit: number; unit: "bytes" | "operations" | "characters" | "schemas" }[];
}

/** `connector-ls/preview` */
export interface Preview {
  html: string;
}

/** What a page of the server posts when something in it is activated. */
export interface Reveal {
  type: "reveal";
  file: string;
  operationId?: string;
  pointer: string;
  /** Bytes of the file. */
  start: number;
  end: number;
}

/** `connector-ls/changesPage`: the changes since publication as a page, and as text for a pull request. */
export interface ChangesPage {
  html: string;
  markdown: string;
  baseline: string | null;
}

/** What the page of changes posts. `command` and `arguments` are those of `workspace/executeCommand`. */
export type ChangesMessage =
  | { type: "remedy"; command: string; arguments: unknown[] }
  | { type: "reveal"; uri: string; range: Range }
  | { type: "copy" };

/** `connector-ls/policyTemplates` with `{ uri }` */
export interface PolicyTemplates {
  templates: PolicyTemplate[];
  /** The operationIds that a policy can be limited to. */
  operations: string[];
}

export interface PolicyTemplate {
  id: string;
  title: string;
  description: string;
  parameters: PolicyParameter[];
}

export interface PolicyParameter {
  /** The key in `parameters`. */
  name: string;
  title: string;
  description: string;
  required: boolean;
  default: string | null;
  /** The values it may have; empty for any text. */
  choices: string[];
}

/** `connector-ls/addPolicy` -> `Made`. What cannot be made, here and below, is an error with a message for the user. */
export interface AddPolicy extends OfConnector {
  templateId: string;
  title: string;
  /** Empty for all operations. */
  operations: string[];
  /** By key. Where a parameter takes an object or a number, its JSON. An empty optional one counts as absent. */
  parameters: Record<string, string>;
}

/** `connector-ls/newOperation` -> `Made`. A trigger is `get` (polling) or `post` (webhook, with the operation that ends it). */
export interface NewOperation extends OfConnector {
  kind: "action" | "trigger";
  method: "get" | "post" | "put" | "patch" | "delete";
  /** With `{parameters}`, each of which becomes one. */
  path: string;
  operationId: string;
  summary: string;
}

/**
 * `connector-ls/schemaFromSample` -> `Made`: the schema at or around a position, made from the JSON text
 * `sample`.
 */
export interface SchemaFromSample {
  textDocument: { uri: string };
  position: { line: number; character: number };
  sample: string;
}

/** What these requests answer: the edit, and where to put the cursor afterwards. */
export interface Made {
  edit: WorkspaceEdit;
  uri: string;
  selectionRange: Range;
}

/** `connector-ls/newConnector` -> `{ files }`, for the client to write. */
export interface NewConnector {
  title: string;
  /** `api.contoso.com` */
  host: string;
  /** `/v1`; "/" for none. */
  basePath: string;
  publisher: string;
  signIn: "none" | "apiKey" | "basic" | "oauth2";
}

export interface NewFiles {
  /** `path` is relative to the connector's folder. */
  files: { path: string; text: string }[];
}
