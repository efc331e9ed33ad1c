"""The people of a packet as vCards 3.0, which every address book reads."""

from __future__ import annotations

import vobject  # has no stubs

from sdrdesk.core.domain.packet import PacketContent, PacketPerson
from sdrdesk.core.files.packet_view import Labels, contact_of, one_line, people_in_order, word


def _name(full: str) -> vobject.vcard.Name:
    """Family and given name where a blank tells them apart; Chinese names and single words stay whole."""
    given, _, family = full.rpartition(" ")
    return vobject.vcard.Name(family=family, given=given)


def _card(person: PacketPerson, company: str, labels: Labels) -> str:
    card = vobject.vCard()
    full = one_line(person.name) or one_line(person.email) or company
    card.add("fn").value = full
    card.add("n").value = _name(full)
    card.add("org").value = [company]
    for line, value in (("title", person.title), ("role", word(labels, "buyer_role", person.buyer_role))):
        if one_line(value):
            card.add(line).value = one_line(value)
    if one_line(person.email):
        email = card.add("email")
        email.value, email.type_param = one_line(person.email), "INTERNET"
    if one_line(person.phone):
        phone = card.add("tel")
        phone.value, phone.type_param = one_line(person.phone), "WORK"
    return str(card.serialize())


def packet_vcard(content: PacketContent, labels: Labels) -> bytes:
    """contact.vcf: the contact first, then the other people of the company; UTF-8.

    Args:
        content: the packet.
        labels: words of the buyer roles.
    """
    people = people_in_order(content) or (contact_of(content),)
    return "".join(_card(person, one_line(content.company), labels) for person in people).encode("utf-8")
