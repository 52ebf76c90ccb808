"""How the staff signs in, as the machine's administrator set it: directory, single sign-on, roles by groups."""

import re

from otklik.base.secret_sources import SettingRefused
from otklik.config.environment import flag, value

#: Active Directory and Samba name people by sAMAccountName, OpenLDAP and FreeIPA by uid.
LDAP_FILTER = "(&(objectClass=person)(|(sAMAccountName={login})(uid={login})))"


def ldap() -> dict[str, object]:
    """The directory of the staff; an empty one where none is named. SettingRefused for what cannot be right."""
    addresses = value("OTKLIK_LDAP_URL").split()
    for one in addresses:
        if not re.fullmatch(r"ldaps?://[^\s/]+/?", one):
            raise SettingRefused(f"OTKLIK_LDAP_URL: нужно ldaps://узел или ldap://узел, а задано «{one}».")
    if addresses and not value("OTKLIK_LDAP_BASE"):
        raise SettingRefused("Задан OTKLIK_LDAP_URL, но не сказано, где искать людей: заполните OTKLIK_LDAP_BASE.")
    person_filter = value("OTKLIK_LDAP_FILTER") or LDAP_FILTER
    if "{login}" not in person_filter:
        raise SettingRefused("OTKLIK_LDAP_FILTER: нет {login}, и любое имя нашло бы одного и того же человека.")
    return {
        "urls": tuple(addresses),
        "base": value("OTKLIK_LDAP_BASE"),
        "bind_name": value("OTKLIK_LDAP_BIND"),
        "bind_password": value("OTKLIK_LDAP_PASSWORD"),
        "person_filter": person_filter,
        "authority_file": value("OTKLIK_LDAP_CA"),
        "may_be_plain": flag("OTKLIK_LDAP_PLAIN"),
    }


def single_sign_on() -> list[dict[str, object]]:
    """The one provider of OpenID Connect as allauth wants it; an empty list where none is named."""
    address = value("OTKLIK_OIDC_URL").rstrip("/")
    if not address:
        return []
    if not value("OTKLIK_OIDC_CLIENT") or not value("OTKLIK_OIDC_SECRET"):
        raise SettingRefused("Задан OTKLIK_OIDC_URL: заполните и OTKLIK_OIDC_CLIENT с OTKLIK_OIDC_SECRET.")
    return [
        {
            "provider_id": "sso",
            "name": value("OTKLIK_OIDC_TITLE"),
            "client_id": value("OTKLIK_OIDC_CLIENT"),
            "secret": value("OTKLIK_OIDC_SECRET"),
            "settings": {"server_url": address},
        }
    ]


def sign_in_match() -> str:
    """By what people of a directory are matched to accounts: «username» or «email»."""
    given = value("OTKLIK_SIGN_IN_MATCH").strip().lower()
    if given not in {"username", "email"}:
        raise SettingRefused(f"OTKLIK_SIGN_IN_MATCH: нужно username или email, а задано «{given}».")
    return given


def sign_in_groups() -> tuple[tuple[str, str, str], ...]:
    """Group of the directory, address of the administration, role; SettingRefused for a line of another form."""
    lines = [one.strip() for one in value("OTKLIK_SIGN_IN_GROUPS").split(";") if one.strip()]
    found = []
    for line in lines:
        parts = re.fullmatch(r"(.+)=([a-z0-9-]+):([a-z_]+)", line)
        if parts is None:
            raise SettingRefused(f"OTKLIK_SIGN_IN_GROUPS: нужно группа=администрация:роль, а задано «{line}».")
        found.append((parts[1].strip(), parts[2], parts[3]))
    return tuple(found)


def providers() -> dict[str, object]:
    """What allauth wants to know of single sign-on."""
    scopes = value("OTKLIK_OIDC_SCOPES").split()
    return {"openid_connect": {"APPS": single_sign_on(), "OAUTH_PKCE_ENABLED": True, "SCOPE": scopes}}
