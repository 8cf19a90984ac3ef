#!/usr/bin/env python3
"""Instructions of each stage on each definition, counted under callgrind: a figure that no other load disturbs.

instructions.py BENCH DEFINITION… [--markdown FILE]
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys

import table


# Callgrind counts an instruction that copies a block once for each byte. Others copy 32 bytes and count once: so the C library
# is asked to use those.
BLOCKS = ":".join(f"glibc.cpu.x86_rep_{kind}_threshold=0x40000000" for kind in ("movsb", "stosb"))
CALLGRIND = [
    *("env", f"GLIBC_TUNABLES={BLOCKS}"),
    *("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"),
]


def counted(command):
    """How many instructions a command takes from its start to its end."""
    done = subprocess.run([*CALLGRIND, *command], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return collected(done.stderr)


def collected(log):
    """The count in what callgrind has written about a run."""
    found = re.search(r"Collected : (\d+)", log)
    if not found:
        sys.exit(f"callgrind has counted nothing:\n{log[-2000:]}")
    return int(found[1])


def of_stage(bench, stage, definition):
    """Instructions of a stage from a warm state: what a second time of it adds to a process."""
    once, twice = (counted([bench, "stage", stage, str(times), definition]) for times in (1, 2))
    return twice - once


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", help="the binary of tests/bench")
    parser.add_argument("definitions", nargs="+")
    parser.add_argument("--markdown", help="a file to write the figures to")
    chosen = parser.parse_args()
    stages = subprocess.run([chosen.bench, "stages"], capture_output=True, text=True, check=True).stdout.split()
    sizes = [os.path.getsize(path) for path in chosen.definitions]
    rows = [["Stage", *(f"{size / 1000:.0f} KB" for size in sizes), "a byte of the last"]]
    for stage in stages:
        print(f"counting: {stage}", file=sys.stderr, flush=True)
        counts = [of_stage(chosen.bench, stage, path) for path in chosen.definitions]
        rows.append([stage, *(f"{count / 1e6:.2f}" for count in counts), f"{counts[-1] / sizes[-1]:.1f}"])
    print("Million instructions\n\n" + table.aligned(rows))
    if chosen.markdown:
        table.put(pathlib.Path(chosen.markdown), "instructions", table.as_markdown(rows))


if __name__ == "__main__":
    main()
