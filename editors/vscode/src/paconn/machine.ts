// Finds the tools on this machine, and helps to install those that are absent.

import { execFile } from "node:child_process";
import { access, stat } from "node:fs/promises";
import { homedir } from "node:os";
import * as vscode from "vscode";
import type { Tool } from "./commandLine";
import { findPac, findPaconn, installPaconn, type Machine, type Program } from "./programs";

/** What is used of the Python extension: https://github.com/microsoft/vscode-python/wiki/Python-Environment-APIs */
interface PythonApi {
  environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { path: string };
    resolveEnvironment(environment: { path: string }): Promise<{ executable: { uri?: vscode.Uri } } | undefined>;
  };
}

/** How long a question to an interpreter may take, in milliseconds: one of a slow disk or the Windows store. */
const PATIENCE = 20_000;
const NUGET = "Microsoft.PowerApps.CLI.Tool";

/** The program of a tool for a connector's folder; `undefined` if there is none. */
export async function findProgram(tool: Tool, folder: vscode.Uri | undefined): Promise<Program | undefined> {
  const setting = vscode.workspace.getConfiguration("connector-ls", folder).get(`${tool}.path`, "").trim();
  const machine = await thisMachine(folder);
  return tool === "paconn" ? findPaconn(setting, machine) : findPac(setting, machine);
}

async function thisMachine(folder: vscode.Uri | undefined): Promise<Machine> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  return {
    platform: process.platform,
    variables: process.env,
    home: homedir(),
    folders: [...new Set([...(folder === undefined ? [] : [folder.fsPath]), ...folders])],
    activePython: await activePython(folder),
    isFile: async (path) => {
      try {
        return (await stat(path)).isFile();
      } catch {
        // The programs of the Windows store are links that can be run and not followed.
        return access(path).then(() => true, () => false);
      }
    },
    succeeds,
  };
}

/** Questions under way: a list of tasks asks the same interpreter once for each connector. */
const asked = new Map<string, Promise<boolean>>();

function succeeds(program: string, args: string[]): Promise<boolean> {
  const question = JSON.stringify([program, args]);
  const answer =
    asked.get(question) ??
    new Promise<boolean>((resolve) => {
      execFile(program, args, { timeout: PATIENCE, windowsHide: true }, (problem) => resolve(problem === null));
    }).finally(() => asked.delete(question));
  asked.set(question, answer);
  return answer;
}

/** The interpreter that is chosen in the Python extension. */
async function activePython(folder: vscode.Uri | undefined): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonApi>("ms-python.python");
  if (extension === undefined) {
    return undefined;
  }
  try {
    const { environments } = await extension.activate();
    const environment = await environments.resolveEnvironment(environments.getActiveEnvironmentPath(folder));
    return environment?.executable.uri?.fsPath;
  } catch {
    // An extension that fails has no interpreter to offer; the other places are still looked at.
    return undefined;
  }
}

/** Says that a tool is absent and offers to install it. The program, if it is there afterwards. */
export async function offerToInstall(tool: Tool, folder: vscode.Uri | undefined): Promise<Program | undefined> {
  const steps = await installation(tool, folder);
  const lines = steps.map((step) => step.map((part) => (/\s/.test(part) ? `"${part}"` : part)).join(" "));
  const message =
    tool === "paconn"
      ? "paconn is not installed: no Python environment of this workspace has it, nor is it in PATH."
      : "pac, the Power Platform CLI, is not installed: it is neither in PATH nor among the tools of dotnet.";
  const choice = await vscode.window.showErrorMessage(message, "Install in a terminal", "Copy the command", "Set its path");
  if (choice === "Copy the command") {
    await vscode.env.clipboard.writeText(lines.join("\n"));
    void vscode.window.showInformationMessage(`Copied: ${lines.join(", then ")}`);
  } else if (choice === "Set its path") {
    await vscode.commands.executeCommand("workbench.action.openSettings", `connector-ls.${tool}.path`);
  } else if (choice === "Install in a terminal") {
    for (const [program, ...args] of steps) {
      if ((await runInTerminal(`Install ${tool}`, program, args)) !== 0) {
        return undefined;
      }
    }
    return findProgram(tool, folder);
  }
  return undefined;
}

/** What is to be run, one after the other. */
async function installation(tool: Tool, folder: vscode.Uri | undefined): Promise<[string, ...string[]][]> {
  if (tool === "pac") {
    return [["dotnet", "tool", "install", "--global", NUGET]];
  }
  const workspace = (folder && vscode.workspace.getWorkspaceFolder(folder)) ?? vscode.workspace.workspaceFolders?.[0];
  return installPaconn(await thisMachine(folder), workspace?.uri.fsPath);
}

/** Runs a program as a task of its own, which needs no shell's quotes. Its exit code. */
async function runInTerminal(name: string, program: string, args: string[]): Promise<number | undefined> {
  const definition = { type: "connector-ls-install", name };
  const execution = new vscode.ProcessExecution(program, args);
  const task = new vscode.Task(definition, vscode.TaskScope.Workspace, name, "connector-ls", execution, []);
  return codeOf(task);
}

/** Starts a task, whose name no other has, and waits for its end. The exit code; `undefined` if it was not started. */
async function codeOf(task: vscode.Task): Promise<number | undefined> {
  const subscriptions: vscode.Disposable[] = [];
  const isIt = (execution: vscode.TaskExecution) => execution.task.name === task.name;
  const ended = new Promise<number | undefined>((resolve) => {
    subscriptions.push(
      vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => isIt(execution) && resolve(exitCode)),
      vscode.tasks.onDidEndTask(({ execution }) => isIt(execution) && resolve(undefined)),
    );
  });
  try {
    await vscode.tasks.executeTask(task);
    return await ended;
  } finally {
    for (const subscription of subscriptions) {
      subscription.dispose();
    }
  }
}
