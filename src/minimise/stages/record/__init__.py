"""All of it in, a chained `JustificationLog` out; then document and log are released together."""

from minimise.stages.record.canon import JsonObject
from minimise.stages.record.case_key import CaseKey
from minimise.stages.record.chain import JustificationLog, LogSummary, read_log, verify_log
from minimise.stages.record.copies import copies_html, copies_json
from minimise.stages.record.entries import entries
from minimise.stages.record.header import LogHeader, ModelStamp, PolicyStamp, Run, header_of
from minimise.stages.record.readable import log_html
from minimise.stages.record.release import Output, release
from minimise.stages.record.statement import statement_html
from minimise.stages.record.stem import safe_stem

__all__ = [
    "CaseKey",
    "JsonObject",
    "JustificationLog",
    "LogHeader",
    "LogSummary",
    "ModelStamp",
    "Output",
    "PolicyStamp",
    "Run",
    "copies_html",
    "copies_json",
    "entries",
    "header_of",
    "log_html",
    "read_log",
    "release",
    "safe_stem",
    "statement_html",
    "verify_log",
]
