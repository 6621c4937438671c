"""Whatever happens while an archive is written, nothing that was in it is lost, and the next run makes it what an undisturbed run would
have made it. An ordinary run kills each command ten times: a first build, updates, the removal of what has vanished, compaction.

  MORGUE_KILLS=50 tests/e2e/crash_test.py          fifty times each; a quarter of an hour or more
  MORGUE_KILLS=50 tests/e2e/crash_test.py Killed.test_while_it_is_compacted
"""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from harness import DUMP, MORGUE, TestCase, main  # noqa: E402

KILLS = int(os.environ.get("MORGUE_KILLS", "10"))
PLACES = (("Paris", "France"), ("Tehran", "Iran"), ("Oslo", "Norway"), ("Lima", "Peru"), ("Nairobi", "Kenya"))
WORDS = "minister treaty harvest border market court storm ballot strike summit budget oil grain railway bridge election".split()


class Disturbed(TestCase):
    def setUp(self):
        super().setUp()
        self.chance = random.Random(20161219)

    def write_news(self, edition, stories=1200, notes=100):
        """A stream of one file, and files of their own; in part the same in every edition."""
        chance = random.Random(edition)
        with open(self.directory / "wire.jsonl", "w", encoding="utf-8") as out:
            for number in range(stories):
                city, country = PLACES[number % len(PLACES)]
                body = " ".join((chance if number % 3 == 0 else random.Random(number)).choices(WORDS, k=350))
                out.write(json.dumps({"id": f"w{number}", "title": f"{country} story {number}", "date": f"20{10 + number % 10}-0{1 + number % 9}-11",
                                      "source": "Halyard Wire", "body": f"{city.upper()} (Halyard) - Ministers of {country} met. {body}."}) + "\n")
        for number in range(notes):
            city, country = PLACES[number % len(PLACES)]
            body = " ".join(chance.choices(WORDS, k=200))
            self.write(f"news/2015/03/{number:04}.txt", f"{country} note {number}\n\n{city.upper()} (ONA) - Ministers of {country} met. {body}.\n")

    def dump(self, archive):
        """All documents by id, and all records of files by path, with everything that is in them."""
        lines = [json.loads(line) for line in subprocess.run([DUMP, str(archive)], check=True, capture_output=True).stdout.splitlines()]
        return {line["id"]: line for line in lines if "id" in line}, {line["file"]: line for line in lines if "file" in line}

    def command(self, archive, *arguments):
        """Words of a command line that writes the archive."""
        if arguments[0] == "index":
            arguments = ("index", self.directory / "wire.jsonl", self.directory / "news", "--words-only", *arguments[1:])
        return [MORGUE, *map(str, arguments), "--archive", str(archive)]

    def kill_at_random_moments(self, before, *arguments):
        """Kills the command, each time on a copy of `before` (None: no archive), then lets it run to its end."""
        undisturbed = self.directory / "undisturbed"
        if before:
            shutil.copytree(before, undisturbed)
        start = time.monotonic()
        self.run_morgue(*self.command(undisturbed, *arguments)[1:])
        duration = time.monotonic() - start
        old, new = self.dump(before)[0] if before else {}, self.dump(undisturbed)
        killed = attempt = 0
        while killed < KILLS:
            attempt += 1
            disturbed = self.directory / f"disturbed-{attempt}"
            if before:
                shutil.copytree(before, disturbed)
            for _ in range(2):  # what is killed once may be killed again
                process = subprocess.Popen(self.command(disturbed, *arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(self.chance.uniform(0, duration))
                process.send_signal(signal.SIGKILL)
                if process.wait() == -signal.SIGKILL:
                    killed += 1
                else:
                    duration *= 0.7  # the machine has less to do than it had
                if (disturbed / "XAPIANDB").exists():
                    self.expect_between(old, self.dump(disturbed)[0], new[0])
                    self.run_morgue("check", "--archive", disturbed)
                else:
                    self.assertIsNone(before, "an archive that was there is there")
            self.run_morgue(*self.command(disturbed, *arguments)[1:])
            self.assertEqual(self.dump(disturbed), new)
            self.assertEqual(sorted(path.name for path in disturbed.iterdir() if not path.name.startswith("generation-")), ["XAPIANDB", "morgue.lock"])
            self.assertEqual(len(list(disturbed.glob("generation-*"))), 1)
            self.run_morgue("check", "--archive", disturbed)
            shutil.rmtree(disturbed)
        print(f"killed {killed} times in {attempt} archives; nothing was lost", file=sys.stderr)

    def expect_between(self, old, current, new):
        """Each article is as it was or as it is to be, and none is gone that is to stay."""
        for name, document in current.items():
            self.assertIn(document, (old.get(name), new.get(name)))
        self.assertLessEqual(old.keys() & new.keys(), current.keys())


class Killed(Disturbed):
    def test_in_a_first_build(self):
        self.write_news(1)
        self.kill_at_random_moments(None, "index")

    def test_in_an_update(self):
        self.write_news(1)
        self.run_morgue(*self.command(self.archive, "index")[1:])
        self.write_news(2, stories=1500)
        self.kill_at_random_moments(self.archive, "index")

    def test_in_an_update_that_is_larger_than_the_archive(self):
        self.write_news(1, stories=300)
        self.run_morgue(*self.command(self.archive, "index")[1:])
        self.write_news(2)
        self.kill_at_random_moments(self.archive, "index")

    def test_while_what_has_vanished_is_removed(self):
        self.write_news(1)
        self.run_morgue(*self.command(self.archive, "index")[1:])
        shutil.rmtree(self.directory / "news")
        self.write_news(1, stories=500, notes=30)
        self.kill_at_random_moments(self.archive, "index", "--prune")

    def test_while_it_is_compacted(self):
        self.write_news(1)
        self.run_morgue(*self.command(self.archive, "index")[1:])
        self.write_news(2)
        self.run_morgue(*self.command(self.archive, "index")[1:])
        self.kill_at_random_moments(self.archive, "compact")


class OnABadDisk(Disturbed):
    """A small file system of its own, which only root can make."""

    def setUp(self):
        super().setUp()
        self.disk = self.directory / "disk"
        self.disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200m", "morgue-test", str(self.disk)], capture_output=True).returncode != 0:
            self.skipTest("a tmpfs cannot be mounted here")
        self.addCleanup(subprocess.run, ["umount", str(self.disk)], check=True)
        self.archive = self.disk / "archive"

    def remount(self, options):
        subprocess.run(["mount", "-o", f"remount,{options}", str(self.disk)], check=True)

    def used(self):
        return sum(path.stat().st_size for path in self.archive.rglob("*"))

    def expect_refusal(self, *arguments, cause):
        done = self.run_morgue(*self.command(self.archive, *arguments)[1:], expect=1)
        self.assertRegex(done.stderr, f"^morgue: cannot write (archive )?'{self.archive}")
        self.assertIn(cause, done.stderr)

    def test_that_is_full_nothing_is_lost(self):
        self.write_news(1, stories=150, notes=10)
        self.run_morgue(*self.command(self.archive, "index")[1:])
        before = self.dump(self.archive)
        kept = self.directory / "kept"
        shutil.copytree(self.archive, kept)
        self.write_news(2)
        for room in range(100_000, 2_200_000, 150_000):  # so that it ends in every step: in tables, in token streams, in shards
            shutil.rmtree(self.archive)
            shutil.copytree(kept, self.archive)
            self.remount(f"size={self.used() + room}")
            self.expect_refusal("index", cause="No space left on device")
            self.run_morgue("check", "--archive", self.archive)
            self.assertLessEqual(before[0].keys(), self.dump(self.archive)[0].keys())
            self.remount("size=200m")
        self.run_morgue(*self.command(self.archive, "index")[1:])
        whole = self.directory / "whole"
        self.write_news(2)
        self.run_morgue(*self.command(whole, "index")[1:])
        content = [{name: document["content"] for name, document in self.dump(archive)[0].items()} for archive in (self.archive, whole)]
        self.assertEqual(*content)
        self.remount(f"size={self.used() + 500_000}")
        self.expect_refusal("compact", cause="No space left on device")
        self.assertEqual(self.dump(self.archive)[0].keys(), self.dump(whole)[0].keys())
        self.run_morgue("check", "--archive", self.archive)

    def test_that_is_read_only_can_be_searched_and_not_written(self):
        self.write_news(1, stories=150, notes=10)
        self.run_morgue(*self.command(self.archive, "index")[1:])
        before = self.dump(self.archive)
        self.remount("ro")
        for command in ("index", "compact"):
            self.expect_refusal(command, cause="Read-only file system")
        self.assertEqual(self.search("")["total"], 160)
        self.assertEqual(self.dump(self.archive), before)


if __name__ == "__main__":
    main()
