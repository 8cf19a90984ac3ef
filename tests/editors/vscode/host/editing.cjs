// What tests in the extension host do to files and to the server.

const childProcess = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");

const samples = path.resolve(__dirname, "../../../connectors");
const root = () => vscode.workspace.workspaceFolders[0].uri.fsPath;

/** The extension under test. */
const extension = () => vscode.extensions.getExtension("connector-ls.connector-ls");

/**
 * Asks until the answer is truthy. No time is asserted: the limit ends a test that would never end.
 * @template T @param {string} what @param {() => T | Promise<T>} ask @param {number} [limit]
 */
async function until(what, ask, limit = 90_000) {
  const end = Date.now() + limit;
  for (;;) {
    let last;
    try {
      last = await ask();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      const log = extension()?.exports?.server?.log.last(12).join("\n") ?? "none";
      throw new Error(`${what}: not within ${limit / 1000} s; last: ${last instanceof Error ? last.stack : JSON.stringify(last)}; log:\n${log}`);
    }
    await pause();
  }
}

/** Lets the editor do something else before the next question. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

let copies = 0;

/** A new copy of a sample connector in the workspace; its folder. @param {string} sample */
function fresh(sample) {
  const folder = path.join(root(), `copy-${++copies}`, sample);
  fs.cpSync(path.join(samples, sample), folder, { recursive: true });
  return folder;
}

/** Commits a folder below the workspace, which is what counts as published then. @param {string} folder */
function publish(folder) {
  const git = (/** @type {string[]} */ ...args) =>
    childProcess.execFileSync("git", ["-c", "user.name=Tests", "-c", "user.email=tests@contoso.com", ...args], { cwd: folder });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message", "Published");
}

/** Opens and shows a file. @param {string} file */
async function show(file, options = {}) {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  const editor = await vscode.window.showTextDocument(document, { preview: false, ...options });
  return { document, editor };
}

/** The range of a text in a document; `nth` counts from 0. @param {vscode.TextDocument} document @param {string} text */
function rangeOf(document, text, nth = 0) {
  let at = -1;
  for (let i = 0; i <= nth; i++) {
    at = document.getText().indexOf(text, at + 1);
    if (at < 0) throw new Error(`'${text}' (${i}) is not in ${document.uri.path}`);
  }
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

/** The position that `|` marks in a text of the document. @param {vscode.TextDocument} document @param {string} marked */
function positionOf(document, marked, nth = 0) {
  const cursor = marked.indexOf("|");
  const range = rangeOf(document, marked.replace("|", ""), nth);
  return document.positionAt(document.offsetAt(range.start) + cursor);
}

/** Replaces a text in a document. @param {vscode.TextDocument} document @param {string} from @param {string} to */
async function replace(document, from, to, nth = 0) {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, from, nth), to);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`'${from}' could not be replaced`);
}

/** Our findings of a file. @param {vscode.Uri} uri */
const findings = (uri) => vscode.languages.getDiagnostics(uri).filter((finding) => codeOf(finding).includes("/"));

/** @param {vscode.Diagnostic} finding */
function codeOf(finding) {
  return String(typeof finding.code === "object" ? finding.code.value : (finding.code ?? ""));
}

/** Waits until a file has a finding with a code. @param {vscode.Uri} uri @param {string} code */
const finding = (uri, code) =>
  until(`${code} in ${vscode.workspace.asRelativePath(uri)}`, () => findings(uri).find((each) => codeOf(each) === code));

/** Waits until a file has no finding with a code any more. @param {vscode.Uri} uri @param {string} code */
const noFinding = (uri, code) =>
  until(`no ${code} in ${vscode.workspace.asRelativePath(uri)}`, () => !findings(uri).some((each) => codeOf(each) === code));

/** The process ids of the servers that this extension host has started. */
function servers() {
  return fs.readdirSync("/proc").filter((pid) => /^\d+$/.test(pid)).map(Number).filter((pid) => {
    try {
      const parent = Number(/^PPid:\s*(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
      const program = fs.readFileSync(`/proc/${pid}/cmdline`, "latin1").split("\0")[0];
      return parent === process.pid && path.basename(program) === "connector-ls";
    } catch {
      return false;
    }
  });
}

/** Closes all editors without saving. */
async function closeAll() {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

module.exports = {
  closeAll, codeOf, extension, finding, findings, fresh, noFinding, positionOf, publish, rangeOf, replace, root,
  samples, servers, show, until,
};
