"""Who may read what the server serves, and what it believes of where they come from: passwords, TLS, proxies, names."""
import base64
import concurrent.futures
import ctypes
import http.client
import json
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from harness import SAMPLE, Server, TestCase, main  # noqa: E402


def bcrypt(password, cost):
    """By the system's own library, as the server does."""
    crypt = ctypes.CDLL("libcrypt.so.1").crypt
    crypt.restype = ctypes.c_char_p
    return crypt(password.encode(), f"$2y${cost:02}$abcdefghijklmnopqrstuu".encode()).decode()


def basic(user, password):
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


class AccessTest(TestCase):
    def setUp(self):
        super().setUp()
        self.index(SAMPLE, "--quiet")

    def serve(self, *arguments):
        server = Server(self.archive, *map(str, arguments))
        self.addCleanup(server.__exit__)
        return server

    def users(self, cost=5, **passwords):
        return self.write("users", "".join(f"{user}:{bcrypt(password, cost)}\n" for user, password in passwords.items()))

    def refused(self, *arguments, expect=1):
        return self.run_morgue("serve", "--archive", self.archive, "--port", "0", *arguments, expect=expect).stderr

    def ask(self, server, path, **headers):
        """(status, headers, body), with whatever Host is given."""
        connection = http.client.HTTPConnection(urllib.parse.urlparse(server.url).netloc, timeout=20)
        try:
            connection.putrequest("GET", path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            reply = connection.getresponse()
            return reply.status, reply.headers, reply.read().decode()
        finally:
            connection.close()


class Passwords(AccessTest):
    def test_are_asked_for_everywhere_but_for_signs_of_life(self):
        server = self.serve("--auth", self.users(ada="secret", bob="x:y z"))
        for path in ("/", "/api/v1/search", "/export?format=csv", "/metrics", "/robots.txt", "/nothing", "/assets/x"):
            status, headers, body = server.get(path)
            self.assertEqual(status, 401, path)
            self.assertEqual(headers["WWW-Authenticate"], 'Basic realm="morgue", charset="UTF-8"')
            self.assertNotIn("election", body)
            if path.startswith("/api"):
                self.assertEqual(json.loads(body)["status"], 401)
        for path in ("/livez", "/healthz", "/readyz"):
            self.assertEqual(server.get(path)[0], 200, path)
        for user, password in (("ada", "secret"), ("bob", "x:y z")):
            self.assertEqual(server.get("/", **basic(user, password))[0], 200)
        for user, password in (("ada", "x:y z"), ("ada", ""), ("", ""), ("Ada", "secret"), ("eve", "secret"), ("ada", "secret\0")):
            self.assertEqual(server.get("/", **basic(user, password))[0], 401, (user, password))
        for header in ("", "Basic", "Basic ====", "Bearer x", "Basic " + "A" * 20_000):
            self.assertEqual(server.get("/", Authorization=header)[0], 401, header[:20])

    def test_are_looked_up_once_and_then_known(self):
        server = self.serve("--auth", self.users(cost=12, ada="secret"))

        def seconds(**headers):
            start = time.monotonic()
            status = server.get("/robots.txt", **headers)[0]
            return status, time.monotonic() - start

        status, first = seconds(**basic("ada", "secret"))
        again = min(seconds(**basic("ada", "secret"))[1] for _ in range(5))
        self.assertEqual(status, 200)
        self.assertLess(again, first / 4)
        # Wrong ones, and those of nobody, take as long as the first time.
        for user in ("ada", "nobody"):
            self.assertGreater(min(seconds(**basic(user, "wrong"))[1] for _ in range(2)), again * 4)

    def test_that_are_wrong_by_the_dozen_hold_up_nobody_who_is_known(self):
        server = self.serve("--auth", self.users(cost=9, ada="secret"))
        self.assertEqual(server.get("/", **basic("ada", "secret"))[0], 200)
        with concurrent.futures.ThreadPoolExecutor(80) as pool:
            guesses = [pool.submit(server.get, "/", **basic("ada", f"guess{n}")) for n in range(80)]
            time.sleep(0.3)
            start = time.monotonic()
            self.assertEqual(server.get("/robots.txt", **basic("ada", "secret"))[0], 200)
            took = time.monotonic() - start
            statuses = {guess.result()[0] for guess in guesses}
        self.assertLess(took, 2)
        self.assertLessEqual(statuses, {401, 503})

    def test_are_read_again_on_sighup_unless_the_file_is_broken(self):
        users = self.users(ada="secret")
        server = self.serve("--auth", users)
        self.assertEqual(server.get("/robots.txt", **basic("ada", "secret"))[0], 200)
        self.users(ada="another")
        server.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 10
        while server.get("/robots.txt", **basic("ada", "another"))[0] != 200 and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(server.get("/robots.txt", **basic("ada", "secret"))[0], 401)
        users.write_text("ada:plain\n")
        server.process.send_signal(signal.SIGHUP)
        time.sleep(0.5)
        self.assertEqual(server.get("/robots.txt", **basic("ada", "another"))[0], 200)
        self.assertEqual(server.stop()[0], 0)
        self.assertIn("line 1: the hash of 'ada' is not bcrypt", server.process.stderr.read())

    def test_of_another_kind_are_refused_at_the_start(self):
        users = self.write("users", "ada:$apr1$x$y\n")
        self.assertIn("users', line 1: the hash of 'ada' is not bcrypt; make the line with 'htpasswd -B'", self.refused("--auth", users))
        self.assertIn("nowhere': No such file or directory", self.refused("--auth", "nowhere"))

    def test_cross_no_network_readable(self):
        users = self.users(ada="secret")
        said = self.refused("--auth", users, "--host", "0.0.0.0", expect=2)
        for way_out in ("--tls", "127.0.0.1", "--trusted-proxy"):
            self.assertIn(way_out, said)
        server = self.serve("--auth", users, "--host", "0.0.0.0", "--trusted-proxy", "192.0.2.1")
        # From this machine, no network lies between.
        self.assertEqual(server.get("/robots.txt", **basic("ada", "secret"))[0], 200)

    def test_name_the_reader_in_the_log(self):
        log = self.directory / "log"
        server = self.serve("--auth", self.users(ada="secret"), "--access-log", log)
        server.get("/robots.txt", **basic("ada", "secret"))
        server.get("/robots.txt")
        server.stop()
        known, unknown = log.read_text().splitlines()
        self.assertIn("127.0.0.1 - ada [", known)
        self.assertIn("127.0.0.1 - - [", unknown)
        self.assertNotIn("secret", known + unknown)


class Tls(AccessTest):
    def certificate(self, name="server", days="30"):
        certificate, key = self.directory / f"{name}.pem", self.directory / f"{name}.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", days, "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
        return certificate, key

    def context(self, certificate, **versions):
        context = ssl.create_default_context(cafile=str(certificate))
        for name, version in versions.items():
            setattr(context, name, version)
        return context

    def get(self, server, context, path):
        connection = http.client.HTTPSConnection(urllib.parse.urlparse(server.url).netloc, timeout=20, context=context)
        connection.request("GET", path)
        reply = connection.getresponse()
        body = reply.read().decode()
        connection.close()
        return reply.status, reply.headers, body

    def test_serves_pages_exports_and_addresses_by_https(self):
        certificate, key = self.certificate()
        server = self.serve("--tls", f"{certificate},{key}")
        self.assertTrue(server.url.startswith("https://127.0.0.1:"), server.url)
        context = self.context(certificate)
        origin = server.url.rstrip("/")
        status, headers, body = self.get(server, context, "/?q=election")
        self.assertEqual(status, 200)
        # A name is shared by all that its host serves: whether it is https alone is not for this server to say.
        self.assertIsNone(headers["Strict-Transport-Security"])
        for path in ("/feed.atom?q=election", "/sitemap.xml", "/robots.txt", "/opensearch.xml"):
            body = self.get(server, context, path)[2]
            self.assertIn(origin, body, path)
            self.assertNotIn(origin.replace("https", "http"), body, path)
        lines = self.get(server, context, "/export?format=jsonl")[2].splitlines()
        self.assertEqual(len(lines), self.search("")["total"])
        self.assertEqual(server.stop()[0], 0)

    def test_is_1_2_or_newer_and_speaks_http_1_1(self):
        certificate, key = self.certificate()
        server = self.serve("--tls", f"{certificate},{key}")
        address = ("127.0.0.1", urllib.parse.urlparse(server.url).port)
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context = self.context(certificate, minimum_version=version, maximum_version=version)
            context.set_alpn_protocols(["h2", "http/1.1"])
            with context.wrap_socket(socket.create_connection(address), server_hostname="localhost") as connection:
                self.assertEqual(connection.selected_alpn_protocol(), "http/1.1")
        old = self.context(certificate)
        old.set_ciphers("ALL:@SECLEVEL=0")
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        with self.assertRaises(OSError):
            old.wrap_socket(socket.create_connection(address), server_hostname="localhost")
        # Who speaks no TLS at all, or says nothing, holds up nobody.
        with socket.create_connection(address, timeout=20) as plain, socket.create_connection(address):
            plain.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            self.assertEqual(self.get(server, self.context(certificate), "/healthz")[0], 200)

    def test_says_what_is_wrong_with_its_files(self):
        certificate, key = self.certificate()
        other_certificate, other_key = self.certificate("other")
        junk = self.write("junk.pem", "junk")
        for files, says in ((f"{self.directory}/no.pem,{key}", "cannot read the certificate '"), (f"{certificate},{self.directory}/no.key", "no.key': No such file or directory"),
                            (f"{junk},{key}", "junk.pem': it is no PEM file with a certificate"), (f"{certificate},{junk}", "junk.pem': it is no PEM file with a private key"),
                            (f"{certificate},{other_key}", f"other.key': it does not belong to the certificate '{certificate}'")):
            self.assertIn(says, self.refused("--tls", files))

    def test_certificates_are_renewed_without_a_restart(self):
        certificate, key = self.certificate()
        server = self.serve("--tls", f"{certificate},{key}")
        self.certificate()  # the same files, another key
        server.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                status = self.get(server, self.context(certificate), "/healthz")[0]
                break
            except ssl.SSLError:
                time.sleep(0.05)
        self.assertEqual(status, 200)

    def test_lets_passwords_cross_the_network(self):
        certificate, key = self.certificate()
        server = self.serve("--host", "0.0.0.0", "--auth", self.users(ada="secret"), "--tls", f"{certificate},{key}")
        self.assertTrue(server.url.startswith("https://0.0.0.0:"))


class Proxies(AccessTest):
    def visitor_of(self, *arguments, **headers):
        log = self.directory / "log"
        server = self.serve("--access-log", log, "--access-log-format", "json", *arguments)
        body = self.ask(server, "/robots.txt", **headers)[2]
        server.stop()
        return json.loads(log.read_text().splitlines()[-1])["visitor"], body

    def test_are_believed_if_they_are_trusted(self):
        visitor, body = self.visitor_of("--trusted-proxy", "127.0.0.1", "--host-name", "news.example",
                                        X_Forwarded_For="9.9.9.9, 198.51.100.7", X_Forwarded_Proto="https", Host="news.example")
        self.assertEqual(visitor, "198.51.100.7")
        self.assertIn("Sitemap: https://news.example/sitemap.xml", body)
        visitor, body = self.visitor_of("--trusted-proxy", "10.0.0.0/8", "--trusted-proxy", "127.0.0.0/8", Forwarded='for="[2001:db8::7]:1";proto=https')
        self.assertEqual(visitor, "2001:db8::7")
        self.assertIn("Sitemap: https://127.0.0.1:", body)

    def test_and_all_others_are_not(self):
        for arguments in ((), ("--trusted-proxy", "192.0.2.1")):
            visitor, body = self.visitor_of(*arguments, X_Forwarded_For="198.51.100.7", X_Forwarded_Proto="https", Forwarded="for=198.51.100.8;proto=https")
            self.assertEqual(visitor, "127.0.0.1")
            self.assertIn("Sitemap: http://127.0.0.1:", body)

    def test_are_addresses(self):
        self.assertIn("--trusted-proxy takes an address, such as 127.0.0.1, or a network, such as 10.0.0.0/8, not 'nginx'", self.refused("--trusted-proxy", "nginx", expect=2))


class HostNames(AccessTest):
    def test_of_strangers_are_refused_on_the_loopback_address(self):
        server = self.serve("--host-name", "news.example")
        for host, status in (("localhost", 200), ("localhost:8080", 200), ("127.0.0.1", 200), ("[::1]:8080", 200), ("news.example", 200), ("News.Example:443", 200),
                             ("evil.example", 421), ("127.0.0.1.evil.example", 421), ("news.example.evil.example", 421)):
            with self.subTest(host):
                got, headers, body = self.ask(server, "/?q=election", Host=host)
                self.assertEqual(got, status)
                if status == 421:
                    self.assertIn("--host-name NAME", body)
        self.assertEqual(json.loads(self.ask(server, "/api/v1/search", Host="evil.example")[2])["status"], 421)
        self.assertEqual(self.ask(server, "/readyz", Host="evil.example")[0], 200)
        # The target may have the host; then that counts.
        self.assertEqual(self.ask(server, "http://evil.example/", Host="localhost")[0], 421)
        self.assertEqual(self.ask(server, "http://localhost/healthz", Host="evil.example")[0], 200)

    def test_are_any_for_a_server_of_the_network_unless_told(self):
        self.assertEqual(self.ask(self.serve("--host", "0.0.0.0"), "/robots.txt", Host="any.example")[0], 200)
        self.assertEqual(self.ask(self.serve("--host", "0.0.0.0", "--host-name", "news.example"), "/robots.txt", Host="any.example")[0], 421)

    def test_are_asked_for_by_http_1_1(self):
        server = self.serve()
        for version, status in (("1.1", b"400"), ("1.0", b"200")):
            with socket.create_connection(("127.0.0.1", urllib.parse.urlparse(server.url).port), timeout=20) as connection:
                connection.sendall(f"GET /robots.txt HTTP/{version}\r\nConnection: close\r\n\r\n".encode())
                self.assertEqual(connection.recv(1000).split()[1], status)


if __name__ == "__main__":
    main()
