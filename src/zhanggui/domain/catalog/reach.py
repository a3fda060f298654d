"""Which goods somebody may touch: their own firm's, or everybody's if their post needs it."""

from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.catalog.capabilities import SEE_ALL_GOODS
from zhanggui.domain.catalog.models import Goods, GoodsVersion, WordList
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound


def goods_of(by: Actor) -> QuerySet[Goods]:
    """The goods this actor may see and act on."""
    if by.may(SEE_ALL_GOODS):
        return Goods.objects.all()
    if by.organisation_id is None:
        return Goods.objects.none()
    return Goods.objects.filter(supplier__organisation_id=by.organisation_id)


def reach_goods(goods_id: UUID, by: Actor) -> Goods:
    """These goods, held for change. Foreign ones are not there: ``NotFound``."""
    if not goods_of(by).filter(pk=goods_id).exists():
        raise NotFound
    return Goods.objects.locked().get(pk=goods_id)


def reach_version(version_id: UUID, by: Actor) -> GoodsVersion:
    """This version with its goods, both held for change: goods first, then the version."""
    goods_id = GoodsVersion.objects.filter(pk=version_id).values_list("goods_id", flat=True).first()
    if goods_id is None:
        raise NotFound
    goods = reach_goods(goods_id, by)
    version = GoodsVersion.objects.locked().get(pk=version_id)
    version.goods = goods
    return version


def held_words(list_id: UUID) -> WordList:
    """This list of words, held for change. Raises ``NotFound``."""
    listed = WordList.objects.locked().filter(pk=list_id).first()
    if listed is None:
        raise NotFound
    return listed
