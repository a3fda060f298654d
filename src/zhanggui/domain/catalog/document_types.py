"""Papers about goods, as suppliers file them; those about the firm are declared by partners."""

from zhanggui.mechanisms.documents.types import document_type

QUALITY_REPORT = document_type("quality_report", "Test report", expires=True, numbered=True)
CCC_CERTIFICATE = document_type(
    "ccc_certificate", "Certificate of compulsory certification (CCC)", expires=True, numbered=True
)
GEM_CERTIFICATE = document_type("gem_certificate", "Certificate of gems and jewellery", numbered=True)
NETWORK_ACCESS = document_type(
    "network_access", "Network access licence of telecom equipment", expires=True, numbered=True
)
PRICE_EVIDENCE = document_type("price_evidence", "Evidence of market prices")
