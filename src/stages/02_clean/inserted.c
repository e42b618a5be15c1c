#include "inserted.h"

#include "words.h"

#define LONGEST_LINKS_BYTES 900 /* a card: a full name and three titles */
#define MOST_TOKENS 200
#define MOST_NAME_WORDS 7        /* of the full name, up to the family name */
#define FEWEST_TITLE_WORDS 4     /* behind a name that no title is glued to */
#define LONGEST_PARTICLE_BYTES 3 /* "de", "von" */
#define SHORTEST_NAME_BYTES 2    /* "Xi" */

/* A run to be taken out of a line. */
typedef struct Insert {
    Span span; /* in the line */
    BlockType type;
    Str rule;
    Str reason;
} Insert;

typedef List(Insert) InsertList;

/* ---- Cards behind a name --------------------------------------------------------------------- */

/* The words between two spaces, in the line. */
typedef struct Tokens {
    Str line;
    Span items[MOST_TOKENS];
    uint32_t count;
} Tokens;

static void read_tokens(Str line, Span within, Tokens *out)
{
    out->line = line;
    out->count = 0;
    uint32_t at = within.start;
    while (at < within.end && out->count < MOST_TOKENS) {
        while (at < within.end && line.data[at] == ' ') at++;
        uint32_t start = at;
        while (at < within.end && line.data[at] != ' ') at++;
        if (at > start) out->items[out->count++] = (Span){start, at};
    }
}

static Str token(const Tokens *tokens, uint32_t i)
{
    return str_slice(tokens->line, tokens->items[i]);
}

static bool starts_upper(Str text)
{
    if (text.len == 0) return false;
    uint32_t used;
    return word_is_upper(utf8_decode(text, 0, &used));
}

/* "Holm", "(Kari)", "A.", "de" */
static bool is_name_word(Str word)
{
    while (word.len > 0 && strchr("(\"'", word.data[0]) != NULL)
        word = (Str){word.data + 1, word.len - 1};
    return starts_upper(word) ||
           (word.len <= LONGEST_PARTICLE_BYTES && word.len > 0 && ascii_is_letter(word.data[0]));
}

/* A new word begins right behind a name: "HolmMinisters", "Holm2020", "Holm'Not". */
static bool is_turn(Str text, uint32_t at)
{
    if (at >= text.len) return false;
    uint32_t used, next = utf8_decode(text, at, &used);
    return word_is_upper(next) || word_is_digit(next) || next == '"' || next == '\'' ||
           next == 0x2018 || next == 0x201C;
}

static bool is_followed_by_title(const Tokens *tokens, uint32_t name)
{
    if (tokens->count - name - 1 < FEWEST_TITLE_WORDS) return false;
    return is_turn(token(tokens, name + 1), 0);
}

/* Does the name stand again, as the end of a full name with a title glued to it or behind it? */
static bool is_said_again(const Tokens *tokens, uint32_t first, Str name, bool glued)
{
    for (uint32_t i = first + 1; i < tokens->count && i <= first + MOST_NAME_WORDS; i++) {
        Str word = token(tokens, i);
        if (!is_name_word(word)) return false;
        if (!str_starts(word, name)) continue;
        bool ends_card = i + 1 == tokens->count && word.len == name.len &&
                         tokens->items[i].end < tokens->line.len &&
                         tokens->line.data[tokens->items[i].end] != ' ';
        if (glued && (ends_card || is_turn(word, name.len))) return true;
        if (!glued && word.len == name.len && is_followed_by_title(tokens, i)) return true;
    }
    return false;
}

/* "Jr." belongs to the name before it. */
static uint32_t behind_suffix(const Tokens *tokens, uint32_t i)
{
    static const Str suffixes[] = {STR_INIT("Jr."), STR_INIT("Sr."), STR_INIT("Jr"), STR_INIT("Sr"),
                                   STR_INIT("II"),  STR_INIT("III"), STR_INIT("IV")};
    for (size_t s = 0; s < COUNT(suffixes) && i + 1 < tokens->count; s++)
        if (str_equal(token(tokens, i + 1), suffixes[s])) return tokens->items[i + 1].end;
    return tokens->items[i].end;
}

/* Where the card begins if this token ends the name before it: behind "Holm", or within
 * "HolmKari"; 0 if it does not. The longest name first: "McHolm", not "Mc". */
static uint32_t card_behind(const Tokens *tokens, uint32_t i, bool glued)
{
    Str word = token(tokens, i);
    if (!starts_upper(word)) return 0;
    for (uint32_t len = word.len; len >= SHORTEST_NAME_BYTES; len--) {
        bool is_end = len == word.len || (ascii_is_lower(word.data[len - 1]) && is_turn(word, len));
        if (!is_end || !is_said_again(tokens, i, (Str){word.data, len}, glued)) continue;
        return len == word.len ? behind_suffix(tokens, i) : tokens->items[i].start + len;
    }
    return 0;
}

static uint32_t card_start(Str line, uint32_t from, uint32_t end)
{
    Tokens tokens;
    if (end - from > LONGEST_LINKS_BYTES) from = end - LONGEST_LINKS_BYTES;
    read_tokens(line, (Span){from, end}, &tokens);
    for (uint32_t pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < tokens.count; i++) {
            uint32_t start = card_behind(&tokens, i, pass == 0);
            /* both names may stand again, "Kari Holm Kari Anne Holm": the last begins the card */
            uint32_t last =
                start == 0 || i + 1 == tokens.count ? 0 : card_behind(&tokens, i + 1, pass == 0);
            if (start != 0) return last != 0 ? last : start;
        }
    }
    return 0;
}

/* "MORE" by itself or glued to a name; not the first of several words in capitals. */
static bool ends_card(Str line, uint32_t at, Str word)
{
    uint32_t end = at + word.len;
    bool is_behind = at > 0 && (line.data[at - 1] == ' ' || !ascii_is_upper(line.data[at - 1]));
    if (!is_behind || (end < line.len && ascii_is_alnum(line.data[end]))) return false;
    bool goes_on = end + 2 < line.len && line.data[end] == ' ' &&
                   ascii_is_upper(line.data[end + 1]) && ascii_is_upper(line.data[end + 2]);
    return !goes_on;
}

static void find_cards(Work *work, Str line, Str word, InsertList *out)
{
    uint32_t from = 0;
    for (uint32_t at = str_find(line, word, 0); at != STR_NOT_FOUND;
         at = str_find(line, word, at + word.len)) {
        if (!ends_card(line, at, word)) continue;
        uint32_t start = card_start(line, from, at);
        from = at + word.len;
        if (start == 0) continue;
        *list_add(work->arena, out) = (Insert){{start, from},
                                               BLOCK_TEASER,
                                               STR("CL-INSERTED-LINKS"),
                                               STR("titles of other articles behind a name")};
    }
}

/* ---- Galleries ------------------------------------------------------------------------------- */

/* "Hide Caption 3 of 12": its end; 0 if the words stand there for something else. */
static uint32_t counter_end(Str line, uint32_t at)
{
    uint32_t digits = 0;
    if (at < line.len && line.data[at] == ' ') at++;
    while (at < line.len && ascii_is_digit(line.data[at])) at++, digits++;
    if (digits == 0 || !str_starts(str_slice(line, (Span){at, line.len}), STR(" of "))) return 0;
    uint32_t end = at + 4;
    while (end < line.len && ascii_is_digit(line.data[end])) end++;
    return end > at + 4 ? end : 0;
}

/* All from the gallery's title to its last counter; a title at the end of the line too. */
static void find_gallery(Work *work, const Lexicon *lexicon, Str line, Str end_word,
                         InsertList *out)
{
    uint32_t first = str_find(line, end_word, 0), last = 0;
    if (first == STR_NOT_FOUND) return;
    for (uint32_t at = first; at != STR_NOT_FOUND; at = str_find(line, end_word, at + 1)) {
        uint32_t end = counter_end(line, at + end_word.len);
        if (end > last) last = end;
    }
    if (last == 0) return;
    uint32_t start = 0;
    for (uint32_t i = 0; i < lexicon->gallery_starts.count; i++) {
        Str title = lexicon->gallery_starts.items[i];
        uint32_t at = str_find(line, title, 0);
        if (at != STR_NOT_FOUND && at < first) start = at;
        if (str_starts(str_trim(str_slice(line, (Span){last, line.len})), title)) last = line.len;
    }
    *list_add(work->arena, out) = (Insert){
        {start, last}, BLOCK_CAPTION, STR("CL-GALLERY"), STR("captions of a picture gallery")};
}

/* ---- Pieces ---------------------------------------------------------------------------------- */

static void find_inserts(Work *work, const Lexicon *lexicon, const Piece *piece, InsertList *out)
{
    out->count = 0;
    if (piece->is_decided) return;
    Str line = piece_text(work, piece);
    for (uint32_t i = 0; i < lexicon->gallery_ends.count && out->count == 0; i++)
        find_gallery(work, lexicon, line, lexicon->gallery_ends.items[i], out);
    for (uint32_t i = 0; i < lexicon->link_ends.count && out->count == 0; i++)
        find_cards(work, line, lexicon->link_ends.items[i], out);
}

/* Adds a piece with what stands in the new working text from `start` on, without spaces around. */
static Piece *add_piece(Work *work, const Piece *like, uint32_t start)
{
    uint32_t end = work->len;
    while (start < end && work->data[start] == ' ') start++;
    while (end > start && work->data[end - 1] == ' ') end--;
    if (start == end) return NULL;
    Piece *piece = list_add(work->arena, &work->pieces);
    *piece = *like;
    piece->text = (Span){start, end};
    return piece;
}

static void add_line(Work *work, const Work *from, const Piece *line, const InsertList *inserts)
{
    uint32_t start = work->len, at = line->text.start;
    for (uint32_t i = 0; i < inserts->count; i++) {
        Span span = inserts->items[i].span;
        work_copy(work, from, (Span){at, line->text.start + span.start});
        at = line->text.start + span.end;
    }
    work_copy(work, from, (Span){at, line->text.end});
    add_piece(work, line, start);
    for (uint32_t i = 0; i < inserts->count; i++) {
        const Insert *insert = &inserts->items[i];
        start = work->len;
        work_copy(
            work, from,
            (Span){line->text.start + insert->span.start, line->text.start + insert->span.end});
        Piece *piece = add_piece(work, line, start);
        if (piece == NULL) continue;
        piece->starts_paragraph = piece->goes_on = false;
        piece_drop(piece, insert->type, insert->rule, insert->reason);
    }
}

static bool has_any(Str text, const StrList *words)
{
    for (uint32_t i = 0; i < words->count; i++)
        if (str_find(text, words->items[i], 0) != STR_NOT_FOUND) return true;
    return false;
}

void inserted_take_out(Work *work, const Lexicon *lexicon)
{
    Str text = {work->data, work->len};
    if (!has_any(text, &lexicon->link_ends) && !has_any(text, &lexicon->gallery_ends)) return;
    Work again = *work;
    again.data = NULL;
    again.len = again.capacity = 0;
    again.map = (MapRunList){0};
    again.pieces = (PieceList){0};
    InsertList inserts = {0};
    for (uint32_t i = 0; i < work->pieces.count; i++) {
        find_inserts(work, lexicon, &work->pieces.items[i], &inserts);
        add_line(&again, work, &work->pieces.items[i], &inserts);
    }
    *work = again;
}
