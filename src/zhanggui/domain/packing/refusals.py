"""How the packing bench says no."""

from zhanggui.kernel.refusal import Refusal


class BoxExists(Refusal):
    """There is a box with this code already."""

    code = "box-exists"


class NoSuchBox(Refusal):
    """There is no box {code} in use. Scan the code on the box."""

    code = "no-such-box"
    status = 422


class BoxTooWeak(Refusal):
    """The goods weigh {grams} g; box {box} bears {limit} g."""

    code = "box-too-weak"
    status = 422


class OnAnotherBench(Refusal):
    """{packer} is packing this order."""

    code = "on-another-bench"


class NotYourBench(Refusal):
    """This order is not on your bench. Take it first."""

    code = "not-your-bench"


class NotForThisParcel(Refusal):
    """{code} does not belong into this parcel. Put it aside; report it if it was among the picked ones."""

    code = "not-for-this-parcel"
    status = 422


class EnoughPacked(Refusal):
    """All {pieces} pieces of {sku} are in the parcel."""

    code = "enough-packed"


class PiecesLacking(Refusal):
    """{missing} pieces are not in the parcel yet."""

    code = "pieces-lacking"


class NothingOnTheScales(Refusal):
    """A parcel weighs between 1 and 200,000 grams."""

    code = "nothing-on-the-scales"
    status = 422


class SomebodyElseLooks(Refusal):
    """Who packed the parcel does not look at it a second time: call somebody else."""

    code = "somebody-else-looks"


class LookReasonMissing(Refusal):
    """Say why it weighs something else, or what is to be counted again."""

    code = "look-reason-missing"
    status = 422


class NothingToPack(Refusal):
    """Nothing that was picked and is still to be packed needs {code}."""

    code = "nothing-to-pack"
    status = 422


class NotAParcelHere(Refusal):
    """{code} is no packed parcel of this warehouse."""

    code = "not-a-parcel-here"
    status = 422


class ListClosed(Refusal):
    """This list was signed for. Open another one."""

    code = "list-closed"


class ListEmpty(Refusal):
    """No parcel was scanned onto this list."""

    code = "list-empty"


class NobodySigned(Refusal):
    """Say who takes the parcels along."""

    code = "nobody-signed"
    status = 422


class OnAnotherList(Refusal):
    """Parcel {parcel} is on list {number} already."""

    code = "on-another-list"


class DeclineReasonMissing(Refusal):
    """Say why it cannot be sent."""

    code = "decline-reason-missing"
    status = 422
