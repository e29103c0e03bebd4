"""Addresses that strangers write lead to the internet, and never to anything of our own."""

import ipaddress

import httpcore2
import pytest

from coloring import fetching, references
from coloring.fetching import FetchError, addresses, guard, urls
from tests.elsewhere import Elsewhere, answer, redirect
from tests.factories import saved
from tests.snapshots import snapshot

PICTURE = saved(snapshot(), "PNG")
PUBLIC = "93.184.215.14"

INSIDE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 127.0.0.1 127.1.2.3 169.254.169.254
169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1
198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16
:: ::1 ::7f00:1 ::a9fe:a9fe ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8 ::ffff:0:7f00:1
64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b::a00:1 64:ff9b::a83f:8110 64:ff9b:1::808:808 100::1
2001::1 2001:0:a9fe:a9fe:: 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:a9fe:a9fe:: 2002:808:808::
3fff::1 5f00::1 fc00::1 fd00:ec2::254 fd12:3456:789a::1 fd20:ce::254 fe80::1 fe80::1%eth0 fe80::a9fe:a9fe
fec0::1 ff02::1 ff0e::1
"""
OUTSIDE = "8.8.8.8 1.1.1.1 172.32.0.1 2606:4700::1111 2a00:1450:4007::200e 64:ff9b::808:808"

ODD = [
    "",
    "picture.png",
    "/picture.png",
    "//public.example/x.png",
    "public.example/x.png",
    "ftp://public.example/x.png",
    "file:///etc/passwd",
    "file://public.example/etc/passwd",
    "gopher://public.example:6379/_INFO",
    "data:image/png;base64,AAAA",
    "javascript:alert(1)",
    "unix:///run/redis.sock",
    "http:public.example/x.png",
    "http:///public.example/x.png",
    "http://",
    "http://:80/x.png",
    "http://?x",
    "http://someone@public.example/x.png",
    "http://someone:secret@public.example/x.png",
    "http://@public.example/x.png",
    "http://public.example@127.0.0.1/x.png",
    "http://127.0.0.1:80@public.example/x.png",
    "http://public.example\\@127.0.0.1/x.png",
    "http:\\\\127.0.0.1\\x.png",
    "http://public.example/\\x.png",
    " http://public.example/x.png",
    "http://public.example/x y.png",
    "http://public.example/x.png\r\nX-Evil: yes",
    "http://public.example/\tx.png",
    "http://public.example\x00.evil.example/x.png",
    "http://public\u200b.example/x.png",
    "http://１２７.0.0.1/x.png",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/x.png",
    "http://%31%32%37.0.0.1/x.png",
    "http://[fe80::1%25lo]/x.png",
    "http://[::1/x.png",
    "http://[127.0.0.1]/x.png",
    "http://[::1]x/x.png",
    "http://public.example:22/x.png",
    "http://public.example:6379/x.png",
    "http://public.example:8080/x.png",
    "http://public.example:0x50/x.png",
    "http://public.example:99999/x.png",
    "http://public.example:-80/x.png",
    "http://public.example/" + "x" * 2048,
]
# All of these the system reads as loopback or as nothing.
SPELLED = [
    "http://127.0.0.1/x.png",
    "http://2130706433/x.png",
    "http://0x7f.1/x.png",
    "http://0x7f000001/x.png",
    "http://0177.0.0.1/x.png",
    "http://127.1/x.png",
    "http://0/x.png",
    "http://127。0。0。1/x.png",
    "http://localhost/x.png",
    "http://LOCALHOST./x.png",
    "http://127.0.0.1./x.png",
    "http://[::1]/x.png",
    "http://[::]/x.png",
    "http://[::ffff:127.0.0.1]/x.png",
    "http://[0:0:0:0:0:ffff:7f00:1]/x.png",
    "http://[64:ff9b::127.0.0.1]/x.png",
    "https://169.254.169.254/latest/meta-data/",
]


class Network:
    """The internet of these tests: every address outside is the server elsewhere; `dialled` has them all."""

    def __init__(self, server):
        self.real, self.server, self.dialled, self.names = httpcore2.AnyIOBackend(), server, [], {}

    async def connect_tcp(self, host, port, *_):
        self.dialled.append((host, port))
        return await self.real.connect_tcp("127.0.0.1", self.server.port)

    def lookup(self, host, port):
        """Each question takes the next answer; the last one stays."""
        answers = self.names.get(host, [[]])
        return answers.pop(0) if len(answers) > 1 else answers[0]


@pytest.fixture
def network(monkeypatch, settings):
    settings.REFERENCE_HOSTS = ()
    with Elsewhere() as server:
        network = Network(server)
        server.answers["/x.png"] = answer(PICTURE)
        monkeypatch.setattr(guard.httpcore2, "AnyIOBackend", lambda: network)
        monkeypatch.setattr(addresses, "lookup", network.lookup)
        network.names["public.example"] = [[PUBLIC]]
        yield network


def got(url):
    with fetching.fetched([url]) as [file]:
        return file.read()


def refusal(url):
    with pytest.raises(FetchError) as failed:
        got(url)
    return failed.value.code


@pytest.mark.parametrize("address", INSIDE.split())
def test_address_inside_is_not_public(address):
    assert not addresses.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE.split())
def test_address_of_the_internet_is_public(address):
    assert addresses.is_public(ipaddress.ip_address(address))


def test_public_name_is_fetched_from_the_address_that_was_checked(network):
    assert got("http://public.example/x.png") == PICTURE
    assert network.dialled == [(PUBLIC, 80)]
    assert "Host: public.example\r\n" in network.server.asked[0]


@pytest.mark.parametrize("url", ODD)
def test_odd_address_is_refused_before_anything_is_looked_up(network, url, monkeypatch):
    monkeypatch.setattr(addresses, "lookup", lambda host, port: pytest.fail(f"looked up {host}"))
    assert refusal(url) == "url_refused"
    assert network.dialled == []


@pytest.mark.parametrize("url", SPELLED)
def test_loopback_is_refused_in_every_spelling(url, monkeypatch):
    """As the system itself reads them."""
    monkeypatch.setattr(guard, "httpcore2", NoNetwork)
    assert refusal(url) == "url_refused"


class NoNetwork:
    AsyncNetworkBackend, ConnectError, ConnectTimeout = (
        httpcore2.AsyncNetworkBackend,
        httpcore2.ConnectError,
        httpcore2.ConnectTimeout,
    )

    @staticmethod
    def AnyIOBackend():  # noqa: N802
        return None


@pytest.mark.parametrize("address", INSIDE.split())
def test_name_that_leads_inside_is_refused(network, address):
    """As 127.0.0.1.nip.io does."""
    network.names["inside.example"] = [[address]]
    assert refusal("https://inside.example/x.png") == "url_refused"
    assert network.dialled == []


@pytest.mark.parametrize("found", [[PUBLIC, "127.0.0.1"], ["127.0.0.1", PUBLIC], [PUBLIC, "fd00::1"]])
def test_name_that_leads_inside_too_is_refused(network, found):
    network.names["both.example"] = [found]
    assert refusal("http://both.example/x.png") == "url_refused"
    assert network.dialled == []


def test_name_that_nobody_knows_is_refused_like_one_that_leads_inside(network):
    assert refusal("http://nobody.example/x.png") == "url_refused"


def test_name_that_changes_after_it_was_checked_is_not_asked_again(network):
    """DNS rebinding: public first, loopback from then on."""
    network.names["rebinding.example"] = [[PUBLIC], ["127.0.0.1"]]
    assert got("http://rebinding.example/x.png") == PICTURE
    assert network.dialled == [(PUBLIC, 80)]


def test_name_that_changes_before_a_redirect_is_checked_anew(network):
    network.names["rebinding.example"] = [[PUBLIC], ["127.0.0.1"]]
    network.server.answers["/from"] = redirect("/x.png")
    assert refusal("http://rebinding.example/from") == "url_refused"
    assert network.dialled == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/x.png",
        "http://inside.example/x.png",
        "//inside.example/x.png",
        "http://[::1]/x.png",
        "http://public.example:6379/x.png",
        "http://someone@public.example/x.png",
        "file:///etc/passwd",
        "gopher://public.example/_INFO",
        "http:\\\\inside.example/x.png",
        "\\\\inside.example/x.png",
        "http://public.example/" + "x" * 3000,
    ],
)
def test_redirect_is_checked_like_the_first_address(network, target):
    network.names |= {"inside.example": [["10.0.0.1"]], "127.0.0.1": [["127.0.0.1"]], "::1": [["::1"]]}
    network.server.answers["/from"] = redirect(target)
    assert refusal("http://public.example/from") == "url_refused"
    assert network.dialled == [(PUBLIC, 80)]


def test_redirect_leads_to_another_public_name(network):
    network.names["other.example"] = [["8.8.8.8"]]
    network.server.answers["/from"] = redirect("http://other.example/x.png")
    assert got("http://public.example/from") == PICTURE
    assert network.dialled == [(PUBLIC, 80), ("8.8.8.8", 80)]


def test_redirect_never_leads_from_https_to_http():
    url = urls.read("https://public.example/from")
    with pytest.raises(FetchError) as failed:
        urls.after(url, "http://public.example/x.png")
    assert failed.value.code == "url_refused"
    assert str(urls.after(url, "/x.png")) == "https://public.example/x.png"
    assert urls.after(urls.read("http://public.example/"), "https://public.example/").scheme == "https"


def test_name_in_another_script_is_looked_up_in_ascii(network):
    network.names["xn--bcher-kva.example"] = [[PUBLIC]]
    assert got("http://bücher.example/x.png") == PICTURE


@pytest.mark.parametrize("hosts", [("minio",), ("minio:9000",), ("other", "minio")])
def test_own_host_by_its_very_name_may_be_private(network, settings, hosts):
    settings.REFERENCE_HOSTS = hosts
    network.names["minio"] = [["10.0.0.7"]]
    assert got("http://minio:9000/x.png") == PICTURE
    assert network.dialled == [("10.0.0.7", 9000)]


@pytest.mark.parametrize("host", ["minio.evil.example", "evil-minio", "minio.", "evil.example"])
def test_other_hosts_are_not_ours(network, settings, host):
    settings.REFERENCE_HOSTS = ("minio",)
    network.names[host] = [["10.0.0.7"]]
    assert refusal(f"http://{host}/x.png") == "url_refused"
    assert refusal(f"http://{host}:9000/x.png") == "url_refused"
    assert network.dialled == []


def test_own_host_with_a_port_has_no_other_port(network, settings):
    settings.REFERENCE_HOSTS = ("minio:9000",)
    network.names["minio"] = [["10.0.0.7"]]
    assert refusal("http://minio/x.png") == "url_refused"
    assert refusal("http://minio:9001/x.png") == "url_refused"


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "0.0.0.1", "224.0.0.1"]
)
def test_not_even_own_hosts_lead_to_the_secrets_of_a_cloud(network, settings, address):
    settings.REFERENCE_HOSTS = ("minio",)
    network.names["minio"] = [[address]]
    assert refusal("http://minio/x.png") == "url_refused"


def test_refusal_says_which_address_it_was_and_nothing_of_what_is_inside(network):
    network.names["inside.example"] = [["10.0.0.1"]]
    with pytest.raises(references.ReferenceRefusedError) as refused:
        references.from_urls(["http://public.example/x.png", "http://inside.example/x.png"], first=3)
    assert (refused.value.code, refused.value.index) == ("url_refused", 4)
    assert "10.0.0.1" not in str(refused.value)
