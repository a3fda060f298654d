"""A picture shows what is meant, or what came back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import ADD_PICTURE
from zhanggui.domain.aftersales.document_types import CASE_PICTURE
from zhanggui.domain.aftersales.facts import PictureAdded
from zhanggui.domain.aftersales.models import CasePicture
from zhanggui.domain.aftersales.reading import held_return
from zhanggui.domain.aftersales.refusals import TooManyPictures
from zhanggui.domain.aftersales.states import OPEN
from zhanggui.identity.actor import HOUSE, SYSTEM, Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.uploads import Upload

PICTURES_MAX = 12


@transaction.atomic
def add_picture(*, return_id: UUID, upload: Upload, by: Actor, at: datetime) -> CasePicture:
    """File a picture with an open case, sealed. Raises what filing a document raises, ``TooManyPictures``."""
    by.require(ADD_PICTURE)
    goods_return = held_return(return_id, by=by)
    if goods_return.state not in OPEN:
        raise WrongState(state=goods_return.state, verb="add_picture")
    if goods_return.pictures.count() >= PICTURES_MAX:
        raise TooManyPictures(most=PICTURES_MAX)
    owner = goods_return.customer_id
    filing = Filing(
        type=CASE_PICTURE.code,
        organisation=None if owner else HOUSE,
        account=owner,
        number=goods_return.number,
    )
    paper = store_document(upload=upload, filing=filing, by=SYSTEM, at=at)
    picture = CasePicture.objects.create(
        goods_return=goods_return, paper=paper, added_by_id=by.account_id, added_at=at
    )

    fact = PictureAdded(number=goods_return.number)
    thread = trail.Subject("sales.order", goods_return.order_id)
    trail.record(fact, on=goods_return, by=by, at=at, thread=thread)
    return picture
