// Scripts of Windows (.cmd, .bat) are run by a shell, which is cmd or PowerShell as the user has it. No one way of quoting
// is right for both, so what would need one is refused.

const SPECIAL = /["'%&|<>^!`$\r\n]/;

/** A sentence that says why these words cannot be given to a script; `undefined` if they can. */
export function refusedByShell(words: readonly string[]): string | undefined {
  const word = words.find((each) => SPECIAL.test(each));
  const [character] = SPECIAL.exec(word ?? "") ?? [];
  if (word === undefined || character === undefined) {
    return undefined;
  }
  const named = /[\r\n]/.test(character) ? "a line break" : `the character ${character}`;
  const shown = word.replace(/[\r\n]+/g, " ");
  return (
    `'${shown}' has ${named}, which the shell of Windows would not leave as it is, so nothing was started. ` +
    "Rename the file or folder, or name a program that ends with .exe in the settings of this extension."
  );
}
