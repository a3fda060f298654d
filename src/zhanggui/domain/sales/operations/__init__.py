"""What can be done with carts and orders: one verb per file."""

from zhanggui.domain.sales.operations.add_address import AddressWish, add_address
from zhanggui.domain.sales.operations.cancel import cancel
from zhanggui.domain.sales.operations.choose_lines import choose_lines
from zhanggui.domain.sales.operations.complete import complete
from zhanggui.domain.sales.operations.confirm import confirm
from zhanggui.domain.sales.operations.end_undelivered import end_undelivered
from zhanggui.domain.sales.operations.expire import expire
from zhanggui.domain.sales.operations.forget_customer import forget_customer
from zhanggui.domain.sales.operations.merge_cart import merge_cart
from zhanggui.domain.sales.operations.note_delivered import note_delivered
from zhanggui.domain.sales.operations.note_shipped import note_shipped
from zhanggui.domain.sales.operations.prefer_address import prefer_address
from zhanggui.domain.sales.operations.put_in_cart import put_in_cart
from zhanggui.domain.sales.operations.readdress import readdress
from zhanggui.domain.sales.operations.retire_address import retire_address
from zhanggui.domain.sales.operations.review_cart import review_cart
from zhanggui.domain.sales.operations.take_out_ordered import take_out_ordered
from zhanggui.domain.sales.operations.wish_invoice import wish_invoice
from zhanggui.domain.sales.operations.write_order import Draft, DraftLine, write_order

__all__ = [
    "AddressWish",
    "Draft",
    "DraftLine",
    "add_address",
    "cancel",
    "choose_lines",
    "complete",
    "confirm",
    "end_undelivered",
    "expire",
    "forget_customer",
    "merge_cart",
    "note_delivered",
    "note_shipped",
    "prefer_address",
    "put_in_cart",
    "readdress",
    "retire_address",
    "review_cart",
    "take_out_ordered",
    "wish_invoice",
    "write_order",
]
