"""The records where everything meets: parsing ends in an `Issue`, linking and publishing start from it.

This module knows nobody. Every record is frozen and picklable, so that a stage can be cached, run in parallel or be
sent to another machine; the kinds of blocks are tagged, so that what is kept as data can be read again. Text is always
a `Text`: the words together with the places in the source they came from; that is what makes the first promise
checkable (`gazette_site.parsing.conservation`).
"""

from gazette_site.model.attachments import AttachedFile, Attachment, AttachmentKind
from gazette_site.model.documents import Chronicle, ChronicleEntry, Document, Erratum, Unprinted
from gazette_site.model.facts import (
    Appointment,
    AppointmentAction,
    BindingDate,
    DateKind,
    Duty,
    DutyRole,
    Every,
    FactKind,
    KeyFact,
)
from gazette_site.model.issues import ContentsLine, Furniture, FurnitureReason, Issue, Masthead, Misprint, Page, Trust
from gazette_site.model.names import IsoDate, IssueId, NormalNumber
from gazette_site.model.orders import MASK, NO_ORDERS, AddressOrder, Box, Correction, Cover, Hiding, Privacy
from gazette_site.model.statements import (
    IN_THE_TITLE,
    Amendment,
    Citation,
    DocumentNumber,
    Extension,
    Force,
    Mention,
    Place,
    Quotation,
    Repeal,
    Suspension,
)
from gazette_site.model.words import (
    Block,
    Level,
    Named,
    Paragraph,
    Picture,
    Repair,
    RepairName,
    Role,
    Span,
    Table,
    Text,
)

__all__ = [
    "IN_THE_TITLE",
    "MASK",
    "NO_ORDERS",
    "AddressOrder",
    "Amendment",
    "Appointment",
    "AppointmentAction",
    "AttachedFile",
    "Attachment",
    "AttachmentKind",
    "BindingDate",
    "Block",
    "Box",
    "Chronicle",
    "ChronicleEntry",
    "Citation",
    "ContentsLine",
    "Correction",
    "Cover",
    "DateKind",
    "Document",
    "DocumentNumber",
    "Duty",
    "DutyRole",
    "Erratum",
    "Every",
    "Extension",
    "FactKind",
    "Force",
    "Furniture",
    "FurnitureReason",
    "Hiding",
    "IsoDate",
    "Issue",
    "IssueId",
    "KeyFact",
    "Level",
    "Masthead",
    "Mention",
    "Misprint",
    "Named",
    "NormalNumber",
    "Page",
    "Paragraph",
    "Picture",
    "Place",
    "Privacy",
    "Quotation",
    "Repair",
    "RepairName",
    "Repeal",
    "Role",
    "Span",
    "Suspension",
    "Table",
    "Text",
    "Trust",
    "Unprinted",
]
