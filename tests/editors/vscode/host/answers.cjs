// A person's answers to the questions of the extension, which are asked by boxes of the editor.

const path = require("node:path");
const { createRequire } = require("node:module");
const vscode = require("vscode");

/**
 * @typedef {object} Answers
 * @property {(question: string, choices: any[]) => any} [pick] the choice, the choices where several may be taken, or
 * `undefined` to give up; `question` is the placeholder, else the title
 * @property {(question: string, proposal: string) => string} [input] the text; `proposal` is what the box has
 * @property {(string | undefined)[]} [buttons] of messages, in this order; none is pressed when they are used up
 *
 * @typedef {object} Asked
 * @property {{ question: string, choices: any[] }[]} picks
 * @property {{ question: string, proposal: string }[]} inputs
 * @property {{ kind: string, text: string, buttons: string[] }[]} messages
 */

/** The extension under test. */
const extension = () => vscode.extensions.getExtension("connector-ls.connector-ls");

/** `vscode` as the extension sees it: every extension has its own, so this is where its questions can be answered. */
const theirs = () => createRequire(path.join(extension().extensionPath, "dist/extension.js"))("vscode");

/**
 * Answers while `body` runs. A question that nobody expected, or an answer that the extension refuses, fails the test.
 * @param {Answers} answers @param {(asked: Asked) => Promise<void>} body
 */
exports.answering = async function (answers, body) {
  const window = theirs().window;
  /** @type {Asked} */
  const asked = { picks: [], inputs: [], messages: [] };
  const troubles = [];
  const pick = (question, choices) => {
    asked.picks.push({ question, choices });
    if (!answers.pick) throw new Error(`Nobody expected the question '${question}'`);
    return answers.pick(question, choices);
  };
  const input = (question, proposal) => {
    asked.inputs.push({ question, proposal });
    const text = answers.input?.(question, proposal);
    if (text === undefined) throw new Error(`Nobody expected the question '${question}'`);
    return text;
  };
  const buttons = [...(answers.buttons ?? [])];
  const stand = {
    showQuickPick: async (choices, options) => pick(options?.placeHolder ?? options?.title, await choices),
    createQuickPick: () => box((self) => {
      const chosen = pick(self.placeholder ?? self.title, [...self.items]);
      if (chosen === undefined) return false;
      self.selectedItems = [chosen].flat();
      return true;
    }, troubles),
    showInputBox: async (options) => {
      const text = input(options?.prompt ?? options?.title, options?.value ?? "");
      refuse(await options?.validateInput?.(text), text);
      return text;
    },
    createInputBox: () => box((self) => {
      self.value = input(self.prompt ?? self.title, self.value);
      self.changed();
      refuse(self.validationMessage, self.value);
      return true;
    }, troubles),
  };
  for (const kind of ["showInformationMessage", "showWarningMessage", "showErrorMessage"]) {
    stand[kind] = async (text, ...rest) => {
      const choices = rest.filter((each) => typeof each === "string" || each?.title);
      asked.messages.push({ kind, text, buttons: choices.map((each) => each.title ?? each) });
      const wanted = buttons.shift();
      return choices.find((each) => (each.title ?? each) === wanted);
    };
  }
  const original = Object.fromEntries(Object.keys(stand).map((name) => [name, window[name]]));
  Object.assign(window, stand);
  try {
    await body(asked);
  } finally {
    Object.assign(window, original);
  }
  if (troubles.length > 0) throw troubles[0];
};

/** @param {any} objection @param {string} text */
function refuse(objection, text) {
  const message = objection?.message ?? objection;
  const isError = typeof objection === "string" || objection?.severity === vscode.InputBoxValidationSeverity.Error;
  if (message && isError) throw new Error(`'${text}' is refused: ${message}`);
}

/**
 * A box for a choice or a text, answered as soon as it is shown.
 * @param {(self: any) => boolean} answer whether there is one @param {unknown[]} troubles
 */
function box(answer, troubles) {
  const listeners = { accept: [], hide: [], change: [] };
  const on = (name) => (listener) => {
    listeners[name].push(listener);
    return { dispose: () => undefined };
  };
  let isOver = false;
  const self = {
    items: [], selectedItems: [], activeItems: [], buttons: [], value: "",
    onDidAccept: on("accept"), onDidHide: on("hide"), onDidChangeValue: on("change"),
    onDidTriggerButton: () => ({ dispose: () => undefined }),
    onDidChangeSelection: () => ({ dispose: () => undefined }),
    onDidChangeActive: () => ({ dispose: () => undefined }),
    changed: () => listeners.change.forEach((listener) => listener(self.value)),
    hide: () => {
      if (!isOver) listeners.hide.forEach((listener) => listener());
      isOver = true;
    },
    dispose: () => (isOver = true),
    show: () => {
      let isAnswered = false;
      try {
        isAnswered = answer(self);
      } catch (error) {
        troubles.push(error);
      }
      if (isAnswered) listeners.accept.forEach((listener) => listener());
      else self.hide();
    },
  };
  return self;
}
