"""The articles of one size as each engine wants to read them, in one directory that is made once and used again."""
import html
import itertools
import json
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import articles as bench_articles
import queries as bench_queries
import synthetic

# Columns of ARTICLES.tsv: id, month, these, headline, body. Several values of one column have ";" between them.
FACETS = ("year", "source", "section", "country", "person", "organisation")
REUTERS_1987 = 14_000  # articles of Reuters-21578 that DATA holds
SEED, YEARS = 1, (1987, 2016)  # of synthetic articles


def inspected(morgue, sources, path):
    """Articles as morgue reads them, with the names that it finds: the other engines are given these as facet values."""
    if not path.exists():
        part = path.with_suffix(".part")
        command = [morgue, "inspect", *map(str, sources)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process, \
             open(part, "w", encoding="utf-8") as out:
            for line in process.stdout:
                out.write(bench_articles.parse(line).to_json() + "\n")
        if process.returncode != 0:
            raise SystemExit(f"{morgue} inspect failed")
        part.rename(path)
    return path


def real_articles(morgue, data, count, work):
    """DATA is the directory of data sets, or a file that morgue reads."""
    if data.is_file():
        return inspected(morgue, [data], work / "real.jsonl")
    pattern, name = ("reuters21578/reut2-*.sgm", "reuters") if count <= REUTERS_1987 else ("news-2006-2010.jsonl.zst", "news")
    sources = sorted(data.glob(pattern))
    if not sources:
        raise SystemExit(f"'{data}' has no {pattern}; name a directory that has, or a file of articles")
    return inspected(morgue, sources, work / f"{name}.jsonl")


class Corpus:
    """One size: files in a directory, and what they hold."""

    def __init__(self, directory, facts):
        self.directory = directory
        self.articles = facts["articles"]
        self.text_bytes = facts["text_bytes"]
        self.synthetic = facts["synthetic"]

    def file(self, name):
        return str(self.directory / name)


def flat(text):
    return " ".join(text.split())


def tsv_line(article):
    values = [article.published[:4], article.source, article.section,
              *(";".join(flat(value.replace(";", ",")) for value in values)
                for values in (article.countries, article.people, article.organisations))]
    return "\t".join([article.id, article.published[:7], *map(flat, values), flat(article.headline), flat(article.body)]) + "\n"


def html_page(article):
    headline = html.escape(flat(article.headline))
    paragraphs = "".join(f"<p>{html.escape(flat(paragraph))}</p>\n" for paragraph in article.body.split("\n\n"))
    return (f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{headline}</title>\n'
            f'<meta property="article:published_time" content="{html.escape(article.published)}"></head>\n'
            f"<body><article>\n{paragraphs}</article></body></html>\n")


def dump_record(article):
    """A record of scriptindex; one value a line."""
    fields = [("id", article.id), ("month", article.published[:7]), ("year", article.published[:4]), ("source", article.source),
              ("section", article.section), *(("country", code) for code in article.countries),
              *(("person", name) for name in article.people), *(("organisation", name) for name in article.organisations),
              ("headline", article.headline), ("body", article.body)]
    return "".join(f"{name}={flat(value)}\n" for name, value in fields if value) + "\n"


SCRIPT = """id : boolean=Q field
month : boolean=XM
year : value=0
source : value=1 field
section : value=2 field
country : boolean=XC value=3
person : boolean=XP value=4
organisation : boolean=XO value=5
headline : index field
body : index field
"""


def write_json_lines(articles, directory):
    """Passes the articles on."""
    with open(directory / "articles.jsonl", "w", encoding="utf-8") as out:
        for article in articles:
            out.write(article.to_json() + "\n")
            yield article


def write_for_peers(articles, directory):
    """Passes the articles on."""
    (directory / "scriptindex.script").write_text(SCRIPT, "utf-8")
    with open(directory / "articles.tsv", "w", encoding="utf-8") as tsv, open(directory / "articles.dump", "w", encoding="utf-8") as dump:
        for count, article in enumerate(articles):
            folder = directory / "html" / f"{count // 1000:04d}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{count % 1000:03d}.html").write_text(html_page(article), "utf-8")
            tsv.write(tsv_line(article))
            dump.write(dump_record(article))
            yield article


def articles_of_size(morgue, data, count, work):
    """The first articles of DATA, or perturbed copies if it has fewer; and whether they are copies. `count` is None for all."""
    real = real_articles(morgue, data, count or 0, work)
    with open(real, "rb") as lines:
        there = sum(1 for _ in lines)
    if count is None or count <= there or (data.is_dir() and count <= REUTERS_1987):
        return itertools.islice(bench_articles.read(real), count), False
    return itertools.islice(synthetic.copies(real, -(-count // there), SEED, YEARS), count), True


def prepare(morgue, data, count, work, for_peers=True):
    """The corpus of a size; with `for_peers` in the formats of all engines, otherwise as JSON lines alone."""
    directory = work / (str(count or "all") + ("" if for_peers else "-lines"))
    facts_file = directory / "facts.json"
    if not facts_file.exists():
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        articles, made = articles_of_size(morgue, data, count, work)
        passing = write_json_lines(articles, directory)
        facts = {"articles": 0, "text_bytes": 0, "synthetic": made}
        for article in write_for_peers(passing, directory) if for_peers else passing:
            facts["articles"] += 1
            facts["text_bytes"] += article.text_bytes
        sample = bench_queries.sample_of(directory / "articles.jsonl")
        bench_queries.write(bench_queries.derive(sample, SEED), directory / "queries.tsv")
        facts_file.write_text(json.dumps(facts))
    return Corpus(directory, json.loads(facts_file.read_text()))
