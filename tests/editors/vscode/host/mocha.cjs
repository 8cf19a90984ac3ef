// Runs test files with mocha in the extension host; what they gave is written where lib/hosted.mjs reads it.

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const Mocha = require("mocha");

/** What VS Code calls. @returns {Promise<void>} */
exports.run = () =>
  new Promise((resolve, reject) => {
    /** @type {{ files: string[], results: string }} */
    const task = JSON.parse(fs.readFileSync(path.join(os.homedir(), "task.json"), "utf8"));
    // Longer than any wait in a test, so that the wait says what did not happen.
    const mocha = new Mocha({ ui: "bdd", timeout: 180_000 });
    mocha.reporter(function (/** @type {Mocha.Runner} */ runner) {
      const note = (/** @type {Mocha.Test | Mocha.Hook} */ test, /** @type {Error | undefined} */ error) =>
        fs.appendFileSync(task.results, `${JSON.stringify({
          name: test.titlePath().join(": "),
          error: error && (error.stack ?? String(error)),
          milliseconds: test.duration ?? 0,
        })}\n`);
      runner.on("pass", (test) => note(test));
      runner.on("fail", (test, error) => note(test, error));
      runner.on("pending", (test) => note(test, new Error("It was skipped.")));
    });
    for (const file of task.files) mocha.addFile(path.join(__dirname, file));
    mocha.run((failures) => (failures ? reject(new Error(`${failures} failed`)) : resolve()));
  });
