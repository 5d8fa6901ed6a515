-- Whether handles that texts name are members'.
create index member_row_handle on member_row (handle);
