"""All of it in, a chained `JustificationLog` out; then document and log are released together."""

from minimise.stages.record.additions import Addition, Detail, additions
from minimise.stages.record.appendix import append, overdue
from minimise.stages.record.canon import JsonObject
from minimise.stages.record.case_key import CaseKey
from minimise.stages.record.chain import JustificationLog, LogSummary
from minimise.stages.record.entries import entries
from minimise.stages.record.header import LogHeader, ModelStamp, PolicyStamp, Run, header_of
from minimise.stages.record.logfile import LogFile
from minimise.stages.record.questions import NOT_ASKED, Question, questions
from minimise.stages.record.readable import log_html
from minimise.stages.record.release import Output, release
from minimise.stages.record.schema import log_schema
from minimise.stages.record.sharing import Scan, SharingRecord, sharing_record
from minimise.stages.record.signing import SealSigner, check_signature, new_key
from minimise.stages.record.statement import statement_html
from minimise.stages.record.stem import safe_stem
from minimise.stages.record.verifying import read_log, verify_log

__all__ = [
    "NOT_ASKED",
    "Addition",
    "CaseKey",
    "Detail",
    "JsonObject",
    "JustificationLog",
    "LogFile",
    "LogHeader",
    "LogSummary",
    "ModelStamp",
    "Output",
    "PolicyStamp",
    "Question",
    "Run",
    "Scan",
    "SealSigner",
    "SharingRecord",
    "additions",
    "append",
    "check_signature",
    "entries",
    "header_of",
    "log_html",
    "log_schema",
    "new_key",
    "overdue",
    "questions",
    "read_log",
    "release",
    "safe_stem",
    "sharing_record",
    "statement_html",
    "verify_log",
]
