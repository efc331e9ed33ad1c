"""Domains under which anybody can have an address: providers of free mailboxes and of access to the network (rule R18).

Two people there are no colleagues, and a whole domain of these is never closed off (R17).
"""

from __future__ import annotations

import re

_FAMILIES = re.compile(r"(?:yahoo|ymail|rocketmail|hotmail|live|outlook|msn|gmx|windowslive|yandex|protonmail)(?:\.[a-z]{2,3}){1,2}")
"""Providers with a domain in each country."""

_LISTED = (
    "gmail.com googlemail.com icloud.com me.com mac.com aol.com aol.de aim.com proton.me pm.me tutanota.com tuta.com tuta.io fastmail.com "
    "fastmail.fm hey.com zoho.com zohomail.com mail.com email.com inbox.com hushmail.com mailbox.org posteo.de posteo.net disroot.org "
    # Germany, Austria, Switzerland
    "web.de t-online.de freenet.de arcor.de online.de vodafone.de kabelmail.de unitybox.de email.de gmx-topmail.de aon.at chello.at a1.net "
    "bluewin.ch hispeed.ch sunrise.ch "
    # France, Italy, Spain, Portugal, Benelux
    "orange.fr wanadoo.fr free.fr sfr.fr laposte.net bbox.fr neuf.fr numericable.fr aliceadsl.fr libero.it virgilio.it tiscali.it alice.it "
    "tin.it fastwebnet.it telefonica.net terra.es sapo.pt ziggo.nl kpnmail.nl kpnplanet.nl planet.nl xs4all.nl hetnet.nl home.nl "
    "telenet.be skynet.be proximus.be "
    # United Kingdom, Ireland, the North
    "btinternet.com btopenworld.com sky.com virginmedia.com ntlworld.com talktalk.net blueyonder.co.uk tiscali.co.uk plus.net eircom.net "
    "telia.com bredband.net comhem.se online.no broadpark.no getmail.no mail.dk tdcadsl.dk jubii.dk kolumbus.fi luukku.com elisanet.fi "
    # The East of Europe
    "mail.ru bk.ru list.ru inbox.ru rambler.ru ukr.net wp.pl o2.pl onet.pl interia.pl op.pl seznam.cz centrum.cz email.cz azet.sk "
    "freemail.hu citromail.hu abv.bg inbox.lv mail.ee "
    # America
    "comcast.net verizon.net att.net sbcglobal.net bellsouth.net pacbell.net ameritech.net cox.net charter.net spectrum.net rr.com "
    "roadrunner.com twc.com optonline.net optimum.net frontier.com frontiernet.net earthlink.net mindspring.com juno.com netzero.net "
    "centurylink.net embarqmail.com windstream.net suddenlink.net q.com netscape.net rogers.com shaw.ca sympatico.ca bell.net telus.net "
    "videotron.ca cogeco.ca uol.com.br bol.com.br terra.com.br ig.com.br globo.com prodigy.net.mx "
    # Asia and the Pacific
    "qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net 188.com sina.com sina.cn vip.sina.com sohu.com tom.com 139.com "
    "189.cn wo.cn aliyun.com 21cn.com 263.net naver.com hanmail.net daum.net nate.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com "
    "biglobe.ne.jp so-net.ne.jp ocn.ne.jp rediffmail.com sify.com hinet.net seed.net.tw netvigator.com singnet.com.sg pacific.net.sg "
    "bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au xtra.co.nz"
)
_DOMAINS = frozenset(_LISTED.split())


def is_free_mail(domain: str) -> bool:
    """Does a domain belong to a provider of mailboxes for everybody rather than to a company?"""
    known = domain.lower().strip(".")
    return known in _DOMAINS or _FAMILIES.fullmatch(known) is not None


def company_domains(domain: str) -> tuple[str, ...]:
    """A host and the domains above it under which a company may be known: ``mail.acme.example`` and ``acme.example``; none of a provider."""
    parts = domain.lower().strip(".").split(".")
    hosts = tuple(".".join(parts[i:]) for i in range(len(parts) - 1))
    return () if any(is_free_mail(host) for host in hosts) else hosts
