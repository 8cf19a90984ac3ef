import assert from "node:assert/strict";
import test from "node:test";
import { findPac, findPaconn, type Machine, pythons } from "./programs";

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
