"""Pictures at addresses: fetched all at once, within limits of time and size that hold whatever answers."""

import gzip
import shutil
import socket
import ssl
import subprocess
import threading

import pytest

from coloring import fetching
from coloring.fetching import FetchError, addresses
from tests.elsewhere import Elsewhere, answer, dripping, redirect

PICTURE = b"\x89PNG, or so it says"


@pytest.fixture
def server(settings):
    with Elsewhere() as server:
        settings.REFERENCE_HOSTS = (f"127.0.0.1:{server.port}",)
        server.answers["/picture.png"] = answer(PICTURE)
        yield server


@pytest.fixture
def hasty(monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 0.4)


def got(*urls):
    with fetching.fetched(urls) as files:
        return [file.read() for file in files]


def refusal(*urls):
    with pytest.raises(FetchError) as failed:
        got(*urls)
    return failed.value.code, failed.value.index


def test_each_address_gives_its_picture_in_the_order_asked(server):
    server.answers["/other.png"] = answer(b"other")
    assert got(server.url("/other.png"), server.url(), server.url("/other.png")) == [
        b"other",
        PICTURE,
        b"other",
    ]


def test_nothing_asked_gives_nothing():
    assert got() == []


def test_all_are_asked_at_once(server):
    """Each answer waits for all sixteen requests."""
    all_here = threading.Barrier(16)

    def together(connection):
        all_here.wait(10)
        connection.sendall(answer(PICTURE))

    server.answers["/together"] = together
    assert got(*[server.url("/together")] * 16) == [PICTURE] * 16


def test_files_close_with_the_context(server):
    with fetching.fetched([server.url()]) as [file]:
        assert not file.closed
    assert file.closed


def test_request_tells_nothing_of_ours(server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    got(server.url())
    [request] = server.asked
    assert request.split("\r\n") == [
        "GET /picture.png HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        "User-Agent: Herbbie",
        "Accept: image/*",
        "Accept-Encoding: identity",
        "",
        "",
    ]


def test_query_is_sent_and_fragment_is_not(server):
    server.answers["/p?size=3"] = answer(PICTURE)
    assert got(server.url("/p?size=3#part")) == [PICTURE]


def test_cookies_and_addresses_of_one_answer_are_not_told_to_the_next(server):
    server.answers["/from"] = answer(b"", "Set-Cookie: a=b", "Location: /picture.png", status="302 Found")
    assert got(server.url("/from")) == [PICTURE]
    assert [
        line for request in server.asked for line in request.lower().split("\r\n") if "cookie" in line
    ] == []
    assert "referer" not in "".join(server.asked).lower()


@pytest.mark.parametrize("status", ["301 x", "302 x", "303 x", "307 x", "308 x"])
def test_redirects_are_followed(server, status):
    server.answers["/from"] = redirect("picture.png", status)
    assert got(server.url("/from")) == [PICTURE]


def test_three_redirects_are_the_most(server):
    for number in range(4):
        server.answers[f"/{number}"] = redirect(f"/{number + 1}")
    server.answers["/4"] = answer(PICTURE)
    assert got(server.url("/1")) == [PICTURE]
    assert refusal(server.url("/0")) == ("url_failed", 0)


def test_circle_of_redirects_ends(server):
    server.answers["/round"] = redirect("/round")
    assert refusal(server.url("/round")) == ("url_failed", 0)
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    "kind", ["image/jpeg", "IMAGE/PNG; charset=x", "application/octet-stream", "binary/octet-stream"]
)
def test_pictures_and_files_without_a_type_are_taken(server, kind):
    server.answers["/typed"] = answer(PICTURE, kind=kind)
    assert got(server.url("/typed")) == [PICTURE]


@pytest.mark.parametrize("kind", ["text/html", "application/json", "", "imagex/png", "video/mp4"])
def test_other_types_are_no_pictures(server, kind):
    server.answers["/typed"] = answer(PICTURE, kind=kind)
    assert refusal(server.url("/typed")) == ("url_failed", 0)


@pytest.mark.parametrize("status", ["204 x", "206 x", "304 x", "401 x", "404 x", "429 x", "500 x", "300 x"])
def test_any_other_status_is_no_picture(server, status):
    server.answers["/status"] = answer(PICTURE, status=status)
    assert refusal(server.url("/status")) == ("url_failed", 0)


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 100\r\n\r\ncut off",
        b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 302 Found\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://\r\n\r\n",
    ],
)
def test_broken_answers_are_refused_and_raise_nothing_else(server, told):
    server.answers["/broken"] = told
    code, index = refusal(server.url(), server.url("/broken"))
    assert code in {"url_failed", "url_refused"}
    assert index == 1


def test_service_that_is_not_there_is_refused(settings):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        settings.REFERENCE_HOSTS = ("127.0.0.1",)
        assert refusal(f"http://127.0.0.1:{port}/x.png") == ("url_failed", 0)


def test_announced_size_is_believed_when_it_is_too_large(server, settings):
    settings.MAX_FILE_SIZE = 1000
    server.answers["/large"] = answer(b"little", length=1001)
    assert refusal(server.url("/large")) == ("url_too_large", 0)


def test_unannounced_size_is_counted(server, settings):
    settings.MAX_FILE_SIZE = 100_000
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
    server.answers["/endless"] = dripping(server, head, bytes(50_000))
    assert refusal(server.url("/endless")) == ("url_too_large", 0)


def test_all_together_may_be_no_larger_than_one(server, settings):
    settings.MAX_FILE_SIZE = 1000
    server.answers["/half"] = answer(bytes(500))
    assert [len(body) for body in got(*[server.url("/half")] * 2)] == [500, 500]
    code, _index = refusal(*[server.url("/half")] * 3)
    assert code == "url_too_large"


def test_nothing_that_unpacks_is_taken(server):
    bomb = gzip.compress(bytes(10_000_000))
    server.answers["/bomb"] = answer(bomb, "Content-Encoding: gzip")
    assert refusal(server.url("/bomb")) == ("url_failed", 0)


def test_endless_headers_are_not_read_to_their_end(server):
    server.answers["/headers"] = dripping(
        server, b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"x" * 20_000 + b"\r\n"
    )
    assert refusal(server.url("/headers")) == ("url_failed", 0)


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 1000000\r\n\r\n", b"x"),
    ],
)
def test_answer_that_drips_ends_with_the_time_of_all(server, hasty, head, drop):
    server.answers["/drip"] = dripping(server, head, drop)
    assert refusal(server.url(), server.url("/drip")) == ("url_failed", 1)


def test_name_that_is_looked_up_for_ever_holds_nobody_up(hasty, monkeypatch):
    asked, known = threading.Event(), threading.Event()

    def never(host, port):
        asked.set()
        known.wait(20)
        return []

    monkeypatch.setattr(addresses, "lookup", never)
    try:
        assert refusal("https://slow.example/x.png") == ("url_failed", 0)
        assert asked.is_set()
        assert not known.is_set()
    finally:
        known.set()


def test_first_failure_ends_the_others(server):
    """The answer that never comes is not waited for."""
    server.answers["/never"] = dripping(server, b"", b"")
    assert refusal(server.url("/never"), server.url("/missing")) == ("url_failed", 1)


@pytest.fixture
def certificate(tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    key, file = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 2 -subj /CN=x"
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(file)]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    return file, key


@pytest.fixture
def over_tls(certificate, settings):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    named = []
    context.sni_callback = lambda _socket, name, _context: named.append(name)
    settings.REFERENCE_HOSTS = ("localhost", "127.0.0.1")
    with Elsewhere(context) as server:
        server.answers["/picture.png"] = answer(PICTURE)
        server.named = named
        yield server


def trust(monkeypatch, certificate):
    context = ssl.create_default_context(cafile=str(certificate[0]))
    monkeypatch.setattr(fetching, "_certificates", lambda: context)


def test_certificate_is_of_the_name_that_was_asked(over_tls, certificate, monkeypatch):
    trust(monkeypatch, certificate)
    assert got(f"https://localhost:{over_tls.port}/picture.png") == [PICTURE]
    assert over_tls.named == ["localhost"]
    assert f"Host: localhost:{over_tls.port}" in over_tls.asked[0]


def test_certificate_of_another_name_is_no_certificate(over_tls, certificate, monkeypatch):
    trust(monkeypatch, certificate)
    assert refusal(f"https://127.0.0.1:{over_tls.port}/picture.png") == ("url_failed", 0)
    assert over_tls.asked == []


def test_certificate_that_nobody_signed_is_no_certificate(over_tls):
    assert refusal(f"https://localhost:{over_tls.port}/picture.png") == ("url_failed", 0)
    assert over_tls.asked == []


def test_plain_answer_to_tls_is_refused(server, hasty):
    url = server.url().replace("http:", "https:")
    assert refusal(url) == ("url_failed", 0)
