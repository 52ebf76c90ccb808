"""Every setting that the machine's administrator may give: name, default, meaning; `environment` reads them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, default and meaning (Russian, for `otklik --help` and the docs).

    A secret may lie in a file instead, named by `NAME_FILE`, or in a credential of systemd.
    """

    name: str
    default: str
    meaning: str
    is_secret: bool = False


#: Disputes over a decision of an authority last so long.
LEAST_AUDIT_YEARS = 3

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "DATABASE_URL",
        "",
        "База данных: postgres://имя:пароль@узел:порт/база; пусто — SQLite в OTKLIK_DATA_DIR",
        is_secret=True,
    ),
    Setting("OTKLIK_DATA_DIR", "var", "Папка данных: база SQLite, вложения, ключ, журналы"),
    Setting(
        "OTKLIK_REPLICA_URL",
        "",
        "Копия базы PostgreSQL для чтения, её спрашивают о сводках: postgres://…; пусто — всё спрашивать у основной",
        is_secret=True,
    ),
    Setting(
        "OTKLIK_FILES_URL",
        "",
        "Где лежат вложения: file:///папка или s3://ключ:секрет@узел:порт/ведро; пусто — папка OTKLIK_DATA_DIR/files",
        is_secret=True,
    ),
    Setting("OTKLIK_SECRET_KEY", "", "Секретный ключ; пусто — создаётся в OTKLIK_DATA_DIR/secret.key", is_secret=True),
    Setting("OTKLIK_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]", "Имена узла через запятую"),
    Setting("OTKLIK_BASE_URL", "", "Адрес, под которым систему видят люди; пусто — http://HOST:PORT"),
    Setting("OTKLIK_HTTPS", "0", "1 — система стоит за HTTPS: безопасные cookie и HSTS"),
    Setting("OTKLIK_TRUSTED_PROXIES", "0", "Сколько своих посредников (nginx) стоит перед системой"),
    Setting("OTKLIK_HOST", "127.0.0.1", "На каком адресе слушать"),
    Setting("OTKLIK_PORT", "8000", "На каком порту слушать"),
    Setting("OTKLIK_WEB_WORKERS", "2", "Сколько процессов обслуживают страницы"),
    Setting(
        "OTKLIK_EMAIL_URL",
        "",
        "Почта: smtp://имя:пароль@узел:порт?tls=1; console: — в журнал; пусто — как задано на странице «Почта»",
        is_secret=True,
    ),
    Setting("OTKLIK_EMAIL_FROM", "otklik@localhost", "Адрес отправителя писем"),
    Setting("OTKLIK_PROFILES_DIR", "", "Папка с порядками других администраций; пусто — OTKLIK_DATA_DIR/profiles"),
    Setting("OTKLIK_UPLOAD_MB", "20", "Наибольший размер вложения, МБ"),
    Setting(
        "OTKLIK_CLAMD",
        "",
        "Антивирус для вложений (clamd): unix:///run/clamav/clamd.ctl или tcp://узел:3310; пусто — не проверять",
    ),
    Setting("OTKLIK_SCANS_DIR", "", "Папка сканера с папкой на администрацию; пусто — OTKLIK_DATA_DIR/scans"),
    Setting("OTKLIK_REGISTERS_DIR", "", "Папки чужих реестров, по администрациям; пусто — OTKLIK_DATA_DIR/registers"),
    Setting("OTKLIK_FEED_HOSTS", "", "Узлы внутренней сети через запятую, чьи ленты упоминаний можно спрашивать"),
    Setting("OTKLIK_WEBHOOK_HOSTS", "", "Узлы через запятую, которым можно сообщать о событиях; пусто — никому"),
    Setting("OTKLIK_PUBLIC_RATE", "20/hour", "Сколько обращений принимается с одного адреса сети"),
    Setting("OTKLIK_PAGE_RATE", "1200/minute", "Сколько страниц отдаётся одному адресу сети без входа"),
    Setting("OTKLIK_SURVEY_RATE", "600/hour", "Сколько анкет принимается с одного адреса сети (адреса не хранятся)"),
    Setting(
        "OTKLIK_STOLEN_PASSWORDS",
        "",
        "Файл украденных паролей (SHA-1 по строкам, по порядку): такие пароли не принимаются; пусто — не сверять",
    ),
    Setting("OTKLIK_SESSION_HOURS", "10", "Через сколько часов после входа сотрудник входит заново"),
    Setting("OTKLIK_IDLE_MINUTES", "60", "Через сколько минут без действий сеанс сотрудника кончается"),
    Setting(
        "OTKLIK_LDAP_URL",
        "",
        "Каталог сотрудников: ldaps://узел или ldap://узел, несколько через пробел",
    ),
    Setting("OTKLIK_LDAP_BASE", "", "Где в каталоге искать людей: ou=people,dc=example,dc=ru"),
    Setting("OTKLIK_LDAP_BIND", "", "Имя, под которым система ищет в каталоге: cn=otklik,dc=example,dc=ru"),
    Setting("OTKLIK_LDAP_PASSWORD", "", "Пароль этого имени", is_secret=True),
    Setting("OTKLIK_LDAP_FILTER", "", "Как найти человека по имени {login}; пусто — по uid или sAMAccountName"),
    Setting("OTKLIK_LDAP_CA", "", "Файл с сертификатами, которым система верит при связи с каталогом"),
    Setting("OTKLIK_LDAP_PLAIN", "0", "1 — разрешить ldap:// без шифрования; только для испытаний"),
    Setting("OTKLIK_OIDC_URL", "", "Единый вход (OpenID Connect): адрес поставщика; пусто — не предлагать"),
    Setting("OTKLIK_OIDC_CLIENT", "", "Имя системы у поставщика единого входа (client_id)"),
    Setting("OTKLIK_OIDC_SECRET", "", "Секрет системы у поставщика единого входа", is_secret=True),
    Setting("OTKLIK_OIDC_TITLE", "Единый вход", "Что написано на кнопке единого входа"),
    Setting("OTKLIK_OIDC_SCOPES", "openid profile email", "Какие сведения просить у поставщика, через пробел"),
    Setting("OTKLIK_OIDC_SECOND_FACTOR", "0", "1 — поставщик сам спрашивает второй шаг, система его не требует"),
    Setting("OTKLIK_SIGN_IN_MATCH", "username", "По чему узнавать людей каталога: username (имя для входа) или email"),
    Setting("OTKLIK_SIGN_IN_GROUPS", "", "Роли по группам каталога: группа=администрация:роль, через точку с запятой"),
    Setting("OTKLIK_BACKUP_DIR", "", "Папка резервных копий, лучше на другом диске; пусто — OTKLIK_DATA_DIR/backups"),
    Setting("OTKLIK_BACKUP_KEY", "", "Открытый ключ копий (age1…) или несколько через запятую: otklik backup-key"),
    Setting("OTKLIK_BACKUP_KEEP", "14", "Сколько последних ночных копий хранить"),
    Setting("OTKLIK_BACKUP_HOUR", "2", "В котором часу (по Москве) делать ночную копию; 24 — не делать самой"),
    Setting("OTKLIK_STREAM_DIR", "", "Папка на втором диске, куда всё время переписывается SQLite; пусто — никуда"),
    Setting(
        "OTKLIK_METRICS_TOKEN",
        "",
        "Ключ, по которому Prometheus читает /metrics; пусто — по ключу никому",
        is_secret=True,
    ),
    Setting(
        "OTKLIK_METRICS_NETWORKS",
        "",
        "Сети через запятую, из которых /metrics читают без ключа: 10.0.0.0/24; пусто — ниоткуда",
    ),
    Setting("OTKLIK_KEEP_TASKS_DAYS", "90", "Сколько дней хранить следы выполненных и неудавшихся фоновых заданий"),
    Setting("OTKLIK_KEEP_AUDIT_YEARS", "0", "Сколько лет хранить журнал действий, не меньше 3; 0 — всегда"),
    Setting("OTKLIK_DEBUG", "0", "1 — режим разработчика; никогда не включайте на рабочем узле"),
)
