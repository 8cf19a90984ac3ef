#!/usr/bin/env python3
"""Wall time, CPU time and memory of `connector-ls check` over a folder of connectors, beside `cat` and a parse of the
same files with serde_json. Runs alternate, so that a busy machine disturbs all alike; medians are printed.

corpus.py CONNECTOR_LS BENCH [FOLDER] [RUNS]    BENCH is the binary of tests/bench
"""
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time


def run(command):
    """Seconds of wall and CPU time of one command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        sys.exit(f"{command[0]} ended with {code}")
    return wall, usage.ru_utime + usage.ru_stime


def memory(command):
    """The peak of memory of one command in MB, looked up in /proc every millisecond (Linux)."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        try:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        except OSError:
            break
        found = re.search(r"VmHWM:\s+(\d+)", status)
        peak = max(peak, int(found[1]) if found else 0)
        time.sleep(0.001)
    process.wait()
    return peak / 1024


def main():
    checker, bench = sys.argv[1:3]
    beside = pathlib.Path(__file__).resolve().parents[3] / "shared" / "corpus"
    folder = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else os.environ.get("CONNECTOR_CORPUS", beside))
    runs = int(sys.argv[4]) if len(sys.argv) > 4 else 7
    if not folder.is_dir():
        sys.exit(f"no connectors: {folder} is not a folder")
    files = sorted(str(path) for path in folder.rglob("*") if path.suffix in (".json", ".csx") and path.is_file())
    json_files = [path for path in files if path.endswith(".json")]
    size = sum(os.path.getsize(path) for path in files)
    print(f"{len(files)} files, {size / 1e6:.1f} MB, {os.cpu_count()} cores, median of {runs} runs")
    commands = {
        "cat": ["cat", *files],
        "serde_json, 1 thread": [bench, *json_files],
        "connector-ls check, 1 thread": ["taskset", "-c", "0", checker, "check", "--format", "json", str(folder)],
        "connector-ls check": [checker, "check", "--format", "json", str(folder)],
    }
    seen = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            seen[name].append(run(command))
    print(f"{'':30} {'wall s':>8} {'CPU s':>8} {'MB':>6} {'CPU / serde_json':>17}")
    limit = statistics.median(row[1] for row in seen["serde_json, 1 thread"])
    for name, rows in seen.items():
        wall, cpu = (statistics.median(column) for column in zip(*rows))
        peak = memory(commands[name])
        print(f"{name:30} {wall:8.3f} {cpu:8.3f} {peak:6.1f} {cpu / limit:17.2f}")


if __name__ == "__main__":
    main()
