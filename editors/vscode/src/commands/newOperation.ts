// New operation: what it is, where the service answers it, and what it is called.

import type * as vscode from "vscode";
import type { Outline } from "../outline";
import type { NewOperation } from "../protocol";
import type { Server } from "../server";
import { endpointOf } from "../views/operationRows";
import { make } from "./edits";
import { askAll, type Choice, choose, type Question, type } from "./questions";
import { proposedOperationId, proposedSummary, wrongOperationId, wrongPath, wrongSummary } from "./texts";

type Kind = NewOperation["kind"];
type Method = NewOperation["method"];

const KINDS: Choice<Kind>[] = [
  { label: "Action", detail: "A step of a flow or app: it reads or changes something.", value: "action" },
  { label: "Trigger", detail: "Starts a flow when something has happened.", value: "trigger" },
];

const METHODS: Record<Kind, Choice<Method>[]> = {
  action: [
    { label: "GET", detail: "Reads, and changes nothing.", value: "get" },
    { label: "POST", detail: "Makes something, or does something that can be done twice.", value: "post" },
    { label: "PATCH", detail: "Changes the parts that are sent.", value: "patch" },
    { label: "PUT", detail: "Replaces the whole.", value: "put" },
    { label: "DELETE", detail: "Removes.", value: "delete" },
  ],
  trigger: [
    { label: "GET", detail: "Polling: the platform asks again and again whether there is something new.", value: "get" },
    { label: "POST", detail: "Webhook: the service is given an address, and calls it.", value: "post" },
  ],
};

export async function newOperation(server: Server, outline: Outline, uri: vscode.Uri): Promise<void> {
  let kind: Kind = "action";
  let method: Method = "get";
  let path: string | undefined;
  let operationId: string | undefined;
  let summary: string | undefined;
  const ids = outline.revisions.flatMap((revision) => revision.operationId ?? []);
  const endpoints = outline.revisions.map(endpointOf);
  const questions = (): Question[] => [
    choose("What is it?", KINDS, kind, (value) => (kind = value)),
    choose("Which method does the service expect?", METHODS[kind], method, (value) => (method = value)),
    type(
      {
        prompt: "The path after the base path. What stands in braces becomes a parameter.",
        placeholder: "/orders/{orderId}",
        before: path,
        check: (text) => wrongPath(text, method, endpoints),
      },
      (value) => {
        // Proposals follow the path until they are answered with something else.
        if (operationId === proposedOperationId(method, path ?? "", ids)) {
          operationId = undefined;
        }
        path = value;
      },
    ),
    type(
      {
        prompt: "The operationId. Flows store it, so it cannot change once the connector is published.",
        before: operationId ?? proposedOperationId(method, path ?? "", ids),
        check: (text) => wrongOperationId(text, ids),
      },
      (value) => {
        if (summary === proposedSummary(operationId ?? "")) {
          summary = undefined;
        }
        operationId = value;
      },
    ),
    type(
      {
        prompt: "The summary: the name that makers see.",
        before: summary ?? proposedSummary(operationId ?? ""),
        check: wrongSummary,
      },
      (value) => (summary = value),
    ),
  ];
  await askAll("New operation", questions, () => {
    const asked: Partial<NewOperation> = { uri: uri.toString(), kind, method, path, operationId, summary };
    return make(server, "connector-ls/newOperation", asked);
  });
}
