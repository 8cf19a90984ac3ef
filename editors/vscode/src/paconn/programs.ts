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
  return (/[\\/]/.test(setting) ? undefined : await inPath(setting, machine)) ?? { program: setting, before: [] };
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
  // pip makes programs, also on Windows. A script of that name is somebody's own, and would need a shell.
  return inPath("paconn", machine, [".exe"]);
}

/** What is to be run, one after the other, to have paconn. `workspace` is the folder that an environment may be made in. */
export async function installPaconn(machine: Machine, workspace: string | undefined): Promise<[string, ...string[]][]> {
  const [python = "python3"] = await pythons(machine);
  const isManaged = workspace !== undefined && (await machine.succeeds(python, ["-c", IS_MANAGED]));
  if (!isManaged) {
    return [[python, "-m", "pip", "install", "paconn"]];
  }
  const environment = paths(machine).join(workspace, ".venv");
  return [
    [python, "-m", "venv", environment],
    [pythonOf(environment, machine), "-m", "pip", "install", "paconn"],
  ];
}

/** pip refuses to install into the Python of a system that manages it: https://peps.python.org/pep-0668/ */
const IS_MANAGED =
  "import os, sys, sysconfig; marker = os.path.join(sysconfig.get_path('stdlib'), 'EXTERNALLY-MANAGED'); " +
  "sys.exit(sys.prefix != sys.base_prefix or not os.path.exists(marker))";

function pythonOf(environment: string, machine: Machine): string {
  const { join } = paths(machine);
  return machine.platform === "win32" ? join(environment, "Scripts", "python.exe") : join(environment, "bin", "python");
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
    const python = pythonOf(environment, machine);
    if (await machine.isFile(python)) {
      found.push(python);
    }
  }
  const name = machine.platform === "win32" ? "python" : "python3";
  const system = await inPath(name, machine, [".exe"]);
  return [...new Set([...found, system?.program ?? name])];
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
  // A file paconn.py in the current folder is not it. The option -I would leave out the packages of the user, too.
  const look =
    "import sys; sys.path = [folder for folder in sys.path if folder]; " +
    "import importlib.util; sys.exit(importlib.util.find_spec('paconn') is None)";
  return machine.succeeds(python, ["-c", look]);
}

/**
 * The program of this name. The search is done here and not left to the system: Windows would look first into the folder
 * that the program is started in, which is somebody's workspace.
 */
async function inPath(name: string, machine: Machine, onWindows = [".exe", ".cmd", ".bat"]): Promise<Program | undefined> {
  const { delimiter, isAbsolute, join } = paths(machine);
  const variable = Object.keys(machine.variables).find((each) => each.toUpperCase() === "PATH") ?? "PATH";
  const endings = machine.platform !== "win32" || onWindows.some((ending) => name.toLowerCase().endsWith(ending)) ? [""] : onWindows;
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
