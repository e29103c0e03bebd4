"""Where somebody sits in a vehicle: looks out of which window, or stands behind which edge."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Seat:
    """A place in a drawing, in shares of its box: the middle of a face in a window, else of the rider's foot.

    `size` is the rider's longer side against the drawing's.
    """

    x: float
    y: float
    size: float
    window: bool = True


def _inside(x: float, y: float, size: float) -> Seat:
    return Seat(x, y, size, window=False)


SEATS = {
    "ambulance": Seat(0.33, 0.37, 0.36),
    "articulated-lorry": Seat(0.18, 0.40, 0.32),
    "auto-rickshaw": Seat(0.47, 0.36, 0.40),
    "automobile": Seat(0.54, 0.24, 0.40),
    "bullet-train": Seat(0.72, 0.20, 0.34),
    "bus": Seat(0.70, 0.40, 0.36),
    "delivery-truck": Seat(0.28, 0.40, 0.36),
    "fire-engine": Seat(0.30, 0.45, 0.34),
    "flying-saucer": Seat(0.61, 0.22, 0.36),
    "helicopter": Seat(0.34, 0.50, 0.36),
    "high-speed-train": Seat(0.66, 0.28, 0.32),
    "locomotive": Seat(0.79, 0.40, 0.32),
    "metro": Seat(0.50, 0.42, 0.40),
    "minibus": Seat(0.58, 0.33, 0.40),
    "oncoming-automobile": Seat(0.50, 0.24, 0.44),
    "pickup-truck": Seat(0.44, 0.22, 0.38),
    "police-car": Seat(0.48, 0.30, 0.38),
    "railway-car": Seat(0.50, 0.40, 0.34),
    "rocket": Seat(0.61, 0.24, 0.34),
    "small-airplane": Seat(0.42, 0.32, 0.34),
    "sport-utility-vehicle": Seat(0.55, 0.24, 0.42),
    "taxi": Seat(0.52, 0.36, 0.38),
    "tractor": Seat(0.69, 0.26, 0.40),
    "train": Seat(0.50, 0.20, 0.38),
    "tram": Seat(0.50, 0.42, 0.40),
    "trolleybus": Seat(0.50, 0.48, 0.36),
    "basket": _inside(0.50, 0.55, 0.72),
    "bathtub": _inside(0.40, 0.70, 0.66),
    "bucket": _inside(0.50, 0.36, 0.80),
    "canoe": _inside(0.74, 0.62, 0.58),
    "motor-boat": _inside(0.27, 0.52, 0.50),
    "racing-car": _inside(0.47, 0.52, 0.48),
    "ship": _inside(0.16, 0.62, 0.42),
    "passenger-ship": _inside(0.12, 0.76, 0.40),
    "shopping-cart": _inside(0.36, 0.62, 0.66),
    "speedboat": _inside(0.62, 0.60, 0.52),
    "shape:digger": Seat(0.56, 0.38, 0.26),
    "shape:dump-truck": Seat(0.20, 0.40, 0.30),
    "shape:kennel": Seat(0.50, 0.68, 0.40),
    "shape:pirate-ship": _inside(0.90, 0.70, 0.34),
    "shape:submarine": _inside(0.62, 0.24, 0.36),
    "shape:unicorn": _inside(0.71, 0.585, 0.54),
    "shape:wheelbarrow": _inside(0.38, 0.22, 0.50),
    "top-hat": _inside(0.50, 0.34, 0.80),
}

# Whose face is seen through a window when it is not the one of the same name.
FACES = {
    "poodle": "dog-face",
    "shape:bear": "bear",
    "shape:fox": "fox",
    "shape:koala": "koala",
    "shape:lion": "lion",
    "shape:panda": "panda",
    "shape:polar-bear": "polar-bear",
    "shape:santa": "santa-claus",
    "shape:tiger": "tiger-face",
    "shape:unicorn": "unicorn",
    "shape:wolf": "wolf",
}

# What is drawn instead of a vehicle that has no place for anybody.
INSTEAD = {"airplane": "small-airplane", "sailboat": "canoe", "ferry": "passenger-ship"}
# The same on a tall page, where what is long would become too small to colour.
UPRIGHT = {"locomotive": "train"}
