"""The papers that partners are asked for."""

from zhanggui.identity.models import Organisation
from zhanggui.mechanisms.documents.types import document_type

BUSINESS_LICENCE = document_type("business_licence", "Business licence", expires=True, numbered=True)
"""With a unified social credit code it is also the organisation code and tax registration (三证合一)."""
COURIER_LICENCE = document_type("courier_licence", "Courier licence", expires=True, numbered=True)
SIGNED_AGREEMENT = document_type("signed_agreement", "Signed agreement")
SITE_PICTURE = document_type("site_picture", "Picture of a site visit", picture_only=True)

document_type("food_licence", "Food business licence", expires=True, numbered=True)
document_type("cosmetics_filing", "Cosmetics filing", expires=True, numbered=True)
document_type("medical_device_licence", "Medical device licence", expires=True, numbered=True)
document_type("health_food_approval", "Health food approval", expires=True, numbered=True)
document_type("brand_authorisation", "Brand authorisation", expires=True)
document_type("quality_system", "Quality system certificate", expires=True, numbered=True)
document_type("environmental_certificate", "Environmental certificate", expires=True, numbered=True)
document_type("tax_registration", "Tax registration", numbered=True)
document_type("organisation_code", "Organisation code certificate", numbered=True)

ALWAYS_DEMANDED = {
    Organisation.Kind.SUPPLIER: (BUSINESS_LICENCE.code,),
    Organisation.Kind.CARRIER: (BUSINESS_LICENCE.code, COURIER_LICENCE.code),
}
PUBLIC_TYPES = frozenset({"business_licence", "courier_licence", "food_licence", "medical_device_licence"})
"""What customers may look at beside the goods, once somebody has decided so (EC-01, EC-03)."""
document_type("broadcast_permit", "Broadcasting permit", expires=True, numbered=True)
document_type("icp_filing", "Filing of the web site", numbered=True)
HOUSE_PAPERS = ("business_licence", "icp_filing", "broadcast_permit", "food_licence")
"""What the house itself holds for its trade, and shows (A-4.1.1, A-4.1.2)."""
