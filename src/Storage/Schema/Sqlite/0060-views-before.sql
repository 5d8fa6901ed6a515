-- Views that a question had before it came here; those since are counted in question_views, which is neither log nor derived from it.
alter table question_row add column views_before bigint not null default 0;
