"""Undoes content codings with a limit on what comes out. Knows no HTTP beyond the names of the codings."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import brotli
import zstandard

from octavo.errors import FetchError, TooLarge

_STEP = 1 << 16  # bytes asked for at a time
_ZSTD_WINDOW = 1 << 23  # 8 MB: what RFC 9659 lets web servers use
_ZSTD_STEP = 256  # bytes
_MAX_CODINGS = 2
ACCEPTED = "gzip, deflate, br, zstd"


def unpack(raw: bytes, encoding: str, limit: int) -> bytes:
    """`raw` without its Content-Encoding. TooLarge over `limit` bytes, FetchError where it cannot be undone."""
    codings = [coding for part in encoding.lower().split(",") if (coding := part.strip()) not in ("", "identity")]
    if len(codings) > _MAX_CODINGS:
        raise FetchError(f"the answer is packed {len(codings)} times")
    for coding in reversed(codings):
        unpacker = _UNPACKERS.get(coding)
        if unpacker is None:
            raise FetchError(f"the answer is packed in a way that was not asked for: {coding[:30]!r}")
        try:
            raw = unpacker(raw, limit)
        except (zlib.error, brotli.error, zstandard.ZstdError, EOFError) as error:
            raise FetchError(f"the packed answer ({coding}) is broken or cut off") from error
    if len(raw) > limit:
        raise _over(limit)
    return raw


def _over(limit: int) -> TooLarge:
    return TooLarge(f"more than {limit:,} bytes", hint="no feed or page is that large")


def _gzip(raw: bytes, limit: int) -> bytes:
    """All members of a gzip stream."""
    out = bytearray()
    while raw:
        unpacker = zlib.decompressobj(wbits=31)
        out += unpacker.decompress(raw, limit + 1 - len(out))
        if len(out) > limit:
            raise _over(limit)
        if not unpacker.eof:
            raise EOFError
        raw = unpacker.unused_data.lstrip(b"\0")  # some servers pad
    return bytes(out)


def _deflate(raw: bytes, limit: int) -> bytes:
    """Servers mean either zlib or bare deflate by it."""
    try:
        unpacker = zlib.decompressobj()
        out = unpacker.decompress(raw, limit + 1)
    except zlib.error:
        unpacker = zlib.decompressobj(wbits=-15)
        out = unpacker.decompress(raw, limit + 1)
    if len(out) > limit:
        raise _over(limit)
    if not unpacker.eof:
        raise EOFError
    return out


def _brotli(raw: bytes, limit: int) -> bytes:
    unpacker = brotli.Decompressor()
    out = bytearray(unpacker.process(raw, output_buffer_limit=_STEP))
    while not unpacker.is_finished():
        part = unpacker.process(b"", output_buffer_limit=_STEP)
        if not part:
            raise EOFError
        out += part
        if len(out) > limit:
            raise _over(limit)
    return bytes(out)


def _zstd(raw: bytes, limit: int) -> bytes:
    """All frames of a zstd stream. Fed in small steps, since the library cannot bound what one step gives back: a
    block of 4 bytes can hold 128 kB, so a step never gives more than 8 MB."""
    unpacker = _zstd_frame()
    out = bytearray()
    position = 0
    while position < len(raw):
        out += unpacker.decompress(raw[position : position + _ZSTD_STEP])
        position += _ZSTD_STEP
        if len(out) > limit:
            raise _over(limit)
        if unpacker.eof:
            position -= len(unpacker.unused_data)
            if position < len(raw):
                unpacker = _zstd_frame()
    if raw and not unpacker.eof:
        raise EOFError
    return bytes(out)


def _zstd_frame() -> zstandard.ZstdDecompressionObj:
    return zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()


_UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
