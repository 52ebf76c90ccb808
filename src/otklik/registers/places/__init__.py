"""Where files of registers stand: a folder of this server, a folder of an SFTP server. Both look the same from here."""
