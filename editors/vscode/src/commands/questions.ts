// Questions in a row: with their number, a way back, and a way out at every one.

import * as vscode from "vscode";

/** How a question ended. */
export type Outcome = "next" | "back" | "cancelled";

/** Where a question stands among the others. */
export interface Frame {
  title: string;
  /** From 1. */
  step: number;
  totalSteps: number;
}

export type Question = (frame: Frame) => Promise<Outcome>;

/**
 * Asks until all questions are answered. Answers may change what is asked later, so the list is made again after each.
 * `false` if the user gave up. If the answers turn out not to do, `use` says so to the user and is `false`: then the last
 * question comes once more, so that nobody has to begin again.
 */
export async function askAll(
  title: string,
  questions: () => Question[],
  use: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<boolean> {
  for (let at = 0; ; ) {
    const all = questions();
    const question = all[at];
    if (question === undefined) {
      if (await use()) {
        return true;
      }
      at = all.length - 1;
      continue;
    }
    const outcome = await question({ title, step: at + 1, totalSteps: all.length });
    if (outcome === "cancelled") {
      return false;
    }
    at += outcome === "back" ? -1 : 1;
  }
}

export interface Choice<Value> extends vscode.QuickPickItem {
  value: Value;
}

/** One of several. `before` is the answer given earlier, or the usual one. */
export function choose<Value>(
  placeholder: string,
  choices: readonly Choice<Value>[],
  before: Value | undefined,
  answered: (value: Value) => void,
): Question {
  return async (frame) => {
    const picker = vscode.window.createQuickPick<Choice<Value>>();
    picker.items = choices;
    const usual = choices.filter((choice) => choice.value === before);
    // Without an active row, the Enter key would do nothing.
    if (usual.length > 0) {
      picker.activeItems = usual;
    }
    return run(picker, frame, placeholder, () => {
      const [chosen] = picker.selectedItems;
      if (chosen !== undefined) {
        answered(chosen.value);
      }
      return chosen !== undefined;
    });
  };
}

/** Any number of several, also none. */
export function chooseMany(
  placeholder: string,
  choices: readonly Choice<string>[],
  before: readonly string[],
  answered: (values: string[]) => void,
): Question {
  return async (frame) => {
    const picker = vscode.window.createQuickPick<Choice<string>>();
    picker.canSelectMany = true;
    picker.items = choices;
    picker.selectedItems = picker.items.filter((choice) => before.includes(choice.value));
    return run(picker, frame, placeholder, () => {
      answered(picker.selectedItems.map((choice) => choice.value));
      return true;
    });
  };
}

async function run<Value>(
  picker: vscode.QuickPick<Choice<Value>>,
  frame: Frame,
  placeholder: string,
  accept: () => boolean,
): Promise<Outcome> {
  picker.placeholder = placeholder;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  return outcomeOf(picker, frame, (end) => picker.onDidAccept(() => accept() && end("next")));
}

/** What is wrong with a text; `undefined` if nothing is. A warning lets the text pass. */
export type Check = (text: string) => string | vscode.InputBoxValidationMessage | undefined;

export interface Text {
  prompt: string;
  placeholder?: string;
  before: string | undefined;
  check?: Check;
}

/** A text. Blanks around it are dropped. */
export function type(text: Text, answered: (value: string) => void): Question {
  return async (frame) => {
    const input = vscode.window.createInputBox();
    input.prompt = text.prompt;
    input.placeholder = text.placeholder;
    input.value = text.before ?? "";
    input.valueSelection = [0, input.value.length];
    const check = (): boolean => {
      const wrong = text.check?.(input.value.trim());
      input.validationMessage = wrong;
      return wrong === undefined || (typeof wrong !== "string" && wrong.severity < vscode.InputBoxValidationSeverity.Error);
    };
    // What is wrong with an empty text is said when it is accepted, not before a letter is typed.
    if (input.value !== "") {
      check();
    }
    input.onDidChangeValue(check);
    return outcomeOf(input, frame, (end) =>
      input.onDidAccept(() => {
        if (check()) {
          answered(input.value.trim());
          end("next");
        }
      }),
    );
  };
}

function outcomeOf(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  frame: Frame,
  onAccept: (end: (outcome: Outcome) => void) => vscode.Disposable,
): Promise<Outcome> {
  input.title = frame.title;
  if (frame.totalSteps > 1) {
    input.step = frame.step;
    input.totalSteps = frame.totalSteps;
  }
  // Values are often copied from elsewhere: going there must not throw away what was answered.
  input.ignoreFocusOut = frame.totalSteps > 1;
  input.buttons = frame.step > 1 ? [vscode.QuickInputButtons.Back] : [];
  return new Promise<Outcome>((resolve) => {
    const end = (outcome: Outcome): void => {
      resolve(outcome);
      input.dispose();
    };
    onAccept(end);
    input.onDidTriggerButton(() => end("back"));
    input.onDidHide(() => end("cancelled"));
    input.show();
  });
}
