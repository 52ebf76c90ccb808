"""Reasons of the operating system in Russian: its own are English, and their readers are not."""

import errno
import re

_WORDS = {
    errno.ENOENT: "нет такого файла или папки",
    errno.EACCES: "нет прав",
    errno.EPERM: "нет прав",
    errno.EEXIST: "такой файл уже есть",
    errno.EISDIR: "это папка, а не файл",
    errno.ENOTDIR: "часть пути — файл, а не папка",
    errno.ENOSPC: "на диске нет места",
    errno.EDQUOT: "исчерпана квота диска",
    errno.EFBIG: "файл больше, чем разрешено",
    errno.EROFS: "диск доступен только для чтения",
    errno.EIO: "ошибка чтения или записи диска",
    errno.EMFILE: "открыто слишком много файлов",
    errno.ENAMETOOLONG: "слишком длинное имя",
    errno.ETIMEDOUT: "нет ответа за отведённое время",
    errno.ECONNREFUSED: "в соединении отказано",
    errno.ENOTCONN: "сетевая папка не отвечает",
    errno.ESTALE: "сетевая папка не отвечает",
}
#: How libraries written in Rust name the number.
_NUMBER = re.compile(r"os error (\d+)")


def why(problem: OSError) -> str:
    """The reason as it goes into a sentence, without a stop; the system's own words for a rare one."""
    number = problem.errno
    if number is None and (found := _NUMBER.search(str(problem))):
        number = int(found[1])
    return _WORDS.get(number or 0) or problem.strerror or str(problem) or type(problem).__name__
