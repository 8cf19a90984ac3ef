"""What is measured on: real definitions of three sizes if there are some, else made ones of these sizes."""
import json
import os
import pathlib
import re
import shutil

SIZES = {"32 KB": 32_000, "300 KB": 300_000, "1.1 MB": 1_100_000}
NAME = "apiDefinition.swagger.json"


def corpus():
    """The folder of real connectors, or None."""
    beside = pathlib.Path(__file__).resolve().parents[3] / "shared" / "corpus"
    folder = pathlib.Path(os.environ.get("CONNECTOR_CORPUS") or beside)
    return folder if folder.is_dir() else None


def real_definitions(folder):
    """The definitions in a folder as (bytes, path), small ones first."""
    found = [path for path in folder.rglob("*.json") if path.name.lower().startswith("apidefinition")]
    return sorted((path.stat().st_size, str(path)) for path in found)


def of_three_sizes(place):
    """Makes one folder with a connector for each size in `place`: {"32 KB": path of the definition}."""
    folder, made = corpus(), {}
    real = real_definitions(folder) if folder else []
    for name, size in SIZES.items():
        target = place / name.replace(" ", "")
        target.mkdir()
        made[name] = target / NAME
        if real:
            source = pathlib.Path(min(real, key=lambda found: abs(found[0] - size))[1])
            for path in source.parent.iterdir():
                if path.is_file():
                    shutil.copy(path, target / (NAME if path == source else path.name))
        else:
            made[name].write_text(synthetic_of(size), encoding="utf-8")
    return made


def synthetic_of(size):
    """A made definition of about this many bytes."""
    few, many = (len(synthetic(count).encode()) for count in (10, 110))
    return synthetic(max(1, round(10 + 100 * (size - few) / (many - few))))


def synthetic(operations):
    """A made definition with this many operations, each with what operations usually have, and a schema of its own."""
    paths, schemas = {}, {}
    for number in range(operations):
        schema = f"Order{number}"
        paths[f"/customers/{{customerId}}/orders{number}/{{orderId}}"] = {
            "get": {
                "operationId": f"GetOrder{number}",
                # Some have mistakes, as real ones do.
                "summary": f"Get order {number}{'.' if number % 5 == 0 else ''}",
                "description": f"Reads one order of kind {number} with all of its lines and its address.",
                "x-ms-visibility": "important",
                "parameters": [
                    parameter("customerId", "path", "Customer", "The customer who has ordered."),
                    parameter("orderId", "path", "Order", "The number of the order."),
                    parameter("fields", "query", "Fields", "Which fields the answer has, with commas between them."),
                    {
                        **parameter("status", "query", "Status", "Only orders in this state are looked at."),
                        "enum": ["open", "paid", "sent", "closed"],
                    },
                ],
                "responses": {
                    "200": {"description": "The order.", "schema": {"$ref": f"#/definitions/{schema}"}},
                    "404": {"description": "There is no such order."},
                },
            }
        }
        schemas[schema] = {
            "type": "object",
            "description": f"An order of kind {number}.",
            "properties": {
                "id": field("string", "Number", "What the order is called on paper."),
                "placed": {**field("string", "Placed", "When the order was placed."), "format": "date-time"},
                "total": {**field("number", "Total", "What the order costs with taxes."), "format": "double"},
                "paid": {"type": "boolean", "title": "Paid"},
                "lines": {
                    "type": "array",
                    "description": "What is ordered.",
                    "items": {
                        "type": "object",
                        "properties": {
                            "article": field("string", "Article", "The article's name in the shop."),
                            "count": {**field("integer", "Count", "How many of it."), "format": "int32"},
                        },
                    },
                },
                **({"before": {"$ref": f"#/definitions/Order{number - 1}"}} if number % 3 == 2 else {}),
            },
        }
    definition = {
        "swagger": "2.0",
        "info": {"title": "Order Desk", "description": "Orders of a shop.", "version": "1.0"},
        "host": "orders.contoso.com",
        "basePath": "/v1",
        "schemes": ["https"],
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "paths": paths,
        "definitions": schemas,
    }
    return json.dumps(definition, indent=2) + "\n"


def parameter(name, place, summary, description):
    required = {"required": True, "x-ms-url-encoding": "single"} if place == "path" else {"required": False}
    return {
        "name": name,
        "in": place,
        **required,
        "type": "string",
        "x-ms-summary": summary,
        "description": description,
    }


def field(kind, title, description):
    return {"type": kind, "title": title, "description": description}


def edited(text):
    """The definition with an edit in every tenth operation, of kinds that break callers and that do not."""
    definition = json.loads(text)
    operations = [
        (methods, method)
        for methods in definition.get("paths", {}).values()
        for method in methods
        if method in ("get", "put", "post", "patch", "delete")
    ]
    for number, (methods, method) in enumerate(operations[::10]):
        operation = methods[method]
        if number % 4 == 0:
            del methods[method]
        elif number % 4 == 1:
            added = {"name": "added", "in": "query", "required": True, "type": "string"}
            operation.setdefault("parameters", []).append(added)
        elif number % 4 == 2:
            operation["description"] = operation.get("description", "") + " As it is now."
        else:
            operation["summary"] = operation.get("summary", "") + " again"
    for schema in list(definition.get("definitions", {}).values())[::10]:
        fields = schema.get("properties") or {}
        for name in list(fields)[:1]:
            del fields[name]
    return json.dumps(definition, indent=2, ensure_ascii=False) + "\n"


class Text:
    """A text as an editor holds it: byte order mark removed, places in lines and UTF-16 columns."""

    def __init__(self, path):
        self.path, self.uri = path, path.as_uri()
        self.text = path.read_bytes().decode("utf-8-sig")
        self.starts = [0] + [match.end() for match in re.finditer(r"\r\n|\n|\r", self.text)]

    def position(self, offset):
        low, high = 0, len(self.starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.starts[middle] <= offset else (low, middle)
        return {"line": low, "character": len(self.text[self.starts[low] : offset].encode("utf-16-le")) // 2}

    def places(self, pattern, count):
        """Offsets of a pattern's first group, `count` of them spread over the text."""
        found = [match.start(1) for match in re.finditer(pattern, self.text)]
        return [found[(2 * index + 1) * len(found) // (2 * count)] for index in range(min(count, len(found)))]
