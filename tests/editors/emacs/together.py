"""Runs a server, and sends its answer to a command together with the edit that the command leads to, the answer first:
together.py PROGRAM…

The server may send them so at any time. Clients that stop reading at the answer then make no edit.
"""

import json
import subprocess
import sys
import threading


def read(stream) -> dict | None:
    length = 0
    while (line := stream.readline()).strip():
        name, value = line.split(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return json.loads(stream.read(length)) if length else None


def framed(message: dict) -> bytes:
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def main(command: list[str]) -> int:
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    steps = set()

    def to_server():
        while message := read(sys.stdin.buffer):
            if message.get("method") == "workspace/executeCommand":
                steps.add(message["id"])
            server.stdin.write(framed(message))
            server.stdin.flush()
        server.stdin.close()

    threading.Thread(target=to_server, daemon=True).start()
    answer = edit = None
    while message := read(server.stdout):
        if message.get("method") == "workspace/applyEdit":
            edit = message
        elif "method" not in message and message.get("id") in steps and "error" not in message and not message["result"]:
            answer = message
        else:
            sys.stdout.buffer.write(framed(message))
        if answer and edit:
            sys.stdout.buffer.write(framed(answer) + framed(edit))
            answer = edit = None
        sys.stdout.buffer.flush()
    return server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
