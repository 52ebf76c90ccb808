"""The directory of the organisation's people: OpenLDAP, FreeIPA, Active Directory, Samba."""
