-- What was given in a skill of late: the points and the day (as in cap_day) of each entry, with the skill. Derived from the ledger, and filled from it here.
alter table ledger_skill add column day integer not null default 0;
alter table ledger_skill add column points integer not null default 0;

update ledger_skill set day = l.at / 86400000000 + 719162, points = l.points
from ledger l
where l.member = ledger_skill.member and l.position = ledger_skill.position and l.ordinal = ledger_skill.ordinal;

create index ledger_skill_by_day on ledger_skill (skill, day, member, points);
