"""What a process costs (CPU time, memory), and the kind of machine it runs on. Linux only: it reads /proc."""
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import time


def run(command, cpus=None, **options):
    """Seconds of wall and of CPU time that a command takes from its start to its end; it may find mistakes."""
    if cpus is not None:
        command = ["taskset", "-c", cpus, *command]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{command} ended with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime


def peak_memory(command):
    """The most memory that a command has resident at a time, in bytes, looked up every millisecond."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, memory(process.pid, "VmHWM"))
        time.sleep(0.001)
    return peak


def memory(pid, field="VmRSS"):
    """A field of the process's status in bytes; 0 if it has ended."""
    try:
        found = re.search(rf"{field}:\s+(\d+) kB", pathlib.Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


def cpu_seconds(pid):
    """CPU time of all threads of a running process, ended ones too, to the nanosecond."""
    # The clock that clock_getcpuclockid(3) gives for a process.
    return time.clock_gettime((~pid << 3) | 2)


def echo(size):
    """Seconds that a small message takes through a pipe to another process and back: the client's own share."""
    return answered(["cat"], b"x" * size, size)


# Writes a message whenever a byte comes, into a pipe as large as the server asks for, if the system allows that.
WRITER = """
import fcntl, os, sys
message = bytes(int(sys.argv[1]))
try:
    fcntl.fcntl(1, fcntl.F_SETPIPE_SZ, 1 << 20)
except OSError:
    pass
while os.read(0, 1):
    left = len(message)
    while left:
        left -= os.write(1, message[:left])
"""


def transfer(size):
    """Seconds from a question to the last byte of an answer of this size, from a process that only writes it."""
    return answered([sys.executable, "-S", "-c", WRITER, str(size)], b"x", size)


def answered(command, question, size, rounds=200):
    """Median seconds from a question, which has to fit into a pipe, to the last byte of an answer of this size."""
    seen = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as process:
        for _ in range(rounds):
            start, left = time.perf_counter(), size
            process.stdin.write(question)
            while left > 0:
                left -= len(process.stdout.read(left) or sys.exit(f"{command[0]} has ended"))
            seen.append(time.perf_counter() - start)
        process.stdin.close()
    return statistics.median(seen)


def two_cpus():
    """The first two of the processors that this process may use, as taskset names them."""
    return ",".join(str(cpu) for cpu in sorted(os.sched_getaffinity(0))[:2])


def machine():
    """The kind of machine: cores, processor, kernel."""
    found = re.search(r"model name\s*:\s*(.+)", pathlib.Path("/proc/cpuinfo").read_text())
    model = found[1] if found else platform.machine()
    kernel = ".".join(platform.release().split(".")[:2])
    return f"{len(os.sched_getaffinity(0))} cores, {model}, {platform.system()} {kernel}"


def load():
    """How many processes wanted a processor during the last minute, on average."""
    return os.getloadavg()[0]
