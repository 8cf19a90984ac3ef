// The command lines of paconn and pac. tests/editors/paconn/command_lines.json has one of each kind: the test beside
// this file holds it against these functions, and tests/editors/paconn runs the real paconn by it.

export type Tool = "paconn" | "pac";
export type Step = "login" | "validate" | "create" | "update" | "download";

/** pac has no step that validates without an environment. */
export const STEPS: Record<Tool, readonly Step[]> = {
  paconn: ["login", "validate", "create", "update", "download"],
  pac: ["login", "create", "update", "download"],
};

/** A connector as the tools see it. Files are relative to the folder in which the tool is started. */
export interface Connector {
  /** A settings.json that names the definition; the tools then read everything else from it. */
  settings?: string;
  definition?: string;
  properties?: string;
  icon?: string;
  script?: string;
  /** The environment's id. */
  environment?: string;
  /** paconn: `shared_…`; pac: a GUID. */
  connectorId?: string;
  powerAppsUrl?: string;
}

/**
 * The arguments after the program's name. Another, the client secret, is added by `withSecret`. `anew` signs in although
 * there is a token, which may be another account's, or one that the service takes no more.
 */
export function commandLine(tool: Tool, step: Step, connector: Connector, anew = false): string[] {
  const args = tool === "paconn" ? paconn(step, connector) : pac(step, connector);
  return anew && tool === "paconn" && step === "login" ? [...args, "--force"] : args;
}

/**
 * The connector as pac sees it, which knows connectors by a GUID: a settings.json with paconn's name of the connector is
 * none for pac. `id` is one that does not come from settings.json, and so cannot be used together with it.
 */
export function forPac(connector: Connector, id?: string): Connector {
  const { connectorId, settings, powerAppsUrl: _url, ...files } = connector;
  if (id !== undefined) {
    return { ...files, connectorId: id };
  }
  if (connectorId === undefined || GUID.test(connectorId)) {
    return { ...files, connectorId, settings };
  }
  return files;
}

const GUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** Whether text is a connector's id for pac. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

function paconn(step: Step, connector: Connector): string[] {
  // paconn ignores its other options when it is given a settings file.
  const settings = option("--settings", connector.settings);
  const either = (...options: string[][]) => (connector.settings === undefined ? options.flat() : settings);
  const definition = option("--api-def", connector.definition);
  const environment = option("--env", connector.environment);
  const id = option("--cid", connector.connectorId);
  const url = option("--pau", connector.powerAppsUrl);
  const files = [
    ...definition,
    ...option("--api-prop", connector.properties),
    ...option("--icon", connector.icon),
    ...option("--script", connector.script),
  ];
  switch (step) {
    case "login":
      return ["login", ...settings];
    case "validate":
      return ["validate", ...either(definition, url)];
    case "create":
      return ["create", ...either(files, environment, url)];
    case "update":
      return ["update", ...either(files, environment, id, url)];
    case "download":
      // Without a destination paconn makes a folder that is named like the connector's id.
      return ["download", ...either(environment, id, url), "--dest", "."];
  }
}

// https://learn.microsoft.com/power-platform/developer/cli/reference/connector and …/auth
function pac(step: Step, connector: Connector): string[] {
  const environment = option("--environment", connector.environment);
  const id = option("--connector-id", connector.connectorId);
  const files = [
    ...option("--api-definition-file", connector.definition),
    ...option("--api-properties-file", connector.properties),
    ...option("--icon-file", connector.icon),
    ...option("--script-file", connector.script),
  ];
  const settings = option("--settings-file", connector.settings);
  switch (step) {
    case "login":
      return ["auth", "create", ...environment];
    case "validate":
      throw new Error("pac has no step that validates");
    case "create":
      return ["connector", "create", ...(connector.settings === undefined ? [...files, ...environment] : settings)];
    case "update":
      return ["connector", "update", ...(connector.settings === undefined ? [...files, ...id, ...environment] : settings)];
    case "download":
      return ["connector", "download", ...id, ...environment, "--outputDirectory", "."];
  }
}

function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, value];
}
