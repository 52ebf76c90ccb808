"""`otklik scan-files`: every stored file asked about anew, when the antivirus was connected or learnt more."""

from otklik.cli.start import fail, say, set_up

INFECTED, SILENT = 1, 3


def scan_files() -> None:
    """Проверить антивирусом все вложения. Код выхода 1 — нашлось вредоносное, 3 — антивирус не отвечает."""
    set_up()
    from otklik.base.virus_check import VirusCheck, is_asked, version  # noqa: PLC0415 - after the settings are read
    from otklik.base.virus_recheck import check_all_files, file_count  # noqa: PLC0415

    if not is_asked():
        fail("Антивирус не подключён. Назовите его в настройке OTKLIK_CLAMD.", code=SILENT)
    engine = version()
    if not engine:
        fail("Антивирус (clamd) не отвечает. Проверьте службу clamav-daemon и настройку OTKLIK_CLAMD.", code=SILENT)
    say(engine)
    checked, infected = 0, 0
    for file, verdict in check_all_files():
        checked += 1
        if verdict.state != VirusCheck.CLEAN:
            infected += verdict.state == VirusCheck.INFECTED
            say(f"Файл № {file.pk}: {verdict.state.label} ({verdict.found})")
    if checked < file_count():
        why = "Дальше не ответил антивирус или хранилище файлов (скажет otklik state): повторите команду, когда ответят"
        fail(f"Проверено файлов: {checked}. {why}.", code=SILENT)
    say(f"Проверено файлов: {checked}. В карантине: {infected}.")
    if infected:
        fail("Файлы в карантине никому не выдаются; кто их прислал, видно в обращении.", code=INFECTED)
