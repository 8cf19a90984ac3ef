"""Memory with the largest file open, over many edits, and over many openings."""
import time

import process
from client import notification
from definitions import Text
from keystrokes import STRING, Typist
from table import Row, megabytes, times

# What may be added between the first tenth and the end, for a heap that settles: the larger of both.
SLACK = 1.05, 2e6


def is_flat(before, after):
    return after <= max(before * SLACK[0], before + SLACK[1])


def rested(server):
    """What is resident at rest: once it has been nearly the same for a second, after which all that is let go has gone. Of a
    server that does not rest, what it has after a minute."""
    server.settle(0.2)
    start = since = time.monotonic()
    now = process.memory(server.pid)
    while time.monotonic() < min(since + 1, start + 60):
        time.sleep(0.1)
        if abs((then := process.memory(server.pid)) - now) > 0.01 * now:
            now, since = then, time.monotonic()
    return process.memory(server.pid)


def largest_open(suite):
    """Resident memory above that of the idle server, once the largest file is open and some keystrokes are typed."""
    path = suite.definitions["1.1 MB"]
    size = path.stat().st_size
    figures = []
    for start in (suite.ours, suite.json_server):
        server = start(path.parent)
        idle = rested(server)
        typist = Typist(server, path)
        opened = rested(server) - idle
        typist.type(typist.text.position(typist.text.places(STRING, 3)[1]), "a few keystrokes more")
        typing = process.memory(server.pid) - idle
        figures.append((opened, rested(server) - idle, typing, process.memory(server.pid, "VmHWM")))
        server.close()
    (opened, typed, typing, peak), (_, others, _, _) = figures
    held = max(opened, typed)
    yield Row(
        "memory with the largest file open, above idle",
        "12x the file",
        megabytes(held),
        None,
        f"the file {megabytes(size)}, VS Code JSON {megabytes(others)};"
        f" ours {megabytes(typing)} while typing, peak with the idle server {megabytes(peak)}",
        times(held / size),
        held <= 12 * size,
    )


def many_edits(suite):
    """Resident memory after the first tenth of many edits and at their end."""
    server, count = suite.ours(suite.definitions["1.1 MB"].parent), suite.edits
    typist = Typist(server, suite.definitions["1.1 MB"])
    places = [typist.text.position(at) for at in typist.text.places(STRING, 100)]
    measured, edits, cpu = [], 0, process.cpu_seconds(server.pid)
    while edits < count:
        place = places[edits // 20 % len(places)]
        # Ten characters are typed and erased again without waiting, but for the diagnostics of the last of each ten.
        for index in range(10):
            at = {"line": place["line"], "character": place["character"] + index}
            change = typist.change(at, at, "x")
            server.write(change) if index < 9 else server.diagnostics(typist.uri, typist.version, change)
        for index in reversed(range(10)):
            at, end = ({"line": place["line"], "character": place["character"] + index + step} for step in (0, 1))
            change = typist.change(at, end, "")
            server.write(change) if index > 0 else server.diagnostics(typist.uri, typist.version, change)
        edits += 20
        if edits in (count // 10, count // 2, count):
            measured.append(rested(server))
    cpu = process.cpu_seconds(server.pid) - cpu
    server.close()
    yield growth(f"memory over {count} edits", measured, f"after the first {count // 10}", cpu)


def many_openings(suite):
    """Resident memory after the first tenth of many openings and closings, and at their end."""
    path, count = suite.definitions["300 KB"], suite.openings
    server, text, measured = suite.ours(path.parent), Text(path), []
    cpu = process.cpu_seconds(server.pid)
    for opening in range(1, count + 1):
        document = {"uri": text.uri, "languageId": "json", "version": opening, "text": text.text}
        server.result_ids.clear()
        server.diagnostics(text.uri, opening, notification("textDocument/didOpen", {"textDocument": document}))
        server.tell("textDocument/didClose", {"textDocument": {"uri": text.uri}})
        if opening in (count // 10, count // 2, count):
            measured.append(rested(server))
    cpu = process.cpu_seconds(server.pid) - cpu
    server.close()
    yield growth(f"memory over {count} openings", measured, f"after the first {count // 10}", cpu)


def growth(what, measured, when, cpu):
    before, between, after = measured
    beside = f"{megabytes(before)} {when}, {megabytes(between)} after half"
    return Row(what, "flat", megabytes(after), cpu, beside, times(after / before), is_flat(before, after))
