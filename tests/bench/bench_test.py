"""The programs that measure: what they make is the same every time, and what they print is about every engine that there is."""
import asyncio
import collections
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "peers")]
import articles as bench_articles
import formats
import open_loop
import queries as bench_queries
import synthetic
import tables

MORGUE = os.environ["MORGUE"]
SCRIPTS = HERE.parents[1] / "scripts"


class TestCase(unittest.TestCase):
    """With the articles of the sample archive as morgue reads them."""

    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.holder.cleanup)
        cls.work = Path(cls.holder.name)
        cls.sample = formats.inspected(MORGUE, [os.environ["MORGUE_SAMPLE"]], cls.work / "sample.jsonl")
        cls.articles = list(bench_articles.read(cls.sample))

    def synthetic(self, **options):
        return list(synthetic.copies(self.sample, options.get("factor", 2), options.get("seed", 1), (1990, 1999)))


class SyntheticArticles(TestCase):
    def test_are_the_same_for_the_same_seed_and_others_for_another(self):
        self.assertEqual(self.synthetic(), self.synthetic())
        self.assertNotEqual(self.synthetic(), self.synthetic(seed=2))

    def test_are_a_perturbed_copy_of_every_article_each_with_an_id_of_its_own(self):
        copies = self.synthetic(factor=3)
        self.assertEqual(len(copies), 3 * len(self.articles))
        self.assertEqual(len({copy.id for copy in copies}), len(copies))
        words = changed = 0
        for copy, article in zip(copies, self.articles * 3):
            before, after = article.body.split(" "), copy.body.split(" ")
            self.assertEqual(len(before), len(after))
            words += len(before)
            changed += sum(a != b for a, b in zip(before, after))
        self.assertGreater(changed / words, 0.05)
        self.assertLess(changed / words, 0.09)

    def test_are_spread_over_the_years_and_over_large_and_small_sources(self):
        copies = self.synthetic(factor=5)
        self.assertEqual({copy.published[:3] for copy in copies}, {"199"})
        self.assertEqual(len({copy.published[:4] for copy in copies}), 10)
        sources = collections.Counter(copy.source for copy in copies).most_common()
        self.assertGreater(len(sources), 20)
        self.assertGreater(sources[0][1], 4 * sources[-1][1])

    def test_bring_words_that_nobody_has_seen(self):
        known = {word for article in self.articles for word in article.body.split()}
        new = {word for copy in self.synthetic(factor=1) for word in copy.body.split()} - known
        self.assertGreater(len(new), 20)

    def test_are_printed_as_lines_that_morgue_reads(self):
        done = subprocess.run([HERE / "synthetic.py", "--limit", "7", self.sample], capture_output=True, text=True, check=True)
        seen = subprocess.run([MORGUE, "inspect", "-"], input=done.stdout, capture_output=True, text=True, check=True).stdout
        read = [bench_articles.parse(line) for line in seen.splitlines()]
        self.assertEqual([article.id for article in read], [f"0/{number}" for number in range(7)])
        self.assertTrue(all(article.headline and article.published and article.source for article in read))


class RealArticles(TestCase):
    def test_are_about_the_same_countries_when_they_are_read_again(self):
        seen = subprocess.run([MORGUE, "inspect", self.sample], capture_output=True, text=True, check=True).stdout
        again = [bench_articles.parse(line) for line in seen.splitlines()]
        self.assertEqual([(article.id, article.body, article.countries) for article in again],
                         [(article.id, article.body, article.countries) for article in self.articles])


class Queries(TestCase):
    def test_are_the_same_every_time_and_of_every_kind(self):
        rows = bench_queries.derive(self.articles)
        self.assertEqual(rows, bench_queries.derive(self.articles))
        self.assertEqual({row[0] for row in rows}, set(bench_queries.KINDS))
        self.assertEqual({row[3] for row in rows if row[0] == "filtered"}, {"month", "country"})

    def test_ask_for_words_of_one_article_and_phrases_as_they_stand(self):
        texts = [" " + " ".join(bench_queries.words_of(article)) + " " for article in self.articles]
        for kind, operator, words, _, _ in bench_queries.derive(self.articles):
            with self.subTest(words):
                asked = [words] if operator == "phrase" else words.split()
                self.assertTrue(any(all(f" {word} " in text for word in asked) for text in texts))


class OpenLoop(unittest.TestCase):
    async def drive_against(self, seconds_of, rate, seconds):
        """Against a server that takes one request at a time, and for the n-th of them so long."""
        turn, count = asyncio.Lock(), 0

        async def serve(reader, writer):
            nonlocal count
            try:
                while await reader.readuntil(b"\r\n\r\n"):
                    async with turn:
                        count += 1
                        await asyncio.sleep(seconds_of(count))
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            except (asyncio.IncompleteReadError, asyncio.CancelledError):  # the visitor has gone, or the test is over
                writer.close()

        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
            return await open_loop.drive(*server.sockets[0].getsockname(), ["/"], rate, seconds)

    def test_counts_a_standstill_for_every_visitor_who_comes_in_it(self):
        asked = asyncio.run(self.drive_against(lambda number: 0.5 if number == 10 else 0, 100, 1))
        self.assertEqual([each.status for each in asked], [200] * 100)
        self.assertLess(max(each.latency for each in asked[:9]), 0.3)
        # One request was slow; who came a quarter of a second later waited the rest of it.
        self.assertGreater(sum(each.latency > 0.2 for each in asked), 20)

    def test_goes_on_asking_a_server_that_cannot_keep_up(self):
        asked = asyncio.run(self.drive_against(lambda number: 0.04, 50, 1))
        self.assertEqual(len(asked), 50)
        self.assertGreater(asked[-1].latency, 0.6)
        self.assertLess(asked[-1].late, 0.5)


class Formats(unittest.TestCase):
    ARTICLE = bench_articles.Article("a/1", "Tram\tline <opens>", "One & two.\n\nThree;\tfour.", "2016-12-19", "Halyard Wire",
                                     countries=["FR", "IR"], people=["Ann; Lee"])

    def test_keep_an_article_in_one_line_of_ten_columns(self):
        self.assertEqual(formats.tsv_line(self.ARTICLE).split("\t"),
                         ["a/1", "2016-12", "2016", "Halyard Wire", "", "FR;IR", "Ann, Lee", "", "Tram line <opens>",
                          "One & two. Three; four.\n"])

    def test_escape_what_becomes_a_web_page(self):
        page = formats.html_page(self.ARTICLE)
        self.assertIn("<title>Tram line &lt;opens&gt;</title>", page)
        self.assertIn("<p>One &amp; two.</p>\n<p>Three; four.</p>", page)

    def test_repeat_a_field_that_has_several_values(self):
        record = formats.dump_record(self.ARTICLE)
        self.assertIn("country=FR\ncountry=IR\n", record)
        self.assertTrue(record.endswith("body=One & two. Three; four.\n\n"))

    def test_counts_can_be_abbreviated(self):
        self.assertEqual([tables.parse_count(text) for text in ("14000", "55k", "1.1M")], [14_000, 55_000, 1_100_000])
        self.assertRaises(ValueError, tables.parse_count, "many")


class Scripts(TestCase):
    def run_script(self, name, *arguments):
        command = [sys.executable, SCRIPTS / name, self.sample, MORGUE, *arguments]
        return subprocess.run(command, capture_output=True, text=True)

    def test_measure_morgue_alone_where_nothing_else_is_asked_for(self):
        output = self.work / "figures.md"
        done = self.run_script("bench-peers", "--only", "morgue", "--rounds", "1", "--index-rounds", "1", "--output", output)
        self.assertEqual(done.returncode, 0, done.stderr)
        printed = output.read_text()
        self.assertIn(f"### {len(self.articles):,} articles", printed)
        for row in ("| index | CPU s |", "| Ranked page, µs |", "| Ranked page and ten snippets, µs |", "| phrase3 |"):
            self.assertIn(row, printed)
        self.assertIn("Where morgue needs more than others: nowhere.", printed)

    def test_refuse_an_engine_that_they_do_not_know(self):
        done = self.run_script("bench-peers", "--only", "grep")
        self.assertEqual(done.returncode, 1)
        self.assertIn("no engine is called grep; there are morgue, ", done.stderr)

    def test_fit_growth_over_sizes_larger_than_the_file(self):
        done = self.run_script("bench-growth", "--rounds", "1", "--sizes", "50", str(2 * len(self.articles)))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f"| morgue | 50 | {2 * len(self.articles):,} | exponent |", done.stdout)
        self.assertIn("| index CPU s |", done.stdout)

    def test_measure_how_long_visitors_wait_while_articles_are_indexed(self):
        archive = self.work / "served"
        subprocess.run([MORGUE, "index", "--quiet", "--archive", archive, self.sample], check=True, capture_output=True)
        command = [sys.executable, SCRIPTS / "bench-serve", archive, MORGUE, "--rate", "20", "--seconds", "3", "--update", "--articles", "20"]
        done = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        for row in ("| all | 60 |", "| during the update (", "| before and after | "):
            self.assertIn(row, done.stdout)
        found = subprocess.run([MORGUE, "stats", "--archive", archive], capture_output=True, text=True, check=True).stdout
        self.assertIn(f"{len(self.articles)}", found)


if __name__ == "__main__":
    unittest.main()
