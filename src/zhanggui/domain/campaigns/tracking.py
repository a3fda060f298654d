"""Where customers come from: links counted by the hour and by nobody's name; codes kept with orders.

Neither asks for a permission: anybody may follow a link, and whoever places an order may say where they come
from. Nothing is kept of who clicks: no address, no device.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from zhanggui.domain.campaigns.rules import read_code
from zhanggui.kernel.ids import new_id
from zhanggui.schema.pipeline import say

COUNT = """
WITH link AS (
    SELECT link.id, link.code, link.target FROM campaigns_link link
      JOIN campaigns_campaign campaign ON campaign.id = link.campaign_id AND campaign.state = 'running'
     WHERE link.code = %s
), counted AS (
    INSERT INTO campaigns_linkhour (id, link_id, hour, clicks, programs, orders, confirmed, revenue_fen,
                                    costed_fen, margin_fen, lost, ratings, stars)
    SELECT gen_random_uuid(), link.id, date_trunc('hour', %s::timestamptz), %s, %s, 0, 0, 0, 0, 0, 0, 0, 0
      FROM link
    ON CONFLICT (link_id, hour) DO UPDATE
       SET clicks = campaigns_linkhour.clicks + excluded.clicks,
           programs = campaigns_linkhour.programs + excluded.programs
)
SELECT code, target FROM link
"""


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a link leads, and the code an order may carry."""

    code: str
    target: str


def follow(*, code: str, program: bool, at: datetime) -> Followed | None:
    """Count one click of a running campaign's link in one statement; None for any other code.

    ``program`` is a click by something that is no person.
    """
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [read_code(code), at, int(not program), int(program)])
        found = cursor.fetchone()
    return Followed(*found) if found else None


NOTE = """
INSERT INTO campaigns_origin (id, order_id, link_id, noted_at)
SELECT %s, %s, link.id, %s FROM campaigns_link link
  JOIN campaigns_campaign campaign ON campaign.id = link.campaign_id AND campaign.state = 'running'
 WHERE link.code = %s
"""


def note_origin(*, order_id: UUID, code: str, at: datetime) -> None:
    """Keep the code an order is placed with, if its campaign runs; in its transaction, without an answer."""
    say(NOTE, [new_id(), order_id, at, read_code(code)])
