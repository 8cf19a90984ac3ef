"""Work grows as the definition does: instructions of the real binary, counted under
callgrind, which no other load on the machine changes. `CONNECTOR_LS` names the binary, better one of a release."""
import os
import shutil

import pytest

import definitions
import instructions

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
