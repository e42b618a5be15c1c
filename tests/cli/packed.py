"""Writes packed bytes as tests need them: well, cut, damaged, and out of all proportion."""
import gzip
import struct
import zlib

ZSTD_BLOCK = 128 << 10


def members(*parts):
    """gzip: a member a part."""
    return b"".join(gzip.compress(part, mtime=0) for part in parts)


def zstd(content):
    """One Zstandard frame whose blocks hold the content as it is."""
    blocks = [content[i:i + ZSTD_BLOCK] for i in range(0, len(content), ZSTD_BLOCK)] or [b""]
    out = [_zstd_header(17)]
    for i, block in enumerate(blocks):
        out.append(_zstd_block(len(block), 0, i + 1 == len(blocks)) + block)
    return b"".join(out)


def zstd_run(byte, count, window_log=17):
    """count blocks of 128 KiB, each the same byte over and over: four bytes become 131,072."""
    blocks = _zstd_block(ZSTD_BLOCK, 1, False) + byte
    return _zstd_header(window_log) + blocks * (count - 1) + _zstd_block(ZSTD_BLOCK, 1, True) + byte


def _zstd_header(window_log):
    return b"\x28\xb5\x2f\xfd\x00" + bytes([(window_log - 10) << 3])


def _zstd_block(size, kind, is_last):
    return struct.pack("<I", size << 3 | kind << 1 | is_last)[:3]


def gzip_run(byte, megabytes):
    """One member of megabytes of one byte: about a thousandth of that."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    chunk = byte * (1 << 20)
    return b"".join(packer.compress(chunk) for _ in range(megabytes)) + packer.flush()
