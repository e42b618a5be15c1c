"""Writes web archives of invented pages, well and badly."""
import base64
import gzip
import hashlib
import io
import zipfile

TEXT = "Kenyan President William Ruto met Norwegian Prime Minister Jonas Gahr Store in Oslo on Monday."
DATE = "2024-09-02T08:00:00Z"


def page(title):
    return (f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{TEXT}</p>"
            f"<p>The two discussed {title}.</p></body></html>").encode()


def http(body, status="200 OK", content_type="text/html; charset=utf-8", **headers):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def chunked(body, size=50):
    parts = [body[i:i + size] for i in range(0, len(body), size)] + [b""]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


def sha1(data):
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def warc(block, type="response", number=1, uri="http://news.example/a", length=None, version="1.0",
         content_type="application/http; msgtype=response", end=b"\r\n\r\n", **fields):
    """One record; a field given as None is left out."""
    header = {"WARC-Type": type, "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
              "WARC-Date": DATE, "WARC-Target-URI": uri, "Content-Type": content_type,
              "Content-Length": len(block) if length is None else length}
    header.update({name.replace("_", "-"): value for name, value in fields.items()})
    lines = [f"WARC/{version}"] + [f"{name}: {value}" for name, value in header.items() if value is not None]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + end


def response(title, number=1, **fields):
    fields.setdefault("uri", f"http://news.example/{number}")
    return warc(http(page(title)), number=number, **fields)


def arc(url, block, date="20240902080000", content_type="text/html", length=None):
    header = f"{url} 192.0.2.1 {date} {content_type} {len(block) if length is None else length}\n"
    return header.encode() + block + b"\n"


def arc_start(version=1):
    fields = "URL IP-address Archive-date Content-type Archive-length"
    if version == 2:
        fields = "URL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename Archive-length"
    block = f"{version} 0 Tester\n{fields}\n".encode()
    middle = "text/plain" if version == 1 else "text/plain 200 - - 0 x.arc"
    return f"filedesc://x.arc 0.0.0.0 20240902080000 {middle} {len(block)}\n".encode() + block + b"\n"


def members(records):
    """gzip, a member a record, and where each member starts."""
    packed = [gzip.compress(record, mtime=0) for record in records]
    offsets = [sum(map(len, packed[:i])) for i in range(len(packed))]
    return b"".join(packed), offsets


def wacz(warcs, compression=zipfile.ZIP_STORED):
    """warcs: name -> bytes, below archive/."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        archive.writestr("datapackage.json", '{"profile": "data-package", "wacz_version": "1.1.1"}')
        for name, data in warcs.items():
            archive.writestr(f"archive/{name}", data)
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0", "id": "pages"}\n')
    return out.getvalue()
