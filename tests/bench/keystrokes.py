"""What a keystroke costs: until its diagnostics are there, and when a question stands right behind it."""
import statistics
import sys
import time

import process
from client import Server, notification
from definitions import Text
from table import Row, milliseconds, times

BLOCK = 8
NAME = r'"operationId"\s*:\s*"\w\w()\w{3,}"'
STRING = r'"(?:description|summary|x-ms-summary)"\s*:\s*"[^"\\\n]{3}()[^"\\\n]{5,}"'


class Typist:
    """An open document in one server, and what typing in it takes: wall and CPU seconds of each keystroke."""

    def __init__(self, server, path):
        self.server, self.text = server, Text(path)
        self.uri, self.version = self.text.uri, 1
        self.wall, self.cpu, self.sizes = [], [], []
        document = {"uri": self.uri, "languageId": "json", "version": 1, "text": self.text.text}
        self.first = self.server.diagnostics(
            self.uri, 1, notification("textDocument/didOpen", {"textDocument": document})
        )
        self.server.settle()

    def change(self, start, end, text):
        """The message that replaces what stands between two positions."""
        self.version += 1
        return notification(
            "textDocument/didChange",
            {
                "textDocument": {"uri": self.uri, "version": self.version},
                "contentChanges": [{"range": {"start": start, "end": end}, "text": text}],
            },
        )

    def timed(self, work):
        cpu, start = process.cpu_seconds(self.server.pid), time.perf_counter()
        answer = work()
        self.wall.append(self.server.arrived - start)
        self.cpu.append(process.cpu_seconds(self.server.pid) - cpu)
        self.sizes.append(len(answer))
        return answer

    def clear(self):
        """Forgets what was measured."""
        self.wall.clear()
        self.cpu.clear()
        self.sizes.clear()

    def type(self, place, characters):
        """Types one character after the other at a position, and waits for the diagnostics of each."""
        for index, character in enumerate(characters):
            at = {"line": place["line"], "character": place["character"] + index}
            change = self.change(at, at, character)
            self.timed(lambda: self.server.diagnostics(self.uri, self.version, change))

    def erase(self, place, count):
        """Takes back what was typed; not measured."""
        end = {"line": place["line"], "character": place["character"] + count}
        self.server.diagnostics(self.uri, self.version, self.change(place, end, ""))

    def medians(self):
        return statistics.median(self.wall), statistics.median(self.cpu)


def in_strings(suite):
    """Typing inside strings at places spread over each file, in our server and beside it in that of VS Code."""
    for pull in (True, False):
        ours, answers = {}, {}
        way, waits = ("pulled", "") if pull else ("pushed", ", waits 300 ms")
        for size, figures in typed(suite, list(suite.definitions), pull, STRING).items():
            (wall, cpu, answers[size]), (beside, beside_cpu, _) = figures
            ours[size] = wall
            # A hundredth of the other server's time is asked for where it has most to do and does not wait.
            is_far_below = size != "1.1 MB" or not pull or beside / wall >= 100
            yield Row(
                f"keystroke in a string, {size}, {way}",
                "2 ms, 100x below" if size == "1.1 MB" and pull else "2 ms",
                wall,
                cpu,
                f"VS Code JSON{waits} {milliseconds(beside)} (CPU {milliseconds(beside_cpu)})",
                f"{beside / wall:.0f}x below, CPU {beside_cpu / max(cpu, 1e-6):.0f}x",
                wall <= 0.002 and is_far_below,
            )
        spread = ours["1.1 MB"] / ours["32 KB"]
        what = f"the same, {way}: largest beside smallest file"
        alone = ""
        if not pull:
            least = [milliseconds(process.transfer(int(answers[size]))) for size in ("1.1 MB", "32 KB")]
            alone = f"writing these answers and nothing else {least[0]} and {least[1]}"
        yield Row(what, "at most 2x", None, None, alone, times(spread), spread <= 2)
    (wall, cpu, _), (beside, beside_cpu, _) = typed(suite, ["1.1 MB"], True, NAME)["1.1 MB"]
    yield Row(
        "keystroke in an operationId, 1.1 MB, pulled",
        "",
        wall,
        cpu,
        f"VS Code JSON {milliseconds(beside)} (CPU {milliseconds(beside_cpu)})",
        f"{beside / wall:.0f}x below, CPU {beside_cpu / max(cpu, 1e-6):.0f}x",
        None,
    )
    suite.note(f"Of each keystroke {milliseconds(process.echo(400))} are the client's and the pipe's (an echo by cat).")


def typed(suite, sizes, pull, pattern):
    """By size of the file: median wall and CPU seconds of a keystroke and bytes of its answer, ours and those of VS Code's
    JSON server. All of them take turns, so that sizes can be compared, too."""
    typists = {}
    for size in sizes:
        path = suite.definitions[size]
        servers = [suite.ours(path.parent, pull), suite.json_server(path.parent, pull)]
        typists[size] = [Typist(server, path) for server in servers]
    places = {}
    for size, (typist, _) in typists.items():
        places[size] = [typist.text.position(at) for at in typist.text.places(pattern, suite.rounds)]
    # The server that waits before it pushes is not asked as often.
    blocks = [BLOCK, BLOCK // 2 if pull else 2]
    for size, sides in typists.items():
        for typist in sides:
            typist.type(places[size][0], "warm")
            typist.erase(places[size][0], 4)
            typist.clear()
    for turn in range(max(map(len, places.values()))):
        for side, block in enumerate(blocks):
            for size in sizes:
                if turn < len(places[size]):
                    typists[size][side].type(places[size][turn], "lorem ip"[:block].replace(" ", "_"))
                    typists[size][side].erase(places[size][turn], block)
    figures = {}
    for size, sides in typists.items():
        figures[size] = [(*typist.medians(), statistics.median(typist.sizes)) for typist in sides]
        if pattern == STRING:
            counts = [typist.first.count(b'"message":') for typist in sides]
            lengths = [f"{length / 1000:.1f} KB" for _, _, length in figures[size]]
            suite.note(
                f"{size}, {'pulled' if pull else 'pushed'}: {counts[0]} findings of ours, {counts[1]} of VS Code's JSON"
                f" server; the answers to a keystroke have {lengths[0]} and {lengths[1]}."
            )
        for typist in sides:
            typist.server.close()
    return figures


def breaks(text, count):
    """Edits that break the structure, as (start, end, inserted, restored), of five kinds at places over the file."""
    kinds = {
        r'"description"\s*:\s*"[^"\\\n]{3,}()",?\s*\n': (1, ""),  # the closing quote goes
        r'\n\s*()"(?:type|name|get|post)"\s*:': (0, "{"),  # a brace before a key
        r'"type"\s*:\s*"\w+"(),\s*\n': (1, ""),  # a comma goes
        r"\n\s*()\},?\s*\n": (1, ""),  # a closing brace goes
        r'"description"\s*:\s*"[^"\\\n]{3}()[^"\\\n]{5,}"': (0, '"'),  # a quote inside of a text
    }
    for pattern, (removed, inserted) in kinds.items():
        for at in text.places(pattern, count):
            start, end = text.position(at), text.position(at + removed)
            after = {"line": start["line"], "character": start["character"] + len(inserted)}
            yield start, end, inserted, after, text.text[at : at + removed]


def structure(suite):
    """Keystrokes that break the structure of the largest file, and those that mend it."""
    path = suite.definitions["1.1 MB"]
    servers = [suite.ours(path.parent), suite.json_server(path.parent)]
    typists = [Typist(server, path) for server in servers]
    walls = [[], []], [[], []]
    cpus = [[], []], [[], []]
    for start, end, inserted, after, restored in breaks(typists[0].text, max(1, suite.rounds // 4)):
        for typist, wall, cpu in zip(typists, walls, cpus):
            answers = []
            for change, kind in ((start, end, inserted), 0), ((start, after, restored), 1):
                message = typist.change(*change)
                answers.append(
                    typist.timed(lambda: typist.server.diagnostics(typist.uri, typist.version, message))
                )
                wall[kind].append(typist.wall.pop())
                cpu[kind].append(typist.cpu.pop())
            if len(answers[0]) == len(answers[1]):
                sys.exit(f"{typist.server.process.args[0]} has not looked at what was typed at {start}")
    for server in servers:
        server.close()
    for kind, name in enumerate(("breaks the structure", "mends the structure")):
        (ours, beside), (cpu, _) = ([statistics.median(side[kind]) for side in sides] for sides in (walls, cpus))
        yield Row(
            f"keystroke that {name}",
            "10 ms" if kind == 0 else "",
            ours,
            cpu,
            f"VS Code JSON {milliseconds(beside)}; our slowest {milliseconds(max(walls[0][kind]))}",
            f"{beside / ours:.0f}x below",
            ours <= 0.010 if kind == 0 else None,
        )


QUESTIONS = {
    "completion": r'"()operationId"\s*:',
    "hover": r'"oper()ationId"\s*:',
    "definition": r'"\$ref"\s*:\s*"#/()\w',
}


def questions(suite):
    """Completion, hover and definition in the same write as a keystroke."""
    path = suite.definitions["1.1 MB"]
    servers = [suite.ours(path.parent), suite.json_server(path.parent)]
    typists = [Typist(server, path) for server in servers]
    text = typists[0].text
    typed = text.position(text.places(STRING, 3)[1])
    for name, pattern in QUESTIONS.items():
        provided = [bool(server.capabilities.get(f"{name}Provider")) for server in servers]
        for at in text.places(pattern, suite.rounds * 2):
            where = text.position(at)
            for typist, can in zip(typists, provided):
                if not can or where["line"] == typed["line"]:
                    continue
                parameters = {"textDocument": {"uri": typist.uri}, "position": where}
                change = typist.change(typed, typed, "x")
                answer = typist.timed(
                    lambda: typist.server.ask(f"textDocument/{name}", parameters, change)
                )
                if b'"error":' in answer[:60] or b'"error":' in answer[-200:]:
                    suite.note(f"{name} was refused: {answer[:200]}")
        (ours, cpu) = typists[0].medians()
        beside = typists[1].medians()[0] if provided[1] else None
        for typist in typists:
            typist.clear()
        yield Row(
            f"{name} right after a keystroke",
            "3 ms",
            ours,
            cpu,
            f"VS Code JSON {milliseconds(beside)}" if beside else "VS Code JSON has none",
            f"{beside / ours:.0f}x below" if beside else "",
            ours <= 0.003,
        )
    for server in servers:
        server.close()
