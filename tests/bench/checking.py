"""The command line: checking all connectors and comparing two definitions, beside parsers and linters."""
import os
import pathlib
import statistics

import process
from definitions import NAME, edited, real_definitions, synthetic_of
from table import Row, megabytes, milliseconds, times


def alternating(commands, runs, cpus=None):
    """Medians of wall and CPU seconds of each command; they take turns, so that a busy machine disturbs all alike."""
    seen = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            seen[name].append(process.run(command, cpus))
    return {name: tuple(statistics.median(column) for column in zip(*rows)) for name, rows in seen.items()}


def all_connectors(suite):
    """All rules on all connectors with two threads, beside parses of all of their JSON files with two threads."""
    files = sorted(
        (path for path in suite.connectors.rglob("*.json") if path.is_file()), key=lambda path: -path.stat().st_size
    )
    paths, size = [str(path) for path in files], sum(path.stat().st_size for path in files)
    check = [suite.binary, "check", "--format", "json", str(suite.connectors)]
    seen = alternating(
        {
            "ours": check,
            "serde_json": [suite.limits, "parse", "serde_json", "2", *paths],
            "sonic-rs": [suite.limits, "parse", "sonic-rs", "2", *paths],
        },
        suite.rounds,
        process.two_cpus(),
    )
    (wall, cpu), (limit, limit_cpu), (sonic, _) = seen["ours"], seen["serde_json"], seen["sonic-rs"]
    yield Row(
        f"check of all connectors, {len(files)} files, {megabytes(size)}, 2 threads",
        "at most 2x",
        wall,
        cpu,
        f"serde_json::Value of all files, 2 threads {milliseconds(limit)} (CPU {milliseconds(limit_cpu)}),"
        f" sonic-rs {milliseconds(sonic)}",
        f"{times(wall / limit)}, CPU {times(cpu / limit_cpu)}",
        wall <= 2 * limit,
    )
    suite.note(
        f"A check of all connectors has at most {megabytes(process.peak_memory(check))} resident;"
        f" {megabytes(size / wall)} are checked in a second."
    )


def linters(suite):
    """All rules beside Spectral and Redocly on the same definitions: a sample of all sizes that they finish."""
    folder = suite.place / "sample"
    folder.mkdir()
    real = real_definitions(suite.connectors)
    chosen = [real[(2 * index + 1) * len(real) // 80] for index in range(40)] if len(real) >= 40 else real
    paths = []
    for index, (_, source) in enumerate(chosen):
        path = folder / f"connector{index}" / NAME
        path.parent.mkdir()
        path.write_text(pathlib.Path(source).read_text(encoding="utf-8-sig"), encoding="utf-8")
        paths.append(str(path))
    size = sum(os.path.getsize(path) for path in paths)
    spectral, redocly = suite.place / "spectral.yaml", suite.place / "redocly.yaml"
    spectral.write_text('extends: ["spectral:oas"]\n')
    redocly.write_text("extends: [recommended]\ntelemetry: off\n")
    programs = pathlib.Path(suite.peers) / "node_modules/.bin"
    spectral_lint = [suite.node, str(programs / "spectral"), "lint", "--quiet", "--format", "json"]
    redocly_lint = [suite.node, str(programs / "redocly"), "lint", "--format", "json"]
    commands = {
        "ours": [suite.binary, "check", "--format", "json", str(folder)],
        "Spectral": [*spectral_lint, "--ruleset", str(spectral), *paths],
        "Redocly": [*redocly_lint, "--config", str(redocly), *paths],
    }
    os.environ.update(REDOCLY_TELEMETRY="off", REDOCLY_SUPPRESS_UPDATE_NOTICE="true")
    seen = alternating(commands, suite.lint_runs, process.two_cpus())
    wall, cpu = seen["ours"]
    for name, reach in ("Spectral", 100), ("Redocly", 30):
        beside, beside_cpu = seen[name]
        yield Row(
            f"check of {len(paths)} definitions, {megabytes(size)}, beside {name}",
            f"{reach}x below",
            wall,
            cpu,
            f"{name} {milliseconds(beside)} (CPU {milliseconds(beside_cpu)})",
            f"{beside / wall:.0f}x below, CPU {beside_cpu / cpu:.0f}x",
            beside / wall >= reach,
        )
    suite.note(
        "Per MB: "
        + ", ".join(f"{name} {milliseconds(wall / size * 1e6)}" for name, (wall, _) in seen.items())
        + ", starts of the processes counted in."
    )


def comparison(suite):
    """A diff of the largest definition and an edited form of it, beside a check of both."""
    old, both = suite.definitions["1.1 MB"], suite.place / "both"
    texts = {"old": old.read_text(encoding="utf-8-sig")}
    texts["new"] = edited(texts["old"])
    for name, text in texts.items():
        (both / name).mkdir(parents=True)
        (both / name / NAME).write_text(text, encoding="utf-8")
    files = [str(both / name / NAME) for name in texts]
    seen = alternating(
        {
            "diff": [suite.binary, "diff", "--format", "json", *files],
            "check": [suite.binary, "check", "--format", "json", str(both)],
        },
        suite.rounds * 2,
        process.two_cpus(),
    )
    (wall, cpu), (beside, beside_cpu) = seen["diff"], seen["check"]
    yield Row(
        "diff of two definitions of 1.1 MB",
        "at most a check",
        wall,
        cpu,
        f"check of both, 2 threads {milliseconds(beside)} (CPU {milliseconds(beside_cpu)})",
        f"{times(wall / beside)}, CPU {times(cpu / beside_cpu)}",
        wall <= beside,
    )


def make_connectors(place):
    """Connectors for machines without real ones: sizes spread as those of real ones are."""
    folder = place / "connectors"
    for index in range(120):
        path = folder / f"connector{index}" / NAME
        path.parent.mkdir(parents=True)
        path.write_text(synthetic_of(6_000 + 250_000 * (index % 24) ** 3 // 24**3), encoding="utf-8")
    return folder
