"""An electronic invoice as a page: the picture of the data message, for people who print or keep files."""

import io
from collections.abc import Sequence
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from zhanggui.domain.invoicing.models import Invoice, InvoiceLine
from zhanggui.domain.invoicing.states import Colour, Treatment, VatKind
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import yuan
from zhanggui.surfaces.design.capitals import in_capitals

FONT = "STSong-Light"
"""One of the fonts every reader of PDF has for Chinese, so that none has to be carried along."""
PAPER = (210 * mm, 140 * mm)
LEFT, RIGHT = 10 * mm, 200 * mm
INK = {Colour.BLUE: colors.HexColor("#7a3b12"), Colour.RED: colors.HexColor("#b3261e")}
COLUMNS = (  # heading, where it ends, how it stands there
    ("项目名称", 78, "left"), ("数量", 94, "right"), ("单价", 118, "right"), ("金额", 146, "right"),
    ("税率", 162, "right"), ("税额", 189, "right"),
)  # fmt: skip
LINES_OF_A_PAGE = 8

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def pdf(invoice: Invoice) -> bytes:
    """The pages of an issued invoice."""
    lines = list(invoice.lines.order_by("position"))
    pages = [lines[start : start + LINES_OF_A_PAGE] for start in range(0, len(lines), LINES_OF_A_PAGE)]
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=PAPER, invariant=True)
    canvas.setTitle(f"{invoice.seller_name} {invoice.platform_number}")
    for number, page in enumerate(pages, 1):
        _Page(canvas, invoice).draw(page, f"{number}/{len(pages)}", last=number == len(pages))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


class _Page:
    """One page being drawn. Heights are millimetres from the top."""

    def __init__(self, canvas: Canvas, invoice: Invoice) -> None:
        self.canvas, self.invoice = canvas, invoice
        self.ink = INK[Colour(invoice.colour)]

    def draw(self, lines: Sequence[InvoiceLine], page: str, *, last: bool) -> None:
        self._head(page)
        self._parties()
        self._table(lines)
        if last:
            self._sums()
        self._foot()

    def _head(self, page: str) -> None:
        one = self.invoice
        kind = "增值税专用发票" if one.vat_kind == VatKind.SPECIAL else "普通发票"
        title = f"{'红字' if one.colour == Colour.RED else ''}电子发票（{kind}）"
        self._text(105, 17, title, size=17, align="centre", ink=self.ink)
        assert one.issued_at is not None
        day = one.issued_at.astimezone(SHANGHAI)
        self._text(146, 14, f"发票号码：{one.platform_number}")
        self._text(146, 20, f"开票日期：{day.year}年{day:%m}月{day:%d}日")
        self._text(200, 26, page, align="right", size=7)
        code = QrCodeWidget(f"{one.platform_number},{yuan(one.total_fen)},{day:%Y%m%d}", barLevel="M")
        box = code.getBounds()
        size = 19 * mm
        drawing = Drawing(size, size, transform=[size / box[2], 0, 0, size / box[3], 0, 0])
        drawing.add(code)
        renderPDF.draw(drawing, self.canvas, LEFT, self._y(26))

    def _parties(self) -> None:
        one = self.invoice
        self._box(10, 28, 190, 19)
        self._rule(105, 28, 47)
        for x, who, name, code in (
            (12, "购买方", one.buyer_name, one.buyer_code or "—"),
            (107, "销售方", one.seller_name, one.seller_code),
        ):
            self._text(x, 34, who, size=8, ink=self.ink)
            self._text(x + 14, 34, self._fit(f"名称：{name}", 76))
            self._text(x + 14, 41, f"统一社会信用代码：{code}", size=8)

    def _table(self, lines: Sequence[InvoiceLine]) -> None:
        self._box(10, 47, 190, 57)
        for heading, end, align in COLUMNS:
            self._text(12 if align == "left" else 10 + end, 52, heading, align=align, size=8, ink=self.ink)
        for place, line in enumerate(lines):
            self._line(59 + place * 5.5, line)

    def _line(self, y: float, line: InvoiceLine) -> None:
        pieces = line.quantity
        values = (
            self._fit(str(line), 74),
            str(pieces) if pieces else "",
            f"{yuan(line.net_fen) / pieces:.4f}" if pieces else "",
            str(yuan(line.net_fen)),
            "免税" if line.treatment == Treatment.EXEMPT else f"{line.rate_bp / 100:g}%",
            "***" if line.treatment == Treatment.EXEMPT else str(yuan(line.tax_fen)),
        )
        for (_heading, end, align), value in zip(COLUMNS, values, strict=True):
            self._text(12 if align == "left" else 10 + end, y, value, align=align, size=8)

    def _sums(self) -> None:
        one = self.invoice
        self._text(12, 102.5, "合　计", size=8, ink=self.ink)
        self._text(156, 102.5, f"¥{yuan(one.net_fen)}", align="right", size=8)
        self._text(199, 102.5, f"¥{yuan(one.tax_fen)}", align="right", size=8)
        self._box(10, 104, 190, 9)
        self._text(12, 110, "价税合计（大写）", size=8, ink=self.ink)
        self._text(46, 110, in_capitals(one.total_fen))
        self._text(140, 110, "（小写）", size=8, ink=self.ink)
        self._text(199, 110, f"¥{yuan(one.total_fen)}", align="right", size=10)

    def _foot(self) -> None:
        one = self.invoice
        self._box(10, 113, 190, 16)
        self._text(12, 118.5, "备注", size=8, ink=self.ink)
        remarks = [_subject(one)]
        if one.red_of is not None:
            red = f"被红冲蓝字发票号码：{one.red_of.platform_number}"
            remarks.append(f"{red}　红字信息确认单：{one.confirmation}" if one.confirmation else red)
        if one.buyer_contact or one.buyer_bank:
            firm = f"购方地址、电话：{one.buyer_contact}　开户行及账号：{one.buyer_bank}"
            remarks.append(self._fit(firm, 172, 7))
        for place, remark in enumerate(remarks):
            self._text(24, 117.5 + place * 4.7, remark, size=7)
        self._text(10, 134, f"开票人：{one.seller_name}", size=7)

    def _y(self, from_top: float) -> float:
        return float(PAPER[1] - from_top * mm)

    def _text(
        self, x: float, y: float, text: str, *, size: float = 9, align: str = "left", ink: Any = colors.black
    ) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.setFillColor(ink)
        draw = {
            "left": self.canvas.drawString,
            "right": self.canvas.drawRightString,
            "centre": self.canvas.drawCentredString,
        }[align]
        draw(x * mm, self._y(y), text)

    def _fit(self, text: str, width: float, size: float = 8) -> str:
        """The text, cut where it would run into its neighbour."""
        while pdfmetrics.stringWidth(text, FONT, size) > width * mm:
            text = text.removesuffix("…")[:-1] + "…"
        return text

    def _box(self, x: float, y: float, width: float, height: float) -> None:
        self.canvas.setStrokeColor(self.ink)
        self.canvas.rect(x * mm, self._y(y + height), width * mm, height * mm)

    def _rule(self, x: float, top: float, bottom: float) -> None:
        self.canvas.line(x * mm, self._y(top), x * mm, self._y(bottom))


def _subject(invoice: Invoice) -> str:
    if invoice.order is not None:
        return f"订单号：{invoice.order.number}"
    return f"结算单：{invoice.statement.number}" if invoice.statement else ""
