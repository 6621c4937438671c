"""The server among visitors who are slow, many, hasty or hostile, and how it takes leave of them."""
import gzip
import json
import os
import random
import re
import signal
import socket
import sys
import threading
import time
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from harness import SAMPLE, Server, TestCase, main  # noqa: E402

SANITIZED = bool(os.environ.get("MORGUE_SANITIZED"))


class Connection:
    """A socket that HTTP is written to and read from by hand."""

    def __init__(self, server, receive_buffer=None, timeout=20):
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(timeout)
        self.socket.connect(server.address)
        self.read = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def receive(self):
        """False at the end, however it came."""
        try:
            more = self.socket.recv(65536)
        except ConnectionError:
            more = b""
        self.read += more
        return bool(more)

    def rest(self):
        """All that comes until the other side ends."""
        while self.receive():
            pass
        return self.read

    def take(self, size):
        while len(self.read) < size:
            if not self.receive():
                raise AssertionError(f"ended within a reply: {self.read[:200]!r}")
        taken, self.read = self.read[:size], self.read[size:]
        return taken

    def line(self):
        while b"\r\n" not in self.read:
            if not self.receive():
                raise AssertionError(f"ended within a head: {self.read[:200]!r}")
        line, self.read = self.read.split(b"\r\n", 1)
        return line

    def reply(self, head_only=False):
        """(status, headers, body) of the next reply; a chunked body must be whole."""
        status = int(self.line().split()[1])
        headers = {}
        while line := self.line():
            name, value = line.decode().split(": ", 1)
            headers[name.lower()] = value
        if head_only or status == 304:
            return status, headers, b""
        if headers.get("transfer-encoding") != "chunked":
            return status, headers, self.take(int(headers["content-length"]))
        body = b""
        while size := int(self.line(), 16):
            body += self.take(size)
            self.line()
        self.line()
        return status, headers, body


def request(target="/", *headers, method="GET", version="1.1"):
    return "\r\n".join([f"{method} {target} HTTP/{version}", "Host: localhost", *headers, "", ""]).encode()


class ServingTest(TestCase):
    def setUp(self):
        super().setUp()
        self.index(SAMPLE, "--quiet")

    def serve(self, *arguments):
        server = Server(self.archive, *arguments)
        url = urllib.parse.urlparse(server.url)
        server.address = (url.hostname, url.port)
        self.addCleanup(server.__exit__)
        return server

    def bulk(self, articles=3000):
        """Enough that an export does not fit into what the kernel keeps of a connection."""
        lines = (json.dumps({"id": f"bulk-{n}", "title": f"Bulk {n}", "body": f"Filling {n}. " * 300}) for n in range(articles))
        self.index("-", "--quiet", "--words-only", stdin="\n".join(lines).encode())

    def connections(self, server, count, **keywords):
        return [self.enterContext(Connection(server, **keywords)) for _ in range(count)]

    def memory(self, server):
        """Kilobytes that the server has in memory."""
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{server.process.pid}/status").read_text()).group(1))

    def threads(self, server):
        return len(list(Path(f"/proc/{server.process.pid}/task").iterdir()))

    def assert_quick(self, server, path="/?q=election", seconds=1.0):
        start = time.monotonic()
        self.assertEqual(server.get(path)[0], 200)
        self.assertLess(time.monotonic() - start, seconds * (10 if SANITIZED else 1))


class SlowVisitors(ServingTest):
    def test_hold_up_nobody_and_cost_no_thread(self):
        server = self.serve()
        self.assert_quick(server, seconds=5)
        threads = self.threads(server)
        connections = self.connections(server, 100)
        for connection in connections:
            connection.send(b"GET / HTTP/1.1\r\nX: ")
        for _ in range(5):
            for connection in connections:
                connection.send(b"y")
            self.assert_quick(server)
        self.assertEqual(self.threads(server), threads)

    def test_are_given_time_for_a_request_as_a_whole_and_not_for_each_byte(self):
        server = self.serve()
        start = time.monotonic()
        with Connection(server) as connection:
            connection.send(b"GET / HTTP/1.1\r\nX: ")
            try:
                while time.monotonic() - start < 20:
                    connection.send(b"y")
                    time.sleep(0.5)
            except ConnectionError:
                pass
            took = time.monotonic() - start
            self.assertGreater(took, 8)
            self.assertLess(took, 13)

    def test_who_read_an_export_wait_for_themselves_alone_and_get_it_whole(self):
        self.bulk()
        server = self.serve()
        whole = server.get("/export?format=jsonl")[2].encode()
        before = self.memory(server)
        connections = self.connections(server, 20, receive_buffer=4096)
        for connection in connections:
            connection.send(request("/export?format=jsonl"))
        for _ in range(5):
            for connection in connections:
                connection.receive()
            self.assert_quick(server)
        if not SANITIZED:
            self.assertLess(self.memory(server) - before, 20 * 2048, "more than a piece or two each is kept")
        status, headers, body = connections[0].reply()
        self.assertEqual((status, headers["transfer-encoding"], body == whole), (200, "chunked", True))
        self.assert_quick(server)

    def test_who_ask_nothing_stay_connected_between_requests(self):
        server = self.serve()
        with Connection(server) as connection:
            for _ in range(2):
                connection.send(request("/healthz"))
                self.assertEqual(connection.reply()[2], b"ok\n")
                time.sleep(3)

    def test_make_room_for_others_when_there_are_too_many(self):
        server = self.serve()
        try:
            idle = self.connections(server, 2100)
        except OSError as error:
            self.skipTest(f"not so many sockets here: {error}")
        self.assert_quick(server, seconds=2)
        # The first has had to go, the last has not.
        self.assertEqual(idle[0].rest(), b"")
        idle[-1].send(request("/healthz"))
        self.assertEqual(idle[-1].reply()[2], b"ok\n")


class Requests(ServingTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve()

    def test_that_are_sent_without_waiting_are_answered_in_their_order(self):
        targets = ["/healthz", "/api/v1/search?q=aleppo", "/readyz", "/nothing", "/export?format=csv", "/healthz"]
        with Connection(self.server) as connection:
            connection.send(b"".join(request(target) for target in targets * 3))
            for target in targets * 3:
                status, _, body = connection.reply()
                self.assertEqual(status, 404 if target == "/nothing" else 200, target)
                expected = self.server.get(target)[2].encode()
                if not target.startswith("/api"):
                    self.assertEqual(body, expected, target)

    def test_for_the_head_alone_say_what_the_whole_would_say(self):
        for target in ("/", "/?q=election", "/healthz", "/nothing", "/api/v1/search?page=x", "/export?format=csv"):
            for accepted in ("identity", "gzip"):
                with self.subTest(target), Connection(self.server) as connection:
                    connection.send(request(target, f"Accept-Encoding: {accepted}", method="HEAD") + request(target, f"Accept-Encoding: {accepted}"))
                    head_status, head, _ = connection.reply(head_only=True)
                    status, headers, _ = connection.reply()
                    self.assertEqual(head_status, status)
                    for name in ("content-type", "content-encoding", "transfer-encoding", "etag", "vary"):
                        self.assertEqual(head.get(name), headers.get(name), name)
                    self.assertEqual("content-length" in head, "content-length" in headers)

    def test_get_what_they_ask_for_compressed_if_they_take_that(self):
        for target in ("/help", "/export?format=csv", "/export?format=bibtex"):
            with self.subTest(target), Connection(self.server) as connection:
                connection.send(request(target) + request(target, "Accept-Encoding: br, gzip"))
                plain, packed = connection.reply(), connection.reply()
                self.assertNotIn("content-encoding", plain[1])
                self.assertEqual(packed[1]["content-encoding"], "gzip")
                self.assertEqual(packed[1]["vary"], "Accept-Encoding")
                self.assertEqual(gzip.decompress(packed[2]), plain[2])
                self.assertLess(len(packed[2]), len(plain[2]))

    def test_of_http_1_0_are_answered_as_that_has_it(self):
        with Connection(self.server) as connection:
            connection.send(request("/healthz", version="1.0"))
            self.assertIn(b"ok\n", connection.rest())
        with Connection(self.server) as connection:
            connection.send(request("/healthz", "Connection: keep-alive", version="1.0") * 2)
            self.assertEqual(connection.reply()[1]["connection"].lower(), "keep-alive")
            connection.reply()

    def test_that_carry_something_are_answered_and_the_connection_ended(self):
        for head, status in ((request("/", "Content-Length: 5", method="POST") + b"12345", 405),
                             (request("/", "Content-Length: 5", method="POST"), 405),  # and never sends it
                             (request("/", "Transfer-Encoding: chunked", method="PUT") + b"5\r\n12345\r\n0\r\n\r\n", 405),
                             (request("/", method="DELETE"), 405), (request("*", method="OPTIONS"), 405),
                             (request("/healthz", "Content-Length: 5") + b"12345", 200),
                             # What is carried is not taken for another request.
                             (request("/healthz", "Content-Length: 60") + request("/nothing"), 200),
                             (request("/", "Content-Length: 99999999", method="POST") + b"1" * 200_000, 413)):
            with self.subTest(head[:60]), Connection(self.server) as connection:
                connection.send(head)
                got, headers, _ = connection.reply()
                self.assertEqual((got, headers["connection"].lower()), (status, "close"))
                if status == 405:
                    self.assertEqual(headers["allow"], "GET, HEAD")
                self.assertEqual(connection.rest(), b"")

    def test_that_cannot_be_understood_are_told_so(self):
        for junk, status in ((b"GET / HTTP/9.9\r\n\r\n", 505), (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505), (b"\x16\x03\x01\x02\x00\x01\x00", 400), (b"GET\r\n\r\n", 400),
                             (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n", 400), (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
                             (b"GET / HTTP/1.1\r\nNo colon\r\n\r\n", 400), (b"GET / HTTP/1.1\r\nHost: x\r\n", 400),
                             (b"GET /" + b"x" * 40_000 + b" HTTP/1.1\r\n\r\n", 414), (b"GET / HTTP/1.1\r\nX: " + b"y" * 40_000 + b"\r\n\r\n", 431), (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 10_000 + b"\r\n", 431)):
            with self.subTest(junk[:60]), Connection(self.server) as connection:
                connection.send(junk)
                connection.socket.shutdown(socket.SHUT_WR)
                got, headers, body = connection.reply()
                self.assertEqual((got, headers["connection"].lower()), (status, "close"))
                self.assertTrue(body.startswith(str(status).encode()))
                self.assertIn("content-security-policy", headers)

    def test_of_one_connection_are_counted_and_the_last_one_says_so(self):
        with Connection(self.server) as connection:
            connection.send(request("/healthz") * 1000)
            for number in range(1000):
                headers = connection.reply()[1]
                self.assertEqual(headers.get("connection", "keep-alive").lower(), "close" if number == 999 else "keep-alive", number)
            self.assertEqual(connection.rest(), b"")

    def test_that_somebody_has_answered_already_cost_an_empty_reply(self):
        with Connection(self.server) as connection:
            connection.send(request("/help"))
            tag = connection.reply()[1]["etag"]
            connection.send(request("/help", f"If-None-Match: {tag}") + request("/healthz"))
            status, headers, _ = connection.reply()
            self.assertEqual((status, headers["etag"], "content-length" in headers), (304, tag, False))
            self.assertEqual(connection.reply()[2], b"ok\n")


class Malformed:
    """Requests that are broken in all the ways that a generator can think of, the same for the same seed."""

    METHODS = [b"GET", b"HEAD", b"POST", b"PUT", b"get", b"", b"G E T", b"GET\x00", b"OPTIONS", b"CONNECT", b"\xff\xfe", b"A" * 5000]
    TARGETS = [b"/", b"/?q=election", b"/api/v1/search?q=%", b"/export?format=csv", b"/article/%zz%00", b"/article/../../etc/passwd", b"*", b"", b"http://localhost/", b"http://[::1", b"//", b"/%2e%2e/%2e%2e/etc/passwd",
               b"/\x00", b"/\xff\xfe", b"/?" + b"country=A&" * 1000, b"/" + b"x" * 50_000, b"/a b", b"/healthz", b"/person/%F0%9F%98%80"]
    VERSIONS = [b"HTTP/1.1", b"HTTP/1.0", b"HTTP/0.9", b"HTTP/2.0", b"HTTP/11", b"HTTP/1.1 ", b"http/1.1", b"", b"HTTP/1.\xff", b"XYZ"]
    HEADERS = [b"Host: localhost", b"Host:", b"Host: a b", b"Host: x\r\nHost: y", b"Content-Length: 5", b"Content-Length: -1", b"Content-Length: 99999999999999999999", b"Content-Length: 5\r\nContent-Length: 6",
               b"Content-Length: 0x10", b"Transfer-Encoding: chunked", b"Transfer-Encoding: gzip, chunked", b"Transfer-Encoding: chunked, identity", b"Transfer-Encoding: \x00", b"Content-Length: 3\r\nTransfer-Encoding: chunked",
               b"Connection: keep-alive", b"Connection: close", b"Connection: upgrade\r\nUpgrade: websocket", b"Expect: 100-continue", b"Accept-Encoding: gzip;q=", b"Accept-Encoding: " + b"gzip," * 2000, b"If-None-Match: *",
               b'If-None-Match: "' + b"x" * 3000, b"No colon", b": no name", b"Na me: x", b"Name : x", b" folded: x", b"X: y\r\n z", b"X: \x00", b"X: \xff\xfe\xfd", b"X: y\n", b"X: y\r", b"X" * 9000 + b": y", b"X: " + b"y" * 60_000,
               b"Range: bytes=0-0,1-1", b"Authorization: Basic ====", b"Forwarded: for=\"", b"X-Forwarded-For: ,,,", b"Cookie: " + b"a=b; " * 500]
    BODIES = [b"", b"12345", b"5\r\n12345\r\n0\r\n\r\n", b"-1\r\n", b"ffffffffffffffff\r\nx", b"5;ext=\x00\r\n12345\r\n", b"zz\r\n", b"0\r\nTrailer: x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x00" * 3000]
    ENDS = [b"\r\n", b"\n", b"\r", b"", b"\r\r\n", b"\x00\r\n"]

    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, choices):
        """Mostly the first, or nothing would come further than the first line."""
        return choices[0] if self.random.random() < 0.7 else self.random.choice(choices)

    def one(self):
        pick = self.pick
        if self.random.random() < 0.1:
            return self.random.randbytes(self.random.randrange(1, 3000))
        end = pick(self.ENDS)
        data = pick(self.METHODS) + pick([b" ", b"  ", b"\t", b""]) + pick(self.TARGETS) + pick([b" ", b""]) + pick(self.VERSIONS) + end
        data += b"".join(pick(self.HEADERS) + pick([b"\r\n", end]) for _ in range(self.random.randrange(5))) + pick([b"\r\n", end]) + pick(self.BODIES)
        if self.random.random() < 0.2:  # bytes of a good one changed
            data = bytearray(data or b"x")
            for _ in range(self.random.randrange(1, 5)):
                data[self.random.randrange(len(data))] = self.random.randrange(256)
        if self.random.random() < 0.2:
            data = data[: self.random.randrange(len(data) + 1)]
        return bytes(data)


class HostileVisitors(ServingTest):
    REQUESTS = 1000 if SANITIZED else 10_000

    def test_do_not_bring_it_down_with_malformed_requests(self):
        server = self.serve()
        # What it has in memory when it has answered a little of everything.
        for path in ("/", "/?q=election", "/export?format=csv", "/help", "/api/v1/search?q=a*"):
            server.get(path)
        malformed, statuses, before = Malformed(1837), {}, None
        for number in range(self.REQUESTS):
            if number == self.REQUESTS // 10:
                before = self.memory(server)
            data = malformed.one()
            with Connection(server) as connection:
                try:
                    connection.send(data)
                    connection.socket.shutdown(socket.SHUT_WR)
                except OSError:
                    pass
                reply = connection.rest() if number % 3 else b""
            if reply:
                self.assertTrue(reply.startswith(b"HTTP/1."), data[:200])
                status = int(reply.split()[1])
                statuses[status] = statuses.get(status, 0) + 1
                self.assertNotEqual(status, 500, data[:200])
                self.assertNotIn(b"root:", reply)
        self.assertIsNone(server.process.poll())
        for status in (400, 200, 405, 414):
            # The short run is too short for shares.
            self.assertGreater(statuses.get(status, 0), 0 if SANITIZED else self.REQUESTS / 200, statuses)
        if not SANITIZED:
            self.assertLess(self.memory(server) - before, 16 * 1024, "kilobytes grown")
        self.assert_quick(server)
        status, seconds = server.stop()
        self.assertEqual((status, server.process.stderr.read()), (0, ""))
        self.assertLess(seconds, 2)

    def test_who_leave_in_the_middle_leave_nothing_behind(self):
        self.bulk()
        server = self.serve()
        descriptors = Path(f"/proc/{server.process.pid}/fd")
        self.assert_quick(server, seconds=5)
        before = None
        for number in range(200):
            with Connection(server, receive_buffer=4096) as connection:
                connection.send(request("/export?format=jsonl") + request("/?q=election") * 5)
                connection.socket.recv(1000)
            if number == 100:
                time.sleep(0.5)
                before = len(list(descriptors.iterdir()))
        deadline = time.monotonic() + 10
        while len(list(descriptors.iterdir())) > before + 8 and time.monotonic() < deadline:
            time.sleep(0.1)
        self.assertLess(len(list(descriptors.iterdir())), before + 9)
        self.assert_quick(server)


class TheEnd(ServingTest):
    def test_waits_for_what_is_being_answered(self):
        self.bulk(1000)
        server = self.serve()
        with Connection(server, receive_buffer=4096) as connection:
            connection.send(request("/export?format=jsonl"))
            connection.receive()
            ending = threading.Thread(target=lambda: setattr(server, "ended", server.stop()))
            ending.start()
            time.sleep(0.2)
            status, _, body = connection.reply()
            ending.join()
        self.assertEqual((status, len(body.splitlines())), (200, self.search("")["total"]))
        self.assertEqual(server.ended[0], 0)

    def test_does_not_wait_for_those_who_do_not_read(self):
        self.bulk()
        server = self.serve()
        with Connection(server, receive_buffer=4096) as connection:
            connection.send(request("/export?format=jsonl"))
            connection.receive()
            status, seconds = server.stop()
            self.assertEqual(status, 0)
            self.assertLess(seconds, 2)
            # And what did not come is not taken for the end.
            self.assertFalse(connection.rest().endswith(b"0\r\n\r\n"))

    def test_lets_nobody_in_and_closes_what_is_idle_at_once(self):
        server = self.serve()
        idle = self.connections(server, 50)
        status, seconds = server.stop()
        self.assertEqual(status, 0)
        self.assertLess(seconds, 1 if not SANITIZED else 2)
        for connection in idle:
            self.assertEqual(connection.rest(), b"")


class AccessLog(ServingTest):
    def lines_of(self, path, count):
        """They are written by a thread of their own."""
        deadline = time.monotonic() + 10
        while not path.exists() or path.read_text().count("\n") < count and time.monotonic() < deadline:
            time.sleep(0.02)
        return path.read_text().splitlines()

    def test_has_a_line_for_each_request_that_none_can_forge(self):
        log = self.directory / "access.log"
        server = self.serve("--access-log", log)
        server.get("/?q=election", **{"User-Agent": "Test/1.0", "Referer": "http://news.example/"})
        with Connection(server) as connection:
            connection.send(request('/nothing?"\x1b', 'User-Agent: x" 200 1\\'))
            connection.reply()
        with Connection(server) as connection:
            connection.send(b"junk\r\n\r\n")
            connection.rest()
        lines = self.lines_of(log, 3)
        when = r"\[\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d:\d\d \+0000\]"
        self.assertRegex(lines[0], rf'^127\.0\.0\.1 - - {when} "GET /\?q=election HTTP/1\.1" 200 \d{{4,}} "http://news.example/" "Test/1\.0"$')
        self.assertTrue(any('"-" 400 ' in line for line in lines), lines)
        for line in lines:
            self.assertRegex(line, rf'^127\.0\.0\.1 - - {when} "[^"]*" \d\d\d \d+ "[^"]*" "[^"]*"$')

    def test_is_json_if_that_is_asked_for(self):
        log = self.directory / "access.log"
        server = self.serve("--access-log", log, "--access-log-format", "json")
        server.get("/healthz")
        line, = map(json.loads, self.lines_of(log, 1))
        self.assertEqual((line["visitor"], line["method"], line["target"], line["status"]), ("127.0.0.1", "GET", "/healthz", 200))
        self.assertLess(line["seconds"], 5)

    def test_goes_on_in_a_new_file_when_the_old_one_was_moved(self):
        log = self.directory / "access.log"
        server = self.serve("--access-log", log)
        server.get("/healthz")
        self.lines_of(log, 1)
        log.rename(self.directory / "access.log.1")
        server.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 10
        while not log.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        server.get("/readyz")
        self.assertIn("/readyz", self.lines_of(log, 1)[0])
        self.assertEqual(len((self.directory / "access.log.1").read_text().splitlines()), 1)
        self.assertEqual(server.stop()[0], 0)

    def test_counts_what_was_sent_of_a_reply_whose_visitor_left(self):
        self.bulk()
        log = self.directory / "access.log"
        server = self.serve("--access-log", log, "--access-log-format", "json")
        with Connection(server, receive_buffer=4096) as connection:
            connection.send(request("/export?format=jsonl"))
            connection.socket.recv(1000)
        left, = map(json.loads, self.lines_of(log, 1))
        server.get("/export?format=jsonl")
        whole = json.loads(self.lines_of(log, 2)[1])
        self.assertGreater(left["bytes"], 0)
        self.assertLess(left["bytes"], whole["bytes"])

    def test_must_be_a_file_that_can_be_written(self):
        done = self.run_morgue("serve", "--archive", self.archive, "--port", "0", "--access-log", self.directory / "no" / "access.log", expect=1)
        self.assertIn("access.log': No such file or directory", done.stderr)


class Figures(ServingTest):
    def figures(self, server):
        status, headers, text = server.get("/metrics")
        self.assertEqual((status, headers["Content-Type"], headers["X-Robots-Tag"]), (200, "text/plain; version=0.0.4; charset=utf-8", "noindex"))
        found = {}
        for line in text.splitlines():
            if line.startswith("#"):
                self.assertRegex(line, r"^# (HELP \S+ .+|TYPE \S+ (counter|gauge|histogram))$")
                continue
            name, value = re.fullmatch(r'([a-z_]+(?:\{[^{}]*\})?) (\S+)', line).groups()
            self.assertNotIn(name, found)
            found[name] = float(value)
        return found

    def test_are_those_of_what_was_asked(self):
        server = self.serve()
        before = self.figures(server)
        self.assertNotIn('morgue_http_requests_total{route="/",status="2xx"}', before)
        for _ in range(3):
            server.get("/?q=election")
        server.get("/nothing")
        server.get("/?page=x")
        with Connection(server) as open_one:
            open_one.send(request("/export?format=csv"))
            open_one.reply()
            after = self.figures(server)
        self.assertEqual(after['morgue_http_requests_total{route="/",status="2xx"}'], 3)
        self.assertEqual(after['morgue_http_requests_total{route="/",status="4xx"}'], 1)
        self.assertEqual(after['morgue_http_requests_total{route="",status="4xx"}'], 1)
        self.assertEqual(after['morgue_http_requests_total{route="/export",status="2xx"}'], 1)
        self.assertEqual(after['morgue_http_request_duration_seconds_bucket{route="/",le="+Inf"}'], 4)
        self.assertEqual(after["morgue_http_connections_open"], 2)
        self.assertEqual(after["morgue_http_requests_under_way"], 1)
        self.assertGreater(after["morgue_http_sent_bytes_total"], 10_000)
        self.assertEqual(after["morgue_archive_articles"], self.search("")["total"])
        info, = (name for name in after if name.startswith("morgue_archive_info"))
        self.index("-", "--quiet", stdin=b'{"id": "new", "title": "New", "body": "New."}')
        self.assertNotIn(info, self.figures(server))

    def test_are_nothing_for_crawlers(self):
        server = self.serve()
        self.assertNotIn("/metrics", server.get("/sitemap.xml")[2] + server.get("/sitemap/1.xml")[2])
        self.assertEqual(server.get("/metrics?x=y")[0], 200)

    def test_life_is_shown_while_all_workers_are_busy(self):
        self.bulk()
        server = self.serve("--workers", "1")
        with Connection(server) as connection:
            # More than one worker answers in the time that this takes.
            connection.send(request("/export?format=jsonl") * 3)
            for path in ("/livez", "/healthz"):
                self.assert_quick(server, path, seconds=0.5)


class WhileTheArchiveChanges(ServingTest):
    def test_every_request_is_answered_and_every_export_is_whole(self):
        self.bulk(500)
        server = self.serve()
        failures, stop = [], threading.Event()

        def ask(path, right):
            while not stop.is_set():
                status, _, body = server.get(path)
                if status != 200 or not right(body):
                    failures.append((path, status, body[:200]))

        askers = [threading.Thread(target=ask, args=arguments) for arguments in (
            ("/api/v1/search?q=filling", lambda body: json.loads(body)["total"] >= 500),
            ("/?q=filling&sort=newest", lambda body: "</html>" in body),
            ("/export?format=jsonl&q=filling", lambda body: len(body.splitlines()) >= 500))]
        for asker in askers:
            asker.start()
        for number in range(4):
            self.index("-", "--quiet", stdin=json.dumps({"id": f"new-{number}", "title": "New", "body": "Filling as well."}).encode())
        stop.set()
        for asker in askers:
            asker.join()
        self.assertEqual(failures, [])
        self.assertEqual(server.json("/api/v1/search?q=filling")["total"], 504)


if __name__ == "__main__":
    main()
