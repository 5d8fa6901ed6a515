-- One look into an index for each name, however much there is of it. Both databases call the only column of values column1.
-- name: streams
select column1, (select max(version) from activity where stream = column1) from (values {names}) as names

-- name: targets
select column1, (select max(position) from activity_target where target = column1) from (values {names}) as names
