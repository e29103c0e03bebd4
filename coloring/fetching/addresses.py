"""Which IP addresses a stranger may have us connect to, and what addresses a name has."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor

from coloring.fetching.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# What `is_global` lets pass in one version of Python or another, or where machines keep what they tell nobody
# else. From the IANA registries of special-purpose addresses.
_NEVER = tuple(
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # Azure's own service, on a public address
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # relays of 6to4
        "198.18.0.0/15",  # benchmarks
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: leads to the IPv4 address inside
        "3fff::/20",  # documentation
    )
)
_UNICAST = ipaddress.ip_network("2000::/3")
# A gateway leads these to the IPv4 address in their last 32 bits (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_OWN = tuple(
    ipaddress.ip_network(network)
    for network in (
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::1/128",
        "fc00::/7",
    )
)
# Where clouds tell a machine its secrets, inside otherwise ordinary private networks.
_SECRETS = {ipaddress.ip_address(address) for address in ("100.100.100.200", "fd00:ec2::254", "fd20:ce::254")}

# Looking up cannot be interrupted, and a server of names may be as slow as it likes.
_RESOLVERS = ThreadPoolExecutor(16, thread_name_prefix="resolver")


def is_public(address: Address) -> bool:
    """Whether an address belongs to the internet, also behind every way of wrapping IPv4 into IPv6."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
        if address not in _UNICAST:
            return False
    return address.is_global and not any(address in network for network in _NEVER)


def is_private(address: Address) -> bool:
    """Whether an address belongs to one's own machine or network, where nothing but services lives."""
    return any(address in network for network in _OWN) and address not in _SECRETS


async def of(host: str, port: int, *, is_ours: bool) -> list[str]:
    """The addresses of a name, all of them checked; of hosts that are `is_ours` private ones too.

    A name that has none is refused like one that leads inside, so that nobody learns which names there are.
    Raises FetchError.
    """
    try:
        loop = asyncio.get_running_loop()
        found = [
            ipaddress.ip_address(text) for text in await loop.run_in_executor(_RESOLVERS, lookup, host, port)
        ]
    except (OSError, ValueError) as error:
        raise FetchError("url_refused") from error
    if not found or not all(is_public(each) or (is_ours and is_private(each)) for each in found):
        raise FetchError("url_refused")
    return [str(address) for address in found]


def lookup(host: str, port: int) -> list[str]:
    """What the system says of a name, each address once. Raises OSError and ValueError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
