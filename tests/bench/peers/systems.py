"""The engines that are measured beside each other: how each is run, and what is missing if it cannot be."""
import glob
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from tables import BARE, HTML, OURS

JARS = "/usr/share/java/lucene-{}-8*.jar"
WORDS_ONLY = "--words-only"  # of morgue index
HEAP = "-Xmx2g"  # of Java; its own default is a quarter of the machine


class System:
    """An engine. `index` and `query` are commands as functions of a corpus and the path of an index; `query` is None where only
    indexing is measured, `missing` a sentence if the engine cannot be run here; `prepare` is called before anything is measured."""

    def __init__(self, name, index, query=None, missing=None, prepare=lambda: None):
        self.name, self.index, self.query, self.missing, self.prepare = name, index, query, missing, prepare

    def index_path(self, corpus):
        return Path(corpus.file("index-" + re.sub(r"\W+", "-", self.name.lower())))


def needs(condition, sentence):
    return None if condition else sentence


def leaves_names_out(morgue):
    usage = subprocess.run([morgue, "index", "--help"], capture_output=True, text=True, check=True).stdout
    return WORDS_ONLY in usage


def morgue_systems(morgue):
    bench = Path(morgue).with_name("search_bench")
    if not bench.exists():
        raise SystemExit(f"bench-peers: {bench} is missing; build the target search_bench")

    def query(corpus, index):
        return [str(bench), str(index), corpus.file("queries.tsv")]

    def index_with(*options, source="articles.jsonl"):
        return lambda corpus, index: [morgue, "index", "--quiet", "--archive", str(index), *options, corpus.file(source)]

    systems = [System(OURS, index_with(), query), System(HTML, index_with(source="html"))]
    systems.append(System(BARE, index_with(WORDS_ONLY), query,
                          needs(leaves_names_out(morgue), f"this build of morgue has no option {WORDS_ONLY}")))
    return systems


def omega_systems():
    package = "install the Debian package xapian-omega"
    return [
        System("omindex", lambda corpus, index: ["omindex", "--db", str(index), "--url", "/", corpus.file("html")],
               missing=needs(shutil.which("omindex"), package)),
        System("scriptindex", lambda corpus, index: ["scriptindex", "--overwrite", "--stemmer=english", str(index),
                                                     corpus.file("scriptindex.script"), corpus.file("articles.dump")],
               missing=needs(shutil.which("scriptindex"), package))]


def xapian_system(morgue):
    program = Path(morgue).with_name("xapian_peer")
    return System("Xapian", lambda corpus, index: [str(program), "index", str(index), corpus.file("articles.tsv")],
                  lambda corpus, index: [str(program), "query", str(index), corpus.file("queries.tsv")],
                  needs(program.exists(), f"{program} is missing; build the target xapian_peer"))


def lucene_system(work):
    jars = [jar for part in ("core", "analyzers-common", "facet", "highlighter", "memory", "queries")
            for jar in sorted(glob.glob(JARS.format(part)))[:1]]
    missing = needs(len(jars) == 6, "install the Debian package liblucene8-java") or \
        needs(shutil.which("javac"), "install the Debian package openjdk-17-jdk-headless")
    classes = work / "lucene"

    def compile_it():
        subprocess.run(["javac", "-d", str(classes), "-cp", ":".join(jars), str(HERE / "LucenePeer.java")], check=True)

    java = ["java", HEAP, "-cp", ":".join([str(classes), *jars]), "LucenePeer"]
    return System("Lucene 8", lambda corpus, index: [*java, "index", str(index), corpus.file("articles.tsv")],
                  lambda corpus, index: [*java, "query", str(index), corpus.file("queries.tsv")], missing, compile_it)


def sqlite_system():
    program = [sys.executable, str(HERE / "sqlite_peer.py")]
    try:
        import sqlite3
        sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
        missing = None
    except Exception:  # no module, or a library built without FTS5
        missing = "install the Debian packages python3 and libsqlite3-0"
    return System("SQLite FTS5", lambda corpus, index: [*program, "index", str(index), corpus.file("articles.tsv")],
                  lambda corpus, index: [*program, "query", str(index), corpus.file("queries.tsv")], missing)


def all_systems(morgue, work):
    return [*morgue_systems(morgue), *omega_systems(), xapian_system(morgue), lucene_system(work), sqlite_system()]
