"""Still lifes for people: coats, scarves, jars, jewels, shoes."""

# Outlines are data, one stroke a line: the formatter would only scatter them.
# fmt: off

from math import cos, pi, sin
from random import Random

from PIL import Image

from zhanggui.demo.pictures.canvas import GROUND, Layer, curve, dark, light, mix, rgb, round_body
from zhanggui.demo.pictures.table import GOLD, METALS


def jacket(rng: Random) -> Layer:
    """A quilted down jacket on a wooden hanger."""
    cloth = rng.choice([rgb("#b5301c"), rgb("#2d4a63"), rgb("#4d6b52"), rgb("#d9c3a0"), rgb("#33333a"), rgb("#b98aa0")])
    scene = Layer()
    scene.stroke(curve([(600, 200), (640, 160), (620, 110), (580, 130)]), 10, METALS)
    scene.poly([(330, 290), (600, 196), (870, 290), (870, 318), (600, 236), (330, 318)], ((0, rgb("#c99a62")), (1, rgb("#7d5228"))))
    for side in (-1, 1):
        sleeve = [(600 + side * 250, 290), (600 + side * 360, 420), (600 + side * 420, 640), (600 + side * 430, 840), (600 + side * 330, 850), (600 + side * 300, 640), (600 + side * 220, 480)]
        scene.blob(sleeve, round_body(dark(cloth, 0.06), 0.3), angle=90)
    body = [(470, 236), (600, 270), (730, 236), (860, 290), (880, 500), (880, 920), (600, 944), (320, 920), (320, 500), (340, 290)]
    scene.poly(curve(body, closed=True), ((0, dark(cloth, 0.3)), (0.28, light(cloth, 0.32)), (0.5, cloth), (0.8, dark(cloth, 0.18)), (1, dark(cloth, 0.42))), angle=90)
    def quilting(over: Layer) -> None:
        for k in range(9):
            y = 340 + k * 70
            line = curve([(150, y + 60), (320, y + 6), (600, y + 22), (880, y + 6), (1050, y + 60)])
            over.stroke(line, 7, dark(cloth, 0.6), opacity=0.5)
            over.stroke([(x, q + 14) for x, q in line], 16, light(cloth, 0.55), opacity=0.28)
    scene.patterned(quilting)
    scene.stroke([(600, 262), (600, 940)], 14, dark(cloth, 0.55))
    scene.stroke([(600, 262), (600, 936)], 4, rgb("#d8cbb5"))
    collar = [(460, 240), (510, 180), (600, 206), (690, 180), (740, 240), (680, 320), (600, 290), (520, 320)]
    scene.blob(collar, ((0, light(cloth, 0.35)), (1, dark(cloth, 0.35))))
    for side in (-1, 1):
        scene.slab((600 + side * 170 - 62, 690, 600 + side * 170 + 62, 704), 7, dark(cloth, 0.6))
    return scene


def scarf(rng: Random) -> Layer:
    """A silk scarf falling in folds, with a printed border."""
    base, line = rng.choice([("#b5301c", "#f3d9a4"), ("#23576a", "#f1e2c2"), ("#d8a13a", "#6b2417"), ("#6d5478", "#e8d5ee"), ("#e9c9bd", "#8f3a2c")])
    a, b = rgb(base), rgb(line)
    scene = Layer()
    for side, top in ((-1, 240), (1, 210)):
        for k in range(5):
            x = 600 + side * (40 + k * 62)
            fold = [(600 + side * 20, top), (x - 20, top + 120), (x - 36, 600), (x - 50 + side * 30, GROUND - 10 - k * 22), (x + 40 + side * 30, GROUND + 6 - k * 22), (x + 46, 600), (x + 30, top + 130)]
            scene.blob(fold, ((0, dark(a, 0.4)), (0.35, light(a, 0.38)), (0.6, a), (1, dark(a, 0.34))), angle=90)
    scene.blob([(420, 260), (520, 190), (680, 186), (780, 250), (760, 360), (600, 400), (440, 370)], ((0, light(a, 0.42)), (0.5, a), (1, dark(a, 0.4))))
    scene.blob([(530, 340), (600, 320), (670, 338), (680, 420), (600, 450), (524, 424)], ((0, light(a, 0.3)), (1, dark(a, 0.45))), angle=40)
    def print_(over: Layer) -> None:
        for _ in range(46):
            x, y, r = rng.randint(230, 970), rng.randint(220, 900), rng.randint(16, 40)
            for p in range(5):
                t = p * 2 * pi / 5
                over.ellipse((x + r * cos(t) - r * 0.5, y + r * sin(t) - r * 0.5, x + r * cos(t) + r * 0.5, y + r * sin(t) + r * 0.5), b, opacity=0.5)
            over.ellipse((x - r * 0.3, y - r * 0.3, x + r * 0.3, y + r * 0.3), a, opacity=0.9)
        over.stroke([(160, 820), (1040, 780)], 10, b, opacity=0.8)
        over.stroke([(160, 850), (1040, 810)], 4, b, opacity=0.8)
    scene.patterned(print_)
    scene.glow((430, 200, 640, 330), (255, 255, 255), 0.3, 36)
    return scene


def cream_jar(rng: Random) -> Layer:
    """A glass jar with a golden lid, and a bottle behind it."""
    glass = rng.choice([rgb("#cfe3dc"), rgb("#f2cfc4"), rgb("#d7d2ea"), rgb("#f4e3bd"), rgb("#2d5a52"), rgb("#8f2f3f")])
    scene = Layer()
    scene.turned(800, ((350, 34), (372, 36), (400, 96), (440, 116), (GROUND - 40, 116)), round_body(mix(glass, rgb("#ffffff"), 0.25), 0.75), tilt=0.14)
    scene.turned(800, ((220, 44), (232, 50), (352, 50)), GOLD, tilt=0.2)
    scene.ellipse((752, 210, 848, 232), rgb("#ffeec0"))
    scene.band(800, 600, 120, 116, ((0, rgb("#d8d0c2")), (0.3, rgb("#ffffff")), (1, rgb("#b9b0a2"))), 0.14)
    scene.turned(480, ((640, 236), (670, 254), (840, 250), (GROUND - 30, 222)), round_body(glass, 0.85), tilt=0.16)
    scene.band(480, 740, 100, 252, ((0, dark(glass, 0.2)), (0.3, light(glass, 0.9)), (0.7, light(glass, 0.5)), (1, dark(glass, 0.3))), 0.16)
    for k, w in enumerate((120, 80)):
        scene.slab((440 - w / 2 + 30, 800 + k * 26, 440 + w / 2 + 30, 807 + k * 26), 3, rgb("#8a6a35"))
    scene.turned(480, ((520, 226), (536, 240), (640, 240)), GOLD, tilt=0.16)
    scene.ellipse((250, 478, 710, 556), ((0, rgb("#fff2cd")), (0.5, rgb("#e2bb6f")), (1, rgb("#a87a35"))), angle=50)
    scene.ellipse((420, 498, 540, 534), ((0, rgb("#c99a4a")), (1, rgb("#f8e1a8"))), angle=40)
    scene.sheen([(290, 660), (330, 660), (330, 860), (300, 850)], (255, 255, 255), 0.7, 8)
    petals = rng.choice([rgb("#f3b8c0"), rgb("#fdf3e4"), rgb("#e5876d")])
    for cx, cy, r in ((880, 930, 54), (270, 948, 40)):
        for p in range(6):
            t = p * pi / 3 + r
            scene.blob([(cx, cy), (cx + r * cos(t - 0.4), cy + r * 0.55 * sin(t - 0.4)), (cx + r * 1.3 * cos(t), cy + r * 0.7 * sin(t)), (cx + r * cos(t + 0.4), cy + r * 0.55 * sin(t + 0.4))], ((0, light(petals, 0.5)), (1, dark(petals, 0.12))))
        scene.ellipse((cx - 9, cy - 7, cx + 9, cy + 7), rgb("#e2b13f"))
    return scene


def necklace(rng: Random) -> Layer:
    """Pearls or jade on a velvet bust."""
    velvet = rng.choice([rgb("#5c1f2a"), rgb("#1f2f4a"), rgb("#23423b"), rgb("#3a2f45")])
    bead = rng.choice([rgb("#f6efe4"), rgb("#8fc3a0"), rgb("#d8574a"), rgb("#e6c67a")])
    scene = Layer()
    bust = [(520, 180), (680, 180), (690, 320), (720, 400), (850, 470), (900, 640), (870, 860), (800, 940), (400, 940), (330, 860), (300, 640), (350, 470), (480, 400), (510, 320)]
    scene.poly(curve(bust, closed=True), ((0, dark(velvet, 0.45)), (0.3, light(velvet, 0.22)), (0.6, velvet), (1, dark(velvet, 0.6))), angle=90)
    scene.glow((400, 430, 600, 800), light(velvet, 0.4), 0.35, 60)
    path = curve([(520, 300), (470, 430), (480, 560), (540, 670), (600, 710), (660, 670), (720, 560), (730, 430), (680, 300)], steps=24)
    last = (-99.0, -99.0)
    for x, y in path:
        if (x - last[0]) ** 2 + (y - last[1]) ** 2 < 34**2:
            continue
        last = (x, y)
        r = 15 + max(0.0, (y - 420) / 40)
        scene.ellipse((x - r + 3, y - r + 8, x + r + 5, y + r + 10), dark(velvet, 0.8), opacity=0.5)
        scene.ellipse((x - r, y - r, x + r, y + r), ((0, light(bead, 0.5)), (0.5, bead), (1, dark(bead, 0.45))), angle=40)
        scene.ellipse((x - r * 0.55, y - r * 0.6, x - r * 0.05, y - r * 0.15), (255, 255, 255), opacity=0.85)
    scene.ellipse((566, 714, 634, 800), GOLD, angle=40)
    scene.ellipse((576, 726, 624, 790), ((0, light(bead, 0.6)), (1, dark(bead, 0.5))), angle=40)
    scene.ellipse((584, 734, 600, 752), (255, 255, 255), opacity=0.9)
    return scene


def shoes(rng: Random) -> Layer:
    """A pair of walking shoes."""
    upper, trim = rng.choice([("#f2eee6", "#b5301c"), ("#2f4a46", "#e9c37a"), ("#39425a", "#f0efe9"), ("#c99a8a", "#fbf1e9"), ("#2a2a2d", "#d8d3cc")])
    a, b = rgb(upper), rgb(trim)
    scene = Layer()
    for dx in (110, 0):
        sole = [(190, 850), (210, 900), (420, 925), (800, 930), (960, 905), (985, 860), (940, 830), (600, 840), (300, 820)]
        shoe = Layer()
        shoe.blob(sole, ((0, rgb("#fffdf8")), (0.5, rgb("#e3ddd2")), (1, rgb("#9a9287"))))
        body = [(200, 850), (195, 740), (215, 600), (300, 560), (400, 590), (520, 680), (680, 730), (860, 760), (955, 810), (960, 856), (600, 870), (300, 860)]
        shoe.blob(body, ((0, light(a, 0.4)), (0.5, a), (1, dark(a, 0.36))))
        shoe.blob([(230, 600), (300, 572), (390, 604), (380, 650), (290, 640)], dark(a, 0.62))
        shoe.patterned(lambda over: over.stroke(curve([(250, 830), (400, 760), (560, 800), (700, 760), (760, 850)]), 34, b)
                       .stroke(curve([(205, 760), (240, 700), (230, 610)]), 26, b))
        for k in range(5):
            x, y = 420 + k * 48, 622 + k * 28
            shoe.stroke([(x, y), (x + 50, y + 46)], 11, light(a, 0.75))
            shoe.stroke([(x + 42, y - 4), (x + 8, y + 56)], 11, rgb("#ffffff"))
        shoe.glow((560, 700, 820, 800), (255, 255, 255), 0.3, 26)
        scene.pasted(shoe, (dx, 0))
        if dx > 0:
            scene.image = scene.image.transform(scene.image.size, Image.Transform.AFFINE, (1, 0, 0, 0, 1, 110))
    return scene
