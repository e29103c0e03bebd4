"""Why an upload is no photo that can be used."""

from __future__ import annotations


class PhotoRefused(Exception):
    """The upload is no photo that can be used; `code` says why.

    empty            there are no bytes
    too_large        more bytes than allowed
    not_a_picture    some other kind of file
    unsupported      a picture of a format that is not allowed
    truncated        the file is damaged, cut off, or built to be slow
    too_many_pixels  more than 40 million, or so many that decoding them takes more memory than there is
    too_small        shorter than 64 px on a side, or so after shrinking a very long picture
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
