"""One file that holds an installation: rows, attachments, own procedures and the key they are read with.

The file is a tar in the age format: whoever has the secret key opens it with `otklik restore`, or with the common
`age` and `tar`. Rows are written as both databases understand them, so that a copy of SQLite may become PostgreSQL.
"""
