"""Starting a server, opening the largest file, and what an idle server takes."""
import statistics
import subprocess
import time

import process
from client import notification
from definitions import Text
from table import Row, megabytes, milliseconds, times

# The part of a core that counts as none: what rounds to 0.0 %.
IDLE = 0.0005


def first_diagnostics(suite):
    """Opening the largest file in a new server, and again in one that has had it open, beside a parse of it."""
    path = suite.definitions["1.1 MB"]
    text = Text(path)
    cold, cold_cpu, warm, warm_cpu, beside = [], [], [], [], []
    for _ in range(suite.rounds):
        limits = {name: suite.times(name, path) for name in ("serde_json", "sonic-rs")}
        beside.append([limits["serde_json"][0], limits["serde_json"][1], limits["sonic-rs"][1]])
        server = suite.ours(path.parent)
        server.settle(0.1)
        for seen, cpu in (cold, cold_cpu), *((warm, warm_cpu),) * 3:
            document = {"uri": text.uri, "languageId": "json", "version": 1, "text": text.text}
            opened = notification("textDocument/didOpen", {"textDocument": document})
            server.result_ids.clear()
            before, start = process.cpu_seconds(server.pid), time.perf_counter()
            server.diagnostics(text.uri, 1, opened)
            seen.append(server.arrived - start)
            cpu.append(process.cpu_seconds(server.pid) - before)
            server.tell("textDocument/didClose", {"textDocument": {"uri": text.uri}})
            server.settle(0.05)
        server.close()
    first, further, sonic = (statistics.median(column) for column in zip(*beside))
    for name, seen, cpu, limit, which in (
        ("open -> first diagnostics, new server", cold, cold_cpu, first, "first parse of a process"),
        ("open -> first diagnostics, opened before", warm, warm_cpu, further, "further parses"),
    ):
        ours = statistics.median(seen)
        extra = f", sonic-rs {milliseconds(sonic)}" if which == "further parses" else ""
        yield Row(
            name,
            "at most 3x",
            ours,
            statistics.median(cpu),
            f"serde_json::Value {milliseconds(limit)} ({which}){extra}",
            times(ours / limit),
            ours <= 3 * limit,
        )


def start(suite):
    """From the start of the process to the last byte of the answer to `initialize`, beside a start of `cat`."""
    ours, cpu, beside, json_server = [], [], [], []
    folder = suite.definitions["32 KB"].parent
    for round_ in range(suite.rounds * 2):
        server = suite.ours(folder)
        ours.append(server.seconds_to_initialize)
        cpu.append(process.cpu_seconds(server.pid))
        server.close()
        begin = time.perf_counter()
        with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as cat:
            cat.stdin.write(b"x")
            cat.stdout.read(1)
            beside.append(time.perf_counter() - begin)
            cat.stdin.close()
        if round_ % 4 == 0:
            server = suite.json_server(folder)
            json_server.append(server.seconds_to_initialize)
            server.close()
    ours, cpu, beside, json_server = map(statistics.median, (ours, cpu, beside, json_server))
    yield Row(
        "start -> answer to initialize",
        "a few ms",
        ours,
        cpu,
        f"cat: start -> first byte {milliseconds(beside)}; VS Code JSON {milliseconds(json_server)}",
        f"{times(ours / beside)} of cat",
        ours <= 0.005,
    )


def idle(suite, seconds=5):
    """Memory and CPU time of servers that have been started and asked nothing."""
    folder = suite.definitions["32 KB"].parent
    server, beside = suite.ours(folder), suite.json_server(folder)
    time.sleep(1)
    cpu = process.cpu_seconds(server.pid)
    time.sleep(seconds)
    cpu = process.cpu_seconds(server.pid) - cpu
    resident, others = process.memory(server.pid), process.memory(beside.pid)
    own = process.memory(server.pid, "RssAnon")
    server.close(), beside.close()
    yield Row(
        "idle server, nothing open: memory",
        "15 MB",
        megabytes(resident),
        None,
        f"VS Code JSON {megabytes(others)}; of ours {megabytes(own)} is no file's",
        f"{others / resident:.1f}x below",
        resident <= 15e6,
    )
    yield Row(
        f"idle server, nothing open: CPU in {seconds} s",
        "none",
        None,
        cpu,
        "",
        f"{cpu / seconds:.2%} of a core",
        cpu / seconds < IDLE,
    )
