"""Papers that stand behind advertisements."""

from zhanggui.mechanisms.documents.types import document_type

AD_APPROVAL = document_type(
    "ad_approval", "Approval of an advertisement by the authority", expires=True, numbered=True
)
AD_EVIDENCE = document_type("ad_evidence", "Evidence of what an advertisement says")
ENDORSER_CONSENT = document_type("endorser_consent", "Written consent of an endorser", expires=True)
RIGHTS = document_type("ad_rights", "Right to use a picture, name, music or font")
PATENT = document_type("patent", "Patent certificate", expires=True, numbered=True)
COSMETIC_REGISTRATION = document_type(
    "cosmetic_registration", "Registration of a special cosmetic", expires=True, numbered=True
)
SPECIMEN = document_type("ad_specimen", "Approved specimen of an advertisement")
