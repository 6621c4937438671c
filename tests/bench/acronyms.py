#!/usr/bin/env python3
"""Which acronyms of an archive are filed under a name, and which stay by themselves: to be read by a person.

  tests/bench/acronyms.py [--morgue build/release/morgue] ARCHIVE ARTICLES.jsonl

Asks for every acronym that the articles print in brackets, and that the table of organisations does not have. Prints, the
commonest first: articles that print it so, acronym, the name it is filed under ("-" if it stays), articles found.
"""
import argparse
import collections
import json
import re
import subprocess
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def acronyms(path):
    counts = collections.Counter()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            counts.update(set(re.findall(r"\(\s?([A-Z]{3,8})\s?\)", json.loads(line).get("body", ""))))
    table = (ROOT / "indexer/names/data/organisations.tsv").read_text(encoding="utf-8")
    known = {name for line in table.splitlines() for name in line.split("\t")}
    return [(acronym, count) for acronym, count in counts.most_common() if acronym not in known]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--morgue", default=str(ROOT / "build/release/morgue"))
    parser.add_argument("archive")
    parser.add_argument("articles")
    options = parser.parse_args()
    server = subprocess.Popen([options.morgue, "serve", "--port", "0", "--archive", options.archive], stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+/", server.stdout.readline()).group()
        joined = alone = 0
        for acronym, count in acronyms(options.articles):
            asked = urllib.parse.urlencode({"organisation": acronym, "names": "any", "per_page": 1})
            with urllib.request.urlopen(f"{address}api/v1/search?{asked}") as reply:
                answer = json.load(reply)
            for value in answer["facets"]["organisation"]:
                if value["selected"]:
                    is_joined = value["label"].lower() != acronym.lower() and " " in value["label"]
                    joined, alone = joined + is_joined, alone + (not is_joined)
                    print(count, acronym, value["label"] if is_joined else "-", answer["total"], sep="\t")
        print(f"{joined} filed under a name, {alone} by themselves")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
