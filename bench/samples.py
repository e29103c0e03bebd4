"""What the benches draw: themes that are asked for often, and the test photos in any size."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

THEMES = """espace|dinosaures|une licorne|a cat on a bicycle|la mer|château de la princesse|la ferme|le jardin
voitures|noël|anniversaire|pirate|halloween|la jungle|un chat|robot|musique|pizza|football|un lapin
train|papillon|éléphant|lion|une girafe|dolphin|rocket|a princess with a dragon|trois cochons|tracteur
poney|sirène|bateau|avion|un ours|panda|tortue|pingouin|renard|hibou|coccinelle|fleurs|gâteau|glace
bonhomme de neige|camion de pompiers|abeille|cheval|requin|fée""".replace("\n", "|").split("|")
PHOTOS = sorted((Path(__file__).parent.parent / "tests" / "photos").glob("*.jpg"))


def photos(long_side: int = 0) -> list[Image.Image]:
    """The test photos, RGB, as they are or with this long side in px."""
    images = [Image.open(path).convert("RGB") for path in PHOTOS]
    return [_sized(image, long_side) if long_side else image for image in images]


def _sized(image: Image.Image, long_side: int) -> Image.Image:
    factor = long_side / max(image.size)
    return image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)


def jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue()
