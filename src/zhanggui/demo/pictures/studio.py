"""The photographer: products from several sides, banners, portraits of hosts, idents of channels."""

from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from zhanggui.demo.pictures import gear, person, room, table
from zhanggui.demo.pictures.canvas import SIZE, Layer, curve, dark, gradient, light, mix, rgb
from zhanggui.demo.pictures.scenes import SEASONS, Scene

ARCHETYPES: dict[str, Callable[[Random], Layer]] = {
    "tea_tin": table.tea_tin,
    "tea_set": table.tea_set,
    "pan": table.wok,
    "fruit_box": table.fruit_box,
    "rice_cooker": table.rice_cooker,
    "thermos": table.thermos,
    "grain_bag": table.grain_bag,
    "bedding": room.bedding,
    "vacuum": room.vacuum,
    "phone": room.phone,
    "lamp": room.lamp,
    "headphones": room.headphones,
    "watch": room.watch,
    "jacket": person.jacket,
    "scarf": person.scarf,
    "cosmetic_jar": person.cream_jar,
    "pearls": person.necklace,
    "shoes": person.shoes,
    "jewellery": person.necklace,
    "coat": person.jacket,
    "air_fryer": gear.air_fryer,
    "blender": gear.blender,
    "purifier": gear.purifier,
    "hair_dryer": gear.hair_dryer,
    "toothbrush": gear.toothbrush,
    "knife_set": gear.knife_set,
    "cosmetic_tube": gear.tube,
    "handbag": gear.handbag,
    "suitcase": gear.suitcase,
    "shirt": gear.shirt,
    "earphones": gear.earphones,
    "heater": gear.heater,
}


def _webp(picture: Image.Image, quality: int = 82) -> bytes:
    """WebP, below 60 kB for a product picture."""
    out = BytesIO()
    picture.save(out, "WEBP", quality=quality, method=3)
    return out.getvalue()


def product(archetype: str, *, seed: int, angle: int = 0, size: int = 800) -> bytes:
    """One picture of one product: angle 0 in a room, 1 on a pedestal, 2 closer and mirrored on cloth."""
    thing = ARCHETYPES[archetype](Random(f"{archetype} {seed}"))
    name = f"{archetype} {seed} {angle}"
    scene = Scene(Random(name), angle, season=seed * 3 + len(archetype) + angle * 2)
    if angle % 3 == 1:
        thing.image = _scaled(thing.image, 0.86)
    elif angle % 3 == 2:
        thing.image = _scaled(ImageOps.mirror(thing.image), 1.16)
    return _webp(scene.photograph(thing, name, size))


def _scaled(image: Image.Image, by: float) -> Image.Image:
    """Larger or smaller about the point where the product stands."""
    keep = (1 / by, 0, 600 - 600 / by, 0, 1 / by, 940 - 940 / by)
    return image.transform((SIZE, SIZE), Image.Transform.AFFINE, keep, Image.Resampling.BILINEAR)


def banner(archetypes: list[str], *, seed: int, width: int = 1600, height: int = 640) -> bytes:
    """A programme's banner: its products on one long table, with room for words on the left."""
    rng = Random(f"banner {seed}")
    scene = Scene(rng, 0, season=seed)
    canvas = gradient((width, height), ((0, dark(scene.wall, 0.05)), (1, light(scene.wall, 0.25))), 90)
    draw = ImageDraw.Draw(canvas, "RGBA")
    draw.ellipse((width * 0.55, -height * 0.2, width * 0.98, height * 0.9), fill=(*scene.moon, 150))
    floor = gradient(
        (width, round(height * 0.24)), ((0, dark(scene.table, 0.14)), (1, light(scene.table, 0.15)))
    )
    canvas.paste(floor, (0, height - floor.height))
    place = round(height * 0.84)
    for i, name in enumerate(archetypes[:4]):
        thing = ARCHETYPES[name](Random(f"{name} {seed + i}"))
        shade = scene.shadow_of(thing).resize((place, place))
        small = thing.image.resize((place, place), Image.Resampling.LANCZOS)
        x, y = round(width * 0.4 + i * width * 0.142), round(height * 0.93 - place * 0.79 + (i % 2) * 16)
        canvas.paste(Image.new("RGB", small.size, dark(scene.table, 0.8)), (x, y), shade)
        canvas.paste(small, (x, y), small)
    return _webp(canvas)


def portrait(*, seed: int, size: int = 480) -> bytes:
    """A host, as a paper cut: nobody in particular, by intention."""
    rng = Random(f"portrait {seed}")
    wall, _table, moon, branch = (rgb(c) for c in SEASONS[seed % 8])
    skin = rng.choice([rgb("#f3cfb3"), rgb("#e9bf9f"), rgb("#f7dac3")])
    hair = rng.choice([rgb("#241a17"), rgb("#3b2a22"), rgb("#1b1b20")])
    dress = rng.choice([rgb("#b5301c"), rgb("#2a6359"), rgb("#2e477a"), rgb("#7a4a6b"), rgb("#c98a1f")])
    face = Layer()
    face.ellipse((150, 90, 1050, 990), ((0, light(moon, 0.3)), (1, mix(moon, branch, 0.4))))
    long_hair = rng.random() < 0.6
    if long_hair:
        face.blob(
            [(600, 250), (800, 330), (850, 560), (830, 820), (600, 860), (370, 820), (350, 560), (400, 330)],
            ((0, light(hair, 0.18)), (1, hair)),
        )
    face.blob(
        [(600, 790), (780, 850), (930, 960), (980, 1240), (220, 1240), (270, 960), (420, 850)],
        ((0, light(dress, 0.25)), (1, dark(dress, 0.3))),
    )
    face.poly(
        [(530, 720), (670, 720), (690, 850), (600, 920), (510, 850)], ((0, dark(skin, 0.16)), (1, skin))
    )
    face.blob(
        [(600, 330), (740, 380), (756, 540), (700, 690), (600, 756), (500, 690), (444, 540), (460, 380)],
        ((0, light(skin, 0.35)), (1, skin)),
    )
    fringe = [
        (440, 520),
        (430, 380),
        (520, 280),
        (680, 270),
        (770, 370),
        (764, 520),
        (720, 430),
        (600, 390),
        (500, 430),
    ]
    face.blob(fringe, ((0, light(hair, 0.24)), (1, hair)))
    for x in (530, 670):
        face.stroke(curve([(x - 34, 552), (x, 540), (x + 34, 552)]), 9, hair)
        face.ellipse((x - 13, 566, x + 13, 592), dark(hair, 0.2))
    face.stroke(curve([(600, 590), (590, 630), (606, 638)]), 6, dark(skin, 0.25))
    face.stroke(curve([(552, 676), (600, 694), (648, 676)]), 12, rgb("#b5483c"))
    face.poly([(470, 850), (600, 960), (560, 1000), (450, 890)], light(dress, 0.5)).poly(
        [(730, 850), (600, 960), (640, 1000), (750, 890)], light(dress, 0.4)
    )
    canvas = gradient((SIZE, SIZE), ((0, light(wall, 0.2)), (1, dark(wall, 0.14))))
    canvas.paste(face.image, (0, 0), face.image)
    return _webp(canvas.resize((size, size), Image.Resampling.LANCZOS))


def ident(*, seed: int, width: int = 640, height: int = 360) -> bytes:
    """A channel's ident: the abacus in the night of the studio, each channel with its own count."""
    rng = Random(f"ident {seed}")
    glow = [rgb("#ff5440"), rgb("#f0bb62"), rgb("#85c9bb"), rgb("#a3bbef")][seed % 4]
    canvas = gradient((width * 2, height * 2), ((0, rgb("#2b211b")), (1, rgb("#100c0a"))), 40)
    halo = Image.new("L", (width // 2, height // 2), 0)
    ImageDraw.Draw(halo).ellipse((width * 0.28, -height * 0.1, width * 0.6, height * 0.5), fill=120)
    soft = halo.filter(ImageFilter.GaussianBlur(34)).resize(canvas.size)
    canvas.paste(Image.new("RGB", canvas.size, glow), (0, 0), soft)
    draw = ImageDraw.Draw(canvas)
    for rod in range(5):
        y = height * (0.45 + rod * 0.28)
        draw.line((width * 0.3, y, width * 1.7, y), fill=mix(glow, (20, 14, 11), 0.55), width=4)
        count = rng.randint(2, 6)
        for bead in range(7):
            x = width * (0.38 + bead * 0.13) + (0 if bead < count else width * 0.34)
            tone = glow if bead < count else mix(glow, (30, 22, 18), 0.6)
            draw.ellipse((x - 30, y - 25, x + 30, y + 25), fill=tone)
    return _webp(canvas.resize((width, height), Image.Resampling.LANCZOS))
