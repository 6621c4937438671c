"""Exit statuses, messages and --help of every command."""
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from harness import SAMPLE, TestCase, main  # noqa: E402

COMMANDS = ("index", "watch", "inspect", "search", "related", "serve", "stats", "check", "remove", "compact")
STORY = "Story\n\nPARIS (Halyard) - Ministers of France met for talks.\n"


class Help(TestCase):
    def test_of_the_program_and_of_each_command_is_as_the_golden_file_says(self):
        text = self.run_morgue("--help").stdout
        for command in COMMANDS:
            text += f"\n---- morgue {command} --help\n" + self.run_morgue(command, "--help").stdout
        self.expect_golden("help.txt", text)


class Usage(TestCase):
    def test_mistakes_end_with_status_2_and_name_the_way_out(self):
        for arguments, message in (
            ((), "Usage: morgue COMMAND"),
            (("frobnicate",), "there is no command 'frobnicate'; see 'morgue --help'"),
            (("index",), "name at least one SOURCE"),
            (("index", "--frobnicate"), "see 'morgue index --help'"),
            (("index", ".", "--threads", "0"), "--threads takes a number"),
            (("inspect",), "name at least one SOURCE"),
            (("search",), "Give a QUERY"),
            (("search", "x", "--facet", "colour"), "--facet takes country, region, person"),
            (("search", "x", "--like", "fra"), "add --facet person"),
            (("search", "x", "--facet-order", "name"), "--facet-order takes count or significance"),
            (("search", "x", "--page", "0"), "--page takes a number from 1"),
            (("search", "x", "--sort", "best"), "--sort takes relevance, recent, newest or oldest"),
            (("search", "x", "--stories", "some"), "--stories takes collapse or all"),
            (("search", "x", "--limit", "0"), "--limit takes a number"),
            (("serve", "--port", "99999"), "--port takes a number"),
            (("serve", "--workers", "0"), "--workers takes a number"),
            (("serve", "--access-log-format", "xml"), "--access-log-format takes text or json"),
            (("serve", "--tls", "cert.pem"), "--tls takes two files, CERT,KEY"),
            (("serve", "--auth", ""), "--auth takes a file"),
            (("serve", "--host", ""), "--host takes an address"),
            (("remove",), "name at least one article ID"),
        ):
            with self.subTest(arguments):
                done = self.run_morgue(*arguments, expect=2)
                self.assertIn(message, done.stderr)
                self.assertEqual(done.stdout, "")


class Failures(TestCase):
    def test_end_with_status_1_and_one_line_that_names_the_thing(self):
        self.write("letters/diary.txt", "private")
        for arguments, message in (
            (("search", "x", "--archive", "none"), "cannot open archive 'none': there is none; make it with 'morgue index DIR'"),
            (("stats", "--archive", "none"), "cannot open archive 'none'"),
            (("compact", "--archive", "none"), "cannot open archive 'none'"),
            (("check", "--archive", "none"), "cannot check archive 'none'"),
            (("serve", "--archive", "none"), "cannot open archive 'none'"),
            (("remove", "x", "--archive", "none"), "cannot open archive 'none'"),
            (("search", "x", "--archive", "letters"), "the directory is no archive"),
            (("index", "letters", "--archive", "letters"), "the directory holds other files"),
            (("index", "nowhere"), "nowhere"),
            (("inspect", "nowhere"), "nowhere"),
            (("search", "--trec", "nowhere.tsv", "--archive", "letters"), "no archive"),
        ):
            with self.subTest(arguments):
                done = self.run_morgue(*arguments, expect=1)
                self.assertIn(message, done.stderr)
                self.assertEqual(done.stderr.count("\n"), 1)
        self.assertFalse((self.directory / "morgue-archive").exists(), "a source that does not exist makes no archive")


class Inspect(TestCase):
    def test_explains_why_each_block_of_a_page_is_in_the_text_or_not(self):
        sentence = "Ministers of France met for talks on the price of wheat, their first in a year, on Monday."
        page = self.write("a.html", f"<html><body><h1>Talks</h1><nav>Home</nav><p>{sentence} {sentence}</p></body></html>")
        done = self.run_morgue("inspect", "--explain", page)
        self.assertEqual(done.stdout.splitlines(), ["- outside the article: Talks", "- furniture by tag: Home",
                                                    f"+ text: {(sentence + ' ' + sentence)[:100]} \u2026"])
        text = self.write("b.txt", STORY)
        self.assertIn("it is not a file with a web page", self.run_morgue("inspect", "--explain", text, expect=1).stderr)

    def test_explains_what_the_pages_of_a_site_repeat_if_they_are_named_together(self):
        pitch = "The Harbour Post is read by pilots, porters and the people who feed them. Join them for a crown a week."
        pages = []
        for number in range(5):
            story = f"Pier {number} was closed on Monday after a crane had dropped {number} crates of lemons, its master said. " * 2
            pages.append(self.write(f"{number}.html", '<html><head><link rel="canonical" href="http://post.example/%d"></head>'
                                    "<body><h1>Pier %d</h1><p>%s</p><p>%s</p></body></html>" % (number, number, story, pitch)))
        together = self.run_morgue("inspect", "--explain", *pages).stdout
        self.assertEqual(together.count("\n- repeated on 5 pages of the site: The Harbour Post is read"), 5)
        self.assertEqual(together.count("\n+ text: Pier"), 5)
        alone = self.run_morgue("inspect", "--explain", pages[0]).stdout
        self.assertIn("\n+ text: The Harbour Post is read", alone)


class Search(TestCase):
    def setUp(self):
        super().setUp()
        self.write("news/2016/12/19-story.txt", STORY)
        self.write("news/2017/01/02-other.txt", "Other\n\nOSLO (Halyard) - Ministers of Norway met <b>today</b>.\n")
        self.index("news")

    def test_shows_ranked_results_with_date_source_and_passage(self):
        done = self.run_morgue("search", "--archive", self.archive, "ministers", "france", "--facets")
        self.assertIn("1 article\n", done.stdout)
        self.assertIn("1. Story\n   2016-12-19, Halyard  [news/2016/12/19-story.txt]\n", done.stdout)
        self.assertIn("Ministers of France met", done.stdout)
        self.assertIn("country\n       1  France\n", done.stdout)
        self.assertIn("<b>today</b>", self.run_morgue("search", "--archive", self.archive, "norway").stdout)

    def test_lists_the_values_of_a_facet_by_the_beginnings_of_their_names(self):
        def listed(*options):
            return self.run_morgue("search", "--archive", self.archive, *options).stdout

        self.assertIn("\ncountry, 1 in all\n       1  France\n", listed("ministers france", "--facet", "country", "--like", "fren"))
        self.assertIn("\ncountry, 0 in all\n", listed("ministers france", "--facet", "country", "--like", "xyz"))
        answer = self.search("ministers france", "--facet", "country", "--limit", "1", "--page", "2")
        self.assertEqual((answer["offset"], answer["limit"], answer["facet"]), (1, 1, "country"))

    def test_shows_each_story_once_if_asked_and_says_where_else_it_was_published(self):
        self.write("news/2016/12/20-copy.txt", STORY)
        self.index("news")
        every = self.run_morgue("search", "--archive", self.archive, "ministers").stdout
        self.assertIn("3 articles\n", every)
        self.assertIn("   also published by Halyard, 2016-12-19  [news/2016/12/19-story.txt]\n", every)
        once = self.run_morgue("search", "--archive", self.archive, "ministers", "--stories", "collapse").stdout
        self.assertIn("2 stories, 3 articles\n", once)
        printed = self.run_morgue("inspect", "news").stdout.splitlines()
        self.assertEqual(len({json.loads(line)["story"] for line in printed}), 2)

    def test_explains_a_query_and_its_scores(self):
        text = self.run_morgue("search", "--archive", self.archive, "--explain", "ministers country:france").stdout
        for part in ('the word "ministers" in all its forms (stem minist), in headline or body: ',
                     "about the country France (FR): 1 article", "   score ", "100%  minist: "):
            self.assertIn(part, text)

    def test_says_on_standard_error_what_was_wrong_or_only_partly_found(self):
        self.assertIn("never closed", self.run_morgue("search", "--archive", self.archive, '"ministers').stderr)
        self.assertIn("no article has all the words", self.run_morgue("search", "--archive", self.archive, "france norway").stderr)
        self.assertIn("no article has all of 'minsters'; these are found by 'ministers'", self.run_morgue("search", "--archive", self.archive, "minsters").stderr)
        self.assertIn("longer than", self.run_morgue("search", "--archive", self.archive, "x" * 3000, expect=1).stderr)

    def test_takes_the_archive_from_the_environment(self):
        done = self.run_morgue("search", "france", environment={"MORGUE_ARCHIVE": str(self.archive)})
        self.assertIn("1 article", done.stdout)

    def test_prints_trec_runs_of_plain_words(self):
        queries = self.write("queries.tsv", "7\tFrance's \"ministers\" AND (norway\n8\tzyxomma\n")
        lines = self.run_morgue("search", "--archive", self.archive, "--trec", queries, "--limit", "5").stdout.splitlines()
        self.assertEqual(len(lines), 2)
        qid, q0, identifier, rank, score, tag = lines[0].split()
        self.assertEqual((qid, q0, rank, tag), ("7", "Q0", "1", "morgue"))
        self.assertIn(identifier, ("news/2016/12/19-story.txt", "news/2017/01/02-other.txt"))
        self.assertGreater(float(score), float(lines[1].split()[4]))

    def test_remove_takes_articles_out_by_their_ids(self):
        done = self.run_morgue("remove", "--archive", self.archive, "news/2016/12/19-story.txt", "no-such")
        self.assertIn("the archive has no article 'no-such'", done.stderr)
        self.assertEqual(self.search("")["total"], 1)
        self.run_morgue("remove", "--archive", self.archive, "no-such", expect=1)


class Stories(TestCase):
    def test_of_the_sample_join_every_syndicated_copy_and_no_report_of_the_next_day(self):
        story_of, tables, heading = {}, {}, None
        for line in self.run_morgue("inspect", SAMPLE).stdout.splitlines():
            article = json.loads(line)
            story_of[article["id"].partition("/")[2] or article["id"]] = article["story"]
        for line in (SAMPLE / "README.md").read_text("utf-8").splitlines():
            heading = line.strip("# ") if line.startswith("### ") else heading
            pair = re.fullmatch(r"\| `([^`]+)` \| `([^`]+)` \|", line)
            if pair and all(name in story_of for name in pair.groups()):
                tables.setdefault(heading.split(",")[0], []).append(pair.groups())
        self.assertEqual(set(tables), {"Syndicated copies", "Updates"})
        for heading, pairs in tables.items():
            self.assertGreater(len(pairs), 10)
            for pair in pairs:
                one = story_of[pair[0]] == story_of[pair[1]]
                self.assertEqual(one, heading == "Syndicated copies", pair)


class Check(TestCase):
    def test_finds_damage(self):
        self.index(SAMPLE)
        self.assertIn("no problem found", self.run_morgue("check", "--archive", self.archive).stdout)
        for name in ("postlist.glass", "termlist.glass"):
            [table] = self.archive.glob(f"generation-*/{name}")
            whole = table.read_bytes()
            for damaged in (whole[:8192] + b"\xff" * 65536 + whole[8192 + 65536:], whole[:len(whole) // 2]):
                with self.subTest(name, bytes=len(damaged)):
                    table.write_bytes(damaged)
                    self.assertIn("problem", self.run_morgue("check", "--archive", self.archive, expect=1).stdout)
            table.write_bytes(whole)

    def test_says_how_to_mend_an_archive_that_does_not_know_its_generation(self):
        source = self.write("news/a.txt", STORY)
        self.index(source)
        for damage in (b"", b"glass gener", None):
            with self.subTest(damage):
                (self.archive / "XAPIANDB").unlink()
                if damage is not None:
                    (self.archive / "XAPIANDB").write_bytes(damage)
                message = "its file XAPIANDB is missing or damaged; 'morgue index' mends it"
                self.assertIn(message, self.run_morgue("check", "--archive", self.archive, expect=1).stdout)
                self.assertIn(message, self.run_morgue("search", "x", "--archive", self.archive, expect=1).stderr)
                self.assertIn("1 unchanged", self.index(source).stderr)
                self.assertEqual(self.search("")["total"], 1)


if __name__ == "__main__":
    main()
