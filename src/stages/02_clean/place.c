#include "place.h"

#include "text/utf8.h"
#include "words.h"

#define LONGEST_PLACE_WORDS 6
#define LONGEST_NAME_BYTES 80
#define LONGEST_KNOWN_WORDS 4 /* "bandar seri begawan", "democratic republic of congo" */

/* ---- Known names ----------------------------------------------------------------------------- */

static bool ends_word(Str text, uint32_t at)
{
    if (at >= text.len) return true;
    char c = text.data[at];
    return strchr(" ,/()[]:;|", c) != NULL || (unsigned char)c == 0xE2; /* dashes */
}

/* Where the longest name of a list that starts at `at` ends; `at` if none does. A stop may belong
 * to it ("Calif.") or not. */
static uint32_t longest_name(Str text, uint32_t at, const Map *names)
{
    uint32_t end = at, best = at;
    for (int words = 0; words < LONGEST_KNOWN_WORDS; words++) {
        while (!ends_word(text, end) && end - at <= LONGEST_NAME_BYTES) end++;
        Str name = str_slice(text, (Span){at, end});
        if (name.len == 0) break;
        bool has_stop = name.data[name.len - 1] == '.';
        if (words_lookup(names, name) != MAP_NONE)
            best = end;
        else if (has_stop && words_lookup(names, (Str){name.data, name.len - 1}) != MAP_NONE)
            best = end - 1;
        if (end >= text.len || text.data[end] != ' ') break;
        end++;
    }
    return best;
}

uint32_t place_read_region(Str text, uint32_t at, const Lexicon *lexicon)
{
    return longest_name(text, at, &lexicon->regions);
}

/* ---- Names by their shape -------------------------------------------------------------------- */

/* One word of a place, with what joins it: "NEW", "Port-au-Prince", "D.C.", "St."; where it ends,
 * `at` if there is none. */
static uint32_t read_word(Str text, uint32_t at, bool *is_caps)
{
    uint32_t start = at, letters = 0, lowers = 0, used;
    while (at < text.len && at - start <= LONGEST_NAME_BYTES) {
        uint32_t character = utf8_decode(text, at, &used);
        bool is_joint = character == '\'' || character == 0x2019 ||
                        (character == '-' && at + 1 < text.len && text.data[at + 1] > '@');
        bool is_initial = character == '.' && at - start <= 2 && letters > 0;
        if (!word_is_letter(character) && !is_joint && !is_initial) break;
        if (at == start && !word_is_upper(character)) break;
        letters += word_is_letter(character);
        lowers += word_is_letter(character) && !word_is_upper(character);
        at += used;
    }
    bool is_scottish = lowers == 1 && letters > 3 && text.data[start + 1] == 'c'; /* "McLEAN" */
    *is_caps = letters > 1 && (lowers == 0 || is_scottish);
    return letters > 0 ? at : start;
}

static uint32_t skip_spaces(Str text, uint32_t at)
{
    while (at < text.len && text.data[at] == ' ') at++;
    return at;
}

/* Capitalised words in a row. */
static PlaceName read_written(Str text, uint32_t at)
{
    PlaceName place = {.end = at, .all_caps = true};
    for (uint32_t next = at; place.words < LONGEST_PLACE_WORDS;) {
        bool is_caps;
        uint32_t end = read_word(text, next, &is_caps);
        if (end == next) break;
        place.words++;
        place.all_caps &= is_caps;
        place.end = end;
        next = skip_spaces(text, end);
    }
    place.is_written = place.words > 0;
    place.all_caps &= place.is_written;
    return place;
}

static PlaceName read_one(Str text, uint32_t at, const Lexicon *lexicon)
{
    PlaceName place = read_written(text, at);
    uint32_t known = longest_name(text, at, &lexicon->places);
    if (known > at && known >= place.end) {
        place.is_known = true;
        place.end = known;
        if (place.words == 0) place.words = 1;
    }
    return place;
}

/* Where the next place begins behind "/" or, between capitals, "and"; 0 if nothing joins. What
 * stands between two strokes is an agency. */
static uint32_t skip_joint(Str text, const PlaceName *first)
{
    uint32_t at = skip_spaces(text, first->end);
    Str rest = str_slice(text, (Span){at, text.len});
    if (str_starts(rest, STR("/"))) {
        uint32_t next = skip_spaces(text, at + 1), end = next;
        while (end < text.len && end - next <= LONGEST_NAME_BYTES &&
               (ascii_is_letter(text.data[end]) || text.data[end] == ' '))
            end++;
        bool is_bracket = at > first->end && end < text.len && text.data[end] == '/';
        return is_bracket ? 0 : next;
    }
    if (!first->all_caps) return 0;
    if (str_starts(rest, STR("and ")) || str_starts(rest, STR("AND "))) return at + 4;
    return str_starts(rest, STR("& ")) ? at + 2 : 0;
}

PlaceName place_read(Str text, uint32_t at, const Lexicon *lexicon)
{
    PlaceName place = read_one(text, at, lexicon);
    if (place.end == at) return place;
    for (int joined = 0; joined < 3; joined++) {
        uint32_t next = skip_joint(text, &place);
        if (next == 0) break;
        PlaceName other = read_one(text, next, lexicon);
        if (other.end == next) break;
        place.end = other.end;
        place.all_caps &= other.all_caps;
        place.is_known |= other.is_known;
    }
    return place;
}
