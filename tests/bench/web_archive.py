#!/usr/bin/env python3
"""Is memory flat in the size of a web archive? Makes WARC files of invented pages, the same in every run, and reads each of them.

  tests/bench/web_archive.py [--morgue build/release/morgue] [--command inspect|index] [MEGABYTES...]    default: 50 5000

Needs as much room in the temporary directory ($TMPDIR) as the largest of them has.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PLACES = "Oddmouth Lanternfield Halyard Quillby Marrowgate Tansy Wexcombe Ferrow Dunlow Pellan".split()
WORDS = ("tram line harbour council vote mill strike ferry bridge school budget flood market railway inquiry mayor union fire court ballot "
         "grain tower quarry museum canal orchard depot signal embankment warehouse").split()


def sentence(rng):
    words = [rng.choice(WORDS) for _ in range(rng.randint(9, 18))]
    return f"The {' '.join(words[:4])} of {rng.choice(PLACES)} was, after the {' '.join(words[4:])}, put off until spring."


def frame():
    """What stands around every article of a large site: 50 kB of styles, menus and related links."""
    style = "".join(f".c{i}{{margin:{i}px;padding:0 {i}px;color:#{i:06x}}}\n" for i in range(700))
    menu = "".join(f"<li><a href='/s/{i}' class='c{i}'>Section {i}</a></li>\n" for i in range(300))
    return (f"<html><head><meta charset=utf-8><style>{style}</style>", f"</head><body><nav><ul>{menu}</ul></nav>",
            f"<aside><h3>Related</h3><ul>{menu}</ul></aside><footer>All rights reserved</footer></body></html>")


def write_warc(path, megabytes):
    rng, (top, middle, bottom), pages = random.Random(7), frame(), 0
    with open(path, "wb", buffering=1 << 20) as out:
        while out.tell() < megabytes * 1_000_000:
            pages += 1
            headline = f"{sentence(rng)[:60]} {pages}"
            paragraphs = "".join(f"<p>{' '.join(sentence(rng) for _ in range(4))}</p>" for _ in range(rng.randint(4, 12)))
            page = f"{top}<title>{headline}</title>{middle}<article><h1>{headline}</h1>{paragraphs}</article>{bottom}".encode()
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            out.write(b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://herald.example/2016/12/19/%d\r\n"
                      b"WARC-Date: 2016-12-20T04:02:06Z\r\nContent-Type: application/http; msgtype=response\r\n"
                      b"Content-Length: %d\r\n\r\n" % (pages, len(head) + len(page)))
            out.write(head + page + b"\r\n\r\n")
    return pages


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--morgue", default=str(Path(__file__).resolve().parents[2] / "build/release/morgue"))
    parser.add_argument("--command", choices=("inspect", "index"), default="inspect")
    parser.add_argument("megabytes", nargs="*", type=int, default=[50, 5000], metavar="MEGABYTES")
    options = parser.parse_args()
    for megabytes in options.megabytes:
        with tempfile.TemporaryDirectory(prefix="morgue-bench-") as holder:
            warc = Path(holder) / "town.warc"
            pages = write_warc(warc, megabytes)
            command = {"inspect": [options.morgue, "inspect", str(warc)],
                       "index": [options.morgue, "index", "--quiet", "--archive", f"{holder}/archive", str(warc)]}[options.command]
            start = time.monotonic()
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            said = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                sys.exit(f"morgue {options.command} failed with {process.returncode}: {said}")
            print(f"{megabytes:6} MB  {pages:7} pages  {time.monotonic() - start:7.1f} s wall  "
                  f"{usage.ru_utime + usage.ru_stime:7.1f} s CPU  {usage.ru_maxrss / 1024:6.1f} MB peak", flush=True)


if __name__ == "__main__":
    main()
