#!/usr/bin/env python3
"""A larger archive than there is: articles made of real ones, the same for the same file, options and seed.

  tests/bench/synthetic.py [--factor 10] [--limit N] [--seed 1] [--years 1987..2016] ARTICLES.jsonl > synthetic.jsonl

Reads the file once a copy and holds none of it but the words that it draws from. In each copy of an article 8 % of the words
are others, drawn from the words of the first articles as often as these have them, names for names and words for words; 0.5 %
are words that nobody has seen before, so that the vocabulary grows with the archive as it does in a real one. Each gets an id of its
own, a day within the years, and one of 40 sources and 12 sections, a few of them large. Countries, people and organisations, where
the file has them, stay those of the original: other engines count them as facets, morgue finds its own.
"""
import argparse
import itertools
import os
import random
import re
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import articles as bench_articles

REDRAWN, NOVEL = 0.08, 0.005  # shares of the words
POOL_ARTICLES = 5_000
POOL = 400_000  # words to draw from; more would only cost cache
WORD = re.compile(r"[A-Za-z]{2,}\Z")
SYLLABLES = [onset + vowel + coda for onset in "bdfgklmnprstvz" for vowel in "aeiou" for coda in ("", "n", "r", "l", "st")]
SOURCES = [f"{place} {paper}" for paper in ("Tribune", "Herald", "Wire", "Courier", "Post")
           for place in ("Oddmouth", "Halyard", "Quillby", "Tansy", "Ferrow", "Dunlow", "Pellan", "Wexcombe")]
SECTIONS = "Business World Markets Politics Energy Sport Technology Deals Health Culture Weather Obituaries".split()


class Pool:
    """Words as often as the articles have them: small ones and capitalised ones apart."""

    def __init__(self, articles, rng):
        small, capitalised = [], []
        for article in articles:
            for word in article.body.split():
                if WORD.match(word):
                    (small if word.islower() else capitalised).append(word)
        self.small = rng.sample(small, POOL) if len(small) > POOL else small
        self.capitalised = rng.sample(capitalised, POOL) if len(capitalised) > POOL else capitalised
        if not self.small or not self.capitalised:
            raise SystemExit("synthetic.py: the articles have no words to draw from")


def uneven(values, rng):
    """One of the values; the n-th is n times rarer than the first."""
    weights = list(itertools.accumulate(1 / (place + 1) for place in range(len(values))))
    return lambda: rng.choices(values, cum_weights=weights)[0]


def novel_word(rng, capital):
    word = "".join(rng.choices(SYLLABLES, k=4))
    return word.capitalize() if capital else word


def perturb(text, pool, rng):
    """Words are what spaces divide, so that the ends of lines and paragraphs stay where they are."""
    words = text.split(" ")
    count = len(words)
    for _ in range(round(count * REDRAWN + rng.random() - 0.5)):
        at = int(rng.random() * count)
        word = words[at]
        if word.isalpha():
            drawn = pool.small if word.islower() else pool.capitalised
            words[at] = drawn[int(rng.random() * len(drawn))]
    for _ in range(int(count * NOVEL + rng.random())):
        at = int(rng.random() * count)
        if words[at].isalpha():
            words[at] = novel_word(rng, not words[at].islower())
    return " ".join(words)


def copies(path, factor, seed, years):
    first, last = date(years[0], 1, 1), date(years[1], 12, 31)
    pool = Pool(itertools.islice(bench_articles.read(path), POOL_ARTICLES), random.Random(f"{seed}/pool"))
    for copy in range(factor):
        rng = random.Random(f"{seed}/{copy}")
        source, section = uneven(SOURCES, rng), uneven(SECTIONS, rng)
        for number, article in enumerate(bench_articles.read(path)):
            article.id = f"{copy}/{number}"
            article.headline = perturb(article.headline, pool, rng)
            article.body = perturb(article.body, pool, rng)
            article.published = (first + timedelta(int(rng.random() * ((last - first).days + 1)))).isoformat()
            article.source, article.section = source(), section()
            yield article


def parse_years(text):
    match = re.fullmatch(r"(\d{4})\.\.(\d{4})", text)
    if not match or match[1] > match[2]:
        raise argparse.ArgumentTypeError("years are given as 1987..2016")
    return int(match[1]), int(match[2])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--factor", type=int, default=10, help="copies of each article")
    parser.add_argument("--limit", type=int, help="articles at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--years", type=parse_years, default=(1987, 2016))
    parser.add_argument("articles", metavar="ARTICLES.jsonl")
    options = parser.parse_args()
    made = copies(options.articles, options.factor, options.seed, options.years)
    try:
        for article in itertools.islice(made, options.limit):
            sys.stdout.write(article.to_json() + "\n")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # `head` has seen enough


if __name__ == "__main__":
    main()
