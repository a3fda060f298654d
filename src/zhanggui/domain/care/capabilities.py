"""What somebody may be allowed to do in customer care."""

from zhanggui.identity.roles import Role, capability

ASK = capability("care.ask", Role.CUSTOMER, Role.CS_AGENT, Role.CS_SUPERVISOR, Role.SERVICE)
HANDLE = capability("care.handle", Role.CS_AGENT, Role.CS_SUPERVISOR)
RATE = capability("care.rate", Role.CUSTOMER, Role.SERVICE)
TAKE_SURVEY = capability("care.take_survey", Role.CS_AGENT, Role.CS_SUPERVISOR)
PUBLISH_RESULTS = capability("care.publish_results", Role.CS_SUPERVISOR, Role.EXECUTIVE, Role.SERVICE)
FOLD_RATING = capability("care.fold_rating", Role.COMPLIANCE_OFFICER)
AGREE_TO_FOLDING = capability("care.agree_to_folding", Role.COMPLIANCE_OFFICER, Role.EXECUTIVE)
TAKE_CALLS = capability("care.take_calls", Role.CS_AGENT, Role.CS_SUPERVISOR)
TELL_CALLS = capability("care.tell_calls", Role.SERVICE)
"""The telephone system, by its signed calls or by a program's account."""
SEE_QUEUE = capability(
    "care.see_queue",
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
    Role.PROGRAMME_SCHEDULER,
    Role.EXECUTIVE,
    Role.SERVICE,
)
REPLY_TO_RATING = capability("care.reply_to_rating", Role.SUPPLIER, Role.CS_AGENT, Role.CS_SUPERVISOR)
ASK_ABOUT_GOODS = capability("care.ask_about_goods", Role.CUSTOMER)
ANSWER_ABOUT_GOODS = capability("care.answer_about_goods", Role.SUPPLIER, Role.CS_AGENT, Role.CS_SUPERVISOR)
TAKE_DOWN_QUESTION = capability("care.take_down_question", Role.CS_SUPERVISOR, Role.COMPLIANCE_OFFICER)
