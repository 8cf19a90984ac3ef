"""Rows of measurements, and the one table that they make, as plain text or Markdown."""
import dataclasses
import sys


@dataclasses.dataclass
class Row:
    """One figure. `wall` and `cpu` are seconds, or `wall` is what shall be printed; `met` is None without a reach."""

    what: str
    reach: str
    wall: object
    cpu: object
    beside: str
    ratio: str
    met: object

    def cells(self):
        met = {True: "yes", False: "NO", None: ""}[None if self.met is None else bool(self.met)]
        return [self.what, self.reach, shown(self.wall), shown(self.cpu), self.beside, self.ratio, met]


HEAD = ["What", "Reach", "Reached", "CPU", "Beside it, in the same run", "Ratio", "Met"]


def milliseconds(seconds):
    value = seconds * 1000
    digits = 4 if value < 0.01 else 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:.{digits}f} ms"


def megabytes(size):
    return f"{size / 1e6:.1f} MB"


def times(ratio):
    return f"{ratio:.2f}x"


def shown(figure):
    return "" if figure is None else figure if isinstance(figure, str) else milliseconds(figure)


def plain(rows):
    return aligned([HEAD, *(row.cells() for row in rows)])


def markdown(rows):
    return as_markdown([HEAD, *(row.cells() for row in rows)])


def aligned(cells):
    """Lines of cells, the first of them the head, in columns."""
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in cells]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def as_markdown(cells):
    lines = [cells[0], ["---"] * len(cells[0]), *cells[1:]]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def put(path, name, text):
    """Writes measurements to a page, between its marks of this name; a page that is not there yet is made."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    page = path.read_text(encoding="utf-8") if path.is_file() else begin + end
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        sys.exit(f"{path} has no place for this: {begin}{end}")
    path.write_text(before + begin + text + "\n" + end + after, encoding="utf-8")
