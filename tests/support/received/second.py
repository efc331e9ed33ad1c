"""A second set, written after the rules: neighbours of what was seen, and people who sound like machines."""

from __future__ import annotations

from tests.support.received.making import AUTO, OURS, QUOTE, Sample, html_mail, mail

WRITTEN = "Tue, 09 Jun 2026 08:30:00 +0200"

# name: (text, subject, day of return). Written on Tuesday, 9 June 2026.
_AWAY: dict[str, tuple[str, str, str | None]] = {
    "en-pto": (
        "Hey! I'm on PTO and back at my desk on June 22. If it can't wait, ping Rosa on Slack.",
        "Out of office Re: intro",
        "2026-06-22",
    ),
    "en-until-ordinal": (
        "Hello, I will be out until Monday the 15th of June and won't be checking messages.",
        "Automatic reply: intro",
        "2026-06-15",
    ),
    "en-no-year": ("I'm currently away from my desk. Returning 06/16.", "Automatic reply: intro", "2026-06-16"),
    "en-long-range": (
        "I am on annual leave from Friday 12th June 2026 to Friday 26th June 2026 inclusive. My emails are not being monitored.",
        "Automatic reply: RE: intro",
        "2026-06-26",
    ),
    "en-conference": (
        "Thanks for your note! I'm at a trade show through Thursday with spotty wifi, so expect a delay.",
        "Automatic reply: intro",
        "2026-06-11",
    ),
    "en-shutdown": (
        "Our plant is shut down for summer break, July 6th to July 17th. We resume operations on July 20th.",
        "Automatic reply: intro",
        "2026-07-20",
    ),
    "en-sick": (
        "I am off sick at the moment and do not know when I shall be back. Please ring the office.",
        "Automatic reply: intro",
        None,
    ),
    "en-sabbatical": ("I'm on sabbatical until September 1, 2026. Contact Lee for anything urgent.", "Away: intro", "2026-09-01"),
    "en-working-pattern": (
        "I work Tuesday to Thursday. I am out of office today and will pick up your message on Thursday 11 June.",
        "Automatic reply: intro",
        "2026-06-11",
    ),
    "en-month-first": ("Out of office: June 10 – June 12. Back Monday, June 15, 2026.", "OOO: intro", "2026-06-15"),
    "en-eod": ("I'm out on jury duty until end of day June 18th.", "Automatic reply: intro", "2026-06-18"),
    "en-return-in": ("I am on vacation and will return in three weeks.", "Automatic reply: intro", "2026-06-30"),
    "en-dotted": ("Away till 19.06.2026, limited email.", "Automatic reply: intro", "2026-06-19"),
    "en-unable": (
        "Please be advised that I am unable to answer emails until 07/01/2026 as I am travelling abroad.",
        "Automatic reply: intro",
        "2026-07-01",
    ),
    "en-new-baby": ("I've gone on paternity leave! I'll be back on 3 August.", "Automatic reply: intro", "2026-08-03"),
    "en-dates-of-sender": (
        "Thanks for your email dated 9 June. I'm away and will reply on my return on Wednesday 17 June.",
        "Automatic reply: intro",
        "2026-06-17",
    ),
    "de-zeitraum": (
        "Sehr geehrte Damen und Herren, ich bin in der Zeit vom 10.06.2026 bis zum 19.06.2026 nicht im Hause. Ihre Nachricht wird nicht weitergeleitet.",
        "Automatische Antwort: Anfrage",
        "2026-06-19",
    ),
    "de-einschl": ("Ich bin bis einschl. 15.6. in Urlaub. Vertretung: Frau Braun, Tel. 030 123456.", "Abwesenheitsnotiz", "2026-06-15"),
    "de-wieder-am": (
        "Derzeit bin ich leider nicht erreichbar. Am Donnerstag, den 18. Juni 2026 bin ich wieder für Sie da.",
        "Automatische Antwort: Anfrage",
        "2026-06-18",
    ),
    "de-krank": (
        "Ich bin zurzeit krankheitsbedingt nicht im Büro. Ihre E-Mail wird nicht bearbeitet.",
        "Automatische Antwort: Anfrage",
        None,
    ),
    "de-messe": ("Ich bin diese Woche auf einer Messe und ab Montag wieder im Büro.", "Automatische Antwort: Anfrage", "2026-06-15"),
    "de-betriebsferien": (
        "Unsere Betriebsferien dauern vom 20.07. bis 07.08.2026. Ab dem 10.08.2026 sind wir wieder für Sie da.",
        "Automatische Antwort: Anfrage",
        "2026-08-10",
    ),
    "de-elternzeit": ("Ich befinde mich bis zum 31. August 2026 in Elternzeit.", "Automatische Antwort: Anfrage", "2026-08-31"),
    "de-kurz": ("abwesend bis 12.6.", "Automatische Antwort: Anfrage", "2026-06-12"),
    "fr-inclus": (
        "Bonjour, je suis en congés jusqu'au 19 juin inclus. Pour toute urgence, contactez l'accueil.",
        "Réponse automatique : intro",
        "2026-06-19",
    ),
    "fr-mercredi": ("Je suis absente ce jour, de retour demain.", "Réponse automatique : intro", "2026-06-10"),
    "fr-au-bureau": (
        "Absent du bureau du 10 au 17/06, je prendrai connaissance de vos messages à mon retour.",
        "Réponse automatique : intro",
        "2026-06-17",
    ),
    "fr-teletravail": (
        "En congé maternité, je serai de nouveau disponible à compter du 1er septembre 2026.",
        "Message automatique",
        "2026-09-01",
    ),
    "fr-fermeture": (
        "Notre société sera fermée pour congés annuels du 3 août au 21 août 2026. Réouverture le 24 août.",
        "Fermeture annuelle",
        "2026-08-24",
    ),
    "es-vuelta": (
        "Hola, estoy de vacaciones. Estaré de vuelta el 22 de junio. Para urgencias, llamad a recepción.",
        "Respuesta automática: intro",
        "2026-06-22",
    ),
    "es-viaje": (
        "Me encuentro de viaje de trabajo hasta el próximo viernes 12 de junio con acceso limitado al correo.",
        "Respuesta automática: intro",
        "2026-06-12",
    ),
    "es-baja": ("Estoy de baja médica. Contacte con mi compañera Marta.", "Respuesta automática: intro", None),
    "es-numerico": ("Fuera de la oficina del 10/06 al 16/06/2026.", "Fuera de oficina", "2026-06-16"),
    "it-compreso": (
        "Buongiorno, sarò fuori ufficio da mercoledì 10 a venerdì 12 giugno compresi.",
        "Risposta automatica: intro",
        "2026-06-12",
    ),
    "it-chiusura": (
        "I nostri uffici resteranno chiusi dal 10 al 23 agosto. Riapriremo il 24 agosto.",
        "Risposta automatica: intro",
        "2026-08-24",
    ),
    "pt-br": ("Estou em viagem e retornarei ao escritório em 15/06.", "Resposta automática: intro", "2026-06-15"),
    "pt-pt": ("Encontro-me ausente até ao dia 19 de junho, inclusive.", "Resposta automática: intro", "2026-06-19"),
    "nl-vrij": ("Ik ben vrij tot en met vrijdag 19 juni. Uw mail wordt niet gelezen.", "Automatisch antwoord: intro", "2026-06-19"),
    "nl-weer": ("Momenteel ben ik niet op kantoor. Vanaf 15-06-2026 ben ik weer aanwezig.", "Automatisch antwoord: intro", "2026-06-15"),
    "sv-ledig": ("Hej! Jag är ledig t.o.m. 21 juni och läser inte min mejl.", "Autosvar: intro", "2026-06-21"),
    "no-tilbake": ("Jeg er på ferie og er tilbake på kontoret mandag 22. juni.", "Automatisk svar: intro", "2026-06-22"),
    "pl-wracam": ("Przebywam na urlopie. Wracam do biura 22 czerwca.", "Odpowiedź automatyczna: intro", "2026-06-22"),
    "ru-vernus": ("Здравствуйте! Я в отпуске, вернусь 22 июня. По срочным вопросам звоните.", "Автоматический ответ: intro", "2026-06-22"),
    "cs": ("Jsem na dovolené do 19. června.", "Automatická odpověď: intro", "2026-06-19"),
    "tr": ("15 Haziran tarihine kadar izinde olacağım.", "Otomatik Yanıt: intro", "2026-06-15"),
    "zh-nianjia": ("您好！本人6月10日至6月16日休年假，6月17日恢复上班，邮件将在返岗后回复。", "自动回复: 合作", "2026-06-17"),
    "zh-waichu": ("你好，我现在出差在外，收发邮件不便，15号回公司后统一处理。", "自动回复: 合作", "2026-06-15"),
    "zh-duanwu": ("端午节放假通知：6月19日—6月21日放假，共3天，22日正常上班。", "自动回复：放假通知", "2026-06-22"),
    "zh-slash": ("本人2026/6/10-2026/6/12外出参展，请联系张工。", "自动回复", "2026-06-12"),
    "zh-xiazhou": ("正在休假，下周三返岗，谢谢！", "自动回复", "2026-06-17"),
    "zh-tw-chuchai": ("您好，本人於6/10至6/12出差，回覆會較慢，敬請見諒。", "自動回覆: 合作", "2026-06-12"),
    "ja-shucchou": ("現在出張のため不在にしております。6月15日（月）以降にご返信いたします。", "自動応答: 不在のお知らせ", "2026-06-15"),
    "ja-natsuyasumi": ("弊社は8月8日から8月16日まで夏季休業をいただきます。", "自動返信: 夏季休業のお知らせ", "2026-08-16"),
    "ko-huga": ("안녕하세요. 6월 10일부터 6월 12일까지 휴가로 부재중입니다.", "자동 회신: 문의", "2026-06-12"),
}
_RECEIPTS = {
    "en-support": (
        "Hi there, we got your message and one of our agents will reply within 24 hours. Case ID: 00912345.",
        "Re: intro [Case 00912345]",
    ),
    "en-careers": (
        "Thank you for reaching out to Northwind. Due to the high volume of messages we cannot answer each one. This inbox is unattended.",
        "Thanks for your email",
    ),
    "en-moved-on": (
        "Please note that Ben Ode is no longer with Northwind as of May 1. For purchasing please write to purchasing@north.example.",
        "Automatic reply: intro",
    ),
    "en-new-address": ("My email address has changed to ben@new.example. Please update your records.", "Automatic reply: intro"),
    "de-eingang": (
        "Vielen Dank für Ihre Nachricht. Wir haben Ihr Anliegen unter der Vorgangsnummer 2026-4711 erfasst und melden uns schnellstmöglich.",
        "Eingangsbestätigung",
    ),
    "de-ausgeschieden": (
        "Herr Ode ist nicht mehr für unser Unternehmen tätig. Bitte wenden Sie sich an einkauf@north.example.",
        "Automatische Antwort: intro",
    ),
    "fr-recu": (
        "Votre demande a bien été prise en compte sous la référence 8841. Merci de ne pas répondre à ce courriel.",
        "Accusé de réception de votre demande",
    ),
    "es-recibido": (
        "Hemos recibido su consulta correctamente y en breve nos pondremos en contacto con usted. No responda a este correo.",
        "Hemos recibido su consulta",
    ),
    "it-presa": (
        "La sua richiesta è stata presa in carico. Questo è un messaggio automatico, si prega di non rispondere.",
        "Richiesta ricevuta",
    ),
    "pt-recebido": (
        "Recebemos sua mensagem e responderemos em até 2 dias úteis. E-mail automático, favor não responder.",
        "Recebemos seu contato",
    ),
    "zh-gongdan": ("尊敬的客户，您的工单（编号20260609001）已创建，我们将在一个工作日内与您联系。系统邮件，请勿回复。", "工单已受理"),
    "zh-yishoudao": ("您好，您的来信已收到，我会尽快给您回复。谢谢！", "自动回复：合作"),
    "ja-uketsuke": (
        "お問い合わせいただきありがとうございます。担当者より2営業日以内にご連絡いたします。※このメールは自動送信です。",
        "【自動返信】お問い合わせありがとうございます",
    ),
    "ko-jeopsu": ("문의가 정상적으로 접수되었습니다. 본 메일은 발신 전용입니다.", "[자동발송] 문의 접수"),
}
_DANGEROUS = {
    "away-and-yes": "I'm out of office until Thursday but this is relevant. Can we do a call on Friday at 10?",
    "away-holiday-short": "On holiday this week - will look at it when I'm back on Monday. Ann",
    "away-no-question": "I am travelling at the moment and will come back to you next week. It does look useful.",
    "automatic-topic": "We replaced our automatic reply system last year, so automated responses are exactly what I care about. Tell me more.",
    "delivery-topic": "Delivery failures cost us a lot: undeliverable parcels get returned to sender. What is your success rate?",
    "bounce-topic": "Our bounce rate is terrible. Half of our mails come back with 550 user unknown. Do you fix that?",
    "unsubscribe-rates": "Unsubscribe rates are our biggest problem at the moment, we lose 3% a month. What would you do about it?",
    "opt-out-rule": "In Germany you need opt-in, not opt-out, how do you deal with that?",
    "spam-folder": "Found this in my spam folder, sorry for the delay. Yes, interested.",
    "ticket-joke": "Ticket received, your request is number 1 in my queue :) Call me tomorrow.",
    "full-mailbox": "Sorry for the late answer, my mailbox was full and mails were rejected. Please send the deck again.",
    "vacation-sell": "We run a vacation rental business and are closed from November until March, so budget is tight then.",
    "stop-word": "Stop by anytime next week, I'm in the office from Monday.",
    "remove-item": "Please remove the third line from the quote and send it again.",
    "list-price": "Take the list price off and we have a deal.",
    "no-longer-with": "We are no longer with your competitor, so the timing is good.",
    "left-message": "I left you a voicemail, please ring back.",
    "please-confirm": "Please confirm that you are a real person :) Then we can talk.",
    "thanks-received": "Thanks, received. Will review and revert.",
    "will-get-back": "Thank you for your email. I will get back to you as soon as possible.",
    "got-it": "Got it, thanks.",
    "de-urlaub": "Bin gerade im Urlaub, melde mich nächste Woche. Klingt aber spannend!",
    "de-automatisch": "Läuft das bei Ihnen automatisch? Bei uns ist die Zustellung das Problem, viele Pakete sind unzustellbar.",
    "de-abmelden": "Wie viele Kunden melden sich ab? Die Abmeldequote interessiert mich.",
    "fr-conges": "Je rentre de congés aujourd'hui, votre message m'intéresse. Appelez-moi jeudi.",
    "fr-automatique": "Est-ce une réponse automatique ou lisez-vous vos messages ?",
    "es-vacaciones": "Acabo de volver de vacaciones, mándame la información cuando puedas.",
    "it-ferie": "Sono in ferie ma mi interessa, sentiamoci lunedì prossimo.",
    "pt-ferias": "Estou de férias mas pode mandar a proposta que eu vejo na volta.",
    "nl-vakantie": "Ik ben nu op vakantie, maar bel me volgende week even.",
    "zh-chuchai": "我在出差，周五回去，到时候电话聊一下吧。",
    "zh-tuixin": "之前那封邮件被退回来了，我换个邮箱给你发，方便再发一次资料吗？",
    "zh-zidong": "你们的系统能自动回复客户吗？价格怎么算？",
    "zh-shoudao": "收到，谢谢，我看一下。",
    "ja-shucchou": "今週は出張中ですが、来週でしたらお話しできます。",
    "ko": "지금 휴가 중인데 다음 주에 통화 가능합니다.",
}
_REFERRALS = {
    "en-loop": ("Looping in Dana Kim, our VP of Supply Chain, who owns this.", "Dana Kim", ""),
    "en-better": (
        "You'd be better off speaking with Omar Haddad in procurement - omar.haddad@north.example or 415-555-0132.",
        "Omar Haddad",
        "omar.haddad@north.example",
    ),
    "en-not-me": ("Wrong person I'm afraid. Try Lucy Park at lucy.park@north.example.", "Lucy Park", "lucy.park@north.example"),
    "en-left-role": ("I moved to another department in April. Kate Moss has taken over purchasing.", "Kate Moss", ""),
    "en-assistant": ("Please arrange this with my assistant, Joy Bell (joy@north.example).", "Joy Bell", "joy@north.example"),
    "de-ansprech": (
        "Der richtige Ansprechpartner für dieses Thema ist Herr Lars Vogt, l.vogt@north.example.",
        "Lars Vogt",
        "l.vogt@north.example",
    ),
    "de-weiter": ("Ich habe Ihre Mail an unsere Einkaufsleiterin Frau Sabine Roth weitergeleitet.", "Sabine Roth", ""),
    "fr-adresser": (
        "Merci de vous adresser à Claire Petit, responsable achats : claire.petit@north.example",
        "Claire Petit",
        "claire.petit@north.example",
    ),
    "es-encargado": (
        "Yo no llevo este tema. La persona encargada es Luis Gómez, luis.gomez@north.example.",
        "Luis Gómez",
        "luis.gomez@north.example",
    ),
    "it-rivolga": (
        "Per questo si rivolga alla collega Paola Verdi, paola.verdi@north.example.",
        "Paola Verdi",
        "paola.verdi@north.example",
    ),
    "pt-falar": ("O melhor é falar com a Rita Costa, que cuida disso: rita.costa@north.example", "Rita Costa", "rita.costa@north.example"),
    "nl-collega": (
        "Daarvoor moet u bij mijn collega Piet Bakker zijn: piet.bakker@north.example",
        "Piet Bakker",
        "piet.bakker@north.example",
    ),
    "zh-zhaota": ("我已经不做采购了，你找一下刘洋吧，他电话13900001111。", "刘洋", ""),
    "zh-fuze": ("这块业务由我们市场部陈总监负责，你直接加他微信13900002222。", "陈总监", ""),
    "ja-tantou": ("本件は購買部の佐藤が担当しておりますので、sato@north.example へご連絡ください。", "佐藤", "sato@north.example"),
}
_OPT_OUTS = {
    "en-wrong": "Wrong person, don't email me again.",
    "en-unsub-typo": "Unsubsribe me please",
    "en-cease": "Cease and desist from sending me unsolicited emails.",
    "en-lists": "Kindly take us off any and all lists you may have.",
    "en-short": "remove",
    "en-not-welcome": "Your emails are not welcome here. Please don't write to this address any more.",
    "en-spam": "This is spam. Stop.",
    "en-delete": "Delete my details please, I never signed up for this.",
    "en-opt": "Opt out",
    "de-austragen": "Bitte tragen Sie mich aus.",
    "de-werbung": "Ich widerspreche der Nutzung meiner Daten zu Werbezwecken.",
    "de-loeschen": "Löschen Sie bitte meine Adresse aus Ihrer Datenbank.",
    "de-unerwuenscht": "Ich möchte von Ihnen keine E-Mails mehr bekommen.",
    "fr-stop": "Merci de cesser de m'envoyer des messages.",
    "fr-desinscrire": "Je souhaite me désinscrire.",
    "es-parar": "Dejen de escribirme, por favor.",
    "es-quitar": "Quiten mi correo de su base de datos.",
    "it-basta": "Basta email, grazie.",
    "it-togliere": "Può togliermi dalla lista?",
    "pt-tirar": "Me tire dessa lista por favor.",
    "pt-parar": "Favor parar de me enviar e-mails.",
    "nl-geen": "Stuur mij geen mails meer.",
    "sv": "Ta bort mig från er lista, tack.",
    "ru": "Пожалуйста, больше не пишите мне.",
    "zh-bie": "别再发了，谢谢。",
    "zh-shanchu": "请把我的邮箱从你们名单里删掉。",
    "zh-tw-quxiao": "請取消訂閱，謝謝。",
    "ja-teishi": "メールの配信停止をお願いします。",
    "ko-geuman": "더 이상 메일 보내지 마세요.",
}


def _away() -> list[Sample]:
    made = []
    for n, (name, (text, subject, day)) in enumerate(_AWAY.items()):
        headers = ((AUTO,), ("X-Auto-Response-Suppress: All", AUTO), ("Precedence: bulk", "X-Autoreply: yes"), (AUTO, "Return-Path: <>"))[
            n % 4
        ]
        made.append(
            Sample(
                f"second-away-{name}",
                "out_of_office",
                mail(text + (QUOTE if n % 5 == 0 else ""), *headers, subject=subject, date=WRITTEN, answers=n % 2 == 0),
                day,
            )
        )
    return made


SECOND = (
    *_away(),
    *(
        Sample(f"second-away-bare-{name}", "out_of_office", mail(text, subject=subject, date=WRITTEN, answers=False), day)
        for name, (text, subject, day) in _AWAY.items()
        if name in ("en-long-range", "de-zeitraum", "fr-inclus", "es-viaje", "it-compreso", "nl-vrij", "zh-nianjia", "ja-shucchou", "ko-huga", "ru-vernus")
    ),
    *(Sample(f"second-receipt-{name}", "auto_reply", mail(text, AUTO, subject=subject, date=WRITTEN, answers=False)) for name, (text, subject) in _RECEIPTS.items()),
    *(
        Sample(f"second-receipt-robot-{name}", "auto_reply", mail(text, subject=subject, date=WRITTEN, sender="North <no-reply@north.example>", answers=False), None, ("other",))
        for name, (text, subject) in _RECEIPTS.items()
        if name in ("en-support", "de-eingang", "fr-recu", "zh-gongdan", "ja-uketsuke")
    ),
    *(Sample(f"second-dangerous-{name}", "human_reply", mail(text + QUOTE, date=WRITTEN)) for name, text in _DANGEROUS.items()),
    *(Sample(f"second-dangerous-fresh-{name}", "human_reply", mail(text, subject="your email", date=WRITTEN, answers=False)) for name, text in _DANGEROUS.items()),
    *(Sample(f"second-dangerous-suppressed-{name}", "human_reply", mail(text, "X-Auto-Response-Suppress: DR, OOF, AutoReply", date=WRITTEN)) for name, text in _DANGEROUS.items()),
    *(Sample(f"second-referral-{name}", "referral", mail(text + QUOTE, date=WRITTEN)) for name, (text, _, _) in _REFERRALS.items()),
    *(Sample(f"second-opt-out-{name}", "unsubscribe", mail(text + QUOTE, date=WRITTEN)) for name, text in _OPT_OUTS.items()),
    Sample("second-person-forwards-absence", "human_reply", mail("See below, Ben is away. Shall we wait?\n\n---------- Forwarded message ---------\nFrom: Ben <ben@north.example>\nSubject: Automatic reply: intro\n\nI am out of the office until 22 June.", subject="Fwd: Automatic reply: intro", answers=False, date=WRITTEN)),
    Sample("second-person-answers-below", "human_reply", mail("> I am out of the office until 22 June.\n> Please contact Jane.\n\nI am back already, what do you need?", date=WRITTEN)),
    Sample("second-person-html-below", "unsubscribe", html_mail("<div class='gmail_quote'><div class='gmail_attr'>Sam wrote:</div><blockquote>Buy our freight</blockquote></div><div>Please remove me from your list.</div>")),
    Sample("second-person-from-info", "human_reply", mail("Dear Sam, thank you for your mail. We buy from three forwarders today and may look again in autumn.", sender="ACME <info@acme.example>", subject="AW: Anfrage", date=WRITTEN)),
    Sample("second-person-support-desk", "human_reply", mail("##- Please type your reply above this line -##\n\nHello Sam, this is Mia from North. Could you send the terms?\n", "Auto-Submitted: auto-generated", sender="Mia (North) <support@north.zendesk.example>", subject="[North] Re: intro", date=WRITTEN)),
    Sample("second-person-redirected-by-rule", "human_reply", mail("Sounds good, can you call me on Thursday?", "X-MS-Exchange-Inbox-Rules-Loop: ben@north.example", subject="intro", answers=False, date=WRITTEN)),
    Sample("second-person-through-a-group", "human_reply", mail("Hello Sam, we talked about it in the team. What does it cost?", "List-Id: <sales.north.example>", "List-Post: <mailto:sales@north.example>", "List-Unsubscribe: <mailto:x@north.example>", "Precedence: list", subject="your offer", answers=False, date=WRITTEN)),
    Sample("second-person-runs-the-server", "human_reply", mail("Hello, our filter rejected your message yesterday, it should work now. Can you resend it?", sender="IT <administrator@north.example>", subject="your message", answers=False, date=WRITTEN)),
    Sample("second-person-null-path-gateway", "human_reply", mail("Thanks Sam, let's talk on Thursday.", "Return-Path: <>", date=WRITTEN)),
    Sample("second-person-invite-tentative", "human_reply", mail("Ben Ode has tentatively accepted this invitation.\nI may be late.", subject="Tentative: Freight call", date=WRITTEN)),
    Sample("second-person-signature-absence", "human_reply", mail("Yes, send it over.\n\nBen\n--\nPlease note: I am on leave from 20 June until 4 July.", date=WRITTEN)),
    Sample("second-person-pgp", "human_reply", b"From: Ben <ben@north.example>\nTo: sam@ours.example\nSubject: Re: intro\nIn-Reply-To: " + OURS.encode() + b"\nContent-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=s\n\n--s\nContent-Type: text/plain\n\nFine, call me.\n--s\nContent-Type: application/pgp-signature\n\n-----BEGIN PGP SIGNATURE-----\n--s--\n"),
    Sample("second-person-empty-with-image", "human_reply", b"From: Ben <ben@north.example>\nTo: sam@ours.example\nSubject: Re: intro\nContent-Type: multipart/mixed; boundary=s\n\n--s\nContent-Type: image/png; name=x.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--s--\n"),
    Sample("second-newsletter-zh", "other", mail("本周特惠，点击查看。", "List-Unsubscribe: <https://n.example/u>", "Precedence: bulk", "List-Id: <n.example>", sender="News <news@n.example>", subject="本周特惠", answers=False)),
    Sample("second-linkedin", "other", mail("You have 3 new notifications.", "List-Unsubscribe: <https://l.example/u>", "Feedback-ID: x:y:z", sender="L <notifications-noreply@l.example>", subject="You have new notifications", answers=False)),
)  # fmt: skip
NAMED = {f"second-referral-{name}": (who, address) for name, (_, who, address) in _REFERRALS.items()}
