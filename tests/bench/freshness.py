#!/usr/bin/env python3
"""How long a new article takes to be found over HTTP: `morgue serve` and `morgue watch` on an archive of the first articles of a file of
JSON lines, and further ones of it written into a directory, one at a time.

  tests/bench/freshness.py [--morgue build/release/morgue] [--archived 10000] [--written 20] news.jsonl
"""
import argparse
import itertools
import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path


def wait_for_line(stream, pattern):
    """The match in the first line that has one."""
    for line in stream:
        if found := re.search(pattern, line):
            return found
    sys.exit(f"no line with {pattern!r} came")


def total(url, word):
    with urllib.request.urlopen(f"{url}api/v1/search?q={word}", timeout=60) as reply:
        return json.load(reply)["total"]


def measure(url, directory, articles):
    """Seconds from the last byte of each article to the first answer that has it."""
    waits = []
    for number, article in enumerate(articles):
        word = f"freshness{number}x{len(articles)}"
        text = f"{article['title']}\n\n{article['body']}\n\n{word}\n"
        total(url, word)
        (directory / f"{number}.txt").write_text(text, encoding="utf-8")
        start = time.monotonic()
        while total(url, word) == 0:
            time.sleep(0.01)
        waits.append(time.monotonic() - start)
        time.sleep(0.5)
    return sorted(waits)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--morgue", default=str(Path(__file__).resolve().parents[2] / "build/release/morgue"))
    parser.add_argument("--archived", type=int, default=10_000, metavar="N", help="articles in the archive beforehand")
    parser.add_argument("--written", type=int, default=20, metavar="N", help="articles that are written and waited for")
    parser.add_argument("news", metavar="JSONL")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="morgue-bench-") as holder, open(options.news, encoding="utf-8") as lines:
        archive, first, watched = (str(Path(holder) / name) for name in ("archive", "first.jsonl", "watched"))
        Path(watched).mkdir()
        Path(first).write_text("".join(itertools.islice(lines, options.archived)), encoding="utf-8")
        articles = [json.loads(line) for line in itertools.islice(lines, options.written)]
        subprocess.run([options.morgue, "index", "--quiet", "--archive", archive, first], check=True)
        server = subprocess.Popen([options.morgue, "serve", "--archive", archive, "--port", "0"], stdout=subprocess.PIPE, text=True)
        watch = subprocess.Popen([options.morgue, "watch", "--archive", archive, watched], stderr=subprocess.PIPE, text=True)
        try:
            url = wait_for_line(server.stdout, r"http://\S+/").group(0)
            wait_for_line(watch.stderr, "articles")
            waits = measure(url, Path(watched), articles)
        finally:
            for process in (server, watch):
                process.terminate()
                process.wait()
        print(f"{options.archived} articles in the archive, {len(waits)} written: found after {waits[len(waits) // 2]:.2f} s at the median, "
              f"{waits[-1]:.2f} s at most")


if __name__ == "__main__":
    main()
