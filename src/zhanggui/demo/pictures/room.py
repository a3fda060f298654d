"""Still lifes for the house: bedding, lamp, vacuum cleaner, phone, headphones, watch."""

# Outlines are data, one stroke a line: the formatter would only scatter them.
# fmt: off

from collections.abc import Sequence
from math import cos, pi, sin
from random import Random

from zhanggui.demo.pictures.canvas import GROUND, Layer, Point, curve, dark, light, mix, rgb, round_body
from zhanggui.demo.pictures.table import GOLD, METALS

NIGHT = rgb("#1b1d22")


def bedding(rng: Random) -> Layer:
    """A folded quilt set with pillows, tied with a ribbon."""
    main, other = rng.choice(
        [("#c9d6cf", "#f6f1e6"), ("#e5b9a6", "#f9eee4"), ("#8ea2bf", "#eef1f5"), ("#b9a7c9", "#f3eef6"), ("#d7b46a", "#faf2dc")]
    )
    a, b = rgb(main), rgb(other)
    scene = Layer()
    for k, tone in enumerate((b, a)):
        y = 470 + k * 84
        scene.blob([(300 + k * 10, y), (360, y - 70), (600, y - 92), (850, y - 66), (910 - k * 10, y + 6), (860, y + 76), (600, y + 96), (340, y + 74)], ((0, light(tone, 0.5)), (0.55, tone), (1, dark(tone, 0.3))))
        scene.glow((360, y - 70, 640, y - 10), (255, 255, 255), 0.35, 30)
    for k, tone in enumerate((b, a, light(a, 0.4), a)):
        y = 610 + k * 84
        w = 380 + k * 16
        scene.blob([(600 - w, y + 12), (600 - w + 20, y - 14), (600, y - 22), (600 + w - 30, y - 12), (600 + w, y + 40), (600 + w - 24, y + 80), (600, y + 90), (600 - w + 20, y + 82), (600 - w - 6, y + 46)], ((0, light(tone, 0.4)), (0.5, tone), (1, dark(tone, 0.36))))
        for _ in range(5):
            x = rng.randint(320, 860)
            scene.sheen([(x, y), (x + 60, y + 6), (x + 76, y + 66), (x + 30, y + 72)], dark(tone, 0.5), 0.16, 12)
    def stripes(over: Layer) -> None:
        for k in range(9):
            over.stroke(curve([(220, 700 + k * 9), (600, 682 + k * 9), (990, 702 + k * 9)]), 2, dark(a, 0.3), opacity=0.4)
    scene.patterned(stripes)
    ribbon = ((0, rgb("#8f2717")), (0.4, rgb("#d6563f")), (1, rgb("#7d1f12")))
    scene.poly([(570, 580), (630, 578), (640, 950), (568, 950)], ribbon, angle=90)
    for side in (-1, 1):
        scene.blob([(600, 590), (600 + side * 60, 530), (600 + side * 140, 540), (600 + side * 120, 610), (600 + side * 50, 622)], ribbon)
    scene.ellipse((574, 562, 628, 620), rgb("#b5301c"))
    return scene


def vacuum(rng: Random) -> Layer:
    """An upright cordless cleaner: head, tube, clear dust cup and grip."""
    accent = rng.choice([rgb("#b5301c"), rgb("#5b3f8c"), rgb("#1f6f66"), rgb("#c98a1f")])
    scene = Layer()
    scene.poly([(330, 862), (700, 862), (760, 946), (290, 946)], ((0, rgb("#4a4b50")), (0.5, rgb("#25262a")), (1, rgb("#0f1012"))))
    scene.slab((286, 912, 764, 950), 14, ((0, accent), (1, dark(accent, 0.4))))
    scene.poly([(510, 872), (560, 872), (720, 330), (680, 318)], METALS, angle=80)
    body = [(610, 420), (690, 350), (790, 330), (880, 370), (890, 450), (820, 520), (700, 540), (620, 500)]
    scene.blob(body, ((0, rgb("#63656b")), (0.5, rgb("#34363b")), (1, rgb("#17181b"))), angle=30)
    scene.blob([(470, 470), (540, 400), (650, 400), (690, 460), (650, 560), (540, 580), (470, 540)], ((0, rgb("#eef3f4")), (0.5, rgb("#b6c6ca")), (1, rgb("#7d9096"))), angle=40, opacity=0.86)
    scene.ellipse((520, 430, 640, 550), ((0, light(accent, 0.3)), (1, dark(accent, 0.3))), angle=40)
    for k in range(6):
        scene.ellipse((534 + k * 8, 444 + k * 8, 626 - k * 8, 536 - k * 8), dark(accent, 0.08 * k))
    scene.stroke(curve([(860, 380), (950, 320), (960, 230), (880, 190), (800, 220), (770, 320)]), 44, ((0, rgb("#55575c")), (1, rgb("#1c1d20"))))
    scene.slab((840, 300, 900, 350), 12, accent)
    scene.ellipse((800, 390, 870, 460), ((0, light(accent, 0.4)), (1, accent)))
    scene.sheen([(490, 480), (520, 430), (540, 440), (500, 540)], (255, 255, 255), 0.8, 5)
    return scene


def phone(rng: Random) -> Layer:
    """Two telephones: one shows its picture, one its back."""
    shell = rng.choice([rgb("#2e4a46"), rgb("#caa98c"), rgb("#34405e"), rgb("#a9443a"), rgb("#d8d3cc")])
    scene = Layer()
    back = [(640, 250), (900, 300), (846, 900), (590, 850)]
    scene.poly(curve_corners(back, 44), ((0, light(shell, 0.45)), (0.4, shell), (1, dark(shell, 0.35))), angle=35)
    scene.poly(curve_corners([(676, 290), (800, 314), (786, 452), (664, 430)], 30), ((0, light(shell, 0.25)), (1, dark(shell, 0.3))), angle=35)
    for x, y in ((716, 336), (712, 396), (764, 366)):
        scene.ellipse((x - 25, y - 25, x + 25, y + 25), ((0, rgb("#5d6470")), (1, rgb("#0b0c0e"))), angle=40)
        scene.ellipse((x - 8, y - 10, x + 4, y + 2), rgb("#9fb6d6"), opacity=0.8)
    front = [(330, 240), (604, 222), (640, 912), (360, 930)]
    scene.poly(curve_corners([(322, 234), (612, 214), (650, 920), (352, 940)], 52), METALS, angle=90)
    scene.poly(curve_corners(front, 46), NIGHT)
    top, low = rng.choice([("#f4b486", "#7c3f66"), ("#9fd3c7", "#1f4a5c"), ("#f7d58a", "#b5502c"), ("#b7c8ef", "#40508c")])
    screen = Layer().poly(curve_corners([(344, 256), (592, 240), (626, 898), (372, 914)], 36), ((0, rgb(top)), (1, rgb(low))))
    def view(over: Layer) -> None:
        over.ellipse((430, 350, 560, 480), rgb("#fff2d6"), opacity=0.9)
        for k, y in enumerate((600, 690, 780)):
            over.poly([*curve([(320, y + 40), (420, y - 50), (500, y + 10), (580, y - 70), (660, y)]), (660, 940), (320, 940)], mix(rgb(low), rgb("#1a1420"), 0.25 * k), opacity=0.85)
    scene.pasted(screen.patterned(view))
    scene.slab((438, 262, 520, 282), 10, NIGHT)
    scene.sheen([(344, 256), (430, 250), (560, 900), (470, 908)], (255, 255, 255), 0.14, 10)
    return scene


def curve_corners(points: Sequence[Point], radius: float) -> list[Point]:
    """A polygon with its corners rounded."""
    line: list[Point] = []
    count = len(points)
    for i in range(count):
        (px, py), (x, y), (nx, ny) = points[i - 1], points[i], points[(i + 1) % count]
        before, after = ((px - x) ** 2 + (py - y) ** 2) ** 0.5, ((nx - x) ** 2 + (ny - y) ** 2) ** 0.5
        ax, ay = x + (px - x) / before * radius, y + (py - y) / before * radius
        bx, by = x + (nx - x) / after * radius, y + (ny - y) / after * radius
        for k in range(9):
            t = k / 8
            line.append(((1 - t) ** 2 * ax + 2 * t * (1 - t) * x + t * t * bx, (1 - t) ** 2 * ay + 2 * t * (1 - t) * y + t * t * by))
    return line


def lamp(rng: Random) -> Layer:
    """A table lamp of paper and brass, lit."""
    paper = rng.choice([rgb("#ffe7b8"), rgb("#ffd9b0"), rgb("#fff1d0")])
    wood = rng.choice([rgb("#6b3f22"), rgb("#2f2a28"), rgb("#a8733f")])
    scene = Layer()
    scene.turned(600, ((GROUND - 60, 150), (GROUND - 44, 170), (GROUND - 24, 170)), round_body(wood, 0.4), tilt=0.2)
    scene.ellipse((450, GROUND - 92, 750, GROUND - 32), ((0, light(wood, 0.1)), (1, light(wood, 0.35))))
    scene.turned(600, ((600, 16), (GROUND - 64, 16)), GOLD)
    shade = Layer().turned(600, ((270, 150), (290, 190), (420, 280), (560, 300), (640, 270)), ((0, dark(paper, 0.3)), (0.3, light(paper, 0.7)), (0.6, paper), (1, dark(paper, 0.38))), tilt=0.12)
    def ribs(over: Layer) -> None:
        for k in range(11):
            over.band(600, 280 + k * 34, 3, 300, ((0, dark(paper, 0.55)), (1, dark(paper, 0.55))), 0.12)
    shade.patterned(ribs).glow((430, 380, 770, 660), rgb("#fff8e2"), 0.9, 70)
    scene.pasted(shade)
    scene.turned(600, ((248, 146), (276, 152)), GOLD, tilt=0.12)
    scene.ellipse((454, 232, 746, 266), ((0, rgb("#fff7df")), (1, rgb("#d9a95c"))))
    return scene


def headphones(rng: Random) -> Layer:
    """Headphones resting on their cushions."""
    shell = rng.choice([rgb("#efe6da"), rgb("#2b2d33"), rgb("#7e2f26"), rgb("#3d5a55"), rgb("#b9a7c9")])
    scene = Layer()
    arc = curve([(300, 700), (310, 480), (430, 300), (600, 250), (770, 300), (890, 480), (900, 700)])
    scene.stroke(arc, 64, ((0, dark(shell, 0.3)), (0.3, light(shell, 0.5)), (1, dark(shell, 0.4))))
    scene.stroke([(x, y + 14) for x, y in arc[18:-18]], 26, dark(shell, 0.55), opacity=0.55)
    for cx, side in ((300, -1), (900, 1)):
        scene.slab((cx - 30, 560, cx + 30, 720), 24, METALS, angle=90)
        scene.ellipse((cx - 70 + side * -50, 640, cx + 90 + side * -50, 940), ((0, dark(shell, 0.35)), (1, dark(shell, 0.7))))
        scene.ellipse((cx - 96, 630, cx + 96, 946), round_body(shell, 0.6), angle=90)
        scene.ellipse((cx - 62, 690, cx + 62, 886), ((0, light(shell, 0.3)), (1, dark(shell, 0.25))), angle=40)
        scene.ellipse((cx - 22, 764, cx + 22, 812), GOLD, angle=40)
    return scene


def watch(rng: Random) -> Layer:
    """A wrist watch lying on its strap."""
    strap = rng.choice([rgb("#6b3a22"), rgb("#22252b"), rgb("#7e2f26"), rgb("#2f4a46")])
    face = rng.choice([rgb("#f7f2e6"), rgb("#1f2c47"), rgb("#23423b"), rgb("#fbfaf6")])
    scene = Layer()
    scene.poly([(500, 150), (700, 150), (740, 420), (460, 420)], ((0, dark(strap, 0.35)), (0.25, light(strap, 0.35)), (0.6, strap), (1, dark(strap, 0.45))), angle=90)
    scene.poly([(460, 760), (740, 760), (700, 1010), (500, 1010)], ((0, dark(strap, 0.35)), (0.25, light(strap, 0.35)), (0.6, strap), (1, dark(strap, 0.45))), angle=90)
    for y in (190, 250, 310, 880, 930, 980):
        for x in (522, 678):
            scene.ellipse((x - 4, y - 4, x + 4, y + 4), light(strap, 0.6))
    scene.slab((868, 560, 912, 620), 10, METALS)
    scene.ellipse((330, 320, 870, 860), METALS, angle=50)
    scene.ellipse((362, 352, 838, 828), GOLD, angle=50)
    scene.ellipse((380, 370, 820, 810), ((0, light(face, 0.1)), (1, dark(face, 0.16))), angle=40)
    hand = dark(face, 0.85) if sum(face) > 400 else rgb("#f6e7c8")
    for k in range(60):
        a, inner = k * pi / 30, 176 if k % 5 == 0 else 192
        scene.stroke([(600 + inner * sin(a), 590 - inner * cos(a)), (600 + 204 * sin(a), 590 - 204 * cos(a))], 8 if k % 5 == 0 else 3, hand)
    for a, length, width in ((-1.05, 108, 14), (0.96, 160, 10)):
        scene.stroke([(600 - 20 * sin(a), 590 + 20 * cos(a)), (600 + length * sin(a), 590 - length * cos(a))], width, hand)
    scene.stroke([(600, 620), (600 + 168 * sin(2.9), 590 - 168 * cos(2.9))], 4, rgb("#c9472d"))
    scene.ellipse((588, 578, 612, 602), rgb("#c9472d"))
    scene.sheen([(420, 420), (560, 380), (480, 780), (400, 700)], (255, 255, 255), 0.22, 18)
    return scene
