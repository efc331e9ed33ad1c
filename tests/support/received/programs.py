"""Programs: absences with their dates, receipts of help desks, bounces, complaints, newsletters."""

from __future__ import annotations

from tests.support.received.making import AUTO, QUOTE, Sample, mail

# name: (text, subject, day of return or None). Written on Thursday, 3 December 2026.
_AWAY: dict[str, tuple[str, str, str | None]] = {
    "en-until": (
        "I am out of the office until 14 December 2026 with limited access to email. For urgent matters contact Jane (jane@acme.example).",
        "Automatic reply: A question",
        "2026-12-14",
    ),
    "en-back-on": (
        "Thank you for your email. I am on annual leave and will be back on Monday, December 14th.",
        "Out of Office: A question",
        "2026-12-14",
    ),
    "en-range": ("I am on vacation from 3 to 14 December.", "Automatic reply: x", "2026-12-14"),
    "en-range-american": ("I will be out of the office December 7-11 and will reply when I return.", "Automatic reply: x", "2026-12-11"),
    "en-range-two-months": ("I'm away from December 21 through January 4, 2027.", "Automatic reply: x", "2027-01-04"),
    "en-range-and-back": (
        "I am out of office from 7 December to 11 December, returning on 14 December.",
        "Automatic reply: x",
        "2026-12-14",
    ),
    "en-slashes": ("Out of office until 12/18/2026.", "Automatic reply: x", "2026-12-18"),
    "en-iso": ("I am currently away and will return on 2026-12-21.", "Automatic reply: x", "2026-12-21"),
    "en-weekday": ("I'm out of the office and will be back on Monday.", "Automatic reply: x", "2026-12-07"),
    "en-tomorrow": ("I am out of the office today and will be back tomorrow.", "Automatic reply: x", "2026-12-04"),
    "en-new-year": ("Our office is closed for the holidays. We will reopen on January 4th.", "Automatic reply: x", "2027-01-04"),
    "en-none": ("I am out of the office with no access to email.", "Automatic reply: x", None),
    "en-maternity": (
        "I am on maternity leave until June 2027. Please contact Tom at tom@acme.example.",
        "Automatic reply: x",
        "2027-06-01",
    ),
    "en-conference": (
        "I'm attending a conference this week and will be slow to respond. Back in the office Wed 9 Dec.",
        "Automatic reply: x",
        "2026-12-09",
    ),
    "en-phone": ("I am out of office until 11 Dec. For emergencies call 12-34 56 78 between 9-5.", "Automatic reply: x", "2026-12-11"),
    "en-through": ("I'm on PTO through Friday, Dec 11th.", "Automatic reply: x", "2026-12-11"),
    "de-bis": (
        "Vielen Dank für Ihre E-Mail. Ich bin bis zum 14.12.2026 nicht im Büro. In dringenden Fällen wenden Sie sich bitte an Frau Klein.",
        "Automatische Antwort: x",
        "2026-12-14",
    ),
    "de-ab": (
        "Ich bin im Urlaub und ab dem 15. Dezember wieder erreichbar. Ihre E-Mail wird nicht weitergeleitet.",
        "Abwesenheitsnotiz: x",
        "2026-12-15",
    ),
    "de-von-bis": ("Ich bin vom 07.12. bis 11.12. nicht im Hause.", "Abwesend", "2026-12-11"),
    "de-einschliesslich": ("Ich bin bis einschließlich Freitag, 18. Dezember abwesend.", "Automatische Antwort: x", "2026-12-18"),
    "de-zurueck": ("Ich befinde mich auf Dienstreise und bin am 09.12.26 zurück.", "Automatische Antwort: x", "2026-12-09"),
    "de-montag": ("Ich bin heute nicht im Büro und am Montag wieder da.", "Automatische Antwort: x", "2026-12-07"),
    "fr-jusqu-au": (
        "Bonjour, je suis absente du bureau jusqu'au 14 décembre inclus. En cas d'urgence, contactez Paul.",
        "Réponse automatique : x",
        "2026-12-14",
    ),
    "fr-retour": ("Je suis en congés, de retour le lundi 21 décembre 2026.", "Absence du bureau", "2026-12-21"),
    "fr-du-au": ("Je serai absent du 7 au 18 décembre.", "Réponse automatique : x", "2026-12-18"),
    "fr-slashes": ("Actuellement en déplacement, je serai de retour le 10/12.", "Réponse automatique : x", "2026-12-10"),
    "es-hasta": (
        "Estaré fuera de la oficina hasta el 14 de diciembre. Para asuntos urgentes contacte con Ana.",
        "Respuesta automática: x",
        "2026-12-14",
    ),
    "es-regreso": ("Me encuentro de vacaciones y regresaré el lunes 21 de diciembre de 2026.", "Respuesta automática: x", "2026-12-21"),
    "es-del-al": ("Estoy ausente del 7 al 11 de diciembre.", "Fuera de la oficina", "2026-12-11"),
    "it-fino": ("Sono fuori ufficio fino al 14 dicembre. Per urgenze contattare Luca.", "Risposta automatica: x", "2026-12-14"),
    "it-rientro": ("Sono in ferie, rientrerò il 4 gennaio.", "Risposta automatica: x", "2027-01-04"),
    "pt-ate": ("Estou de férias até 14 de dezembro.", "Resposta automática: x", "2026-12-14"),
    "pt-retorno": ("Estarei ausente e retorno no dia 21/12/2026.", "Resposta automática: x", "2026-12-21"),
    "nl-tm": ("Ik ben afwezig t/m 11 december.", "Automatisch antwoord: x", "2026-12-11"),
    "nl-terug": ("Ik ben met vakantie en vanaf maandag 21 december weer bereikbaar.", "Afwezig: x", "2026-12-21"),
    "sv": ("Jag är på semester till och med 11 december.", "Autosvar: x", "2026-12-11"),
    "da": ("Jeg holder ferie til og med den 11. december.", "Automatisk svar: x", "2026-12-11"),
    "pl": ("Jestem na urlopie do 11 grudnia.", "Odpowiedź automatyczna: x", "2026-12-11"),
    "ru": ("Я в отпуске до 14 декабря.", "Автоматический ответ: x", "2026-12-14"),
    "zh-range": ("您好，我于12月7日至12月11日休假，期间无法及时回复邮件，敬请谅解。", "自动回复: 运费", "2026-12-11"),
    "zh-back": ("感谢您的来信，我正在出差，12月14日返回公司，急事请致电。", "自动回复：运费", "2026-12-14"),
    "zh-year": ("本人休年假至2026年12月18日，如有紧急事宜请联系同事小王。", "自动回复", "2026-12-18"),
    "zh-monday": ("我外出培训，下周一回来后回复您。", "自动回复", "2026-12-07"),
    "zh-tw": ("您好，我目前休假中，將於12月14日回到辦公室，期間如有急事請聯絡代理人。", "自動回覆：詢問", "2026-12-14"),
    "ja-made": ("12月11日まで休暇をいただいております。", "自動返信：お問い合わせ", "2026-12-11"),
    "ja-kara": ("年末年始休業のため、1月5日より通常営業いたします。", "自動応答", "2027-01-05"),
    "ko": ("12월 11일까지 휴가입니다.", "부재중: 문의", "2026-12-11"),
}
_RECEIPTS = {
    "ticket": (
        "Your request (#48213) has been received and is being reviewed by our support staff.",
        "[Ticket #48213] A question about freight",
    ),
    "thanks": (
        "Thank you for contacting ACME. This is an automated response. We will get back to you within 2 business days.",
        "Thank you for your message",
    ),
    "unmonitored": ("This mailbox is not monitored. Please do not reply to this message.", "Automatic reply: x"),
    "left": ("Ann Vogel no longer works for ACME. Please contact info@acme.example.", "Automatic reply: x"),
    "left-de": ("Ich bin nicht mehr bei ACME beschäftigt. Bitte wenden Sie sich an info@acme.example.", "Automatische Antwort: x"),
    "challenge": (
        "Please click the link below to confirm that you are human. Your message will be delivered then: https://x.example/c",
        "Please verify your email",
    ),
    "de": (
        "Ihre Anfrage ist bei uns eingegangen. Diese E-Mail wurde automatisch erstellt, bitte antworten Sie nicht auf diese E-Mail.",
        "Ihre Anfrage",
    ),
    "fr": (
        "Nous avons bien reçu votre message et vous répondrons dans les meilleurs délais. Ceci est un message automatique.",
        "Accusé de réception",
    ),
    "es": ("Hemos recibido su mensaje. Le responderemos lo antes posible. Mensaje automático, no responda.", "Acuse de recibo"),
    "zh": ("您的邮件我们已收到，会尽快回复您。本邮件由系统自动发送，请勿回复。", "自动回复"),
    "ja": ("お問い合わせを受け付けました。本メールは自動送信です。返信はできません。", "お問い合わせ受付"),
}
_NDR_TEXT = {
    "qq": ("系统退信", "PostMaster <PostMaster@qq.com>", "很抱歉您发送的邮件被退回，以下是该邮件的相关信息：\n收件人 <bob@acme.example>\n退信原因：收件人邮件地址（bob@acme.example）不存在，邮件无法送达。\nhost mx.acme.example said: 550 Mailbox not found", True),
    "163": ("系统退信/Systems bounce", "Postmaster@163.com", "抱歉，您的邮件被退回来了……\n收件人：bob@acme.example\n退信原因：550 User not found: bob@acme.example", True),
    "163-full": ("系统退信", "Postmaster@163.com", "您的邮件被退回来了\n收件人：bob@acme.example\n退信原因：对方邮箱已满，无法接收邮件 552 Mailbox full", False),
    "de": ("Unzustellbar: Frage", "postmaster@acme.example", "Ihre Nachricht konnte nicht zugestellt werden.\n\nbob@acme.example\nDer Empfänger ist unbekannt. 550 5.1.1 User unknown", True),
    "fr": ("Non remis : question", "postmaster@acme.example", "Votre message n'a pas pu être remis aux destinataires suivants :\n\nbob@acme.example\nL'adresse du destinataire est inconnue.", True),
    "es": ("No se puede entregar: pregunta", "postmaster@acme.example", "No se pudo entregar el mensaje a:\n\nbob@acme.example\nEl buzón está lleno. 552 5.2.2 mailbox full", False),
    "exim": ("Mail delivery failed: returning message to sender", "Mail Delivery System <Mailer-Daemon@mx.example>", "A message that you sent could not be delivered to one or more of its recipients. This is a permanent error. The following address(es) failed:\n\n  bob@acme.example\n    host mx.acme.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<bob@acme.example>:\n    550 5.1.1 No such user here", True),
    "spam": ("failure notice", "MAILER-DAEMON@mx.example", "Hi. This is the qmail-send program.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<bob@acme.example>:\n192.0.2.1 failed after I sent the message.\nRemote host said: 554 5.7.1 Message rejected as spam", False),
    "ru": ("Недоставленное сообщение", "mailer-daemon@corp.mail.ru", "Это письмо создано автоматически. Ваше письмо не доставлено:\n\nbob@acme.example\nПользователь не найден. 550 user not found", True),
    "ja": ("メール配信エラー", "MAILER-DAEMON@mx.example", "以下の宛先にメールを配信できませんでした。\n\n<bob@acme.example>\n宛先のメールアドレスが存在しません。", True),
}  # fmt: skip
_DSN = """--b1
Content-Type: text/plain

The mail system: see below.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.ours.example

Final-Recipient: rfc822; bob@acme.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--b1
Content-Type: text/rfc822-headers

From: sam@ours.example
To: bob@acme.example
Message-ID: <plan-1-step-1@ours.example>

--b1--
"""


def dsn(action: str, status: str, said: str) -> bytes:
    """A report by RFC 3464."""
    head = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.ours.example\nTo: sam@ours.example\nSubject: Mail report\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b1\n\n"
    return (head + _DSN.format(action=action, status=status, said=said)).encode()


_MDN = (
    b"From: Ann <ann@acme.example>\nTo: sam@ours.example\nSubject: Read: A question\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b1\n\n"
    b"--b1\nContent-Type: text/plain\n\nYour message was read.\n--b1\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; ann@acme.example\n"
    b"Original-Message-ID: <plan-1-step-1@ours.example>\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--b1--\n"
)
_ARF = (
    b"From: fbl@isp.example\nTo: sam@ours.example\nSubject: FW: A question\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=feedback-report; boundary=b1\n\n"
    b"--b1\nContent-Type: text/plain\n\nThis is an email abuse report.\n--b1\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: x/1\nVersion: 1\nOriginal-Rcpt-To: ann@acme.example\n\n"
    b"--b1\nContent-Type: message/rfc822\n\nFrom: sam@ours.example\nMessage-ID: <plan-1-step-1@ours.example>\n\nhello\n--b1--\n"
)

PROGRAMS = (
    *(Sample(f"away-{name}", "out_of_office", mail(text + (QUOTE if n % 3 == 0 else ""), AUTO, subject=subject, answers=n % 2 == 0), day) for n, (name, (text, subject, day)) in enumerate(_AWAY.items())),
    *(Sample(f"away-by-subject-{name}", "out_of_office", mail(text, subject=subject, answers=False), day) for name, (text, subject, day) in _AWAY.items() if name in ("en-until", "de-bis", "fr-retour", "es-hasta", "zh-back", "ja-made")),
    *(Sample(f"receipt-{name}", "auto_reply", mail(text, AUTO, subject=subject, answers=False)) for name, (text, subject) in _RECEIPTS.items()),
    *(Sample(f"receipt-bulk-{name}", "auto_reply", mail(text, "Precedence: bulk", subject=subject, answers=False)) for name, (text, subject) in _RECEIPTS.items() if name in ("ticket", "thanks", "de", "zh")),
    *(Sample(f"bounce-{name}", "bounce", mail(text, "Return-Path: <>", subject=subject, sender=sender, answers=False)) for name, (subject, sender, text, _) in _NDR_TEXT.items()),
    Sample("away-words-alone", "out_of_office", mail("Thank you for your email. I am currently out of the office until 14 December with limited access to email. For urgent matters please call the switchboard.", subject="Re: A question", answers=True), "2026-12-14"),
    Sample("away-gmail-vacation", "out_of_office", mail("I'm travelling until December 10 and will reply when I'm back.", "Precedence: bulk", "X-Autoreply: yes", "Auto-Submitted: auto-replied"), "2026-12-10"),
    Sample("away-exchange-rule", "out_of_office", mail("Out of office until Dec 11.", "X-MS-Exchange-Inbox-Rules-Loop: ann@acme.example", subject="A question"), "2026-12-11"),
    Sample("away-zh-short-range", "out_of_office", mail("国庆假期10月1日至7日放假，10月8日正式上班。", AUTO, subject="自动回复", date="Mon, 28 Sep 2026 09:00:00 +0800"), "2026-10-08"),
    Sample("away-zh-holiday", "out_of_office", mail("我司国庆10月1日至7日放假，期间不能及时回复邮件。", AUTO, subject="自动回复", date="Mon, 28 Sep 2026 09:00:00 +0800"), "2026-10-07"),
    Sample("away-american", "out_of_office", mail("I will be out of the office returning 1/5/2027.", AUTO, date="Mon, 28 Dec 2026 09:00:00 -0500"), "2027-01-05"),
    Sample("away-gbk", "out_of_office", mail("我正在休假，12月14日上班。", AUTO, charset="gbk", subject="自动回复"), "2026-12-14"),
    Sample("dsn-failed", "bounce", dsn("failed", "5.1.1", "550 5.1.1 User unknown")),
    Sample("dsn-delayed", "delay", dsn("delayed", "4.4.1", "connect timed out")),
    Sample("dsn-delivered", "delivered", dsn("delivered", "2.0.0", "250 ok")),
    Sample("dsn-relayed", "delivered", dsn("relayed", "2.0.0", "250 ok")),
    Sample("read-receipt", "delivered", _MDN),
    Sample("complaint", "complaint", _ARF),
    Sample("gmail-delay", "delay", mail("THIS IS A WARNING MESSAGE ONLY.\nDelivery to the following recipient has been delayed:\n\n     bob@acme.example\n\nMessage will be retried for 2 more day(s)", "Return-Path: <>", sender="Mail Delivery Subsystem <mailer-daemon@googlemail.com>", subject="Delivery Status Notification (Delay)", answers=False)),
    Sample("newsletter", "other", mail("Our best offers this week. Click here to unsubscribe.", "List-Unsubscribe: <https://n.example/u>", "List-Id: <news.n.example>", "Precedence: bulk", sender="News <newsletter@n.example>", subject="Offers", answers=False)),
    Sample("notification", "other", mail("A new sign-in to your account from Berlin.", sender="ACME <no-reply@acme.example>", subject="Security alert", answers=False), None, ("auto_reply",)),
    Sample("apple-unsubscribe", "unsubscribe", mail("Apple Mail sent this email to unsubscribe from the message.", AUTO, "X-Apple-Unsubscribe: true", subject="unsubscribe", answers=False)),
)  # fmt: skip
HARD = {f"bounce-{name}": hard for name, (_, _, _, hard) in _NDR_TEXT.items()} | {"dsn-failed": True}
