"""What the end-to-end tests share: running the program as a user does. Standard library only."""
import json
import os
import re
import signal
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

MORGUE = os.environ.get("MORGUE") or str(Path(__file__).resolve().parents[2] / "build/ci/morgue")
DUMP = os.environ.get("MORGUE_DUMP") or str(Path(__file__).resolve().parents[2] / "build/ci/morgue_dump")
SAMPLE = Path(os.environ.get("MORGUE_SAMPLE") or Path(__file__).resolve().parents[2] / "corpus/sample")
GOLDEN = Path(__file__).resolve().parents[1] / "golden"


class TestCase(unittest.TestCase):
    """A test with a directory of its own."""

    maxDiff = None

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="morgue-e2e-")
        self.addCleanup(holder.cleanup)
        self.directory = Path(holder.name)
        self.archive = self.directory / "archive"

    def write(self, name, content):
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run_morgue(self, *arguments, expect=0, stdin=None, environment=None):
        """Runs `morgue`; the exit status must be `expect` (None: any)."""
        done = subprocess.run([MORGUE, *map(str, arguments)], input=stdin, capture_output=True, timeout=600,
                              env={**os.environ, **(environment or {})}, cwd=self.directory)
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        if expect is not None:
            self.assertEqual(done.returncode, expect, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def index(self, *arguments, **keywords):
        return self.run_morgue("index", "--archive", self.archive, *arguments, **keywords)

    def search(self, *arguments):
        return json.loads(self.run_morgue("search", "--archive", self.archive, "--json", *arguments).stdout)

    def inspect(self, *arguments, **keywords):
        return [json.loads(line) for line in self.run_morgue("inspect", *arguments, **keywords).stdout.splitlines()]

    def everything(self):
        """All that an archive holds, in an order that does not depend on how it was built."""
        articles, page = {}, 1
        while True:
            answer = self.search("--limit", "100", "--page", str(page), "--sort", "oldest", "")
            for result in answer["results"]:
                self.assertNotIn(result["id"], articles)
                articles[result["id"]] = result
            if not answer["results"]:
                break
            page += 1
        return {"articles": dict(sorted(articles.items())), "total": answer["total"], "facets": answer["facets"]}

    def expect_golden(self, name, actual):
        path = GOLDEN / name
        if os.environ.get("MORGUE_UPDATE_GOLDEN"):
            path.write_text(actual)
        self.assertEqual(path.read_text(), actual, f"differs from {path}; MORGUE_UPDATE_GOLDEN=1 rewrites it")


class Server:
    """`morgue serve` on a free port, for a with-statement."""

    def __init__(self, archive, *arguments):
        self.process = subprocess.Popen([MORGUE, "serve", "--archive", str(archive), "--port", "0", *arguments],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"https?://\S+/", line)
        if not found:
            self.process.kill()
            raise AssertionError(f"no address in {line!r}: {self.process.stderr.read()}")
        self.url = found.group(0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()
        self.process.stdout.close()
        self.process.stderr.close()

    def stop(self):
        """Returns the exit status and how long it took."""
        start = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=10)
        return status, time.monotonic() - start

    def get(self, path, **headers):
        """(status, headers, body) of a GET."""
        request = urllib.request.Request(self.url + path.lstrip("/"), headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return reply.status, reply.headers, reply.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read().decode()

    def json(self, path):
        return json.loads(self.get(path)[2])


def main():
    unittest.main(verbosity=2)
