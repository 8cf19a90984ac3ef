// The steps of paconn and pac as tasks: those that the workspace offers, and those that a tasks.json describes.

import * as vscode from "vscode";
import type { CurrentConnector } from "../server";
import { wantsLogin } from "./answer";
import { commandLine, forPac, type Step, STEPS, type Tool } from "./commandLine";
import { type ConnectorFolder, connectorOf, connectorsOfWorkspace, labelOf, same } from "./connectors";
import { findProgram, offerToInstall } from "./machine";
import type { Problems } from "./problems";
import type { Program } from "./programs";
import { withSecret } from "./secret";
import { RefusalTerminal } from "./refusalTerminal";
import { ValidateTerminal } from "./validateTerminal";
import { refusedByShell } from "./windowsShell";

/** A task of a tasks.json. Paths are relative to the folder of the workspace. */
interface ToolTask extends vscode.TaskDefinition {
  command: Step;
  settings?: string;
  definition?: string;
  environment?: string;
  connectorId?: string;
}

const ASKING: readonly Step[] = ["create", "update", "download"];

interface Known {
  definition?: ToolTask;
  program?: Program;
  secret?: string;
  /** Whether to sign in although there is a token. */
  anew?: boolean;
  /** One that settings.json does not have. */
  connectorId?: string;
  /** Whether tasks.json gives it `$paconn`. */
  isMatched?: boolean;
}

/** A repository of connectors has more than a list of tasks is good for; the active one comes first. */
const MOST_CONNECTORS = 25;

/** paconn reads and writes files in the system's encoding otherwise, which on Windows is not that of JSON. */
const ENVIRONMENT = { PYTHONUTF8: "1" };

export class ToolTasks implements vscode.TaskProvider {
  constructor(
    private readonly tool: Tool,
    private readonly problems: Problems,
    private readonly current: CurrentConnector,
    /** Where withSecret.js is. */
    private readonly secretScript: string,
  ) {}

  get type(): string {
    return `connector-ls-${this.tool}`;
  }

  async provideTasks(): Promise<vscode.Task[]> {
    if (!vscode.workspace.isTrusted) {
      return [];
    }
    const active = this.current.document;
    const first = active?.scheme === "file" ? [await connectorOf(active)] : [];
    const others = await connectorsOfWorkspace(MOST_CONNECTORS);
    const connectors = [...first, ...others.filter((other) => !first.some((one) => same(one, other)))];
    const steps = STEPS[this.tool].filter((step) => step !== "login");
    const all = connectors.flatMap((connector) => steps.map((step) => ({ step, connector })));
    const [login] = connectors.slice(0, 1).map((connector) => ({ step: "login" as const, connector }));
    const offered = login === undefined ? all : [...all, login];
    return Promise.all(offered.map(({ step, connector }) => this.make(step, connector)));
  }

  async resolveTask(task: vscode.Task): Promise<vscode.Task | undefined> {
    const definition = task.definition as ToolTask;
    const folder = typeof task.scope === "object" ? task.scope.uri : vscode.workspace.workspaceFolders?.[0]?.uri;
    // Looking for the program may start the workspace's own Python.
    if (!vscode.workspace.isTrusted || folder === undefined || !STEPS[this.tool].includes(definition.command)) {
      return undefined;
    }
    const file = definition.settings ?? definition.definition;
    const found =
      file === undefined
        ? { folder, connector: {}, definition: undefined, hasOAuth: false }
        : await connectorOf(vscode.Uri.joinPath(folder, file));
    const { environment = found.connector.environment, connectorId } = definition;
    const connector = { ...found.connector, environment };
    const isMatched = task.problemMatchers.includes("$paconn");
    return this.make(definition.command, { ...found, connector }, { definition, connectorId, isMatched });
  }

  /** The task of a step. `known` is what no file of the connector has, and the program if it has been found already. */
  async make(step: Step, connector: ConnectorFolder, known: Known = {}): Promise<vscode.Task> {
    const { folder } = connector;
    const { connectorId = connector.connector.connectorId, secret } = known;
    const seen =
      this.tool === "pac"
        ? forPac(connector.connector, known.connectorId)
        : { ...connector.connector, connectorId };
    const args = commandLine(this.tool, step, seen, known.anew);
    const find = async () => known.program ?? (await findProgram(this.tool, folder));
    const task = new vscode.Task(
      known.definition ?? this.#definitionOf(step, connector),
      vscode.workspace.getWorkspaceFolder(folder) ?? vscode.TaskScope.Workspace,
      step === "login" ? step : `${step} ${labelOf(connector)}`,
      this.tool,
      step === "validate" && connector.definition !== undefined
        ? this.#validation(args, folder, connector.definition, known.isMatched ?? false, find)
        : await this.#execution(args, folder, find, secret),
      // Validate shows its findings itself; the other steps have none.
      [],
    );
    task.group = step === "validate" ? vscode.TaskGroup.Test : undefined;
    // paconn asks for what it misses, and before it overwrites files.
    task.presentationOptions = { focus: this.tool === "paconn" && ASKING.includes(step) };
    return task;
  }

  #definitionOf(step: Step, { folder, connector }: ConnectorFolder): ToolTask {
    const definition: ToolTask = { type: this.type, command: step };
    const fromRoot = (file: string) => vscode.workspace.asRelativePath(vscode.Uri.joinPath(folder, file), false);
    if (connector.settings !== undefined) {
      definition.settings = fromRoot(connector.settings);
    } else if (connector.definition !== undefined) {
      definition.definition = fromRoot(connector.definition);
    }
    return definition;
  }

  #validation(
    args: string[],
    folder: vscode.Uri,
    definition: vscode.Uri,
    isMatched: boolean,
    find: () => Promise<Program | undefined>,
  ): vscode.CustomExecution {
    const run = {
      program: async () => (await find()) ?? (await offerToInstall(this.tool, folder)),
      args,
      folder,
      definition,
      environment: ENVIRONMENT,
      isMatched,
      ended: (_: unknown, output: string) => void offerToSignIn(output),
    };
    return new vscode.CustomExecution(async () => new ValidateTerminal(run, this.problems));
  }

  /** A real terminal: the tools ask for what they miss, and before they overwrite. */
  async #execution(
    args: string[],
    folder: vscode.Uri,
    find: () => Promise<Program | undefined>,
    secret: string | undefined,
  ): Promise<vscode.ProcessExecution | vscode.ShellExecution | vscode.CustomExecution> {
    // An absent program is seen when the task is run: its terminal then says that there is none.
    const found = (await find()) ?? { program: this.tool, before: [] };
    const options = { cwd: folder.fsPath, env: ENVIRONMENT };
    if (secret !== undefined) {
      const { program, environment } = withSecret(found, secret, process.execPath, this.secretScript);
      const env = { ...ENVIRONMENT, ...environment };
      return new vscode.ProcessExecution(program.program, [...program.before, ...args], { ...options, env });
    }
    const { program, before } = found;
    const all = [...before, ...args];
    if (!/\.(cmd|bat)$/i.test(program)) {
      return new vscode.ProcessExecution(program, all, options);
    }
    const reason = refusedByShell([program, ...all]);
    if (reason !== undefined) {
      return new vscode.CustomExecution(async () => new RefusalTerminal(reason));
    }
    const quoted = (value: string) => ({ value, quoting: vscode.ShellQuoting.Strong });
    return new vscode.ShellExecution(quoted(program), all.map(quoted), options);
  }
}

async function offerToSignIn(output: string): Promise<void> {
  if (wantsLogin(output)) {
    const choice = await vscode.window.showErrorMessage("paconn is not signed in, or its token has expired.", "Sign in");
    if (choice === "Sign in") {
      await vscode.commands.executeCommand("connector-ls.paconn.login");
    }
  }
}
