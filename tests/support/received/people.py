"""People: replies, referrals and opt-outs; many of them look like machines."""

from __future__ import annotations

from tests.support.received.making import OURS, QUOTE, Sample, html_mail, mail

NDR = """
The following message to <bob@old.example> was undeliverable.
The reason for the problem:
5.1.0 - Unknown address error 550-'5.1.1 <bob@old.example>: Recipient address rejected: User unknown'
"""
_SHORT = {
    "en": (
        "Sounds interesting, can you send me a price list?",
        "Thanks, but we are all set for this year.",
        "Who gave you my name?",
        "Not now. Try me again in March.",
    ),
    "de": (
        "Danke für Ihre Nachricht. Rufen Sie mich gerne morgen um 10 Uhr an.",
        "Wir haben derzeit keinen Bedarf.",
        "Können Sie mir ein Angebot schicken?",
    ),
    "fr": (
        "Merci pour votre message, pouvons-nous en parler mardi ?",
        "Nous ne sommes pas intéressés pour le moment.",
        "Envoyez-moi votre documentation s'il vous plaît.",
    ),
    "es": ("Gracias por escribir. ¿Podemos hablar el jueves?", "Por ahora no nos interesa, gracias.", "Envíeme más información por favor."),
    "it": ("Grazie del messaggio, sentiamoci giovedì.", "Al momento non siamo interessati."),
    "pt": ("Obrigado pelo contato. Podemos conversar na terça?", "No momento não temos interesse."),
    "nl": ("Bedankt voor uw bericht, bel me morgen even.", "Op dit moment hebben we geen interesse."),
    "zh": ("好的，下周二下午两点可以聊。", "谢谢，目前没有需求。", "请把报价发我看看。", "价格大概多少？我们每月大约有二十个集装箱。"),
    "ja": ("ご連絡ありがとうございます。来週火曜日にお打ち合わせできますか。", "現在のところ必要ありません。"),
    "ko": ("관심 있습니다. 자료 보내 주세요.",),
}
_TRICKY = {
    "away-but-yes": "I am out of office next week, but yes let's talk. How about Monday the 14th?",
    "mailbox-full-haha": "My mailbox is full of these emails haha. OK, what does it cost?",
    "on-holiday-from-phone": "Hi Sam, on holiday until Monday, happy to chat then.\n\nSent from my iPhone",
    "quotes-a-bounce": "Sam, your first mail bounced, I got this from IT, can you resend?\n"
    + "\n".join("> " + line for line in NDR.strip().split("\n")),
    "speaks-of-delivery": "Delivery to the following recipients failed on our side last year, so reliability matters to me. What are your rates?",
    "undeliverable-goods": "Some of our parcels are undeliverable because the address is unknown to the driver. Could you help with that?",
    "unsubscribe-feature": "How do you handle unsubscribe requests? We need that for compliance.",
    "do-not-remove": "Please don't remove me from your list, just write again in Q2.",
    "signature-footer": "Yes, call me at 4pm.\n\nBest\nAnn\n--\nACME Inc.\nIf you no longer wish to receive emails from ACME, click here to unsubscribe.",
    "disclaimer": "Fine with me.\n\nThis e-mail is confidential. If you are not the intended recipient please delete it and do not contact the sender again about it.",
    "talk-to-my-boss": "I'll talk to my boss and get back to you.",
    "contact-me": "Please contact me on my mobile, +49 170 1234567.",
    "talk-soon": "Great, talk to you next week!",
    "urlaub-aber-ja": "Ich bin nächste Woche im Urlaub, aber danach können wir gerne sprechen. Passt Ihnen der 15.12.?",
    "conges-mais-oui": "Je suis en congés la semaine prochaine mais oui, parlons-en le 15 décembre.",
    "vacaciones-pero-si": "Estoy de vacaciones hasta el lunes, pero sí, hablemos después.",
    "出差但可以": "我这周出差，下周一回来可以聊，您方便的话加我微信吗？",
    "休假": "我下周休假，回来后联系你。",
    "thank-you-received": "Thank you for your email. We received the samples yesterday and they look good. When can we talk about terms?",
    "ticket": "We have 3 open tickets with your competitor (#12345), so timing is good.",
    "one-word": "ok",
    "plus-one": "+1",
    "empty-quote-only": "",
    "forwarded-thought": "See below, interesting for us?",
    "stop-by": "Feel free to stop by our booth in Hall 5.",
    "stop-sending-faxes": "We want to stop sending paper invoices to customers, that is our main goal.",
}
_REFERRALS = {
    "en-address": "You should talk to Jane Miller, she handles freight. Her address is jane.miller@acme.example.",
    "en-cc": "I'm not the right person for this. I've copied my colleague Tom Weber who looks after logistics.",
    "en-contact": "Please contact Peter Smith (peter.smith@acme.example) for anything about purchasing.",
    "en-best-person": "The best person to speak with would be Maria Lopez, our Head of Operations.",
    "en-reach-out": "Reach out to procurement@acme.example instead.",
    "en-forwarded": "I have forwarded your message to our logistics manager, John Carter.",
    "en-signature": "Try Bob Stone, he is in charge of shipping.\n\nAnn Vogel\nHead of Finance\nann.vogel@acme.example",
    "en-team": "This is handled by our procurement team, please reach out to them at buy@acme.example.",
    "de": "Bitte wenden Sie sich an Herrn Müller (t.mueller@acme.example), er ist dafür zuständig.",
    "de-kollegin": "Zuständig dafür ist meine Kollegin Petra Schmidt, petra.schmidt@acme.example.",
    "fr": "Je ne suis pas la bonne personne, veuillez contacter Marie Dupont (marie.dupont@acme.example).",
    "fr-responsable": "Le responsable de la logistique est Jean Martin, je le mets en copie.",
    "es": "Por favor contacte a Juan Pérez, es el encargado de compras: juan.perez@acme.example",
    "it": "La persona giusta è Marco Rossi, marco.rossi@acme.example.",
    "pt": "O responsável por isso é o João Silva, joao.silva@acme.example.",
    "nl": "Neem contact op met Jan de Vries, hij gaat hierover: jan@acme.example.",
    "zh": "这个不归我管，请联系采购部王经理，邮箱 wang@acme.example。",
    "zh-forward": "已转给我们物流部的李明，他会负责这件事。",
    "ja": "担当は田中ですので、tanaka@acme.example までご連絡ください。",
}
_OPT_OUTS = {
    "en-remove": "Please remove me from your list.",
    "en-take-off": "Take me off your mailing list, thanks.",
    "en-unsubscribe": "unsubscribe",
    "en-stop": "STOP",
    "en-stop-emailing": "Not interested, please stop emailing me.",
    "en-do-not-contact": "Do not contact me again.",
    "en-polite": "Hi Sam, thanks for reaching out but I would like to be removed from your database.",
    "en-angry": "How did you get my address? Remove me from your list immediately or I will report you.",
    "en-gdpr": "Under GDPR I request that you delete my personal data.",
    "en-no-more": "No more emails please.",
    "en-opt-out": "Kindly opt me out.",
    "de": "Bitte streichen Sie mich aus Ihrem Verteiler.",
    "de-keine": "Bitte keine weiteren E-Mails mehr.",
    "de-kontakt": "Ich möchte nicht mehr kontaktiert werden.",
    "fr": "Merci de me retirer de votre liste.",
    "fr-plus": "Je ne souhaite plus recevoir vos messages.",
    "es": "Por favor, denme de baja de su lista.",
    "es-no": "No me envíen más correos.",
    "it": "Vi prego di cancellarmi dalla vostra lista.",
    "it-non": "Non desidero più ricevere le vostre email.",
    "pt": "Por favor, remova meu email da sua lista.",
    "nl": "Graag uitschrijven.",
    "zh-td": "TD",
    "zh": "退订",
    "zh-sentence": "请不要再给我发邮件了。",
    "zh-tw": "請將我從名單中移除。",
    "ja": "今後メールの送信は不要です。配信を停止してください。",
    "ko": "수신거부 부탁드립니다.",
}
_FORWARDED_NDR = (
    b"From: Ann Vogel <ann.vogel@acme.example>\r\nTo: sam@ours.example\r\nSubject: Fwd: Undelivered Mail Returned to Sender\r\n"
    b"Date: Thu, 03 Dec 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b1\r\n\r\n"
    b"--b1\r\nContent-Type: text/plain\r\n\r\nSam, this came back when I wrote to your colleague. Right address?\r\n"
    b"--b1\r\nContent-Type: message/rfc822\r\n\r\nFrom: MAILER-DAEMON@mx.acme.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b2\r\n\r\n--b2\r\nContent-Type: text/plain\r\n\r\nfailed\r\n"
    b"--b2\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; x@ours.example\r\n"
    b"Action: failed\r\nStatus: 5.1.1\r\n\r\n--b2--\r\n--b1--\r\n"
)
_ACCEPTED = (
    b"From: Ann Vogel <ann.vogel@acme.example>\r\nTo: sam@ours.example\r\nSubject: Accepted: Freight call\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/alternative; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\nAnn Vogel has accepted this invitation.\r\n"
    b"--b1\r\nContent-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n--b1--\r\n"
)


def _replies() -> list[Sample]:
    plain = [
        Sample(f"reply-{lang}-{n}", "human_reply", mail(text + QUOTE)) for lang, texts in _SHORT.items() for n, text in enumerate(texts)
    ]
    fresh = [
        Sample(f"fresh-{lang}", "human_reply", mail(texts[0], subject="Your message", answers=False)) for lang, texts in _SHORT.items()
    ]
    tricky = [Sample(f"tricky-{name}", "human_reply", mail(text + QUOTE)) for name, text in _TRICKY.items()]
    return plain + fresh + tricky


PEOPLE = (
    *_replies(),
    *(Sample(f"referral-{name}", "referral", mail(text + QUOTE)) for name, text in _REFERRALS.items()),
    *(Sample(f"opt-out-{name}", "unsubscribe", mail(text + QUOTE)) for name, text in _OPT_OUTS.items()),
    Sample("opt-out-by-subject", "unsubscribe", mail("", subject="unsubscribe", answers=False)),
    Sample("opt-out-by-link", "unsubscribe", mail("unsubscribe\n", subject="unsubscribe", answers=False)),
    Sample("precedence-bulk", "human_reply", mail("Yes, Thursday works for me. Call me at 3pm.", "Precedence: bulk")),
    Sample("precedence-bulk-away", "human_reply", mail("I'm out of the office until Monday, let's talk after that.", "Precedence: bulk")),
    Sample("subject-auto-german-car", "human_reply", mail("Wir brauchen zwei Fahrzeuge, was kostet das?", subject="Auto: Angebot für Ihren Fuhrpark", answers=False)),
    Sample("subject-auto", "human_reply", mail("The robots are here next week. Still want to meet?", subject="Auto: line visit", answers=False)),
    Sample("subject-out-of-office", "human_reply", mail("I'd like to meet before I leave. Can you do Friday?", subject="Out of office next week - quick question", answers=False)),
    Sample("re-automatic-reply", "human_reply", mail("Back now. What was it about?", subject="Re: Automatic reply: A question about freight")),
    Sample("re-undeliverable", "human_reply", mail("It came through the second time, thanks.", subject="Re: Undeliverable: A question")),
    Sample("forwarded-ndr-attached", "human_reply", _FORWARDED_NDR),
    Sample("forwarded-ndr-inline", "human_reply", mail(f"FYI, this bounced.\n\n---------- Forwarded message ---------\nFrom: Mail Delivery Subsystem <mailer-daemon@mx.example>\n{NDR}", subject="Fwd: Delivery Status Notification (Failure)", answers=False)),
    Sample("postmaster-is-a-person", "human_reply", mail("Hi, I run the mail here and the purchasing too. Tell me more?", sender="Paul <postmaster@tiny.example>")),
    Sample("auto-submitted-no", "human_reply", mail("I am away until Monday, back then.", "Auto-Submitted: no")),
    Sample("suppress-header-of-a-crm", "human_reply", mail("Happy to talk, send me some times.", "X-Auto-Response-Suppress: All")),
    Sample("list-id-of-a-group", "human_reply", mail("We discussed this, and yes, we want a demo.", "List-Id: <team.acme.example>", "Precedence: list")),
    Sample("ticket-system-relays-a-person", "human_reply", mail("Hi Sam,\n\nWe looked at your offer. Could you resend the price list?\n\nAnn", "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All", sender="Ann Vogel <support@acme.zendesk.example>")),
    Sample("null-return-path", "human_reply", mail("Sure, call me tomorrow.", "Return-Path: <>")),
    Sample("calendar-accepted", "human_reply", _ACCEPTED),
    Sample("html-only", "human_reply", html_mail('<div>Let&#39;s talk on <b>Friday</b>.</div><div class="gmail_quote">On Wed Sam wrote:<blockquote>unsubscribe STOP</blockquote></div>')),
    Sample("html-outlook", "human_reply", html_mail('<p>Yes please</p><div id="divRplyFwdMsg"><b>From:</b> Sam<br>please remove me from your list</div>')),
    Sample("gbk-named-gb2312", "human_reply", mail("您好，方便的话下周三聊聊？朱镕基").replace("您好，方便的话下周三聊聊？朱镕基".encode(), "您好，方便的话下周三聊聊？朱镕基".encode("gbk")).replace(b"charset=utf-8", b"charset=gb2312")),
    Sample("gb18030", "human_reply", mail("好的，周五上午可以。", charset="gb18030", subject="回复：运费问题")),
    Sample("big5", "human_reply", mail("您好，請先寄報價給我看看，謝謝。", charset="big5", subject="回覆：運費問題")),
    Sample("iso-2022-jp", "human_reply", mail("資料を送ってください。", charset="iso-2022-jp", subject="返信：お問い合わせ")),
    Sample("unknown-charset", "human_reply", mail("Let's talk.").replace(b"charset=utf-8", b"charset=x-klingon")),
    Sample("8-bit-headers", "human_reply", b"From: J\xfcrgen <j@acme.example>\nSubject: Re: \xfcber Fracht\nIn-Reply-To: " + OURS.encode() + b"\n\nPasst mir gut, rufen Sie an.\n"),
    Sample("broken-mime", "human_reply", b"From: a@acme.example\nSubject: Re: x\nContent-Type: multipart/alternative; boundary=missing\n\nYes, tell me more.\n"),
    Sample("base64", "human_reply", mail("Could you call me on Friday?", transfer="base64")),
    Sample("empty", "human_reply", b""),
    Sample("no-header", "human_reply", b"just some words\n"),
)  # fmt: skip
