"""Everything that there is to see, asked for by a visitor and by somebody with pages of his own."""

from types import SimpleNamespace

from django.urls import reverse

from tests.security.routes import routes
from tests.security.table import TABLE


def screens(client, mine=None):
    """Path and answer of every address that shows something, of one's own too where `mine` is given."""
    for route in routes():
        rule = TABLE.get(route.name)
        if rule is None or not rule.get or (rule.of and not mine):
            continue
        for state in rule.states if rule.of else ("",):
            path = reverse(route.name, args=[*(rule.of(mine, state) if rule.of else ()), *rule.args])
            answer = client.get(path, headers={"origin": "https://evil.example"})
            yield SimpleNamespace(
                path=path,
                status=answer.status_code,
                headers=answer.headers,
                cookies=list(answer.cookies.values()),
                kind=answer.headers.get("Content-Type", ""),
                text=answer.getvalue().decode(errors="replace"),
            )
