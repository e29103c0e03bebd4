"""Who may do what at which address. A new address needs a line here, and the matrix does the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests import factories
from tests.security.world import World

ANSWER = dict[str, int]


def all_get(status: int) -> ANSWER:
    """Everybody gets the same."""
    return {"visitor": status, "stranger": status, "owner": status}


def only_mine(owner: int = 200, **states: int) -> ANSWER:
    """The owner gets this, in some states something else; for everybody else it does not exist."""
    return {"visitor": 404, "stranger": 404, "owner": owner, **states}


def only_ready(owner: int = 200) -> ANSWER:
    """As above, and what has no picture does not exist yet; what was put away has none any more."""
    return only_mine(owner, hidden=404, waiting=404, drawing=404, failed=404)


def logged_in(status: int) -> ANSWER:
    """One's own account, whoever one is; a visitor is asked to log in."""
    return {"visitor": 302, "stranger": status, "owner": status}


def not_logged_in(status: int) -> ANSWER:
    """For visitors; who has an account and is there already is sent on."""
    return {"visitor": status, "stranger": 302, "owner": 302}


def nothing(world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Rule:
    """What one address answers; a method without an answer is refused with 405.

    `of`: the method of World that gives the first arguments of the address; `args`: the others.
    `limit`: what counts POSTs, or GETs where nothing is posted: "ask", a constant of accounts.trying, or the
    reason, after "free: ", why nothing has to. `program`: JSON, no CSRF token, nothing from other sites.
    """

    get: ANSWER | None = None
    post: ANSWER | None = None
    delete: ANSWER | None = None
    of: Callable[[World, str], tuple[str, ...]] | None = None
    args: tuple[str, ...] = ()
    body: Callable[[World], dict[str, Any]] = nothing
    limit: str = ""
    program: bool = False
    otherwise: int = 405
    states: tuple[str, ...] = field(default=("ready", "hidden", "waiting", "drawing", "failed"))

    def answers(self, method: str) -> ANSWER | None:
        if method in {"POST", "DELETE"}:
            return self.post if method == "POST" else self.delete
        return self.get if method in {"GET", "HEAD"} else None

    def status(self, method: str, who: str, state: str = "") -> int:
        answer = self.answers(method)
        if answer is None:
            return self.otherwise
        return answer.get(state, answer["owner"]) if who == "owner" else answer[who]


def theme(world: World) -> dict[str, Any]:
    return {"theme": "espace"}


def photo(world: World) -> dict[str, Any]:
    return {"photo": factories.saved_upload()}


def sent_photo(world: World) -> dict[str, Any]:
    return {"photo_path": world.photo.name}


def guess(world: World) -> dict[str, Any]:
    return {"username": "nobody@example.org", "password": "a guess"}


def wrong_password(world: World) -> dict[str, Any]:
    return {"old_password": "a guess", "new_password": "a-password-of-a-stranger"}


def key_name(world: World) -> dict[str, Any]:
    return {"name": "a program"}


def mailbox(world: World) -> dict[str, Any]:
    return {"email": "nobody@example.org"}


def cat(world: World) -> dict[str, Any]:
    """Not waited for: nobody draws in these tests."""
    return {"prompt": "a cat"}


def prompts(world: World) -> dict[str, Any]:
    return {"prompts": ["a cat", "a dog"]}


PAPER = ("a4",)
ORDERS = ("ready", "waiting", "drawing", "failed")
PICTURES = ("ready", "hidden")

TABLE: dict[str, Rule] = {
    "set_language": Rule(get=all_get(302), post=all_get(302), otherwise=302, limit="free: sets a cookie"),
    "accounts:signup": Rule(get=not_logged_in(200), post=not_logged_in(400), body=mailbox, limit="SIGN_UPS"),
    "accounts:login": Rule(get=not_logged_in(200), post=not_logged_in(200), body=guess, limit="LOG_INS"),
    "accounts:logout": Rule(post=all_get(302), limit="free: ends what one has"),
    "accounts:password_reset": Rule(get=all_get(200), post=all_get(302), body=mailbox, limit="MAILS"),
    "accounts:password_reset_done": Rule(get=all_get(200)),
    "accounts:password_reset_confirm": Rule(
        get=all_get(200), post=all_get(200), of=World.reset_link, limit="LINKS"
    ),
    "accounts:password_reset_complete": Rule(get=all_get(200)),
    "accounts:account": Rule(get=logged_in(200)),
    "accounts:change_password": Rule(
        get=logged_in(200), post=logged_in(400), body=wrong_password, limit="free: django-axes counts"
    ),
    "accounts:log_out_everywhere": Rule(post=logged_in(302), limit="free: ends what one has"),
    "accounts:keys": Rule(get=logged_in(200), post=logged_in(201), body=key_name, limit="NEW_KEYS"),
    "accounts:revoke_key": Rule(
        get=only_mine() | {"visitor": 302},
        post=only_mine(302) | {"visitor": 302},
        of=World.key,
        states=("ready",),
        limit="free: ends what one has",
    ),
    "accounts:revoke_keys": Rule(get=logged_in(200), post=logged_in(302), limit="free: ends what one has"),
    "accounts:delete": Rule(
        get=logged_in(200), post=logged_in(400), body=wrong_password, limit="free: django-axes counts"
    ),
    "accounts:logged_out": Rule(get=all_get(200)),
    "accounts:deleted": Rule(get=all_get(200)),
    "coloring:studio": Rule(get=all_get(200)),
    "coloring:gallery": Rule(get=all_get(200)),
    "coloring:ask_theme": Rule(post=all_get(302), body=theme, limit="ask"),
    "coloring:ask_photo": Rule(post=all_get(302), body=photo, limit="ask"),
    "coloring:page": Rule(get=only_mine(), of=World.page),
    "coloring:picture": Rule(get=only_mine(), of=World.page),
    "coloring:partial": Rule(
        get=only_mine(ready=404, hidden=404, waiting=404, failed=404), of=World.page, args=("0",)
    ),
    "coloring:status": Rule(get=only_mine(), of=World.page, program=True),
    "coloring:printed": Rule(get=only_ready(), of=World.page),
    "coloring:pdf": Rule(get=only_ready(), of=World.page, args=PAPER, limit="ask"),
    "coloring:numbers": Rule(get=only_ready(), of=World.page, args=PAPER, limit="ask"),
    "coloring:svg": Rule(get=only_ready(), of=World.page, limit="ask"),
    "coloring:png": Rule(get=only_ready(), of=World.page),
    "coloring:picture_file": Rule(get=only_ready(), of=World.picture, states=PICTURES),
    "coloring:again": Rule(post=only_mine(302, waiting=404), of=World.page, limit="ask"),
    "coloring:delete": Rule(post=only_mine(302), of=World.page, limit="free: makes no work"),
    "coloring:report": Rule(
        post=only_mine(302, waiting=404, drawing=404, failed=404),
        of=World.page,
        limit="free: no work",
    ),
    "coloring:privacy": Rule(get=all_get(200)),
    "coloring:forgotten": Rule(get=all_get(200)),
    "coloring:forget": Rule(post=all_get(302), limit="free: makes no work"),
    "coloring:export": Rule(get=logged_in(200)),
    "coloring:export_state": Rule(get=logged_in(200)),
    "coloring:ask_export": Rule(post=logged_in(302), limit="ask"),
    "coloring:drop_export": Rule(post=logged_in(302), limit="free: makes no work"),
    "coloring:export_file": Rule(get=only_mine() | {"visitor": 302}, of=World.packed, states=("ready",)),
    "coloring:metrics": Rule(get=all_get(404)),
    "coloring:generate": Rule(post=all_get(202), body=theme, program=True, limit="ask"),
    "coloring:convert": Rule(post=only_mine(202), body=sent_photo, program=True, limit="ask"),
    "coloring:upload": Rule(post=all_get(201), body=photo, program=True, limit="ask"),
    "coloring:health": Rule(get=all_get(200)),
    "schema": Rule(get=all_get(200)),
    "docs": Rule(get=all_get(200)),
    "redoc": Rule(get=all_get(200)),
    "workshop:api-root": Rule(program=True, otherwise=404),
    "workshop:nothing": Rule(args=("nothing",), program=True, otherwise=404),
    "workshop:generate": Rule(post=all_get(202), body=cat, program=True, limit="ask"),
    "workshop:references": Rule(post=all_get(422), body=cat, program=True, limit="ask"),
    "workshop:edit": Rule(post=all_get(422), body=cat, program=True, limit="ask"),
    "workshop:variations": Rule(post=all_get(422), body=cat, program=True, limit="ask"),
    "workshop:generations": Rule(post=all_get(503), body=cat, program=True, limit="ask"),
    "workshop:edits": Rule(post=all_get(422), body=cat, program=True, limit="ask"),
    "workshop:images": Rule(get=all_get(200), program=True),
    "workshop:image": Rule(
        get=only_mine(),
        delete=only_mine(),
        of=World.order,
        program=True,
        states=ORDERS,
        limit="free: no work",
    ),
    "workshop:image_bytes": Rule(
        get=only_mine(waiting=404, drawing=404, failed=404),
        of=World.order,
        args=("0",),
        program=True,
        states=ORDERS,
    ),
    "workshop:batches": Rule(get=all_get(200), post=all_get(202), body=prompts, program=True, limit="ask"),
    "workshop:batch": Rule(
        get=only_mine(),
        delete=only_mine(),
        of=World.batch,
        program=True,
        states=ORDERS,
        limit="free: no work",
    ),
    "workshop:cancel_batch": Rule(
        post=only_mine(), of=World.batch, program=True, states=ORDERS, limit="free: ends work"
    ),
    "workshop:models": Rule(get=all_get(200), program=True),
}
