"""How results leave the archive: exports over HTTP and in the terminal, and whether answers are what the API's description says."""
import csv
import http.client
import io
import json
import re
import subprocess
import sys
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from harness import MORGUE, SAMPLE, Server, TestCase, main  # noqa: E402

FORMATS = ("csv", "jsonl", "bibtex", "ris", "csl")


class Schema:
    """As much of JSON Schema as web/openapi.json uses; what it does not know is an error. Stricter in one thing: a field that is not
    described is a mistake, for the description is to be complete."""

    KNOWN = {"$ref", "description", "type", "properties", "required", "items", "enum", "const", "pattern", "minimum", "maximum", "format"}
    TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": (int, float)}

    def __init__(self, document):
        self.document = document
        self.seen = set()  # (name of a schema, field) that an answer had

    def resolve(self, schema):
        if "$ref" not in schema:
            return schema
        found = self.document
        for name in schema["$ref"].split("/")[1:]:
            found = found[name]
        return found

    def mistakes(self, value, schema, where="", owner=""):
        owner = schema["$ref"].split("/")[-1] if "$ref" in schema else owner
        schema = self.resolve(schema)
        unknown = set(schema) - self.KNOWN
        if unknown:
            raise AssertionError(f"{where}: this test does not know {unknown}")
        kind = schema["type"]
        if not isinstance(value, self.TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
            return [f"{where}: {value!r} is no {kind}"]
        found = []
        if "enum" in schema and value not in schema["enum"] or "const" in schema and value != schema["const"]:
            found.append(f"{where}: {value!r} is none of those listed")
        if "pattern" in schema and not re.search(schema["pattern"], value):
            found.append(f"{where}: {value!r} does not match {schema['pattern']}")
        if "minimum" in schema and value < schema["minimum"] or "maximum" in schema and value > schema["maximum"]:
            found.append(f"{where}: {value!r} is out of bounds")
        if kind == "array":
            for number, each in enumerate(value):
                found += self.mistakes(each, schema["items"], f"{where}[{number}]", owner)
        if kind == "object":
            found += [f"{where}: {name} is missing" for name in schema.get("required", []) if name not in value]
            for name, each in value.items():
                if name not in schema["properties"]:
                    found.append(f"{where}: {name} is not described")
                    continue
                self.seen.add((owner, name))
                found += self.mistakes(each, schema["properties"][name], f"{where}.{name}", owner)
        return found


class ExchangeTest(TestCase):
    def setUp(self):
        super().setUp()
        self.index(SAMPLE, "--quiet")

    def export(self, *arguments, **keywords):
        return self.run_morgue("export", "--archive", self.archive, *arguments, **keywords)

    def test_the_terminal_and_the_server_give_the_same_files(self):
        with Server(self.archive) as server:
            for form in FORMATS:
                for query in ("election", "country:iran date:2016", "zzzzz", "rohani nuclear talks tomorrow"):
                    for sort in ("relevance", "newest", "oldest"):
                        over_http = server.get("/export?" + urllib.parse.urlencode({"q": query, "format": form, "sort": sort}))
                        self.assertEqual(over_http[0], 200)
                        self.assertEqual(over_http[2], self.export(query, "--format", form, "--sort", sort).stdout)

    def test_an_export_has_what_the_search_finds_in_its_order(self):
        for arguments in (["election"], ["election", "--sort", "oldest"], ["minister OR president", "--stories", "collapse"], ["aleppo rouhani"]):
            answer = self.search("--limit", "1000", *arguments)
            rows = list(csv.DictReader(io.StringIO(self.export("--format", "csv", *arguments).stdout)))
            self.assertEqual([row["id"] for row in rows], [result["id"] for result in answer["results"]], arguments)
            self.assertEqual(len(rows), answer["total"])
            for row, result in zip(rows, answer["results"]):
                self.assertEqual(row["countries"].split("; ") if row["countries"] else [], result["countries"])
                self.assertEqual(row["published"], result.get("published", ""))

    def test_json_lines_of_everything_can_be_indexed_again(self):
        lines = self.export("--all", "--format", "jsonl").stdout
        self.assertEqual(len(lines.splitlines()), self.search("")["total"])
        again = self.directory / "again"
        self.run_morgue("index", "--archive", again, "-", "--quiet", stdin=lines.encode())
        found = json.loads(self.run_morgue("search", "--archive", again, "--json", "").stdout)
        self.assertEqual(found["total"], self.search("")["total"])

    def test_says_what_is_wrong_with_a_command_line_or_a_query(self):
        for arguments, word in (([], "--format"), (["x"], "--format"), (["--format", "csv"], "--all"), (["x", "--all", "--format", "csv"], "--all"),
                                (["x", "--format", "pdf"], "csv, jsonl, bibtex, ris or csl"), (["x", "--format", "csv", "--sort", "best"], "--sort"),
                                (["x", "--format", "csv", "--names", "some"], "--names")):
            with self.subTest(arguments):
                self.assertIn(word, self.export(*arguments, expect=2).stderr)
        self.assertIn("Searched for", self.export('"unclosed election', "--format", "csv").stderr)

    def test_fails_where_not_all_could_be_written(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([MORGUE, "export", "--archive", str(self.archive), "--all", "--format", "csv"], stdout=full, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"not whole", done.stderr)

    def test_an_export_is_chunked_and_of_http_1_0_ends_with_the_connection(self):
        with Server(self.archive) as server:
            host = urllib.parse.urlparse(server.url).netloc
            bodies = {}
            for version, number in (("HTTP/1.1", 11), ("HTTP/1.0", 10)):
                connection = http.client.HTTPConnection(host, timeout=10)
                connection._http_vsn, connection._http_vsn_str = number, version
                connection.request("GET", "/export?format=jsonl")
                reply = connection.getresponse()
                self.assertEqual(reply.headers["Transfer-Encoding"], "chunked" if number == 11 else None)
                self.assertIsNone(reply.headers["Content-Length"])
                bodies[number] = reply.read()
                connection.close()
            self.assertEqual(bodies[10], bodies[11])
            head = http.client.HTTPConnection(host, timeout=10)
            head.request("HEAD", "/export?format=jsonl")
            reply = head.getresponse()
            self.assertEqual((reply.status, reply.read()), (200, b""))
            head.close()

    def bulk(self, filling):
        lines = (json.dumps({"id": f"bulk-{n}", "title": f"Bulk {n}", "body": f"{filling} {n}. " * 300}) for n in range(3000))
        self.index("-", "--quiet", "--words-only", stdin="\n".join(lines).encode())

    def begun_export(self):
        """An export of everything whose first bytes are read; it waits until the others are."""
        process = subprocess.Popen([MORGUE, "export", "--archive", str(self.archive), "--all", "--format", "jsonl", "--sort", "oldest"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        return process, process.stdout.read(1000)

    def overwrite(self):
        """Writes over all that an export reads, so that it has to go on with the newest state."""
        for filling in ("Changed", "Changed again", "Changed once more"):
            self.bulk(filling)

    def test_an_export_under_way_is_whole_whatever_is_indexed_meanwhile(self):
        self.bulk("Filling")
        total = self.search("")["total"]
        process, begun = self.begun_export()
        self.overwrite()
        self.run_morgue("remove", "--archive", self.archive, "bulk-2999")
        self.index("-", "--quiet", stdin=json.dumps({"id": "late", "title": "Late", "body": "Came later."}).encode())
        rest, complaints = process.communicate(timeout=120)
        self.assertEqual((process.returncode, complaints), (0, b""))
        lines = [json.loads(line) for line in (begun + rest).splitlines()]
        ids = [line["id"] for line in lines]
        self.assertEqual(len(ids), total - 1)
        self.assertEqual(len(set(ids)), total - 1)
        self.assertNotIn("late", ids)
        self.assertIn("Changed once more", lines[-1]["body"])

    def test_an_export_that_cannot_be_whole_says_so(self):
        self.bulk("Filling")
        process, _ = self.begun_export()
        self.overwrite()
        self.run_morgue("compact", "--archive", self.archive)
        _, complaints = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 1)
        self.assertIn(b"the archive was packed or built anew", complaints)

    def test_a_visitor_who_has_the_newest_answer_is_told_so(self):
        with Server(self.archive) as server:
            for path in ("/", "/?q=election", "/feed.atom?q=election", "/api/v1/search?q=election", "/export?format=csv"):
                tag = server.get(path)[1]["ETag"]
                status, headers, body = server.get(path, **{"If-None-Match": tag})
                self.assertEqual((status, body, headers["ETag"]), (304, "", tag), path)
            self.index("-", "--quiet", stdin=json.dumps({"id": "new", "title": "Election", "body": "New."}).encode())
            status, _, body = server.get("/api/v1/search?q=election", **{"If-None-Match": tag})
            self.assertEqual(status, 200)
            self.assertIn('"new"', body)

    def test_every_answer_of_the_api_is_as_its_description_says(self):
        known = {"id": "known", "title": "Election notes", "body": "All that can be known of an article is known of this one.", "date": "2016-12-19",
                 "modified": "2016-12-25", "url": "https://halyard.example/known", "section": "World", "source": "Halyard"}
        self.index("-", "--quiet", stdin=json.dumps(known).encode())
        with Server(self.archive) as server:
            document = server.json("/api/v1/openapi.json")
            schema = Schema(document)

            def check(path, described, status="200"):
                response = schema.resolve(document["paths"][described]["get"]["responses"][status])
                (kind, content), = response["content"].items()
                got, headers, body = server.get(path)
                self.assertEqual((str(got), headers["Content-Type"]), (status, kind), path)
                self.assertEqual(schema.mistakes(json.loads(body), content["schema"]), [], path)

            for asked in ("", "q=election&evidence=all&explain=1", "q=minist*&sort=recent&explain=1", "q=irran", "q=rouhani+zzzzq", "q=%22unclosed",
                          "country=IR&evidence=filters", "country=-US&region=Asia&stories=collapse&per_page=100", "names=any&facet_order=significance&q=war",
                          "q=byline:brouwer+OR+headline:%22prime+minister%22&explain=1&sort=recent", "year=undated", "page=2&per_page=50&evidence=all"):
                check("/api/v1/search?" + asked, "/api/v1/search")
                check("/api/v1/timeline?" + asked, "/api/v1/timeline")
                for facet in document["components"]["schemas"]["FacetName"]["enum"]:
                    check(f"/api/v1/facets?facet={facet}&limit=5&like=a&{asked}", "/api/v1/facets")
            check("/api/v1/timeline?about_from=2010&about_to=2012", "/api/v1/timeline")
            for prefix in ("", "ro", "ele"):
                check("/api/v1/suggest?q=" + prefix, "/api/v1/suggest")
            for page in (1, 2):
                for result in server.json(f"/api/v1/search?per_page=100&page={page}")["results"]:
                    check("/api/v1/article/" + urllib.parse.quote(result["id"]), "/api/v1/article/{id}")
                    last = result["id"]
            check("/api/v1/related/" + urllib.parse.quote(last), "/api/v1/related/{id}")
            for path, described, status in (("/api/v1/search?page=x", "/api/v1/search", "400"), ("/api/v1/facets", "/api/v1/facets", "400"),
                                            ("/api/v1/article/none", "/api/v1/article/{id}", "404"), ("/api/v1/related/none", "/api/v1/related/{id}", "404")):
                check(path, described, status)
            # What is described must exist, too.
            described = {(name, field) for name, each in document["components"]["schemas"].items() for field in each.get("properties", {})}
            self.assertEqual(described - schema.seen, set())


if __name__ == "__main__":
    main()
