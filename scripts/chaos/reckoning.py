"""What became of every page and picture: the promises counted, and a table of them."""

from __future__ import annotations

import hashlib
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from scripts.chaos.clients import Submissions
from scripts.live import Site
from tests.rehearsal import Rehearsal

ROWS = (
    "SELECT public_id, public_id, state, engine, kind, picture, sha256, seconds FROM coloring_page UNION ALL "
    "SELECT i.public_id, COALESCE(b.public_id || '/' || o.position, o.public_id || '/' || i.\"index\"), "
    "i.state, o.engine, 'image', i.picture, i.sha256, i.seconds FROM coloring_image i "
    "JOIN coloring_order o ON o.id = i.order_id LEFT JOIN coloring_batch b ON b.id = o.batch_id"
)
TWICE = (
    "SELECT w.public_id FROM coloring_attempt a JOIN coloring_{kind} w ON w.id = a.{kind}_id "
    "WHERE a.outcome = 'ready' GROUP BY w.public_id HAVING count(*) > 1"
)
KEPT = "SELECT name, content FROM coloring_storedpicture"
OVER = {"ready", "failed"}
# How a log tells that one is ready: in development, and in production.
READY = re.compile(r'page=(\w+) ready\b|\bready image=(\w+)|"message": "ready", "(?:page|image)": "(\w+)"')


@dataclass(frozen=True)
class Row:
    """A page or picture as the database has it.

    Clients know it by `name`, which is ORDER/INDEX of a picture and BATCH/POSITION of one in a batch.
    """

    public_id: str
    name: str
    state: str
    engine: str
    kind: str
    picture: str
    sha256: str
    seconds: float | None


@dataclass(kw_only=True)
class Outcome:
    """What is counted of one run; `seconds` are those from wish to page, `recovered` from the last kill.

    `unheard` pages were committed, and the answer that said so was killed; `spoiled` names are pictures whose
    bytes are not those that the row describes; `recovered` is None when some page never ended; at a `pace` of
    2 everything was killed half as often as on an idle machine.
    """

    title: str
    pace: float = 1.0
    kills: Counter[str] = field(default_factory=Counter)
    accepted: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    spoiled: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    unheard: int = 0
    calls: int = 0
    needed: int = 0
    recovered: float | None = None
    seconds: list[float] = field(default_factory=list)
    image_seconds: list[float] = field(default_factory=list)

    def broken_promises(self, *, orphans_allowed: bool) -> dict[str, list[str]]:
        """The promises that were not kept, each with the pages or pictures that say so."""
        promises = {
            "lost": self.lost,
            "finished twice": self.twice,
            "stuck": self.stuck,
            "spoiled": self.spoiled,
            "orphans": [] if orphans_allowed else self.orphans,
        }
        return {name: names for name, names in promises.items() if names}


def rows_of(site: Site) -> list[Row]:
    return [Row(*values) for values in site.rows(ROWS)]


def reckon(outcome: Outcome, site: Site, service: Rehearsal, told: Submissions) -> None:
    """Fill in what the rows, the pictures, the log and the service's journal tell."""
    rows = {row.name: row for row in rows_of(site)}
    pictures = pictures_of(site)
    ended = {row.name for row in rows.values() if row.state in OVER}
    ready = [row for row in rows.values() if row.state == "ready"]
    outcome.accepted, outcome.refused = told.accepted, told.refused
    outcome.lost = sorted(set(told.accepted) - ended)
    names = {row.public_id: name for name, row in rows.items()}
    outcome.twice = sorted(names.get(public_id, public_id) for public_id in finished_twice(site))
    outcome.stuck = sorted(set(rows) - ended)
    outcome.failed = sorted(ended - {row.name for row in ready})
    outcome.spoiled = sorted(row.picture for row in ready if pictures.get(row.picture) != row.sha256)
    outcome.orphans = sorted(set(pictures) - {row.picture for row in ready})
    outcome.unheard = len(rows) - len(set(told.accepted) & set(rows))
    outcome.calls = sum(1 for call in service.journal if is_paid(call.path))
    outcome.needed = sum(calls_needed(row) for row in ready)
    outcome.seconds = [row.seconds for row in ready if row.seconds is not None and row.kind != "image"]
    outcome.image_seconds = [row.seconds for row in ready if row.seconds is not None and row.kind == "image"]


def is_paid(path: str) -> bool:
    """Moderation costs nothing."""
    return "images" in path or "chat" in path


def calls_needed(row: Row) -> int:
    """One picture, and one look where a photo is looked at first; what is drawn at home costs nothing."""
    return 0 if row.engine == "offline" else 1 + (row.kind == "photo")


def finished(site: Site) -> list[str]:
    """The pages and pictures that the log says were finished, as often as it says so."""
    return ["".join(found) for found in READY.findall(site.log.read_text(errors="replace"))]


def finished_twice(site: Site) -> set[str]:
    """Public ids that were recorded as ready more than once, by the log or by their attempts."""
    logged = {name for name, count in Counter(finished(site)).items() if count > 1}
    return logged | {name for kind in ("page", "image") for (name,) in site.rows(TWICE.format(kind=kind))}


def pictures_of(site: Site) -> dict[str, str]:
    """The sha256 of every picture that is kept, in files or in the database, by its name."""
    kept = {file.name: file.read_bytes() for file in (site.folder / "coloring").glob("*")}
    kept |= {name: bytes(content) for name, content in site.rows(KEPT)}
    return {name: hashlib.sha256(content).hexdigest() for name, content in kept.items()}


def both(names: Sequence[str]) -> str:
    """How many pages, and how many pictures."""
    images = sum("/" in name for name in names)
    return f"{len(names) - images} + {images}"


def median(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds):.1f}" if seconds else "-"


# Where there are two figures, the first one is that of pages, the second one that of pictures for programs.
COLUMNS = {
    "": lambda o: o.title,
    "pace": lambda o: f"{o.pace:.1f}",
    "kills": lambda o: ", ".join(f"{name} {count}" for name, count in sorted(o.kills.items())),
    "accepted": lambda o: both(o.accepted),
    "lost": lambda o: both(o.lost),
    "finished twice": lambda o: both(o.twice),
    "stuck": lambda o: both(o.stuck),
    "failed": lambda o: both(o.failed),
    "spoiled pictures": lambda o: len(o.spoiled),
    "orphans": lambda o: len(o.orphans),
    "paid calls beyond need": lambda o: f"{o.calls - o.needed} of {o.calls}",
    "all ended after": lambda o: "never" if o.recovered is None else f"{o.recovered:.0f} s",
    "submitted again": lambda o: ", ".join(f"{why} {n}" for why, n in sorted(o.refused.items())) or "-",
    "committed, unheard": lambda o: o.unheard,
    "median seconds": lambda o: f"{median(o.seconds)} + {median(o.image_seconds)}",
}


def table(outcomes: Sequence[Outcome]) -> str:
    """The outcomes as a Markdown table, a line each."""
    lines = [list(COLUMNS), ["---"] * len(COLUMNS)]
    lines += [[str(tell(outcome)) for tell in COLUMNS.values()] for outcome in outcomes]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
