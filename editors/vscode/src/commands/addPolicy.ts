// Add a policy: a template, what it needs, what it may have, and the operations it is for.

import type * as vscode from "vscode";
import { demand } from "../asking";
import type { Outline } from "../outline";
import type { AddPolicy, PolicyParameter, PolicyTemplate, PolicyTemplates } from "../protocol";
import type { Server } from "../server";
import { make } from "./edits";
import { askAll, type Choice, choose, chooseMany, type Question, type } from "./questions";

export async function addPolicy(server: Server, outline: Outline, uri: vscode.Uri): Promise<void> {
  const known = await demand<PolicyTemplates>(server, "connector-ls/policyTemplates", { uri: uri.toString() });
  if (known === undefined) {
    return;
  }
  let template: PolicyTemplate | undefined;
  let title: string | undefined;
  let wanted: readonly string[] = [];
  let operations: string[] = [];
  let parameters: Record<string, string> = {};
  const atCursor = outline.atCursor()?.operationId;
  const questions = (): Question[] => [
    choose("What shall the policy do?", known.templates.map(templateChoice), template, (value) => {
      if (value !== template) {
        [template, title, wanted, parameters] = [value, undefined, [], {}];
      }
    }),
    ...(template?.parameters ?? [])
      .filter((parameter) => parameter.required)
      .map((parameter) => valueOf(parameter, parameters)),
    ...optionalQuestions(),
    ...operationQuestions(),
    type(
      {
        prompt: "The title of the policy, for whoever reads the list of policies.",
        before: title ?? template?.title,
        check: (text) => (text === "" ? "A policy needs a title." : undefined),
      },
      (value) => (title = value),
    ),
  ];
  // One question tells which of the optional ones are wanted, so that nobody has to walk through all of them.
  const optionalQuestions = (): Question[] => {
    const optional = template?.parameters.filter((parameter) => !parameter.required) ?? [];
    if (optional.length === 0) {
      return [];
    }
    const choices = optional.map((parameter) => ({
      label: parameter.title,
      description: parameter.default === null ? undefined : `usually ${parameter.default}`,
      detail: parameter.description,
      value: parameter.name,
    }));
    return [
      chooseMany("What else shall be set? None is fine.", choices, wanted, (values) => {
        wanted = values;
        const others = optional.filter((parameter) => !values.includes(parameter.name));
        others.forEach((parameter) => delete parameters[parameter.name]);
      }),
      ...optional
        .filter((parameter) => wanted.includes(parameter.name))
        .map((parameter) => valueOf(parameter, parameters)),
    ];
  };
  const operationQuestions = (): Question[] => {
    if (known.operations.length === 0) {
      return [];
    }
    const choices = known.operations.map((name) => {
      const summary = outline.called(name)?.summary ?? undefined;
      const here = name === atCursor ? "at the cursor" : undefined;
      return { label: name, description: [summary, here].filter(Boolean).join(" · "), value: name };
    });
    const first = choices.filter((choice) => choice.value === atCursor);
    const others = choices.filter((choice) => choice.value !== atCursor);
    return [
      chooseMany("For which operations? None means all of them.", [...first, ...others], operations, (values) => {
        operations = values;
      }),
    ];
  };
  await askAll("Add a policy", questions, async () => {
    if (template === undefined) {
      return true;
    }
    const { id, title: usual } = template;
    const asked: AddPolicy = { uri: uri.toString(), templateId: id, title: title ?? usual, operations, parameters };
    return make(server, "connector-ls/addPolicy", asked);
  });
}

function templateChoice(template: PolicyTemplate): Choice<PolicyTemplate> {
  return { label: template.title, description: template.id, detail: template.description, value: template };
}

/** The question for a parameter's value: one of its choices, else a text. */
function valueOf(parameter: PolicyParameter, parameters: Record<string, string>): Question {
  const before = parameters[parameter.name] ?? parameter.default ?? undefined;
  const answered = (value: string): void => {
    parameters[parameter.name] = value;
  };
  if (parameter.choices.length > 0) {
    const choices = parameter.choices.map((choice) => ({
      label: choice,
      description: choice === parameter.default ? "usual" : undefined,
      value: choice,
    }));
    return choose(`${parameter.title}: ${parameter.description}`, choices, before, answered);
  }
  const check = (text: string): string | undefined =>
    text === "" && parameter.required ? `${parameter.title} has to be filled in.` : undefined;
  return type({ prompt: `${parameter.title}: ${parameter.description}`, before, check }, answered);
}
