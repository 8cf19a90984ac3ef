// Which platform a program is for, by its first bytes: a package with the wrong one would only be noticed by whoever
// installs it.

/** `linux-x64`, `win32-arm64` …; `undefined` for what is no program of a platform that is known here. */
export function platformOf(bytes) {
  if (bytes.length < 64) {
    return undefined;
  }
  if (bytes.readUInt32BE(0) === 0x7f454c46) {
    // ELF: e_machine
    return named("linux", { 62: "x64", 183: "arm64" }, bytes.readUInt16LE(18));
  }
  if (bytes.readUInt32LE(0) === 0xfeedfacf) {
    // Mach-O: cputype
    return named("darwin", { [0x01000007]: "x64", [0x0100000c]: "arm64" }, bytes.readUInt32LE(4));
  }
  const header = bytes.readUInt32LE(60);
  if (bytes.readUInt16LE(0) === 0x5a4d && header + 6 <= bytes.length && bytes.readUInt32LE(header) === 0x4550) {
    // PE: Machine
    return named("win32", { [0x8664]: "x64", [0xaa64]: "arm64" }, bytes.readUInt16LE(header + 4));
  }
  return undefined;
}

function named(system, machines, machine) {
  return machine in machines ? `${system}-${machines[machine]}` : undefined;
}
