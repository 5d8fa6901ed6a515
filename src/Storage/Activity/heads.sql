-- name: heads
-- One look into the index a stream, however long it is. Both databases call the only column of values so.
select column1, version
from (select column1, (select max(version) from activity where stream = column1) as version from (values @streams) as streams) as heads
where version is not null
