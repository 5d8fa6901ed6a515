-- One look into an index for each name, however much there is of it. Both databases call the only column of values column1.
-- name: streams
select column1, head
from (select column1, (select max(version) from activity where stream = column1) as head from (values @names) as names) as heads
where head is not null

-- name: targets
select column1, head
from (select column1, (select max(position) from activity_target where target = column1) as head from (values @names) as names) as heads
where head is not null
