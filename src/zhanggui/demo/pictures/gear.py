"""Still lifes of things with switches, locks and seams: fryer, blender, dryer, knives, bags, shirts."""

# Outlines are data, one stroke a line: the formatter would only scatter them.
# fmt: off

from random import Random

from zhanggui.demo.pictures.canvas import GROUND, Colour, Layer, curve, dark, light, mix, rgb, round_body
from zhanggui.demo.pictures.table import GOLD, METALS

SHELLS = [rgb("#f1ede6"), rgb("#2f3136"), rgb("#cfdad2"), rgb("#e6c3b3"), rgb("#7f2c22"), rgb("#34495e")]
STEEL = ((0.0, rgb("#f4f3f0")), (0.5, rgb("#c4c6c8")), (1.0, rgb("#85898d")))


def air_fryer(rng: Random) -> Layer:
    """A fryer with its drawer, a round window and a handle."""
    shell = rng.choice(SHELLS)
    scene = Layer()
    scene.turned(600, ((330, 150), (350, 230), (430, 290), (700, 310), (880, 296), (906, 270)), round_body(shell, 0.65), tilt=0.12)
    scene.ellipse((450, 318, 750, 376), ((0, dark(shell, 0.2)), (1, light(shell, 0.4))))
    scene.slab((500, 440, 700, 520), 40, ((0, rgb("#141416")), (1, rgb("#33343a"))))
    for k, x in enumerate((540, 580, 620, 660)):
        scene.ellipse((x - 9, 471, x + 9, 489), rgb("#ff9d5c") if k == 1 else rgb("#7d8087"))
    scene.slab((330, 570, 870, 588), 9, dark(shell, 0.5), opacity=0.7)
    scene.slab((420, 620, 780, 780), 60, ((0, rgb("#1b1a1a")), (1, rgb("#46332a"))))
    scene.glow((440, 660, 760, 790), rgb("#ff9a4a"), 0.75, 36)
    scene.slab((520, 770, 680, 850), 30, round_body(dark(shell, 0.7), 0.35), angle=90)
    scene.ellipse((566, 796, 634, 822), rgb("#b8863b"))
    return scene


def blender(rng: Random) -> Layer:
    """A glass jug with fruit in it on a metal foot."""
    juice = rng.choice([rgb("#d9472b"), rgb("#f0a838"), rgb("#7fa33c"), rgb("#a4406e")])
    shell = rng.choice(SHELLS)
    scene = Layer()
    scene.turned(600, ((690, 128), (730, 158), (890, 192), (906, 186)), round_body(shell, 0.6), tilt=0.14)
    scene.ellipse((552, 776, 648, 872), METALS, angle=60)
    scene.ellipse((572, 796, 628, 852), ((0, rgb("#3a3735")), (1, rgb("#151414"))))
    scene.stroke(curve([(770, 320), (860, 330), (872, 460), (820, 600), (760, 620)]), 34, round_body(dark(shell, 0.2), 0.5))
    glass = Layer().turned(600, ((260, 176), (300, 180), (640, 134), (690, 126)), ((0, rgb("#b9c9cc")), (0.25, rgb("#ffffff")), (0.6, rgb("#dfe9ea")), (1, rgb("#93a6aa"))), tilt=0.12)
    def filling(over: Layer) -> None:
        over.poly([(380, 420), (600, 440), (820, 420), (800, 720), (400, 720)], ((0, light(juice, 0.35)), (1, dark(juice, 0.2))), opacity=0.94)
        for _ in range(14):
            x, y, r = rng.randint(450, 750), rng.randint(400, 640), rng.randint(22, 46)
            over.ellipse((x - r, y - r, x + r, y + r), ((0, light(juice, 0.5)), (1, dark(juice, 0.12))), opacity=0.8)
    glass.patterned(filling)
    glass.sheen([(450, 290), (490, 290), (520, 660), (490, 660)], (255, 255, 255), 0.65, 7)
    scene.pasted(glass)
    scene.turned(600, ((200, 70), (214, 84), (250, 84)), round_body(dark(shell, 0.1), 0.5), tilt=0.2)
    scene.turned(600, ((246, 178), (276, 184)), round_body(shell, 0.6), tilt=0.14)
    return scene


def purifier(rng: Random) -> Layer:
    """A white column with holes and a ring of light."""
    shell = rng.choice([rgb("#f4f1ec"), rgb("#dfe5e3"), rgb("#3a3d43")])
    glow = rng.choice([rgb("#5fc4b0"), rgb("#8fb6f2"), rgb("#f0bb62")])
    scene = Layer()
    tower = Layer().turned(600, ((250, 200), (270, 214), (GROUND - 40, 236)), round_body(shell, 0.7), tilt=0.12)
    def holes(over: Layer) -> None:
        for row in range(13):
            for k in range(22):
                x, y = 372 + k * 21 + (row % 2) * 10, 560 + row * 25
                over.ellipse((x - 5, y - 5, x + 5, y + 5), dark(shell, 0.55), opacity=0.65)
    scene.pasted(tower.patterned(holes))
    scene.ellipse((398, 222, 802, 284), ((0, dark(shell, 0.24)), (1, light(shell, 0.3))))
    for k in range(5):
        scene.ellipse((440 + k * 24, 232 + k * 4, 760 - k * 24, 274 - k * 4), dark(shell, 0.5 if k % 2 == 0 else 0.2), opacity=0.8)
    scene.ellipse((520, 370, 680, 530), glow)
    scene.ellipse((532, 382, 668, 518), ((0, light(shell, 0.2)), (1, dark(shell, 0.1))))
    scene.stroke(curve([(560, 470), (580, 420), (620, 420), (640, 450)]), 9, glow)
    return scene


def hair_dryer(rng: Random) -> Layer:
    """A dryer with a gleaming barrel."""
    shell = rng.choice([rgb("#5b3f6c"), rgb("#b5301c"), rgb("#e8c3b6"), rgb("#2f4a52"), rgb("#d9d4cb")])
    scene = Layer()
    scene.poly([(520, 560), (650, 560), (640, 900), (610, 930), (540, 930), (512, 900)], round_body(dark(shell, 0.06), 0.5), angle=90)
    scene.slab((552, 660, 606, 760), 20, ((0, light(shell, 0.5)), (1, dark(shell, 0.2))))
    scene.slab((300, 330, 840, 570), 116, ((0, light(shell, 0.6)), (0.28, light(shell, 0.25)), (0.6, shell), (1, dark(shell, 0.45))))
    scene.poly([(810, 350), (940, 300), (962, 600), (810, 550)], METALS)
    scene.ellipse((920, 298, 990, 604), ((0, rgb("#5a5652")), (1, rgb("#1a1817"))), angle=90)
    scene.ellipse((270, 330, 420, 570), ((0, rgb("#e9e5de")), (1, rgb("#77716a"))), angle=60)
    for k in range(4):
        scene.ellipse((288 + k * 16, 358 + k * 26, 402 - k * 16, 542 - k * 26), rgb("#4a4541") if k % 2 == 0 else rgb("#b9b2a8"))
    scene.slab((450, 366, 720, 384), 9, (255, 255, 255), opacity=0.55)
    scene.stroke(curve([(576, 930), (590, 960), (700, 950), (820, 968)]), 14, rgb("#26221f"))
    return scene


def toothbrush(rng: Random) -> Layer:
    """An electric toothbrush on its stand, with a spare head."""
    shell = rng.choice([rgb("#f3f0eb"), rgb("#2f3c52"), rgb("#d9b7ae"), rgb("#9fc4bb")])
    scene = Layer()
    scene.turned(520, ((880, 150), (GROUND - 14, 160)), round_body(shell, 0.6), tilt=0.22)
    scene.turned(520, ((480, 40), (520, 74), (760, 82), (880, 74)), round_body(shell, 0.75), tilt=0.14)
    scene.ellipse((492, 580, 548, 636), ((0, light(shell, 0.5)), (1, dark(shell, 0.3))))
    for k in range(4):
        scene.ellipse((514, 690 + k * 28, 526, 702 + k * 28), rgb("#5fc4b0") if k == 0 else dark(shell, 0.4))
    for cx, top in ((520, 190), (800, 520)):
        scene.turned(cx, ((top, 26), (top + 60, 24), (top + 230, 20), (top + 300, 30)), round_body(rgb("#f6f4f0"), 0.6), tilt=0.2)
        for k in range(7):
            scene.slab((cx - 66, top + 6 + k * 13, cx - 14, top + 15 + k * 13), 4, rgb("#7db8d8") if k % 2 else rgb("#ffffff"))
    scene.turned(800, ((820, 92), (GROUND - 14, 104)), round_body(mix(shell, rgb("#c9d4d2"), 0.5), 0.6), tilt=0.24)
    return scene


def knife_set(rng: Random) -> Layer:
    """A wooden block with knives, one lying in front."""
    wood = rng.choice([rgb("#8a5a33"), rgb("#5b3a24"), rgb("#b98a52")])
    grip = rng.choice([rgb("#241f1d"), rgb("#6b2a20"), rgb("#3a4a46")])
    scene = Layer()
    for k, (x, top) in enumerate(((450, 250), (540, 210), (630, 240), (710, 290))):
        scene.poly([(x, top), (x + 58, top - 20), (x + 92, top + 260), (x + 40, top + 276)], round_body(grip, 0.35), angle=90)
        for d in (60, 130, 200):
            scene.ellipse((x + 24 + d * 0.12, top + d - 8, x + 42 + d * 0.12, top + d + 10), STEEL)
        del k
    scene.poly([(430, 490), (830, 440), (880, 930), (480, 946)], ((0, light(wood, 0.3)), (0.5, wood), (1, dark(wood, 0.35))), angle=50)
    scene.poly([(400, 520), (430, 490), (480, 946), (440, 930)], dark(wood, 0.5))
    for k in range(6):
        scene.stroke(curve([(450 + k * 66, 500), (470 + k * 62, 700), (500 + k * 60, 930)]), 3, dark(wood, 0.35), opacity=0.4)
    scene.poly([(150, 900), (640, 812), (690, 826), (660, 858), (180, 930)], STEEL)
    scene.poly([(640, 808), (900, 770), (912, 812), (650, 862)], round_body(grip, 0.35))
    return scene


def tube(rng: Random) -> Layer:
    """A tube of cream standing on its cap, and a box."""
    skin = rng.choice([rgb("#f4d9cf"), rgb("#cfe0d8"), rgb("#d9d3ea"), rgb("#f6e6c2"), rgb("#2f5a52")])
    scene = Layer()
    scene.poly([(690, 330), (930, 360), (930, 930), (690, 946)], ((0, light(skin, 0.4)), (1, dark(skin, 0.14))), angle=90)
    scene.poly([(640, 370), (690, 330), (690, 946), (640, 920)], dark(skin, 0.3))
    scene.ellipse((760, 560, 870, 670), GOLD, angle=40)
    scene.poly([(330, 230), (570, 230), (552, 790), (352, 790)], ((0, dark(skin, 0.16)), (0.3, light(skin, 0.75)), (0.6, skin), (1, dark(skin, 0.26))), angle=90)
    scene.slab((322, 206, 578, 246), 6, ((0, light(skin, 0.5)), (1, dark(skin, 0.12))))
    scene.ellipse((400, 400, 500, 500), GOLD, angle=40)
    for k, w in enumerate((150, 110, 70)):
        scene.slab((450 - w / 2, 560 + k * 30, 450 + w / 2, 568 + k * 30), 4, rgb("#8a6a35"))
    scene.turned(452, ((786, 104), (GROUND - 14, 112)), GOLD, tilt=0.16)
    return scene


def handbag(rng: Random) -> Layer:
    """A leather bag with a flap and a golden lock."""
    hide = rng.choice([rgb("#7e2f26"), rgb("#c08a52"), rgb("#2f2b2a"), rgb("#3c5a52"), rgb("#d8c3a5")])
    scene = Layer()
    scene.stroke(curve([(400, 480), (420, 270), (600, 190), (780, 270), (800, 480)]), 34, round_body(dark(hide, 0.1), 0.4))
    scene.poly(curve([(300, 500), (330, 440), (600, 424), (870, 440), (900, 500), (936, 880), (900, 938), (600, 950), (300, 938), (264, 880)], closed=True), ((0, light(hide, 0.25)), (0.5, hide), (1, dark(hide, 0.4))))
    flap = [(304, 470), (600, 440), (896, 470), (884, 640), (720, 740), (600, 760), (480, 740), (316, 640)]
    scene.poly(curve(flap, closed=True), ((0, light(hide, 0.45)), (0.6, hide), (1, dark(hide, 0.3))))
    scene.stroke(curve([(326, 640), (482, 724), (600, 742), (718, 724), (874, 640)]), 3, light(hide, 0.6), opacity=0.7)
    scene.slab((556, 690, 644, 790), 14, GOLD, angle=40)
    scene.ellipse((584, 720, 616, 752), dark(rgb("#b98a41"), 0.5))
    scene.glow((360, 470, 620, 560), (255, 255, 255), 0.3, 34)
    return scene


def suitcase(rng: Random) -> Layer:
    """A ribbed trolley case."""
    shell = rng.choice([rgb("#33586a"), rgb("#b5301c"), rgb("#d9c6a3"), rgb("#3b3b40"), rgb("#8fb3a8")])
    scene = Layer()
    for x in (520, 664):
        scene.slab((x, 130, x + 18, 330), 6, METALS, angle=90)
    scene.slab((506, 108, 696, 146), 18, round_body(rgb("#2a2a2d"), 0.4))
    for x in (400, 740):
        scene.ellipse((x, 890, x + 66, 950), ((0, rgb("#4a4a4e")), (1, rgb("#141416"))))
    scene.slab((360, 290, 846, 912), 56, ((0, dark(shell, 0.3)), (0.24, light(shell, 0.5)), (0.55, shell), (1, dark(shell, 0.45))), angle=90)
    for k in range(8):
        x = 410 + k * 54
        scene.slab((x, 316, x + 14, 886), 7, dark(shell, 0.35), opacity=0.5)
        scene.slab((x + 15, 316, x + 20, 886), 3, light(shell, 0.6), opacity=0.6)
    scene.slab((548, 286, 660, 312), 10, round_body(rgb("#2a2a2d"), 0.4))
    scene.slab((560, 560, 646, 600), 8, METALS, angle=40)
    return scene


def shirt(rng: Random) -> Layer:
    """A folded shirt with a collar and buttons."""
    cloth = rng.choice([rgb("#f2f0ea"), rgb("#aebfd6"), rgb("#c9d8cd"), rgb("#e3c1b8"), rgb("#3c4a63")])
    scene = Layer()
    scene.slab((330, 300, 870, 946), 18, ((0, light(cloth, 0.3)), (0.5, cloth), (1, dark(cloth, 0.2))))
    for x, w in ((330, 120), (750, 120)):
        scene.slab((x, 330, x + w, 940), 12, ((0, dark(cloth, 0.12)), (0.5, light(cloth, 0.1)), (1, dark(cloth, 0.16))), angle=90, opacity=0.8)
    if rng.random() < 0.6:
        scene.patterned(lambda over: [over.stroke([(350 + k * 26, 300), (350 + k * 26, 950)], 3, dark(cloth, 0.3), opacity=0.35) for k in range(20)])
    scene.slab((566, 380, 634, 940), 4, ((0, light(cloth, 0.35)), (1, dark(cloth, 0.1))), angle=90)
    for k in range(5):
        y = 450 + k * 104
        scene.ellipse((587, y, 613, y + 26), ((0, rgb("#ffffff")), (1, rgb("#b9b2a6"))), angle=40)
    scene.poly([(450, 300), (600, 420), (520, 480), (410, 330)], ((0, light(cloth, 0.55)), (1, dark(cloth, 0.14))))
    scene.poly([(750, 300), (600, 420), (680, 480), (790, 330)], ((0, light(cloth, 0.5)), (1, dark(cloth, 0.18))))
    scene.blob([(450, 300), (520, 250), (600, 262), (680, 250), (750, 300), (600, 340)], ((0, dark(cloth, 0.4)), (1, dark(cloth, 0.16))))
    return scene


def earphones(rng: Random) -> Layer:
    """Two small earphones and their open case."""
    shell: Colour = rng.choice([rgb("#f4f2ee"), rgb("#2f3136"), rgb("#c9b8d8"), rgb("#b9d2c8")])
    scene = Layer()
    scene.slab((330, 420, 870, 660), 110, ((0, light(shell, 0.3)), (1, dark(shell, 0.35))))
    scene.slab((360, 450, 840, 640), 90, ((0, dark(shell, 0.7)), (1, dark(shell, 0.4))))
    scene.slab((310, 620, 890, 930), 130, ((0, light(shell, 0.6)), (0.4, shell), (1, dark(shell, 0.3))))
    scene.ellipse((590, 760, 610, 780), rgb("#5fc4b0"))
    for cx, side in ((470, -1), (730, 1)):
        scene.slab((cx - 22, 380, cx + 22, 640), 22, ((0, dark(shell, 0.2)), (0.3, light(shell, 0.7)), (1, dark(shell, 0.3))), angle=90)
        scene.blob([(cx - 70, 360), (cx, 280), (cx + 70, 350), (cx + 40, 440), (cx - 40, 440)], ((0, light(shell, 0.75)), (0.5, shell), (1, dark(shell, 0.3))), angle=40)
        scene.ellipse((cx + side * 34 - 26, 310, cx + side * 34 + 26, 386), ((0, rgb("#5a5a60")), (1, rgb("#17171a"))))
    return scene


def heater(rng: Random) -> Layer:
    """An electric heater, glowing."""
    shell = rng.choice([rgb("#ece7de"), rgb("#3b3b40"), rgb("#cfd8d3")])
    scene = Layer()
    scene.slab((300, 270, 900, 890), 70, ((0, light(shell, 0.45)), (0.5, shell), (1, dark(shell, 0.3))))
    scene.slab((360, 340, 840, 780), 40, ((0, rgb("#2a1712")), (1, rgb("#120b09"))))
    for k in range(4):
        y = 410 + k * 96
        scene.slab((384, y - 10, 816, y + 26), 18, rgb("#7a2410"))
        scene.slab((392, y, 808, y + 14), 7, ((0, rgb("#ffd9a0")), (0.5, rgb("#ff7a3c")), (1, rgb("#c93a14"))))
    scene.glow((380, 360, 820, 780), rgb("#ff8a4a"), 0.5, 60)
    for k in range(16):
        x = 376 + k * 30
        scene.slab((x, 346, x + 5, 774), 2, rgb("#8d8781"), opacity=0.75)
    for x in (540, 640):
        scene.ellipse((x - 30, 806, x + 30, 866), METALS, angle=40)
    for x in (340, 780):
        scene.slab((x, 884, x + 90, 944), 16, dark(shell, 0.5))
    return scene
