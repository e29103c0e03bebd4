"""The kind sentences behind codes, for parents in the browser and for programs alike."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later

PROBLEMS = {
    "busy": later("Our drawing service has too much to do just now. Please try again in a few minutes."),
    "refused": later("We would rather not draw this one. Shall we try another idea?"),
    "retired": later("Our drawing service is being renewed. Please try again a little later."),
    "unpaid": later("Our drawing service is taking a break. Please try again later."),
    "lost": later("Our drawing service did not answer in time. Please try again."),
    "broken": later("The drawing came out spoilt. Please try again."),
    "budget": later("Our drawing service rests until tomorrow. Please try again then."),
    "unchecked": later(
        "We could not check this page for children just now. Please try again a little later."
    ),
    "unknown_theme": later("We do not know how to draw this yet. Try another word, for example an animal."),
    "blank_photo": later("We cannot find anything to draw on this photo. Try one with one clear subject."),
    "hidden": later("This drawing is hidden, because you told us that it is not right. We look at it."),
    "crashed": later("Something went wrong on our side. Please try again."),
}

STEPPED_IN = {
    "busy": later("The drawing service was too busy, so Herbbie's own artist drew this page."),
    "retired": later("The drawing service is being renewed, so Herbbie's own artist drew this page."),
    "unpaid": later("The drawing service is taking a break, so Herbbie's own artist drew this page."),
    "lost": later("The drawing service did not answer in time, so Herbbie's own artist drew this page."),
    "broken": later("The drawing service sent a spoilt drawing, so Herbbie's own artist drew this page."),
    "budget": later("The drawing service rests until tomorrow, so Herbbie's own artist drew this page."),
    "unchecked": later(
        "We could not have this page checked for children just now, so Herbbie's own artist drew it."
    ),
}

REQUESTS = {
    "theme_missing": later("Tell us what to draw: a word or two is enough."),
    "theme_too_long": later("That is a long story! Please say it in 200 characters or fewer."),
    "theme_wordless": later("We could not find a word to draw there. Try an animal, a place, a hero."),
    "unknown_theme": PROBLEMS["unknown_theme"],
    "refused": PROBLEMS["refused"],
    "brand": later(
        "%(brand)s belongs to its makers, so we do not draw it. How about this instead: %(suggestion)s?"
    ),
    "photo_missing": later("Please choose a photo first."),
    "empty": later("This file is empty. Please choose another photo."),
    "too_large": later("This photo is too heavy. Please choose one of at most %(megabytes)d MB."),
    "not_a_picture": later(
        "This file is not a photo that we can open. Please choose a JPEG, PNG, WebP or HEIC."
    ),
    "unsupported": later("We cannot open this kind of picture. Please choose a JPEG, PNG, WebP or HEIC."),
    "truncated": later("Part of this photo is missing. Please send it again or choose another one."),
    "too_many_pixels": later("This photo has too many pixels for us. Please choose a smaller one."),
    "too_small": later("This photo is too small to draw from. Please choose a larger one."),
    "base64": later("This is neither plain base64 nor a data URL of a picture."),
    "url_refused": later("We only fetch pictures from public addresses that begin with https:// or http://."),
    "url_failed": later("We could not fetch a picture from this address. Does it show the picture alone?"),
    "url_too_large": later("The pictures at these addresses are too heavy: %(megabytes)d MB in all at most."),
    "too_many_references": later("Please send at most 16 pictures to draw from."),
    "mask_size": later("The mask must be exactly as large as the first picture."),
    "mask_alpha": later(
        "This mask has no clear part. Please send a PNG that is clear where something new is to be drawn."
    ),
    "not_square": later("This model only takes square pictures. Please cut this one to a square first."),
    "photo_unknown": later("We do not have this photo any more. Please send it again."),
    "consent_missing": later("An adult has to agree before a photo is sent to a drawing service."),
    "mode_unavailable": later("Only drawing at home is available on this site."),
    "invalid": later("We did not understand one of the choices."),
    "malformed": later("This request cannot be read: its JSON or its form is broken."),
    "unsupported_media": later("Send JSON or a form."),
    "body_too_large": later("The request is too large."),
    "length_required": later("Please say how long the request is: send Content-Length."),
    "method_not_allowed": later("This address does not answer to this method."),
    "name_too_long": later("This name is too long for the page: 24 letters at most."),
    "name_letters": later("We can only write a first name in Latin letters here, without digits or signs."),
    "name_refused": later("We would rather not write this name. Is it spelt right?"),
    "cross_site": later("Requests from another site are not accepted."),
    "key_unknown": later("This key is not valid."),
    "rate_limited": later("That was quick! Please wait a moment before the next page."),
    "quota": later("You have drawn all the pages of today. New ones tomorrow!"),
    "away": later("Our drawer is stuck. Nothing is lost: please try again in a minute."),
    "not_found": later("There is nothing here that you may see."),
    "crowded": later("Too many pictures are being read just now. Please send them again in a moment."),
    "key_malformed": later("An Idempotency-Key has 1 to 255 letters, digits and signs."),
    "key_reused": later("This Idempotency-Key came before, with another request."),
    "no_service": later(
        "This site has no key for the service that offers this model: its owner sets %(variable)s."
    ),
    "model_gone": later("This model is not offered by its service any more. Please name another one."),
    "service_key": later("The drawing service does not accept this site's key."),
    "service_rate": later("The drawing service allows no more pictures just now. Please try again soon."),
    "rejected": later("The drawing service does not take one of the parameters."),
    "forbidden": later("The drawing service does not offer this model to this site."),
    "cancelled": later("This was cancelled before it was drawn."),
    "still_drawing": later(
        "Still being drawn, and nothing is lost: ask %(status_url)s, or send the same request again."
    ),
}

# What is wrong with a field that a program sent; %(parameter)s is its name.
FIELDS = {
    "missing": later("%(parameter)s is missing."),
    "extra_forbidden": later("%(parameter)s is not a parameter of this call."),
    "only_edits": later("%(parameter)s is not a parameter of this call. Only edits take it: %(models)s."),
    "literal_error": later("%(parameter)s can be %(expected)s."),
    "greater_than_equal": later("%(parameter)s is at least %(ge)s."),
    "less_than_equal": later("%(parameter)s is at most %(le)s."),
    "string_too_short": later("%(parameter)s is empty."),
    "too_short": later("%(parameter)s is empty."),
    "string_too_long": later("%(parameter)s is longer than %(max_length)s characters."),
    "too_long": later("%(parameter)s has more than %(max_length)s entries."),
    "string_type": later("%(parameter)s is not a text."),
    "int_type": later("%(parameter)s is not a whole number."),
    "int_parsing": later("%(parameter)s is not a whole number."),
    "bool_type": later("%(parameter)s is neither true nor false."),
    "bool_parsing": later("%(parameter)s is neither true nor false."),
    "list_type": later("%(parameter)s is not a list."),
    "twice": later("%(parameter)s came more than once."),
    "two_formats": later("%(parameter)s and output_format name two different formats."),
    "other": later("%(parameter)s cannot be read."),
}

# How far an order of a program has come.
ORDERS = {
    "waiting": later("The pictures are on their way: ask status_url."),
    "drawing": later("The pictures are on their way: ask status_url."),
    "ready": later("The pictures are ready."),
    "some": later("Some pictures are ready. The others could not be drawn: see problems."),
    "failed": later("None of the pictures could be drawn: see problems."),
    "cancelled": later("The batch was cancelled: what had not been begun is neither drawn nor counted."),
    "deleted": later("The order and its pictures are deleted."),
    "batch_deleted": later("The batch and its pictures are deleted."),
}

NOT_TAKEN = {
    "unknown_parameter": later("%(model)s does not take %(parameter)s in this call."),
    "invalid_value": later("%(model)s does not take this value of %(parameter)s."),
    "missing": later("%(parameter)s is missing."),
    "too_long": later("%(parameter)s is too long for %(model)s, which takes %(values)s characters at most."),
    "too_many": later("There is too much in %(parameter)s for %(model)s, which takes %(values)s at most."),
    "model_gone": later("%(model)s is not offered by its service any more."),
    "model_unknown": later("We know no image model named %(model)s."),
}

# What to do instead of a parameter, or of a value, that a model does not take.
INSTEAD = {
    "aspect_ratio": later("Use aspect_ratio instead, for example 3:4."),
    "size": later("Use size instead, for example 1024x1536."),
    "in_words": later("Say it in the prompt instead."),
    "only_edits": later("Only edits take it."),
    "mask_in_words": later("Say in the prompt which part is to change."),
    "describe": later('Ask with references: "describe", and the pictures are put into words for this model.'),
    "edit_with_words": later("This model varies a picture without words; with words, ask for an edit."),
    "free_sizes": later(
        "Other sizes: multiples of 16, from 1:3 to 3:1, from 0.66 to 8.3 megapixels, no side over 3840."
    ),
    "service": later(
        "Herbbie draws at home here. For more, the owner of this site sets OPENAI_API_KEY or XAI_API_KEY."
    ),
    "percent": later("It is a whole number from 0 to 100."),
    "transparent": later("A transparent background needs output_format png or webp."),
    "compressed": later("Only jpeg and webp are compressed: set output_format."),
    "streamed": later("Unfinished pictures come in a stream: set stream to true."),
    "jpeg": later("Its pictures are always JPEG."),
    "png": later("Its pictures are always PNG."),
}

# What an answer says of how it came about.
NOTES = {
    "variation_by_edit": later(
        "This model has no call for variations: the picture was edited, with words that ask for a variation."
    ),
}

CRAYONS = (
    later("red"),
    later("orange"),
    later("yellow"),
    later("light green"),
    later("green"),
    later("light blue"),
    later("blue"),
    later("purple"),
    later("pink"),
    later("beige"),
    later("brown"),
    later("gray"),
    later("black"),
)


def crayons() -> dict[str, str]:
    """The crayons of `printing.CRAYONS` by name, in the reader's language."""
    return {name: gettext(name) for name in CRAYONS}


def problem(code: str, *, ready: bool = False) -> str:
    """The sentence for a page's problem; on a ready page it says who stepped in. Empty for no problem."""
    table = STEPPED_IN if ready else PROBLEMS
    return gettext(table[code]) if code in table else ""


def request(code: str, **values: object) -> str:
    """The sentence for a request that was refused."""
    sentence = gettext(REQUESTS[code])
    return sentence % values if values else sentence


def field(kind: str, parameter: str, **limits: object) -> str:
    """The sentence for a field of a program's that cannot be what it is; `kind` is pydantic's."""
    return gettext(FIELDS.get(kind, FIELDS["other"])) % {"parameter": parameter, **limits}


def order(code: str) -> str:
    """How far an order has come."""
    return gettext(ORDERS[code])


def instead(code: str) -> str:
    """What to do instead of what a model does not take."""
    return gettext(INSTEAD[code])


def note(code: str) -> str:
    """What an answer says of how it came about; empty for no code."""
    return gettext(NOTES[code]) if code else ""


def not_taken(
    code: str, hint: str, *, parameter: str, model: str, values: str, models: tuple[str, ...]
) -> str:
    """The sentences for what a model does not take: what, what it takes, who takes it, what to do."""
    said = [gettext(NOT_TAKEN[code]) % {"parameter": parameter, "model": model, "values": values}]
    if code == "invalid_value" and values:
        said.append(gettext("It takes: %(values)s.") % {"values": values})
    if models:
        told = {"models": ", ".join(models)}
        known = code in {"model_gone", "model_unknown"}
        said.append((gettext("There are: %(models)s.") if known else gettext("Taken by: %(models)s.")) % told)
    return " ".join([*said, *([hint] if hint else [])])
