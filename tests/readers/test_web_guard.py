"""Which addresses may be fetched from. The table is written from the IANA special-purpose registries, not from code."""

from __future__ import annotations

import socket

import httpcore2
import pytest

from reportedly.errors import SourceRefused, SourceUnreachable
from reportedly.readers.web_guard import Deadline, VettingBackend, is_public, system_resolve

PUBLIC = """
1.1.1.1  8.8.8.8  9.255.255.255  11.0.0.0  93.184.215.14  100.63.255.255  100.128.0.0  126.255.255.255  128.0.0.0
169.253.255.255  169.255.0.0  172.15.255.255  172.32.0.0  191.255.255.255  192.0.1.0  192.0.3.0  192.167.255.255
192.169.0.0  198.17.255.255  198.20.0.0  198.51.99.255  198.51.101.0  203.0.112.255  203.0.114.0  223.255.255.255
2001:200::1  2001:4860:4860::8888  2606:4700:4700::1111  2620:4f:7fff::1  2a00:1450:4001:81b::200e  2003::1
2001:db7:ffff::1  2001:db9::1  3ffe::1
::ffff:8.8.8.8  64:ff9b::8.8.8.8
"""
REFUSED = """
0.0.0.0  0.255.255.255  10.0.0.0  10.255.255.255  100.64.0.0  100.100.100.200  100.127.255.255  127.0.0.1  127.0.0.53
127.255.255.255  169.254.0.0  169.254.169.254  169.254.255.255  172.16.0.0  172.31.255.255  192.0.0.0  192.0.0.8
192.0.0.9  192.0.0.10  192.0.0.170  192.0.0.192  192.0.2.1  192.31.196.1  192.52.193.1  192.88.99.1  192.168.0.0
192.168.255.255  192.175.48.1  198.18.0.0  198.19.255.255  198.51.100.1  203.0.113.1  224.0.0.0  224.0.0.1
239.255.255.255  240.0.0.0  255.255.255.254  255.255.255.255
::  ::1  ::7f00:1  ::8.8.8.8  ::ffff:0:127.0.0.1  ::ffff:127.0.0.1  ::ffff:10.0.0.1  ::ffff:169.254.169.254
64:ff9b::127.0.0.1  64:ff9b::10.0.0.1  64:ff9b::a9fe:a9fe  64:ff9b::192.168.1.1  64:ff9b:1::8.8.8.8  64:ff9b:1:ffff::1
100::1  100:0:0:1::1  1fff::1  2001::1  2001:0:4136:e378:8000:63bf:3fff:fdd2  2001:1::1  2001:1::3  2001:2::1
2001:3::1  2001:4:112::1  2001:10::1  2001:20::1  2001:30::1  2001:1ff:ffff::1  2001:db8::1  2001:db8:ffff::1
2002::1  2002:7f00:1::1  2002:a9fe:a9fe::1  2002:808:808::1  2620:4f:8000::1  3fff::1  3fff:fff::1  4000::1  5f00::1
fc00::1  fd00:ec2::254  fdff::1  fe00::1  fe80::1  fe80::1%eth0  febf::1  fec0::1  feff::1  ff02::1  ff0e::1
ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff  2606:4700:4700::1111%eth0
"""


@pytest.mark.parametrize("address", PUBLIC.split())
def test_addresses_of_the_open_internet_may_be_fetched_from(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", REFUSED.split())
def test_special_addresses_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "words", ["", "localhost", "example.org", "127.1", "0x7f.0.0.1", "2130706433", "[::1]", "1.2.3"]
)
def test_what_is_not_a_numeric_address_is_not_public(words: str) -> None:
    assert not is_public(words)


def _backend(*addresses: str, allow_private: bool = False, seconds: float = 5) -> VettingBackend:
    deadline = Deadline(seconds)
    return VettingBackend("x", deadline, allow_private=allow_private, resolve=lambda *_: addresses)


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with pytest.raises(SourceRefused, match=r"10\.0\.0\.1"):
        _backend("93.184.215.14", "10.0.0.1").connect_tcp("mixed.example", 80)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "0x7f.0.0.1", "2130706433", "017700000001", "localhost", "::1"])
def test_other_spellings_of_this_machine_are_vetted_by_what_they_resolve_to(host: str) -> None:
    backend = VettingBackend("x", Deadline(5), allow_private=False, resolve=system_resolve)
    with pytest.raises((SourceRefused, SourceUnreachable)):
        backend.connect_tcp(host, 80)


def test_a_name_without_an_address_is_unreachable() -> None:
    def nothing(*_: object) -> tuple[str, ...]:
        raise socket.gaierror(-2, "Name or service not known")

    backend = VettingBackend("x", Deadline(5), allow_private=False, resolve=nothing)
    with pytest.raises(SourceUnreachable, match=r"gone\.example"):
        backend.connect_tcp("gone.example", 80)


def test_an_answer_without_addresses_cannot_be_connected_to() -> None:
    with pytest.raises(httpcore2.ConnectError):
        _backend().connect_tcp("none.example", 80)


def test_a_resolver_that_does_not_answer_ends_as_a_time_out() -> None:
    def slow(*_: object) -> tuple[str, ...]:
        raise TimeoutError

    backend = VettingBackend("x", Deadline(5), allow_private=False, resolve=slow)
    with pytest.raises(httpcore2.ConnectTimeout):
        backend.connect_tcp("slow.example", 80)


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        stream = _backend("127.0.0.2", "127.0.0.1", allow_private=True).connect_tcp("two.example", port)
        assert stream.get_extra_info("server_addr") == ("127.0.0.1", port)
        stream.close()


def test_the_connection_goes_to_the_vetted_address_though_the_name_has_changed_since() -> None:
    asked = []

    def resolve(host: str, port: int, timeout_s: float) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",) if len(asked) == 1 else ("127.0.0.9",)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        backend = VettingBackend("x", Deadline(5), allow_private=True, resolve=resolve)
        stream = backend.connect_tcp("rebind.example", port)
        assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
        assert asked == ["rebind.example"]
        stream.close()


def test_after_the_deadline_nothing_is_connected_to_read_or_written() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        late = _backend("127.0.0.1", allow_private=True, seconds=0)
        with pytest.raises(httpcore2.ConnectTimeout):
            late.connect_tcp("late.example", port)
        backend = _backend("127.0.0.1", allow_private=True)
        stream = backend.connect_tcp("late.example", port)
        backend._deadline._end_s = 0
        with pytest.raises(httpcore2.ReadTimeout):
            stream.read(1)
        with pytest.raises(httpcore2.WriteTimeout):
            stream.write(b"x")
        stream.close()


def test_a_socket_of_this_machine_is_never_connected_to() -> None:
    with pytest.raises(SourceRefused):
        _backend().connect_unix_socket("/run/any.sock")


def test_the_system_resolver_gives_each_address_once() -> None:
    found = system_resolve("127.0.0.1", 80, 5)
    assert found == ("127.0.0.1",)


def test_a_label_that_no_name_can_have_is_an_error_and_no_crash() -> None:
    with pytest.raises((OSError, UnicodeError)):
        system_resolve("a" * 70 + ".example", 80, 5)
