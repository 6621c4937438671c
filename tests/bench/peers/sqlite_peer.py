#!/usr/bin/env python3
"""SQLite FTS5 with the porter stemmer and a table of facet values, to measure beside morgue; no journal, no syncing.

  sqlite_peer.py index FILE ARTICLES.tsv   the columns are those of peers.py
  sqlite_peer.py query FILE QUERIES        takes modes from standard input (tests/bench/query_rounds.h)
"""
import itertools
import re
import sqlite3
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from formats import FACETS

MONTH, FIRST_FACET, SHOWN = 1, 2, 20
SQL = {  # {} narrows to a filter
    "page": "SELECT headline FROM article WHERE article MATCH :words {} ORDER BY rank LIMIT 10",
    "snippets": "SELECT headline, snippet(article, 1, '<mark>', '</mark>', '...', 40) FROM article WHERE article MATCH :words {} "
                "ORDER BY rank LIMIT 10",
    "count": "SELECT field, value, count(*) FROM facet WHERE document IN (SELECT rowid FROM article WHERE article MATCH :words {}) "
             "GROUP BY field, value ORDER BY field, count(*) DESC",
}
# The plus keeps FTS5 from looking up the words once for every document of the filter.
FILTER = "AND +rowid IN (SELECT document FROM facet WHERE field = :field AND value = :value)"


def index(path, articles):
    database = sqlite3.connect(path)
    database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
                           "CREATE VIRTUAL TABLE article USING fts5(headline, body, tokenize='porter unicode61');"
                           "CREATE TABLE facet(document INTEGER, field TEXT, value TEXT);")
    with open(articles, encoding="utf-8", newline="\n") as lines:
        for document, line in enumerate(lines, 1):
            columns = line.rstrip("\n").split("\t")
            database.execute("INSERT INTO article(rowid, headline, body) VALUES (?, ?, ?)", (document, *columns[-2:]))
            values = [("month", columns[MONTH])] + [(facet, value) for place, facet in enumerate(FACETS)
                                                    for value in columns[FIRST_FACET + place].split(";") if value]
            database.executemany("INSERT INTO facet VALUES (?, ?, ?)", [(document, *value) for value in values])
    database.executescript("CREATE INDEX facet_of_document ON facet(document, field, value);"
                           "CREATE INDEX documents_of_facet ON facet(field, value, document);")
    database.commit()


def expression(operator, words):
    if operator == "phrase":
        return '"' + words + '"'
    return {"or": " OR ", "and": " AND "}[operator].join(f'"{word}"' for word in words.split())


def ask(database, mode, row):
    _, operator, words, field, value = row
    narrowed = FILTER if field else ""
    values = {"words": expression(operator, words), "field": field, "value": value}
    shown = database.execute(SQL[mode if mode == "snippets" else "page"].format(narrowed), values).fetchall()
    if mode == "facets":
        counted = database.execute(SQL["count"].format(narrowed), values)
        shown = [list(itertools.islice(group, SHOWN)) for _, group in itertools.groupby(counted, key=lambda count: count[0])]
    return len(shown)


def query(path, queries):
    database = sqlite3.connect(path)
    rows = [line.split("\t") for line in Path(queries).read_text("utf-8").splitlines()]
    for mode in map(str.strip, sys.stdin):
        out = []
        for row in rows:
            wall, cpu = time.perf_counter_ns(), time.process_time_ns()
            matches = ask(database, mode, row)
            out.append(f"{time.perf_counter_ns() - wall}\t{time.process_time_ns() - cpu}\t{matches}\n")
        resident = re.search(r"VmRSS:\s*(\d+)", Path("/proc/self/status").read_text())
        print("".join(out) + f"end\t{resident[1]}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("index", "query"):
        sys.exit(__doc__)
    {"index": index, "query": query}[sys.argv[1]](*sys.argv[2:])
