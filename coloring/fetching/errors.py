"""Why a picture could not be fetched."""

from __future__ import annotations


class FetchError(Exception):
    """A picture was not fetched; `code` says why, `index` which of the addresses it was.

    url_refused    no address that may be asked: odd, inside our own network, or of a name that nobody knows
    url_failed     no picture: no answer, not in time, an error, another type, too many redirects
    url_too_large  more bytes than allowed
    """

    def __init__(self, code: str, index: int = 0) -> None:
        super().__init__(code, index)
        self.code = code
        self.index = index
