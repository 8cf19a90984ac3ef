"""Runs a program in a terminal that nobody looks at, and gives its exit code: terminal.py SECONDS PROGRAM…

Emacs has its real command loop only there: timers, completion and undo behave as they do for people.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time


def main(seconds: float, command: list[str]) -> int:
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm"
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 160, 0, 0))
    shown = b""
    end = time.monotonic() + seconds
    while True:
        ready, _, _ = select.select([terminal], [], [], max(0, end - time.monotonic()))
        if not ready:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            print("FAIL it does not end. What it showed last:\n", shown[-3000:], file=sys.stderr)
            return 1
        try:
            shown = (shown + os.read(terminal, 65536))[-65536:]
        except OSError:  # the terminal is closed: the program has ended
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2:]))
