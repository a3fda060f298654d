"""The keys of the desk, in the order of a call: one list for the foot of the page and for ``?``."""

from django.utils.translation import gettext_lazy as _

KEYS = (
    ("?", _("Keys"), _("shows this list; Esc closes it")),
    ("F7", _("Accept"), _("takes the call that has waited longest")),
    ("F2", _("Caller"), _("looks a caller up by their number")),
    ("F3", _("Articles"), _("adds articles by their number; leaves after-sales")),
    ("F4", _("Address"), _("chooses where it goes: 1 to 9, 0 for another")),
    ("F6", _("Payment"), _("chooses how it is paid: 1 or 2")),
    ("F8", _("Read back"), _("notes that the caller said yes")),
    ("F9", _("Confirm"), _("places the order, or opens the case")),
    ("Alt S", _("After-sales"), _("chooses an order; Enter shows its rights")),
    ("F10", _("Complaint"), _("hands the caller over to the complaints")),
    ("F1", _("Call-backs"), _("goes to whom to call back")),
    ("Alt B", _("Call back later"), _("notes that the caller wants to be called")),
    ("Alt W", _("Waiting list"), _("puts the caller in the queue for what is sold out")),
    ("Alt N", _("Note"), _("writes the note of the call")),
    ("Esc", _("Next call"), _("hangs up and clears the desk")),
)
