#!/usr/bin/env python3
"""Queries to measure with, derived from articles: the same for the same articles and seed.

  tests/bench/queries.py [--seed N] ARTICLES.jsonl > queries.tsv

Prints a line per query as tests/bench/query_rounds.h describes it. Words come from articles, so that every query that is a
phrase or has all its words finds something: rare ones (in at most 1 of 2,000 articles, but in two), medium ones (up to
1 in 100, or in five) and frequent ones (up to 1 in 5); words joined by OR or AND and phrases are of one article, and of medium and frequent
words, phrases of three have one of any frequency in the middle. Filters are the month of the article or, where
articles come with their countries (`morgue inspect` prints them), one of these.
"""
import argparse
import collections
import itertools
import random
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import articles as bench_articles

SAMPLE = 20_000  # articles that frequencies are counted in
KINDS = {"rare": 40, "medium": 40, "frequent": 40, "or2": 60, "or3": 40, "and2": 60, "phrase2": 40, "phrase3": 40, "filtered": 40}
WORD = re.compile(r"[a-z]{2,}\Z")


def words_of(article):
    """Words as they stand side by side; what is no plain word stays as a gap."""
    return (article.headline + " " + article.body).lower().split()


def bands_of(sample):
    """Word → rare, medium, frequent or common."""
    frequency = collections.Counter()
    for article in sample:
        frequency.update({word for word in words_of(article) if WORD.match(word)})
    bands = {}
    for word, count in frequency.items():
        share = count / len(sample)
        if count >= 2:
            bands[word] = ("rare" if share <= max(0.0005, 2 / len(sample)) else "medium" if share <= max(0.01, 5 / len(sample))
                           else "frequent" if share <= 0.2 else "common")
    return bands


def draw(kind, article, bands, rng):
    """Operator and words of one query of a kind; nothing if the article has none."""
    words = words_of(article)
    if kind in ("rare", "medium", "frequent"):
        fitting = sorted({word for word in words if bands.get(word) == kind})
        return ("or", [rng.choice(fitting)]) if fitting else None
    content = {word for word in words if bands.get(word) in ("medium", "frequent")}
    if kind == "filtered":
        return ("or", [rng.choice(sorted(content))]) if content else None
    size = int(kind[-1])
    if not kind.startswith("phrase"):
        return (kind[:-1], rng.sample(sorted(content), size)) if len(content) >= size else None
    runs = [run for run in zip(*(words[i:] for i in range(size)))
            if run[0] in content and run[-1] in content and all(word in bands for word in run) and len(set(run)) == size]
    return ("phrase", list(rng.choice(runs))) if runs else None


def draw_filter(article, rng):
    fields = [("month", (article.published or "")[:7])] if len(article.published or "") >= 7 else []
    if article.countries:
        fields.append(("country", rng.choice(article.countries)))
    return rng.choice(fields) if fields else None


def derive(sample, seed=1):
    """Rows of five columns, kind by kind."""
    bands, rng, rows = bands_of(sample), random.Random(seed), []
    for kind, wanted in KINDS.items():
        found = 0
        for _ in range(wanted * 200):
            article = rng.choice(sample)
            query = draw(kind, article, bands, rng)
            narrowed = draw_filter(article, rng) if kind == "filtered" else ("", "")
            if not query or not narrowed:
                continue
            rows.append((kind, query[0], " ".join(query[1]), *narrowed))
            found += 1
            if found == wanted:
                break
    return rows


def write(rows, path):
    Path(path).write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")


def sample_of(path):
    """The first articles of a file, or all if they are few."""
    return list(itertools.islice(bench_articles.read(path), SAMPLE))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("articles", metavar="ARTICLES.jsonl")
    options = parser.parse_args()
    for row in derive(sample_of(options.articles), options.seed):
        print("\t".join(row))


if __name__ == "__main__":
    main()
