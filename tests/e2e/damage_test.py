"""`morgue check` finds whatever befalls the files of an archive, and says what to do; what it does not find does no harm."""
import contextlib
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from harness import DUMP, MORGUE, SAMPLE, TestCase, main  # noqa: E402

# Which bytes are hit: where blocks of a table lie differs from archive to archive, so try others too.
CHANCE = int(os.environ.get("MORGUE_CHANCE", "20161219"))
WAYS_OUT = ("index the sources again into a new directory", "run 'morgue index'", "'morgue index' mends it", "remove it, or run 'morgue search'")


def overwrite(path, where, content):
    with open(path, "r+b") as file:
        file.seek(where)
        file.write(content[:max(0, path.stat().st_size - where)])


def damages(size, chance):
    """(name, what is done to a file of that size), each a different one."""
    yield "gone", os.remove
    for length in sorted({0, size // 2, max(size - 1, 0)}):
        yield f"cut to {length}", lambda path, length=length: os.truncate(path, length)
    for count, places in ((16, 5), (4096, 3)):
        for where in sorted({*(min(size * part // (places - 1), max(size - count, 0)) for part in range(places)), chance.randrange(max(size - count, 0) + 1)}):
            yield f"{count} zeros at {where}", lambda path, where=where, count=count: overwrite(path, where, bytes(count))
            noise = chance.randbytes(count)
            yield f"{count} random bytes at {where}", lambda path, where=where, noise=noise: overwrite(path, where, noise)


class Damage(TestCase):
    def setUp(self):
        super().setUp()
        self.index(SAMPLE / "halyard-wire")
        # A second run, so that the tables have gaps.
        self.write("news/later.txt", "Trams run again\n\nPARIS (Halyard) - French President Emmanuel Macron opened a tram line in June 1998.\n")
        self.index(self.directory / "news")
        self.before = self.state(self.archive)
        self.tables = next(self.archive.glob("generation-*")).name

    def state(self, archive):
        """What the archive holds and what it answers; None if it says that it cannot."""
        dump = subprocess.run([DUMP, str(archive)], capture_output=True)
        asked = subprocess.run([MORGUE, "search", "--archive", str(archive), "--json", "--facets", "--limit", "100", "the"], capture_output=True)
        spelt = subprocess.run([MORGUE, "search", "--archive", str(archive), "minsters presidnt"], capture_output=True)
        if dump.returncode or asked.returncode:
            return None
        return dump.stdout, b"\n".join(line for line in asked.stdout.splitlines() if b"took_ms" not in line), spelt.stdout

    @contextlib.contextmanager
    def damaged(self, name, damage):
        """A copy of the archive with that damage to one file; None if the file stays as it is: zeros over zeros."""
        copy = self.directory / "copy"
        shutil.copytree(self.archive, copy)
        damage(copy / name)
        same = (copy / name).exists() and (copy / name).read_bytes() == (self.archive / name).read_bytes()
        try:
            yield None if same else copy
        finally:
            shutil.rmtree(copy)

    def is_found(self, archive):
        """Does `morgue check` say that something is damaged, what, and the way out?"""
        done = self.run_morgue("check", "--archive", archive, expect=None)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        problems = done.stdout.splitlines()[:-1]
        for line in problems:
            self.assertTrue(line.startswith("problem: ") and any(way in line for way in WAYS_OUT), line)
        named = [line for line in problems if re.search(r"'[^']*/(XAPIANDB|generation-\d+[^']*)'|XAPIANDB|token streams?|document \d+|article '|the id '", line)]
        self.assertTrue(named or not problems, problems)
        self.assertEqual(done.returncode, 1 if "problem: " in done.stdout else 0)
        return done.returncode == 1

    def files(self):
        return [str(path.relative_to(self.archive)) for path in sorted(self.archive.rglob("*")) if path.is_file() and path.name != "morgue.lock"]

    def test_of_every_file_is_found_or_does_no_harm(self):
        self.assertIn("no problem found", self.run_morgue("check", "--archive", self.archive).stdout)
        chance, harmless = random.Random(CHANCE), {}
        for name in self.files():
            for what, damage in damages((self.archive / name).stat().st_size, chance):
                with self.subTest(file=name, damage=what), self.damaged(name, damage) as archive:
                    if archive and not self.is_found(archive):
                        self.assertEqual(self.state(archive), self.before, "not found by check, and not harmless")
                        harmless.setdefault(Path(name).name, []).append(what)
        for name, what in harmless.items():
            print(f"harmless in {name}: {', '.join(what)}", file=sys.stderr)
        self.assertFalse(harmless.keys() & {"tokens.dict", "tokens.stream", "XAPIANDB"}, "every byte of these has a meaning")

    def test_of_the_columns_leaves_counts_right(self):
        columns = f"{self.tables}/columns"
        for what, damage in damages((self.archive / columns).stat().st_size, random.Random(CHANCE)):
            with self.subTest(damage=what), self.damaged(columns, damage) as archive:
                if archive:
                    self.assertEqual(self.is_found(archive), what != "gone")
                    self.assertEqual(self.state(archive), self.before)
                    self.assertFalse(self.is_found(archive), "who searched has made it anew")


if __name__ == "__main__":
    main()
