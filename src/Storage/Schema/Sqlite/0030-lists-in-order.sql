-- Every list comes from one index, in its order, as far as its page goes. What a list is sorted by therefore stands in the row that is listed.

-- Of a member in a skill: what peers gave in points, what the member declares, who vouches. scored: there are entries in the ledger.
alter table member_skill add column points integer not null default 0;
alter table member_skill add column scored integer not null default 0;

insert into member_skill (member, skill, declared, endorsements, points, scored)
select member, skill, 0, 0, points, 1 from standing_skill where true
on conflict (member, skill) do update set points = excluded.points, scored = 1;

drop table standing_skill;
drop index member_skill_by_skill;
create index member_skill_best on member_skill (skill, points desc, member) where declared = 1 or endorsements > 0 or scored = 1;

alter table member_row add column total integer not null default 0;
alter table member_row add column endorsements integer not null default 0;

update member_row set
    total = coalesce((select total from standing s where s.member = member_row.member), 0),
    endorsements = coalesce((select sum(endorsements) from member_skill k where k.member = member_row.member), 0);

create index member_row_best on member_row (total desc, member);

alter table skill_row add column members integer not null default 0;
alter table skill_row add column reputation integer not null default 0;
alter table skill_row add column endorsements integer not null default 0;

insert into skill_row (slug, questions) select distinct skill, 0 from member_skill where true on conflict (slug) do nothing;

update skill_row set
    members = (select count(*) from member_skill k where k.skill = skill_row.slug and (k.declared = 1 or k.endorsements > 0 or k.scored = 1)),
    reputation = coalesce((select sum(points) from member_skill k where k.skill = skill_row.slug), 0),
    endorsements = coalesce((select sum(endorsements) from member_skill k where k.skill = skill_row.slug), 0);

alter table question_skill add column created_at integer not null default 0;
alter table question_skill add column active_at integer not null default 0;
alter table question_skill add column score integer not null default 0;
alter table question_skill add column answers integer not null default 0;
alter table question_skill add column hidden integer not null default 0;

update question_skill set
    created_at = r.created_at, active_at = r.active_at, score = r.score, answers = r.answers, hidden = r.hidden
from question_row r where r.question = question_skill.question;

drop index question_skill_by_skill;
create index question_skill_newest on question_skill (skill, created_at desc, question desc) where hidden = 0;
create index question_skill_active on question_skill (skill, active_at desc, question desc) where hidden = 0;
create index question_skill_votes on question_skill (skill, score desc, question desc) where hidden = 0;
create index question_skill_unanswered on question_skill (skill, created_at desc, question desc) where hidden = 0 and answers = 0;

create index question_row_newest_in on question_row (locale, created_at desc, question desc) where hidden = 0;
create index question_row_active_in on question_row (locale, active_at desc, question desc) where hidden = 0;
create index question_row_votes_in on question_row (locale, score desc, question desc) where hidden = 0;
create index question_row_unanswered_in on question_row (locale, created_at desc, question desc) where hidden = 0 and answers = 0;
create index question_row_author_active on question_row (author, active_at desc, question desc) where hidden = 0;
create index question_row_author_votes on question_row (author, score desc, question desc) where hidden = 0;
