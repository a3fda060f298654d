"""Where a product stands: seasons, walls, tables, light, and the shadows that tie it to them."""

from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from zhanggui.demo.pictures.canvas import (
    GROUND,
    SIZE,
    Colour,
    Layer,
    curve,
    dark,
    gradient,
    grain,
    light,
    mix,
    radial,
    rgb,
)

SEASONS: tuple[tuple[str, str, str, str], ...] = (
    # wall, table, moon, branch
    ("#e9dfcf", "#c9ab86", "#f6ead2", "#6f7d5a"),  # rice paper, oak
    ("#d8e2dc", "#a9b7a4", "#f3f1e3", "#54705f"),  # celadon morning
    ("#f1d9d0", "#cf9d8c", "#fbeee6", "#a4584d"),  # plum blossom
    ("#e4d3b0", "#b98a4e", "#f8e6b7", "#9a6a20"),  # gingko autumn
    ("#ccd6e4", "#93a2b9", "#eef2f7", "#4c5d7d"),  # snow light
    ("#dfd3e3", "#a78fae", "#f3ebf5", "#6d5478"),  # wisteria
    ("#c9d9d4", "#6f8f86", "#ecf4ee", "#2f5a52"),  # pine
    ("#f2e2c4", "#d8b27a", "#fff3d9", "#b5653a"),  # persimmon
    ("#8f3a2c", "#5e2119", "#c96a4d", "#e9b384"),  # lacquer
    ("#33413f", "#1f2a29", "#52655f", "#8ea79b"),  # night jade
)


class Scene:
    """One photograph: a season, a way of standing, and the light from the upper left."""

    def __init__(self, rng: Random, angle: int, season: int | None = None) -> None:
        picked = SEASONS[rng.randrange(len(SEASONS)) if season is None else season % len(SEASONS)]
        self.wall, self.table, self.moon, self.branch = (rgb(text) for text in picked)
        self.rng, self.angle = rng, angle

    def backdrop(self) -> Image.Image:
        """The place without the product."""
        if self.angle % 3 == 1:
            return self._studio()
        if self.angle % 3 == 2:
            return self._cloth()
        return self._room()

    def _room(self) -> Image.Image:
        horizon = 800
        room = gradient((SIZE, SIZE), ((0, light(self.wall, 0.18)), (1, dark(self.wall, 0.12))), 40)
        shapes = Layer()
        cx, cy, r = self.rng.randint(520, 720), self.rng.randint(380, 470), self.rng.randint(300, 350)
        shapes.ellipse(
            (cx - r, cy - r, cx + r, cy + r),
            ((0, light(self.moon, 0.2)), (1, mix(self.moon, self.wall, 0.55))),
        )
        room.paste(shapes.image, (0, 0), shapes.image)
        self._branch_shadow(room)
        top = gradient(
            (SIZE, SIZE - horizon),
            ((0, dark(self.table, 0.16)), (0.2, self.table), (1, light(self.table, 0.2))),
        )
        room.paste(top, (0, horizon))
        self._window(room)
        return room

    def _studio(self) -> Image.Image:
        sweep = gradient(
            (SIZE, SIZE),
            (
                (0, mix(self.wall, self.moon, 0.4)),
                (0.62, self.wall),
                (0.8, dark(self.wall, 0.1)),
                (1, light(self.wall, 0.1)),
            ),
        )
        podium = Layer()
        top = light(self.table, 0.28)
        podium.turned(
            600,
            ((GROUND - 6, 430), (1140, 430)),
            ((0, dark(self.table, 0.3)), (0.3, self.table), (1, dark(self.table, 0.45))),
        )
        podium.ellipse(
            (170, GROUND - 66, 1030, GROUND + 54), ((0, dark(top, 0.05)), (1, light(top, 0.3))), angle=90
        )
        sweep.paste(podium.image, (0, 0), podium.image)
        return sweep

    def _cloth(self) -> Image.Image:
        cloth = radial(
            (SIZE, SIZE), ((0, light(self.moon, 0.3)), (0.75, self.wall), (1, dark(self.wall, 0.22)))
        )
        folds = Image.new("L", (300, 300), 128)
        draw = ImageDraw.Draw(folds)
        for _ in range(7):
            x, lean = self.rng.randint(-60, 300), self.rng.randint(-120, 120)
            draw.line(
                ((x, -20), (x + lean, 320)), fill=self.rng.choice((82, 178)), width=self.rng.randint(8, 26)
            )
        soft = folds.filter(ImageFilter.GaussianBlur(13)).resize((SIZE, SIZE), Image.Resampling.BICUBIC)
        return ImageChops.overlay(cloth, Image.merge("RGB", (soft, soft, soft)))

    def _branch_shadow(self, room: Image.Image) -> None:
        mask = Image.new("L", (SIZE // 2, SIZE // 2), 0)
        draw = ImageDraw.Draw(mask)
        side = self.rng.choice((-1, 1))
        x0 = 40 if side > 0 else 560
        stem = curve([(x0, -20), (x0 + side * 70, 90), (x0 + side * 130, 150), (x0 + side * 230, 190)])
        draw.line(stem, fill=120, width=5)
        for i in range(4, len(stem), 3):
            x, y = stem[i]
            size = self.rng.randint(11, 24)
            lean = self.rng.uniform(-1, 1) * size
            leaf = curve(
                [(x, y), (x + size, y + lean - 6), (x + 2 * size, y + lean * 1.6), (x + size, y + lean + 7)],
                closed=True,
                steps=5,
            )
            draw.polygon(leaf, fill=130)
        soft = mask.filter(ImageFilter.GaussianBlur(3)).resize((SIZE, SIZE), Image.Resampling.BICUBIC)
        room.paste(Image.new("RGB", (SIZE, SIZE), mix(self.branch, self.wall, 0.25)), (0, 0), soft)

    def _window(self, room: Image.Image) -> None:
        mask = Image.new("L", (SIZE // 4, SIZE // 4), 0)
        draw = ImageDraw.Draw(mask)
        for x in (-30, 46, 122):
            draw.polygon(((x, 0), (x + 52, 0), (x + 190, 300), (x + 120, 300)), fill=54)
        soft = mask.filter(ImageFilter.GaussianBlur(7)).resize((SIZE, SIZE), Image.Resampling.BICUBIC)
        room.paste(Image.new("RGB", (SIZE, SIZE), (255, 248, 232)), (0, 0), soft)

    def shadow_of(self, thing: Layer) -> Image.Image:
        """Where the product keeps the light away: long and soft on the table, dark where it touches."""
        alpha = thing.image.getchannel("A").resize((SIZE // 4, SIZE // 4))
        box = alpha.getbbox() or (0, 0, 1, 1)
        width, base = box[2] - box[0], box[3]
        shadow = Image.new("L", alpha.size, 0)
        body = alpha.crop(box).resize((width, max((base - box[1]) // 5, 1)))
        lean = body.transform(
            (width + 90, body.height), Image.Transform.AFFINE, (1, 90 / max(body.height, 1), -90, 0, 1, 0)
        )
        shadow.paste(lean.point([round(i * 0.5) for i in range(256)]), (box[0], base - body.height + 4), lean)
        shadow = shadow.filter(ImageFilter.GaussianBlur(6))
        touch = Image.new("L", alpha.size, 0)
        ImageDraw.Draw(touch).ellipse((box[0] + 4, base - 9, box[2] - 4, base + 6), fill=150)
        return ImageChops.lighter(shadow, touch.filter(ImageFilter.GaussianBlur(3.2))).resize(
            (SIZE, SIZE), Image.Resampling.BICUBIC
        )

    def photograph(self, thing: Layer, seed: str, size: int = 800) -> Image.Image:
        """The product in its place, as one picture."""
        picture = self.backdrop()
        shade: Colour = dark(self.table, 0.8)
        picture.paste(Image.new("RGB", (SIZE, SIZE), shade), (0, 0), self.shadow_of(thing))
        picture.paste(thing.image, (0, 0), thing.image)
        picture = picture.resize((size, size), Image.Resampling.LANCZOS)
        tooth = grain(seed, size, 5)
        picture = ImageChops.overlay(picture, Image.merge("RGB", (tooth, tooth, tooth)))
        return ImageEnhance.Color(picture).enhance(1.06)
