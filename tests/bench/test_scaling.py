"""Work grows as the definition does, and a keystroke's not at all: instructions of the real binary, counted under
callgrind, which no other load on the machine changes. `CONNECTOR_LS` names the binary, better one of a release."""
import os
import shutil

import pytest

import definitions
import instructions
from client import Server
from keystrokes import STRING, Typist

OPERATIONS = 80

pytestmark = pytest.mark.skipif(
    not shutil.which("valgrind") or "CONNECTOR_LS" not in os.environ,
    reason="needs valgrind, and CONNECTOR_LS with the binary",
)


def written(folder, operations):
    """A connector with so many operations in a folder of its own."""
    path = folder / str(operations) / definitions.NAME
    path.parent.mkdir()
    path.write_text(definitions.synthetic(operations), encoding="utf-8")
    return path


def analysis(folder, operations):
    """Instructions of a check of a definition with so many operations."""
    path = written(folder, operations)
    return instructions.counted([os.environ["CONNECTOR_LS"], "check", "--format", "json", str(path)])


def test_twice_the_operations_take_twice_the_analysis(tmp_path):
    # What is there without any operation, such as the start of the process, is taken off.
    start = analysis(tmp_path, 0)
    once, twice = (analysis(tmp_path, count) - start for count in (OPERATIONS, 2 * OPERATIONS))
    assert once > start / 10, "the definition is too small to say anything"
    assert twice <= 2.2 * once, f"{twice / once:.2f} times the instructions for twice the operations"


def session(path, keystrokes, log):
    """Instructions of a server in which a definition is opened and so many characters are typed in a string."""
    with log.open("wb") as file:
        server = Server([*instructions.CALLGRIND, os.environ["CONNECTOR_LS"], "lsp"], path.parent, log=file)
        typist = Typist(server, path)
        place = typist.text.position(typist.text.places(STRING, 1)[0])
        typist.type(place, "x" * keystrokes)
        server.close()
    return instructions.collected(log.read_text())


def keystroke(folder, operations):
    """Instructions of one keystroke: what twenty more of them add to a session."""
    path, log = written(folder, operations), folder / f"{operations}.log"
    few, many = (session(path, count, log) for count in (4, 24))
    return (many - few) / 20


def test_twice_the_operations_take_the_same_keystroke(tmp_path):
    once, twice = (keystroke(tmp_path, count) for count in (OPERATIONS, 2 * OPERATIONS))
    assert once > 10_000, "keystrokes must cost something"
    assert twice <= 1.2 * once, f"{twice / once:.2f} times the instructions for twice the operations"
