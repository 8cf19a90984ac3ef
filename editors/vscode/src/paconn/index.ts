// paconn and pac, Microsoft's command lines for connectors: their steps as tasks and as commands. A command offers our
// own check first and refuses nothing.

import * as vscode from "vscode";
import type { CurrentConnector, Server } from "../server";
import { statusOf } from "../status/asked";
import { isGuid, type Step, STEPS, type Tool } from "./commandLine";
import { type ConnectorFolder, connectorOf, connectorsOfWorkspace, labelOf } from "./connectors";
import { findProgram, offerToInstall } from "./machine";
import { Problems } from "./problems";
import { ToolTasks } from "./tasks";

/** Steps that send the connector's files. */
const SENDING: readonly Step[] = ["validate", "create", "update"];
const AGAIN: Partial<Record<Step, string>> = {
  validate: "Validate anyway",
  create: "Create anyway",
  update: "Update anyway",
};
const MOST_CHOICES = 200;

export function registerPaconn(context: vscode.ExtensionContext, server: Server, current: CurrentConnector): void {
  const problems = new Problems();
  context.subscriptions.push(problems);
  for (const tool of ["paconn", "pac"] as const) {
    const tasks = new ToolTasks(tool, problems, current, context.asAbsolutePath("dist/withSecret.js"));
    context.subscriptions.push(vscode.tasks.registerTaskProvider(tasks.type, tasks));
    for (const step of STEPS[tool]) {
      const command = new StepCommand(tool, step, tasks, server, current);
      const run = (file?: unknown) => command.run(file instanceof vscode.Uri ? file : undefined);
      context.subscriptions.push(vscode.commands.registerCommand(`connector-ls.${tool}.${step}`, run));
    }
  }
}

class StepCommand {
  constructor(
    private readonly tool: Tool,
    private readonly step: Step,
    private readonly tasks: ToolTasks,
    private readonly server: Server,
    private readonly current: CurrentConnector,
  ) {}

  /** Runs the step for the connector of a file, of the active one, or of one that is chosen. */
  async run(file: vscode.Uri | undefined): Promise<void> {
    const { step, tool } = this;
    if (!(await isTrusted(tool))) {
      return;
    }
    const connector = await this.#connector(file);
    if (connector !== undefined && connector.definition === undefined && SENDING.includes(step)) {
      const place = labelOf(connector);
      void vscode.window.showErrorMessage(`${place} has no API definition. Give it an apiDefinition.swagger.json.`);
      return;
    }
    if (connector === undefined || (SENDING.includes(step) && !(await this.#checked(connector)))) {
      return;
    }
    const program = (await findProgram(tool, connector.folder)) ?? (await offerToInstall(tool, connector.folder));
    if (program === undefined) {
      return;
    }
    const asked = await this.#ask(connector);
    if (asked !== undefined) {
      await vscode.tasks.executeTask(await this.tasks.make(step, connector, { program, anew: true, ...asked }));
    }
  }

  async #connector(file: vscode.Uri | undefined): Promise<ConnectorFolder | undefined> {
    const active = file ?? this.current.document;
    if (active?.scheme === "file") {
      return connectorOf(active);
    }
    const found = await connectorsOfWorkspace(MOST_CHOICES);
    const [only] = found;
    if (this.step === "login" || found.length === 1) {
      return only ?? this.#nowhere();
    }
    if (found.length > 1) {
      const choices = found.map((connector) => ({ label: labelOf(connector), connector }));
      const chosen = await vscode.window.showQuickPick(choices, { placeHolder: "The connector" });
      return chosen?.connector;
    }
    if (this.step === "download") {
      const options = { canSelectFiles: false, canSelectFolders: true, openLabel: "Download here" };
      const [folder] = (await vscode.window.showOpenDialog(options)) ?? [];
      return folder && { folder, connector: {}, definition: undefined, hasOAuth: false };
    }
    void vscode.window.showErrorMessage("No connector is open. Open its apiDefinition.swagger.json first.");
    return undefined;
  }

  /** Signing in needs no connector. */
  #nowhere(): ConnectorFolder {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(process.cwd());
    return { folder, connector: {}, definition: undefined, hasOAuth: false };
  }

  /** Whether our own check has no errors, or the user goes on all the same. */
  async #checked({ definition, folder }: ConnectorFolder): Promise<boolean> {
    const errors = definition === undefined ? 0 : await this.#errors(definition, folder);
    if (errors === 0) {
      return true;
    }
    const message = errors === 1 ? "There is 1 error in this connector." : `There are ${errors} errors in this connector.`;
    const anyway = AGAIN[this.step] ?? "Go on";
    const choice = await vscode.window.showWarningMessage(message, anyway, "Show problems");
    if (choice === "Show problems") {
      await vscode.commands.executeCommand("workbench.actions.view.problems");
    }
    return choice === anyway;
  }

  async #errors(definition: vscode.Uri, folder: vscode.Uri): Promise<number> {
    const connector = await statusOf(this.server, definition);
    if (connector !== undefined) {
      return connector.findings.errors;
    }
    // There is no answer now: what is shown is counted.
    return vscode.languages
      .getDiagnostics()
      .filter(([uri]) => uri.path.startsWith(`${folder.path}/`))
      .flatMap(([, diagnostics]) => diagnostics)
      .filter(({ severity, source }) => severity === vscode.DiagnosticSeverity.Error && source === "connector-ls").length;
  }

  /** What the step needs and no file has; `undefined` if the user gives up. */
  async #ask({ connector, hasOAuth }: ConnectorFolder): Promise<{ secret?: string; connectorId?: string } | undefined> {
    const { connectorId } = connector;
    if (this.tool === "paconn" && hasOAuth && (this.step === "create" || this.step === "update")) {
      const secret = await vscode.window.showInputBox({
        title: "Client secret",
        prompt:
          "The connector signs in by OAuth. paconn takes the client secret on its command line, and needs it to create " +
          "the connector. Leave it empty to send none.",
        password: true,
        ignoreFocusOut: true,
      });
      return secret === undefined ? undefined : { secret: secret === "" ? undefined : secret };
    }
    const wantsId = this.tool === "pac" && (this.step === "update" || this.step === "download");
    if (!wantsId || (connectorId !== undefined && isGuid(connectorId))) {
      return {};
    }
    const id = await vscode.window.showInputBox({
      title: "Connector ID",
      prompt: "pac knows the connector by a GUID, which `pac connector list` shows.",
      placeHolder: "00000000-0000-0000-0000-000000000000",
      ignoreFocusOut: true,
      validateInput: (text) => (isGuid(text.trim()) ? undefined : "A GUID has 32 hexadecimal digits in five groups."),
    });
    return id === undefined ? undefined : { connectorId: id.trim() };
  }
}

async function isTrusted(tool: Tool): Promise<boolean> {
  if (vscode.workspace.isTrusted) {
    return true;
  }
  const message = `This workspace is not trusted, so ${tool} is not started in it.`;
  if ((await vscode.window.showErrorMessage(message, "Manage trust")) !== undefined) {
    await vscode.commands.executeCommand("workbench.trust.manage");
  }
  return false;
}
