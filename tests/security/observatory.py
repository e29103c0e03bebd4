"""The score that the HTTP Observatory of Mozilla and MDN gives to an answer, computed here.

The rules are those of https://github.com/mdn/mdn-http-observatory (2026-11): the modifiers of
src/grader/charts.js, the tests in src/analyzer/tests/. 100 points to begin with; what takes points away is
applied first, and only from 90 on what adds some counts. Not modelled, because there are none here:
certificates, preload lists, nonces, and policies in <meta>.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import Morsel

EXTRA_CREDIT_FROM = 90
SIX_MONTHS = 15_552_000
BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
UNSAFE = BROAD | {"'unsafe-inline'", "data:"}
PASSIVE = ("img-src", "media-src")
GOOD_REFERRERS = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
BAD_REFERRERS = {"origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"}
OPENERS = {"same-origin", "same-origin-allow-popups", "noopener-allow-popups"}
LETTERS = ("A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F")
LEAST = (100, 90, 85, 80, 70, 65, 60, 50, 45, 40, 30, 25, 0)


@dataclass(frozen=True)
class Seen:
    """What a scanner sees of a site over https: an answer, its cookies and its page.

    `http_goes_to` is where plain http is sent to first; empty when it is answered as it is.
    """

    headers: dict[str, str]
    cookies: list[Morsel[str]] = field(default_factory=list)
    html: str = ""
    host: str = "herbbie.example"
    http_goes_to: str = "https://herbbie.example/"

    def header(self, name: str) -> str:
        return {key.lower(): value for key, value in self.headers.items()}.get(name, "")


def grade(points: int) -> str:
    return next(letter for letter, least in zip(LETTERS, LEAST, strict=True) if points >= least)


def score(seen: Seen) -> int:
    """All points; below 90 without what adds to them."""
    changes = modifiers(seen).values()
    without = 100 + sum(change for change in changes if change < 0)
    return max(0, without + sum(change for change in changes if change > 0) * (without >= EXTRA_CREDIT_FROM))


def modifiers(seen: Seen) -> dict[str, int]:
    """What each test adds or takes away."""
    return {
        "content-security-policy": csp(seen),
        "cookies": cookies(seen),
        "cross-origin-resource-sharing": cors(seen),
        "redirection": redirection(seen),
        "referrer-policy": referrer(seen),
        "strict-transport-security": hsts(seen),
        "subresource-integrity": integrity(seen),
        "x-content-type-options": 0 if seen.header("x-content-type-options").lower() == "nosniff" else -5,
        "x-frame-options": framing(seen),
        "cross-origin-resource-policy": corp(seen),
        "cross-origin-opener-policy": isolation(seen, "cross-origin-opener-policy", OPENERS),
        "cross-origin-embedder-policy": isolation(
            seen, "cross-origin-embedder-policy", {"require-corp", "credentialless"}
        ),
    }


def policy(text: str) -> dict[str, set[str]] | None:
    """The directives of a policy; None for one that says something twice."""
    found: dict[str, set[str]] = {}
    for words in (directive.lower().split() for directive in text.split(";") if directive.strip()):
        if words[0] in found:
            return None
        found[words[0]] = set(words[1:]) or {"'none'"}
    return found


def csp(seen: Seen) -> int:
    told = policy(seen.header("content-security-policy"))
    if not told:
        return -25
    default = told.get("default-src", {"*"})
    script, style, plugins = (told.get(name, default) for name in ("script-src", "style-src", "object-src"))
    active = set().union(script, *(told[name] for name in told if name not in {*PASSIVE, "script-src"}))
    passive = set().union(*(told.get(name, told.get("default-src", set())) for name in PASSIVE))
    judged = (
        (script & UNSAFE or plugins & BROAD, -20),
        (has_plain(active), -20),
        ("'unsafe-eval'" in script | style, -10),
        (has_plain(passive), -10),
        (style & UNSAFE, 0),
        (default == {"'none'"}, 10),
    )
    return next((points for is_true, points in judged if is_true), 5)


def has_plain(sources: set[str]) -> bool:
    return any(source.startswith(("http:", "ftp:")) for source in sources)


def cookies(seen: Seen) -> int:
    if not seen.cookies:
        return 0
    points = min(cookie(one, hsts(seen) == 0) for one in seen.cookies)
    bad_same_site = any(
        one["samesite"] and one["samesite"].lower() not in {"lax", "strict", "none"} for one in seen.cookies
    )
    if points < 0 or bad_same_site:
        return min(points, -20) if bad_same_site else points
    return 5 if all(one["samesite"] for one in seen.cookies) else 0


def cookie(one: Morsel[str], by_https_alone: bool) -> int:
    name, is_secure = one.key.lower(), bool(one["secure"])
    is_session = "login" in name or "sess" in name
    judged = (
        (is_session and not one["httponly"], -30),
        ("csrf" in name and not one["samesite"], -20),
        (not is_secure and one["samesite"].lower() == "none", -20),
        (is_session and not is_secure, -10 if by_https_alone else -40),
        (not is_secure, -5 if by_https_alone else -20),
    )
    return next((points for is_true, points in judged if is_true), 0)


def cors(seen: Seen) -> int:
    credentials = seen.header("access-control-allow-credentials").lower() == "true"
    origin = seen.header("access-control-allow-origin")
    return -50 if credentials and origin not in {"", "*"} else 0


def redirection(seen: Seen) -> int:
    if not seen.http_goes_to.startswith("https://"):
        return -20
    return 0 if seen.http_goes_to.startswith(f"https://{seen.host}/") else -5


def referrer(seen: Seen) -> int:
    told = [word.strip().lower() for word in seen.header("referrer-policy").split(",")]
    known = [word for word in told if word in GOOD_REFERRERS | BAD_REFERRERS]
    if not any(told):
        return 0
    return 5 if known and known[-1] in GOOD_REFERRERS else -5


def hsts(seen: Seen) -> int:
    age = re.search(r"(?:^|;)\s*max-age=(\d+)", seen.header("strict-transport-security").lower())
    if not age:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def framing(seen: Seen) -> int:
    if "frame-ancestors" in (policy(seen.header("content-security-policy")) or {}):
        return 5
    told = seen.header("x-frame-options").lower()
    return 5 if told in {"deny", "sameorigin"} else 0 if told.startswith("allow-from") else -20


def corp(seen: Seen) -> int:
    told = seen.header("cross-origin-resource-policy").lower()
    return {"": 0, "cross-origin": 0, "same-origin": 10, "same-site": 10}.get(told, -5)


def isolation(seen: Seen, name: str, good: set[str]) -> int:
    told = seen.header(name).partition(";")[0].strip()
    return 10 if told in good else 0 if told in {"", "unsafe-none"} else -5


class Scripts(HTMLParser):
    """The scripts of a page that come from elsewhere: whether each has a hash."""

    def __init__(self, html: str, host: str) -> None:
        super().__init__()
        self.host, self.foreign = host, []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        source = told.get("src") or ""
        if tag == "script" and re.match(r"(https?:)?//", source) and f"//{self.host}/" not in source:
            self.foreign.append((bool(told.get("integrity")), source.startswith("https:")))


def integrity(seen: Seen) -> int:
    foreign = Scripts(seen.html, seen.host).foreign
    if not foreign:
        return 0
    points = {(True, True): 5, (False, True): -5, (True, False): -20, (False, False): -50}
    return min(points[one] for one in foreign)
