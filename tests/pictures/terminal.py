#!/usr/bin/env python3
"""Draws what connector-ls prints in a terminal as an SVG, for the README. Needs the package `rich`.

terminal.py CONNECTOR_LS OUT.svg [LINES]
"""
import os
import pty
import subprocess
import sys

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

COMMAND = ["check", "tests/connectors/torn-notes", "tests/connectors/clumsy-crm"]


def printed(program):
    """What the program prints when it prints to a terminal."""
    parent, child = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "110"}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen([program, *COMMAND], stdout=child, stderr=subprocess.DEVNULL, env=environment)
    os.close(child)
    chunks = []
    while True:
        try:
            chunk = os.read(parent, 65536)
        except OSError:
            break
        if not chunk:
            break
        chunks.append(chunk)
    process.wait()
    return b"".join(chunks).decode().replace("\r\n", "\n")


def main():
    program, out = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 46
    lines = printed(program).splitlines()
    console = Console(record=True, width=112, file=open(os.devnull, "w", encoding="utf-8"))
    console.print(Text.from_ansi("$ connector-ls " + " ".join(COMMAND)))
    for line in [*lines[:count], "…", "", *lines[-2:]]:
        console.print(Text.from_ansi(line), soft_wrap=False, overflow="ellipsis", no_wrap=True)
    console.save_svg(out, title="connector-ls", theme=MONOKAI)


if __name__ == "__main__":
    main()
