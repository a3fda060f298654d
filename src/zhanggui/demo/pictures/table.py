"""Still lifes for the table and the kitchen: tea, pans, rice, fruit, flasks."""

# Outlines are data, one stroke a line: the formatter would only scatter them.
# fmt: off

from random import Random

from PIL import Image, ImageDraw

from zhanggui.demo.pictures.canvas import GROUND, Colour, Layer, curve, dark, light, radial, rgb, round_body

INKS = [rgb(c) for c in ("#2f5a52", "#8f2f22", "#2d3f66", "#6b4a23", "#4c3a5a", "#1f4d3a", "#a5622a")]
METALS = (
    (0.0, rgb("#6d6a67")), (0.12, rgb("#b9b5b0")), (0.26, rgb("#fbfaf7")), (0.4, rgb("#c9c5bf")),
    (0.62, rgb("#8b8782")), (0.84, rgb("#4e4b48")), (1.0, rgb("#8f8b86")),
)
GOLD = ((0.0, rgb("#7a5420")), (0.25, rgb("#f6dfa4")), (0.5, rgb("#c99a4a")), (0.85, rgb("#7d5722")), (1.0, rgb("#b98a41")))


def _mountains(over: Layer, box: tuple[int, int, int, int], ink: Colour) -> None:
    x0, y0, x1, y1 = box
    w, h = x1 - x0, y1 - y0
    for k, (lift, part) in enumerate(((0.25, 0.35), (0.45, 0.6), (0.68, 0.9))):
        ridge = curve([(x0, y0 + h * (lift + 0.25)), (x0 + w * 0.22, y0 + h * lift), (x0 + w * 0.42, y0 + h * (lift + 0.22)),
                       (x0 + w * (0.55 + 0.1 * k), y0 + h * (lift - 0.1)), (x0 + w * 0.84, y0 + h * (lift + 0.2)), (x1, y0 + h * (lift + 0.05))])
        over.poly([*ridge, (x1, y1), (x0, y1)], ink, opacity=part)


def tea_tin(rng: Random) -> Layer:
    """A tall tin with a landscape label, and a small one behind it."""
    ink = rng.choice(INKS)
    cream = rgb("#f6ecd8")
    scene = Layer()
    for cx, top, base, r, body in ((770, 470, GROUND - 34, 145, light(ink, 0.55)), (520, 330, GROUND, 190, ink)):
        scene.turned(cx, ((top, r), (base - 22, r)), round_body(body, 0.45), tilt=0.16)
        scene.band(cx, top + (base - top) * 0.33, (base - top) * 0.48, r, ((0, dark(cream, 0.3)), (0.28, light(cream, 0.5)), (0.6, cream), (1, dark(cream, 0.45))), 0.16)
        label = Layer()
        label.band(cx, top + (base - top) * 0.33 + 14, (base - top) * 0.48 - 28, r - 26, ((0, cream), (1, cream)), 0.16)
        label.patterned(lambda over, c=cx, t=top, b=base, w=r: _mountains(over, (c - w, round(t + (b - t) * 0.4), c + w, b), dark(ink, 0.1)))  # type: ignore[misc]
        scene.pasted(label)
        scene.ellipse((cx + r * 0.18, top + (base - top) * 0.44, cx + r * 0.5, top + (base - top) * 0.44 + r * 0.32), rgb("#b5301c"), opacity=0.9)
        scene.turned(cx, ((top - 60, r - 6), (top - 52, r + 3), (top + 16, r + 3)), GOLD, tilt=0.16)
        scene.ellipse((cx - r + 4, top - 62 - r * 0.16, cx + r - 4, top - 62 + r * 0.16), ((0, rgb("#d8ad5e")), (0.5, rgb("#fff0c4")), (1, rgb("#a87a35"))), angle=50)
        scene.ellipse((cx - r * 0.7, top - 62 - r * 0.1, cx + r * 0.7, top - 62 + r * 0.1), rgb("#c79a4e"), opacity=0.5)
    for _ in range(26):
        x, y = rng.randint(280, 460), GROUND + rng.randint(-6, 44)
        scene.blob([(x, y), (x + 14, y - 7), (x + 30, y + 2), (x + 15, y + 7)], dark(rgb("#5c6b34"), rng.random() * 0.5))
    return scene


def tea_set(rng: Random) -> Layer:
    """A lidded bowl of blue-and-white porcelain and two cups."""
    white, blue = rgb("#f4f2ec"), rng.choice([rgb("#27448a"), rgb("#1f5a6b"), rgb("#8f2f22"), rgb("#3d6b4a")])
    glaze = ((0.0, rgb("#aeb0b2")), (0.14, rgb("#dfe0df")), (0.3, rgb("#ffffff")), (0.6, white), (0.88, rgb("#a6a7ab")), (1.0, rgb("#c6c7ca")))
    scene = Layer()

    def cup(cx: int, top: int, r: int, h: int) -> None:
        bowl = Layer().turned(cx, ((top, r), (top + h * 0.35, r * 0.93), (top + h * 0.75, r * 0.62), (top + h * 0.86, r * 0.42), (top + h, r * 0.45)), glaze, tilt=0.2)
        def painting(over: Layer) -> None:
            for k in range(-3, 4):
                x, y = cx + k * r * 0.33, top + h * 0.36 + (k % 2) * 12
                for s in range(5):
                    a = curve([(x, y), (x + r * 0.13 * (s - 2) * 0.6, y - r * 0.16), (x + r * 0.1 * (s - 2), y + 3)], closed=True, steps=6)
                    over.poly(a, blue, opacity=0.85)
                over.stroke(curve([(x, y), (x + 14, y + h * 0.16), (x - 6, y + h * 0.3)]), 5, blue, opacity=0.75)
            over.band(cx, top + 16, 7, r, ((0, blue), (1, blue)), 0.2)
            over.band(cx, top + h * 0.66, 9, r * 0.8, ((0, blue), (1, blue)), 0.16)
        scene.pasted(bowl.patterned(painting).glow((cx - r * 0.75, top, cx - r * 0.3, top + h * 0.8), (255, 255, 255), 0.55, 22))
        scene.ellipse((cx - r, top - r * 0.2, cx + r, top + r * 0.2), ((0, rgb("#b9babb")), (1, rgb("#ffffff"))))
        scene.ellipse((cx - r + 9, top - r * 0.17, cx + r - 9, top + r * 0.18), ((0, rgb("#7a4a1a")), (0.6, rgb("#c98b3c")), (1, rgb("#e9bd72"))))

    scene.ellipse((210, GROUND - 40, 790, GROUND + 60), ((0, rgb("#d9d9d6")), (1, rgb("#ffffff"))))
    cup(500, 560, 215, 340)
    scene.turned(500, ((470, 34), (486, 40), (496, 90), (530, 190), (552, 204)), glaze, tilt=0.2)
    scene.turned(500, ((426, 44), (440, 52), (470, 30)), glaze, tilt=0.2)
    scene.ellipse((460, 416, 540, 438), rgb("#ffffff"))
    scene.band(500, 512, 7, 170, ((0, blue), (1, blue)), 0.2)
    cup(880, 760, 110, 170)
    return scene


def wok(rng: Random) -> Layer:
    """A pan hung in the air of the picture, its inside to us, with a wooden handle."""
    iron = rng.choice([rgb("#2b2b2d"), rgb("#3a2a26"), rgb("#24343a")])
    wood = rng.choice([rgb("#a8703c"), rgb("#7a4a2a"), rgb("#c08f58")])
    scene = Layer()
    scene.poly([(770, 640), (1120, 470), (1140, 506), (800, 706)], ((0, light(wood, 0.35)), (0.4, wood), (1, dark(wood, 0.5))), angle=25)
    scene.ellipse((1088, 466, 1148, 520), dark(wood, 0.15))
    scene.poly([(730, 660), (840, 606), (858, 668), (760, 726)], METALS, angle=60)
    scene.turned(520, ((700, 395), (760, 372), (850, 300), (905, 210)), round_body(iron, 0.4), tilt=0.16)
    scene.ellipse((110, 596, 930, 812), ((0, rgb("#8d8b88")), (0.5, rgb("#e8e5df")), (1, rgb("#6b6967"))), angle=70)
    scene.ellipse((126, 606, 914, 804), ((0, dark(iron, 0.55)), (0.6, iron), (1, light(iron, 0.28))))
    scene.ellipse((250, 668, 790, 800), ((0, dark(iron, 0.25)), (1, light(iron, 0.16))))
    scene.glow((520, 720, 800, 800), rgb("#ffe9c9"), 0.3, 40)
    for _ in range(7):
        x, y = rng.randint(350, 700), rng.randint(700, 770)
        leaf = rng.choice([rgb("#7fa33c"), rgb("#4f7f2f"), rgb("#d9472b"), rgb("#f0b83e")])
        scene.blob([(x, y), (x + 36, y - 22), (x + 84, y - 6), (x + 40, y + 14)], ((0, light(leaf, 0.35)), (1, dark(leaf, 0.2))))
    return scene


def fruit_box(rng: Random) -> Layer:
    """An open crate of fruit with leaves and paper."""
    skin = rng.choice([rgb("#f08a24"), rgb("#d8392c"), rgb("#e8b02c"), rgb("#8fb23a")])
    wood = rgb("#d3a768")
    scene = Layer()
    scene.poly([(250, 640), (950, 640), (1010, 760), (190, 760)], ((0, dark(wood, 0.55)), (1, dark(wood, 0.35))))
    for row, (y, n, r) in enumerate(((610, 6, 78), (690, 6, 86), (752, 6, 92))):
        for i in range(n):
            x = 300 + i * 600 / (n - 1) + (row % 2) * 34 - 17 + rng.randint(-6, 6)
            _fruit(scene, x, y + rng.randint(-8, 8), r, skin, rng)
    for k in range(3):
        y = 770 + k * 58
        tone = light(wood, 0.14 - k * 0.06)
        scene.slab((180 - k * 3, y, 1020 + k * 3, y + 50), 6, ((0, light(tone, 0.3)), (0.3, tone), (1, dark(tone, 0.22))))
        for s in range(4):
            gx = 220 + s * 190 + rng.randint(-30, 30)
            scene.stroke(curve([(gx, y + 18), (gx + 60, y + 22 + rng.randint(-4, 4)), (gx + 130, y + 18)]), 2, dark(wood, 0.3), opacity=0.5)
    for x in (182, 962):
        scene.slab((x, 762, x + 56, 944), 5, ((0, light(wood, 0.2)), (1, dark(wood, 0.35))), angle=90)
    scene.slab((470, 800, 730, 902), 10, rgb("#fbf3e2"))
    scene.ellipse((500, 812, 580, 890), skin).ellipse((548, 800, 590, 826), rgb("#5d7d35"))
    for i, w in enumerate((110, 86, 60)):
        scene.slab((600, 822 + i * 24, 600 + w, 830 + i * 24), 4, rgb("#6f5b45"), opacity=0.75)
    return scene


def _fruit(scene: Layer, x: float, y: float, r: float, skin: Colour, rng: Random) -> None:
    size = round(2 * r)
    ball = radial((size * 2, size * 2), ((0, light(skin, 0.55)), (0.28, skin), (0.72, dark(skin, 0.42)), (1, dark(skin, 0.55))))
    ball = ball.crop((round(size * 0.62), round(size * 0.66), round(size * 1.62), round(size * 1.66)))
    mask = Image.new("L", (size, size), 0)
    ImageDraw.Draw(mask).ellipse((0, 2, size - 1, size - 3), fill=255)
    scene.image.paste(ball, (round(x - r), round(y - r)), mask)
    if rng.random() < 0.5:
        scene.blob([(x - 4, y - r * 0.72), (x + r * 0.3, y - r * 1.12), (x + r * 0.75, y - r * 0.95), (x + r * 0.35, y - r * 0.66)], ((0, rgb("#8db04a")), (1, rgb("#3e6a2a"))), angle=40)
    scene.ellipse((x - 6, y - r * 0.76, x + 6, y - r * 0.64), dark(skin, 0.6))


def rice_cooker(rng: Random) -> Layer:
    """A rounded cooker with a lid, a dial and a breath of steam."""
    shell = rng.choice([rgb("#f3efe8"), rgb("#d9e4dc"), rgb("#e8c9b8"), rgb("#39404a"), rgb("#b5301c")])
    scene = Layer()
    for dx in (-60, 30, 100):
        scene.stroke(curve([(560 + dx, 330), (590 + dx, 270), (540 + dx, 210), (580 + dx, 140)]), 22, (255, 255, 255), opacity=0.16)
    scene.turned(600, ((520, 330), (600, 352), (800, 346), (880, 310), (900, 280)), round_body(shell, 0.7), tilt=0.14)
    scene.turned(600, ((392, 90), (404, 170), (440, 268), (490, 322), (524, 334)), round_body(light(shell, 0.12), 0.8), tilt=0.14)
    scene.turned(600, ((516, 336), (534, 340)), METALS, tilt=0.14)
    scene.ellipse((520, 380, 680, 420), ((0, light(shell, 0.6)), (1, dark(shell, 0.1))))
    scene.slab((470, 640, 730, 820), 36, ((0, rgb("#1d1b1b")), (1, rgb("#3b3837"))))
    scene.ellipse((540, 662, 660, 782), METALS, angle=60)
    scene.ellipse((556, 678, 644, 766), ((0, rgb("#3a3735")), (1, rgb("#151414"))))
    scene.stroke([(600, 722), (628, 694)], 6, rgb("#ff7a4d"))
    for k in range(3):
        scene.ellipse((500, 690 + k * 26, 512, 702 + k * 26), rgb("#ffb36b") if k == 0 else rgb("#6e6965"))
        scene.ellipse((690, 690 + k * 26, 702, 702 + k * 26), rgb("#6e6965"))
    return scene


def thermos(rng: Random) -> Layer:
    """A slim flask with a steel throat, and its cup beside it."""
    coat = rng.choice([rgb("#27564d"), rgb("#a63a28"), rgb("#33466f"), rgb("#d9b98c"), rgb("#2b2a2c"), rgb("#c98f8f")])
    scene = Layer()
    scene.turned(540, ((430, 96), (470, 150), (540, 158), (GROUND - 24, 158)), round_body(coat, 0.55), tilt=0.14)
    scene.turned(540, ((404, 98), (436, 98)), METALS, tilt=0.14)
    scene.turned(540, ((220, 92), (236, 112), (400, 112)), round_body(dark(coat, 0.1), 0.6), tilt=0.14)
    scene.ellipse((446, 206, 634, 236), ((0, light(coat, 0.45)), (1, dark(coat, 0.05))))
    scene.band(540, 860, 26, 158, METALS, 0.14)
    scene.patterned(lambda over: over.stroke(curve([(380, 760), (470, 700), (540, 740), (640, 650), (720, 690)]), 5, light(coat, 0.6), opacity=0.7)
                    .stroke(curve([(380, 800), (480, 750), (560, 790), (640, 710), (720, 750)]), 4, light(coat, 0.6), opacity=0.5))
    scene.turned(850, ((760, 112), (GROUND - 18, 88)), METALS, tilt=0.16)
    scene.ellipse((738, 740, 962, 782), ((0, rgb("#77736f")), (1, rgb("#f5f3ef"))))
    scene.ellipse((750, 748, 950, 780), ((0, rgb("#5b3517")), (1, rgb("#b0722f"))))
    return scene


def grain_bag(rng: Random) -> Layer:
    """A tied cloth bag of rice or millet with a bowl in front."""
    cloth, grainy = rng.choice([(rgb("#d9c4a0"), rgb("#fbf5e6")), (rgb("#c8cbb5"), rgb("#f0c95a")), (rgb("#e3d7c6"), rgb("#8f3a2c"))])
    scene = Layer()
    body = [(330, 880), (300, 700), (350, 540), (470, 440), (520, 400), (690, 400), (740, 440), (860, 550), (900, 710), (870, 890), (760, 940), (440, 940)]
    scene.blob(body, round_body(cloth, 0.5), angle=90)
    for x in (430, 520, 620, 700, 790):
        scene.sheen([(x, 430), (x + 18, 430), (x + (x - 600) * 0.5 + 26, 700), (x + (x - 600) * 0.5, 700)], dark(cloth, 0.6), 0.3, 9)
    scene.blob([(480, 408), (440, 290), (520, 320), (600, 270), (680, 320), (770, 286), (730, 408), (605, 432)], ((0, light(cloth, 0.3)), (1, dark(cloth, 0.3))))
    scene.slab((476, 392, 734, 428), 14, ((0, rgb("#b5301c")), (0.5, rgb("#d6563f")), (1, rgb("#7d1f12"))))
    scene.ellipse((500, 560, 710, 770), rgb("#b5301c"), opacity=0.92)
    scene.ellipse((520, 580, 690, 750), cloth)
    scene.patterned(lambda over: [over.stroke(curve([(605, 735), (590 + k * 18, 680), (560 + k * 30, 620)]), 7, rgb("#b5301c")) for k in range(-1, 4)])
    scene.turned(850, ((800, 190), (850, 176), (910, 110), (940, 80)), round_body(rgb("#3e5a63"), 0.5), tilt=0.2)
    scene.ellipse((660, 760, 1040, 836), ((0, rgb("#2b4047")), (1, rgb("#7f9ba3"))))
    heap = [(680, 800), (740, 740), (850, 706), (960, 742), (1020, 800), (850, 832)]
    scene.blob(heap, ((0, light(grainy, 0.4)), (1, dark(grainy, 0.18))))
    for _ in range(120):
        spot = (round(rng.gauss(850, 70)), round(rng.gauss(782, 20)))
        scene.image.putpixel(spot, (*dark(grainy, 0.25), 255))
    return scene
