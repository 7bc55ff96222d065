"""All of it in, a chained `JustificationLog` out; then document and log are released together."""

from minimise.stages.record.additions import Addition, Detail, additions
from minimise.stages.record.advice import advice_html
from minimise.stages.record.appendix import append, overdue
from minimise.stages.record.canon import JsonObject
from minimise.stages.record.case_key import CaseKey
from minimise.stages.record.chain import JustificationLog, LogSummary
from minimise.stages.record.copies import copies_html, copies_json
from minimise.stages.record.entries import entries
from minimise.stages.record.export import Section, log_csv, log_markdown, log_sections
from minimise.stages.record.family_sheet import family_sheet_html
from minimise.stages.record.header import LogHeader, ModelStamp, PolicyStamp, Run, header_of
from minimise.stages.record.logfile import LogFile
from minimise.stages.record.questions import NOT_ASKED, Question, question, questions
from minimise.stages.record.quiet import loggable
from minimise.stages.record.readable import log_html
from minimise.stages.record.release import Output, release
from minimise.stages.record.schema import log_schema
from minimise.stages.record.selection import Selection
from minimise.stages.record.sharing import NOT_SHARING, Scan, SharingRecord, sharing_record
from minimise.stages.record.signing import SealSigner, check_signature, new_key
from minimise.stages.record.statement import named_head, statement_html
from minimise.stages.record.stats import LogStats, count_logs
from minimise.stages.record.stem import safe_stem
from minimise.stages.record.telling import told
from minimise.stages.record.verifying import read_log, verify_log

__all__ = [
    "NOT_ASKED",
    "NOT_SHARING",
    "Addition",
    "CaseKey",
    "Detail",
    "JsonObject",
    "JustificationLog",
    "LogFile",
    "LogHeader",
    "LogStats",
    "LogSummary",
    "ModelStamp",
    "Output",
    "PolicyStamp",
    "Question",
    "Run",
    "Scan",
    "SealSigner",
    "Section",
    "Selection",
    "SharingRecord",
    "additions",
    "advice_html",
    "append",
    "check_signature",
    "copies_html",
    "copies_json",
    "count_logs",
    "entries",
    "family_sheet_html",
    "header_of",
    "log_csv",
    "log_html",
    "log_markdown",
    "log_schema",
    "log_sections",
    "loggable",
    "named_head",
    "new_key",
    "overdue",
    "question",
    "questions",
    "read_log",
    "release",
    "safe_stem",
    "sharing_record",
    "statement_html",
    "told",
    "verify_log",
]
