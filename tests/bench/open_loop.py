"""Requests at a constant rate, whatever becomes of those before them, as visitors come who know nothing of each other.

A program that sends the next request when the last one is answered (wrk, ab) slows down with the server, and so misses what it is to
find out: how long visitors wait while the server is busy. Here each request has a time at which it is due, and its latency counts from
then, even if the server, or this program, was late to take it.
"""
import asyncio
import dataclasses
import time


@dataclasses.dataclass
class Asked:
    due: float  # seconds from the beginning
    late: float  # how much later it was sent: this program's own delay, and that of connecting
    latency: float  # from when it was due until its last byte
    status: int  # 0: no answer
    bytes: int


class Client:
    """Connections that are kept, as many as are needed at once."""

    def __init__(self, host, port, timeout=30):
        self.host, self.port, self.timeout = host, port, timeout
        self.idle = []
        self.opened = 0

    async def get(self, target):
        """(status, bytes of the body). The body must have a length: that of a page has."""
        while self.idle:
            reader, writer = self.idle.pop()
            if not reader.at_eof():
                break
            writer.close()
        else:
            reader, writer = await asyncio.open_connection(self.host, self.port, limit=1 << 20)
            self.opened += 1
        try:
            writer.write(f"GET {target} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length, keep = 0, True
            for line in head.split(b"\r\n")[1:]:
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                elif name.lower() == b"connection":
                    keep = value.strip().lower() != b"close"
            await reader.readexactly(length)
        except BaseException:
            writer.close()
            raise
        if keep:
            self.idle.append((reader, writer))
        else:
            writer.close()
        return int(head.split(b" ", 2)[1]), length

    def close(self):
        for _, writer in self.idle:
            writer.close()


async def drive(host, port, targets, rate, seconds):
    """Asks for the targets in turn; a list of Asked, in the order in which they were due."""
    client = Client(host, port)
    start = time.perf_counter()

    async def ask(number):
        due = number / rate
        sent = time.perf_counter() - start
        try:
            status, size = await asyncio.wait_for(client.get(targets[number % len(targets)]), client.timeout)
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError, asyncio.LimitOverrunError):
            status, size = 0, 0
        return Asked(due, sent - due, time.perf_counter() - start - due, status, size)

    tasks = []
    for number in range(int(rate * seconds)):
        wait = number / rate - (time.perf_counter() - start)
        if wait > 0:
            await asyncio.sleep(wait)
        tasks.append(asyncio.create_task(ask(number)))
    asked = await asyncio.gather(*tasks)
    client.close()
    return asked
