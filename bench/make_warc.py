#!/usr/bin/env python3
"""A web archive of given pages, over and over, as crawlers write them: gzip, a member a record.

Usage: make_warc.py PAGES OUT.warc.gz MEGABYTES [none|payload|both]

PAGES is a folder with *.html or *.html.gz files. Each page becomes a response with the headers of a
server; pages are repeated until the content, unpacked, has so many megabytes (10^6 bytes). The last
argument says which checksums each record has: none, of its payload, or of payload and block.
"""
import base64
import gzip
import hashlib
import pathlib
import sys
import zlib


def pages_of(folder):
    for path in sorted(pathlib.Path(folder).rglob("*.html*")):
        data = path.read_bytes()
        yield path.name, gzip.decompress(data) if path.suffix == ".gz" else data


def digest(data):
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def record(number, name, page, checksums):
    block = (f"HTTP/1.1 200 OK\r\nDate: Mon, 02 Sep 2024 08:00:00 GMT\r\nServer: nginx\r\n"
             f"Content-Type: text/html; charset=UTF-8\r\nContent-Length: {len(page)}\r\n"
             f"Cache-Control: max-age=300\r\nConnection: close\r\n\r\n").encode() + page
    header = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
              f"WARC-Date: 2024-09-02T08:00:00Z\r\nWARC-Target-URI: https://news.example/{name}\r\n"
              f"WARC-IP-Address: 192.0.2.1\r\n")
    if checksums != "none":
        header += f"WARC-Payload-Digest: {digest(page)}\r\n"
    if checksums == "both":
        header += f"WARC-Block-Digest: {digest(block)}\r\n"
    header += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    return header.encode() + block + b"\r\n\r\n"


def member(data):
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def main():
    folder, out, megabytes = sys.argv[1], sys.argv[2], int(sys.argv[3])
    checksums = sys.argv[4] if len(sys.argv) > 4 else "payload"
    records = [record(number, name, page, checksums) for number, (name, page) in enumerate(pages_of(folder))]
    if not records:
        sys.exit(f"{folder}: no *.html or *.html.gz")
    members = [(len(data), member(data)) for data in records]
    written = 0
    with open(out, "wb") as file:
        while written < megabytes * 1_000_000:
            for length, packed in members:
                file.write(packed)
                written += length


if __name__ == "__main__":
    main()
