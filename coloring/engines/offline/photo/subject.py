"""The one thing the photo is about: GrabCut at 256 px, starting from the faces or from the middle."""

from __future__ import annotations

import threading

import cv2
import numpy as np
from numpy.typing import NDArray

from coloring.engines.offline.photo.faces import Face
from coloring.engines.offline.photo.tone import Picture
from coloring.lineart import binary

Mask = NDArray[np.uint8]

SIDE = 256
PASSES = 4
_seed_lock = threading.Lock()
"""OpenCV keeps one random state: seeding and cutting must not be interleaved."""


def find(picture: Picture, faces: list[Face]) -> Mask:
    """1 where the subject is, 0 elsewhere; the size of the picture."""
    height, width = picture.shape[:2]
    scale = SIDE / max(height, width)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    guess = _border(_guess(small.shape[:2], [face.scaled(scale) for face in faces]))
    whole = _tidy(_cut(cv2.bilateralFilter(small, 7, 25, 5), guess))
    large = cv2.resize(whole.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray((cv2.GaussianBlur(large, (0, 0), 4) > 0.5).astype(np.uint8))


def _guess(shape: tuple[int, ...], faces: list[Face]) -> Mask:
    height, width = shape
    guess = np.full((height, width), cv2.GC_PR_BGD, np.uint8)
    for face in faces:
        _guess_person(guess, face)
    if not faces:
        axes = (round(width * 0.36), round(height * 0.40))
        cv2.ellipse(guess, (width // 2, height // 2), axes, 0, 0, 360, cv2.GC_PR_FGD, -1)
    return guess


def _guess_person(guess: Mask, face: Face) -> None:
    """Hair and head as an ellipse, shoulders and body as a trapezoid below it; the face itself is certain."""
    x, y, width, height = face.box
    middle, bottom = x + width / 2, guess.shape[0]
    head = (round(middle), round(y + height * 0.45))
    cv2.ellipse(guess, head, (round(width * 0.62), round(height * 0.85)), 0, 0, 360, cv2.GC_PR_FGD, -1)
    right = [(0.4, y + height * 1.05), (1.25, y + height * 1.7), (1.5, bottom)]
    body = [(middle + s * width, v) for s, v in right] + [(middle - s * width, v) for s, v in right[::-1]]
    cv2.fillPoly(guess, [np.array(body, np.int32)], cv2.GC_PR_FGD)
    cv2.ellipse(guess, head, (round(width * 0.38), round(height * 0.48)), 0, 0, 360, cv2.GC_FGD, -1)


def _border(guess: Mask) -> Mask:
    """The rim of the photo is background, unless a body was guessed there."""
    rim = np.ones(guess.shape, bool)
    edge = max(2, round(0.02 * max(guess.shape)))
    rim[edge:, edge:-edge] = False
    guess[rim & (guess == cv2.GC_PR_BGD)] = cv2.GC_BGD
    return guess


def _cut(small: Picture, guess: Mask) -> Mask:
    back, front = np.zeros((1, 65)), np.zeros((1, 65))
    with _seed_lock:
        cv2.setRNGSeed(1)
        cv2.grabCut(small, guess, (0, 0, 1, 1), back, front, PASSES, cv2.GC_INIT_WITH_MASK)
    return ((guess == cv2.GC_FGD) | (guess == cv2.GC_PR_FGD)).astype(np.uint8)


def _tidy(mask: Mask) -> Mask:
    """Only the large pieces, without holes."""
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, binary.disk(2))
    closed = np.asarray(cv2.morphologyEx(opened, cv2.MORPH_CLOSE, binary.disk(4)), np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed)
    if count > 1:
        keep = stats[:, 4] >= 0.12 * stats[1:, 4].max()
        keep[0] = False
        closed = keep[labels].astype(np.uint8)
    return binary.fill_holes(closed, round(0.01 * closed.size))
