"""What running an engine costs: time, memory and bytes of an index run; times of each query, asked in rounds of all engines."""
import dataclasses
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

WARMING_ROUNDS = 5  # of each mode; Java compiles what it runs often
PATIENCE = 60  # seconds that one engine may take for the rounds of one mode, once it has been asked everything twice


@dataclasses.dataclass
class IndexRun:
    wall: float  # seconds
    cpu: float
    peak_mb: float
    size: int  # bytes


def bytes_in(path):
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def remove(path):
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def index_once(system, corpus):
    path = system.index_path(corpus)
    remove(path)
    os.sync()  # what the engine before has left to write is not ours
    command = system.index(corpus, path)
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            sys.exit(f"{' '.join(command)}: failed with {process.returncode}\n{said.read().decode(errors='replace')[-2000:]}")
    return IndexRun(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, bytes_in(path))


def index_rounds(systems, corpus, rounds):
    """System → the medians of its runs; the systems take turns."""
    runs = {system.name: [] for system in systems}
    for _ in range(rounds):
        for system in systems:
            runs[system.name].append(index_once(system, corpus))
    return {name: IndexRun(*(statistics.median(getattr(run, field.name) for run in of_one)
                             for field in dataclasses.fields(IndexRun))) for name, of_one in runs.items()}


class Asker:
    """A process of an engine that answers all queries, mode after mode (tests/bench/query_rounds.h)."""

    def __init__(self, system, corpus):
        command = system.query(corpus, system.index_path(corpus))
        self.name = system.name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.resident_mb = 0

    def round(self, mode):
        """Wall time, CPU time (nanoseconds) and matches of every query."""
        self.process.stdin.write(mode + "\n")
        self.process.stdin.flush()
        answers = []
        for line in self.process.stdout:
            columns = line.split("\t")
            if columns[0] == "end":
                self.resident_mb = max(self.resident_mb, int(columns[1]) / 1024)
                return answers
            answers.append(tuple(map(int, columns)))
        sys.exit(f"{self.name}: the program that asks its queries ended early")

    def close(self):
        self.process.stdin.close()
        self.process.wait()


@dataclasses.dataclass
class QueryTimes:
    """Microseconds by query: each the median of its rounds."""
    wall: list
    cpu: list
    matches: list
    rounds: int


def query_rounds(systems, corpus, modes, rounds):
    """(System, mode) → QueryTimes, and system → resident MB. Within a round each system is asked in its turn."""
    askers, times = [Asker(system, corpus) for system in systems], {}
    try:
        for mode in modes:
            answers, spent = {asker.name: [] for asker in askers}, dict.fromkeys((asker.name for asker in askers), 0.0)
            for number in range(WARMING_ROUNDS + rounds):
                for asker in askers:
                    if spent[asker.name] > PATIENCE and number > 1:
                        continue
                    start = time.monotonic()
                    answers[asker.name].append(asker.round(mode))
                    spent[asker.name] += time.monotonic() - start
            for name, of_one in answers.items():
                counted = of_one[WARMING_ROUNDS:] or of_one[-1:]
                wall, cpu, matches = ([statistics.median(round[i][column] for round in counted) for i in range(len(counted[0]))]
                                      for column in range(3))
                times[name, mode] = QueryTimes([ns / 1000 for ns in wall], [ns / 1000 for ns in cpu], matches, len(counted))
    finally:
        for asker in askers:
            asker.close()
    return times, {asker.name: asker.resident_mb for asker in askers}


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
