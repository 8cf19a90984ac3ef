// Where paconn and pac are. Everything about the machine comes in by `Machine`, so that the order can be tested.

import { posix, win32 } from "node:path";

/** A program and what stands before the tool's own arguments, as in `python3 -m paconn`. */
export interface Program {
  program: string;
  before: string[];
}

export interface Machine {
  platform: NodeJS.Platform;
  variables: Record<string, string | undefined>;
  home: string;
  /** The folders of the workspace, and that of the connector, the nearest first. */
  folders: string[];
  /** The interpreter that is chosen in the editor; `undefined` without the Python extension. */
  activePython: string | undefined;
  isFile(path: string): Promise<boolean>;
  /** Whether the program runs and ends with 0. */
  succeeds(program: string, args: string[]): Promise<boolean>;
}

/** A setting may name the program from the home folder, or from a folder of the workspace. */
async function named(setting: string, machine: Machine): Promise<Program> {
  const { join, isAbsolute } = paths(machine);
  if (/^~[\\/]/.test(setting)) {
    return { program: join(machine.home, setting.slice(2)), before: [] };
  }
  if (!isAbsolute(setting) && /[\\/]/.test(setting)) {
    for (const folder of machine.folders) {
      if (await machine.isFile(join(folder, setting))) {
        return { program: join(folder, setting), before: [] };
      }
    }
  }
  return { program: setting, before: [] };
}

/**
 * paconn: the one of the setting, else of the environment that is active in the editor, of `VIRTUAL_ENV`, of `.venv` or
 * `venv` in a folder, of the system's Python, in `PATH`. A setting is believed, so that its mistakes are seen.
 */
export async function findPaconn(setting: string, machine: Machine): Promise<Program | undefined> {
  if (setting !== "") {
    return named(setting, machine);
  }
  for (const python of await pythons(machine)) {
    const script = besides(python, "paconn", machine);
    if (script !== undefined && (await machine.isFile(script))) {
      return { program: script, before: [] };
    }
    if (await hasPaconn(python, machine)) {
      return { program: python, before: ["-m", "paconn"] };
    }
  }
  return inPath("paconn", machine);
}

/** The interpreters to look at, the likeliest first. The first is the one to install paconn into. */
export async function pythons(machine: Machine): Promise<string[]> {
  const { join } = paths(machine);
  const environments = [
    ...(machine.variables.VIRTUAL_ENV ? [machine.variables.VIRTUAL_ENV] : []),
    ...machine.folders.flatMap((folder) => [join(folder, ".venv"), join(folder, "venv")]),
  ];
  const found = machine.activePython === undefined ? [] : [machine.activePython];
  for (const environment of environments) {
    const python = machine.platform === "win32" ? join(environment, "Scripts", "python.exe") : join(environment, "bin", "python");
    if (await machine.isFile(python)) {
      found.push(python);
    }
  }
  const system = machine.platform === "win32" ? "python" : "python3";
  return [...new Set([...found, system])];
}

/** pac: the one of the setting, in `PATH`, or where `dotnet tool install --global` puts it. */
export async function findPac(setting: string, machine: Machine): Promise<Program | undefined> {
  if (setting !== "") {
    return named(setting, machine);
  }
  const found = await inPath("pac", machine);
  if (found !== undefined) {
    return found;
  }
  const program = paths(machine).join(machine.home, ".dotnet", "tools", machine.platform === "win32" ? "pac.exe" : "pac");
  return (await machine.isFile(program)) ? { program, before: [] } : undefined;
}

/** A script of the environment that an interpreter belongs to; `undefined` for one that is found by name. */
function besides(python: string, script: string, machine: Machine): string | undefined {
  const { dirname, isAbsolute, join } = paths(machine);
  if (!isAbsolute(python)) {
    return undefined;
  }
  return join(dirname(python), machine.platform === "win32" ? `${script}.exe` : script);
}

function hasPaconn(python: string, machine: Machine): Promise<boolean> {
  // -I: a file paconn.py in the current folder is not it.
  const look = "import importlib.util, sys; sys.exit(importlib.util.find_spec('paconn') is None)";
  return machine.succeeds(python, ["-I", "-c", look]);
}

async function inPath(name: string, machine: Machine): Promise<Program | undefined> {
  const { delimiter, isAbsolute, join } = paths(machine);
  const variable = Object.keys(machine.variables).find((each) => each.toUpperCase() === "PATH") ?? "PATH";
  const endings = machine.platform === "win32" ? [".exe", ".cmd", ".bat"] : [""];
  for (const folder of (machine.variables[variable] ?? "").split(delimiter)) {
    for (const ending of endings) {
      const program = join(folder, name + ending);
      if (isAbsolute(folder) && (await machine.isFile(program))) {
        return { program, before: [] };
      }
    }
  }
  return undefined;
}

function paths(machine: Machine): typeof posix {
  return machine.platform === "win32" ? win32 : posix;
}
