-- name: parts
-- One probe of the key a part, however many rows each has.
with recursive found (number) as (
    select (select {number} from {table} where {shown} order by {number} limit 1)
    union all
    select (select r.{number} from {table} r where {shown} and r.{number} > ((f.number - 1) / @size + 1) * @size order by r.{number} limit 1)
    from found f where f.number is not null
)
select (number - 1) / @size from found where number is not null

-- name: changed
select coalesce((select max(active_at) from question_row where hidden = 0), 0), coalesce((select joined_at from member_row order by member desc limit 1), 0)

-- name: entries
select {number}, {name}, {changed} from {table} where {number} > @after and {number} <= @upTo and {shown} order by {number} limit @limit
