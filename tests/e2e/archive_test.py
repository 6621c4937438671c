"""From files to a searchable archive: new, changed, unchanged, vanished and unreadable ones."""
import gzip
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from harness import MORGUE, SAMPLE, TestCase, main  # noqa: E402

CALL = """Iran’s Rouhani, Russia’s Putin Discuss Syria by Telephone


Iran’s Rouhani, Russia’s Putin Discuss Syria by Telephone

TEHRAN (Halyard) – The presidents of Iran and Russia discussed the war in Syria by telephone on Monday.

Iranian President Hassan Rouhani and his Russian counterpart Vladimir Putin spoke about the northern city of Aleppo, most of which the Syrian army had taken that month.

Rouhani said the two countries should continue their consultations, his office reported. Foreign ministers of Iran, Russia and Turkey were to meet in Moscow on the next day.

Syria has been at war since March 2011.

Most Visited in Politics
Top Politics stories
Top Stories
"""


def article(number, **fields):
    return json.dumps({"id": f"a{number}", "title": f"Story {number}", "date": "2016-12-19", "source": "Halyard Wire",
                       "body": f"Ministers of France met in Paris for talks number {number}.", **fields})


class SampleArchive(TestCase):
    def test_is_indexed_whole_and_found_unchanged_the_second_time(self):
        first = self.index(SAMPLE)
        self.assertIn(" added, 0 updated, 0 unchanged", first.stderr)
        total = self.search("")["total"]
        self.assertGreaterEqual(total, 150)
        before = self.everything()
        second = self.index(SAMPLE)
        self.assertIn(f"0 added, 0 updated, {total} unchanged", second.stderr)
        self.assertEqual(self.everything(), before)
        self.assertIn("no problem found", self.run_morgue("check", "--archive", self.archive).stdout)

    def test_is_as_rich_as_its_readme_says(self):
        self.index(SAMPLE)
        stats = dict(line.split(None, 1) for line in self.run_morgue("stats", "--archive", self.archive).stdout.splitlines()
                     if len(line.split(None, 1)) == 2)
        self.assertGreaterEqual(int(stats["countries"]), 60)
        self.assertGreaterEqual(int(stats["people"]), 120)
        self.assertGreaterEqual(int(stats["organisations"]), 40)
        self.assertGreaterEqual(int(stats["sources"]), 8)

    def test_finds_what_the_front_page_promises(self):
        self.index(SAMPLE)
        answer = self.search("aleppo date:2016-12 person:Rouhani")
        self.assertGreaterEqual(answer["total"], 1)
        self.assertIn("Hassan Rouhani", answer["results"][0]["people"])


class ArticleAsPeopleHaveIt(TestCase):
    def test_is_read_by_the_conventions_of_news(self):
        [call] = self.inspect(self.write("000_call.txt", CALL))
        self.assertEqual(call["headline"], "Iran’s Rouhani, Russia’s Putin Discuss Syria by Telephone")
        self.assertEqual(call["dateline"]["place"], "TEHRAN")
        self.assertEqual(call["dateline"]["agency"], "Halyard")
        self.assertNotIn("published", call)
        self.assertTrue(call["body"].startswith("The presidents of Iran"))
        self.assertTrue(call["body"].endswith("since March 2011."))
        self.assertEqual({country["code"] for country in call["countries"] if country["focus"]}, {"IR", "RU", "SY"})
        people = [person["name"] for person in call["people"]]
        self.assertEqual(people.count("Hassan Rouhani"), 1)
        self.assertEqual(people.count("Vladimir Putin"), 1)
        text = (call["headline"] + "\n\n" + call["body"]).encode()
        for mention in call["mentions"]:
            self.assertEqual(text[mention["start"]:mention["end"]].decode(), mention["text"])


class PagesOfOneSite(TestCase):
    """Each has a story of its own, and the same pitch as the others."""

    def page(self, number):
        story = (f"<p>Pier {number} was closed on Monday after a crane had dropped {number} crates of lemons, its master said.</p>"
                 f"<p>Divers brought up all but {number} of them, and the rest floated out with the tide before noon.</p>")
        pitch = "<p>The Harbour Post is read by pilots, porters and the people who feed them. Join them for a crown a week.</p>"
        return (f'<html><head><link rel="canonical" href="http://post.example/{number}"></head>'
                f"<body><article><h1>Lemons at pier {number}</h1>{story}{pitch}</article></body></html>").encode()

    def record(self, number):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + self.page(number)
        return (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://post.example/{number}\r\n"
                f"Content-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n").encode() + http + b"\r\n\r\n"

    def expect_stories_without_pitch(self, source):
        bodies = [article["body"] for article in self.inspect(source)]
        self.assertEqual(len(bodies), 7)
        for body in bodies:
            self.assertRegex(body, r"^Pier \d was closed .*\n\nDivers brought up all .* before noon\.$")
        self.assertIn("7 added", self.index(source).stderr)
        self.assertEqual(self.search("lemons divers noon")["total"], 7)
        self.assertEqual(self.search("porters")["total"], 0)
        before = self.everything()
        self.assertIn("0 added, 0 updated, 7 unchanged", self.index(source).stderr)
        self.assertEqual(self.everything(), before)
        self.assertIn("no problem found", self.run_morgue("check", "--archive", self.archive).stdout)

    def test_lose_it_as_files_of_a_directory(self):
        for number in range(7):
            self.write(f"news/{number}.html", self.page(number))
        self.expect_stories_without_pitch(self.directory / "news")

    def test_lose_it_in_a_web_archive(self):
        warc = self.write("crawl.warc.gz", gzip.compress(b"".join(self.record(number) for number in range(7))))
        self.expect_stories_without_pitch(warc)

    def test_keep_it_if_they_come_one_by_one(self):
        for number in range(7):
            self.write(f"news/{number}.html", self.page(number))
            self.index(self.directory / "news")
        self.assertEqual(self.search("porters")["total"], 7)


class Updates(TestCase):
    def setUp(self):
        super().setUp()
        self.news = self.directory / "news"
        for number in range(5):
            self.write(f"news/{number}.txt", f"Story {number}\n\nPARIS (Halyard) - Ministers of France met for talks number {number}.\n")

    def test_take_in_what_is_new_or_changed(self):
        self.index(self.news)
        self.write("news/1.txt", "Story 1\n\nPARIS (Halyard) - Ministers of Spain met for a walk.\n")
        self.write("news/deep/6.txt", "Story 6\n\nROME (Halyard) - Ministers of Italy met.\n")
        self.assertIn("1 added, 1 updated, 4 unchanged", self.index(self.news).stderr)
        self.assertEqual(self.search("walk")["total"], 1)
        self.assertEqual(self.search("")["total"], 6)

    def test_keep_vanished_articles_until_prune_is_asked_for(self):
        self.index(self.news)
        (self.news / "2.txt").unlink()
        self.index(self.news)
        self.assertEqual(self.search("")["total"], 5)
        self.assertIn("1 removed", self.index(self.news, "--prune").stderr)
        self.assertEqual(self.search("")["total"], 4)

    def test_prune_only_below_the_sources_that_were_named(self):
        self.index(self.news)
        other = self.write("other/9.txt", "Story 9\n\nOSLO (Halyard) - Norway.\n")
        self.index(other.parent, "--prune")
        self.assertEqual(self.search("")["total"], 6)

    def test_prune_articles_that_left_their_file(self):
        lines = self.write("wire.jsonl", "\n".join(article(number) for number in range(4)))
        self.index(lines)
        lines.write_text("\n".join(article(number) for number in (3, 1)))
        self.index(lines)
        self.assertEqual(self.search("")["total"], 4)
        lines.write_text(lines.read_text() + "\n")  # another byte, so that it is read again
        self.assertIn("0 added, 0 updated, 2 unchanged, 2 removed", self.index(lines, "--prune").stderr)
        self.assertEqual(self.search("")["total"], 2)

    def test_never_lose_an_article_to_an_id_used_twice(self):
        self.write("a/x/same.txt", "One\n\nPARIS (Halyard) - France.\n")
        self.write("b/x/same.txt", "Two\n\nOSLO (Halyard) - Norway.\n")
        for _ in range(2):
            self.index(self.directory / "a/x", self.directory / "b/x")
            self.assertEqual(sorted(result["headline"] for result in self.search("")["results"]), ["One", "Two"])
        done = self.index("-", stdin="\n".join([article(1), article(1, body="Another text about Peru."), article(1)]).encode())
        self.assertIn("2 added", done.stderr)
        self.assertIn("1 skipped (1 duplicate id)", done.stderr)

    def test_from_standard_input_know_their_ids(self):
        lines = "\n".join(article(number) for number in range(3)).encode()
        self.index("-", stdin=lines)
        self.assertIn("0 added, 0 updated, 3 unchanged", self.index("-", stdin=lines).stderr)
        self.assertEqual({result["id"] for result in self.search("")["results"]}, {"a0", "a1", "a2"})


class WordsOnly(TestCase):
    def test_are_searched_without_names_until_a_run_adds_them(self):
        source = self.write("news.jsonl", "\n".join(article(number) for number in range(5)))
        self.assertIn("5 added", self.index(source, "--words-only").stderr)
        self.assertEqual(self.search('ministers date:2016-12-19 source:"Halyard Wire"')["total"], 5)
        self.assertEqual(self.search("country:france")["total"], 0)
        self.assertEqual(self.search("")["facets"]["source"][0]["count"], 5)
        self.assertIn("5 unchanged", self.index(source, "--words-only").stderr)
        self.assertIn("5 updated", self.index(source).stderr)
        self.assertEqual(self.search("country:france")["total"], 5)


class Compacting(TestCase):
    def test_gives_the_space_of_what_was_removed_back_and_changes_nothing_else(self):
        source = self.write("news.jsonl", "\n".join(article(number, body=f"Ministers of France met for talks number {number}. " * 60) for number in range(300)))
        self.index(source)
        self.write("news.jsonl", "\n".join(article(number) for number in range(200)))
        self.index(source, "--prune")
        before = self.everything()
        done = self.run_morgue("compact", "--archive", self.archive)
        self.assertRegex(done.stderr, r"^200 articles: [\d.]+ MB before, [\d.]+ MB now; [\d.]+ s\n$")
        old, new = (float(size) for size in re.findall(r"([\d.]+) MB", done.stderr))
        self.assertLess(new, old)
        self.assertEqual(self.everything(), before)
        self.assertIn("no problem found", self.run_morgue("check", "--archive", self.archive).stdout)


class BadInput(TestCase):
    def test_is_reported_with_file_and_reason_and_the_run_goes_on(self):
        good = "Story\n\nPARIS (Halyard) - Ministers of France met for talks.\n"
        self.write("news/good.txt", good)
        self.write("news/empty.txt", "")
        self.write("news/blank.txt", " \n\n \t\n")
        self.write("news/picture.txt", bytes(range(256)) * 40)
        self.write("news/packed.zip", b"PK\x03\x04" + bytes(200))
        self.write("news/letter.docx", b"PK\x03\x04" + bytes(20) + b"word/document.xml")
        self.write("news/truncated.jsonl", article(1) + "\n" + article(2)[:60] + "\n" + article(3) + "\n")
        self.write("news/nothing.jsonl", json.dumps({"id": "x"}) + "\n")
        self.write("news/latin.txt", "Élection à Paris\n\nPARIS (Halyard) - Le président français a été élu.\n".encode("latin-1"))
        self.write("news/utf16.txt", good.encode("utf-16"))
        with open(self.directory / "news/huge.jsonl", "wb") as huge:
            huge.write(b'{"id": "huge", "title": "x", "body": "')
            for _ in range(200):
                huge.write(b"word " * 200_000)
            huge.write(b'"}\n' + article(4).encode() + b"\n")
        (self.directory / "news/loop").symlink_to(self.directory / "news")
        (self.directory / "news/dangling.txt").symlink_to(self.directory / "nowhere.txt")
        unreadable = self.write("news/unreadable.txt", good)
        unreadable.chmod(0)
        report = self.directory / "report.jsonl"
        done = self.index(self.directory / "news", "--report", report)
        reasons = {}
        for line in report.read_text().splitlines():
            item = json.loads(line)
            self.assertTrue(item["detail"], item)
            reasons.setdefault(Path(item["path"]).name, []).append((item["reason"], item.get("line")))
        self.assertEqual(reasons["empty.txt"][0][0], "empty")
        self.assertEqual(reasons["blank.txt"][0][0], "empty")
        self.assertEqual(reasons["picture.txt"][0][0], "binary")
        self.assertIn(reasons["packed.zip"][0][0], ("empty", "malformed"))
        self.assertEqual(reasons["letter.docx"][0][0], "unsupported")
        self.assertEqual(reasons["truncated.jsonl"], [("malformed", 2)])
        self.assertEqual(reasons["nothing.jsonl"], [("no text", 1)])
        self.assertEqual(reasons["huge.jsonl"], [("too large", 1)])
        self.assertEqual(reasons["loop"][0][0], "directory loop")
        self.assertEqual(reasons["dangling.txt"][0][0], "unreadable")
        if os.geteuid() != 0:  # root reads everything
            self.assertEqual(reasons["unreadable.txt"][0][0], "unreadable")
        self.assertIn("skipped", done.stderr)
        found = {result["id"] for result in self.search("--limit", "50", "")["results"]}
        for identifier in ("news/good.txt", "a1", "a3", "a4", "news/latin.txt", "news/utf16.txt"):
            self.assertIn(identifier, found)
        self.assertEqual(self.search("élection")["total"], 1)

    def test_keeps_articles_whose_dates_contradict_each_other_and_says_so(self):
        self.write("news/lines.jsonl", article(1) + "\n" + article(2, url="https://a.example/2015/03/02/trams") + "\n"
                   + article(3, date="2199-12-31") + "\n")
        self.write("news/2016/12/19/trams.txt", "Trams run\n\nPublished: 2 November 2016\n\nThe line opened to bread and tea.\n")
        report = self.directory / "report.jsonl"
        done = self.index(self.directory / "news", "--report", report)
        self.assertIn("4 articles: 4 added", done.stderr)
        self.assertIn("; 3 doubtful", done.stderr)
        self.assertNotIn("skipped", done.stderr)
        told = {(Path(item["path"]).name, item.get("line")): item for item in map(json.loads, report.read_text().splitlines())}
        self.assertEqual({(item["reason"], item["indexed"]) for item in told.values()}, {("doubtful date", True)})
        self.assertEqual(told["lines.jsonl", 2]["detail"],
                         "published 2016-12-19 as the metadata says, which is trusted more; the address says 2015-03-02")
        self.assertIn("published 2199-12-31 as the metadata says, a day that is yet to come", told["lines.jsonl", 3]["detail"])
        self.assertEqual(told["trams.txt", None]["detail"],
                         "published 2016-11-02 as the text says, which is trusted more; the path says 2016-12-19")
        found = self.search("date:2016-12-19")
        self.assertEqual(found["total"], 2)

    def test_alone_is_a_failure(self):
        self.write("news/empty.txt", "")
        self.assertIn("1 skipped (1 empty)", self.index(self.directory / "news", expect=1).stderr)

    def test_line_of_200_megabytes_does_not_cost_memory(self):
        huge = self.directory / "huge.jsonl"
        with open(huge, "wb") as out:
            out.write(b'{"id": "huge", "body": "')
            for _ in range(200):
                out.write(b"x" * 1_000_000)
            out.write(b'"}\n' + article(1).encode() + b"\n")
        limit = ["/bin/sh", "-c", 'ulimit -v 2000000; exec "$@"', "sh"]
        if os.environ.get("MORGUE_SANITIZED"):
            self.skipTest("a sanitizer reserves terabytes of address space")
        done = subprocess.run([*limit, MORGUE, "index", huge, "--archive", self.archive], capture_output=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.search("")["total"], 1)


class EveryFormat(TestCase):
    """A heap as people have it: all forms in which news is kept, each once whole and once broken, indexed in one run."""

    BODY = "Ministers of France met in Paris on Monday and talked about the harbour of Marseille, its trams and its debts."
    PAGE = f"<!doctype html><html><head><title>{{0}}</title></head><body><h1>{{0}}</h1><p>{BODY}</p><p>{BODY}</p></body></html>"

    def warc(self, name):
        page = self.PAGE.format(name)
        reply = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n{page}"
        return (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://herald.example/{name}\r\nWARC-Date: 2017-01-02T03:04:05Z\r\n"
                f"WARC-Record-ID: <urn:x:{name}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(reply)}\r\n\r\n{reply}\r\n\r\n")

    def arc(self, name):
        page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + self.PAGE.format(name)
        head = "1 0 Herald\nURL IP-address Archive-date Content-type Archive-length\n"
        return (f"filedesc://a.arc 0.0.0.0 20170102030405 text/plain {len(head)}\n{head}\n"
                f"http://herald.example/{name} 127.0.0.1 20170102030405 text/html {len(page)}\n{page}\n")

    def test_is_read_in_one_run_and_the_report_names_each_broken_item(self):
        body, page = self.BODY, self.PAGE
        mail = f"From: Halyard <wire@halyard.example>\nTo: a@b.example\nDate: Mon, 19 Dec 2016 14:05:00 +0000\nSubject: In mail\nMIME-Version: 1.0\nMessage-ID: <1@halyard.example>\n\n{body}\n"
        rss = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Herald</title><item><title>In a feed</title><guid>f1</guid><description>{body}</description></item></channel></rss>"
        nitf = f"<nitf><body><body.head><hedline><hl1>In NITF</hl1></hedline></body.head><body.content><p>{body}</p></body.content></body></nitf>"
        g2 = ("<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='g2'><contentMeta><headline>In G2</headline></contentMeta><contentSet>"
              f"<inlineData contenttype='text/plain'>{body}</inlineData></contentSet></newsItem>")
        newsml = (f"<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>In NewsML</HeadLine></NewsLines><ContentItem><DataContent><p>{body}</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>")
        ninjs = json.dumps({"uri": "n1", "type": "text", "versioncreated": "2016-12-19T14:05:00Z", "headline": "In ninjs", "body_text": body})
        sgml = f"<DOC>\n<DOCNO>D1</DOCNO>\n<HEADLINE>In TREC</HEADLINE>\n<TEXT>{body}</TEXT>\n</DOC>\n"
        whole = {"text.txt": f"In text\n\n{body}\n", "page.html": page.format("In a page"), "lines.jsonl": article(1, title="In lines"), "feed.rss": rss, "story.nitf": nitf,
                 "item.xml": g2, "old.xml": newsml, "item.json": ninjs, "trec.sgml": sgml, "crawl.warc": self.warc("In-a-WARC"), "crawl.arc": self.arc("In-an-ARC"),
                 "letter.eml": mail, "box.mbox": "From wire@halyard.example Mon Dec 19 14:05:00 2016\n" + mail.replace("In mail", "In a box")}
        for name, content in whole.items():
            self.write(f"news/whole/{name}", content)
        self.write("news/whole/pages.warc.gz", gzip.compress(self.warc("Gzipped").encode()))
        with zipfile.ZipFile(self.directory / "news/whole/packed.zip", "w") as packed:
            packed.writestr("a/zipped.txt", f"In a zip\n\n{body}\n")
        broken = {"cut.jsonl": article(2)[:50], "cut.rss": "<rss version='2.0'><channel><item><title>Cut", "concept.xml": "<conceptItem xmlns='http://iptc.org/std/nar/2006-10-01/'/>", "cut.warc": self.warc("x")[:120],
                  "cut.sgml": sgml[:60], "picture.json": json.dumps({"uri": "n2", "type": "picture", "versioncreated": "2016-12-19T14:05:00Z"}), "cut.gz": gzip.compress(os.urandom(5000))[:900], "empty.html": ""}
        for name, content in broken.items():
            self.write(f"news/broken/{name}", content)
        report = self.directory / "report.jsonl"
        done = self.index(self.directory / "news", "--report", report)
        self.assertEqual(done.stderr.count(" articles: "), 1)
        headlines = {result["headline"] for result in self.search("--limit", "100", "harbour")["results"]}
        self.assertLessEqual({"In text", "In a page", "In a feed", "In NITF", "In G2", "In NewsML", "In ninjs", "In TREC", "In-a-WARC", "In-an-ARC", "In mail", "In a box", "Gzipped", "In a zip"}, headlines)
        named = {Path(json.loads(line)["path"]).name for line in report.read_text().splitlines()}
        self.assertLessEqual(set(broken), named)
        self.assertFalse(named & set(whole))
        # Every article of every format is known the second time.
        self.assertIn("0 added, 0 updated", self.index(self.directory / "news").stderr)


if __name__ == "__main__":
    main()
