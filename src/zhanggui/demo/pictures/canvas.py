"""A small painter on Pillow: gradients, turned bodies, soft light. Everything follows from the seed."""

from collections.abc import Callable, Sequence
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIZE = 1200
GROUND = 930

Colour = tuple[int, int, int]
Point = tuple[float, float]
Stops = Sequence[tuple[float, Colour]]


def rgb(text: str) -> Colour:
    """#rrggbb as three numbers."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(one: Colour, other: Colour, part: float) -> Colour:
    """``part`` of the other colour in the one."""
    return tuple(round(a + (b - a) * part) for a, b in zip(one, other, strict=True))  # type: ignore[return-value]


def light(colour: Colour, part: float) -> Colour:
    """Nearer to white."""
    return mix(colour, (255, 252, 246), part)


def dark(colour: Colour, part: float) -> Colour:
    """Nearer to a warm black."""
    return mix(colour, (26, 16, 12), part)


def round_body(colour: Colour, gloss: float = 0.5) -> Stops:
    """The light on something round, lit from the left: edge, bright band, body, core shadow, reflected light."""
    return (
        (0.0, dark(colour, 0.34)),
        (0.1, dark(colour, 0.08)),
        (0.27, light(colour, gloss)),
        (0.36, light(colour, gloss * 0.35)),
        (0.58, colour),
        (0.86, dark(colour, 0.42)),
        (1.0, dark(colour, 0.26)),
    )


def _lut(stops: Stops, channel: int) -> list[int]:
    table = []
    for i in range(256):
        at = i / 255
        low = max((s for s in stops if s[0] <= at), key=lambda s: s[0], default=stops[0])
        high = min((s for s in stops if s[0] >= at), key=lambda s: s[0], default=stops[-1])
        part = 0.0 if high[0] == low[0] else (at - low[0]) / (high[0] - low[0])
        table.append(round(low[1][channel] + (high[1][channel] - low[1][channel]) * part))
    return table


def gradient(size: tuple[int, int], stops: Stops, angle: float = 0) -> Image.Image:
    """Colours along a line: angle 0 runs down, 90 runs to the right."""
    ramp = Image.linear_gradient("L")
    if angle:
        ramp = ramp.resize((512, 512)).rotate(angle, Image.Resampling.BILINEAR)
        ramp = ramp.crop((75, 75, 437, 437))
        if angle == 90:
            ramp = Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90)
    ramp = ramp.resize((max(size[0], 1), max(size[1], 1)), Image.Resampling.BILINEAR)
    return Image.merge("RGB", [ramp.point(_lut(stops, channel)) for channel in range(3)])


def radial(size: tuple[int, int], stops: Stops) -> Image.Image:
    """Colours from the middle outwards."""
    ramp = Image.radial_gradient("L").resize((max(size[0], 1), max(size[1], 1)), Image.Resampling.BILINEAR)
    return Image.merge("RGB", [ramp.point(_lut(stops, channel)) for channel in range(3)])


def curve(points: Sequence[Point], closed: bool = False, steps: int = 14) -> list[Point]:
    """A smooth line through the points (Catmull-Rom)."""
    count = len(points)
    spans = count if closed else count - 1
    line: list[Point] = []
    for i in range(spans):
        if closed:
            p = [points[(i + k) % count] for k in (-1, 0, 1, 2)]
        else:
            p = [points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2)]
        for j in range(steps):
            t = j / steps
            line.append(tuple(_spline(p, t, axis) for axis in (0, 1)))  # type: ignore[arg-type]
    return line if closed else [*line, points[-1]]


def _spline(p: Sequence[Point], t: float, axis: int) -> float:
    a, b, c, d = (q[axis] for q in p)
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


class Layer:
    """A sheet of glass to paint on; its own alpha later throws its shadow."""

    def __init__(self, size: int = SIZE) -> None:
        self.image = Image.new("RGBA", (size, size), (0, 0, 0, 0))

    def _fill(self, mask: Image.Image, paint: Colour | Stops, angle: float, opacity: float) -> None:
        box = mask.getbbox()
        if box is None:
            return
        size = (box[2] - box[0], box[3] - box[1])
        flat = isinstance(paint[0], int)
        colour = Image.new("RGB", size, paint) if flat else gradient(size, paint, angle)  # type: ignore[arg-type]
        cover = mask.crop(box)
        if opacity < 1:
            cover = cover.point([round(i * opacity) for i in range(256)])
        part = colour.convert("RGBA")
        part.putalpha(cover)
        self.image.alpha_composite(part, box[:2])

    def _mask(self) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        mask = Image.new("L", self.image.size, 0)
        return mask, ImageDraw.Draw(mask)

    def poly(
        self, points: Sequence[Point], paint: Colour | Stops, *, angle: float = 0, opacity: float = 1
    ) -> "Layer":
        """A filled outline."""
        mask, draw = self._mask()
        draw.polygon([tuple(p) for p in points], fill=255)
        self._fill(mask, paint, angle, opacity)
        return self

    def blob(
        self, points: Sequence[Point], paint: Colour | Stops, *, angle: float = 0, opacity: float = 1
    ) -> "Layer":
        """A filled outline without corners."""
        return self.poly(curve(points, closed=True), paint, angle=angle, opacity=opacity)

    def ellipse(
        self,
        box: tuple[float, float, float, float],
        paint: Colour | Stops,
        *,
        angle: float = 0,
        opacity: float = 1,
    ) -> "Layer":
        """An ellipse in its box."""
        mask, draw = self._mask()
        draw.ellipse(box, fill=255)
        self._fill(mask, paint, angle, opacity)
        return self

    def slab(
        self,
        box: tuple[float, float, float, float],
        radius: float,
        paint: Colour | Stops,
        *,
        angle: float = 0,
        opacity: float = 1,
    ) -> "Layer":
        """A rectangle with rounded corners."""
        mask, draw = self._mask()
        draw.rounded_rectangle(box, radius, fill=255)
        self._fill(mask, paint, angle, opacity)
        return self

    def stroke(
        self, points: Sequence[Point], width: int, paint: Colour | Stops, *, opacity: float = 1
    ) -> "Layer":
        """A line with round ends."""
        mask, draw = self._mask()
        draw.line([tuple(p) for p in points], fill=255, width=width, joint="curve")
        for x, y in (points[0], points[-1]):
            draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)
        self._fill(mask, paint, 90, opacity)
        return self

    def turned(self, cx: float, profile: Sequence[Point], stops: Stops, tilt: float = 0.13) -> "Layer":
        """A body of revolution: ``profile`` is (y, radius) from top to bottom; seen a little from above."""
        bottom_y, bottom_r = profile[-1]
        line = iter(curve(profile, steps=10))
        ramp = gradient((512, 1), stops, 90)
        last = round(bottom_y)
        (y0, r0), (y1, r1) = next(line), next(line)
        for y in range(round(profile[0][0]), last + 1):
            while y1 < y:
                y0, r0 = y1, r1
                y1, r1 = next(line, (last + 1, bottom_r))
            self._row(ramp, cx, y, r0 + (r1 - r0) * min(max((y - y0) / max(y1 - y0, 1e-6), 0), 1))
        depth = max(round(bottom_r * tilt), 1)
        for k in range(1, depth):
            self._row(ramp, cx, last + k, bottom_r * (1 - (k / depth) ** 2) ** 0.5)
        return self

    def _row(self, ramp: Image.Image, cx: float, y: int, radius: float) -> None:
        width = round(2 * radius)
        if width > 0:
            self.image.paste(
                ramp.resize((width, 1), Image.Resampling.BILINEAR).convert("RGBA"), (round(cx - radius), y)
            )

    def glow(
        self, box: tuple[float, float, float, float], colour: Colour, opacity: float, blur: float
    ) -> "Layer":
        """Soft light (or shade) that stays inside what is painted already."""
        small = Image.new("L", (SIZE // 4, SIZE // 4), 0)
        ImageDraw.Draw(small).ellipse([v / 4 for v in box], fill=round(255 * opacity))
        soft = small.filter(ImageFilter.GaussianBlur(blur / 4)).resize(self.image.size)
        return self._inside(colour, soft)

    def sheen(self, points: Sequence[Point], colour: Colour, opacity: float, blur: float = 6) -> "Layer":
        """A reflection with an outline, inside what is painted already."""
        mask, draw = self._mask()
        draw.polygon([tuple(p) for p in points], fill=round(255 * opacity))
        return self._inside(colour, mask.filter(ImageFilter.GaussianBlur(blur)))

    def _inside(self, colour: Colour, soft: Image.Image) -> "Layer":
        soft = ImageChops.multiply(soft, self.image.getchannel("A"))
        tint = Image.new("RGBA", self.image.size, (*colour, 255))
        tint.putalpha(soft)
        self.image.alpha_composite(tint)
        return self

    def band(
        self, cx: float, y: float, height: float, radius: float, paint: Stops, tilt: float = 0.13
    ) -> "Layer":
        """A label around a cylinder, with the curve that its tilt gives it."""
        edge = [(cx + radius * k / 20, (1 - (k / 20) ** 2) ** 0.5 * radius * tilt) for k in range(-20, 21)]
        outline = [(x, y + d) for x, d in edge] + [(x, y + height + d) for x, d in reversed(edge)]
        return self.poly(outline, paint, angle=90)

    def pasted(self, other: "Layer", at: tuple[int, int] = (0, 0)) -> "Layer":
        """Another sheet laid over this one."""
        self.image.alpha_composite(other.image, at)
        return self

    def patterned(self, motif: Callable[["Layer"], object]) -> "Layer":
        """A motif painted only where something is painted already."""
        over = Layer(self.image.width)
        motif(over)
        over.image.putalpha(ImageChops.multiply(over.image.getchannel("A"), self.image.getchannel("A")))
        return self.pasted(over)


def grain(seed: str, size: int, depth: int) -> Image.Image:
    """The tooth of paper: the same for the same seed."""
    noise = Image.frombytes("L", (size // 2, size // 2), Random(seed).randbytes((size // 2) ** 2))
    return (
        noise.filter(ImageFilter.GaussianBlur(0.7))
        .resize((size, size))
        .point([128 + round((i - 128) * depth / 128) for i in range(256)])
    )
