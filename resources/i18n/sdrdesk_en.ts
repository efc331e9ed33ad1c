<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AskNotReady</name>
    <message numerus="yes">
        <source>empty: in %n days</source>
        <translation>
            <numerusform>empty: in %n day</numerusform>
            <numerusform>empty: in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AwayBar</name>
    <message numerus="yes">
        <source>Spread %n overdue items</source>
        <translation>
            <numerusform>Spread %n overdue item</numerusform>
            <numerusform>Spread %n overdue items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Welcome back. %n items became overdue while you were away.</source>
        <translation>
            <numerusform>Welcome back. %n item became overdue while you were away.</numerusform>
            <numerusform>Welcome back. %n items became overdue while you were away.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message numerus="yes">
        <source>%n emails in the outbox</source>
        <translation>
            <numerusform>%n email in the outbox</numerusform>
            <numerusform>%n emails in the outbox</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out, for something has changed</source>
        <translation>
            <numerusform>%n left out, for something has changed</numerusform>
            <numerusform>%n left out, for something has changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put %n emails in the outbox</source>
        <translation>
            <numerusform>Put %n email in the outbox</numerusform>
            <numerusform>Put %n emails in the outbox</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BenchmarkCard</name>
    <message numerus="yes">
        <source>%Ln conversations</source>
        <translation>
            <numerusform>%Ln conversation</numerusform>
            <numerusform>%Ln conversations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln dials</source>
        <translation>
            <numerusform>%Ln dial</numerusform>
            <numerusform>%Ln dials</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails</source>
        <translation>
            <numerusform>%Ln email</numerusform>
            <numerusform>%Ln emails</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln working days</source>
        <translation>
            <numerusform>%Ln working day</numerusform>
            <numerusform>%Ln working days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkActions</name>
    <message numerus="yes">
        <source>%1 %n were not, for example: %2</source>
        <translation>
            <numerusform>%1 %n was not, for example: %2</numerusform>
            <numerusform>%1 %n were not, for example: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people were put on the cadence.</source>
        <translation>
            <numerusform>%n person was put on the cadence.</numerusform>
            <numerusform>%n people were put on the cadence.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people will not be contacted again. Undo takes them back one by one.</source>
        <translation>
            <numerusform>%n person will not be contacted again. Undo takes them back.</numerusform>
            <numerusform>%n people will not be contacted again. Undo takes them back one by one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Select all %n</source>
        <translation>
            <numerusform>Select %n</numerusform>
            <numerusform>Select all %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop all plans of %n people and never contact them again?</source>
        <translation>
            <numerusform>Stop all plans of %n person and never contact them again?</numerusform>
            <numerusform>Stop all plans of %n people and never contact them again?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkMore</name>
    <message numerus="yes">
        <source>Buyer role of %n people</source>
        <translation>
            <numerusform>Buyer role of %n person</numerusform>
            <numerusform>Buyer role of %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Leave out the due step of %n people, because</source>
        <translation>
            <numerusform>Leave out the due step of %n person, because</numerusform>
            <numerusform>Leave out the due step of %n people, because</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Research tier of %n people</source>
        <translation>
            <numerusform>Research tier of %n person</numerusform>
            <numerusform>Research tier of %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Snooze what is due of %n people until</source>
        <translation>
            <numerusform>Snooze what is due of %n person until</numerusform>
            <numerusform>Snooze what is due of %n people until</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop the plans of %n people, because</source>
        <translation>
            <numerusform>Stop the plans of %n person, because</numerusform>
            <numerusform>Stop the plans of %n people, because</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag of %n people</source>
        <translation>
            <numerusform>Tag of %n person</numerusform>
            <numerusform>Tag of %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CadenceEditor</name>
    <message numerus="yes">
        <source>+%n days</source>
        <translation>
            <numerusform>+%n day</numerusform>
            <numerusform>+%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n people to version %1…</source>
        <translation>
            <numerusform>Move %n person to version %1…</numerusform>
            <numerusform>Move %n people to version %1…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CadencePicker</name>
    <message numerus="yes">
        <source>%n of %1 cannot go on it, for example:</source>
        <translation>
            <numerusform>%n of %1 cannot go on it, for example:</numerusform>
            <numerusform>%n of %1 cannot go on it, for example:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n people</source>
        <translation>
            <numerusform>Add %n person</numerusform>
            <numerusform>Add %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CadenceWords</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n touches</source>
        <translation>
            <numerusform>%n touch</numerusform>
            <numerusform>%n touches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CadencesPart</name>
    <message numerus="yes">
        <source>%n people finish on theirs.</source>
        <translation>
            <numerusform>%n person finishes on theirs.</numerusform>
            <numerusform>%n people finish on theirs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people were moved.</source>
        <translation>
            <numerusform>%n person was moved.</numerusform>
            <numerusform>%n people were moved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people who are on it go on.</source>
        <translation>
            <numerusform>%n person who is on it goes on.</numerusform>
            <numerusform>%n people who are on it go on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n people on version %1:</source>
        <translation>
            <numerusform>For %n person on version %1:</numerusform>
            <numerusform>For %n people on version %1:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n people</source>
        <translation>
            <numerusform>Move %n person</numerusform>
            <numerusform>Move %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n people to version %1 of %2?</source>
        <translation>
            <numerusform>Move %n person to version %1 of %2?</numerusform>
            <numerusform>Move %n people to version %1 of %2?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CatchUp</name>
    <message numerus="yes">
        <source>%n touches are overdue since you were away (until %1).</source>
        <translation>
            <numerusform>%n touch is overdue since you were away (until %1).</numerusform>
            <numerusform>%n touches are overdue since you were away (until %1).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n touches are overdue.</source>
        <translation>
            <numerusform>%n touch is overdue.</numerusform>
            <numerusform>%n touches are overdue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompanyPage</name>
    <message numerus="yes">
        <source>%n touches</source>
        <translation>
            <numerusform>%n touch</numerusform>
            <numerusform>%n touches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayForm</name>
    <message numerus="yes">
        <source>%n promised times stay as they are: look after them yourself.</source>
        <translation>
            <numerusform>%n promised time stays as it is: look after it yourself.</numerusform>
            <numerusform>%n promised times stay as they are: look after them yourself.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n touches are due on these days; they move to the working days after, under your caps.</source>
        <translation>
            <numerusform>%n touch is due on these days; it moves to the working days after, under your caps.</numerusform>
            <numerusform>%n touches are due on these days; they move to the working days after, under your caps.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoNotContactSection</name>
    <message numerus="yes">
        <source>%n on the list</source>
        <translation>
            <numerusform>%n on the list</numerusform>
            <numerusform>%n on the list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there before</source>
        <translation>
            <numerusform>%n was there before</numerusform>
            <numerusform>%n were there before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put on the list: %n</source>
        <translation>
            <numerusform>Put on the list: %n</numerusform>
            <numerusform>Put on the list: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n off the list, because</source>
        <translation>
            <numerusform>Take %n off the list, because</numerusform>
            <numerusform>Take %n off the list, because</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken off the list: %n; people who were closed stay closed</source>
        <translation>
            <numerusform>Taken off the list: %n; who was closed stays closed</numerusform>
            <numerusform>Taken off the list: %n; people who were closed stay closed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stopped for %n people</source>
        <translation>
            <numerusform>stopped for %n person</numerusform>
            <numerusform>stopped for %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvidenceRow</name>
    <message numerus="yes">
        <source>%n earlier</source>
        <translation>
            <numerusform>%n earlier</numerusform>
            <numerusform>%n earlier</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FunnelCard</name>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GoalsRow</name>
    <message numerus="yes">
        <source>%n kept</source>
        <translation>
            <numerusform>%n kept</numerusform>
            <numerusform>%n kept</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandoffForm</name>
    <message numerus="yes">
        <source>answer due in %n h</source>
        <translation>
            <numerusform>answer due in %n h</numerusform>
            <numerusform>answer due in %n h</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandoffsPage</name>
    <message numerus="yes">
        <source>%n handed off in the last 90 days</source>
        <translation>
            <numerusform>%n handed off in the last 90 days</numerusform>
            <numerusform>%n handed off in the last 90 days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n accepted</source>
        <translation>
            <numerusform>, %n accepted</numerusform>
            <numerusform>, %n accepted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportFooter</name>
    <message numerus="yes">
        <source>Import %n rows</source>
        <translation>
            <numerusform>Import %n row</numerusform>
            <numerusform>Import %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message numerus="yes">
        <source>%1 · %n rows</source>
        <translation>
            <numerusform>%1 · %n row</numerusform>
            <numerusform>%1 · %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people came in from %1.</source>
        <translation>
            <numerusform>%n person came in from %1.</numerusform>
            <numerusform>%n people came in from %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportTemplates</name>
    <message numerus="yes">
        <source>%n templates wait until what is said about them is mended.</source>
        <translation>
            <numerusform>%n template waits until what is said about it is mended.</numerusform>
            <numerusform>%n templates wait until what is said about them is mended.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OptionsCard</name>
    <message numerus="yes">
        <source>%n are here already or twice in the file; only what is empty gets filled.</source>
        <translation>
            <numerusform>%n is here already or twice in the file; only what is empty gets filled.</numerusform>
            <numerusform>%n are here already or twice in the file; only what is empty gets filled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are here already; the file&apos;s values replace yours. History always stays.</source>
        <translation>
            <numerusform>%n is here already; the file&apos;s values replace yours. History always stays.</numerusform>
            <numerusform>%n are here already; the file&apos;s values replace yours. History always stays.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are left out: here already, not to be contacted, or without a person.</source>
        <translation>
            <numerusform>%n row is left out: here already, not to be contacted, or without a person.</numerusform>
            <numerusform>%n rows are left out: here already, not to be contacted, or without a person.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PipelineCard</name>
    <message numerus="yes">
        <source>%Ln emails sent today</source>
        <translation>
            <numerusform>%Ln email sent today</numerusform>
            <numerusform>%Ln emails sent today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln working days are left this year.</source>
        <translation>
            <numerusform>%Ln working day is left this year.</numerusform>
            <numerusform>%Ln working days are left this year.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Until %1 (%n working days) the goal asks for %2 opportunities</source>
        <translation>
            <numerusform>Until %1 (%n working day) the goal asks for %2 opportunities</numerusform>
            <numerusform>Until %1 (%n working days) the goal asks for %2 opportunities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlaybookWords</name>
    <message numerus="yes">
        <source>%n finished it</source>
        <translation>
            <numerusform>%n finished it</numerusform>
            <numerusform>%n finished it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people on version %1</source>
        <translation>
            <numerusform>%n person on version %1</numerusform>
            <numerusform>%n people on version %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n variants</source>
        <translation>
            <numerusform>%n variant</numerusform>
            <numerusform>%n variants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemsCard</name>
    <message numerus="yes">
        <source>%n rows; what cannot be used stays out, the rest of the row comes in</source>
        <translation>
            <numerusform>%n row; what cannot be used stays out, the rest of the row comes in</numerusform>
            <numerusform>%n rows; what cannot be used stays out, the rest of the row comes in</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProspectsPage</name>
    <message numerus="yes">
        <source>%n prospects</source>
        <translation>
            <numerusform>%n prospect</numerusform>
            <numerusform>%n prospects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadyPart</name>
    <message numerus="yes">
        <source>With this rule %n of %1 people of whom something is known are ready.</source>
        <translation>
            <numerusform>With this rule %n of %1 people of whom something is known is ready.</numerusform>
            <numerusform>With this rule %n of %1 people of whom something is known are ready.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReasonsCard</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordFacts</name>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemindersDialog</name>
    <message numerus="yes">
        <source>%n d</source>
        <translation>
            <numerusform>%n d</numerusform>
            <numerusform>%n d</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Snooze %n min</source>
        <translation>
            <numerusform>Snooze %n min</numerusform>
            <numerusform>Snooze %n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultStep</name>
    <message numerus="yes">
        <source>%n of them are on the cadence.</source>
        <translation>
            <numerusform>%n of them is on the cadence.</numerusform>
            <numerusform>%n of them are on the cadence.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people are new.</source>
        <translation>
            <numerusform>%n person is new.</numerusform>
            <numerusform>%n people are new.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were not put on it, for example: %1</source>
        <translation>
            <numerusform>%n was not put on it, for example: %1</numerusform>
            <numerusform>%n were not put on it, for example: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScoreHead</name>
    <message numerus="yes">
        <source>%n of %1 open people have reached it.</source>
        <translation>
            <numerusform>%n of %1 open people has reached it.</numerusform>
            <numerusform>%n of %1 open people have reached it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingBack</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplatePeople</name>
    <message numerus="yes">
        <source>%n of %1 people lack something; their email waits, the others go.</source>
        <translation>
            <numerusform>%n of %1 people lacks something; their email waits, the others go.</numerusform>
            <numerusform>%n of %1 people lack something; their email waits, the others go.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 people lack something; those lines are left out.</source>
        <translation>
            <numerusform>%n of %1 people lacks something; those lines are left out.</numerusform>
            <numerusform>%n of %1 people lack something; those lines are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n people have every value.</source>
        <translation>
            <numerusform>The %n person has every value.</numerusform>
            <numerusform>All %n people have every value.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplatesPart</name>
    <message numerus="yes">
        <source>%n templates were imported.</source>
        <translation>
            <numerusform>%n template was imported.</numerusform>
            <numerusform>%n templates were imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeOffSection</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stale ones were left out.</source>
        <translation>
            <numerusform>%n stale one was left out.</numerusform>
            <numerusform>%n stale ones were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n touches were spread over the coming days.</source>
        <translation>
            <numerusform>%n touch was spread over the coming days.</numerusform>
            <numerusform>%n touches were spread over the coming days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kept; %n touches were moved to the days after.</source>
        <translation>
            <numerusform>Kept; %n touch was moved to the days after.</numerusform>
            <numerusform>Kept; %n touches were moved to the days after.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>%1 came to us: %n min left</source>
        <translation>
            <numerusform>%1 came to us: %n min left</numerusform>
            <numerusform>%1 came to us: %n min left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 came to us: late %n min</source>
        <translation>
            <numerusform>%1 came to us: late %n min</numerusform>
            <numerusform>%1 came to us: late %n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TriggerPreview</name>
    <message numerus="yes">
        <source>%n would be left out:</source>
        <translation>
            <numerusform>%n would be left out:</numerusform>
            <numerusform>%n would be left out:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Today it would take %n people.</source>
        <translation>
            <numerusform>Today it would take %n person.</numerusform>
            <numerusform>Today it would take %n people.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UsageLines</name>
    <message numerus="yes">
        <source>%n more accounts</source>
        <translation>
            <numerusform>%n more account</numerusform>
            <numerusform>%n more accounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VariantView</name>
    <message numerus="yes">
        <source>%1 of %n replied: %2% (%3 to %4%)</source>
        <translation>
            <numerusform>%1 of %n replied: %2% (%3 to %4%)</numerusform>
            <numerusform>%1 of %n replied: %2% (%3 to %4%)</numerusform>
        </translation>
    </message>
</context>
</TS>
