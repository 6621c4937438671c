"""Killed at any moment, the archive is whole, and the next run makes it what an undisturbed run would have made it."""
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from harness import MORGUE, TestCase, main  # noqa: E402

KILLS = int(os.environ.get("MORGUE_KILLS", "20"))
PLACES = (("Paris", "France"), ("Tehran", "Iran"), ("Oslo", "Norway"), ("Lima", "Peru"), ("Nairobi", "Kenya"))
WORDS = "minister treaty harvest border market court storm ballot strike summit budget oil grain railway bridge election".split()


class Crash(TestCase):
    def make_news(self):
        """Some 12 MB: several commits' worth, in one stream and in files of their own."""
        chance = random.Random(20161219)
        with open(self.directory / "wire.jsonl", "w", encoding="utf-8") as out:
            for number in range(4000):
                city, country = chance.choice(PLACES)
                body = " ".join(chance.choice(WORDS) for _ in range(350))
                out.write(json.dumps({"id": f"w{number}", "title": f"{country} story {number}", "date": f"20{10 + number % 10}-0{1 + number % 9}-11",
                                      "source": "Halyard Wire", "body": f"{city.upper()} (Halyard) - Ministers of {country} met. {body}."}) + "\n")
        for number in range(200):
            city, country = chance.choice(PLACES)
            body = " ".join(chance.choice(WORDS) for _ in range(200))
            self.write(f"news/2015/03/{number:04}.txt", f"{country} note {number}\n\n{city.upper()} (ONA) - Ministers of {country} met. {body}.\n")
        return [self.directory / "wire.jsonl", self.directory / "news"]

    def test_killed_at_twenty_random_moments_the_archive_carries_on(self):
        sources = self.make_news()
        start = time.monotonic()
        self.index(*sources)
        duration = time.monotonic() - start
        undisturbed = self.everything()
        self.assertEqual(undisturbed["total"], 4200)

        chance = random.Random(7)
        disturbed = self.directory / "disturbed"
        killed = 0
        for attempt in range(KILLS):
            process = subprocess.Popen([MORGUE, "index", *map(str, sources), "--archive", str(disturbed)],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, duration * (0.6 if attempt % 2 else 1.1)))
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                killed += 1
            process.wait()
            if (disturbed / "iamglass").exists():
                # What is there is whole. A kill before the first commit leaves no archive yet, and says so.
                done = self.run_morgue("check", "--archive", disturbed, expect=None)
                if "not written by morgue" not in done.stdout:
                    self.assertEqual(done.returncode, 0, done.stdout)
            if attempt % 5 == 4:  # from nothing again, so that early moments are met more than once
                self.finish(sources, disturbed, undisturbed)
                for table in disturbed.iterdir():
                    table.unlink()
                disturbed.rmdir()
        self.assertGreaterEqual(killed, KILLS // 2)

    def finish(self, sources, disturbed, undisturbed):
        """A run that nobody kills: the archive is the one that was never disturbed."""
        self.run_morgue("index", *sources, "--archive", disturbed)
        self.assertIn("no problem found", self.run_morgue("check", "--archive", disturbed).stdout)
        kept, self.archive = self.archive, disturbed
        self.assertEqual(self.everything(), undisturbed)
        for query in ("treaty railway", '"oil grain"', "country:iran ballot"):
            again = self.search(query)
            self.archive = kept
            first = self.search(query)
            self.archive = disturbed
            for answer in (first, again):
                answer.pop("took_ms")
            self.assertEqual(again["total"], first["total"])
            self.assertEqual(again["facets"], first["facets"])
        self.archive = kept


if __name__ == "__main__":
    main()
