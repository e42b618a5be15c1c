#include "model/word_pieces.h"

#include "model/bytes.h"
#include "text/utf8.h"

#define MOST_PIECES (1u << 17)
#define MOST_CHARACTERS 100u /* of a token; longer ones are unknown */

/* ---- The list -------------------------------------------------------------------------------- */

static Str piece_at(const WordPieces *pieces, uint32_t number)
{
    uint32_t start = number > 0 ? read_u32(pieces->ends + 4 * ((size_t)number - 1)) : 0;
    return (Str){pieces->text + start, read_u32(pieces->ends + 4 * (size_t)number) - start};
}

static bool ends_grow(const WordPieces *pieces, uint32_t count)
{
    for (uint32_t i = 0, last = 0; i < count; i++) {
        uint32_t end = read_u32(pieces->ends + 4 * (size_t)i);
        if (end <= last) return false;
        last = end;
    }
    return true;
}

static bool is_growing(const WordPieces *pieces, const PieceList *list)
{
    for (uint32_t i = 1; i < list->count; i++)
        if (str_compare(piece_at(pieces, list->first + i - 1), piece_at(pieces, list->first + i)) >= 0) return false;
    return true;
}

WordPieces word_pieces_take(SectionReader *reader)
{
    WordPieces pieces = {.first.count = section_take_u32(reader)};
    pieces.further = (PieceList){.first = pieces.first.count, .count = section_take_u32(reader)};
    uint64_t count = (uint64_t)pieces.first.count + pieces.further.count;
    if (count == 0 || count > MOST_PIECES) reader->is_short = true;
    pieces.ends = section_take(reader, 4 * count);
    if (pieces.ends == NULL || !ends_grow(&pieces, (uint32_t)count)) reader->is_short = true;
    if (reader->is_short) return pieces;
    pieces.text = (const char *)section_take(reader, read_u32(pieces.ends + 4 * (count - 1)));
    if (pieces.text != NULL && !(is_growing(&pieces, &pieces.first) && is_growing(&pieces, &pieces.further)))
        reader->is_short = true;
    return pieces;
}

static uint32_t shared_start(Str a, Str b)
{
    uint32_t len = 0;
    while (len < a.len && len < b.len && a.data[len] == b.data[len]) len++;
    return len;
}

/* How many pieces of the list are not above the text. */
static uint32_t count_up_to(const WordPieces *pieces, const PieceList *list, Str text)
{
    uint32_t low = 0, high = list->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (str_compare(piece_at(pieces, list->first + middle), text) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The longest piece that the text starts with. The last piece not above the text has that start in common with
 * it, so that what they share is all that need be looked for. */
static bool find_longest(const WordPieces *pieces, const PieceList *list, Str text, uint32_t *out)
{
    while (text.len > 0) {
        uint32_t count = count_up_to(pieces, list, text);
        if (count == 0) return false;
        *out = list->first + count - 1;
        Str piece = piece_at(pieces, *out);
        uint32_t shared = shared_start(piece, text);
        if (shared == piece.len) return true;
        text.len = shared;
    }
    return false;
}

Str word_piece_text(const WordPieces *pieces, uint32_t number)
{
    assert(number >= PIECE_SPECIAL_COUNT && number < word_pieces_count(pieces));
    return piece_at(pieces, number - PIECE_SPECIAL_COUNT);
}

/* ---- Words ----------------------------------------------------------------------------------- */

/* Pieces are found for one token at a time: letters and digits, or one mark. */
typedef struct Splitter {
    const WordPieces *pieces;
    char token[4 * MOST_CHARACTERS];
    uint32_t len, characters; /* of the token */
    uint32_t *out;
    uint32_t count, most;
} Splitter;

static void add_piece(Splitter *splitter, uint32_t piece)
{
    if (splitter->count < splitter->most) splitter->out[splitter->count++] = piece;
}

static void end_token(Splitter *splitter)
{
    const WordPieces *pieces = splitter->pieces;
    uint32_t found[4 * MOST_CHARACTERS], count = 0;
    Str rest = {splitter->token, splitter->len};
    bool is_known = splitter->characters <= MOST_CHARACTERS;
    while (rest.len > 0 && is_known) {
        const PieceList *list = count == 0 ? &pieces->first : &pieces->further;
        is_known = find_longest(pieces, list, rest, &found[count]);
        if (!is_known) break;
        uint32_t len = piece_at(pieces, found[count++]).len;
        rest = (Str){rest.data + len, rest.len - len};
    }
    if (!is_known) add_piece(splitter, PIECE_UNKNOWN);
    for (uint32_t i = 0; i < count && is_known; i++) add_piece(splitter, PIECE_SPECIAL_COUNT + found[i]);
    splitter->len = splitter->characters = 0;
}

/* Characters of Chinese writing are words of their own. */
static bool is_alone(uint32_t character)
{
    return utf8_is_punctuation(character) || (character >= 0x3400 && character <= 0x4DBF) ||
           (character >= 0x4E00 && character <= 0x9FFF) || (character >= 0xF900 && character <= 0xFAFF) ||
           (character >= 0x20000 && character <= 0x2FA1F);
}

static void add_character(Splitter *splitter, uint32_t character)
{
    bool stands_alone = is_alone(character);
    if (stands_alone) end_token(splitter);
    if (splitter->characters < MOST_CHARACTERS)
        splitter->len += utf8_encode(utf8_to_lower(character), splitter->token + splitter->len);
    splitter->characters++;
    if (stands_alone) end_token(splitter);
}

static uint32_t plain_mark(uint32_t character)
{
    switch (character) {
    case 0x201C: /* the marks of quotations */
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB: return '"';
    case 0x2018: /* apostrophes */
    case 0x2019: return '\'';
    case 0x2013: /* dashes */
    case 0x2014: return '-';
    default: return character;
    }
}

uint32_t word_pieces_of(const WordPieces *pieces, Str word, uint32_t most, uint32_t *out)
{
    Splitter splitter = {.pieces = pieces, .out = out, .most = most};
    if (str_equal(word, STR("``")) || str_equal(word, STR("''"))) word = STR("\"");
    for (uint32_t at = 0, used; at < word.len && splitter.count < most; at += used) {
        uint32_t parts[UTF8_MOST_PARTS], character = plain_mark(utf8_decode(word, at, &used));
        if (utf8_is_hidden(character)) continue;
        uint32_t count = utf8_take_apart(character, parts);
        for (uint32_t i = 0; i < count; i++)
            if (!utf8_is_accent(parts[i])) add_character(&splitter, parts[i]);
    }
    end_token(&splitter);
    if (splitter.count == 0) add_piece(&splitter, PIECE_UNKNOWN);
    return splitter.count;
}
