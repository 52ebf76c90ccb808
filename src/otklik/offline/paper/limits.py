"""How much of a file is looked at: a pack comes from our own scanner, or from anywhere."""

#: Pages of a pack; more are two packs.
MOST_PAGES = 500
#: Dots of one page while codes are looked for, and while its text is read.
MOST_DOTS, MOST_DOTS_OF_TEXT = 4_000_000, 12_000_000
CODES_DPI, TEXT_DPI = 150, 300
#: Seconds for a whole pack, for cutting out one letter, for the text of one page and of one file.
PACK_SECONDS, PART_SECONDS, PAGE_TEXT_SECONDS, TEXT_SECONDS = 900, 60, 60, 240
#: Pages of a letter whose text is read: what is beyond them are enclosures.
MOST_TEXT_PAGES = 5
#: Memory of the process that looks, in bytes.
MOST_MEMORY = 3 * 1024**3
#: Letters of the widest small picture of a page, in dots.
THUMBNAIL = (280, 400)
