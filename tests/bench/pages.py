#!/usr/bin/env python3
"""How long pages take over HTTP, one visitor on a kept connection: median, 95th and 99th percentile by kind of page.

  tests/bench/pages.py [--morgue build/release/morgue] [--rounds 5] ARCHIVE

The visits are made from the archive: its commonest names, and words of its latest headlines. Every page is asked for once before
it is timed.
"""
import argparse
import http.client
import json
import re
import subprocess
import time
import urllib.parse
from pathlib import Path


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def get(connection, path, coding="gzip"):
    connection.request("GET", path, headers={"Accept-Encoding": coding})
    reply = connection.getresponse()
    body = reply.read()
    if reply.status != 200:
        raise SystemExit(f"{path}: {reply.status} {body[:200]}")
    return body


def visits(connection):
    """Kind of page → addresses."""
    answer = json.loads(get(connection, "/api/v1/search?per_page=100&sort=newest", "identity"))
    names = {facet: [value["value"] for value in answer["facets"][facet]] for facet in answer["facets"]}
    words = sorted({word.lower() for result in answer["results"] for word in re.findall(r"[A-Za-z]{5,}", result["headline"])})[:60]
    quote = urllib.parse.quote
    return {
        "front page": ["/"],
        "search, one word": [f"/?q={word}" for word in words],
        "search, two words": [f"/?q={a}+{b}" for a, b in zip(words, reversed(words))],
        "search, a phrase": ["/?q=" + quote('"' + " ".join(result["headline"].split()[:2]) + '"') for result in answer["results"][:40]],
        "search, filters only": [f"/?country={code}&person={quote(person)}" for code in names["country"][:8] for person in names["person"][:5]],
        "search, word and country": [f"/?q={word}&country={code}&sort=newest" for word, code in zip(words, names["country"] * 3)],
        "article": ["/article/" + quote(result["id"]) for result in answer["results"]],
        "person": ["/person/" + quote(name) for name in names["person"]],
        "country": ["/country/" + code for code in names["country"]],
        "help": ["/help"],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--morgue", default=str(Path(__file__).resolve().parents[2] / "build/release/morgue"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("archive")
    options = parser.parse_args()
    server = subprocess.Popen([options.morgue, "serve", "--port", "0", "--archive", options.archive], stdout=subprocess.PIPE, text=True)
    try:
        address = urllib.parse.urlparse(re.search(r"http://\S+", server.stdout.readline()).group())
        connection = http.client.HTTPConnection(address.netloc)
        everything = []
        print(f"{'milliseconds':<26} {'pages':>6} {'p50':>8} {'p95':>8} {'p99':>8}")
        for kind, paths in visits(connection).items():
            taken = []
            for round_number in range(options.rounds + 1):
                for path in paths:
                    start = time.perf_counter()
                    get(connection, path)
                    if round_number > 0:
                        taken.append((time.perf_counter() - start) * 1000)
            everything += taken
            print(f"{kind:<26} {len(paths):>6} {quantile(taken, .5):8.1f} {quantile(taken, .95):8.1f} {quantile(taken, .99):8.1f}")
        print(f"{'all':<26} {'':>6} {quantile(everything, .5):8.1f} {quantile(everything, .95):8.1f} {quantile(everything, .99):8.1f}")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
