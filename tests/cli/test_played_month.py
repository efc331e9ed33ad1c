"""A month of fourteen people, 14 September to 26 October 2026, by ``--now`` alone: who is on the list, in which band, by which channel, why now.

The table was worked out by hand from rules R1 and R4 to R13, the four shipped plans and a calendar, before the first run. What does not agree
is a fault of one of the two, to be settled by the rule that the line names.

Calendar (``holidays`` 0.109): US: Columbus Day, Mon 12 Oct. China: free on Fri 25 Sep (Mid-Autumn), Thu 1 to Wed 7 Oct; worked on Sun 20 Sep
and Sat 10 Oct. Germany: Unity Day, 3 Oct, is a Saturday and moves no working day. The user: New York, US, Monday to Friday, away
28 Sep to 2 Oct (said on the 24th). So a day that works for both is Mon to Fri, not 12 Oct, not an away day; for China not 25 Sep, 1 to 7 Oct.
10:00 in New York is 16:00 in Germany (open, until 17:30) and 22:00 in China (closed).

Where the rules are silent the table assumes: a call-back is in later_today until its time, a minute later in promised_now; a first call of the
inbound plan is an ordinary step, worth_most_now; enrolling puts the plan in the place of an open follow-up; a touch closes the untimed item it
answers; ``opened`` is no touch of ours and moves nothing; China opens by 09:30; a holiday of theirs is outside their hours.
Counting: a wrong person and somebody who unsubscribes are humans on the other end (a connect); an email that bounces later was a reach when it
was accepted; ``replied`` is a conversation, "not now" is none.
"""

from __future__ import annotations

import datetime as dt
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sdrdesk.cli import run

NEW_YORK = ZoneInfo("America/New_York")
PROMISED, ANSWER, NOW, LATER = "promised_now", "answer_now", "worth_most_now", "later_today"

# fmt: off
PEOPLE = """\
Name,Email,Phone,Company,City,Country,Title
Ada Price,ada@lumen.example,+1 212-555-0110,Lumen,New York,US,Head of Finance
Ben Ortiz,ben@lumen.example,+1 212-555-0120,Lumen,New York,US,Head of IT
Cleo Hart,cleo@quill.example,+1 212-555-0130,Quill,New York,US,Head of Finance
Dov Katz,dov@birch.example,,Birch,New York,US,Head of Finance
Eve Stone,eve@fern.example,+1 212-555-0140,Fern,New York,US,Head of Finance
Finn Walsh,finn@gale.example,+1 212-555-0150,Gale,New York,US,Head of Finance
Gia Romano,gia@hazel.example,+1 212-555-0160,Hazel,New York,US,Head of Finance
Hal Brook,hal@iris.example,+1 212-555-0170,Iris,New York,US,Head of Finance
Ina Vogt,ina@kessel.example,+49 30 901820,Kessel,Berlin,DE,Head of Finance
Jan Keller,jan@lorenz.example,+49 89 2180100,Lorenz,Munich,DE,Head of Finance
Li Wei,liwei@haitong.example,+86 21 6279 8000,Haitong Tools,Shanghai,CN,Head of Finance
Nora Quinn,nora@juno.example,+1 212-555-0180,Juno,New York,US,Head of Finance
Wang Fang,fang@yanjing.example,+86 10 6505 2288,Yanjing Parts,Beijing,CN,Head of Finance
Zhao Min,min@pearl.example,+86 755 8246 0000,Pearl Works,Shenzhen,CN,Head of Finance
"""

# What is said before the first look, Mon 14 Sep 09:00. "NAME: channel outcome [options]" is a touch; "NAME: verb ..." is that verb.
BEFORE = [
    "Ada Price: enrol --cadence p5", "Ben Ortiz: enrol --cadence calls_and_emails", "Cleo Hart: enrol --cadence inbound", "Dov Katz: enrol --cadence p5_calls",
    "Finn Walsh: enrol --cadence p5", "Ina Vogt: enrol --cadence p5", "Jan Keller: enrol --cadence p5_calls", "Li Wei: enrol --cadence p5",
    "Hal Brook: enrol --cadence p5_calls --start 2026-09-15", "Wang Fang: enrol --cadence calls_and_emails --start 2026-09-15", "Zhao Min: enrol --cadence p5 --start 2026-09-15",
    "Gia Romano: enrol --cadence p5 --start 2026-09-19",  # R8: a Saturday → Mon 21
    "Eve Stone: call no_answer",                          # R4, no plan: 14 + 2 = Wed 16
    "Nora Quinn: call no_answer",                         # the same
]

# (moment, what the list must be, what the user then does). "step 2": the second step of the plan.
Row = tuple[str, dict[str, tuple[str, str, str, str]], list[str]]
MONTH: list[Row] = [
    # ---- week 1 -------------------------------------------------------------------------------------------------------------------------
    ("2026-09-14T10:00", {
        "Ada Price": (NOW, "email", "step 1", "09-14"),
        "Ben Ortiz": (NOW, "email", "step 1", "09-14"),
        "Cleo Hart": (NOW, "call", "step 1", "09-14"),
        "Dov Katz": (NOW, "email", "step 1", "09-14"),
        "Finn Walsh": (NOW, "email", "step 1", "09-14"),
        "Ina Vogt": (NOW, "email", "step 1", "09-14"),             # R1: 16:00 in Berlin
        "Jan Keller": (NOW, "email", "step 1", "09-14"),
        "Li Wei": (LATER, "email", "step 1", "09-14"),             # R1: 22:00 in Shanghai; emails count the hours too
    }, [
        "Ada Price: email sent",                                   # R7: + 2 = Wed 16
        "Ben Ortiz: email sent",                                   # + 1 = Tue 15
        "Cleo Hart: call voicemail",                               # + 1 = Tue 15
        "Dov Katz: email sent",                                    # + 2 = Wed 16, a call
        "Finn Walsh: email sent", "Finn Walsh: email bounced",     # R9: the plan stops; R4 bounced 1: Tue 15, a call
        "Ina Vogt: email sent",                                    # + 2 = Wed 16 ...
        "Ina Vogt: email auto_replied --returns 2026-09-18",       # ... R9: the 18th is the last day away → Mon 21
        "Jan Keller: email sent",                                  # + 2 = Wed 16, a call
        "Li Wei: email sent",                                      # + 2 = Wed 16
    ]),
    ("2026-09-15T10:00", {
        "Ben Ortiz": (NOW, "call", "step 2", "09-15"),
        "Cleo Hart": (NOW, "call", "step 2", "09-15"),
        "Finn Walsh": (NOW, "call", "follow_up", "09-15"),
        "Hal Brook": (NOW, "email", "step 1", "09-15"),
        "Wang Fang": (LATER, "email", "step 1", "09-15"),
        "Zhao Min": (LATER, "email", "step 1", "09-15"),
    }, [
        "Ada Price: email opened",                                 # no reach: her step stays on the 16th
        "Ben Ortiz: call no_answer --next 2026-09-17",             # step 3 in 2 days = Thu 17: not beside the day he named → Fri 18
        "Cleo Hart: call no_answer",                               # + 1 = Wed 16, an email
        "Finn Walsh: call voicemail",                              # R4 voicemail 2: Thu 17
        "Hal Brook: email sent",                                   # + 2 = Thu 17, a call
        "Wang Fang: email sent",                                   # + 1 = Wed 16, a call
        "Zhao Min: email sent",                                    # + 2 = Thu 17
    ]),
    ("2026-09-16T10:00", {
        "Ada Price": (NOW, "email", "step 2", "09-16"),
        "Cleo Hart": (NOW, "email", "step 3", "09-16"),
        "Dov Katz": (LATER, "call", "step 2", "09-16"),            # R10: no phone; it waits and says so
        "Eve Stone": (NOW, "call", "follow_up", "09-16"),
        "Jan Keller": (NOW, "call", "step 2", "09-16"),            # R1: a call at 16:00 in Munich
        "Li Wei": (LATER, "email", "step 2", "09-16"),
        "Nora Quinn": (NOW, "call", "follow_up", "09-16"),
        "Wang Fang": (LATER, "call", "step 2", "09-16"),
    }, [
        "Ada Price: email sent",                                   # + 4 = Sun 20 → Mon 21
        "Cleo Hart: skip --reason 'nothing new to send'",          # R10: step 4 from today: + 3 = Sat 19 → Mon 21
        "Eve Stone: call connected_not_now --next 2026-09-30T14:00",  # a call-back at a time; it will fall into the week away
        "Li Wei: email sent",                                      # + 4 = Sun 20: worked in China, not by the user → Mon 21
        "Nora Quinn: call voicemail",                              # R4: + 2 = Fri 18
    ]),                                                            # Jan's call is left for tomorrow
    ("2026-09-16T21:30", {
        "Dov Katz": (LATER, "call", "step 2", "09-16"),
        "Jan Keller": (LATER, "call", "step 2", "09-16"),          # 03:30 in Munich
        "Wang Fang": (NOW, "call", "step 2", "09-16"),             # Thu 17, 09:30 in Beijing
    }, [
        "Wang Fang: call no_answer",                               # R7: the user's day, the 16th, + 2 = Fri 18 (from Beijing's 17th it were Sat → Mon 21)
    ]),
    ("2026-09-17T10:00", {
        "Ben Ortiz": (NOW, "call", "follow_up", "09-17"),          # once: his step 3 gave way to the 18th
        "Dov Katz": (LATER, "call", "step 2", "09-16"),
        "Finn Walsh": (NOW, "call", "follow_up", "09-17"),
        "Hal Brook": (NOW, "call", "step 2", "09-17"),
        "Jan Keller": (NOW, "call", "step 2", "09-16"),            # overdue, and reachable again
        "Zhao Min": (LATER, "email", "step 2", "09-17"),
    }, [
        "Ben Ortiz: call conversation",                            # R9: step 3 never comes; Ada, at Lumen too, is held. R4 conversation 2: Sat 19 → Mon 21
        "Finn Walsh: call no_answer",                              # R4: + 2 = Sat 19 → Mon 21
        "Hal Brook: call voicemail",                               # + 4 = Mon 21, a call
        "Jan Keller: email sent",                                  # R7: outside the plan, counts as step 2 (a call): step 3 in 4 days = Mon 21
        "Nora Quinn: enrol --cadence p5",                          # R13: touched on the 16th → 16 + 2 = Fri 18; the follow-up of the 18th gives way
        "Zhao Min: email auto_replied",                            # R9: five days of both: 18, 21, 22, 23, 24 (Sun 20 is worked in China only) → Thu 24
    ]),
    ("2026-09-18T10:00", {
        "Dov Katz": (LATER, "call", "step 2", "09-16"),
        "Nora Quinn": (NOW, "email", "step 1", "09-18"),
        "Wang Fang": (LATER, "call", "step 3", "09-18"),
    }, [
        "Nora Quinn: email sent",                                  # + 2 = Sun 20 → Mon 21
        "Wang Fang: snooze 周四",                                   # R5: the coming Thursday, the 24th
    ]),
    # ---- week 2 -------------------------------------------------------------------------------------------------------------------------
    ("2026-09-21T10:00", {
        "Ada Price": (LATER, "email", "step 3", "09-21"),          # R9: held since Ben's conversation
        "Ben Ortiz": (NOW, "call", "follow_up", "09-21"),
        "Cleo Hart": (NOW, "call", "step 4", "09-21"),
        "Dov Katz": (LATER, "call", "step 2", "09-16"),
        "Finn Walsh": (NOW, "call", "follow_up", "09-21"),
        "Gia Romano": (NOW, "email", "step 1", "09-21"),
        "Hal Brook": (NOW, "call", "step 3", "09-21"),
        "Ina Vogt": (NOW, "email", "step 2", "09-21"),
        "Jan Keller": (NOW, "call", "step 3", "09-21"),
        "Li Wei": (LATER, "email", "step 3", "09-21"),
        "Nora Quinn": (NOW, "email", "step 2", "09-21"),
    }, [
        "Ben Ortiz: call connected_not_now",                       # R4: + 14 = Mon 5 Oct
        "Finn Walsh: call wrong_person",                           # R4: + 1 = Tue 22
        "Gia Romano: email sent",                                  # + 2 = Wed 23
        "Hal Brook: call no_answer", "undo",                       # R26: as if it had not been
        "Ina Vogt: email sent",                                    # + 4 = Fri 25
        "Li Wei: email sent",                                      # + 7 = Mon 28
    ]),                                                            # Cleo and Nora are left
    ("2026-09-21T15:00", {
        "Ada Price": (LATER, "email", "step 3", "09-21"),
        "Cleo Hart": (NOW, "call", "step 4", "09-21"),
        "Dov Katz": (LATER, "call", "step 2", "09-16"),
        "Hal Brook": (NOW, "call", "step 3", "09-21"),             # R26: step 3 is open again
        "Jan Keller": (LATER, "call", "step 3", "09-21"),          # 21:00 in Munich
        "Nora Quinn": (NOW, "email", "step 2", "09-21"),
    }, [
        "Hal Brook: call voicemail",                               # + 7 = Mon 28, an email
        "Jan Keller: im sent --plan redate",                       # R7: step 3 stays step 3, its own gap anew: 21 + 4 = Fri 25
    ]),
    ("2026-09-22T10:00", {
        "Ada Price": (LATER, "email", "step 3", "09-21"),
        "Cleo Hart": (NOW, "call", "step 4", "09-21"),
        "Dov Katz": (LATER, "call", "step 2", "09-16"),
        "Finn Walsh": (NOW, "call", "follow_up", "09-22"),
        "Nora Quinn": (NOW, "email", "step 2", "09-21"),
    }, [
        "Ada Price: release",                                      # R9: goes on, with the day it had
        "Finn Walsh: call gatekeeper",                             # R4: + 1 = Wed 23
    ]),
    ("2026-09-22T15:00", {
        "Ada Price": (NOW, "email", "step 3", "09-21"),            # released, one day late
        "Cleo Hart": (NOW, "call", "step 4", "09-21"),
        "Dov Katz": (LATER, "call", "step 2", "09-16"),
        "Nora Quinn": (NOW, "email", "step 2", "09-21"),
    }, [
        "Ada Price: email sent",                                   # R7, late: 22 + 7 = Tue 29 (from the 21st it were the 28th)
    ]),
    ("2026-09-23T10:00", {
        "Cleo Hart": (NOW, "call", "step 4", "09-21"),
        "Dov Katz": (LATER, "call", "step 2", "09-16"),
        "Finn Walsh": (NOW, "call", "follow_up", "09-23"),
        "Gia Romano": (NOW, "email", "step 2", "09-23"),
        "Nora Quinn": (NOW, "email", "step 2", "09-21"),
    }, [
        "Cleo Hart: call gatekeeper",                              # R7, two days late: 23 + 4 = Sun 27 → Mon 28 (in time it were Fri 25)
        "Finn Walsh: call connected_not_now --next 2026-10-06",    # a day without a time: a follow-up, Tue 6 Oct
        "Gia Romano: email sent",                                  # + 4 = Sun 27 → Mon 28
    ]),
    ("2026-09-24T10:00", {
        "Dov Katz": (LATER, "call", "step 2", "09-16"),
        "Nora Quinn": (NOW, "email", "step 2", "09-21"),
        "Wang Fang": (LATER, "call", "step 3", "09-24"),           # R5: snoozed to today
        "Zhao Min": (LATER, "email", "step 2", "09-24"),           # R9: back from her auto-reply
    }, [
        # R12: what is due 28 Sep to 2 Oct goes to the first day of both after it: Cleo, Gia, Hal (28) and Ada (29) → Mon 5 Oct; Li Wei (28) →
        # Thu 8 Oct, when China works again. What is older (Dov, Wang Fang) stays. Eve's call-back is a promise at a time and stays too.
        "away 2026-09-28 2026-10-02",
        "Nora Quinn: email sent",                                  # R7, three days late: 24 + 4 = Mon 28, away → Mon 5 Oct
        "Zhao Min: email sent",                                    # + 4 = Mon 28, away; 5 to 7 Oct free in China → Thu 8 Oct
    ]),
    ("2026-09-24T21:30", {
        "Dov Katz": (LATER, "call", "step 2", "09-16"),
        "Wang Fang": (LATER, "call", "step 3", "09-24"),           # Fri 25, 09:30 in Beijing, but it is Mid-Autumn
    }, []),
    ("2026-09-25T10:00", {
        "Dov Katz": (LATER, "call", "step 2", "09-16"),
        "Ina Vogt": (NOW, "email", "step 3", "09-25"),
        "Jan Keller": (NOW, "call", "step 3", "09-25"),            # R7: redated; left undone
        "Wang Fang": (LATER, "call", "step 3", "09-24"),
    }, [
        "Ina Vogt: email sent",                                    # + 7 = Fri 2 Oct, away → Mon 5 Oct (Unity Day is the Saturday)
    ]),
    # ---- week 3: away (R12) -------------------------------------------------------------------------------------------------------------
    ("2026-09-28T10:00", {}, []),
    ("2026-09-29T10:00", {}, []),
    ("2026-09-30T10:00", {"Eve Stone": (LATER, "call", "callback", "09-30T14:00")}, []),  # R12: what has a time is listed all the same
    ("2026-09-30T14:05", {"Eve Stone": (PROMISED, "call", "callback", "09-30T14:00")}, [
        "Eve Stone: call conversation",                            # R4: + 2 = Fri 2 Oct, away → Mon 5 Oct
    ]),
    ("2026-10-01T10:00", {}, []),
    ("2026-10-02T10:00", {}, []),
    # ---- week 4 -------------------------------------------------------------------------------------------------------------------------
    ("2026-10-05T10:00", {
        "Ada Price": (NOW, "email", "step 4", "10-05"),
        "Ben Ortiz": (NOW, "call", "follow_up", "10-05"),          # 21 Sep + 14
        "Cleo Hart": (NOW, "email", "step 5", "10-05"),
        "Dov Katz": (LATER, "call", "step 2", "09-16"),            # R12: older than the absence: as it was
        "Eve Stone": (NOW, "call", "follow_up", "10-05"),
        "Gia Romano": (NOW, "email", "step 3", "10-05"),
        "Hal Brook": (NOW, "email", "step 4", "10-05"),
        "Ina Vogt": (NOW, "email", "step 4", "10-05"),
        "Jan Keller": (NOW, "call", "step 3", "09-25"),            # R12: older than the absence
        "Nora Quinn": (NOW, "email", "step 3", "10-05"),
        "Wang Fang": (LATER, "call", "step 3", "09-24"),           # R12: older than the absence
    }, [
        "Ada Price: email sent",                                   # + 16 = Wed 21 Oct
        "Ben Ortiz: call voicemail",                               # R4: + 2 = Wed 7
        "Cleo Hart: email sent",                                   # the last step: R4 sent 3: Thu 8, an email
        "Eve Stone: call no_answer",                               # R4: + 2 = Wed 7
        "Gia Romano: email sent",                                  # + 7 = Mon 12, Columbus Day → Tue 13
        "Hal Brook: email sent",                                   # + 16 = Wed 21
        "Ina Vogt: email sent",                                    # + 16 = Wed 21
        "Jan Keller: call no_answer",                              # + 7 = Mon 12: Germany works, the user does not → Tue 13
        "Nora Quinn: call voicemail --plan stop",                  # R7: the plan ends; R4 voicemail 2: Wed 7, a call
    ]),
    ("2026-10-06T10:00", {
        "Dov Katz": (LATER, "call", "step 2", "09-16"),
        "Finn Walsh": (NOW, "call", "follow_up", "10-06"),
        "Wang Fang": (LATER, "call", "step 3", "09-24"),
    }, [
        "Finn Walsh: call connected_not_now --next 2026-10-20",
        "Hal Brook: call do_not_contact",                          # R17: closed; step 5 of the 21st never comes
        "Ina Vogt: email auto_replied --returns 2026-10-09",       # R9: Tue 13 is earlier than her step of the 21st, which stays
        "Zhao Min: email replied",                                 # R9: her step of the 8th never comes; an answer is due today
    ]),
    ("2026-10-07T10:00", {
        "Ben Ortiz": (NOW, "call", "follow_up", "10-07"),
        "Dov Katz": (LATER, "call", "step 2", "09-16"),
        "Eve Stone": (NOW, "call", "follow_up", "10-07"),
        "Nora Quinn": (NOW, "call", "follow_up", "10-07"),
        "Wang Fang": (LATER, "call", "step 3", "09-24"),
        "Zhao Min": (ANSWER, "email", "answer", "10-06"),          # R1: whatever the hour, and though China is on holiday
    }, [
        "Ben Ortiz: call busy",                                    # R4: + 1 = Thu 8
        "Dov Katz: skip --reason 'no number to be found'",         # R10: step 3 from today: + 4 = Sun 11 → Columbus Day → Tue 13; a call again
        "Eve Stone: call voicemail --next '周五 14:00'",            # a call-back, Fri 9
        "Nora Quinn: email sent",                                  # R4 sent 3: Sat 10 → Columbus Day → Tue 13, an email
        "Zhao Min: email sent",                                    # R4 sent 3: Sat 10: worked in China, not by the user; Mon 12: the same → Tue 13
    ]),
    ("2026-10-08T10:00", {
        "Ben Ortiz": (NOW, "call", "follow_up", "10-08"),
        "Cleo Hart": (NOW, "email", "follow_up", "10-08"),
        "Li Wei": (LATER, "email", "step 4", "10-08"),             # R12 and R8: the first day of both after the absence
        "Wang Fang": (LATER, "call", "step 3", "09-24"),
    }, [
        "Ben Ortiz: call gatekeeper",                              # R4: + 1 = Fri 9
        "Cleo Hart: snooze tue",                                   # R5: Tue 13
        "Li Wei: email sent",                                      # + 16 = Sat 24 → Mon 26
    ]),
    ("2026-10-09T10:00", {
        "Ben Ortiz": (NOW, "call", "follow_up", "10-09"),
        "Eve Stone": (LATER, "call", "callback", "10-09T14:00"),   # R1: promised, but not yet
        "Wang Fang": (LATER, "call", "step 3", "09-24"),
    }, [
        "Ben Ortiz: call voicemail",                               # R4: + 2 = Sun 11 → Columbus Day → Tue 13
        "Gia Romano: email unsubscribed",                          # R17: closed; step 4 of the 13th never comes
    ]),
    ("2026-10-09T15:00", {
        "Eve Stone": (PROMISED, "call", "callback", "10-09T14:00"),  # an hour late
        "Wang Fang": (LATER, "call", "step 3", "09-24"),           # 03:00 in Beijing
    }, [
        "Eve Stone: call conversation",                            # R4: + 2 = Sun 11 → Columbus Day → Tue 13
    ]),
    ("2026-10-09T21:30", {
        "Wang Fang": (NOW, "call", "step 3", "09-24"),             # R8: Sat 10 Oct, 09:30 in Beijing, a make-up workday
    }, [
        "Wang Fang: call no_answer",                               # 9 + 3 = Mon 12: China works, the user does not → Tue 13, an email
    ]),
    # ---- week 5 -------------------------------------------------------------------------------------------------------------------------
    ("2026-10-12T10:00", {}, []),                                  # R8: Columbus Day; nothing was dated on it, and nothing is older
    ("2026-10-13T10:00", {
        "Ben Ortiz": (NOW, "call", "follow_up", "10-13"),
        "Cleo Hart": (NOW, "email", "follow_up", "10-13"),         # R5: snoozed to today
        "Dov Katz": (LATER, "call", "step 3", "10-13"),            # R10: no phone, again
        "Eve Stone": (NOW, "call", "follow_up", "10-13"),
        "Jan Keller": (NOW, "email", "step 4", "10-13"),
        "Nora Quinn": (NOW, "email", "follow_up", "10-13"),
        "Wang Fang": (LATER, "email", "step 4", "10-13"),
        "Zhao Min": (LATER, "email", "follow_up", "10-13"),
    }, [
        "Ben Ortiz: call connected_not_now",                       # R4: + 14 = Tue 27
        "Cleo Hart: email sent",                                   # R4: + 3 = Fri 16
        "Dov Katz: email sent",                                    # R7: an email counts as the step that is a call: step 4 in 7 days = Tue 20
        "Eve Stone: call connected_not_now",                       # R4: + 14 = Tue 27
        "Jan Keller: email sent",                                  # + 16 = Thu 29
        "Nora Quinn: email opened",                                # no reach: her follow-up stays open
        "Wang Fang: email sent",                                   # + 2 = Thu 15, a call ...
        "Wang Fang: email auto_replied",                           # ... R9: five days of both: 14, 15, 16, 19, 20 → Tue 20
        "Zhao Min: email sent",                                    # R4: + 3 = Fri 16
    ]),
    ("2026-10-14T10:00", {
        "Nora Quinn": (NOW, "email", "follow_up", "10-13"),
    }, [
        "Jan Keller: email replied",                               # R9: step 5 of the 29th never comes; an answer is due today
        "Nora Quinn: email sent",                                  # R4: + 3 = Sat 17 → Mon 19
    ]),
    ("2026-10-15T10:00", {
        "Jan Keller": (ANSWER, "email", "answer", "10-14"),
    }, [
        "Jan Keller: email sent",                                  # R4: + 3 = Sun 18 → Mon 19, an email
    ]),
    ("2026-10-16T10:00", {
        "Cleo Hart": (NOW, "email", "follow_up", "10-16"),
        "Zhao Min": (LATER, "email", "follow_up", "10-16"),
    }, [
        "Cleo Hart: email sent",                                   # R4: + 3 = Mon 19
    ]),
    # ---- afterwards: the long gaps ------------------------------------------------------------------------------------------------------
    ("2026-10-19T10:00", {
        "Cleo Hart": (NOW, "email", "follow_up", "10-19"),
        "Jan Keller": (NOW, "email", "follow_up", "10-19"),
        "Nora Quinn": (NOW, "email", "follow_up", "10-19"),
        "Zhao Min": (LATER, "email", "follow_up", "10-16"),
    }, [
        "Cleo Hart: email sent", "Jan Keller: email sent", "Nora Quinn: email sent",  # R4: + 3 = Thu 22 each
        "Zhao Min: snooze 3d",                                     # R5: Thu 22
    ]),
    ("2026-10-20T10:00", {
        "Dov Katz": (NOW, "email", "step 4", "10-20"),             # an email, so nothing is missing any more
        "Finn Walsh": (NOW, "call", "follow_up", "10-20"),
        "Wang Fang": (LATER, "call", "step 5", "10-20"),
    }, [
        "Dov Katz: email sent",                                    # + 16 = Thu 5 Nov
        "Finn Walsh: call no_answer",                              # R4: + 2 = Thu 22
    ]),
    ("2026-10-21T10:00", {
        "Ada Price": (NOW, "email", "step 5", "10-21"),
        "Ina Vogt": (NOW, "email", "step 5", "10-21"),             # R9: a return before it changed nothing
        "Wang Fang": (LATER, "call", "step 5", "10-20"),
    }, [                                                           # Hal is closed
        "Ada Price: email sent",                                   # the plan is over; R4 sent 3: Sat 24 → Mon 26
        "Ina Vogt: email sent",                                    # the same
    ]),
    ("2026-10-22T11:45", {
        "Cleo Hart": (NOW, "email", "follow_up", "10-22"),
        "Finn Walsh": (NOW, "call", "follow_up", "10-22"),
        "Jan Keller": (LATER, "email", "follow_up", "10-22"),      # 17:45 in Munich
        "Nora Quinn": (NOW, "email", "follow_up", "10-22"),
        "Wang Fang": (LATER, "call", "step 5", "10-20"),
        "Zhao Min": (LATER, "email", "follow_up", "10-22"),
    }, []),
    ("2026-10-26T11:45", {
        "Ada Price": (NOW, "email", "follow_up", "10-26"),
        "Cleo Hart": (NOW, "email", "follow_up", "10-22"),
        "Finn Walsh": (NOW, "call", "follow_up", "10-22"),
        "Ina Vogt": (NOW, "email", "follow_up", "10-26"),          # 16:45 in Berlin: summer time ended there on the 25th, in New York not yet
        "Jan Keller": (NOW, "email", "follow_up", "10-22"),        # the same in Munich
        "Li Wei": (LATER, "email", "step 5", "10-26"),
        "Nora Quinn": (NOW, "email", "follow_up", "10-22"),
        "Wang Fang": (LATER, "call", "step 5", "10-20"),
        "Zhao Min": (LATER, "email", "follow_up", "10-22"),
    }, []),
]

# Counted by hand from the touches above: (reach, connect, conversation): reaches by day, connects in brackets; Hal's undone dial of the 21st is
# none. Conversations: Ben 17 Sep; Eve 30 Sep; Zhao Min's reply 6 Oct, Eve 9 Oct; Jan's reply 14 Oct.
WEEKS = {
    ("2026-09-14", "2026-09-20"): (26, 3, 1),  # 10 + 6 + 5 + 4 + 1 (Ada opened, Eve not now, Ben talked)
    ("2026-09-21", "2026-09-27"): (15, 5, 0),  # 7 + 2 + 3 + 2 + 1 (Ben not now, Finn wrong person, gatekeeper and not now, Cleo gatekeeper)
    ("2026-09-28", "2026-10-04"): (1, 1, 1),   # Eve's call-back in the week away
    ("2026-10-05", "2026-10-11"): (20, 6, 2),  # 9 + 2 + 4 + 2 + 3 (Finn not now, Hal's no, Zhao Min wrote, Ben gatekeeper, Gia unsubscribed, Eve talked)
    ("2026-10-12", "2026-10-18"): (10, 4, 1),  # 0 + 7 + 1 + 1 + 1 (Ben and Eve not now, Nora opened, Jan wrote)
    ("2026-10-19", "2026-10-26"): (7, 0, 0),   # 3 + 2 + 2
    ("2026-09-14", "2026-10-26"): (79, 19, 5),
}
# fmt: on

CHANNELS = ("call", "email", "im")
Cli = Callable[..., Any]


def arguments_of(said: str) -> list[str]:
    """The command line of one line of the table."""
    name, colon, rest = said.partition(": ")
    if not colon:
        return said.split()
    verb, *more = shlex.split(rest)
    if verb in CHANNELS:
        return ["log", name, "--channel", verb, "--outcome", *more]
    return [verb, name, *more]


def due_of(item: dict[str, Any]) -> str:
    """``09-30`` for a day, ``09-30T11:00`` for a time in New York."""
    due = str(item["due"])
    return dt.datetime.fromisoformat(due).astimezone(NEW_YORK).strftime("%m-%dT%H:%M") if "T" in due else due.removeprefix("2026-")


def shape_of(item: dict[str, Any]) -> tuple[str, str, str, str]:
    kind = f"step {item['step']['no']}" if item["kind"] == "step" else item["kind"]
    return item["band"], item["channel"], kind, due_of(item)


@pytest.fixture
def cli(folder: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """A verb at a moment of New York, on a profile with the fourteen people and what was said before the first look."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())

    def call(moment: str, *arguments: str) -> Any:
        now = dt.datetime.fromisoformat(moment).replace(tzinfo=NEW_YORK).isoformat()
        status = run([*arguments, "--profile", str(folder), "--now", now, "--json"])
        found = json.loads(capsys.readouterr().out)
        assert status == 0, (moment, arguments, found)
        return found

    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, "utf-8")
    start = "2026-09-14T09:00"
    call(start, "settings", "--set", "user.country=US", "--set", "user.zone=America/New_York")
    assert call(start, "import", str(people))["created"] == 14
    for said in BEFORE:
        call(start, *arguments_of(said))
    return call


def test_a_month_played_by_the_clock_is_the_table_of_the_rules(cli: Cli) -> None:
    """Nobody too early, nobody forgotten, nothing on a day that one of the two does not work, and each in the band of the hour."""
    for moment, expected, commands in MONTH:
        found = cli(moment, "today")
        shown = sorted((i["prospect"]["name"], shape_of(i)) for i in found["items"])
        assert shown == sorted(expected.items()), moment  # a person twice would be seen here too
        assert found["counts"]["no_next_step"] == 0, moment  # R4
        for item in found["items"]:
            if (item["prospect"]["name"], item["channel"]) == ("Dov Katz", "call"):
                assert "phone" in " ".join(item["why"]).lower(), moment  # R10: it says why it waits
        for said in commands:
            cli(moment, *arguments_of(said))


def test_numbers_of_the_month_are_the_hand_count_of_its_touches(cli: Cli) -> None:
    """Reach, connect and conversation by week and in all; the undone dial is in none of them."""
    for moment, _, commands in MONTH:
        for said in commands:
            cli(moment, *arguments_of(said))
    for (first, last), counts in WEEKS.items():
        found = cli("2026-10-26T18:00", "numbers", "--from", first, "--to", last)
        assert (found["reach"], found["connect"], found["conversation"]) == counts, (first, last)
