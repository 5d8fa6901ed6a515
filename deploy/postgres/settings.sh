#!/bin/sh
# Run by PostgreSQL's image when it makes its database: our settings after its own.
set -eu
echo "include '/etc/skiller.conf'" >> "$PGDATA/postgresql.conf"
