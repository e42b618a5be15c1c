#include "author_names.h"

#include "plain_text.h"
#include "words.h"

#define LONGEST_NAME_BYTES 60
#define MOST_NAME_WORDS 6

/* ---- The text --------------------------------------------------------------------------------- */

static uint32_t use_of(const Lexicon *lexicon, Str word)
{
    char lower[UTF8_LOWER_ROOM(40)];
    while (word.len > 0 && strchr(".,:;*", word.data[word.len - 1]) != NULL) word.len--;
    if (word.len == 0 || word.len > 40) return 0;
    uint32_t flags = map_find(&lexicon->byline_words, (Str){lower, utf8_lower_into(word, lower)});
    return flags == MAP_NONE ? 0 : flags;
}

/* The word that starts at `at`, up to a space; a colon ends it too. */
static Str word_at(Str text, uint32_t at)
{
    uint32_t end = at;
    while (end < text.len && text.data[end] != ' ' && text.data[end] != ':') end++;
    return (Str){text.data + at, end - at};
}

static Str cut_front(Str text, uint32_t len)
{
    while (len < text.len && (text.data[len] == ' ' || text.data[len] == ':')) len++;
    return (Str){text.data + len, text.len - len};
}

/* "Written by Jane Doe", "Text: Jane Doe", "Von Jane Doe" without what stands before the name. */
static Str without_lead(Str text, const Lexicon *lexicon)
{
    for (int i = 0; i < 5; i++) {
        Str word = word_at(text, 0);
        if ((use_of(lexicon, word) & (BYLINE_BY | BYLINE_LEAD)) == 0) break;
        Str rest = cut_front(text, word.len);
        if (rest.len < 2) break;
        text = rest;
    }
    return text;
}

/* ---- Segments ------------------------------------------------------------------------------------
 */

/* How many bytes at `at` part what is no name from a name: bars, bullets, dashes between spaces,
 * brackets, figures; 0 if none. */
static uint32_t separator_at(Str text, uint32_t at)
{
    char c = text.data[at];
    if (strchr("|/;:()[]<>*\"", c) != NULL && c != '\0') return 1;
    bool is_spaced = at > 0 && text.data[at - 1] == ' ';
    if (c == '-' && is_spaced && at + 1 < text.len && text.data[at + 1] == ' ') return 1;
    if ((unsigned char)c < 0x80) return 0;
    uint32_t used, character = utf8_decode(text, at, &used);
    bool is_bullet = character == 0x2022 || character == 0xB7 || character == 0x2219;
    bool is_dash = character == 0x2013 || character == 0x2014;
    bool is_quote = character == 0x201C || character == 0x201D || character == 0xAB ||
                    character == 0xBB || character == 0x201E;
    return is_bullet || is_quote || (is_dash && is_spaced) ? used : 0;
}

/* ---- Names -------------------------------------------------------------------------------------- */

static bool is_particle(Str word)
{
    static const Str words[] = {
        STR_INIT("von"), STR_INIT("van"), STR_INIT("de"),  STR_INIT("der"), STR_INIT("den"),
        STR_INIT("del"), STR_INIT("la"),  STR_INIT("le"),  STR_INIT("du"),  STR_INIT("da"),
        STR_INIT("dos"), STR_INIT("das"), STR_INIT("di"),  STR_INIT("bin"), STR_INIT("ibn"),
        STR_INIT("al"),  STR_INIT("el"),  STR_INIT("ter"), STR_INIT("ten"), STR_INIT("zu"),
        STR_INIT("zur"), STR_INIT("dem"), STR_INIT("des"), STR_INIT("do"),  STR_INIT("af"),
        STR_INIT("av"),  STR_INIT("ben"), STR_INIT("y"),   STR_INIT("e")};
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_equal(word, words[i])) return true;
    return str_starts(word, STR("al-")) || str_starts(word, STR("el-")) ||
           str_starts(word, STR("d'")) || str_starts(word, STR("d\xE2\x80\x99"));
}

#define FIRST_UNCASED 0x590 /* Hebrew and what follows: scripts without capitals */

static bool is_capitalised(Str word)
{
    uint32_t used, character = utf8_decode(word, 0, &used);
    if (character == '(' && word.len > 1) character = utf8_decode(word, 1, &used);
    return word_is_upper(character) || (character >= FIRST_UNCASED && character < 0x1E00) ||
           character >= 0x2E80;
}

static bool has_figure(Str word)
{
    for (uint32_t i = 0; i < word.len; i++)
        if (ascii_is_digit(word.data[i])) return true;
    return false;
}

/* How many words of a text are a name from its start: capitalised ones and particles between. */
typedef struct NameRun {
    uint32_t len; /* bytes */
    uint32_t words;
    uint32_t roles;  /* words that tell what somebody does */
    uint32_t nobody; /* words that name nobody by themselves */
} NameRun;

static NameRun read_run(Str text, const Lexicon *lexicon)
{
    NameRun run = {0};
    uint32_t particles = 0;
    for (uint32_t at = 0; at < text.len;) {
        Str word = word_at(text, at);
        uint32_t use = use_of(lexicon, word);
        if (word.len == 0 || has_figure(word)) break;
        if (is_capitalised(word)) {
            run.words++;
            run.len = at + word.len;
            run.roles += (use & BYLINE_ROLE) != 0;
            run.nobody += (use & BYLINE_NOBODY) != 0;
            particles = 0;
        } else if (run.words == 0 ? !is_particle(word) : !is_particle(word) || ++particles > 3) {
            break;
        }
        at += word.len + 1;
    }
    return run;
}

/* "Jane Doe, Staff Writer", "FOCUS-Experte Jane Doe": the words that are no roles. */
static Str without_roles(Str name, const Lexicon *lexicon)
{
    for (int i = 0; i < 4; i++) {
        Str word = word_at(name, 0);
        uint32_t hyphen = word.len;
        while (hyphen > 0 && word.data[hyphen - 1] != '-') hyphen--;
        bool is_role = (use_of(lexicon, word) & BYLINE_ROLE) != 0 ||
                       (hyphen > 0 && (use_of(lexicon, (Str){word.data + hyphen, word.len - hyphen}) &
                                       BYLINE_ROLE) != 0);
        if (!is_role || word.len + 1 >= name.len) break;
        name = cut_front(name, word.len);
    }
    for (int i = 0; i < 4; i++) {
        uint32_t start = name.len;
        while (start > 0 && name.data[start - 1] != ' ') start--;
        Str word = {name.data + start, name.len - start};
        bool is_rest_full = memchr(name.data, ' ', start > 0 ? start - 1 : 0) != NULL;
        if (!is_rest_full || (use_of(lexicon, word) & (BYLINE_ROLE | BYLINE_NOBODY)) == 0) break;
        name = str_trim((Str){name.data, start});
    }
    return name;
}

static bool is_title(Str part, const Lexicon *lexicon)
{
    for (uint32_t at = 0; at < part.len;) {
        Str word = word_at(part, at);
        if ((use_of(lexicon, word) & BYLINE_TITLE) == 0) return false;
        at += word.len + 1;
    }
    return part.len > 0;
}

static bool is_address(Str part)
{
    return str_find(part, STR("://"), 0) != STR_NOT_FOUND || str_starts(part, STR("www.")) ||
           str_find(part, STR("@"), 0) != STR_NOT_FOUND;
}

static Str trim_marks(Str name)
{
    name = str_trim(name);
    while (name.len > 0 && strchr(",.;:'*-_", name.data[0]) != NULL)
        name = str_trim((Str){name.data + 1, name.len - 1});
    while (name.len > 0 && strchr(",;:'*-_", name.data[name.len - 1]) != NULL)
        name = str_trim((Str){name.data, name.len - 1});
    if (name.len > 3 && name.data[name.len - 1] == '.' && ascii_is_lower(name.data[name.len - 2]) &&
        ascii_is_lower(name.data[name.len - 3])) /* "Doe.", but "R. R." and "Jr." */
        name.len--;
    return name;
}

static void add_name(AuthorNames *names, Str name)
{
    if (names->count == COUNT(names->names)) return;
    for (uint32_t i = 0; i < names->count; i++)
        if (str_equal_ignoring_case(names->names[i], name)) return;
    names->names[names->count++] = name;
}

typedef struct NameReader {
    const Lexicon *lexicon;
    NameStyle style;
    bool is_over; /* what follows is no name any more */
    AuthorNames *names;
} NameReader;

static bool is_handle(const NameReader *reader, Str name)
{
    return reader->style == NAMES_OR_HANDLES && reader->names->count == 0 &&
           name.len <= LONGEST_NAME_BYTES && memchr(name.data, ' ', name.len) == NULL &&
           !ascii_is_digit(name.data[0]) && use_of(reader->lexicon, name) == 0;
}

/* "Jane doe": metadata are as their writers typed them. */
static bool is_typed_name(const NameReader *reader, Str name)
{
    if (reader->style != NAMES_OF_METADATA || !is_capitalised(name)) return false;
    uint32_t words = 0;
    for (uint32_t at = 0; at < name.len; words++) {
        Str word = word_at(name, at);
        if (word.len == 0 || has_figure(word) || use_of(reader->lexicon, word) != 0) return false;
        at += word.len + 1;
    }
    return words == 2;
}

/* Desks and buttons: "The Staff", "Online Redaktion", "View all posts". */
static bool is_nobody(const NameReader *reader, Str name, const NameRun *run)
{
    if (run->words == 0 || run->nobody + run->roles >= run->words) return true;
    return (use_of(reader->lexicon, word_at(name, 0)) & BYLINE_NOBODY) != 0;
}

/* One part between commas, "and" and separators. */
static void read_part(NameReader *reader, Str part)
{
    part = trim_marks(part);
    if (reader->is_over || part.len < 2 || is_address(part) || is_title(part, reader->lexicon))
        return;
    Str name = without_roles(part, reader->lexicon);
    NameRun run = read_run(name, reader->lexicon);
    bool is_whole = run.len == name.len;
    if (!is_whole && (is_handle(reader, name) || is_typed_name(reader, name))) {
        add_name(reader->names, name);
        return;
    }
    reader->is_over = !is_whole;
    if (!is_whole && reader->style == NAMES_OF_METADATA) return;
    bool is_single = run.words == 1 && reader->names->count > 0; /* "Jane Doe, Berlin" */
    bool is_long = run.words > MOST_NAME_WORDS || run.len > LONGEST_NAME_BYTES || run.len < 2;
    if (is_single || is_long || is_nobody(reader, name, &run)) return;
    add_name(reader->names, trim_marks((Str){name.data, run.len}));
}

/* Parts of a segment: between commas, "and", "&". */
static void read_segment(NameReader *reader, Str segment)
{
    uint32_t start = 0;
    for (uint32_t at = 0; at < segment.len;) {
        Str word = word_at(segment, at);
        if (word.len == 0) {
            at++;
            continue;
        }
        bool is_and = at > start && at + word.len < segment.len &&
                      ((use_of(reader->lexicon, word) & BYLINE_AND) != 0 ||
                       str_equal(word, STR("&")) || str_equal(word, STR("+")));
        if (is_and) {
            read_part(reader, (Str){segment.data + start, at - start});
            start = at + word.len; /* with the comma of "and," */
        }
        for (uint32_t i = 0; i < word.len && !is_and; i++) {
            if (word.data[i] != ',') continue;
            read_part(reader, (Str){segment.data + start, at + i - start});
            start = at + i + 1;
        }
        at += word.len;
    }
    read_part(reader, (Str){segment.data + start, segment.len - start});
}

/* The next segment between separators; false after the last. */
static bool next_segment(Str text, uint32_t *at, Str *out)
{
    if (*at > text.len) return false;
    uint32_t start = *at, used = 0, end = start;
    while (end < text.len && (used = separator_at(text, end)) == 0) end++;
    *out = str_trim((Str){text.data + start, end - start});
    *at = end + (end < text.len ? used : 1);
    return true;
}

/* "The Example - a magazine for fishers" names nobody, "The Example - Jane Doe and Ola Dahl" two:
 * of several parts one must be a person for sure, then full names are taken. */
static void keep_persons(AuthorNames *names, const Lexicon *lexicon)
{
    uint32_t kept = 0, persons = 0;
    for (uint32_t i = 0; i < names->count; i++)
        persons += author_name_is_person(names->names[i], lexicon);
    for (uint32_t i = 0; i < names->count && persons > 0; i++)
        if (author_name_is_full(names->names[i])) names->names[kept++] = names->names[i];
    names->count = kept;
}

void author_names_read(Str text, const Lexicon *lexicon, NameStyle style, Arena *arena,
                       AuthorNames *out)
{
    *out = (AuthorNames){0};
    NameReader reader = {.lexicon = lexicon, .style = style, .names = out};
    if (str_find(text, STR("://"), 0) != STR_NOT_FOUND) return;
    text = without_lead(plain_text_of(text, arena), lexicon);
    Str segment;
    uint32_t segments = 0;
    for (uint32_t at = 0; next_segment(text, &at, &segment);) {
        reader.is_over = false;
        segments += segment.len > 0;
        if (segment.len > 0) read_segment(&reader, without_lead(segment, lexicon));
    }
    if (style == NAMES_OF_METADATA && segments > 1) keep_persons(out, lexicon);
}

/* ---- Lines --------------------------------------------------------------------------------------- */

/* Does the segment begin with "by", perhaps after "written" and the like? *out is what follows. */
static bool begins_by(Str segment, const Lexicon *lexicon, Str *out)
{
    for (int i = 0; i < 5 && segment.len > 0; i++) {
        Str word = word_at(segment, 0);
        uint32_t use = use_of(lexicon, word);
        bool has_colon = word.len < segment.len && segment.data[word.len] == ':';
        segment = cut_front(segment, word.len);
        if ((use & BYLINE_BY) != 0 || ((use & BYLINE_LEAD) != 0 && has_colon)) {
            *out = without_lead(segment, lexicon);
            return true;
        }
        if ((use & BYLINE_LEAD) == 0) return false;
    }
    return false;
}

static bool ends_at_figure(Str text, uint32_t at)
{
    return ascii_is_digit(text.data[at]) || (separator_at(text, at) != 0 && text.data[at] != ':');
}

void author_names_of_line(Str text, const Lexicon *lexicon, bool has_date, Arena *arena,
                          AuthorNames *out)
{
    *out = (AuthorNames){0};
    text = plain_text_of(text, arena);
    NameReader reader = {.lexicon = lexicon, .style = NAMES_SHOWN, .names = out};
    for (uint32_t at = 0; at < text.len && out->count == 0;) {
        uint32_t end = at;
        while (end < text.len && !ends_at_figure(text, end)) end++;
        Str segment = str_trim((Str){text.data + at, end - at}), names;
        reader.is_over = false;
        if (begins_by(segment, lexicon, &names))
            read_segment(&reader, names);
        else if (has_date && author_name_is_person(segment, lexicon))
            read_segment(&reader, segment);
        while (end < text.len && ends_at_figure(text, end)) end++;
        at = end;
    }
}

bool author_names_is_label(Str text, const Lexicon *lexicon)
{
    if (text.len == 0 || text.len > 30 || text.data[text.len - 1] != ':') return false;
    Str word = word_at(text, 0);
    return (use_of(lexicon, word) & (BYLINE_LEAD | BYLINE_BY)) != 0 && word.len + 2 >= text.len;
}

bool author_name_is_full(Str name)
{
    uint32_t words = 1;
    for (uint32_t i = 0; i < name.len; i++) {
        if (ascii_is_digit(name.data[i])) return false;
        words += name.data[i] == ' ';
    }
    return words >= 2 && words <= MOST_NAME_WORDS && is_capitalised(name);
}

bool author_name_is_person(Str name, const Lexicon *lexicon)
{
    char lower[UTF8_LOWER_ROOM(40)];
    Str first = word_at(name, 0);
    if (first.len == 0 || first.len > 40 || !author_name_is_full(name)) return false;
    NameRun run = read_run(name, lexicon);
    if (run.len != name.len || run.nobody > 0) return false;
    return map_find(&lexicon->given_names, (Str){lower, utf8_lower_into(first, lower)}) != MAP_NONE;
}
