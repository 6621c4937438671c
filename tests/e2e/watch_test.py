"""`morgue watch`: what changes in a directory is in the archive soon after, and a server that runs meanwhile never fails."""
import fcntl
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from harness import MORGUE, Server, TestCase, main  # noqa: E402

PATIENCE = 60  # seconds, for a machine that has other things to do; a change that is never seen fails then
FRESH = 10     # seconds within which a new article is to be found even there


def story(word):
    return f"Story of the {word}\n\nPARIS (Halyard) - Ministers of France met and spoke of the {word} for a day.\n"


class Watch:
    """`morgue watch`, for a with-statement; what it says is kept in lines."""

    def __init__(self, *arguments, prefix=()):
        self.lines = []
        self.process = subprocess.Popen([*prefix, MORGUE, "watch", *map(str, arguments)], stderr=subprocess.PIPE, text=True)
        self.reader = threading.Thread(target=lambda: self.lines.extend(iter(self.process.stderr.readline, "")))
        self.reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.reader.join()
        self.process.stderr.close()

    def wait_for(self, what):
        """The first line that says so."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for line in list(self.lines):
                if what in line:
                    return line
            time.sleep(0.02)
        raise AssertionError(f"no {what!r} in {self.lines}")

    def stop(self, by=signal.SIGTERM):
        self.process.send_signal(by)
        status = self.process.wait(timeout=PATIENCE)
        self.reader.join()
        return status


class WatchTestCase(TestCase):
    def setUp(self):
        super().setUp()
        self.news = self.directory / "news"
        for number in range(5):
            self.write(f"news/{number}.txt", story(f"harvest number {number}"))

    def watch(self, *arguments, **keywords):
        return Watch(self.news, "--archive", self.archive, *arguments, **keywords)

    def wait_until(self, query, total):
        """Until a query finds so many."""
        end = time.monotonic() + PATIENCE
        while (found := self.search(query)["total"]) != total:
            self.assertLess(time.monotonic(), end, f"{query} finds {found} instead of {total}")
            time.sleep(0.05)


class Watching(WatchTestCase):
    def test_begins_like_index_and_takes_in_what_comes_changes_moves_and_goes(self):
        with self.watch() as watch:
            watch.wait_for("5 articles: 5 added")
            self.write("news/5.txt", story("tram"))
            self.wait_until("tram", 1)
            watch.wait_for("1 articles: 1 added, 0 updated, 0 unchanged;")  # it alone was read
            self.write("news/1.txt", story("ferry"))
            self.wait_until("ferry", 1)
            self.write("news/2017/01/02/6.txt", story("bridge"))
            self.wait_until("bridge", 1)
            self.assertEqual(self.search("bridge")["results"][0]["id"], "news/2017/01/02/6.txt")
            (self.directory / "other").mkdir()
            self.write("other/7.txt", story("lighthouse"))
            (self.directory / "other").rename(self.news / "moved")
            self.wait_until("lighthouse", 1)
            self.write("news/moved/8.txt", story("viaduct"))
            self.wait_until("viaduct", 1)
            (self.news / "5.txt").unlink()
            self.write("news/9.txt", story("orchard"))  # later than the removal
            self.wait_until("orchard", 1)
            self.assertEqual(self.search("tram")["total"], 1, "what has gone stays, as with index")
            self.assertEqual(watch.stop(), 0)
        before = self.everything()
        self.assertIn("0 added, 0 updated", self.index(self.news).stderr)
        self.assertEqual(self.everything(), before)

    def test_removes_with_prune_what_has_gone(self):
        self.write("news/2016/6.txt", story("tram"))
        lines = self.write("news/lines.jsonl", "".join(f'{{"id": "w{n}", "title": "Wire {n}", "body": "On ships and number{n}."}}\n' for n in range(3)))
        with self.watch("--prune") as watch:
            watch.wait_for("9 articles")
            (self.news / "0.txt").unlink()
            self.wait_until("harvest", 4)
            (self.news / "1.txt").rename(self.news / "2016" / "1.txt")
            self.wait_until("", 8)
            watch.wait_for("1 added, 0 updated, 0 unchanged, 1 removed")
            lines.write_text(lines.read_text().split("\n")[0] + "\n")
            self.wait_until("ships", 1)
            shutil.rmtree(self.news / "2016")
            self.wait_until("", 4)
            self.assertEqual(watch.stop(signal.SIGINT), 0)
        self.assertIn("0 added, 0 updated, 4 unchanged", self.index(self.news, "--prune").stderr)
        self.assertIn("no problem found", self.run_morgue("check", "--archive", self.archive).stdout)

    def test_leaves_a_file_that_is_being_written_until_it_is_closed(self):
        with open(self.news / "open.txt", "w", encoding="utf-8") as half:
            half.write(story("tram")[:60])
            half.flush()
            with self.watch() as watch:
                watch.wait_for("5 articles: 5 added")
                self.write("news/6.txt", story("ferry"))
                self.wait_until("ferry", 1)
                self.assertEqual(self.search("")["total"], 6)
                half.write(story("tram")[60:])
                half.close()
                self.wait_until('"tram for a day"', 1)
                self.assertEqual(watch.stop(), 0)

    def test_looks_at_everything_when_the_kernel_lost_count(self):
        with self.watch() as watch:
            watch.wait_for("5 articles")
            watch.process.send_signal(signal.SIGSTOP)
            limit = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
            for _ in range(limit // 3 + 100):
                (self.news / "passing.txt").write_text("")
                (self.news / "passing.txt").unlink()
            self.write("news/new/6.txt", story("tram"))
            watch.process.send_signal(signal.SIGCONT)
            self.wait_until("tram", 1)
            self.write("news/new/7.txt", story("ferry"))
            self.wait_until("ferry", 1)
            self.assertEqual(watch.stop(), 0)
        self.assertTrue([line for line in watch.lines if "6 articles: 1 added, 0 updated, 5 unchanged" in line], watch.lines)

    def test_waits_for_another_process_that_writes_the_archive(self):
        self.index(self.news)
        with self.watch() as watch:
            watch.wait_for("5 articles")
            with open(self.archive / "morgue.lock", "r+b") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)  # as another process that writes does
                self.write("news/6.txt", story("tram"))
                watch.wait_for("another process is writing the archive")
                self.assertEqual(self.search("tram")["total"], 0)
            self.wait_until("tram", 1)
            self.assertEqual(watch.stop(), 0)

    def test_is_silent_if_asked(self):
        self.write("news/empty.txt", "")
        with self.watch("--quiet") as watch:
            while not (self.archive / "XAPIANDB").exists():
                time.sleep(0.02)
            self.write("news/6.txt", story("tram"))
            self.wait_until("tram", 1)
            self.assertEqual(watch.stop(), 0)
        self.assertEqual(watch.lines, [])

    def test_ends_with_a_reason_when_it_cannot_go_on(self):
        with self.watch() as watch:
            watch.wait_for("5 articles")
            self.news.rename(self.directory / "moved")
            self.assertEqual(watch.process.wait(timeout=PATIENCE), 1)
        self.assertIn(f"cannot watch '{self.news.resolve()}' any longer", watch.lines[-1])

    def test_refuses_what_it_cannot_watch(self):
        rows = ((self.news / "1.txt", "it is no directory; name the one that it is in"),
                (self.directory / "nothing", "No such file or directory"),
                (self.directory, f"the archive '{self.archive}' is in it; name a place outside with --archive"))
        for source, message in rows:
            self.assertIn(message, self.run_morgue("watch", source, "--archive", self.archive, expect=1).stderr)
        self.assertFalse(self.archive.exists())

    def test_names_the_limit_of_the_kernel(self):
        for number in range(20):
            self.write(f"news/{number}/a.txt", story(f"tram {number}"))
        limited = ("unshare", "--user", "--map-root-user", "sh", "-c", 'echo 5 > /proc/sys/user/max_inotify_watches && exec "$@"', "sh")
        if subprocess.run([*limited, "true"], capture_output=True).returncode != 0:
            self.skipTest("no user namespace can be made here")
        with self.watch(prefix=limited) as watch:
            self.assertEqual(watch.process.wait(timeout=PATIENCE), 1)
        self.assertIn("sysctl fs.inotify.max_user_watches=", watch.lines[-1])


class AServerMeanwhile(WatchTestCase):
    def test_shows_a_new_article_soon_and_answers_all_the_time(self):
        self.index(self.news)
        failures, asked, done = [], 0, threading.Event()
        with self.watch() as watch, Server(self.archive) as server:
            watch.wait_for("5 articles")

            def ask():
                nonlocal asked
                while not done.is_set():
                    for path in ("/api/v1/search?q=harvest", "/", "/?q=france", "/api/v1/timeline?q=ministers"):
                        status, _, body = server.get(path)
                        asked += 1
                        if status != 200:
                            failures.append((path, status, body[:200]))

            client = threading.Thread(target=ask)
            client.start()
            try:
                for number in range(5):
                    word = f"zeppelin{number}"
                    start = time.monotonic()
                    self.write(f"news/new/{number}.txt", story(word))
                    while server.json(f"/api/v1/search?q={word}")["total"] == 0 and time.monotonic() < start + FRESH:
                        time.sleep(0.02)
                    seconds = time.monotonic() - start
                    print(f"a new article was found after {seconds:.2f} s", file=sys.stderr)
                    self.assertLess(seconds, FRESH)
                    answer = server.json(f"/api/v1/search?q={word}")
                    self.assertEqual(answer["results"][0]["id"], f"news/new/{number}.txt")
            finally:
                done.set()
                client.join()
            self.assertEqual(watch.stop(), 0)
        self.assertEqual(failures[:3], [])
        self.assertGreater(asked, 0)


if __name__ == "__main__":
    main()
