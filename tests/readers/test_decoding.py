"""Bytes to text: byte-order mark, declared charset, UTF-8, detection; and what is no text."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import SourceUnreadable
from reportedly.readers.decoding import decode, meta_charset

RUSSIAN = "Украина сообщила о гибели 500 военных в Курской области, заявил министр обороны."
FRENCH = "L’armée a déclaré que « plus de 500 » personnes ont été tuées, d’après le ministère de la Défense."


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    """But for the mark at its head, and for text that begins as a file of another kind does."""
    if text.startswith(("\ufeff", "PK", "BZh", "GIF8", "RIFF", "SQLite")):
        return
    assert decode(text.encode(), "x") == text


def test_newlines_become_one_character() -> None:
    assert decode(b"a\r\nb\rc\nd", "x") == "a\nb\nc\nd"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_the_mark_decides_and_is_dropped(mark: bytes, encoding: str) -> None:
    assert decode(mark + RUSSIAN.encode(encoding), "x", "cp1252") == RUSSIAN


@pytest.mark.parametrize("declared", ["koi8-r", "KOI8-R", " koi8_r "])
def test_the_declared_charset_is_used(declared: str) -> None:
    assert decode(RUSSIAN.encode("koi8-r"), "x", declared) == RUSSIAN


def test_valid_utf8_beats_a_declared_single_byte_charset() -> None:
    assert decode(FRENCH.encode(), "x", "iso-8859-1") == FRENCH


def test_what_the_web_calls_latin_1_is_windows_1252() -> None:
    assert decode("“Déjà”".encode("cp1252"), "x", "iso-8859-1") == "“Déjà”"


@pytest.mark.parametrize("declared", ["zlib", "rot13", "unicode_escape", "idna", "utf-7", "no such", "x\x00y", ""])
def test_a_label_that_is_no_encoding_of_text_is_passed_over(declared: str) -> None:
    assert decode(FRENCH.encode(), "x", declared) == FRENCH


def test_a_declared_charset_that_does_not_fit_is_passed_over() -> None:
    assert decode(FRENCH.encode("cp1252"), "x", "utf-8") == FRENCH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        ("北朝鮮は精鋭部隊を派遣したと国防相が述べた。", "shift_jis"),
    ],
)
def test_an_undeclared_encoding_is_detected(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


def test_a_long_text_is_detected_from_its_head() -> None:
    text = "北朝鮮は精鋭部隊を派遣したと国防相が述べた。\n" * 5000
    assert decode(text.encode("shift_jis"), "x") == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04rest", "zip archive"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x7fELF\x02", "program"),
        (b"SQLite format 3\x00", "database"),
        (b"text\x00with\x00nothing", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
    ],
)
def test_binary_is_named_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(SourceUnreadable, match=words) as caught:
        decode(data, "file.txt")
    assert str(caught.value).startswith("file.txt: ")


@pytest.mark.parametrize("size", [40, 200, 5000])
def test_random_bytes_are_no_text(size: int) -> None:
    for seed in range(10):
        with pytest.raises(SourceUnreadable):
            decode(random.Random(seed).randbytes(size), "x")


def test_nothing_is_empty() -> None:
    with pytest.raises(SourceUnreadable, match="is empty"):
        decode(b"", "x")


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="koi8-r">', "koi8-r"),
        (b"<META CHARSET=utf-8>", "utf-8"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "windows-1251"),
        (b"<p>charset=utf-8</p>", None),
    ],
)
def test_a_page_declares_its_charset(head: bytes, charset: str | None) -> None:
    assert meta_charset(b"<html><head>" + head) == charset
