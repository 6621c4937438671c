"""The program as a server: index, serve, ask, compare; and how it starts and ends."""
import json
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).parent))
from harness import SAMPLE, Server, TestCase, main  # noqa: E402


class SampleServer(TestCase):
    def setUp(self):
        super().setUp()
        self.index(SAMPLE, "--quiet")
        self.server = Server(self.archive)
        self.addCleanup(self.server.__exit__)

    def test_answers_as_the_command_line_does(self):
        for query in ("aleppo", "country:iran", '"prime minister" date:2016', "election OR treaty", ""):
            over_http = self.server.json("/api/v1/search?" + urllib.parse.urlencode({"q": query}))
            in_terminal = self.search(query)
            over_http.pop("took_ms"), in_terminal.pop("took_ms")
            self.assertEqual(over_http, in_terminal)

    def test_serves_every_page_and_every_article(self):
        for path in ("/", "/?q=election", "/?q=zzzz", "/?country=IR&sort=oldest&page=2", "/help", "/country/IR", "/person/Hassan%20Rouhani", "/healthz", "/readyz", "/robots.txt"):
            with self.subTest(path):
                self.assertEqual(self.server.get(path)[0], 200)
        page = 1
        while results := self.server.json(f"/api/v1/search?per_page=100&page={page}")["results"]:
            for result in results:
                status, headers, body = self.server.get("/article/" + urllib.parse.quote(result["id"]))
                self.assertEqual(status, 200, result["id"])
                self.assertIn("text/html", headers["Content-Type"])
                self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
                article = self.server.json("/api/v1/article/" + urllib.parse.quote(result["id"]))
                self.assertEqual(article["headline"], result["headline"])
            page += 1

    def test_feed_and_description_are_xml_that_says_where_the_server_is(self):
        atom = "{http://www.w3.org/2005/Atom}"
        feed = ElementTree.fromstring(self.server.get("/feed.atom?q=election")[2])
        found = self.server.json("/api/v1/search?q=election&sort=newest&per_page=50&year=-undated")["results"]
        entries = feed.findall(atom + "entry")
        self.assertEqual([entry.findtext(atom + "title") for entry in entries], [each["headline"] for each in found])
        for entry in entries:
            link = urllib.parse.urlsplit(entry.find(atom + "link").get("href"))
            self.assertEqual(link.scheme, "http")
            self.assertEqual(self.server.get(f"{link.path}?{link.query}")[0], 200)
        description = ElementTree.fromstring(self.server.get("/opensearch.xml")[2])
        template = description.find("{http://a9.com/-/spec/opensearch/1.1/}Url").get("template")
        self.assertIn("://127.0.0.1:", template)
        asked = urllib.parse.urlsplit(template.replace("{searchTerms}", "aleppo"))
        self.assertEqual(self.server.get(f"{asked.path}?{asked.query}")[0], 200)

    def test_clicking_every_facet_value_of_the_front_page_gives_the_count_shown(self):
        answer = self.server.json("/api/v1/search")
        for facet, values in answer["facets"].items():
            for value in values:
                clicked = self.server.json("/api/v1/search?" + urllib.parse.urlencode({facet: value["value"]}))
                self.assertEqual(clicked["total"], value["count"], (facet, value))

    def test_a_region_finds_the_articles_on_any_of_its_countries(self):
        total = self.server.json("/api/v1/search?region=the+middle+east")["total"]
        self.assertGreater(total, 3)
        self.assertEqual(self.server.json("/api/v1/search?q=region:mideast")["total"], total)
        countries = self.server.json("/api/v1/facets?region=Middle+East&facet=country&limit=1000")["values"]
        self.assertIn("IR", [value["value"] for value in countries])
        self.assertNotIn("US", [value["value"] for value in countries])
        any_of_them = "&".join("country=" + value["value"] for value in countries)
        self.assertEqual(self.server.json("/api/v1/search?" + any_of_them)["total"], total)

    def test_evidence_is_where_the_article_has_the_name(self):
        results = self.server.json("/api/v1/search?country=IR&evidence=filters")["results"]
        self.assertGreater(len(results), 2)
        for result in results:
            article = self.server.json("/api/v1/article/" + urllib.parse.quote(result["id"]))
            text = (article["headline"] + "\n\n" + article["body"]).encode()
            (evidence,) = result["evidence"]
            self.assertEqual(evidence["value"], "IR")
            mentions = [m for m in article["mentions"] if m["entity"] == "IR"]
            self.assertEqual(evidence["mentions"], len(mentions))
            for span, mention in zip(evidence["spans"], mentions):
                self.assertEqual(text[span["start"]:span["end"]].decode(), span["text"])
                self.assertEqual(span["start"], mention["start"])
            self.assertTrue(evidence["sentences"] or "dateline" in evidence, result["id"])
        self.assertNotIn("evidence", self.server.json("/api/v1/search?country=IR")["results"][0])

    def test_an_organisation_is_found_by_acronyms_that_other_articles_spell_out(self):
        bodies = ["The National Highway Traffic Safety Administration (NHTSA) asked carmakers on Monday about air bags. NHTSA gave no date.",
                  "Air bags are under study at the National Highway Traffic Safety Administration (NHTSA), which wrote to Takata on Friday.",
                  "Takata said on Tuesday that it would answer questions from NHTSA. Regulators at NHTSA had written to the company."]
        lines = [json.dumps({"id": f"nhtsa-{n}", "title": "Air bags under study", "body": body}) for n, body in enumerate(bodies)]
        self.index("-", "--quiet", stdin="\n".join(lines).encode())
        for query in ("org:NHTSA", 'org:"national highway traffic safety administration"'):
            found = self.server.json("/api/v1/search?names=any&q=" + urllib.parse.quote(query))["results"]
            self.assertEqual({result["id"] for result in found}, {"nhtsa-0", "nhtsa-1", "nhtsa-2"}, query)
            for result in found:
                self.assertIn("National Highway Traffic Safety Administration", result["organisations"])
        by_acronym = self.server.json("/api/v1/search?q=org:UN")["total"]
        self.assertGreater(by_acronym, 0)
        self.assertEqual(by_acronym, self.server.json("/api/v1/search?organisation=United+Nations")["total"])

    def test_counts_in_the_timeline_are_the_results_after_the_click(self):
        timeline = self.server.json("/api/v1/timeline")
        self.assertEqual(timeline["total"], self.server.json("/api/v1/search")["total"])
        self.assertGreater(len(timeline["written_about"]["bars"]), 3)
        for bar in timeline["published"]["bars"]:
            self.assertEqual(self.server.json(f"/api/v1/search?year={bar['value']}")["total"], bar["count"], bar)
        for bar in timeline["written_about"]["bars"]:
            period = {"about_from": bar["value"], "about_to": bar["value"]}
            clicked = self.server.json("/api/v1/search?" + urllib.parse.urlencode(period))
            self.assertEqual(clicked["total"], bar["count"], bar)
            asked = self.server.json("/api/v1/search?q=about:" + bar["value"])
            self.assertEqual(asked["total"], bar["count"], bar)

    def test_answers_mistakes_with_a_sentence_and_a_status(self):
        for path, status, word in (
            ("/api/v1/search?page=x", 400, "page"),
            ("/api/v1/search?sort=best", 400, "sort"),
            ("/api/v1/search?from=2016-99-99", 400, "2016-99-99"),
            ("/api/v1/search?year=soon", 400, "soon"),
            ("/api/v1/search?q=" + "x" * 2500, 400, "longer"),
            ("/api/v1/article/none", 404, "none"),
            ("/api/v1/nothing", 404, ""),
        ):
            with self.subTest(path[:60]):
                got, headers, body = self.server.get(path)
                self.assertEqual(got, status)
                self.assertIn("application/problem+json", headers["Content-Type"])
                problem = json.loads(body)
                self.assertEqual(problem["status"], status)
                self.assertIn(word, problem["detail"])
        for path, status in (("/nothing", 404), ("/article/none", 404), ("/person/Nobody%20At%20All", 404), ("/country/XX", 404), ("/?page=x", 400), ("/export?format=pdf", 400)):
            with self.subTest(path):
                self.assertEqual(self.server.get(path)[0], status)

    def test_sees_what_is_indexed_while_it_runs_and_fails_no_request(self):
        failures, stop = [], threading.Event()

        def ask():
            while not stop.is_set():
                for path in ("/?q=minister", "/api/v1/search?q=president&country=FR", "/country/IR"):
                    status, _, body = self.server.get(path)
                    if status != 200:
                        failures.append((path, status, body[:300]))

        asker = threading.Thread(target=ask)
        asker.start()
        for round_number in range(6):
            lines = "\n".join(json.dumps({"id": f"live-{round_number}-{n}", "title": f"Zyxomma sighted {n}", "body": "A dragonfly was seen in Paris, France."}) for n in range(50))
            self.index("-", "--quiet", stdin=lines.encode())
            self.assertEqual(self.server.json("/api/v1/search?q=zyxomma")["total"], 50 * (round_number + 1))
            if round_number % 2:
                self.run_morgue("compact", "--archive", self.archive)
        stop.set()
        asker.join()
        self.assertEqual(failures, [])
        self.assertEqual(self.server.json("/api/v1/search?q=zyxomma")["total"], 300)

    def test_ends_on_sigterm_within_two_seconds_even_with_an_open_connection(self):
        host, port = urllib.parse.urlparse(self.server.url).netloc.split(":")
        with socket.create_connection((host, int(port))) as idle:
            idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            idle.recv(4096)
            status, seconds = self.server.stop()
        self.assertEqual(status, 0)
        self.assertLess(seconds, 2)

    def test_ends_in_time_although_a_visitor_sends_byte_by_byte(self):
        host, port = urllib.parse.urlparse(self.server.url).netloc.split(":")
        stop = threading.Event()
        with socket.create_connection((host, int(port))) as slow:
            def drip():
                try:
                    slow.sendall(b"GET / HTTP/1.1\r\nX: ")
                    while not stop.wait(0.3):
                        slow.sendall(b"y")
                except OSError:
                    pass

            dripper = threading.Thread(target=drip)
            dripper.start()
            time.sleep(0.5)
            status, seconds = self.server.stop()
            stop.set()
            dripper.join()
        self.assertEqual(status, 0)
        self.assertLess(seconds, 2)

    def test_refuses_a_port_that_is_taken(self):
        port = urllib.parse.urlparse(self.server.url).port
        done = self.run_morgue("serve", "--archive", self.archive, "--port", str(port), expect=1)
        self.assertIn(str(port), done.stderr)

    def test_listens_on_this_machine_alone(self):
        self.assertTrue(self.server.url.startswith("http://127.0.0.1:"))
        self.assertEqual(self.server.get("/healthz")[0], 200)

    def test_survives_malformed_requests(self):
        host, port = urllib.parse.urlparse(self.server.url).netloc.split(":")
        for junk in (b"\x00\xff\xfe\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /%zz%00 HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /article/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                     b"GET /?" + b"country=A&" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 2000):
            with socket.create_connection((host, int(port)), timeout=10) as connection:
                connection.sendall(junk)
                connection.shutdown(socket.SHUT_WR)
                try:
                    reply = connection.recv(65536)
                except ConnectionError:
                    reply = b""
                self.assertNotIn(b" 500 ", reply.split(b"\r\n")[0], junk[:60])
                self.assertNotIn(b"root:", reply)
        self.assertEqual(self.server.get("/healthz")[0], 200)


if __name__ == "__main__":
    main()
