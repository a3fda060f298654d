"""The licences of the house itself, shown to everybody (EC-01)."""

from datetime import datetime, timedelta

from zhanggui.demo.cast import staff
from zhanggui.demo.scans import scan
from zhanggui.identity.actor import HOUSE
from zhanggui.identity.models import Organisation
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.release_document import release_document
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.uploads import Upload

PAPERS = (
    ("broadcast_permit", "（演）字第 00088 号", "国家广播电视总局（演示）", 900),
    ("food_licence", "JY13101050000088", "市场监督管理局（演示）", 1_200),
    ("icp_filing", "沪ICP备00000088号（演示）", "通信管理局（演示）", None),
)


def house_shows_its_licences(at: datetime) -> None:
    """Filed by compliance, released by the head of the house: two people."""
    uscc = Organisation.objects.get(pk=HOUSE).uscc or ""
    for paper, number, issuer, days in (
        ("business_licence", uscc, "市场监督管理局（演示）", 3_000),
        *PAPERS,
    ):
        file = Upload(f"{paper}.png", scan(paper.replace("_", " "), uscc, ("DEMO ONLY",)), "image/png")
        filing = Filing(
            type=paper,
            organisation=HOUSE,
            number=number,
            issuer=issuer,
            valid_from=(at - timedelta(days=200)).date(),
            valid_to=(at + timedelta(days=days)).date() if days else None,
        )
        filed = store_document(upload=file, filing=filing, by=staff("compliance"), at=at)
        release_document(document_id=filed.id, by=staff("executive"), at=at, reason="资质公示")
