"""What a received message is: from its structure first, then its headers, then its words (rules R9, R18; promise C3)."""

from sdrdesk.core.mail.classify.verdict import classify, classify_message

__all__ = ["classify", "classify_message"]
