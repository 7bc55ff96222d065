"""E-mails with all that hangs on them (.eml, and Outlook's .msg); `Mail` is the adapter."""

from minimise.formats.mail.mail import Mail

__all__ = ["Mail"]
