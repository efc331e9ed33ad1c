"""Reports as mail systems write them, with what they say of each recipient: (address, will never work)."""

from __future__ import annotations

from typing import NamedTuple

RETURNED = "From: Sam Seller <sam@ours.example>\nTo: {to}\nSubject: A question about freight\nMessage-ID: <plan-1-step-1@ours.example>\nDate: Wed, 02 Dec 2026 09:00:00 +0100\n"


class Report(NamedTuple):
    """A report, what it is, and what it says of whom."""

    name: str
    kind: str
    raw: bytes
    people: tuple[tuple[str, bool], ...]

    def __repr__(self) -> str:
        return self.name


def prose(sender: str, subject: str, text: str, *headers: str, charset: str = "utf-8") -> bytes:
    """A notice without fields."""
    lines = [
        "Return-Path: <>",
        f"From: {sender}",
        "To: sam@ours.example",
        f"Subject: {subject}",
        "Date: Thu, 03 Dec 2026 10:00:00 +0100",
        *headers,
    ]
    return ("\n".join(lines) + f"\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\n").encode() + text.encode(charset)


def fields(sender: str, subject: str, text: str, *blocks: str, to: str = "bob@acme.example", charset: str = "utf-8") -> bytes:
    """A report by RFC 3464."""
    head = f'Return-Path: <>\nFrom: {sender}\nTo: sam@ours.example\nSubject: {subject}\nDate: Thu, 03 Dec 2026 10:00:00 +0100\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b/1"\n\n'
    status = "\n\n".join(["Reporting-MTA: dns; mx.ours.example\nArrival-Date: Wed, 2 Dec 2026 09:00:00 +0100", *blocks])
    tail = f"\n--b/1\nContent-Type: message/delivery-status\n\n{status}\n\n--b/1\nContent-Type: text/rfc822-headers\n\n{RETURNED.format(to=to)}\n--b/1--\n"
    return head.encode() + f"--b/1\nContent-Type: text/plain; charset={charset}\n\n".encode() + text.encode(charset) + tail.encode()


def block(address: str, status: str, said: str, action: str = "failed") -> str:
    """What is reported of one recipient."""
    return f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {said}"


BOB, EVE = "bob@acme.example", "eve@acme.example"
_POSTFIX = "MAILER-DAEMON@mx.ours.example (Mail Delivery System)"
_EXIM = "Mail Delivery System <Mailer-Daemon@mx.ours.example>"
_GMAIL = "Mail Delivery Subsystem <mailer-daemon@googlemail.com>"
_O365 = "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@ours.example>"
_COPY = "\n------ This is a copy of the message, including all the headers. ------\n\n" + RETURNED.format(to=BOB)
_QMAIL_COPY = "\n--- Below this line is a copy of the message.\n\n" + RETURNED.format(to=BOB)

REPORTS = (
    Report("postfix-unknown", "bounce", fields(_POSTFIX, "Undelivered Mail Returned to Sender", "This is the mail system at host mx.ours.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<bob@acme.example>: host mx.acme.example[192.0.2.1] said: 550 5.1.1\n    <bob@acme.example>: Recipient address rejected: User unknown in virtual mailbox\n    table (in reply to RCPT TO command)\n", block(BOB, "5.1.1", "550 5.1.1 <bob@acme.example>: Recipient address rejected: User unknown in virtual mailbox table")), ((BOB, True),)),
    Report("postfix-two", "bounce", fields(_POSTFIX, "Undelivered Mail Returned to Sender", "This is the mail system.\n", block(BOB, "5.1.1", "550 5.1.1 no such user"), block(EVE, "5.2.2", "552 5.2.2 Mailbox is over quota")), ((BOB, True), (EVE, False))),
    Report("postfix-policy", "bounce", fields(_POSTFIX, "Undelivered Mail Returned to Sender", "This is the mail system.\n", block(BOB, "5.7.1", "554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org")), ((BOB, False),)),
    Report("postfix-greylist-delay", "delay", fields(_POSTFIX, "Delayed Mail (still being retried)", "# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n\nYour message could not be delivered for more than 4 hour(s).\n", block(BOB, "4.2.0", "450 4.2.0 <bob@acme.example>: Recipient address rejected: Greylisted", "delayed")), ((BOB, False),)),
    Report("postfix-no-host", "bounce", fields(_POSTFIX, "Undelivered Mail Returned to Sender", "This is the mail system.\n", "Final-Recipient: rfc822; bob@acme.example\nAction: failed\nStatus: 5.4.4\nDiagnostic-Code: X-Postfix; Host or domain name not found. Name service error\n    for name=acme.example type=AAAA: Host not found"), ((BOB, True),)),
    Report("postfix-expired", "bounce", fields(_POSTFIX, "Undelivered Mail Returned to Sender", "This is the mail system.\n", "Final-Recipient: rfc822; bob@acme.example\nAction: failed\nStatus: 4.4.1\nDiagnostic-Code: X-Postfix; connect to mx.acme.example[192.0.2.1]:25: Connection timed out"), ((BOB, False),)),
    Report("exim-unknown", "bounce", prose(_EXIM, "Mail delivery failed: returning message to sender", "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  bob@acme.example\n    host mx.acme.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<bob@acme.example>:\n    550 5.1.1 Unknown recipient\n" + _COPY, "X-Failed-Recipients: bob@acme.example", "Auto-Submitted: auto-replied"), ((BOB, True),)),
    Report("exim-two", "bounce", prose(_EXIM, "Mail delivery failed: returning message to sender", "A message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  bob@acme.example\n    Unrouteable address\n  eve@acme.example\n    mailbox is full: retry timeout exceeded\n" + _COPY, "X-Failed-Recipients: bob@acme.example,\n  eve@acme.example"), ((BOB, True), (EVE, False))),
    Report("exim-warning", "delay", prose(_EXIM, "Warning: message 1abCDe-000001-2F delayed 24 hours", "This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.ours.example.\n\nThe address to which the message has not yet been delivered is:\n\n  bob@acme.example\n\nNo action is required on your part. Delivery attempts will continue for\nsome time, and this warning may be repeated at intervals.\n"), ((BOB, False),)),
    Report("qmail-unknown", "bounce", prose("MAILER-DAEMON@mx.ours.example", "failure notice", "Hi. This is the qmail-send program at mx.ours.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<bob@acme.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n" + _QMAIL_COPY), ((BOB, True),)),
    Report("qmail-remote-full", "bounce", prose("MAILER-DAEMON@mx.ours.example", "failure notice", "Hi. This is the qmail-send program at mx.ours.example.\n\n<bob@acme.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 552 sorry, that recipient's mailbox is full (#5.2.2)\nGiving up on 192.0.2.1.\n" + _QMAIL_COPY), ((BOB, False),)),
    Report("exchange-2016", "bounce", fields("Microsoft Outlook <postmaster@acme.example>", "Undeliverable: A question about freight", "Delivery has failed to these recipients or groups:\n\nbob@acme.example\nThe e-mail address you entered couldn't be found. Please check the recipient's e-mail address and try to resend the message.\n\nDiagnostic information for administrators:\nGenerating server: EX01.acme.example\nbob@acme.example\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'\n", "Final-Recipient: rfc822;bob@acme.example\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup\nX-Display-Name: bob"), ((BOB, True),)),
    Report("exchange-restricted", "bounce", fields("Microsoft Outlook <postmaster@acme.example>", "Undeliverable: A question about freight", "Your message wasn't delivered because of security policies.\n", block(BOB, "5.7.1", "550 5.7.1 RESOLVER.RST.AuthRequired; authentication required")), ((BOB, False),)),
    Report("o365-unknown", "bounce", fields(_O365, "Undeliverable: A question about freight", "Your message to bob@acme.example couldn't be delivered.\n\nbob wasn't found at acme.example.\n\nsam\tOffice 365\tbob\nAction Required\t\tRecipient\nUnknown To address\n", block(BOB, "5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient bob@acme.example not found by SMTP address lookup")), ((BOB, True),)),
    Report("o365-spam", "bounce", fields(_O365, "Undeliverable: A question about freight", "Your message to bob@acme.example couldn't be delivered.\n", block(BOB, "5.7.705", "550 5.7.705 Access denied, tenant has exceeded threshold")), ((BOB, False),)),
    Report("o365-full", "bounce", fields(_O365, "Undeliverable: A question about freight", "The recipient's mailbox is full.\n", block(BOB, "5.2.2", "554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException")), ((BOB, False),)),
    Report("o365-de", "bounce", fields(_O365, "Unzustellbar: Frage zur Fracht", "Ihre Nachricht an bob@acme.example konnte nicht zugestellt werden.\n\nbob wurde bei acme.example nicht gefunden.\n", block(BOB, "5.1.1", "550 5.1.1 The email account that you tried to reach does not exist")), ((BOB, True),)),
    Report("gmail-unknown", "bounce", fields(_GMAIL, "Delivery Status Notification (Failure)", "** Address not found **\n\nYour message wasn't delivered to bob@acme.example because the address couldn't be found, or is unable to receive mail.\n\nThe response from the remote server was:\n550 5.1.1 <bob@acme.example> User doesn't exist\n", block(BOB, "5.1.1", "550 5.1.1 <bob@acme.example> User doesn't exist")), ((BOB, True),)),
    Report("gmail-old-prose", "bounce", prose(_GMAIL, "Delivery Status Notification (Failure)", "Delivery to the following recipient failed permanently:\n\n     bob@acme.example\n\nTechnical details of permanent failure:\nGoogle tried to deliver your message, but it was rejected by the server for the recipient domain acme.example by mx.acme.example. [192.0.2.1].\n\nThe error that the other server returned was:\n550 No such recipient here\n\n----- Original message -----\n\n" + RETURNED.format(to=BOB), "X-Failed-Recipients: bob@acme.example"), ((BOB, True),)),
    Report("gmail-incomplete", "delay", fields(_GMAIL, "Delivery Status Notification (Delay)", "** Delivery incomplete **\n\nThere was a temporary problem delivering your message to bob@acme.example. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.\n", block(BOB, "4.4.1", "The recipient server did not accept our requests to connect.", "delayed")), ((BOB, False),)),
    Report("gmail-blocked", "bounce", fields(_GMAIL, "Delivery Status Notification (Failure)", "** Message blocked **\n\nYour message to bob@acme.example has been blocked. See technical details below for more information.\n", block(BOB, "5.7.26", "550 5.7.26 This mail has been blocked because the sender is unauthenticated.")), ((BOB, False),)),
    Report("gmail-domain", "bounce", fields(_GMAIL, "Delivery Status Notification (Failure)", "** Address not found **\n\nYour message wasn't delivered to bob@acme.example because the domain acme.example couldn't be found.\n", "Final-Recipient: rfc822; bob@acme.example\nAction: failed\nStatus: 5.1.2\nDiagnostic-Code: smtp; DNS Error: DNS type 'mx' lookup of acme.example responded with code NXDOMAIN"), ((BOB, True),)),
    Report("yahoo", "bounce", prose("MAILER-DAEMON@yahoo.com", "Failure Notice", "Sorry, we were unable to deliver your message to the following address.\n\n<bob@acme.example>:\n554: delivery error: dd This user doesn't have a yahoo.com account (bob@acme.example) [-5] - mta1.mail.bf1.yahoo.com\n\n--- Below this line is a copy of the message.\n\n" + RETURNED.format(to=BOB)), ((BOB, True),)),
    Report("yahoo-deferred", "bounce", prose("MAILER-DAEMON@yahoo.com", "Failure Notice", "Sorry, we were unable to deliver your message to the following address.\n\n<bob@acme.example>:\nMail server for \"acme.example\" unreachable for too long\n\n--- Below this line is a copy of the message.\n"), ((BOB, False),)),
    Report("sendmail", "bounce", fields("Mail Delivery Subsystem <MAILER-DAEMON@mx.ours.example>", "Returned mail: see transcript for details", "The original message was received at Wed, 2 Dec 2026 09:00:00 +0100\nfrom localhost\n\n   ----- The following addresses had permanent fatal errors -----\n<bob@acme.example>\n    (reason: 550 5.1.1 <bob@acme.example>... User unknown)\n\n   ----- Transcript of session follows -----\n... while talking to mx.acme.example.:\n>>> RCPT To:<bob@acme.example>\n<<< 550 5.1.1 <bob@acme.example>... User unknown\n550 5.1.1 <bob@acme.example>... User unknown\n", block(BOB, "5.1.1", "550 5.1.1 <bob@acme.example>... User unknown")), ((BOB, True),)),
    Report("sendmail-warning", "delay", fields("Mail Delivery Subsystem <MAILER-DAEMON@mx.ours.example>", "Warning: could not send message for past 4 hours", "    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n", block(BOB, "4.4.1", "connection refused by mx.acme.example", "delayed")), ((BOB, False),)),
    Report("opensmtpd", "bounce", prose("Mailer Daemon <MAILER-DAEMON@mx.ours.example>", "Delivery status notification: error", "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\nbob@acme.example: 550 Invalid recipient\n\n    Below is a copy of the original message:\n\n" + RETURNED.format(to=BOB)), ((BOB, True),)),
    Report("qq-unknown", "bounce", prose("PostMaster <PostMaster@qq.com>", "=?gb18030?B?z7XNs83L0MU=?=", "您好！\n\n很抱歉，您发送的邮件无法送达以下收件人：\nbob@acme.example\n\n退信原因：\n收件人邮箱地址不存在，请核对后重新发送。\nhost mx.acme.example said: 550 Mailbox not found\n", charset="gb18030"), ((BOB, True),)),
    Report("qq-frequency", "bounce", prose("PostMaster <PostMaster@qq.com>", "系统退信", "很抱歉您发送的邮件被退回，以下是该邮件的相关信息：\n被退回邮件 主题：询价\n收件人 bob@acme.example\n退信原因 发信频率过高，被对方服务器限制。550 Connection frequency limited\n"), ((BOB, False),)),
    Report("163-unknown", "bounce", prose("Postmaster@163.com", "系统退信 / Undelivered Mail", "抱歉，您的邮件被退回来了\n\n原邮件信息：\n主题：询价\n退信原因：\n收件人 bob@acme.example 的邮箱帐号不存在 (User not found)\nSMTP error, RCPT TO: 550 User not found: bob@acme.example\n"), ((BOB, True),)),
    Report("163-rejected", "bounce", prose("Postmaster@163.com", "系统退信", "您的邮件被退回来了\n收件人：bob@acme.example\n退信原因：邮件内容被对方服务器判为垃圾邮件而拒收 554 DT:SPM\n"), ((BOB, False),)),
    Report("aliyun", "bounce", fields("\"Mail Delivery Subsystem\" <MAILER-DAEMON@aliyun.com>", "退信通知", "您发往 bob@acme.example 的邮件投递失败。\n失败原因：对方邮箱不存在。\n", block(BOB, "5.1.1", "550 5.1.1 user not exist")), ((BOB, True),)),
    Report("aliyun-full", "bounce", prose("系统退信 <postmaster@service.aliyun.com>", "退信通知：询价", "您好，您的邮件未能送达 \n收件人：bob@acme.example\n原因：收件人邮箱空间已满，暂时无法接收邮件。452 mailbox full\n"), ((BOB, False),)),
    Report("icloud-inactive", "bounce", fields(_POSTFIX, "Undelivered Mail Returned to Sender", "This is the mail system.\n", block(BOB, "5.1.1", "550 5.1.1 <bob@acme.example>: inactive email address (in reply to RCPT TO command)")), ((BOB, True),)),
    Report("relay-denied", "bounce", fields(_POSTFIX, "Undelivered Mail Returned to Sender", "This is the mail system.\n", block(BOB, "5.7.1", "550 5.7.1 Unable to relay for bob@acme.example")), ((BOB, False),)),
    Report("too-big", "bounce", fields(_POSTFIX, "Undelivered Mail Returned to Sender", "This is the mail system.\n", block(BOB, "5.3.4", "552 5.3.4 Message size exceeds fixed limit")), ((BOB, False),)),
    Report("temporary-unknown", "bounce", fields(_POSTFIX, "Undelivered Mail Returned to Sender", "This is the mail system.\n", block(BOB, "4.2.1", "450 4.2.1 The user you are trying to contact is receiving mail too quickly")), ((BOB, False),)),
    Report("fr-notice", "bounce", prose("Système de messagerie <postmaster@acme.example>", "Message non distribué", "Votre message n'a pas pu être remis à :\n\nbob@acme.example\n\nL'utilisateur est inconnu. 550 5.1.1 utilisateur inconnu\n"), ((BOB, True),)),
    Report("it-notice", "bounce", prose("Mailer-Daemon <mailer-daemon@acme.example>", "Mancato recapito: domanda", "Il messaggio non è stato recapitato a:\nbob@acme.example\nLa casella di posta è piena. 552 5.2.2\n"), ((BOB, False),)),
    Report("pt-notice", "bounce", prose("Mail Delivery System <mailer-daemon@acme.example>", "Falha na entrega", "Não foi possível entregar a mensagem para:\n\nbob@acme.example\n\nO destinatário não existe. 550 5.1.1\n"), ((BOB, True),)),
    Report("ja-notice", "bounce", prose("Mail Delivery Subsystem <MAILER-DAEMON@acme.example>", "=?utf-8?B?6YWN5L+h44Ko44Op44O844Gu44GK55+l44KJ44Gb?=", "次の宛先へのメールを配信できませんでした。\n\n<bob@acme.example>\n\nメールボックスの容量が超過しています。\n", charset="iso-2022-jp"), ((BOB, False),)),
    Report("truncated-dsn", "bounce", fields(_POSTFIX, "Undelivered Mail Returned to Sender", "This is the mail system.\n", block(BOB, "5.1.1", "550 5.1.1 no such user"))[:760], ((BOB, True),)),
)  # fmt: skip
