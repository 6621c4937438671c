#!/usr/bin/env python3
"""Indexes sources into a new archive, then once more unchanged: time, CPU, peak memory, size.

  tests/bench/index.py [--morgue build/release/morgue] SOURCE...
  zstd -dc news.jsonl.zst > news.jsonl && tests/bench/index.py news.jsonl
"""
import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def run(command):
    """Seconds, CPU seconds and peak MB of one run of a command, and what it said."""
    start = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} failed with {process.returncode}: {said}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said.strip().splitlines()[-1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--morgue", default=str(Path(__file__).resolve().parents[2] / "build/release/morgue"))
    parser.add_argument("sources", nargs="+", metavar="SOURCE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="morgue-bench-") as holder:
        archive = Path(holder) / "archive"
        command = [options.morgue, "index", "--quiet", "--archive", str(archive), *options.sources]
        for what in ("first run", "unchanged"):
            wall, cpu, memory, said = run(command)
            print(f"{what:<10} {wall:7.1f} s wall  {cpu:7.1f} s CPU  {memory:6.0f} MB peak   {said}")
        size = sum(file.stat().st_size for file in archive.rglob("*"))
        print(f"archive    {size / 1e6:7.1f} MB on disk")


if __name__ == "__main__":
    main()
