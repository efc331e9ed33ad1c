"""What an account executive's own script does with a packet: it knows the schema inside the packet, and nothing of this program.

``python -I account_executive.py PACKET.zip OUT.json answer [key=value …]``. Every key and value is checked against ``$defs/answer`` of the
schema first, so that an answer which this program takes but the schema does not allow would fail here.
"""

import json
import sys
import zipfile
from pathlib import Path


def main(packet: str, out: str, answer: str, *pairs: str) -> None:
    """Write the answer to a packet."""
    with zipfile.ZipFile(packet) as archive:
        lead = json.loads(archive.read("packet.json"))
        schema = json.loads(archive.read("packet.schema.json"))
    form = schema["$defs"]["answer"]
    known = form["properties"]
    said = {"schema": known["schema"]["const"], "handoff_id": lead["handoff_id"], "uid": lead["uid"], "answer": answer}
    said |= dict(pair.split("=", 1) for pair in pairs)
    unknown, missing = set(said) - set(known), set(form["required"]) - set(said)
    assert not unknown and not missing, (unknown, missing)
    assert answer in known["answer"]["enum"], answer
    strong = {item["letter"] for item in lead["mantcp"] if item["signal"] == "strong"}
    assert {"need", "authority", "time"} <= strong, strong
    Path(out).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


main(*sys.argv[1:])
