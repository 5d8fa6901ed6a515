-- What is looked at of a database to find out what is wrong with it. The same in both dialects but where a name says which.

-- name: snapshot-duplicates
select state, extension, count(*) from orleans_snapshot group by service, state, n0, n1, extension having count(*) > 1 order by 1, 2 limit 20

-- name: snapshot-aliases
-- Our keys are texts with a prefix, which are kept in extension alone; a key that was taken for a number is another grain's row (D1).
select state, extension, n0, n1 from orleans_snapshot where n0 <> 0 or n1 <> 0 or extension = '' order by 1, 2, 3, 4 limit 20

-- name: unique-postgres
select c.relname::text || '(' || string_agg(a.attname::text, ',' order by k.place) || ')'
from pg_index i
join pg_class c on c.oid = i.indrelid
cross join lateral unnest(i.indkey) with ordinality k (number, place)
join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
where i.indisunique and i.indisvalid and c.relnamespace = current_schema()::regnamespace
group by c.relname, i.indexrelid

-- name: unique-sqlite
select m.name || '(' || (select group_concat(x.name) from (select ii.name from pragma_index_info(il.name) ii order by ii.seqno) x) || ')'
from sqlite_master m join pragma_index_list(m.name) il where m.type = 'table' and il."unique" = 1

-- name: quick-check-sqlite
select quick_check from pragma_quick_check

-- name: ledgers
-- Of the members who were given points last.
select s.member, s.total, (select coalesce(sum(points), 0) from ledger l where l.member = s.member)
from standing s join (select member from ledger order by position desc limit @limit) newest on newest.member = s.member
where s.total <> (select coalesce(sum(points), 0) from ledger l where l.member = s.member)
group by s.member, s.total order by s.member limit 20

-- name: dropped
select target, position, reason from dropped_letter order by at limit 20
