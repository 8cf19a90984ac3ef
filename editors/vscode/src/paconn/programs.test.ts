import assert from "node:assert/strict";
import test from "node:test";
import { findPac, findPaconn, installPaconn, type Machine, pythons } from "./programs";

/** A machine with these files, on which these interpreters have paconn. */
function machine(files: string[], having: string[] = [], other: Partial<Machine> = {}): Machine {
  return {
    platform: "linux",
    variables: { PATH: "/usr/bin:relative:/opt/bin" },
    home: "/home/jo",
    folders: ["/home/jo/git/orders", "/home/jo/git"],
    activePython: undefined,
    isFile: async (path) => files.includes(path),
    succeeds: async (program) => having.includes(program),
    ...other,
  };
}

test("The setting wins, and is believed", async () => {
  const found = machine(["/usr/bin/paconn"]);
  assert.deepEqual(await findPaconn("/tools/paconn", found), { program: "/tools/paconn", before: [] });
  assert.deepEqual(await findPaconn("~/tools/paconn", found), { program: "/home/jo/tools/paconn", before: [] });
  assert.deepEqual(await findPaconn("paconn-next", found), { program: "paconn-next", before: [] });
  assert.deepEqual(await findPaconn("env/paconn", machine(["/home/jo/git/env/paconn"])), { program: "/home/jo/git/env/paconn", before: [] });
});

test("The environment that is active in the editor comes first", async () => {
  const files = ["/envs/active/bin/paconn", "/home/jo/git/.venv/bin/python", "/home/jo/git/.venv/bin/paconn", "/usr/bin/paconn"];
  const active = { activePython: "/envs/active/bin/python" };
  assert.equal((await findPaconn("", machine(files, [], active)))?.program, "/envs/active/bin/paconn");
  const asModule = await findPaconn("", machine(files.slice(1), ["/envs/active/bin/python"], active));
  assert.deepEqual(asModule, { program: "/envs/active/bin/python", before: ["-m", "paconn"] });
});

test("Then VIRTUAL_ENV, then .venv and venv of the nearest folder", async () => {
  const files = ["/v/bin/python", "/v/bin/paconn", "/home/jo/git/venv/bin/python", "/home/jo/git/venv/bin/paconn"];
  const variables = { VIRTUAL_ENV: "/v", PATH: "" };
  assert.equal((await findPaconn("", machine(files, [], { variables })))?.program, "/v/bin/paconn");
  assert.equal((await findPaconn("", machine(files)))?.program, "/home/jo/git/venv/bin/paconn");
});

test("Then the system's Python, then PATH, without folders that are relative", async () => {
  const files = ["relative/paconn", "/opt/bin/paconn"];
  assert.deepEqual(await findPaconn("", machine(files, ["python3"])), { program: "python3", before: ["-m", "paconn"] });
  assert.deepEqual(await findPaconn("", machine(files)), { program: "/opt/bin/paconn", before: [] });
  assert.equal(await findPaconn("", machine([])), undefined);
});

test("On Windows scripts end with .exe and lie in Scripts", async () => {
  const windows = machine(["C:\\git\\.venv\\Scripts\\python.exe", "C:\\git\\.venv\\Scripts\\paconn.exe"], [], {
    platform: "win32",
    folders: ["C:\\git"],
    variables: { Path: "C:\\bin" },
  });
  assert.equal((await findPaconn("", windows))?.program, "C:\\git\\.venv\\Scripts\\paconn.exe");
  assert.deepEqual(await pythons(windows), ["C:\\git\\.venv\\Scripts\\python.exe", "python"]);
});

test("pac is in PATH or among the tools of dotnet", async () => {
  assert.equal((await findPac("", machine(["/usr/bin/pac"])))?.program, "/usr/bin/pac");
  assert.equal((await findPac("", machine(["/home/jo/.dotnet/tools/pac"])))?.program, "/home/jo/.dotnet/tools/pac");
  assert.equal(await findPac("", machine([])), undefined);
});

test("The packages of the user are looked at too, and the current folder is not", async () => {
  const asked: string[][] = [];
  const succeeds = async (_: string, args: string[]) => asked.push(args) > 0;
  await findPaconn("", machine([], [], { succeeds }));
  assert.equal(asked.length, 1);
  const [[option, code] = []] = asked;
  assert.equal(option, "-c");
  assert.match(code ?? "", /^import sys; sys\.path = \[folder for folder in sys\.path if folder\];/);
});

test("A bare name is looked for in PATH, so that none of the workspace is started", async () => {
  const files = ["/opt/bin/python3", "/opt/bin/paconn-next"];
  assert.deepEqual(await findPaconn("", machine(files, ["/opt/bin/python3"])), { program: "/opt/bin/python3", before: ["-m", "paconn"] });
  assert.deepEqual(await findPaconn("paconn-next", machine(files)), { program: "/opt/bin/paconn-next", before: [] });
  const windows = { platform: "win32", folders: ["C:\\git"], variables: { Path: "C:\\bin" } } as const;
  const named = await findPaconn("tool.EXE", machine(["C:\\git\\tool.EXE", "C:\\bin\\tool.EXE"], [], { ...windows, folders: [...windows.folders] }));
  assert.equal(named?.program, "C:\\bin\\tool.EXE");
});

test("On Windows paconn in PATH is a program, and pac may be a script", async () => {
  const windows: Partial<Machine> = { platform: "win32", folders: [], variables: { Path: "C:\\bin" } };
  const files = ["C:\\bin\\paconn.cmd", "C:\\bin\\paconn.bat", "C:\\bin\\pac.cmd"];
  assert.equal(await findPaconn("", machine(files, [], windows)), undefined);
  assert.equal((await findPaconn("", machine([...files, "C:\\bin\\paconn.exe"], [], windows)))?.program, "C:\\bin\\paconn.exe");
  assert.equal((await findPac("", machine(files, [], windows)))?.program, "C:\\bin\\pac.cmd");
});

test("paconn is installed by pip, and into a new environment where the system keeps its Python for itself", async () => {
  const pip = ["-m", "pip", "install", "paconn"];
  assert.deepEqual(await installPaconn(machine([]), "/home/jo/git"), [["python3", ...pip]]);
  assert.deepEqual(await installPaconn(machine([], ["python3"]), "/home/jo/git"), [
    ["python3", "-m", "venv", "/home/jo/git/.venv"],
    ["/home/jo/git/.venv/bin/python", ...pip],
  ]);
  assert.deepEqual(await installPaconn(machine([], ["python3"]), undefined), [["python3", ...pip]]);
});
